"""Reading what packs of a meeting went to whom, and who of an agency would get one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from hipdesk.model.folding import fold
from hipdesk.model.panels.attendance import LEAVING
from hipdesk.model.panels.packs import PACK, CopyLine
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import RepresentativeRow
from hipdesk.store.tables.papers import DisclosureRow, IssuedPaperRow
from hipdesk.store.tables.referrals import InvolvementRow, SharingRow
from hipdesk.store.work import Reading

# They come to a case in their work: nothing about them is disclosed.
_AT_WORK = ("advocate", "professional", "reporter")
PENDING, WRITTEN = "pending", "written"
"""What the recipe of a pack says of its file; packs of older vaults say nothing: they are written."""


@dataclass
class Held:
    """What an agency holds of a meeting's papers: its newest copy and every case in copies not withdrawn."""

    copy: int = 0
    cases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A copy that is out: whom to ring, and the password to say."""

    copy: int
    agency: str
    person: str
    phone: str
    password: str


def calls(reading: Reading, meeting_id: str) -> tuple[CallLine, ...]:
    """The copies of a meeting that are out, with their passwords, by number."""
    rows = reading.session.scalars(
        select(IssuedPaperRow)
        .where(
            IssuedPaperRow.paper == PACK, IssuedPaperRow.subject_id == meeting_id,
            IssuedPaperRow.withdrawn_on.is_(None), IssuedPaperRow.returned_on.is_(None),
            IssuedPaperRow.destroyed_on.is_(None),
        )
        .order_by(IssuedPaperRow.copy_number)
    )  # fmt: skip
    return tuple(
        CallLine(
            row.copy_number, row.recipient, row.recipe.get("person", ""), row.recipe.get("phone", ""),
            row.recipe.get("password", ""),
        )
        for row in rows
    )  # fmt: skip


def held(reading: Reading, meeting_id: str) -> dict[str, Held]:
    """By agency, what went to it and was not withdrawn; a copy whose file was never written went to nobody."""
    rows = reading.session.execute(
        select(IssuedPaperRow.agency_id, IssuedPaperRow.copy_number, IssuedPaperRow.recipe)
        .where(
            IssuedPaperRow.paper == PACK, IssuedPaperRow.subject_id == meeting_id,
            IssuedPaperRow.withdrawn_on.is_(None), IssuedPaperRow.agency_id.is_not(None),
        )
        .order_by(IssuedPaperRow.copy_number)
    )  # fmt: skip
    found: dict[str, Held] = defaultdict(Held)
    for agency_id, number, recipe in rows:
        if recipe.get("file") == PENDING:
            continue
        found[agency_id].copy = number
        found[agency_id].cases.update(recipe.get("cases", ()))
    return found


def last_copy(reading: Reading, meeting_id: str) -> int:
    """The highest copy number given to a pack of this meeting; numbers are never given twice."""
    highest = select(func.max(IssuedPaperRow.copy_number)).where(
        IssuedPaperRow.paper == PACK, IssuedPaperRow.subject_id == meeting_id
    )
    return int(reading.session.execute(highest).scalar() or 0)


def last_number(reading: Reading, paper: str, subject_id: str, but_to: str) -> int:
    """The highest number given to a copy of a paper about something, apart from those of one recipient; 0 for none."""
    highest = select(func.max(IssuedPaperRow.copy_number)).where(
        IssuedPaperRow.paper == paper, IssuedPaperRow.subject_id == subject_id, IssuedPaperRow.recipient != but_to
    )
    return int(reading.session.execute(highest).scalar() or 0)


def copies(reading: Reading, meeting_id: str) -> tuple[CopyLine, ...]:
    """Every pack of a meeting that went out, by copy number."""
    rows = reading.session.scalars(
        select(IssuedPaperRow)
        .where(IssuedPaperRow.paper == PACK, IssuedPaperRow.subject_id == meeting_id)
        .order_by(IssuedPaperRow.copy_number, IssuedPaperRow.id)
    )
    return tuple(
        CopyLine(
            row.id, row.paper, row.copy_number, row.copies, row.recipient, len(row.recipe.get("cases", ())),
            row.made_at, row.fingerprint, row.encrypted, len(row.recipe.get("passes", ())), row.returned_on,
            row.destroyed_on, row.withdrawn_on, row.recipe.get("file") == PENDING and _is_out(row),
            row.recipe.get("since") is not None,
        )
        for row in rows
    )  # fmt: skip


def pending(reading: Reading, meeting_id: str) -> dict[int, IssuedPaperRow]:
    """Copies in the register whose files were never written, by number."""
    rows = reading.session.scalars(
        select(IssuedPaperRow).where(IssuedPaperRow.paper == PACK, IssuedPaperRow.subject_id == meeting_id)
    )
    return {row.copy_number: row for row in rows if row.recipe.get("file") == PENDING and _is_out(row)}


def disclosed_by(reading: Reading, copy_id: str) -> set[tuple[str, str | None]]:
    """Pairs of person and case that a copy is noted to have told of."""
    rows = select(DisclosureRow.person_id, DisclosureRow.case_id).where(DisclosureRow.issued_paper_id == copy_id)
    return {(person, case) for person, case in reading.session.execute(rows)}


def _is_out(row: IssuedPaperRow) -> bool:
    return row.withdrawn_on is None and row.returned_on is None and row.destroyed_on is None


def representatives(reading: Reading, agency_ids: Sequence[str]) -> dict[str, list[RepresentativeRow]]:
    """Who comes for each agency, the main one first."""
    rows = reading.session.scalars(
        select(RepresentativeRow)
        .where(RepresentativeRow.agency_id.in_(agency_ids), RepresentativeRow.left_on.is_(None))
        .order_by(RepresentativeRow.place != "main", RepresentativeRow.place != "deputy", RepresentativeRow.id)
    )
    found: dict[str, list[RepresentativeRow]] = defaultdict(list)
    for row in rows:
        found[row.agency_id].append(row)
    return found


def interested(reading: Reading, meeting_id: str) -> set[tuple[str, str]]:
    """Pairs of case and folded name of people who may not be there for it, by the rulings made."""
    return {(row.case_id, fold(row.name)) for row in panel_rows.interests(reading, meeting_id) if row.ruling in LEAVING}


def disclosed_people(reading: Reading, case_id: str) -> list[str]:
    """Keys of the people a case paper tells about."""
    rows = reading.session.scalars(
        select(InvolvementRow.person_id)
        .where(InvolvementRow.case_id == case_id, InvolvementRow.role.not_in(_AT_WORK))
        .order_by(InvolvementRow.position)
    )
    return list(dict.fromkeys(rows))


def ground_of(reading: Reading, case_id: str) -> str | None:
    """The code of the ground a case is shared on, newest first."""
    rows = reading.session.scalars(
        select(SharingRow.ground)
        .where(SharingRow.case_id == case_id, SharingRow.ground.is_not(None))
        .order_by(SharingRow.created_at.desc())
    )
    return rows.first()


def action_numbers(reading: Reading, case_ids: Sequence[str]) -> frozenset[str]:
    """The numbers of these cases' actions."""
    return frozenset(reading.session.scalars(select(ActionRow.number).where(ActionRow.case_id.in_(case_ids))))


def numbers_of_cases(reading: Reading, case_ids: Sequence[str]) -> dict[str, list[str]]:
    """The numbers of these cases' actions, by case."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = select(ActionRow.case_id, ActionRow.number).where(ActionRow.case_id.in_(case_ids))
    for case_id, number in reading.session.execute(rows):
        found[case_id or ""].append(number)
    return found


def cases_of_numbers(reading: Reading, numbers: Sequence[str]) -> dict[str, list[str]]:
    """The cases of actions by number, as far as the holder may see them."""
    rows = reading.session.execute(
        select(ActionRow.number, ActionRow.case_id).where(
            ActionRow.number.in_(numbers), of_visible_case(reading, ActionRow.case_id)
        )
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.number].append(row.case_id)
    return found
