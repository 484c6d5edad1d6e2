"""Row 3: six operations, warm, against the same SQL on plain SQLite."""

import functools
import itertools
import statistics

from hipdesk.model.agencies import AddAgency
from hipdesk.model.cases import CaseFilter
from hipdesk.model.periods import parse_period
from hipdesk.services import agencies, figures
from hipdesk.services.cases import case_counts, list_cases, open_case
from hipdesk.store.search import find
from tests.bench.borough import office_on, plain_of, plain_office_on, vault_of
from tests.bench.pairs import Ratio, paired, told
from tests.support.office import Office

CASES = 10_000
ROUNDS = 21
_numbers = itertools.count()


def measure() -> list[Ratio]:
    """Each operation's ratio, and their geometric mean."""
    with office_on(vault_of(CASES)) as ours, plain_office_on(plain_of(CASES)) as plain:
        rows = [_one(name, functools.partial(work, ours), functools.partial(work, plain)) for name, work in _OPERATIONS]
    mean = statistics.geometric_mean(row.ratio for row in rows)
    whole = Ratio("3", "six operations, geometric mean", "plain SQLite", mean, "≤ 1.25", mean <= 1.25, "")
    return [*rows, whole]


def _one(name: str, ours: functools.partial[object], plain: functools.partial[object]) -> Ratio:
    ratio, mine, theirs = paired(ours, plain, ROUNDS, warm=3)
    return Ratio("3", name, "plain SQLite", ratio, "≤ 1.6", ratio <= 1.6, told(mine, theirs))


def _open(office: Office) -> object:
    with office.records.read(office.actor) as reading:
        return open_case(reading, _some_case(office))


@functools.cache
def _case_of(folder: str, office: Office) -> str:
    return office.read(list_cases).rows[0].id


def _some_case(office: Office) -> str:
    return _case_of(str(office.records.path), office)


def _list(office: Office) -> object:
    return office.read(list_cases), office.read(case_counts)


def _filter(office: Office) -> object:
    return office.read(list_cases, CaseFilter(view="all", strand="RAC", risk="high"))


def _search(office: Office) -> object:
    with office.records.read(office.actor) as reading:
        return find(reading.session, "letterbox gua")


def _insert(office: Office) -> object:
    return office.do(agencies.add_agency, AddAgency(name=f"Bench Housing {next(_numbers)}"))


def _figures(office: Office) -> object:
    return office.read(figures.figures, parse_period("2026-27 Q2"))


_OPERATIONS = (
    ("open a case", _open),
    ("list open cases", _list),
    ("filter all cases", _filter),
    ("search", _search),
    ("insert", _insert),
    ("figures of a quarter", _figures),
)
