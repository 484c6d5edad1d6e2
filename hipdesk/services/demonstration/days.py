"""The newest panel days told in full: the running order with its times, who left the room, what was noted and learnt.

Older days keep their cases only; nobody reads their running order.
"""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hipdesk.model.agenda import agenda_rules
from hipdesk.model.periods import add_months
from hipdesk.model.workdays import add_working_days
from hipdesk.services.demonstration.borough import shipped
from hipdesk.services.demonstration.cases import Story, Teller
from hipdesk.services.demonstration.panel import Agency, Meeting
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import LearningPointRow
from hipdesk.store.tables.panels import AgendaLineRow, CorrectionRow, InterestRow, MovementRow

_IN_FULL = 3
_FIRST_CASE, _LAST_CASE = time(10, 20), time(12, 6)
_LATEST = time(23, 0)


class PanelDays:
    """Keeps the lines of the newest days until all are known, then puts them in order and times them."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._chance = teller.chance
        held = teller.panel.held_after(date.min)
        self._days = held[-_IN_FULL:]
        self._before = {day.id: before.day for before, day in pairwise(held)}
        self._lines: dict[str, list[dict[str, Any]]] = {day.id: [] for day in self._days}
        self._old: list[tuple[date, str]] = []

    def keep(self, book: RowBook, meeting: Meeting, line: dict[str, Any]) -> None:
        """A case's line on a meeting's agenda."""
        own = self._lines.get(meeting.id)
        if own is None:
            book.add_found(AgendaLineRow, **line)
        else:
            own.append(line)

    def closed(self, told: Story) -> None:
        """A closed case, which comes off the list a year after it was last heard."""
        if told.case_id and self._days and told.meetings[-1].day > add_months(self._days[0].day, -15):
            self._old.append((told.meetings[-1].day, told.case_id))

    def write(self, book: RowBook) -> None:
        """Every line of the days kept, in order, and what else happened on the newest two."""
        for meeting in self._days:
            self._run(book, meeting)
        if self._days:
            self._newest(book, self._days[-1])
        if len(self._days) > 1:
            self._corrected(book, self._days[-2])

    def _run(self, book: RowBook, meeting: Meeting) -> None:
        lines = sorted(self._lines[meeting.id], key=_rank)
        _timed(lines, self._chance.choices(range(4, 13), k=len(lines)))
        standing: dict[str, list[dict[str, Any]]] = {"opening": [], "cases": [], "closing": []}
        said: dict[str, list[str]] = shipped()["panel_days"]
        corrected = len(self._days) > 1 and meeting is self._days[-2]
        for each in agenda_rules().standing:
            words = self._chance.choice(said[each.code]) if each.code in said else None
            if each.code == "any_other":
                words = said["pledge"][0] if corrected else None
            standing[each.place].append(
                self._line(meeting, each.code, title=each.title, summary=words, minutes=each.minutes)
            )
        noted = [self._line(meeting, "off_list", case_id=key) for key in self._off_list(meeting)]
        for position, line in enumerate([*standing["opening"], *lines, *noted, *standing["closing"]], 1):
            line["position"] = position
            book.add_found(AgendaLineRow, **line)
        self._lines[meeting.id] = lines
        if meeting is self._days[-1]:
            trends = next(line for line in standing["closing"] if line["section"] == "trends")
            self._general_action(book, meeting, trends["id"])

    def _line(
        self, meeting: Meeting, section: str, *, case_id: str | None = None, title: str | None = None,
        summary: str | None = None, minutes: int = 0,
    ) -> dict[str, Any]:  # fmt: skip
        return {
            "id": self._chance.key(), "meeting_id": meeting.id, "case_id": case_id, "section": section, "position": 0,
            "title": title, "rule": section if case_id else None, "reason": None, "minutes_planned": minutes,
            "presenter": None, "presenter_agency_id": None, "children": False, "late": False, "state": "noted",
            "started_at": None, "finished_at": None, "seconds_used": 0, "moved_from_id": None, "summary": summary,
        }  # fmt: skip

    def _off_list(self, meeting: Meeting) -> list[str]:
        since = self._before.get(meeting.id, add_months(meeting.day, -1))
        return [key for last, key in self._old if since < add_months(last, 12) <= meeting.day]

    def _newest(self, book: RowBook, meeting: Meeting) -> None:
        """On the newest day somebody leaves the room for a case and somebody else declares an interest and stays."""
        lines = self._lines[meeting.id]
        leaver, stayer = self._agency("Housing Options"), self._agency("Lantern Street Centre")
        free = [line for line in lines[1:] if line["presenter_agency_id"] not in (leaver.id, stayer.id)]
        if free:
            line = free[0]
            self._interest(book, meeting, line, leaver, "Personal connection with a person in the case", "leaves")
            attendance = meeting.room.get(leaver.id)
            for kind, at, why in (
                ("leaves", line["started_at"], "declared interest"),
                ("returns", line["finished_at"], None),
            ):
                if attendance:
                    book.add(
                        MovementRow, id=self._chance.key(), attendance_id=attendance, agenda_line_id=line["id"],
                        kind=kind, at=at, reason=why,
                    )  # fmt: skip
        if len(free) > 1:
            self._interest(book, meeting, free[-1], stayer, "The Centre took the first report", "stays")
        book.add(
            LearningPointRow, id=self._chance.key(), case_id=lines[0]["case_id"] if lines else None,
            meeting_id=meeting.id, theme="Evidence", owner="Police CSU", lesson=shipped()["panel_days"]["lesson"],
        )  # fmt: skip

    def _interest(
        self, book: RowBook, meeting: Meeting, line: dict[str, Any], agency: Agency, nature: str, ruling: str
    ) -> None:
        person, name, _title = agency.people[0]
        out = ruling == "leaves" and agency.id in meeting.room
        book.add(
            InterestRow, id=self._chance.key(), case_id=line["case_id"], meeting_id=meeting.id, agency_id=agency.id,
            representative_id=person, holder_id=None, name=name, nature=nature, ruling=ruling,
            left_at=line["started_at"] if out else None, back_at=line["finished_at"] if out else None,
        )  # fmt: skip

    def _general_action(self, book: RowBook, meeting: Meeting, line: str) -> None:
        police = self._teller.panel.of_kind("police")[0]
        due = add_working_days(meeting.day, 12, self._teller.nation)
        book.add(
            ActionRow, id=self._chance.key(), number="G/1", position=1, case_id=None, meeting_id=meeting.id,
            agenda_line_id=line, wording="Patrol the market on Saturdays, 16:30 to 19:00, for four weeks",
            done_when="four Saturdays are logged", kind="patrols", owner_agency_id=police.id,
            owner_name=police.representative, priority="normal", raised_on=meeting.day, first_due_on=due,
            due_words=None, evidence=None, superseded_by_id=None, escalated_to=None, escalated_on=None, due_on=due,
            status="open", carries=0, completed_on=None, not_done_reason=None, last_word=None, last_word_on=None,
        )  # fmt: skip

    def _corrected(self, book: RowBook, meeting: Meeting) -> None:
        """One correction of minutes that were agreed."""
        book.add(
            CorrectionRow, id=self._chance.key(), meeting_id=meeting.id, place="Any other business",
            said=shipped()["panel_days"]["pledge"][0], now_says=shipped()["panel_days"]["pledge"][1],
            asked_by="Yusuf al-Khatib", agreed_by="Siobhán Ní Riain",
            on_day=min(add_working_days(meeting.day, 14, self._teller.nation), self._teller.today), state="logged",
            reason=None,
        )  # fmt: skip

    def _agency(self, name: str) -> Agency:
        return next(agency for agency in self._teller.panel.agencies.values() if agency.name == name)


def _rank(line: dict[str, Any]) -> tuple[int, int]:
    """Children first, then by kind, as the rules of the agenda have it."""
    rules = agenda_rules()
    children = line["children"] and line["section"] in rules.order_with_children
    order = rules.order_with_children if children else rules.order_others
    return (0 if children else 1, order.index(line["section"]))


def _timed(lines: list[dict[str, Any]], weights: list[int]) -> None:
    """Give the lines their times one after another, together from the first case to the last."""
    start = datetime.combine(date.min, _FIRST_CASE)
    whole = (datetime.combine(date.min, _LAST_CASE) - start).total_seconds() / 60
    total, done = max(sum(weights), 1), 0
    for line, weight in zip(lines, weights, strict=True):
        line["started_at"] = (start + timedelta(minutes=int(whole * done / total))).time()
        done += weight
        line["finished_at"] = min((start + timedelta(minutes=int(whole * done / total))).time(), _LATEST)
        line["seconds_used"] = int(whole * 60 * weight / total)
