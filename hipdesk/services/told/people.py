"""Writing the people of a referral or case: their records, their homes, their part and their label."""

from collections.abc import Sequence
from datetime import date

from hipdesk.model.folding import fold, fold_name, place_key
from hipdesk.model.referrals.fields import PART, PART_TEXTS, PERSON, PERSON_TEXTS
from hipdesk.model.referrals.form_fields import HOME_NAMES
from hipdesk.model.referrals.naming import label_for
from hipdesk.model.referrals.people import AddressEntry, ContactEntry, PersonEntry
from hipdesk.services.people import set_names
from hipdesk.store.queries.people import alias_rows, standing_for
from hipdesk.store.queries.referrals.rows import home_rows, labels_given, order_rows
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, OrderInForceRow
from hipdesk.store.work import Work

_OF_THE_PART = frozenset(
    {*PART, *PART_TEXTS, "tenure", "contact", "message_safe", "post_safe", "order_kind", "order_until", "order_terms"}
)
"""Whose reasons for no answer stand with the part and not with the person."""


def home_key(lines: str, postcode: str) -> str:
    """The key by which homes are told apart: lines with postcode, whether it stands in the lines already or apart."""
    whole = lines if fold(postcode).replace(" ", "") in fold(lines).replace(" ", "") else f"{lines} {postcode}"
    return place_key(whole)


def write_people(
    work: Work,
    entries: Sequence[PersonEntry],
    *,
    day: date,
    referral_id: str | None,
    case_id: str | None,
    first: int = 0,
) -> tuple[str, ...]:
    """Add people in their order, each with a label; returns the ids of records that are new.

    Someone who is on the case already keeps their label; every other label is one the case never gave out.
    """
    new: list[str] = []
    known = labels_given(work, referral_id, case_id)
    taken = set(known.values())
    for position, entry in enumerate(entries, start=first):
        person, made = _person(work, entry, day)
        if made:
            new.append(person.id)
        label = known.get((person.id, entry.role)) or label_for(entry.role, taken)
        taken.add(label)
        part = InvolvementRow(
            referral_id=referral_id, case_id=case_id, person_id=person.id, role=entry.role, label=label,
            position=position,
        )  # fmt: skip
        work.session.add(part)
        fill_part(work, part, entry)
    return tuple(new)


def fill_part(work: Work, part: InvolvementRow, entry: PersonEntry) -> None:
    """Write an entry's part in the referral, its orders included."""
    for field in PART:
        setattr(part, field, getattr(entry, field))
    for field in PART_TEXTS:
        setattr(part, field, getattr(entry, field) or None)
    part.unanswered = {field: why for field, why in entry.unanswered.items() if field in _OF_THE_PART}
    work.session.flush()
    for row in order_rows(work, part.id):
        work.session.delete(row)
    for order in entry.orders:
        work.session.add(
            OrderInForceRow(
                involvement_id=part.id, kind=order.kind, terms=order.terms or None, expires_on=order.expires_on
            )
        )


def _person(work: Work, entry: PersonEntry, day: date) -> tuple[PersonRow, bool]:
    if entry.person_id is not None:
        # Whoever was chosen may have been merged with another while the form was written.
        person = work.find(PersonRow, standing_for(work, [entry.person_id])[entry.person_id])
        _fill_gaps(work, person, entry, day)
        return person, False
    person = PersonRow(name=entry.name, folded="", kind=_kind(entry))
    work.session.add(person)
    overwrite_person(work, person, entry, day)
    return person, True


def _kind(entry: PersonEntry) -> str:
    if entry.identity in ("unknown", "group"):
        return entry.identity
    return entry.kind


