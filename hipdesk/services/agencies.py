"""Agencies and those who come for them."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.agencies import AddAgency, AddRepresentative, AgencyChoices, AgencyView, agency_key
from hipdesk.model.agency_standing import AgencyStanding
from hipdesk.model.folding import fold
from hipdesk.model.users import Right
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import agencies as queries
from hipdesk.store.queries import agencies_standing as standing
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.work import Reading, Work


@reads(Right.KEEP_DRAFTS)
def list_agencies(reading: Reading, *, with_left: bool = False) -> list[AgencyView]:
    """Every agency with its representatives, by name."""
    return queries.agencies(reading, with_left=with_left)


@reads(Right.KEEP_DRAFTS)
def agency_choices(reading: Reading) -> AgencyChoices:
    """What the form of an agency offers."""
    offered = form_choices(reading)
    return AgencyChoices(offered.of("agency_type"), offered.of("agency_stage"))


@writes(Right.EDIT_AGENCIES, "agency.added")
def add_agency(work: Work, command: AddAgency) -> str:
    """Add an agency with the names others write for it; returns its id. Refused when another has this name."""
    _refuse_taken(work, command.name, None)
    row = AgencyRow(folded=agency_key(command.name), **command.model_dump(exclude={"spellings"}))
    work.session.add(row)
    work.session.flush()
    _spell(work, row, command)
    work.record("agency.added", "agency", row.id, values={"new": command.model_dump(mode="json")})
    return row.id


@writes(Right.EDIT_AGENCIES, "agency.changed")
def change_agency(work: Work, agency_id: str, command: AddAgency, version: int) -> None:
    """Replace an agency's values; a provisional one becomes confirmed unless the command says otherwise.

    Its spellings become the command's. Refused when another agency has this name.
    """
    _refuse_taken(work, command.name, agency_id)
    row = work.change(AgencyRow, agency_id, version)
    new = command.model_dump(exclude={"spellings"})
    fields = sorted(name for name, value in new.items() if getattr(row, name) != value)
    old = {name: getattr(row, name) for name in fields}
    for name in fields:
        setattr(row, name, new[name])
    row.folded = agency_key(command.name)
    wanted = {agency_key(name) for name in command.spellings}
    for spelling in queries.spelling_rows(work, agency_id):
        if spelling.folded not in wanted:
            work.session.delete(spelling)
    work.session.flush()
    _spell(work, row, command)
    values = {"old": old, "new": {name: new[name] for name in fields}}
    work.record("agency.changed", "agency", agency_id, fields=fields, values=values)


@reads(Right.READ_CASES)
def agency_standing(reading: Reading, agency_id: str) -> AgencyStanding:
    """Whether an agency comes to the panel, what it sent and what it owes. Refused when it is not there any more."""
    reading.find(AgencyRow, agency_id)
    return standing.standing_of(reading, agency_id, timetable_of(reading).nation)


@writes(Right.EDIT_AGENCIES, "agency.left")
def retire_agency(work: Work, agency_id: str, version: int) -> None:
    """An agency is no longer of the panel: it is not offered any more, past work keeps its name."""
    row = work.change(AgencyRow, agency_id, version)
    row.left_on, row.core = work.today, False
    work.record("agency.left", "agency", agency_id, fields=["core", "left_on"])


@writes(Right.EDIT_AGENCIES, "agency.joined")
def join_agency(work: Work, provisional_id: str, into_id: str) -> int:
    """Let everything that names a provisional agency name a confirmed one; how it was written leads there from now on.

    Returns how many records moved. Refused when the one to be joined is confirmed, the other is not, or both told
    something of the same case at the same meeting.
    """
    old, into = work.change(AgencyRow, provisional_id), work.find(AgencyRow, into_id)
    if not old.provisional or into.provisional:
        raise Refused(
            "Only an agency nobody has confirmed can be joined, and only to one that is confirmed.",
            kept="Nothing was changed.",
        )
    rows = standing.rows_naming(work, provisional_id)
    for column, row in rows:
        if standing.would_clash(work, row, column, into_id):
            raise Refused(
                "Both agencies told something of the same case at the same meeting.",
                kept="Nothing was changed.",
                to_do="Look at the returns of that meeting first.",
            )
        setattr(row, column, into_id)
    known = {into.folded, *(spelling.folded for spelling in queries.spelling_rows(work, into_id))}
    for spelling in queries.spelling_rows(work, provisional_id):
        if spelling.folded in known:
            work.session.delete(spelling)
        else:
            known.add(spelling.folded)
            spelling.agency_id = into_id
    work.session.flush()
    if old.folded not in known:
        work.session.add(AgencySpellingRow(agency_id=into_id, name=old.name, folded=old.folded))
    values = {"name": old.name, "into": into_id, "records": len(rows)}
    work.session.delete(old)
    work.record("agency.joined", "agency", provisional_id, values=values)
    return len(rows)


@writes(Right.EDIT_AGENCIES, "representative.changed")
def change_representative(work: Work, representative_id: str, command: AddRepresentative, version: int) -> None:
    """Replace what is known of someone who comes for an agency; past meetings keep the name they had."""
    row = work.change(RepresentativeRow, representative_id, version)
    new = command.model_dump(exclude={"agency_id"})
    fields = sorted(name for name, value in new.items() if getattr(row, name) != value)
    old = {name: getattr(row, name) for name in fields}
    for name in fields:
        setattr(row, name, new[name])
    row.folded = fold(row.name)
    values = {"old": old, "new": {name: new[name] for name in fields}}
    work.record("representative.changed", "representative", representative_id, fields=fields, values=values)


@writes(Right.EDIT_AGENCIES, "representative.added")
def add_representative(work: Work, command: AddRepresentative) -> str:
    """Add someone who comes for an agency; returns their id."""
    work.find(AgencyRow, command.agency_id)
    row = RepresentativeRow(folded=fold(command.name), **command.model_dump())
    work.session.add(row)
    work.session.flush()
    work.record("representative.added", "representative", row.id, values={"new": command.model_dump(mode="json")})
    return row.id


@writes(Right.EDIT_AGENCIES, "representative.left")
def end_representative(work: Work, representative_id: str) -> None:
    """Someone no longer comes; past meetings keep their name."""
    row = work.change(RepresentativeRow, representative_id)
    row.left_on = work.today
    work.record("representative.left", "representative", representative_id, fields=["left_on"])


def _refuse_taken(work: Work, name: str, own_id: str | None) -> None:
    other = queries.agency_called(work, name)
    if other is not None and other != own_id:
        raise Refused(
            "Another agency is called so, or is written so by others.",
            kept="Nothing was changed.",
            to_do="Change that agency, or give this one another name.",
        )


def _spell(work: Work, agency: AgencyRow, command: AddAgency) -> None:
    there = {agency.folded}
    for name in (*command.spellings, *([command.short_name] if command.short_name else [])):
        key = agency_key(name)
        if key and key not in there and queries.agency_called(work, name) is None:
            work.session.add(AgencySpellingRow(agency_id=agency.id, name=name, folded=key))
            there.add(key)
