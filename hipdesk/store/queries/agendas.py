"""Reading the agenda of a meeting: its lines with number, start and what the case's row tells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import Row, Select, select

from hipdesk.model.agenda import StandingLine, agenda_rules
from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.store.queries.agenda_facts import strand_words
from hipdesk.store.queries.attendance import leavings
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgendaLineRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

Place = Literal["opening", "cases", "closing"]


def all_standing(reading: Reading) -> tuple[StandingLine, ...]:
    """The standing lines of the rules in order, in the office's words."""
    told = {line["code"]: line for line in office_words(reading, "agenda")["standing"]}
    return tuple(
        replace(line, title=told[line.code]["title"], short=told[line.code]["short"])
        for line in agenda_rules().standing
    )


def standing_lines(reading: Reading) -> dict[str, StandingLine]:
    """The same by code, headings of cases left out."""
    return {line.code: line for line in all_standing(reading) if line.place != "cases"}


def place_of(section: str) -> Place:
    """Where on the agenda a section stands."""
    return next((line.place for line in agenda_rules().standing if line.code == section), "cases")


def agenda_lines(reading: Reading, meeting_id: str) -> tuple[AgendaLineView, ...]:
    """The lines in order, numbered and timed. A case the holder may not see leaves no line, but keeps its number."""
    meeting = reading.find(MeetingRow, meeting_id)
    rows = reading.session.execute(_select().where(AgendaLineRow.meeting_id == meeting_id)).all()
    visible = _visible(reading, [row[0].case_id for row in rows if row[0].case_id])
    kinds = labels(reading, "hearing_kind")
    leaves: dict[str, list[str]] = defaultdict(list)
    for each in leavings(reading, meeting_id):
        leaves[each.line_id].append(each.name)
    referred = _referred(reading, list(visible))
    standing = standing_lines(reading)
    views, at = [], meeting.starts_at
    for number, row in enumerate(rows, 1):
        line: AgendaLineRow = row[0]
        if line.case_id is None or line.case_id in visible:
            views.append(
                _view(
                    row,
                    number,
                    at,
                    kinds,
                    tuple(leaves[line.id]),
                    referred.get(line.case_id or "", ""),
                    standing.get(line.section),
                )
            )
        at = later(at, line.minutes_planned)
    return tuple(views)


def later(at: time | None, minutes: int) -> time | None:
    """So many minutes later on the clock; None stays None."""
    if at is None:
        return None
    return (datetime.combine(date(2000, 1, 1), at) + timedelta(minutes=minutes)).time()


def _select() -> Select[AgendaLineRow, *tuple[Any, ...]]:
    presenter = AgencyRow.name.label("presenter_name"), AgencyRow.short_name.label("presenter_short")
    return (
        select(
            AgendaLineRow,
            CaseRow.reference,
            CaseRow.initials,
            CaseRow.strands,
            CaseRow.risk_now,
            CaseRow.risk_score,
            CaseRow.risk_trend,
            CaseRow.times_heard,
            *presenter,
        )
        .outerjoin(CaseRow, CaseRow.id == AgendaLineRow.case_id)
        .outerjoin(AgencyRow, AgencyRow.id == AgendaLineRow.presenter_agency_id)
        .order_by(AgendaLineRow.position, AgendaLineRow.id)
    )


def _view(
    row: Row[Any],
    number: int,
    at: time | None,
    kinds: dict[str, str],
    leaves: tuple[str, ...],
    referred: str,
    standing: StandingLine | None,
) -> AgendaLineView:
    line: AgendaLineRow = row[0]
    title = line.title or (standing.title if standing else "")
    return AgendaLineView(
        line.id, line.version, number, standing.place if standing else "cases", line.section,
        kinds.get(line.section, line.section) if line.case_id else "", title,
        standing.short if standing else title, line.case_id,
        row.reference or "", row.initials or "", strand_words(row.strands or ""), row.risk_now, row.risk_score,
        row.risk_trend, line.children, line.reason or "", line.minutes_planned, at, line.presenter or "",
        line.presenter_agency_id, row.presenter_short or row.presenter_name or "", referred, row.times_heard or 0,
        line.late, line.state, line.started_at, line.finished_at, line.seconds_used, line.summary or "",
        line.moved_from_id, leaves,
    )  # fmt: skip


def _visible(reading: Reading, case_ids: Sequence[str]) -> set[str]:
    return set(
        reading.session.scalars(
            select(CaseRow.id).where(CaseRow.id.in_(case_ids), of_visible_case(reading, CaseRow.id))
        )
    )


def _referred(reading: Reading, case_ids: Sequence[str]) -> dict[str, str]:
    rows = reading.session.execute(
        select(ReferralRow.case_id, AgencyRow.name, AgencyRow.short_name)
        .join(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
        .where(ReferralRow.case_id.in_(case_ids))
        .order_by(ReferralRow.received_on.desc())
    )
    return {row.case_id: row.short_name or row.name for row in rows if row.case_id}