def overwrite_person(work: Work, person: PersonRow, entry: PersonEntry, day: date) -> None:
    """Make a record say what the entry says: for a new person, or a correction on the referral's own form."""
    person.name, person.kind, person.pseudonym = entry.name, _kind(entry), entry.pseudonym
    for field in PERSON_TEXTS:
        setattr(person, field, getattr(entry, field) or None)
    for field in PERSON:
        setattr(person, field, getattr(entry, field))
    person.impairments = list(entry.impairments)
    person.age_estimated_on = day if entry.age_estimate is not None else None
    born = entry.born
    person.born_earliest = born.earliest if born else None
    person.born_latest = born.latest if born else None
    person.born_precision = born.precision if born else None
    person.born_words = (born.words or born.text) if born else None
    person.unanswered = {field: why for field, why in entry.unanswered.items() if field not in _OF_THE_PART}
    _write_contact(person, entry.contact or ContactEntry())
    set_names(work, person, entry.aliases)
    if entry.address is not None:
        _write_home(work, person, entry.address)
    else:
        _end_homes(work, person)


def _fill_gaps(work: Work, person: PersonRow, entry: PersonEntry, day: date) -> None:
    """Add what a record does not know yet; only the safe contact is replaced, the newest is the safe one."""
    for field in PERSON_TEXTS:
        if not getattr(person, field) and getattr(entry, field):
            setattr(person, field, getattr(entry, field))
    for field in PERSON:
        if getattr(person, field) is None and getattr(entry, field) is not None:
            setattr(person, field, getattr(entry, field))
    if entry.address_confidential:
        person.address_confidential = True
    if not person.impairments and entry.impairments:
        person.impairments = list(entry.impairments)
    if person.age_estimated_on is None and person.age_estimate is not None:
        person.age_estimated_on = day
    if person.born_earliest is None and entry.born is not None and entry.born.earliest is not None:
        person.born_earliest, person.born_latest = entry.born.earliest, entry.born.latest
        person.born_precision, person.born_words = entry.born.precision, entry.born.words or entry.born.text
    if entry.contact is not None:
        _write_contact(person, entry.contact)
    aliases = [row.name for row in alias_rows(work, person.id)]
    known = {fold_name(name) for name in (person.name, *aliases)}
    more = [name for name in (entry.name, *entry.aliases) if name and fold_name(name) not in known]
    set_names(work, person, [*aliases, *more])
    if entry.address is not None:
        _write_home(work, person, entry.address)
    reasons = {**entry.unanswered, **(person.unanswered or {})}
    person.unanswered = {
        field: why for field, why in reasons.items() if field not in _OF_THE_PART and not _is_known(work, person, field)
    }


def _is_known(work: Work, person: PersonRow, field: str) -> bool:
    """Whether a record has an answer where a reason for none was given."""
    if field == "born":
        return person.born_earliest is not None or person.age_estimate is not None
    if field == "other_names":
        return bool(alias_rows(work, person.id))
    if field in HOME_NAMES:
        homes = [home for home in home_rows(work, person.id) if home.to_day is None]
        return any(getattr(home, HOME_NAMES[field]) for home in homes)
    return getattr(person, field, None) not in (None, "", [])


def _write_contact(person: PersonRow, contact: ContactEntry) -> None:
    person.contact_method = contact.method
    person.contact_number = contact.number or None
    person.contact_times = contact.times or None
    person.contact_unsaid = contact.unsaid or None
    person.contact_message_safe = contact.message_safe
    person.contact_post_safe = contact.post_safe


def _end_homes(work: Work, person: PersonRow) -> None:
    """The home that was told is none: a correction on the form of the referral."""
    for known in home_rows(work, person.id):
        known.to_day = known.to_day or work.today


def _write_home(work: Work, person: PersonRow, home: AddressEntry) -> None:
    """The home told now: the same one is brought up to date, another is added and the earlier ones end."""
    work.session.flush()
    key = home_key(home.lines, home.postcode)
    row = None
    for known in home_rows(work, person.id):
        if known.place_key == key or (not key and known.to_day is None):
            row = known
        elif known.to_day is None:
            known.to_day = work.today
    if row is None:
        row = AddressRow(person_id=person.id, lines=home.lines, place_key=key)
        work.session.add(row)
    if key:  # only the ward or the tenure was told: the home that is known stays where it is
        row.lines, row.postcode = home.lines, home.postcode or None
    row.to_day = None
    row.uprn, row.ward = home.uprn or None, home.ward or None
    row.tenure, row.landlord, row.tenancy = home.tenure, home.landlord or None, home.tenancy or None
    row.from_day = home.from_day
