"""Taking an import out again: every row it wrote, in the order that nothing is left pointing at nothing.

An import wrote so many rows of each table. When there are more or fewer of them by now, or one was changed, something
was done with them since, and nothing is removed.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.engine import CursorResult

from hipdesk.store.search import forget_gone
from hipdesk.store.tables import Base
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.base import Tracked
from hipdesk.store.tables.cases import CaseRow, ClosureRow, NoteRow, StatusChangeRow
from hipdesk.store.tables.imports import ImportBatchRow, ImportRowRow
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    ReferralRow,
    SharingRow,
    StrandRow,
)
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Work

_BY_CASE: tuple[type[Base], ...] = (
    ActionRow, HearingRow, StatusChangeRow, ClosureRow, NoteRow, RiskAssessmentRow, SharingRow, StrandRow,
)  # fmt: skip
_WHAT = {
    "action": "actions of its cases",
    "hearing": "hearings of its cases",
    "note": "notes on its cases",
    "person": "people it brought",
    "involvement": "people of its cases",
    "referral": "referrals it brought",
    "cases": "cases it brought",
}


class NotAsImported(Exception):
    """What an import brought is no longer as it was: ``what`` says which kind of record."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.what = f"{_WHAT.get(table, 'records of its cases')} were changed or added since"


def remove_import(work: Work, batch: ImportBatchRow) -> int:
    """Remove what a batch wrote; NotAsImported when it is not exactly what is there. Returns how many referrals."""
    return _Removal(work, batch).run()


