"""Reading actions: lists by tab, the counts beside them, an agency's bar, an action's history."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, True_, and_, case, func, or_, select, true

from hipdesk.model.action_log import UPDATE_WORDS, ActionFilter, ActionView, ActionWord, TabCounts
from hipdesk.model.actions import Rag, rag
from hipdesk.model.folding import fold
from hipdesk.model.periods import Period
from hipdesk.model.statuses import LIVE_ACTIONS, NOT_DONE_ACTIONS
from hipdesk.model.workdays import Nation
from hipdesk.store.queries.cases import may_see
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading, Work

_LIVE = sorted(LIVE_ACTIONS)
_NOT_DONE = sorted(NOT_DONE_ACTIONS)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Days:
    """The days the tabs are cut by: today, the next panel's day or None, the quarter, and whose bank holidays."""

    today: date
    panel: date | None
    quarter: Period
    nation: Nation


def seen(reading: Reading) -> ColumnElement[bool]:
    """The condition that an action is general, or of a case the holder may see."""
    visible = may_see(reading)
    if isinstance(visible, True_):  # nothing is kept from them: counting needs an index only
        return true()
    own = select(CaseRow.id).where(CaseRow.id == ActionRow.case_id, visible).correlate(ActionRow)
    return or_(ActionRow.case_id.is_(None), own.exists())


def _in_tab(tab: str, days: Days) -> ColumnElement[bool]:
    live = ActionRow.status.in_(_LIVE)
    if tab == "late":
        return and_(live, ActionRow.due_on < days.today)
    if tab == "before_panel":
        if days.panel is None:
            return and_(live, ActionRow.due_on.is_not(None), ActionRow.due_on >= days.today)
        return and_(live, ActionRow.due_on.between(days.today, days.panel))
    if tab == "done":
        return and_(
            ActionRow.status == "completed",
            ActionRow.completed_on.between(days.quarter.first, days.quarter.last),
        )
    if tab == "not_done":
        ended = func.coalesce(ActionRow.last_word_on, ActionRow.due_on)
        return and_(ActionRow.status.in_(_NOT_DONE), ended.between(days.quarter.first, days.quarter.last))
    return live


def _asked(reading: Reading, wanted: ActionFilter, days: Days) -> list[ColumnElement[bool]]:
    asked = [seen(reading)]
    if wanted.tab:
        asked.append(_in_tab(wanted.tab, days))
    if wanted.agency_id:
        asked.append(ActionRow.owner_agency_id == wanted.agency_id)
    if wanted.case_id:
        asked.append(ActionRow.case_id == wanted.case_id)
    if wanted.meeting_id:
        asked.append(ActionRow.meeting_id == wanted.meeting_id)
    if wanted.words:
        part = f"%{fold(wanted.words)}%"
        asked.append(
            or_(
                ActionRow.wording.ilike(f"%{wanted.words}%"),
                ActionRow.number.ilike(part),
                ActionRow.owner_name.ilike(f"%{wanted.words}%"),
                CaseRow.reference.ilike(part),
                AgencyRow.folded.like(part),
            )
        )
    return asked


_COLUMNS = tuple(
    getattr(ActionRow, name)
    for name in (
        "id", "version", "number", "wording", "done_when", "kind", "case_id", "owner_agency_id", "owner_name",
        "raised_on", "first_due_on", "due_on", "due_words", "status", "carries", "completed_on", "not_done_reason",
        "last_word", "last_word_on", "escalated_to", "escalated_on", "meeting_id", "agenda_line_id", "created_at",
    )
)  # fmt: skip


def _list() -> Select[Any]:
    columns: list[Any] = [*_COLUMNS, CaseRow.reference, CaseRow.initials, CaseRow.risk_now]
    return (
        select(*columns, AgencyRow.name.label("agency"), AgencyRow.short_name.label("agency_short"))
        .outerjoin(CaseRow, CaseRow.id == ActionRow.case_id)
        .outerjoin(AgencyRow, AgencyRow.id == ActionRow.owner_agency_id)
    )


def _ordered(statement: Select[Any], sort: str, *, down: bool = False) -> Select[Any]:
    by: dict[str, ColumnElement[Any]] = {
        "due": ActionRow.due_on.expression,
        "agency": AgencyRow.folded.expression,
        "case": CaseRow.reference.expression,
        "action": ActionRow.wording.expression,
        "carried": ActionRow.carries.expression,
        "raised": ActionRow.raised_on.expression,
    }
    # The newest that was raised comes first, and the soonest that is due.
    first = by[sort].desc() if down != (sort == "raised") else by[sort].asc()
    due = (ActionRow.due_on.asc().nulls_last(),) if sort in ("agency", "case", "carried") else ()
    return statement.order_by(first.nulls_last(), *due, ActionRow.id)


