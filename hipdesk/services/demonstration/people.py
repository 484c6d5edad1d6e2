"""Invented people: the person affected, children, alleged perpetrators; some come back, spelled another way."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta

from hipdesk.model.folding import fold_name, phone_key, place_key, sound_of
from hipdesk.model.matching import name_keys
from hipdesk.services.demonstration.borough import Chance, Name, shipped
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow

_MOST_REMEMBERED = 400
# What is drawn beside the main line of chance, so that everything else stays as the seed tells it.
_SAME_RECORD, _SAME_PERPETRATOR, _LATELY = 0.4, 0.08, 60
_RELIGIONS = {
    "Bengali (Sylheti)": {"muslim": 92, "none": 8}, "Arabic": {"muslim": 84, "christian": 16},
    "Gujarati": {"hindu": 80, "muslim": 20}, "Punjabi": {"sikh": 76, "muslim": 24}, "Hindi": {"hindu": 90, "none": 10},
    "Tamil": {"hindu": 72, "christian": 28}, "Amharic": {"christian": 82, "muslim": 18}, "Hebrew": {"jewish": 100},
    "Polish": {"christian": 74, "none": 26}, "": {"none": 44, "christian": 46, "jewish": 4, "buddhist": 6},
}  # fmt: skip
_ORIENTATIONS = {"heterosexual": 84, "gay_lesbian": 10, "bisexual": 6}
_UNANSWERED = {"not_known": 45, "not_asked": 35, "declined": 20}
_SECONDARY = 11


@dataclass(slots=True)
class Met:
    """Someone the panel has met, who may come back."""

    id: str
    name: Name
    born: date
    home: tuple[str, str]
    phone: str


@dataclass(slots=True)
class _Beliefs:
    """What somebody said of religion and orientation, and why not where they said nothing."""

    religion: str | None = None
    orientation: str | None = None
    unanswered: dict[str, str] = field(default_factory=dict)


def _beliefs(aside: Chance, language: str) -> _Beliefs:
    """Asked more often of religion than of orientation; some prefer not to say."""
    found = _Beliefs()
    if aside.hit(0.76):
        found.religion = aside.one_of(_RELIGIONS.get(language, _RELIGIONS[""]))
    elif aside.hit(0.7):
        found.unanswered["religion"] = aside.one_of(_UNANSWERED)
    if aside.hit(0.6):
        found.orientation = aside.one_of(_ORIENTATIONS)
    elif aside.hit(0.7):
        found.unanswered["orientation"] = aside.one_of(_UNANSWERED)
    return found


def _language(name: Name | None, phone: str) -> str | None:
    """A first language; those affected are asked for it, so that English is told too."""
    if name is None:
        return None
    return name.language or ("English" if phone else None)


@dataclass(slots=True)
class Family:
    """The people of one referral."""

    victim: Name
    victim_id: str
    children: list[tuple[str, int]] = field(default_factory=list)
    perpetrator: str | None = None
    perpetrator_kind: str = "unknown"
    witness: str | None = None
    adult_at_risk: bool = False
    address_kept: bool = False
    restricted: bool = False
    home: str = ""
    """Where the person affected lives, as homes are compared."""


class People:
    """Makes people and remembers some of them."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._met: list[Met] = []
        self._lately: deque[Met] = deque(maxlen=_LATELY)
        self._named: deque[str] = deque(maxlen=_LATELY)
        self._alleged = 0

    def family(self, book: RowBook, received: date) -> Family:
        """The people of one referral; about one in twenty victims was met before, written differently."""
        chance = self._chance
        kept = chance.hit(0.12)
        if self._met and chance.hit(0.06):
            met = self._again(book, chance.choice(self._met), received)
        else:
            met = self._new_victim(book, received, kept)
        home = place_key(" ".join(met.home))
        made = Family(met.name, met.id, adult_at_risk=chance.hit(0.1), address_kept=kept, home=home)
        made.restricted = chance.hit(0.02)
        if chance.hit(0.28):
            made.children = [self._child(book, met, received) for _ in range(chance.choice([1, 1, 2, 3]))]
        made.perpetrator_kind = chance.one_of({"named": 52, "described": 15, "group": 13, "unknown": 20})
        if made.perpetrator_kind != "unknown":
            made.perpetrator = self._perpetrator(book, made.perpetrator_kind, received)
        if chance.hit(0.2):
            name = chance.name()
            made.witness = self._person(book, name, None, "person")
        return made

    def _new_victim(self, book: RowBook, received: date, kept: bool) -> Met:
        chance = self._chance
        name = chance.name()
        born = received - timedelta(days=365 * chance.randint(18, 78) + chance.randint(0, 364))
        home, phone = chance.home(), f"07700 900{chance.randint(100, 999)}"
        met = Met(self._person(book, name, born, "person", phone, kept), name, born, home, phone)
        self._address(book, met.id, home)
        self._lately.append(met)
        if len(self._met) < _MOST_REMEMBERED:
            self._met.append(met)
        return met

    def _again(self, book: RowBook, before: Met, received: date) -> Met:
        """Somebody who came back: told of under the same record, or written down as another, a possible duplicate."""
        aside = Chance(f"{before.id}:{received}")
        if aside.hit(_SAME_RECORD):
            self._as_another(RowBook({}), before, received)
            return aside.choice(self._lately)
        return self._as_another(book, before, received)

    def _as_another(self, book: RowBook, before: Met, received: date) -> Met:
        """The same person as somebody else wrote them down."""
        chance = self._chance
        name = Name(
            chance.misspelled(before.name.given), chance.misspelled(before.name.family), None, before.name.sex,
            before.name.ethnicity, before.name.language,
        )  # fmt: skip
        key = self._person(book, name, before.born, "person", before.phone, False)
        self._address(book, key, before.home)
        first, second = sorted((before.id, key))
        book.add(
            PossibleDuplicateRow, id=chance.key(), person_id=first, other_id=second, score=chance.randint(85, 97),
            reasons=["Same date of birth", "Name sounds the same", "Same address"],
            state="two_people" if received.year % 2 and chance.hit(0.3) else "open",
        )  # fmt: skip
        return Met(key, name, before.born, before.home, before.phone)

    def _child(self, book: RowBook, parent: Met, received: date) -> tuple[str, int]:
        chance = self._chance
        other = chance.name()
        age = chance.randint(4, 16)
        name = Name(other.given, parent.name.family, None, other.sex, parent.name.ethnicity, "")
        return self._person(book, name, received - timedelta(days=365 * age + 100), "person"), age

    def _perpetrator(self, book: RowBook, kind: str, received: date) -> str:
        chance = self._chance
        if kind == "group":
            return self._person(book, None, None, "group")
        if kind == "described":
            return self._person(book, None, None, "unknown")
        self._alleged += 1
        aside = Chance(f"alleged perpetrator {self._alleged} of {received}")
        again = aside.choice(self._named) if self._named and aside.hit(_SAME_PERPETRATOR) else None
        into = RowBook({}) if again else book
        name = chance.name()
        born = received - timedelta(days=365 * chance.randint(17, 66)) if chance.hit(0.5) else None
        key = self._person(into, name, born, "person")
        self._address(into, key, chance.home())
        if again is None:
            self._named.append(key)
        return again or key

    def _person(
        self, book: RowBook, name: Name | None, born: date | None, kind: str, phone: str = "", kept: bool = False
    ) -> str:
        chance, key = self._chance, self._chance.key()
        full = name.full if name else "Group of youths" if kind == "group" else "Not named"
        disabled = chance.hit(0.15)
        faith = _beliefs(Chance(key), name.language) if name and phone else _Beliefs()
        book.add(
            PersonRow, id=key, kind=kind, name=full, folded=fold_name(full), sound=sound_of(full) if name else "",
            own_script=name.own_script if name else None, pseudonym=False, born_earliest=born, born_latest=born,
            born_precision="day" if born else None, sex=name.sex if name else None,
            ethnicity=name.ethnicity if name and phone else None, language=_language(name, phone),
            interpreter=bool(name and name.language and chance.hit(0.35)) if phone else None,
            disabled=disabled if phone else None, impairments=["mobility"] if disabled and phone else [],
            description="Tall, about 20, grey hooded top" if kind == "unknown" else None,
            contact_method=chance.choice(["mobile_call", "text", "email"]) if phone else None,
            contact_number=phone or None, contact_folded=phone_key(phone) if phone else None,
            contact_times="weekdays 10:00 to 14:00" if phone and chance.hit(0.3) else None,
            contact_unsaid="“council”, “panel”" if phone and chance.hit(0.1) else None,
            contact_message_safe=chance.hit(0.7) if phone else None,
            contact_post_safe=chance.hit(0.6) if phone else None, address_confidential=kept if phone else None,
            merged_into=None, religion=faith.religion, orientation=faith.orientation, unanswered=faith.unanswered,
        )  # fmt: skip
        if name:
            for sieve in sorted(name_keys([full, *([name.own_script] if name.own_script else [])])):
                book.add(NameKeyRow, key=sieve, person_id=key)
            book.found_by("person", key, None, full, name.own_script, phone)
        return key

    def _address(self, book: RowBook, person_id: str, home: tuple[str, str]) -> None:
        chance = self._chance
        lines, postcode = home
        tenure = chance.one_of({"almo": 30, "rp_assured": 30, "private_rent": 20, "owner": 12, "temporary": 8})
        book.add(
            AddressRow, id=chance.key(), person_id=person_id, lines=lines, place_key=place_key(f"{lines} {postcode}"),
            postcode=postcode, ward=None, tenure=tenure, landlord=None, from_day=None, to_day=None,
        )  # fmt: skip


