"""Panel packs: who would get what and why not, issuing numbered copies, and what becomes of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.agency_standing import agreement_told
from hipdesk.model.folding import fold
from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.model.panels.packs import (
    PACK,
    CopyLine,
    IssuedCopy,
    IssuePacks,
    MarkCopy,
    NotePacksWritten,
    PackCase,
    PackPlan,
    Recipient,
)
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.pack_front import FrontCases, cases_in_front
from hipdesk.services.panels import meeting_row
from hipdesk.services.redaction import keep_address_labels, refuse_undecided_packs
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import packs as stored
from hipdesk.store.queries import returns
from hipdesk.store.queries.agendas import agenda_lines
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.papers import DisclosureRow, IssuedPaperRow
from hipdesk.store.work import Reading, Work
from hipdesk.vault.passphrase import generate

_NOTHING = "Nothing was issued."
_MADE_ANEW = "Make the packs again and look at them before they go."


@reads(Right.MAKE_PAPERS)
def pack_plan(reading: Reading, meeting_id: str) -> PackPlan:
    """Who gets a pack of this meeting: core agencies and any other that was asked for information, by name."""
    meeting = meeting_row(reading, meeting_id)
    cases = _cases(reading, meeting_id)
    asked = (each.agency_id for each in returns.of_meeting(reading, meeting_id))
    agencies = list(dict.fromkeys([*returns.core_agencies(reading), *asked]))
    facts = _Facts(reading, meeting_id, cases, agencies)
    recipients = [facts.recipient(reading.find(AgencyRow, key)) for key in agencies]
    return PackPlan(
        meeting_id, meeting.held_on, f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "", meeting.place or "",
        setting(reading, OfficeSettings).marking, len(cases),
        tuple(sorted(recipients, key=lambda each: fold(each.agency))), stored.last_copy(reading, meeting_id) + 1,
        setting(reading, OfficeSettings).initials_in_packs,
    )  # fmt: skip


@reads(Right.MAKE_PAPERS)
def pack_copies(reading: Reading, meeting_id: str) -> tuple[CopyLine, ...]:
    """The register of copies of a meeting's packs."""
    return stored.copies(reading, meeting_id)


@reads(Right.MAKE_PAPERS)
def copies_to_write(reading: Reading, meeting_id: str, *, supplement: bool = False) -> dict[str, tuple[int, int]]:
    """Packs, or supplements, that are in the register and whose files were never written: number and of how many, by
    agency.
    """
    return {
        row.agency_id: (row.copy_number, row.copies)
        for row in stored.pending(reading, meeting_id).values()
        if row.agency_id and (row.recipe.get("since") is not None) == supplement
    }


@writes(Right.MAKE_PAPERS, "packs.issued")
def issue_packs(work: Work, command: IssuePacks) -> tuple[str, ...]:
    """Enter one numbered copy per recipient, with a disclosure entry per person it tells about; returns their keys.

    Refused, as a whole, for a pack whose proof does not hold, words of its narratives nobody decided on, a recipient
    who may not have it, a case the recipient is kept out of or that is no longer on the agenda, and a copy number that
    was given meanwhile.
    """
    plan = pack_plan(work, command.meeting_id)
    waiting = stored.pending(work, command.meeting_id) if command.again else None
    passed = {each.key: each.reason for each in command.passes}
    known = {each.agency_id: each for each in plan.recipients}
    for copy in command.copies:
        _check(copy, known.get(copy.agency_id), passed)
        _check_number(copy, plan.next_copy, waiting)
    refuse_undecided_packs(work, command)
    numbers = [copy.copy_number for copy in command.copies]
    if len(set(numbers)) != len(numbers):
        raise Refused("Two packs have the same copy number.", kept=_NOTHING, to_do=_MADE_ANEW)
    rows = [_issued(work, command.meeting_id, copy, passed, plan, waiting or {}) for copy in command.copies]
    front = cases_in_front(work, command.meeting_id)
    for row, copy in zip(rows, command.copies, strict=True):
        _disclose(work, row, copy, front, plan)
    keep_address_labels(work, (case for copy in command.copies for case in copy.case_ids))
    work.record(
        "packs.issued", "meeting", command.meeting_id, fields=["copies"],
        values={"new": {
            "copies": [
                {"id": row.id, "copy": row.copy_number, "agency": row.agency_id, "sha256": row.sha256} for row in rows
            ],
            "passes": passed, "again": command.again,
        }},
    )  # fmt: skip
    return tuple(row.id for row in rows)