def actions(
    reading: Reading, wanted: ActionFilter, days: Days, *, offset: int, limit: int
) -> tuple[tuple[ActionView, ...], int]:
    """One page of actions and how many there are."""
    asked = _asked(reading, wanted, days)
    rows = reading.session.execute(
        _ordered(_list().where(*asked), wanted.sort, down=wanted.down).offset(offset).limit(limit)
    ).all()
    counted = select(func.count()).select_from(ActionRow).where(*asked)
    if wanted.words:
        counted = counted.outerjoin(CaseRow, CaseRow.id == ActionRow.case_id).outerjoin(
            AgencyRow, AgencyRow.id == ActionRow.owner_agency_id
        )
    total = reading.session.execute(counted).scalar_one()
    return _views(reading, rows, days.today, days.nation), total


def every_action(reading: Reading, ids: Sequence[str], today: date, nation: Nation) -> tuple[ActionView, ...]:
    """These actions, by due day, as far as the holder may see them."""
    found = _list().where(ActionRow.id.in_(ids), seen(reading))
    return _views(reading, reading.session.execute(_ordered(found, "due")).all(), today, nation)


def of_lines(reading: Reading, line_ids: Sequence[str], today: date, nation: Nation) -> dict[str, list[ActionView]]:
    """The actions raised on these agenda lines, in order of number, by line."""
    rows = reading.session.execute(
        _list().where(ActionRow.agenda_line_id.in_(line_ids), seen(reading)).order_by(ActionRow.position)
    ).all()
    found: dict[str, list[ActionView]] = defaultdict(list)
    for view in _views(reading, rows, today, nation):
        found[view.line_id or ""].append(view)
    return found


def of_case(reading: Reading, case_id: str, today: date, nation: Nation) -> tuple[ActionView, ...]:
    """Every action of a case, by number."""
    rows = reading.session.execute(
        _list().where(ActionRow.case_id == case_id, seen(reading)).order_by(ActionRow.position)
    ).all()
    return _views(reading, rows, today, nation)


def owned_by(reading: Reading, agency_id: str, meeting_id: str, today: date, nation: Nation) -> tuple[ActionView, ...]:
    """What an agency's slip lists: its live actions, and those given to it at the meeting."""
    rows = reading.session.execute(
        _ordered(
            _list().where(
                seen(reading),
                ActionRow.owner_agency_id == agency_id,
                or_(ActionRow.status.in_(_LIVE), ActionRow.meeting_id == meeting_id),
            ),
            "due",
        )
    ).all()
    return _views(reading, rows, today, nation)


def tab_counts(reading: Reading, days: Days) -> TabCounts:
    """How many actions each tab holds."""
    visible = seen(reading)

    def count(tab: str) -> int:
        found = select(func.count()).select_from(ActionRow).where(_in_tab(tab, days), visible)
        return int(reading.session.execute(found).scalar_one())

    return TabCounts(*(count(tab) for tab in ("open", "late", "before_panel", "done", "not_done")))


def live_by_agency(reading: Reading, today: date, nation: Nation) -> dict[str | None, list[ActionView]]:
    """Every live action by owner agency (None: nobody's): for bars and slips."""
    rows = reading.session.execute(_ordered(_list().where(seen(reading), ActionRow.status.in_(_LIVE)), "due")).all()
    found: dict[str | None, list[ActionView]] = defaultdict(list)
    for view in _views(reading, rows, today, nation):
        found[view.agency_id].append(view)
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """So many live actions of one owner (None: nobody's) that stand alike."""

    agency_id: str | None
    agency: str
    rag: Rag
    count: int


def live_tallies(reading: Reading, today: date, nation: Nation) -> list[Tally]:
    """How every live action stands, counted by owner: for headings, which need no action by itself."""
    row, word = ActionRow, ActionUpdateRow
    carried = select(func.max(word.on_day)).where(word.action_id == row.id, word.kind == "carried_forward")
    since = func.coalesce(carried.scalar_subquery(), row.raised_on, func.date(row.created_at), type_=Date)
    heard = or_(row.status == "in_progress", row.last_word_on >= since)
    # What is late stands by its due day alone: neither word nor carrying is asked for.
    coming = row.due_on >= today
    begun, told = case((coming, since)).label("begun"), case((coming, heard)).label("told")
    live = select(row.owner_agency_id, row.due_on, begun, told).where(seen(reading), row.status.in_(_LIVE)).subquery()
    alike = (live.c.owner_agency_id, AgencyRow.name, live.c.due_on, live.c.begun, live.c.told)
    rows = reading.session.execute(
        select(*alike, func.count()).outerjoin(AgencyRow, AgencyRow.id == live.c.owner_agency_id).group_by(*alike)
    )
    return [
        Tally(
            agency_id, agency or "",
            rag("in_progress" if heard else "open", due, today, since=since or today, nation=nation), count,
        )
        for agency_id, agency, due, since, heard, count in rows
    ]  # fmt: skip


