"""People of a referral or case: by label and initials for any screen, or in full when someone asks, which is logged."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from hipdesk.model.partial_dates import PartialDay
from hipdesk.model.referrals.naming import initials_of_person
from hipdesk.model.referrals.people import Role
from hipdesk.model.referrals.views import NamedPerson, PersonLine
from hipdesk.store.queries.told_facts import person_facts
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.people import AddressRow, PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, OrderInForceRow
from hipdesk.store.work import Reading

ROLE_ORDER: tuple[Role, ...] = (
    "victim", "child", "household", "perpetrator", "other_household", "witness", "advocate", "professional",
    "reporter", "other",
)  # fmt: skip
_SHORT_ROLE = {"child": "Child", "household": "Adult in the household"}
_HOPS = 8


def involvement_rows(
    reading: Reading, *, referral_id: str | None = None, case_id: str | None = None
) -> list[InvolvementRow]:
    """The involvements of a referral, or of a case, in the order a reader expects."""
    where: ColumnElement[bool]
    where = InvolvementRow.referral_id == referral_id if referral_id else InvolvementRow.case_id == case_id
    rows = list(reading.session.scalars(select(InvolvementRow).where(where)))
    rows.sort(key=lambda row: (_place(row.role), len(row.label), row.label, row.position, row.id))
    return rows


def _once(rows: Sequence[InvolvementRow], people: dict[str, PersonRow]) -> list[InvolvementRow]:
    """One involvement per person and role: a person of several referrals is on the case once, as told last."""
    newest: dict[tuple[str, str], InvolvementRow] = {}
    for row in rows:
        if row.person_id not in people:
            continue
        key = (people[row.person_id].id, row.role)
        if key not in newest or newest[key].created_at < row.created_at:
            newest[key] = row
    return [row for row in rows if row in newest.values()]


def _place(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def standing(reading: Reading, ids: Sequence[str]) -> dict[str, PersonRow]:
    """Per id the record that stands for that person: merged ones lead to the record they were merged into."""
    found: dict[str, PersonRow] = {}
    wanted = {key: key for key in ids}
    for _hop in range(_HOPS):
        rows = {
            row.id: row
            for row in reading.session.scalars(select(PersonRow).where(PersonRow.id.in_(set(wanted.values()))))
        }
        onward = {}
        for key, at in wanted.items():
            row = rows.get(at)
            if row is None:
                continue
            found[key] = row
            if row.merged_into:
                onward[key] = row.merged_into
        wanted = onward
        if not wanted:
            break
    return found


def born_of(person: PersonRow) -> PartialDay | None:
    """The birth day as far as it is known."""
    return partial_day(person.born_earliest, person.born_latest, person.born_precision, person.born_words)


def partial_day(
    earliest: date | None, latest: date | None, precision: str | None, words: str | None
) -> PartialDay | None:
    """A partial day from its four columns; None when nothing was ever given."""
    if earliest is None and not words:
        return None
    return PartialDay(earliest, latest, precision or "unread", words or "")  # type: ignore[arg-type] # kept by us


def age_on(person: PersonRow, day: date) -> int | None:
    """Age in whole years on a day: from a birth day, the youngest it can be from a year, or from an estimate."""
    if person.born_latest is not None:
        born = person.born_latest
        return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    if person.age_estimate is not None:
        since = person.age_estimated_on or day
        return max(0, person.age_estimate + day.year - since.year)
    return None


def people_lines(
    reading: Reading, *, referral_id: str | None = None, case_id: str | None = None
) -> tuple[PersonLine, ...]:
    """The people of a referral or case by label and initials."""
    rows = involvement_rows(reading, referral_id=referral_id, case_id=case_id)
    people = standing(reading, [row.person_id for row in rows])
    rows = _once(rows, people)
    words = Words(reading)
    confidential = select(PersonRow.id).where(
        PersonRow.id.in_([row.person_id for row in rows]), PersonRow.address_confidential.is_(True)
    )
    kept = set(reading.session.scalars(confidential))
    return tuple(
        PersonLine(
            id=row.id,
            person_id=row.person_id,
            label=row.label,
            initials=initials_of_person(people[row.person_id].name, people[row.person_id].kind),
            role=row.role,
            role_words=_SHORT_ROLE.get(row.role) or words.of("person_role", row.role),
            about=_about(row, people[row.person_id], words, reading.today),
            targeted=row.targeted,
            identity=row.identity or "",
            aware=row.aware,
            address_kept=row.person_id in kept,
        )
        for row in rows
    )


def _about(row: InvolvementRow, person: PersonRow, words: Words, today: date) -> str:
    """What helps to tell people apart without naming them."""
    parts: list[str] = []
    age = age_on(person, today)
    if age is not None:
        parts.append(str(age))
    if row.role in ("victim", "household") and person.language:
        parts.append(person.language)
    if row.role in ("victim", "household") and person.interpreter:
        parts.append("interpreter")
    if row.school:
        parts.append(f"at {row.school}")
    if row.role == "perpetrator":
        if row.identity and row.identity != "named":
            parts.append(words.of("identity_status", row.identity).lower())
        if row.relation:
            parts.append(words.of("relationship", row.relation).lower())
    return ", ".join(parts)


def named_people(
    reading: Reading, *, referral_id: str | None = None, case_id: str | None = None
) -> tuple[NamedPerson, ...]:
    """The people of a referral or case with everything asked about them."""
    rows = involvement_rows(reading, referral_id=referral_id, case_id=case_id)
    ids = [row.person_id for row in rows]
    people = standing(reading, ids)
    rows = _once(rows, people)
    homes = _homes(reading, ids, people)
    aliases = _aliases(reading, {person.id for person in people.values()})
    orders = _orders(reading, [row.id for row in rows])
    words = Words(reading)
    return tuple(
        _named(row, people[row.person_id], homes.get(row.person_id), words, reading.today, aliases, orders)
        for row in rows
    )


def _homes(reading: Reading, ids: Sequence[str], people: dict[str, PersonRow]) -> dict[str, AddressRow]:
    """The present home per person: of the record itself, or of the one that stands for it."""
    whole = {*ids, *(person.id for person in people.values())}
    found: dict[str, AddressRow] = {}
    for home in reading.session.scalars(
        select(AddressRow)
        .where(AddressRow.person_id.in_(whole))
        .order_by(AddressRow.to_day.is_not(None), AddressRow.id.desc())
    ):
        found.setdefault(home.person_id, home)
    homes = {}
    for key in ids:
        own = found.get(key) or (found.get(people[key].id) if key in people else None)
        if own is not None:
            homes[key] = own
    return homes


def _aliases(reading: Reading, ids: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in reading.session.scalars(select(PersonAliasRow).where(PersonAliasRow.person_id.in_(ids))):
        found[row.person_id].append(row.name)
    return found


def _orders(reading: Reading, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    words = Words(reading)
    for row in reading.session.scalars(select(OrderInForceRow).where(OrderInForceRow.involvement_id.in_(ids))):
        until = f": {row.terms}" if row.terms else ""
        until += f", until {row.expires_on.day} {row.expires_on:%B} {row.expires_on.year}" if row.expires_on else ""
        found[row.involvement_id].append(f"{words.of('enforcement_tool', row.kind)}{until}")
    return found


def _named(
    row: InvolvementRow,
    person: PersonRow,
    home: AddressRow | None,
    words: Words,
    today: date,
    aliases: dict[str, list[str]],
    orders: dict[str, list[str]],
) -> NamedPerson:
    born = born_of(person)
    return NamedPerson(
        id=row.id, person_id=row.person_id, label=row.label, role=row.role,
        role_words=words.of("person_role", row.role),
        name=person.name, own_script=person.own_script or "",
        aliases=tuple(aliases.get(person.id, ())),
        born=born.text if born else "", age=age_on(person, today),
        sex=words.of("sex", person.sex), pronouns=person.pronouns or "",
        ethnicity=words.of("ethnicity", person.ethnicity) or person.ethnicity_words or "",
        language=person.language or "", interpreter=person.interpreter,
        religion=words.of("religion", person.religion), orientation=words.of("sexual_orientation", person.orientation),
        disabled=person.disabled, impairments=words.all("impairment", person.impairments),
        care_needs=person.care_needs or "", adjustments=person.adjustments or "",
        description=person.description or "", vulnerability=person.vulnerability or "",
        risk_markers=person.risk_markers or "",
        address=home.lines if home else "", postcode=(home.postcode or "") if home else "",
        ward=(home.ward or "") if home else "", tenure=words.of("tenure", home.tenure) if home else "",
        landlord=(home.landlord or "") if home else "", address_kept=bool(person.address_confidential),
        contact=words.of("safe_contact", person.contact_method), contact_number=person.contact_number or "",
        contact_times=person.contact_times or "", contact_unsaid=person.contact_unsaid or "",
        contact_message_safe=person.contact_message_safe, contact_post_safe=person.contact_post_safe,
        relation=words.of("relationship", row.relation), identity=words.of("identity_status", row.identity),
        evidence_basis=words.of("evidence_basis", row.evidence_basis), aware=row.aware, targeted=row.targeted,
        school=row.school or "", orders=tuple(orders.get(row.id, ())),
        unanswered={**(person.unanswered or {}), **(row.unanswered or {})},
        more=person_facts(row, person, home, words),
    )  # fmt: skip
