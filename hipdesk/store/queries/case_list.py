"""The list of cases: by saved view, filter and order, a page at a time, and how many each view holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, True_, and_, case, func, literal_column, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.model.cases.flags import FLAG_COLUMNS, flags_of
from hipdesk.model.cases.views import CaseChoices, CaseFilter, CaseLine, CaseSort, HearingState, SavedView, ViewCounts
from hipdesk.model.pages import Page
from hipdesk.model.referrals.views import RiskWords
from hipdesk.model.statuses import LIVE_ACTIONS, LIVE_CASES
from hipdesk.store import search
from hipdesk.store.queries.cases import may_see
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import RISK_RANK, CaseRow
from hipdesk.store.tables.panels import AgendaLineRow, MeetingRow
from hipdesk.store.tables.referrals import StrandRow
from hipdesk.store.work import Reading

_LIVE = sorted(LIVE_CASES)
_LIVE_ACTIONS = sorted(LIVE_ACTIONS)
_RISK_RANK: ColumnElement[int] = literal_column(f"({RISK_RANK})")
_STATUS_RANK = case(
    {"listed": 0, "reopened": 1, "heard": 2, "monitoring": 3, "closed": 4}, value=CaseRow.status, else_=5
)
_MOST_FOUND = 2000
_FLAGS = tuple(getattr(CaseRow, column) for column in FLAG_COLUMNS.values())


_INDEXED_ORDERS = frozenset({"hearing", "reference"})


def _in_view(view: SavedView, today: date, panel: date, *, in_order: bool = False) -> ColumnElement[bool]:
    live = _live(in_order=in_order)
    if view == "next_panel":
        return and_(live, or_(CaseRow.next_review_on == panel, CaseRow.id.in_(_on_agenda(panel))))
    if view == "high":
        return and_(live, _plain(CaseRow.risk_now, in_order=in_order) == "high")
    if view == "no_hearing":
        return and_(live, without_hearing_day(today))
    if view == "aftercare":
        return and_(CaseRow.status == "closed", CaseRow.aftercare_due_on <= today, CaseRow.aftercare_done_on.is_(None))
    if view == "closed":
        return _plain(CaseRow.status, in_order=in_order) == "closed"
    return live if view == "open" else true()


def _live(*, in_order: bool = False) -> ColumnElement[bool]:
    return _plain(CaseRow.status, in_order=in_order).in_(_LIVE)


def _plain(column: InstrumentedAttribute[Any], *, in_order: bool) -> ColumnElement[Any]:
    """The column; with ``in_order`` written so that its own index is not taken, which would leave every match to be
    sorted, where the index that keeps the order, or the key, gives the few that are wanted at once."""
    return column.concat("") if in_order else column.expression


def _on_agenda(panel: date) -> Select[str | None]:
    """Cases on the agenda of the next meeting."""
    return (
        select(AgendaLineRow.case_id)
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(MeetingRow.held_on == panel, MeetingRow.status == "planned", AgendaLineRow.case_id.is_not(None))
    )


def without_hearing_day(today: date) -> ColumnElement[bool]:
    """Whether no hearing lies ahead; of a live case this is one rule for Home, the navigation and the list."""
    return or_(CaseRow.next_review_on.is_(None), CaseRow.next_review_on < today)


def view_counts(reading: Reading, panel: date) -> ViewCounts:
    """How many cases each saved view holds; ``panel`` is the day of the next meeting. Each count needs indexes only."""
    seen, live = may_see(reading), _live()
    there, high, without, due = reading.session.execute(
        select(
            func.count(), _how_many(CaseRow.risk_now == "high"), _how_many(without_hearing_day(reading.today)),
            _how_many(CaseRow.next_review_on == panel),
        ).where(*_needed(seen, live))
    ).one()  # fmt: skip
    beside = or_(CaseRow.next_review_on.is_(None), CaseRow.next_review_on != panel)
    listed = _count(reading, seen, _live(in_order=True), CaseRow.id.in_(_on_agenda(panel)), beside)
    every = _count(reading, seen)
    aftercare = _count(reading, seen, _in_view("aftercare", reading.today, panel))
    # What is not open is closed: the machine of statuses has no third kind.
    return ViewCounts(there, due + listed, high, without, aftercare, every - there, every, panel_day=panel)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _count(reading: Reading, *asked: ColumnElement[bool]) -> int:
    return reading.session.scalar(select(func.count()).select_from(CaseRow).where(*_needed(*asked))) or 0


def _needed(*asked: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Conditions that say anything: with none left, rows are counted by the page and not one by one."""
    return [condition for condition in asked if not isinstance(condition, True_)]


def _asked(reading: Reading, wanted: CaseFilter, panel: date, *, in_order: bool = False) -> list[ColumnElement[bool]]:
    asked = _needed(may_see(reading), _in_view(wanted.view, reading.today, panel, in_order=in_order))
    if wanted.words.strip():
        asked.append(_named(reading, wanted.words.strip()))
    if wanted.lead_id:
        asked.append(CaseRow.lead_agency_id == wanted.lead_id)
    if wanted.strand:
        asked.append(_has_strand(wanted.strand, in_order=in_order))
    if wanted.risk:
        asked.append(_plain(CaseRow.risk_now, in_order=in_order) == wanted.risk)
    if wanted.ward:
        asked.append(CaseRow.ward == wanted.ward)
    if wanted.status:
        asked.append(_plain(CaseRow.status, in_order=in_order) == wanted.status)
    if wanted.flag is not None and wanted.flag in FLAG_COLUMNS:
        asked.append(getattr(CaseRow, FLAG_COLUMNS[wanted.flag]).is_(True))
    return asked