def contacts(reading: Reading, agency_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The main representative, name and job title, of these agencies."""
    rows = reading.session.execute(
        select(RepresentativeRow.agency_id, RepresentativeRow.name, RepresentativeRow.job_title)
        .where(
            RepresentativeRow.agency_id.in_(list(agency_ids)),
            RepresentativeRow.left_on.is_(None),
            RepresentativeRow.place == "main",
        )
        .order_by(RepresentativeRow.id.desc())
    )
    return {row.agency_id: (row.name, row.job_title or "") for row in rows}


def misses(reading: Reading, today: date) -> dict[str, int]:
    """Per agency: the most dates missed by one of its live actions that is late again (each carry was one)."""
    rows = reading.session.execute(
        select(ActionRow.owner_agency_id, func.max(ActionRow.carries))
        .where(ActionRow.status.in_(_LIVE), ActionRow.due_on < today, ActionRow.owner_agency_id.is_not(None))
        .group_by(ActionRow.owner_agency_id)
    )
    return {row[0]: row[1] for row in rows if row[0]}


def history(reading: Reading, action_id: str) -> tuple[ActionWord, ...]:
    """Everything said about an action, newest first."""
    rows = reading.session.execute(
        select(ActionUpdateRow, HolderRow.name)
        .outerjoin(HolderRow, HolderRow.id == ActionUpdateRow.by)
        .where(ActionUpdateRow.action_id == action_id)
        .order_by(ActionUpdateRow.at.desc(), ActionUpdateRow.id.desc())
    )
    return tuple(
        ActionWord(
            row.on_day,
            row.kind,
            UPDATE_WORDS.get(row.kind, row.kind),
            row.text or "",
            row.old_due_on,
            row.new_due_on,
            name or "",
        )
        for row, name in rows
    )


def highest_number(work: Work, case_id: str | None) -> int:
    """The highest position an action of this case (None: the general ones) has had; 0 when it has none."""
    mine = ActionRow.case_id == case_id if case_id else ActionRow.case_id.is_(None)
    return int(work.session.execute(select(func.max(ActionRow.position)).where(mine)).scalar() or 0)


def rows_to_change(work: Work, ids: Sequence[str]) -> list[ActionRow]:
    """The rows of these actions that the actor may see, in the order asked."""
    found = {row.id: row for row in work.session.scalars(select(ActionRow).where(ActionRow.id.in_(ids), seen(work)))}
    return [found[key] for key in dict.fromkeys(ids) if key in found]


def _views(reading: Reading, rows: Sequence[Row[Any]], today: date, nation: Nation) -> tuple[ActionView, ...]:
    latest = _latest(reading, [row.id for row in rows])
    return tuple(_view(row, latest.get(row.id, {}), today, nation) for row in rows)


def _latest(reading: Reading, ids: Sequence[str]) -> dict[str, dict[str, date]]:
    """Per action: the day it was last carried and last chased."""
    found: dict[str, dict[str, date]] = defaultdict(dict)
    for start in range(0, len(ids), _AT_ONCE):
        rows = reading.session.execute(
            select(ActionUpdateRow.action_id, ActionUpdateRow.kind, func.max(ActionUpdateRow.on_day))
            .where(
                ActionUpdateRow.action_id.in_(ids[start : start + _AT_ONCE]),
                ActionUpdateRow.kind.in_(("carried_forward", "chased")),
            )
            .group_by(ActionUpdateRow.action_id, ActionUpdateRow.kind)
        )
        for action_id, kind, day in rows:
            found[action_id][kind] = day
    return found


def _view(row: Row[Any], latest: dict[str, date], today: date, nation: Nation) -> ActionView:
    state = rag(
        row.status,
        row.due_on,
        today,
        since=latest.get("carried_forward") or row.raised_on or row.created_at.date(),
        last_word=row.last_word_on,
        nation=nation,
    )
    return ActionView(
        row.id, row.version, row.number, row.wording, row.done_when or "", row.kind,
        row.case_id, row.reference or "", row.initials or "", row.risk_now,
        row.owner_agency_id, row.agency or "", row.agency_short or "", row.owner_name or "",
        row.raised_on, row.first_due_on, row.due_on, row.due_words or "", row.status, state,
        row.carries, row.completed_on, row.not_done_reason or "", row.last_word or "", row.last_word_on,
        latest.get("chased"), row.escalated_to or "", row.escalated_on, row.meeting_id, row.agenda_line_id,
    )  # fmt: skip


def cases_of_actions(reading: Reading, statuses: Sequence[str], agency_id: str = "") -> list[str]:
    """Ids of the cases that have actions of these statuses, of one agency where it is given."""
    asked = [seen(reading), ActionRow.status.in_(statuses), ActionRow.case_id.is_not(None)]
    asked += [ActionRow.owner_agency_id == agency_id] if agency_id else []
    return [key for key in reading.session.scalars(select(ActionRow.case_id).where(*asked).distinct()) if key]
