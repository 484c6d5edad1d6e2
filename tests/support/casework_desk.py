"""Casework of Marlbridge in a real vault: an inbox and ten cases, one told in full; built once a run, copied."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.model import cases as asked
from hipdesk.model import referrals as told
from hipdesk.model.action_log import AddAction
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.services import cases, referrals
from hipdesk.services.actions import add_action
from hipdesk.services.notes import write_note
from hipdesk.services.risk_assessments import assess_risk
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Work
from tests.support.clock import a_clock
from tests.support.desks import copy_vault, make_desk, open_desk
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, an_incident, risk_answers

_NAME = "marlbridge.hipdesk"
_AGENCIES = (
    ("Riverside & Chalk Housing", "Riverside & Chalk", "registered_provider"),
    ("Marlbridge Homes", "Marlbridge Homes", "almo"),
    ("Beacon Disability Advocacy", "Beacon", "specialist"),
    ("Lea Bank Library reporting centre", "Lea Bank Library", "tprc"),
    ("Police Community Safety Unit", "Police CSU", "police"),
    ("Victim Care", "Victim Care", "victim_support"),
)
_PEOPLE = (
    ("Rukhsana Begum", ("RAC", "REL"), "medium"),
    ("Zoë Brânză-Kowalczyk", ("RAC",), "high"),
    ("Maya Tran", ("DIS",), "medium"),
    ("Dov Levi", ("REL",), "medium"),
    ("Seán Ó Dálaigh", ("SOR",), "medium"),
    ("Tariq Noor", ("RAC",), "standard"),
    ("Aled Owen", ("TRA",), "medium"),
    ("Jo March", ("DIS",), "standard"),
    ("Hana Petrov", ("RAC", "DIS"), "standard"),
    ("Nur Çelik", ("RAC",), "medium"),
)
_ACTIONS = (
    ("Fit letterbox guard and fire-safe plate", "Riverside & Chalk", date(2026, 11, 17)),
    ("Inspect stair lighting, repair the second floor", "Riverside & Chalk", date(2026, 11, 26)),
    ("Ask about a camera on the stair", "Police CSU", date(2026, 12, 3)),
)


@dataclass(frozen=True)
class Casework:
    """Ids: agencies by short name, cases in order, referrals that wait by initials."""

    agencies: dict[str, str]
    cases: tuple[str, ...]
    waiting: dict[str, str]

    @property
    def family(self) -> str:
        """The case that is told in full."""
        return self.cases[0]


class _Making:
    """Writes everything through services, each on its own day."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.agencies = {short: self._agency(name, short, kind) for name, short, kind in _AGENCIES}

    def _at(self, month: int, day: int, hour: int = 10) -> None:
        self.desk.clock.move_to(datetime(2026, month, day, hour, tzinfo=UTC))  # type: ignore[attr-defined]  # a FixedClock

    def _agency(self, name: str, short: str, kind: str) -> str:
        def add(work: Work) -> str:
            row = AgencyRow(name=name, folded=name.lower(), short_name=short, kind=kind, core=True)
            work.session.add(row)
            work.session.flush()
            work.record("agency.added", "agency", row.id)
            return row.id

        return self.desk.do(add).value

    def cases(self) -> tuple[str, ...]:
        """Ten cases, the first of them a family with children."""
        found = []
        agencies = list(self.agencies.values())
        for at, (name, strands, level) in enumerate(_PEOPLE):
            self._at(9, 8 + at)
            people = [a_victim(name=name, own_script="", address_confidential=at == 6), *_children(at)]
            people.append(a_perpetrator(aware=at not in (0, 5)))
            logged = self.desk.do(
                referrals.log_referral,
                a_referral(
                    agencies[at % len(agencies)],
                    received_on=date(2026, 9, 8 + at),
                    completed_on=date(2026, 9, 8 + at),
                    people=tuple(people),
                    incidents=(an_incident("29 August 2026"),),
                    strands=tuple(told.StrandEntry(code=code, perceived_by=("victim",)) for code in strands),
                    risk=risk_answers(level),
                ),
            ).value
            hearing = date(2026, 12, 10) if at < 8 else date(2027, 1, 14)
            command = told.AcceptReferral(id=logged.id, first_hearing=hearing)
            found.append(self.desk.do(referrals.accept_referral, command).value.case_id)
        self._tell_in_full(found[0])
        return tuple(found)

    def _tell_in_full(self, case_id: str) -> None:
        self._at(11, 19, 16)
        incident = an_incident("19 November 2026", facts="Threat to A.B. on the stairs.", at=time(16, 10))
        self.desk.do(cases.add_incident, asked.AddIncident(id=case_id, incident=incident))
        risk = risk_answers("high").model_copy(update={"automatic": ("child_targeted",)})
        self.desk.do(assess_risk, asked.AssessRisk(id=case_id, risk=risk))
        for wording, owner, due in _ACTIONS:
            command = AddAction(case_id=case_id, wording=wording, owner_agency_id=self.agencies[owner], due_on=due)
            self.desk.do(add_action, command)
        self._at(12, 2, 11)
        self.desk.do(write_note, asked.WriteNote(case_id=case_id, text="R.B. rang. Quiet since Sunday."))

    def inbox(self) -> dict[str, str]:
        """Three to triage, one waiting for information, two decided."""
        self._at(12, 2, 9)
        found = {}
        for initials, name, agency, day in (
            ("Ł.W.", "Łukasz Wrona", "Marlbridge Homes", date(2026, 11, 30)),
            ("F.H.", "Farah Haddad", "Lea Bank Library", date(2026, 11, 27)),
            ("S.Q.", "Sana Qureshi", "Beacon", date(2026, 12, 2)),
            ("D.A.", "Dele Akande", "Police CSU", date(2026, 11, 17)),
            ("G.M.", "Gita Mehta", "Police CSU", date(2026, 11, 20)),
        ):
            changes = {"presenter": ""} if initials == "Ł.W." else {}
            people = (a_victim(name=name, own_script="", born=read_partial_day("1 May 1979")), a_perpetrator())
            if initials == "S.Q.":
                changes["urgency"] = "before_panel"
            command = a_referral(self.agencies[agency], received_on=day, completed_on=day, people=people, **changes)
            found[initials] = self.desk.do(referrals.log_referral, command).value.id
        self.desk.do(referrals.ask_for_information, told.AskForInformation(id=found["D.A."], wanted="The diary sheets"))
        self.desk.do(referrals.decline_referral, told.DeclineReferral(id=found["G.M."], reason="below_threshold"))
        return found


def _children(at: int) -> tuple[told.PersonEntry, ...]:
    if at:
        return ()
    born = read_partial_day("2 May 2017")
    child = a_victim(
        role="child", name="Amina Begum", own_script="", born=born, school="Northgate Primary", targeted=True
    )
    return (child.model_copy(update={"language": "", "interpreter": None}),)


@functools.cache
def _template() -> tuple[Path, Casework, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory(prefix="hipdesk-casework-")
    desk = make_desk(Path(folder.name), a_clock())
    making = _Making(desk)
    known = Casework(making.agencies, making.cases(), making.inbox())
    desk.close()
    return Path(folder.name) / _NAME, known, folder


@contextmanager
def casework(folder: Path) -> Iterator[tuple[Desk, Casework]]:
    """An open desk over a copy, on Wednesday 2 December 2026 at 14:02."""
    source, known, _held = _template()
    clock = a_clock()
    clock.move_to(datetime(2026, 12, 2, 14, 2, tzinfo=UTC))
    desk = open_desk(copy_vault(source, folder / _NAME), clock)
    try:
        yield desk, known
    finally:
        desk.close()