@writes(Right.MAKE_PAPERS, "packs.written")
def note_packs_written(work: Work, command: NotePacksWritten) -> None:
    """Note that the files of copies were written; until then each stands in the register as one to be written."""
    waiting = stored.pending(work, command.meeting_id)
    for number in command.copy_numbers:
        if number in waiting:
            waiting[number].recipe = {**waiting[number].recipe, "file": stored.WRITTEN}
    told = {"new": {"copies": list(command.copy_numbers)}}
    work.record("packs.written", "meeting", command.meeting_id, fields=["copies"], values=told)


@writes(Right.MAKE_PAPERS, "copy.marked")
def mark_copy(work: Work, command: MarkCopy) -> None:
    """Note that a copy was returned, destroyed or withdrawn, or take that back. Refused for a day to come."""
    if command.on_day is not None and command.on_day > work.today:
        raise Refused("That day is still to come.", kept="Nothing was changed.", to_do="Check the day.")
    row = work.find(IssuedPaperRow, command.copy_id)
    name = f"{command.outcome}_on"
    old: date | None = getattr(row, name)
    setattr(row, name, command.on_day)
    values = {"old": {name: old}, "new": {name: command.on_day}}
    work.record("copy.marked", "issued_paper", row.id, fields=[name], values=values)


@reads(Right.MAKE_PAPERS, "password.shown")
def copy_password(reading: Reading, copy_id: str) -> str:
    """The password of one copy, for the telephone; showing it is logged."""
    return str(reading.find(IssuedPaperRow, copy_id).recipe.get("password", ""))


def new_password() -> str:
    """Four generated words for one copy."""
    return generate()


class _Facts:
    """What decides who gets which case of a meeting."""

    def __init__(
        self, reading: Reading, meeting_id: str, cases: tuple[AgendaLineView, ...], agencies: list[str]
    ) -> None:
        self._today = reading.today
        self._cases = cases
        self._barred = returns.barred_agencies(reading, sorted({line.case_id or "" for line in cases}))
        self._held = stored.held(reading, meeting_id)
        self._people = stored.representatives(reading, agencies)
        self._interested = stored.interested(reading, meeting_id)

    def recipient(self, agency: AgencyRow) -> Recipient:
        """One agency with its cases, and what stands in the way."""
        given = [line for line in self._cases if (line.case_id, agency.id) not in self._barred]
        left_out = tuple(line.reference for line in self._cases if line not in given)
        cases = tuple(PackCase(line.case_id or "", line.reference, line.initials) for line in given)
        person, blocks = self._person(agency, cases)
        stops, warns = agreement_told(agency.agreement_signed, agency.agreement_expires_on, self._today)
        blocks += [stops] if stops else []
        if not cases:
            blocks.append("There is no case for it.")
        held = self._held.get(agency.id)
        return Recipient(
            agency.id, agency.name, person.name if person else "",
            (person.secure_email if person else None) or agency.secure_email or "",
            (person.phone if person else None) or agency.phone or "",
            cases, left_out, tuple(blocks), (warns,) if warns else (), held.copy if held else None,
            tuple(case for case in cases if held and case.id not in held.cases),
        )  # fmt: skip

    def _person(self, agency: AgencyRow, cases: tuple[PackCase, ...]) -> tuple[RepresentativeRow | None, list[str]]:
        """The first of its people without an interest in any of the cases; a block when all have one."""
        people = self._people.get(agency.id, [])
        for person in people:
            if not any((case.id, fold(person.name)) in self._interested for case in cases):
                return person, []
        if not people:
            return None, []
        conflicts = [case.reference for case in cases if (case.id, fold(people[0].name)) in self._interested]
        told = f"{people[0].name}, who would get it, declared an interest in {', '.join(conflicts)}."
        return people[0], [told]


