"""People of an import: each row's own records, with folded name, sound and the keys of matching. Nobody is merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hipdesk.model.folding import fold_name, sound_of
from hipdesk.model.matching import Known, name_keys
from hipdesk.model.partial_dates import PartialDay
from hipdesk.model.workbooks.proposals import ProposedPerpetrator, ProposedPerson, ProposedReferral
from hipdesk.store.ledger import Ledger
from hipdesk.store.search_words import as_indexed
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonRow

_OF_A_PERSON = {"born": "born", "sex": "sex", "ethnicity": "ethnicity", "victim_name": "name"}
_TITLE_AT_MOST = 24
_Facts = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Met:
    """A person as written, for filing possible duplicates: key, folded name, sound and what else is known."""

    id: str
    folded: str
    sound: str
    known: Known


class PeopleWriter:
    """Writes person records of an import into the ledger."""

    def __init__(self, ledger: Ledger, ids: Iterator[str]) -> None:
        self._ids = ids
        self._entry = ledger.entry
        self._person = ledger.open(
            PersonRow, "id", "kind", "name", "folded", "sound", "title", "born_earliest", "born_latest",
            "born_precision", "born_words", "age_estimate", "age_estimated_on", "sex", "ethnicity", "ethnicity_words",
            "description", "unanswered", "origin_note", pseudonym=False,
        )  # fmt: skip
        self._key = ledger.open(NameKeyRow, "key", "person_id")
        self._home = ledger.open(
            AddressRow, "id", "person_id", "lines", "place_key", "postcode", "ward", "tenure", "landlord", "tenancy"
        )
        # The same name comes often; what is derived from it is kept with the writer and goes with it.
        self._facts: dict[str, _Facts] = {}
        self.met: list[Met] = []

    def victim(self, referral: ProposedReferral, note: str, place: str) -> str:
        """Write the person affected, and their home by its key ``place``; returns the key of the record."""
        unanswered = {_OF_A_PERSON[name]: why for name, why in referral.unanswered if name in _OF_A_PERSON}
        if not referral.victim.name:
            unanswered.setdefault("name", "not_known")
        key = self._write(referral.victim, "person", "", unanswered, note, self.home_of(referral))
        if referral.address or referral.postcode:
            self._write_home(key, referral, place)
        return key

    def perpetrator(self, one: ProposedPerpetrator, note: str) -> str:
        """Write an alleged perpetrator; what was only described stands in the description."""
        kind = one.identity if one.identity in ("unknown", "group") else "person"
        person = one.person or ProposedPerson()
        said = "" if one.person and one.words == one.person.name_as_written else one.words
        return self._write(person, kind, said, {}, note, "")

    def home_of(self, referral: ProposedReferral) -> str:
        """The address as homes are told apart by; empty where none is written."""
        if not referral.address:
            return ""
        return f"{referral.address} {referral.postcode}".strip()

    def _write(
        self, person: ProposedPerson, kind: str, said: str, unanswered: dict[str, str], note: str, home: str
    ) -> str:
        key = next(self._ids)
        folded, sound, keys = self._facts_of(person.name)
        born = person.born if person.born and person.born.earliest else None
        self._person(
            (
                key, kind, person.name, folded, sound, person.title[:_TITLE_AT_MOST] or None,
                born.earliest if born else None, born.latest if born else None, born.precision if born else None,
                _born_words(person, born), person.age, person.age_on if person.age is not None else None,
                person.sex or None, person.ethnicity or None, person.ethnicity_as_written or None, said or None,
                unanswered, note,
            )
        )  # fmt: skip
        if folded:
            self._entry(("person", key, None, as_indexed("person", person.name)))
            for each in keys:
                self._key((each, key))
            self.met.append(Met(key, folded, sound, _known(person, born, home)))
        return key

    def _facts_of(self, name: str) -> _Facts:
        """Folded name, sound and matching keys of a name."""
        if name not in self._facts:
            self._facts[name] = fold_name(name), sound_of(name), tuple(sorted(name_keys([name])))
        return self._facts[name]

    def _write_home(self, person: str, referral: ProposedReferral, place: str) -> None:
        key = next(self._ids)
        self._home(
            (
                key, person, referral.address, place,
                referral.postcode[:12] or None, referral.ward[:80] or None, referral.tenure or None,
                referral.landlord or None, referral.tenure_as_written or None,
            )
        )  # fmt: skip
        self._entry(("address", key, None, as_indexed("address", f"{referral.address} {referral.postcode}")))


def _born_words(person: ProposedPerson, born: PartialDay | None) -> str | None:
    if born is not None:
        return born.words or born.text
    return person.age_words or None


def _known(person: ProposedPerson, born: PartialDay | None, home: str) -> Known:
    earliest: date | None = born.earliest if born else None
    return Known(
        (person.name,), earliest, born.latest if born else None, person.age, person.age_on, (home,) if home else ()
    )
