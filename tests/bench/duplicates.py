"""Row 5: whom we may have met before, asked as it is typed, among 150,000 people."""

import functools
import random
import statistics
from datetime import date

from sqlalchemy import func, select

from hipdesk.model.people import Probe
from hipdesk.services.people import look_alikes
from hipdesk.store.tables.people import AddressRow, PersonRow
from tests.bench.borough import office_on, vault_of
from tests.bench.pairs import Ratio, seconds
from tests.support.office import Office

# With their referrals, so many cases bring 150,000 people.
CASES = 54_700
PEOPLE = 150_000
TYPED = 60
GOAL = 0.100


def measure() -> list[Ratio]:
    """The 95th of a hundred, over names spelt otherwise, growing letter by letter, with birth day and home."""
    with office_on(vault_of(CASES)) as office:
        probes, people = _probes(office)
        assert abs(people - PEOPLE) < PEOPLE / 50, f"{people:,} people"
        for probe in probes[:20]:
            office.read(look_alikes, probe)
        times = sorted(seconds(functools.partial(office.read, look_alikes, probe)) for probe in probes)
    late = times[int(len(times) * 0.95)]
    seen = f"median {statistics.median(times) * 1000:.1f} ms, p95 {late * 1000:.1f} ms of {len(times)}"
    what = f"likely-duplicate check while typing, {people:,} people; p95"
    return [Ratio("5", what, "100 ms", late / GOAL, "≤ 1", late < GOAL, seen)]


def _probes(office: Office) -> tuple[list[Probe], int]:
    chance = random.Random(1)
    with office.records.read(office.actor) as reading:
        people = reading.session.scalar(select(func.count()).select_from(PersonRow)) or 0
        rows = reading.session.execute(
            select(PersonRow.name, PersonRow.born_earliest, AddressRow.lines)
            .outerjoin(AddressRow, AddressRow.person_id == PersonRow.id)
            .where(PersonRow.kind == "person")
            .order_by(PersonRow.id.desc())
            .limit(5_000)
        ).all()
    probes: list[Probe] = []
    for name, born, lines in chance.sample(rows, TYPED):
        other = _misspelt(name, chance)
        probes += [Probe(name=other[:length]) for length in range(3, len(other) + 1, 3)]
        probes.append(Probe(name=other, born_earliest=born, born_latest=born))
        probes.append(Probe(name=other, born_earliest=born or date(1990, 1, 1), address=lines or "12 Mill Lane"))
    return probes, people


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :] if chance.random() < 0.5 else name[:at] + name[at - 1] + name[at:]