def write_involvements(book: RowBook, chance: Chance, family: Family, referral_id: str, case_id: str | None) -> None:
    """Who has which part, with labels that stay for the life of the case."""
    parts: list[tuple[str, str, str, dict[str, object]]] = [(family.victim_id, "victim", "Victim A", {})]
    places = shipped()["places"]
    for number, (child, age) in enumerate(family.children, 1):
        schools = places["primary_schools" if age < _SECONDARY else "schools"]
        school = {"school": chance.choice(schools), "targeted": chance.hit(0.2)}
        parts.append((child, "child", f"Child {number}", school))
    if family.perpetrator:
        parts.append(
            (family.perpetrator, "perpetrator", "Perpetrator 1", {
                "relation": chance.choice(["neighbour_block", "neighbour_block", "neighbour_street", "known_by_sight"]),
                "identity": family.perpetrator_kind,
                "evidence_basis": chance.choice(["witness", "police", "cctv", "allegation"]), "aware": False,
            })
        )  # fmt: skip
    if family.witness:
        parts.append((family.witness, "witness", "Witness 1", {"willing": chance.hit(0.6)}))
    for position, (person_id, role, label, more) in enumerate(parts):
        book.add(
            InvolvementRow, id=chance.key(), referral_id=referral_id, case_id=case_id, person_id=person_id, role=role,
            label=label, position=position,
            **{"relation": None, "identity": None, "evidence_basis": None, "aware": None, "targeted": False,
               "school": None, "willing": None, **more},
        )  # fmt: skip
