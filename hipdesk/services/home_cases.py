"""The queue of Home as far as cases make it: checks, reviews and orders that fall due, each leading to its case."""

from collections.abc import Sequence
from datetime import date

from hipdesk.model.home import QueueLine
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.workdays import due_words, working_days_between
from hipdesk.services.settings import setting
from hipdesk.store.queries import home as queries
from hipdesk.store.queries.home import Waiting
from hipdesk.store.queries.outcomes import Outstanding, breaches_unanswered, orders_ending
from hipdesk.store.work import Reading

_SOON = 3


def case_lines(reading: Reading) -> list[QueueLine]:
    """Aftercare, reviews gone by, case reviews, orders that end, breaches, cases without a hearing; what there is.

    The target of a line is its first case, which the line names: a link there settles it and the next one follows.
    """
    lines = []
    for code, waiting, words, said in (
        ("aftercare", queries.aftercare_due(reading), ("Aftercare check", "Aftercare checks", "due"),
         "Next: aftercare call for"),
        ("review-missed", queries.reviews_missed(reading), ("Case", "Cases", "not heard on the day set"), "First:"),
        ("case-review", queries.case_reviews(reading), ("Case review", "Case reviews", "to decide"), "First:"),
    ):  # fmt: skip
        if waiting.count and waiting.day:
            where = ("case", waiting.case_id)
            detail = f"{said} {waiting.reference}"
            lines.append(queue_line(reading, code, waiting.count, words, detail, waiting.day, where))
    lines += _orders(reading, "order-ends", orders_ending(reading), ("Order", "Orders", "about to end"))
    lines += _orders(reading, "breach", breaches_unanswered(reading), ("Breach", "Breaches", "with nothing done yet"))
    lost = queries.without_hearing(reading)
    if lost.count:
        title = "Open case without a hearing date" if lost.count == 1 else "Open cases without a hearing date"
        lines.append(QueueLine("no-hearing", lost.count, title, _first_words(lost), "amber", "None set", "cases"))
    return lines


def _orders(reading: Reading, code: str, found: Sequence[Outstanding], words: tuple[str, str, str]) -> list[QueueLine]:
    if not found:
        return []
    first = found[0]
    detail = f"First: {first.reference} {first.initials}".rstrip()
    return [queue_line(reading, code, len(found), words, detail, first.day, ("case", first.case_id))]


def queue_line(
    reading: Reading,
    code: str,
    count: int,
    words: tuple[str, str, str],
    detail: str,
    due: date,
    where: tuple[str, str],
) -> QueueLine:
    """One line; ``words`` are singular, plural and the rest, ``where`` is the route and its target."""
    nation = setting(reading, OfficeSettings).nation
    left = working_days_between(reading.today, due, nation)
    rag = "red" if due < reading.today else "amber" if left <= _SOON else "blue"
    title = f"{words[0 if count == 1 else 1]} {words[2]}"
    return QueueLine(code, count, title, detail, rag, due_words(due, reading.today, nation), *where)


def _first_words(waiting: Waiting) -> str:
    return f"First: {waiting.reference}" if waiting.reference else ""