def _has_strand(code: str, *, in_order: bool) -> ColumnElement[bool]:
    """For the first page each case is asked in order; for a count all cases of the strand are taken at once."""
    of_code = select(StrandRow.case_id).where(StrandRow.code == code)
    if in_order:
        return of_code.where(StrandRow.case_id == CaseRow.id).correlate(CaseRow).exists()
    return CaseRow.id.in_(of_code)


def _named(reading: Reading, words: str) -> ColumnElement[bool]:
    """Cases whose reference or initials hold the words, or whose records do."""
    found = {hit.case_id for hit in search.find(reading.session, words, _MOST_FOUND) if hit.case_id}
    told = [
        CaseRow.reference.icontains(words, autoescape=True),
        CaseRow.initials.icontains(words, autoescape=True),
    ]
    return or_(*told, CaseRow.id.in_(sorted(found))) if found else or_(*told)


def _order(sort: CaseSort) -> list[ColumnElement[Any]]:
    by: dict[str, list[Any]] = {
        "hearing": [CaseRow.next_review_on, _RISK_RANK.desc(), CaseRow.risk_score.desc().nulls_last()],
        "reference": [CaseRow.reference],
        "initials": [CaseRow.initials],
        "strands": [CaseRow.strands],
        "risk": [_RISK_RANK, CaseRow.risk_score],
        "status": [_STATUS_RANK],
        "lead": [func.coalesce(AgencyRow.short_name, AgencyRow.name)],
        "heard": [CaseRow.times_heard],
        "received": [CaseRow.received_on],
    }
    first, *rest = by[sort.by]
    first = first.desc() if sort.down else first.asc()
    return [first.nulls_last(), *rest, CaseRow.reference.desc()]


def list_cases(
    reading: Reading, wanted: CaseFilter, sort: CaseSort, panel: date, offset: int, limit: int
) -> Page[CaseLine]:
    """One page of the list and how many match; ``panel`` is the day of the next meeting."""
    asked = _asked(reading, wanted, panel, in_order=sort.by in _INDEXED_ORDERS)
    page = select(CaseRow.reference).where(*asked).order_by(*_order(sort)).offset(offset).limit(limit)
    if sort.by == "lead":
        page = page.outerjoin(AgencyRow, AgencyRow.id == CaseRow.lead_agency_id)
    # Which cases, from the index alone; then only their rows are read.
    references = reading.session.scalars(page).all()
    rows = reading.session.execute(
        select(
            CaseRow.id, CaseRow.reference, CaseRow.initials, CaseRow.strands, CaseRow.risk_now, CaseRow.risk_score,
            CaseRow.risk_trend, CaseRow.status, func.coalesce(AgencyRow.short_name, AgencyRow.name, "").label("lead"),
            CaseRow.next_review_on, CaseRow.times_heard, CaseRow.ward, CaseRow.received_on, *_FLAGS,
        )
        .outerjoin(AgencyRow, AgencyRow.id == CaseRow.lead_agency_id)
        .where(CaseRow.reference.in_(references))
        .order_by(*_order(sort))
    ).all()  # fmt: skip
    total = _count(reading, *_asked(reading, wanted, panel))
    actions = action_counts(reading, [row.id for row in rows])
    words = Words(reading)
    lines = tuple(_line(row, actions.get(row.id, (0, 0)), words, reading.today) for row in rows)
    return Page(lines, total, offset)


def action_counts(reading: Reading, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Per case: live actions, and those of them past their due date."""
    late = func.sum(case((ActionRow.due_on < reading.today, 1), else_=0))
    rows = reading.session.execute(
        select(ActionRow.case_id, func.count(), late)
        .where(ActionRow.case_id.in_(ids), ActionRow.status.in_(_LIVE_ACTIONS))
        .group_by(ActionRow.case_id)
    )
    return {case_id: (count, int(late or 0)) for case_id, count, late in rows if case_id}


def _line(row: Row[*tuple[Any, ...]], actions: tuple[int, int], words: Words, today: date) -> CaseLine:
    state: HearingState = "set"
    if row.status not in LIVE_CASES:
        state = "none_needed"
    elif row.next_review_on is None or row.next_review_on < today:
        state = "none_set"
    return CaseLine(
        id=row.id, reference=row.reference, initials=row.initials, strands=strand_words(row.strands, words),
        risk=RiskWords(row.risk_now or "", row.risk_score), trend=row.risk_trend or "", status=row.status,
        lead=row.lead, hearing=row.next_review_on if state == "set" else None, hearing_state=state,
        heard=row.times_heard, actions_open=actions[0], actions_late=actions[1], flags=flags_of(row),
        ward=row.ward or "", received_on=row.received_on,
    )  # fmt: skip


def strand_words(kept: str, words: Words) -> tuple[str, ...]:
    """The words of a case's strands, kept as codes with commas."""
    return tuple(words.strand(code) for code in kept.split(",") if code)


def choices(reading: Reading) -> CaseChoices:
    """What the filters offer: agencies that lead a case, strands and wards that occur."""
    leads = reading.session.execute(
        select(AgencyRow.id, func.coalesce(AgencyRow.short_name, AgencyRow.name))
        .where(AgencyRow.id.in_(select(CaseRow.lead_agency_id)))
        .order_by(AgencyRow.folded)
    )
    wards = reading.session.scalars(
        select(CaseRow.ward).where(CaseRow.ward.is_not(None)).distinct().order_by(CaseRow.ward)
    )
    codes = reading.session.scalars(select(StrandRow.code).distinct())
    words = Words(reading)
    strands = sorted(((code, words.strand(code)) for code in codes), key=lambda pair: pair[1])
    return CaseChoices(tuple((key, name) for key, name in leads), tuple(strands), tuple(ward for ward in wards if ward))