def _cases(reading: Reading, meeting_id: str) -> tuple[AgendaLineView, ...]:
    """The cases of a meeting that have a paper, as far as the holder may see them, in the order heard."""
    seen = set(returns.cases_on(reading, meeting_id))
    found: dict[str, AgendaLineView] = {}
    for line in agenda_lines(reading, meeting_id):
        if line.case_id in seen and line.has_paper:
            found.setdefault(line.case_id or "", line)
    return tuple(found.values())


def _check(copy: IssuedCopy, recipient: Recipient | None, passed: Iterable[str]) -> None:
    if recipient is None or recipient.blocks:
        why = " ".join(recipient.blocks) if recipient else "It gets no papers of this meeting."
        raise Refused(f"{copy.recipient} gets no pack: {why}", kept=_NOTHING, to_do="Leave it out, or settle that.")
    may = {case.id for case in recipient.cases}
    if not set(copy.case_ids) <= may:
        raise Refused(
            f"The pack for {copy.recipient} holds a case it may not have.", kept=_NOTHING, to_do=_MADE_ANEW
        )  # fmt: skip
    if not copy.proof.holds(passed):
        raise Refused(
            f"The pack for {copy.recipient} is not proved: something that should be gone is still in it.",
            kept=_NOTHING,
            to_do="Look at what was found: mend the record and make it again, or pass each with a reason.",
        )


def _check_number(copy: IssuedCopy, first_free: int, waiting: Mapping[int, IssuedPaperRow] | None) -> None:
    """A new number is a free one; one made again is of a copy of this agency whose file was never written."""
    if waiting is None and copy.copy_number < first_free:
        raise Refused(f"Copy {copy.copy_number} was given meanwhile.", kept=_NOTHING, to_do=_MADE_ANEW)
    if waiting is not None:
        row = waiting.get(copy.copy_number)
        if row is None or row.agency_id != copy.agency_id:
            raise Refused(f"Copy {copy.copy_number} is not one to be written again.", kept=_NOTHING, to_do=_MADE_ANEW)


def _issued(
    work: Work,
    meeting_id: str,
    copy: IssuedCopy,
    passed: dict[str, str],
    plan: PackPlan,
    waiting: Mapping[int, IssuedPaperRow],
) -> IssuedPaperRow:
    phone = next((each.phone for each in plan.recipients if each.agency_id == copy.agency_id), "")
    own = {hit.key: passed[hit.key] for hit in copy.proof.hits if hit.key in passed}
    row = waiting.get(copy.copy_number) or IssuedPaperRow(
        paper=PACK, subject_kind="meeting", subject_id=meeting_id, version="1.0", copy_number=copy.copy_number,
        copies=copy.copies, recipient=copy.recipient, agency_id=copy.agency_id,
        encrypted=True,
    )  # fmt: skip
    row.made_at, row.made_by = work.now, work.actor.holder_id
    row.sha256, row.fingerprint = copy.sha256, copy.fingerprint
    row.recipe = {
        "cases": list(copy.case_ids), "person": copy.person, "phone": phone, "template": "pack",
        "since": copy.since, "initials": copy.initials, "plain_sha256": copy.proof.sha256, "pages": copy.pages,
        "proof": {"pages": copy.proof.pages, "hits": len(copy.proof.hits)}, "passes": own,
        "password": copy.password, "file": stored.PENDING,
    }  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row


def _disclose(work: Work, row: IssuedPaperRow, copy: IssuedCopy, front: FrontCases, plan: PackPlan) -> None:
    """An entry for every person a copy tells of: in its case papers, the last minutes and the action log."""
    noted = stored.disclosed_by(work, row.id)
    what = f"{'Supplement' if copy.since else 'Panel papers'} of {_day(plan.held_on)}, copy {copy.copy_number}"
    told = dict.fromkeys(copy.case_ids)
    if copy.since is None:
        out = returns.cases_kept_from(work, copy.agency_id)
        told.update((case, None) for case in (*front.minutes, *front.log) if case not in out)
    for case_id in told:
        ground = stored.ground_of(work, case_id)
        for person_id in stored.disclosed_people(work, case_id):
            if (person_id, case_id) in noted:
                continue
            work.session.add(
                DisclosureRow(
                    person_id=person_id, case_id=case_id, issued_paper_id=row.id, recipient=copy.recipient,
                    on_day=work.today, what=what, ground=ground,
                )
            )  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "a day not known"