class _Removal:
    def __init__(self, work: Work, batch: ImportBatchRow) -> None:
        self._work, self._batch = work, batch
        self._wrote: dict[str, int] = batch.made.get("tables", {})
        made = select(ImportRowRow.referral_id).where(
            ImportRowRow.batch_id == batch.id, ImportRowRow.state == "created"
        )
        self._referrals: Select[Any] = made
        self._cases = select(ReferralRow.case_id).where(ReferralRow.id.in_(made))
        self._people = select(PersonRow.id).where(PersonRow.origin_note.startswith(f"{batch.id}:"))

    def run(self) -> int:
        self._refuse_taken()
        self._refuse_changed()
        self._refuse_strangers()
        self._forget()
        incidents = select(IncidentRow.id).where(IncidentRow.case_id.in_(self._cases))
        self._remove(IncidentTypeRow, IncidentTypeRow.incident_id.in_(incidents))
        for kind in _BY_CASE:
            self._remove(kind, kind.__table__.c.case_id.in_(self._cases))
        self._remove(IncidentRow, IncidentRow.case_id.in_(self._cases))
        self._remove(InvolvementRow, InvolvementRow.case_id.in_(self._cases))
        self._remove_pairs()
        self._remove(NameKeyRow, NameKeyRow.person_id.in_(self._people))
        self._remove(AddressRow, AddressRow.person_id.in_(self._people))
        self._remove(PersonRow, PersonRow.id.in_(self._people))
        removed = self._remove_referrals_and_cases()
        self._remove_meetings()
        self._remove_agencies()
        forget_gone(self._work.session, MeetingRow, AgencyRow, AgencySpellingRow, RepresentativeRow)
        return removed

    def _refuse_taken(self) -> None:
        """A row taken over from a later copy changed records that another import, or a person, had made."""
        taken = select(func.count()).where(ImportRowRow.batch_id == self._batch.id, ImportRowRow.state == "taken")
        if self._work.session.execute(taken).scalar_one():
            raise NotAsImported("cases")

    def _refuse_changed(self) -> None:
        """Any tracked row of the batch with a later version was edited since."""
        for mapper in Base.registry.mappers:
            kind = mapper.class_
            if not issubclass(kind, Tracked) or kind in (AgencyRow, RepresentativeRow, MeetingRow):
                continue
            edited = select(func.count()).where(kind.origin_note.startswith(f"{self._batch.id}:"), kind.version > 1)
            if self._work.session.execute(edited).scalar_one():
                raise NotAsImported(mapper.local_table.name)  # type: ignore[attr-defined] # every row stands on a table

    def _refuse_strangers(self) -> None:
        """Rows of any other table that point at what would go: a paper, an attachment, a line of an agenda."""
        ours = {"incident", "involvement", "referral", "cases", "person", "incident_type", "name_key", "address"}
        ours |= {"possible_duplicate", "import_row", *(kind.__tablename__ for kind in _BY_CASE)}
        gone = {"cases": self._cases, "referral": self._referrals, "person": self._people}
        for table in Base.metadata.tables.values():
            if table.name in ours:
                continue
            pointing: list[ColumnElement[bool]] = []
            for column in table.columns:
                for key in column.foreign_keys:
                    target = key.column.table.name
                    if target in gone:
                        pointing.append(column.in_(gone[target]))
            if (
                pointing
                and self._work.session.execute(
                    select(func.count()).select_from(table).where(or_(*pointing))
                ).scalar_one()
            ):
                raise NotAsImported(table.name)

    def _remove(self, kind: type[Base], *clauses: ColumnElement[bool]) -> int:
        """Remove rows and compare with how many were written."""
        removed = self._delete(kind, *clauses)
        if removed != self._wrote.get(kind.__tablename__, 0):
            raise NotAsImported(kind.__tablename__)
        return removed

    def _delete(self, kind: type[Base], *clauses: ColumnElement[bool]) -> int:
        result = self._work.session.execute(delete(kind).where(*clauses).execution_options(synchronize_session=False))
        return result.rowcount if isinstance(result, CursorResult) else 0

    def _forget(self) -> None:
        """Take the words of what goes out of the search index."""
        self._delete(SearchEntryRow, SearchEntryRow.case_id.in_(self._cases))
        homes = select(AddressRow.id).where(AddressRow.person_id.in_(self._people))
        self._delete(SearchEntryRow, SearchEntryRow.kind == "person", SearchEntryRow.record_id.in_(self._people))
        self._delete(SearchEntryRow, SearchEntryRow.kind == "address", SearchEntryRow.record_id.in_(homes))

    def _remove_pairs(self) -> None:
        """Possible duplicates of these people go, those a later import filed with them too."""
        pair = PossibleDuplicateRow
        self._delete(pair, or_(pair.person_id.in_(self._people), pair.other_id.in_(self._people)))

    def _remove_referrals_and_cases(self) -> int:
        cases = [key for key in self._work.session.scalars(self._cases) if key is not None]
        rows = ImportRowRow
        mine = [key for key in self._work.session.scalars(self._referrals) if key is not None]
        # The batch keeps its rows, so that it can be read what it was; they point at nothing any more.
        for start in range(0, len(mine), 500):
            part = mine[start : start + 500]
            self._work.session.execute(
                update(rows).where(rows.referral_id.in_(part)).values(referral_id=None),
                execution_options={"synchronize_session": False},
            )
        removed = self._remove_by_key(ReferralRow, mine)
        self._remove_by_key(CaseRow, cases)
        return removed

    def _remove_by_key(self, kind: type[ReferralRow] | type[CaseRow], keys: list[str]) -> int:
        removed = sum(self._delete(kind, kind.id.in_(keys[at : at + 500])) for at in range(0, len(keys), 500))
        if removed != self._wrote.get(kind.__tablename__, 0):
            raise NotAsImported(kind.__tablename__)
        return removed

    def _remove_meetings(self) -> None:
        """Past meetings the batch made go when no case is heard there any more."""
        used = select(HearingRow.meeting_id).where(HearingRow.meeting_id.is_not(None))
        self._delete(
            MeetingRow,
            MeetingRow.origin_note.startswith(f"{self._batch.id}:"),
            MeetingRow.history.is_(True),
            MeetingRow.version == 1,
            MeetingRow.id.not_in(used),
        )

    def _remove_agencies(self) -> None:
        """Agencies the batch made go when nothing names them and nobody changed them."""
        made = select(AgencyRow.id).where(
            AgencyRow.origin_note.startswith(f"{self._batch.id}:"), AgencyRow.version == 1
        )
        used: set[str] = set()
        for table in Base.metadata.tables.values():
            if table.name in ("agency_spelling", "representative"):
                continue
            for column in table.columns:
                if any(key.column.table.name == "agency" for key in column.foreign_keys):
                    used.update(self._work.session.scalars(select(column).where(column.in_(made)).distinct()))
        free = [key for key in self._work.session.scalars(made) if key not in used]
        self._delete(AgencySpellingRow, AgencySpellingRow.agency_id.in_(free))
        self._delete(RepresentativeRow, RepresentativeRow.agency_id.in_(free))
        self._delete(AgencyRow, AgencyRow.id.in_(free))
