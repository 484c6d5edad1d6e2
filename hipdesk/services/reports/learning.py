"""What was learnt at the panels of a period, for the officer who writes the report's words."""

from hipdesk.model.periods import Period
from hipdesk.model.users import Right
from hipdesk.services.registry import reads
from hipdesk.store.queries.figures import learning as queries
from hipdesk.store.work import Reading

_MOST = 12


@reads(Right.READ_CASES)
def learning_noted(reading: Reading, period: Period) -> tuple[str, ...]:
    """Lessons noted at the meetings of a period, each with its theme; at most twelve."""
    found = queries.noted(reading, period.first, period.last, _MOST)
    return tuple(f"{theme}: {lesson}" if theme else lesson for theme, lesson in found)
