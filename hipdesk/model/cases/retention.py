"""How long a closed case is kept before someone looks whether it must be kept on.

Defaults of the field (design, section 9): six years after closing; where a child is affected or alleged to have done
it, to the 25th birthday of the youngest when that is later. A child without a birth day counts as newly born when
the case closed. Legal hold is looked at when the day comes, not here.
"""

from collections.abc import Iterable
from datetime import date

from hipdesk.model.periods import add_months

CASE, CHILD = "case", "case_child"
_YEARS = 6
_BIRTHDAY = 25


def disposal(closed: date, births: Iterable[date], *, child: bool) -> tuple[str, date]:
    """The retention class of a case closed on a day, and the day after which it is looked at.

    ``births`` are the latest possible birth days of its children; ``child`` says that there is one.
    """
    plain = add_months(closed, 12 * _YEARS)
    known = sorted(births)
    if not known and not child:
        return CASE, plain
    youngest = known[-1] if known else closed
    return CHILD, max(plain, add_months(youngest, 12 * _BIRTHDAY))
