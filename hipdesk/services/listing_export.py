"""Lists as they stand, for a file: every row the filters let through, the columns chosen, by reference and initials."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hipdesk.model.action_log import ActionFilter, ActionView
from hipdesk.model.cases.flags import LONG_WORDS
from hipdesk.model.cases.views import CaseFilter, CaseLine, CaseSort
from hipdesk.model.listings import Listing, ListingColumn, ListName, NoteListExport, Value
from hipdesk.model.pages import Page
from hipdesk.model.referrals.views import InboxFilter, InboxRow, ReferralLine, ReferralSet, ReferralSort
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.statuses import ACTION, CASE, REFERRAL
from hipdesk.model.users import Right
from hipdesk.services.actions import list_actions
from hipdesk.services.cases.read import list_cases
from hipdesk.services.referrals.listing import list_referrals
from hipdesk.services.referrals.read import inbox
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading, Work

Row = TypeVar("Row")
Columns = Sequence[tuple[ListingColumn, Callable[[Row], Value]]]
_AT_ONCE = 1_000


def _told(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


CASE_COLUMNS: Columns[CaseLine] = (
    (ListingColumn("reference", "Reference", 18), lambda line: line.reference),
    (ListingColumn("initials", "Initials", 12), lambda line: line.initials),
    (ListingColumn("strands", "Strands", 24), lambda line: _told(*line.strands)),
    (ListingColumn("risk", "Risk", 10), lambda line: line.risk.band.capitalize()),
    (ListingColumn("score", "Score", 8), lambda line: line.risk.score),
    (ListingColumn("trend", "Trend", 10), lambda line: line.trend),
    (ListingColumn("status", "Status", 14), lambda line: CASE.words.get(line.status, line.status).capitalize()),
    (ListingColumn("lead", "Lead", 24), lambda line: line.lead),
    (ListingColumn("hearing", "Hearing"), lambda line: line.hearing),
    (ListingColumn("heard", "Times heard", 12), lambda line: line.heard),
    (ListingColumn("actions", "Open actions", 13), lambda line: line.actions_open),
    (ListingColumn("late", "Late actions", 13), lambda line: line.actions_late),
    (ListingColumn("flags", "Flags", 30), lambda line: _told(*(LONG_WORDS.get(code, code) for code in line.flags))),
    (ListingColumn("ward", "Ward", 18), lambda line: line.ward),
    (ListingColumn("received", "Received"), lambda line: line.received_on),
)
ACTION_COLUMNS: Columns[ActionView] = (
    (ListingColumn("number", "Number", 12), lambda action: action.number),
    (ListingColumn("state", "State", 18), lambda action: action.rag.words),
    (ListingColumn("action", "Action", 50, free=True), lambda action: action.wording),
    (ListingColumn("case", "Case", 18), lambda action: action.reference or "General"),
    (ListingColumn("initials", "Initials", 12), lambda action: action.initials),
    (ListingColumn("agency", "Agency", 24), lambda action: action.agency),
    (ListingColumn("owner", "Owner", 20), lambda action: action.owner_name),
    (ListingColumn("raised", "Raised"), lambda action: action.raised_on),
    (ListingColumn("due", "Due"), lambda action: action.due_on),
    (ListingColumn("status", "Status", 20), lambda action: ACTION.words.get(action.status, action.status).capitalize()),
    (ListingColumn("done", "Done on"), lambda action: action.completed_on),
    (ListingColumn("carried", "Times carried", 13), lambda action: action.carries),
    (ListingColumn("word", "Last word", 40, free=True), lambda action: action.last_word),
)
REFERRAL_COLUMNS: Columns[InboxRow] = (
    (ListingColumn("reference", "Reference", 18), lambda row: row.reference),
    (ListingColumn("initials", "Initials", 12), lambda row: row.initials),
    (ListingColumn("received", "Received"), lambda row: row.received_on),
    (ListingColumn("agency", "Agency", 24), lambda row: row.agency),
    (ListingColumn("ward", "Ward", 18), lambda row: row.ward),
    (ListingColumn("strands", "Strands", 24), lambda row: _told(*row.strands)),
    (ListingColumn("risk", "Risk", 10), lambda row: row.risk.band.capitalize()),
    (ListingColumn("score", "Score", 8), lambda row: row.risk.score),
    (ListingColumn("urgent", "Urgent", 8), lambda row: "Urgent" if row.urgent else ""),
    (ListingColumn("days", "Working days used", 17), lambda row: row.used),
    (ListingColumn("standing", "Where it stands", 36), lambda row: row.words),
)
ALL_REFERRAL_COLUMNS: Columns[ReferralLine] = (
    *REFERRAL_COLUMNS,
    (ListingColumn("status", "Status", 20), lambda line: REFERRAL.words.get(line.status, line.status).capitalize()),
    (ListingColumn("decided", "Decided"), lambda line: line.decided_on),
    (ListingColumn("case", "Case", 18), lambda line: line.case_reference),
    (ListingColumn("repeat", "Repeat", 8), lambda line: "Repeat" if line.repeat else ""),
)
COLUMNS: dict[ListName, tuple[ListingColumn, ...]] = {
    "cases": tuple(column for column, _of in CASE_COLUMNS),
    "actions": tuple(column for column, _of in ACTION_COLUMNS),
    "referrals": tuple(column for column, _of in REFERRAL_COLUMNS),
    "all_referrals": tuple(column for column, _of in ALL_REFERRAL_COLUMNS),
}
"""What a file of each list may hold; the columns of the window bear the same names."""


@reads(Right.MAKE_PAPERS)
def list_of_cases(
    reading: Reading, wanted: CaseFilter, sort: CaseSort, columns: Sequence[str], narrowed: str = ""
) -> Listing:
    """The list of cases as it stands, whole; initials only. Cancelled between pages."""
    rows = _every(reading, lambda first: list_cases(reading, wanted, sort, first, _AT_ONCE))
    return _listing(reading, "cases", "Cases", CASE_COLUMNS, columns, rows, narrowed, lambda line: line.id)


@reads(Right.MAKE_PAPERS)
def list_of_actions(reading: Reading, wanted: ActionFilter, columns: Sequence[str], narrowed: str = "") -> Listing:
    """The log of actions as it stands, whole. Cancelled between pages."""
    rows = _every(reading, lambda first: list_actions(reading, wanted, first, _AT_ONCE))
    return _listing(reading, "actions", "Actions", ACTION_COLUMNS, columns, rows, narrowed, _case_of)


@reads(Right.MAKE_PAPERS)
def list_of_referrals(reading: Reading, wanted: InboxFilter, columns: Sequence[str], narrowed: str = "") -> Listing:
    """The inbox as it stands: to triage, waiting, decided since the last panel."""
    rows = [row for group in inbox(reading, wanted).groups for row in group.rows]
    return _listing(reading, "referrals", "Referrals", REFERRAL_COLUMNS, columns, rows, narrowed, _id_of)


@reads(Right.MAKE_PAPERS)
def list_of_all_referrals(
    reading: Reading,
    wanted: InboxFilter,
    of: ReferralSet,
    sort: ReferralSort,
    columns: Sequence[str],
    narrowed: str = "",
) -> Listing:
    """The list of all referrals as it stands, whole. Cancelled between pages."""
    rows = _every(reading, lambda first: list_referrals(reading, wanted, of, sort, first, _AT_ONCE))
    return _listing(reading, "all_referrals", "All referrals", ALL_REFERRAL_COLUMNS, columns, rows, narrowed, _id_of)


@writes(Right.MAKE_PAPERS, "list.exported")
def note_list_export(work: Work, command: NoteListExport) -> None:
    """Write in the log that a list was saved outside the vault; how it was narrowed may hold a name: payload only."""
    values = command.model_dump(exclude={"of"})
    work.record("list.exported", "list", command.of, values=values)


def _every(reading: Reading, page_from: Callable[[int], Page[Row]]) -> list[Row]:
    rows: list[Row] = []
    while True:
        page = page_from(len(rows))
        rows.extend(page.rows)
        reading.progress.step(len(rows), max(page.total, 1), "Reading the list")
        if not page.rows or len(rows) >= page.total:
            return rows


def _listing(
    reading: Reading,
    of: ListName,
    title: str,
    every: Columns[Row],
    names: Sequence[str],
    rows: Sequence[Row],
    narrowed: str,
    about: Callable[[Row], str],
) -> Listing:
    wanted = [each for each in every if not names or each[0].name in names]
    office = setting(reading, OfficeSettings)
    cells = tuple(tuple(value_of(row) for _column, value_of in wanted) for row in rows)
    return Listing(
        of, title, tuple(column for column, _of in wanted), cells,
        office.marking, office.panel_name, reading.today, narrowed, tuple(about(row) for row in rows),
    )  # fmt: skip


def _case_of(action: ActionView) -> str:
    return action.case_id or ""


def _id_of(row: InboxRow) -> str:
    return row.id
