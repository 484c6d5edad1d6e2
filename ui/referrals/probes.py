"""What is typed about the people of the form, as questions to the record."""

from collections.abc import Mapping, Sequence

from hipdesk.model.partial_dates import PartialDay, exact_day, read_age_or_birth
from hipdesk.model.people import Probe
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form_records import PersonForm

_SHORTEST = 3


def probes_of(form: ReferralForm, paths: Sequence[str]) -> Mapping[str, Probe]:
    """A probe for each person with enough typed to look for; ``paths`` are their names on the form, in order."""
    people = (form.person, *form.others, *form.alleged)
    found: dict[str, Probe] = {}
    for path, person in zip(paths, people, strict=False):
        probe = _probe(person)
        if len(probe.name) >= _SHORTEST or probe.phone:
            found[path] = probe
    return found


def _probe(person: PersonForm) -> Probe:
    told = read_age_or_birth(person.birth) if person.birth is not None else None
    born: PartialDay | None = told.born if told else None
    if person.birth is not None and not isinstance(person.birth, str):
        born = exact_day(person.birth)
    home = " ".join(part for part in (person.address, person.postcode) if part)
    return Probe(
        name=person.name[:200],
        own_script=person.own_script[:200],
        born_earliest=born.earliest if born else None,
        born_latest=born.latest if born else None,
        age=told.age if told and born is None else None,
        address=home[:500],
        phone=person.contact_number[:120],
    )
