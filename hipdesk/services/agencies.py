"""Agencies and those who come for them."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.agencies import AddAgency, AddRepresentative, AgencyChoices, AgencyView, agency_key
from hipdesk.model.folding import fold
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import agencies as queries
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
