"""The whole of an import in one transaction: agencies, past meetings, referrals, duplicates, findings, the batch."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hipdesk.kernel.ids import ids_in_a_row, new_id
from hipdesk.kernel.text import one_line
from hipdesk.model.imports import ORIGIN, RunImport, all_findings
from hipdesk.model.matching import Known
from hipdesk.model.settings import OfficeSettings, RuleSettings
from hipdesk.model.workbooks.proposals import Finding, ProposedReferral
from hipdesk.services.importing.duplicates import FILED_AT_MOST, Duplicates
from hipdesk.services.importing.people import Met
from hipdesk.services.importing.placing import Numbers, RepeatFinder, in_order, place, shared_days
from hipdesk.services.importing.referrals import Placed, ReferralWriter
from hipdesk.services.importing.register import Register
from hipdesk.services.settings import setting
from hipdesk.store.ledger import Ledger
from hipdesk.store.queries import imports as queries
from hipdesk.store.sheets import Values, written_in_bulk
from hipdesk.store.tables.imports import ImportBatchRow, ImportFindingRow, ImportRowRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.people import PossibleDuplicateRow
from hipdesk.store.tables.settings import ReferenceSeriesRow
from hipdesk.store.work import Work

Add = Callable[[Values], None]

_A_CHUNK = 500
_A_STEP = 50
_SAID_AT_MOST = 300


@dataclass(slots=True)
class Written:
    """What one import wrote."""

    batch_id: str
    provisional: tuple[str, ...] = ()
    pairs: int = 0
    findings: int = 0
    nouns: Counter[str] = field(default_factory=Counter)


class ImportWriter:
    """Writes one proposal. ``write`` must run inside a work; a stop or a fault anywhere leaves nothing."""

    def __init__(self, work: Work, command: RunImport) -> None:
        self._work, self._proposal = work, command.proposal
        self._batch = new_id()
        self._ledger = Ledger(work, ORIGIN)
        self._ids = ids_in_a_row()
        self._found: list[Finding] = []
        self._had_people = queries.has_people(work)
        self.written = Written(self._batch)
        self._write_batch(command)

    def _write_batch(self, command: RunImport) -> None:
        self._row = ImportBatchRow(
            id=self._batch,
            file_name=one_line(command.proposal.file_name),
            sha256=command.proposal.digest,
            made_at=self._work.now,
            made_by=self._work.actor.holder_id,
            mapping={"text": command.mapping},
            made={},
        )
        self._work.session.add(self._row)
        self._work.session.flush()

    def write(self, new: Sequence[ProposedReferral], changed: Sequence[tuple[ProposedReferral, str, str]]) -> Written:
        """Write new referrals, and the changed rows (referral, its key in the record, state) that were listed."""
        with written_in_bulk(self._work.session):
            self._write_everything(new, changed)
        self._count()
        return self.written

    def _write_everything(
        self, new: Sequence[ProposedReferral], changed: Sequence[tuple[ProposedReferral, str, str]]
    ) -> None:
        register = Register(queries.agency_keys(self._work))
        added = register.write(self._ledger, self._proposal.agencies, f"{self._batch}:agencies:0")
        self.written.provisional = tuple(agency.name for agency in added if agency.provisional)
        meetings = self._past_meetings(new)
        writer = ReferralWriter(self._work, self._ledger, register, meetings, self._ids)
        add_row = self._ledger.open(
            ImportRowRow, "id", "sheet", "row", "source_key", "digest", "state", "referral_id", batch_id=self._batch
        )
        add_pair = self._ledger.open(PossibleDuplicateRow, "id", "person_id", "other_id", "score", "reasons")
        add_finding = self._ledger.open(
            ImportFindingRow, "id", "sheet", "row", "column", "kind", "what", "done", batch_id=self._batch
        )
        ordered, numbers, repeats = self._in_order(new)
        with self._ledger.flowing():
            self._write_referrals(place(ordered, numbers, repeats, self._batch), len(new), writer, add_row)
            for referral, referral_id, state in changed:
                source = referral.source
                add_row((next(self._ids), source.sheet, source.row, source.key, source.digest, state, referral_id))
            self._ledger.write()
            self._ledger.index()
            self._file_duplicates(writer.people.met, add_pair)
            self._write_findings(add_finding)
        for name, last in numbers.last.items():
            self._work.session.merge(ReferenceSeriesRow(series=name, last=last))
        self._work.progress.step(len(new), len(new), "Finishing")

    def _past_meetings(self, new: Sequence[ProposedReferral]) -> dict[date, str]:
        """The meeting of every day that enough cases share: one of the record, or a past one made now."""
        days = sorted({day for each in new for day in each.hearings})
        shared = shared_days(new, queries.heard_on(self._work, days))
        meetings = queries.meetings_on(self._work, days)
        add = self._ledger.open(
            MeetingRow, "id", "held_on", "origin_note", kind="ordinary", status="held", history=True
        )
        for day in shared:
            if day not in meetings:
                meetings[day] = next(self._ids)
                add((meetings[day], day, f"{self._batch}:meetings:0"))
        # Cases of the record heard on a day that only now is shared by enough belong to its meeting too.
        for hearing in queries.loose_hearings(self._work, shared):
            hearing.meeting_id = meetings[hearing.heard_on]
        return meetings

    def _in_order(
        self, new: Sequence[ProposedReferral]
    ) -> tuple[list[tuple[date, ProposedReferral]], Numbers, RepeatFinder]:
        """Referrals in order of receipt, and what the record says that places them: last numbers, earlier victims."""
        work, ordered = self._work, in_order(new, self._work.today)
        prefix = setting(work, OfficeSettings).reference_prefix
        series = {Numbers.series(prefix, received) for received, _ in ordered}
        numbers = Numbers(prefix, queries.last_numbers(work, series))
        repeats = RepeatFinder(setting(work, RuleSettings).repeat_months)
        repeats.remember(queries.victims_before(work))
        return ordered, numbers, repeats

    def _write_referrals(self, new: Iterable[Placed], many: int, writer: ReferralWriter, add_row: Add) -> None:
        for done, placed in enumerate(new):
            if done % _A_STEP == 0:
                self._work.progress.step(done, many, "Writing referrals")
            if done % _A_CHUNK == 0:
                self._ledger.write()
            source = placed.referral.source
            row = (next(self._ids), source.sheet, source.row, source.key, source.digest, "created")
            add_row((*row, writer.write(placed)))
            self._look_at(placed.referral, placed.received)

    def _look_at(self, referral: ProposedReferral, received: date) -> None:
        """Findings that only the writing makes."""
        source = referral.source
        if referral.status == "closed" and referral.closed_on is not None and referral.closed_on < received:
            self._found.append(
                Finding(
                    "conflict", source.sheet, source.row, "", "", "It was closed before it was received.",
                    "Closed on the day it was received.",
                )
            )  # fmt: skip

    def _file_duplicates(self, met: Sequence[Met], add: Add) -> None:
        self._work.progress.step(0, 0, "Looking for people who may be one")
        duplicates = Duplicates()
        if self._had_people:
            self._ledger.settle()
            new = {each.id for each in met}
            there = queries.people_called(
                self._work, {each.folded for each in met}, {each.sound for each in met} - {""}
            )
            duplicates.remember(
                Met(key, folded, sound, Known((name,), born, latest, age, age_day))
                for key, name, folded, sound, born, latest, age, age_day in there
                if key not in new
            )
        duplicates.look(met)
        for first, second, score, reasons in duplicates.pairs:
            add((next(self._ids), first, second, score, reasons))
        self.written.pairs = len(duplicates.pairs)
        if duplicates.left_out:
            what = f"More than {FILED_AT_MOST:,} pairs of people look alike."
            done = f"{FILED_AT_MOST:,} were filed; {duplicates.left_out:,} more were not."
            self._found.append(Finding("supposed", "", 0, "", "", what, done))

    def _write_findings(self, add: Add) -> None:
        for name in self.written.provisional:
            what = f"“{name}” is no agency of the register or of the contacts."
            self._found.append(Finding("supposed", "", 0, "", "", what, "Added as a provisional agency."))
        every = (*all_findings(self._proposal), *self._found)
        for one in every:
            words = f" “{one.words}”" if one.words else ""
            heading = f"{one.heading}: " if one.heading else ""
            what = f"{heading}{one.what}{words}"[:_SAID_AT_MOST]
            add((next(self._ids), one.sheet, one.row, one.column, one.kind, what, one.done))
        self.written.findings = len(every)

    def _count(self) -> None:
        tables = self._ledger.written
        nouns = {
            "referrals": "referral", "cases": "cases", "people": "person", "incidents": "incident",
            "hearings": "hearing", "past meetings": "meeting", "actions": "action", "notes": "note",
            "agencies": "agency",
        }  # fmt: skip
        self.written.nouns.update({noun: tables.get(table, 0) for noun, table in nouns.items()})
        self._row.made = {"tables": tables, "nouns": dict(self.written.nouns)}
