"""The panel of Marlbridge as the design pictures it: November held and with the chair, December prepared, actions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Protocol, TypeVar

from hipdesk.kernel.clock import FixedClock
from hipdesk.model.action_log import AddAction, ChaseActions, UpdateAction
from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.model.panels.agendas import ProposeAgenda, SetMinutesPlanned, SetPresenter
from hipdesk.model.panels.attendance import AnswerInvitation, DeclareInterest, Invite
from hipdesk.model.panels.day import (
    AddLearning,
    CloseMeeting,
    FinishLine,
    OpenMeeting,
    Sign,
    StartLine,
    WriteDecision,
    WriteDiscussion,
)
from hipdesk.model.panels.meetings import MarkStep, PlanMeeting
from hipdesk.model.panels.minutes import AskCorrection, SendToChair
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.model.users import Actor
from hipdesk.services import actions, agencies, agendas, attendance, hearings, minutes, panel_day, panel_room, panels
from hipdesk.services.settings import change_settings
from hipdesk.store.records import Records
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.risk import RiskAssessmentRow

T = TypeVar("T")
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 12), date(2026, 12, 10), date(2027, 1, 14)
_AGENCIES = (
    ("Police CSU", "", ("PC Ó Briain", "Insp. D. Fairclough")),
    ("Riverside & Chalk Housing", "RCH", ("J. Muñoz", "K. Sandhu")),
    ("Marlbridge Homes", "", ("L. Szabó", "T. Abara")),
    ("Adult Social Care", "ASC", ("T. Quist",)),
    ("Children’s Services", "", ("R. Haldane",)),
    ("Victim Care", "", ("M. Diallo",)),
    ("Community Safety", "", ("A. Price",)),
    ("Council Legal", "Legal", ("S. Oyelaran",)),
    ("Youth Justice", "YJS", ("P. Lindqvist",)),
    ("Fire Service", "", ("A. Nairn",)),
)
_STORY = (
    "Abuse on the stairs since June by C.D., neighbour; rubbish through the letterbox; on 19 November a threat to "
    "A.B., aged 9. Wants it to stop, does not want to move."
)
_CASES: tuple[tuple[int, str, str, str, int, bool, str], ...] = (
    (22, "R.B.", "RAC,REL", "high", 36, True, _STORY),
    (18, "D. family", "REL", "medium", 29, True, "Bins moved under the window; shouting since August."),
    (31, "S.Ó D.", "SOR", "medium", 27, False, "Paint on the front door."),
    (29, "T.N.", "RAC", "medium", 24, False, "Spat at outside the shop on 2 November."),
    (12, "J.M.", "DIS", "standard", 16, False, "Bullying by two neighbours; stopped in October."),
    (19, "P.S.", "REL", "standard", 12, False, "Leaflets; none since September."),
    (33, "Z.B.-K.", "RAC", "high", 38, True, "Threat with a bottle on 21 November."),
    (38, "M.T.", "SOR", "high", 33, False, "Followed home twice; messages on two platforms."),
    (32, "A.O.", "DIS", "medium", 22, False, "Money taken by a visitor who calls himself a friend."),
    (27, "H.P.", "RAC", "standard", 14, False, "Name-calling at the bins, three times."),
)  # fmt: skip


class OfficeLike(Protocol):
    """What this needs of an office or a desk in tests."""

    clock: FixedClock
    actor: Actor
    records: Records

    def do(self, service: Callable[..., T], *args: Any) -> T:
        """Run a writing service."""
        ...

    def read(self, service: Callable[..., T], *args: Any) -> T:
        """Run a reading service."""
        ...


class Marlbridge:
    """The record on Wednesday 2 December 2026; ids by short names."""

    def __init__(self, office: OfficeLike) -> None:
        self.office = office
        self.agencies: dict[str, str] = {}
        self.cases: dict[int, str] = {}
        self._settle()
        self._cases(_CASES[:6], date(2026, 10, 2))
        self.november = self._november()
        self._cases(_CASES[6:], date(2026, 11, 16))
        self.december = office.do(panels.plan_meeting, PlanMeeting(held_on=DECEMBER))
        self.january = office.do(panels.plan_meeting, PlanMeeting(held_on=JANUARY))
        self._actions()
        self._december()

    def at(self, day: date, hour: int = 14, minute: int = 2) -> None:
        """The clock stands there."""
        self.office.clock.move_to(datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC))

    def _settle(self) -> None:
        office = self.office
        self.at(date(2026, 10, 1))
        office.do(
            change_settings,
            OfficeSettings(panel_name="Marlbridge Hate Incident Panel", borough="Marlbridge", officer_name="A. Price"),
        )
        office.do(
            change_settings,
            PanelSettings(place="Committee Room 2, Civic Centre", chair="Insp. D. Fairclough", minute_taker="A. Price"),
        )
        for name, short, people in _AGENCIES:
            key = office.do(
                agencies.add_agency, AddAgency(name=name, short_name=short or None, kind="other", core=True)
            )
            self.agencies[name] = key
            for at, person in enumerate(people):
                place = "main" if at == 0 else "deputy"
                office.do(agencies.add_representative, AddRepresentative(agency_id=key, name=person, place=place))

    def _cases(self, told: tuple[tuple[int, str, str, str, int, bool, str], ...], received: date) -> None:
        lead = self.agencies["Riverside & Chalk Housing"]
        with self.office.records.write(self.office.actor) as work:
            for number, initials, strands, band, score, child, story in told:
                row = CaseRow(
                    reference=f"HIP/2026-27/{number:04d}", initials=initials, strands=strands, status="listed",
                    received_on=received, accepted_on=received, risk_entry=band, risk_now=band,
                    risk_score=score, risk_trend="first", child=child, in_short=story, lead_agency_id=lead,
                    lead_officer="J. Muñoz", not_aware=number == 22,
                )  # fmt: skip
                work.session.add(row)
                work.session.flush()
                work.session.add(
                    RiskAssessmentRow(
                        case_id=row.id, occasion="entry", assessed_on=received, band=band, score=score,
                        score_max=52, question_set="hip-ra-v1", victim_rating=8,
                    )
                )  # fmt: skip
                if number in (22, 18, 31, 29, 12, 19):
                    earlier = date(2026, 9, 10) if number == 19 else date(2026, 10, 8)
                    work.session.add(HearingRow(case_id=row.id, heard_on=earlier))
                    row.first_heard_on = row.last_heard_on = earlier
                    row.times_heard, row.status = 1, "heard"
                    row.next_review_on = None if number == 19 else NOVEMBER
                self.cases[number] = row.id
            work.record("cases.accepted", "case", row.id)
            work.finish()

    def _november(self) -> str:
        office = self.office
        self.at(date(2026, 11, 2))
        key = office.do(panels.plan_meeting, PlanMeeting(held_on=NOVEMBER, starts_at=time(10), ends_at=time(12)))
        office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=key))
        office.do(attendance.invite, Invite(meeting_id=key))
        for person in office.read(attendance.attendance_view, key).people:
            office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="coming"))
        for step, day in (("names_list", date(2026, 11, 2)), ("papers_out", date(2026, 11, 9))):
            self.at(day)
            office.do(panels.mark_step_done, MarkStep(meeting_id=key, step=step, done_on=day))
        self.at(NOVEMBER, 10, 2)
        office.do(panel_room.open_meeting, OpenMeeting(meeting_id=key))
        people = tuple(person.id for person in office.read(attendance.attendance_view, key).people)
        office.do(panel_room.sign, Sign(attendance_ids=people))
        self._hear(key, 22, 10, "Diary sheets received. Stair lighting to be inspected.", "keep_open")
        self._hear(key, 31, 24, "Paint removed; camera images asked for.", "keep_open")
        self._hear(key, 29, 38, "Statement taken from one witness.", "keep_open")
        self._hear(key, 12, 50, "Nothing since October.", "monitor")
        self.at(NOVEMBER, 12, 8)
        office.do(panel_room.close_meeting, CloseMeeting(meeting_id=key))
        lesson = "Two agencies held part of the picture of Mr Dunmore for five months before either asked the other."
        office.do(panel_day.add_learning, AddLearning(meeting_id=key, lesson=lesson))
        self.at(date(2026, 11, 17))
        office.do(minutes.send_to_chair, SendToChair(meeting_id=key))
        asked = AskCorrection(
            meeting_id=key, place="Item 5", said="Assault", now_says="Threat", asked_by="Insp. D. Fairclough"
        )
        office.do(minutes.ask_correction, asked)
        return key

    def _hear(self, meeting: str, number: int, minute: int, told: str, code: str) -> None:
        office, case = self.office, self.cases[number]
        line = next(each for each in office.read(agendas.agenda_view, meeting).cases if each.case_id == case).id
        self.at(NOVEMBER, 10, minute)
        office.do(hearings.start_line, StartLine(line_id=line))
        police = "Assault of 3 November recorded as hate crime." if number == 22 else "Known; no further report."
        for agency, words in (("Riverside & Chalk Housing", told), ("Police CSU", police)):
            said = WriteDiscussion(line_id=line, agency_id=self.agencies[agency], text=words)
            office.do(panel_day.write_discussion, said)
        band = next(each[3] for each in _CASES if each[0] == number)
        office.do(
            panel_day.write_decision,
            WriteDecision(
                line_id=line, code=code, words="Stays open." if code == "keep_open" else "Monitor.", risk_band=band,
                next_review_on=DECEMBER if number != 29 else JANUARY, told_by="M. Diallo",
                told_by_day=date(2026, 11, 17), unsaid="The interview date" if number == 22 else "",
            ),
        )  # fmt: skip
        if number == 22:
            for wording, owner, due in (
                ("Fit letterbox guard and fire-safe plate", "Riverside & Chalk Housing", date(2026, 11, 17)),
                ("Inspect stair lighting, repair the second floor", "Riverside & Chalk Housing", date(2026, 11, 26)),
                ("Write to every flat on stair B", "", date(2026, 11, 30)),
            ):
                self._give(wording, owner, due, number, meeting, line)
        office.do(hearings.finish_line, FinishLine(line_id=line, seconds=720))

    def _give(
        self, wording: str, owner: str, due: date, case: int | None, meeting: str | None = None, line: str | None = None
    ) -> str:
        people = {name: main[0] for name, _short, main in _AGENCIES}
        return self.office.do(
            actions.add_action,
            AddAction(
                case_id=self.cases[case] if case else None, meeting_id=meeting, line_id=line, wording=wording,
                owner_agency_id=self.agencies.get(owner), owner_name=people.get(owner, ""), due_on=due,
            ),
        )  # fmt: skip

    def _actions(self) -> None:
        office = self.office
        self.at(date(2026, 11, 13))
        landlord, police, care = "Riverside & Chalk Housing", "Police CSU", "Adult Social Care"
        bins = self._give("Move bins from under the D. family window", landlord, date(2026, 11, 30), 18)
        self._give("Send tenancy history for the neighbour", landlord, date(2026, 12, 4), 27)
        visit = self._give("Visit with Adult Social Care", landlord, date(2026, 12, 9), 27)
        witness = self._give("Take statement from second witness", police, date(2026, 11, 24), 29)
        self._give("Review shop camera for 2 November", police, date(2026, 11, 27), 29)
        asked = self._give("Ask about a camera on the stair", police, date(2026, 12, 3), 22)
        self._give("Confirm who visits P.S. weekly", care, date(2026, 12, 1), 19)
        booked = self._give("Care Act assessment date to J.M.’s sister", care, date(2026, 12, 10), 12)
        self._give("Collect notices for the new year", "Community Safety", date(2027, 1, 20), None)
        self.at(date(2026, 11, 27))
        for key, words in ((bins, "Contractor booked"), (witness, "Witness away until 5 Dec"), (booked, "Booked")):
            office.do(actions.update_action, UpdateAction(action_id=key, step="progress", words=words))
        office.do(actions.update_action, UpdateAction(action_id=visit, step="progress", words="Date agreed 7 Dec"))
        self.at(date(2026, 11, 30))
        office.do(actions.chase, ChaseActions(action_ids=(asked,), words="Telephone"))
        self.at(date(2026, 12, 2))

    def _december(self) -> None:
        office, key = self.office, self.december
        office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=key))
        office.do(attendance.invite, Invite(meeting_id=key))
        for person in office.read(attendance.attendance_view, key).people:
            if person.name == "L. Szabó":
                answer = AnswerInvitation(attendance_id=person.id, answer="deputy", deputy="T. Abara")
            elif person.name == "P. Lindqvist":
                answer = AnswerInvitation(attendance_id=person.id, answer="apologies")
            elif person.name == "A. Nairn":
                continue
            else:
                answer = AnswerInvitation(attendance_id=person.id, answer="coming")
            office.do(attendance.answer, answer)
        quist = next(p for p in office.read(attendance.attendance_view, key).people if p.name == "T. Quist")
        office.do(
            attendance.declare_interest,
            DeclareInterest(
                case_id=self.cases[38], meeting_id=key, attendance_id=quist.id, nature="Relative of a witness"
            ),
        )
        lines = office.read(agendas.agenda_view, key).cases
        office.do(agendas.set_presenter, SetPresenter(line_id=lines[-1].id, presenter=""))
        office.do(agendas.set_minutes_planned, SetMinutesPlanned(line_id=lines[0].id, minutes=14))
