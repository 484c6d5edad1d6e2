"""The agencies an import names: those of the register are found again, the others are added, provisional or not."""

from collections.abc import Iterator, Mapping

from hipdesk.kernel.ids import new_id
from hipdesk.kernel.text import one_line
from hipdesk.model.agencies import agency_key
from hipdesk.model.folding import fold
from hipdesk.model.imports import kind_of_agency
from hipdesk.model.workbooks.proposals import ProposedAgency
from hipdesk.store.ledger import Ledger
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow

_NAME_AT_MOST = 120
_YES = ("y", "yes", "x", "core", "member", "true", "1")


class Register:
    """Agencies by name. ``there`` are the office's own: key of a name or spelling to agency id."""

    def __init__(self, there: Mapping[str, str]) -> None:
        self._ids = dict(there)
        self._seen = set(there)
        self._named: dict[str, str | None] = {}

    def id_of(self, name: str) -> str | None:
        """The agency of a name; None for no name or one that was never proposed."""
        if name not in self._named:
            self._named[name] = self._ids.get(agency_key(name)) if name else None
        return self._named[name]

    def missing(self, agencies: tuple[ProposedAgency, ...]) -> list[ProposedAgency]:
        """The agencies that the register does not have, in the proposal's order."""
        return [agency for agency in agencies if agency_key(agency.name) not in self._seen]

    def write(self, ledger: Ledger, agencies: tuple[ProposedAgency, ...], note: str) -> list[ProposedAgency]:
        """Add the agencies that are missing, and every spelling nobody has used yet; returns those added."""
        missing = self.missing(agencies)
        self._named.clear()
        add = ledger.open(
            AgencyRow, "id", "name", "folded", "kind", "provisional", "core", "secure_email", "phone", origin_note=note
        )
        spell = ledger.open(AgencySpellingRow, "id", "agency_id", "name", "folded")
        represent = ledger.open(
            RepresentativeRow, "id", "agency_id", "name", "folded", "secure_email", "phone", "place", origin_note=note
        )
        for agency in missing:
            key, contact = new_id(), next(iter(agency.contacts), None)
            name = one_line(agency.name)[:_NAME_AT_MOST]
            email, phone = (contact.email, contact.telephone) if contact else ("", "")
            core = any(fold(each.on_panel) in _YES for each in agency.contacts)
            kind = kind_of_agency(name)
            add((key, name, agency_key(name), kind, agency.provisional, core, email or None, phone or None))
            ledger.entry(("agency", key, None, fold(name)))
            self._ids[agency_key(agency.name)] = key
            self._seen.add(agency_key(agency.name))
            for place, one in enumerate(each for each in agency.contacts if each.contact):
                where = "main" if place == 0 else "other"
                represent(
                    (new_id(), key, one.contact, fold(one.contact), one.email or None, one.telephone or None, where)
                )
        for agency in agencies:
            for spelling in self._unused(agency):
                spell((new_id(), self._ids[agency_key(agency.name)], spelling, agency_key(spelling)))
        return missing

    def _unused(self, agency: ProposedAgency) -> Iterator[str]:
        """Spellings that no agency is known by."""
        for written, _ in agency.spellings:
            spelling = one_line(written)[:_NAME_AT_MOST]
            if spelling and agency_key(spelling) not in self._seen:
                self._seen.add(agency_key(spelling))
                yield spelling
