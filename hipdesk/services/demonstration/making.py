"""Making the whole demonstration: the office, its panel, and N cases spread over three years, from one seed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.periods import start_year, year_label
from hipdesk.model.users import Right
from hipdesk.model.workdays import working_day_on_or_after
from hipdesk.services.demonstration.beside import write_beside
from hipdesk.services.demonstration.borough import Chance, office_settings, panel_settings
from hipdesk.services.demonstration.cases import Story, Teller, write_case, write_referral
from hipdesk.services.demonstration.days import PanelDays
from hipdesk.services.demonstration.hearings import Hearings
from hipdesk.services.demonstration.panel import make_panel
from hipdesk.services.demonstration.people import People, write_involvements
from hipdesk.services.demonstration.results import write_results
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.registry import writes
from hipdesk.services.settings import change_settings
from hipdesk.store.bulk import RowBook
from hipdesk.store.sheets import written_in_bulk
from hipdesk.store.tables.cases import CaseAccessRow
from hipdesk.store.tables.settings import ReferenceSeriesRow
from hipdesk.store.work import Work

YEARS = 3
A_QUARTER = 60
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Invented:
    """What was made."""

    referrals: int
    cases: int
    meetings: int
    agencies: int


@writes(Right.IMPORT, "demonstration.made")
def invent(work: Work, referrals: int = YEARS * 4 * A_QUARTER, seed: int = 1) -> Invented:
    """Fill a new vault with an invented borough of ``referrals`` referrals over three years up to today.

    The same seed and day give the same record. Raises Refused for more than a million.
    """
    chance = Chance(seed)
    change_settings(work, office_settings())
    change_settings(work, panel_settings())
    with written_in_bulk(work.session):
        made = _fill(work, chance, referrals)
    write_beside(work, seed)
    work.record("demonstration.made", "setting", "demonstration", values={"referrals": referrals, "seed": seed})
    return made


def _fill(work: Work, chance: Chance, referrals: int) -> Invented:
    book = RowBook(work.stamp())
    timetable = timetable_of(work)
    first = date(work.today.year - YEARS, work.today.month, 1)
    panel = make_panel(book, chance, timetable, first, work.today)
    teller = Teller(chance, panel, People(chance), work.clock, work.today, timetable.nation)
    days = PanelDays(teller)
    hearings = Hearings(teller, days)
    numbers: Counter[str] = Counter()
    cases = 0
    for done, received in enumerate(_days(chance, referrals, first, work.today, teller)):
        label = year_label(start_year(received, "financial"), "financial")
        numbers[label] += 1
        told = teller.story(book, f"HIP/{label}/{numbers[label]:04d}", received)
        cases += _write(book, told, teller, hearings, work.actor.holder_id)
        if len(book) > _CHUNK:
            work.progress.step(done, referrals, "inventing")
            book.write(work)
    days.write(book)
    for label, last in numbers.items():
        book.add(ReferenceSeriesRow, series=f"HIP/{label}", last=last)
    book.write(work)
    return Invented(referrals, cases, len(panel.meetings), len(panel.agencies))


def _days(chance: Chance, count: int, first: date, last: date, teller: Teller) -> list[date]:
    """Days of receipt in order: working days, a few more in October and in the last week."""
    days = []
    for _ in range(count):
        day = chance.day_between(first, last)
        if chance.hit(0.012):
            day = last - timedelta(days=chance.randint(0, 6))
        days.append(min(working_day_on_or_after(day, teller.nation), last))
    return sorted(days)


def _write(book: RowBook, told: Story, teller: Teller, hearings: Hearings, holder_id: str) -> int:
    write_referral(book, told, teller)
    write_involvements(book, teller.chance, told.family, told.id, told.case_id)
    if told.case_id is None:
        hearings.at_entry(book, told)
        return 0
    risk = hearings.write(book, told)
    write_case(book, told, teller, risk)
    write_results(book, told, teller)
    if told.family.restricted:
        book.add(CaseAccessRow, case_id=told.case_id, holder_id=holder_id, barred=False)
    return 1
