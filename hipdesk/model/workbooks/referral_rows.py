"""One row as a proposed referral: every field read, what could not be read kept, everything told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.actions import WrittenAction, read_actions
from hipdesk.model.workbooks.agency_book import AgencyBook
from hipdesk.model.workbooks.coded import CodeBook, unlisted
from hipdesk.model.workbooks.days import read_day
from hipdesk.model.workbooks.fields import KEEP
from hipdesk.model.workbooks.grid import cell_words, folded
from hipdesk.model.workbooks.plan import Plan
from hipdesk.model.workbooks.proposals import ProposedAction, ProposedReferral, Source, Status
from hipdesk.model.workbooks.row_cells import RowCells
from hipdesk.model.workbooks.row_days import closed, happened, heard, received
from hipdesk.model.workbooks.row_people import address, perpetrators, victim
from hipdesk.model.workbooks.vague_days import vague_day
from hipdesk.model.workbooks.values import answer_of, split_tenure, tick_of


@dataclass(frozen=True, slots=True)
class Books:
    """What a plan knows of values, agencies and wards (spelling folded to name), for reading rows."""

    codes: CodeBook
    agencies: AgencyBook
    wards: Mapping[str, str]


def books_of(plan: Plan, agencies: AgencyBook) -> Books:
    """The books of a plan."""
    return Books(CodeBook(plan), agencies, {folded(written): ward for written, ward in plan.wards})


def read_referral(
    cells: RowCells,
    books: Books,
    month: tuple[int, int] | None,
    year: date | None,
    joined: Sequence[ProposedAction],
) -> ProposedReferral:
    """The referral of one row, but for what needs the whole workbook: the key and the digest of its source, what was
    kept and what is unanswered.

    ``month`` is the heading it stands under, ``year`` a day in the year its sheet is named after, ``joined`` the
    actions that another sheet has for it.
    """
    came = received(cells, month, year)
    reference = came.exact or came.latest
    hearings = heard(cells, came.earliest)
    status = _status(cells, books)
    closed_on, closed_by = closed(cells, status, hearings, came.earliest)
    agreement, agreement_words = books.codes.one(cells, "agreement", "agreement")
    person = victim(cells, books.codes, reference)
    actions = (*read_row_actions(cells, books.agencies, came.earliest), *joined)
    referral = ProposedReferral(
        source=Source(cells.about.sheet, cells.at + 1, "", ""),
        old_reference=cells.line("old_reference"),
        received=came,
        **_sender(cells, books),
        victim=person,
        **_home(cells, books),
        strands=books.codes.strands(cells),
        incident_types=books.codes.incident_types(cells),
        incident_when=happened(cells, reference),
        summary=cells.text("summary"),
        **_police(cells),
        perpetrators=perpetrators(cells),
        risk=books.codes.one(cells, "risk", "risk")[0],
        agreement=agreement,
        agreement_as_written=one_line(agreement_words),
        hearings=hearings,
        actions=actions,
        outcome=cells.text("outcome", "outcome"),
        status=status,
        closed_on=closed_on,
        closed_by=closed_by,
        **_repeat(cells),
        officer=cells.line("officer", "officer"),
    )
    for column, cell in cells.cells(KEEP):
        cells.keep(column.heading, cell_words(cell))
    return referral


class _Sender(TypedDict):
    agency: str
    agency_as_written: str
    referrer_name: str


class _Home(TypedDict):
    address: str
    postcode: str
    ward: str
    tenure: str
    tenure_as_written: str
    landlord: str


class _Police(TypedDict):
    police_reference: str
    police_status: str


class _Repeat(TypedDict):
    repeat_as_written: str
    repeat: bool | None


def _sender(cells: RowCells, books: Books) -> _Sender:
    """The agency's name, the cell as written, and the referrer's name."""
    written = cells.line("agency", "agency")
    referrer = cells.line("referrer", "referrer_name")
    if not written:
        return _Sender(agency="", agency_as_written="", referrer_name=referrer)
    spelling, person = books.agencies.source(written)
    if person and referrer and folded(person) != folded(referrer):
        cells.keep("Referrer", person)
    name = books.agencies.resolve(spelling).name
    return _Sender(agency=name, agency_as_written=written, referrer_name=referrer or person)


def _home(cells: RowCells, books: Books) -> _Home:
    """Address, ward and tenure, with the landlord by name where one is told."""
    lines, postcode = address(cells)
    code, words = books.codes.one(cells, "tenure", "tenure")
    landlord = cells.line("landlord", "landlord") or (split_tenure(one_line(words))[1] if words else "")
    if landlord and books.agencies.is_known(landlord):
        landlord = books.agencies.resolve(landlord).name
    return _Home(
        address=lines,
        postcode=postcode,
        ward=_ward(cells, books),
        tenure=code,
        tenure_as_written=one_line(words),
        landlord=landlord,
    )


def _police(cells: RowCells) -> _Police:
    """The police reference on one line, and what it tells: reported, and no more; or said to be not reported."""
    words = cells.text("police_reference", "police_reference")
    status = "reported_unknown" if any(sign.isdigit() for sign in words) else ""
    if "not reported" in folded(words) or "unreported" in folded(words):
        status = "not_reported_other"
    return _Police(police_reference=one_line(words.replace("\n", "; ")), police_status=status)


def _repeat(cells: RowCells) -> _Repeat:
    words = cells.line("repeat", "repeat")
    return _Repeat(repeat_as_written=words, repeat=tick_of(words))


def _ward(cells: RowCells, books: Books) -> str:
    written = cells.line("ward")
    ward = books.wards.get(folded(written))
    if ward is None:
        return "" if cells.answered("ward", written) else written
    if not ward and written:
        cells.unanswered.setdefault("ward", answer_of(written) or "not_known")
    return ward


def _status(cells: RowCells, books: Books) -> Status:
    """Open or closed: by the status, else by a yes or no, else by whether there is a day of closing."""
    ticked = _closed_tick(cells)
    found = cells.first("status")
    if found:
        column, cell = found
        words = cell_words(cell)
        codes = books.codes.codes("status", words)
        if codes and codes[0] in ("open", "closed"):
            return "closed" if codes[0] == "closed" else "open"
        if not codes:
            unlisted(cells, column, "status", words)
    if ticked is not None:
        return "closed" if ticked else "open"
    if any(read_day(cell).day or vague_day(cell, None).latest for _, cell in cells.cells("closed_on")):
        return "closed"
    if cells.about.by_target.get("status"):
        cells.find("supposed", None, "It has no status.", "Taken as open.")
    return "open"


def _closed_tick(cells: RowCells) -> bool | None:
    found = cells.first("closed_tick", "status")
    if found is None:
        return None
    column, cell = found
    yes = tick_of(cell_words(cell))
    if yes is None:
        cells.unread(column, cell_words(cell), "Neither a yes nor a no.")
    return yes


def read_row_actions(cells: RowCells, agencies: AgencyBook, near: date | None) -> tuple[ProposedAction, ...]:
    """Every action in the row's own cells."""
    found: list[ProposedAction] = []
    for _, cell in cells.cells("actions"):
        words = cell_words(cell)
        if answer_of(words) is None:
            found.extend(proposed_action(action, agencies) for action in read_actions(words, agencies.is_known, near))
    return tuple(found)


def proposed_action(action: WrittenAction, agencies: AgencyBook, raised_on: date | None = None) -> ProposedAction:
    """A written action with its owners by name."""
    owners = tuple(dict.fromkeys(agencies.resolve(owner).name for owner in action.owners))
    return ProposedAction(
        action.number,
        owners[0] if owners else "",
        owners[1:],
        action.person,
        action.wording,
        action.due_words,
        action.due,
        action.done,
        action.done_words,
        action.done_on,
        raised_on,
        action.as_written,
    )
