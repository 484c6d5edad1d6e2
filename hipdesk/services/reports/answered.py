"""Tables of answers: a line for each that was given, by size, then the three ways of having none, and all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hipdesk.model.measures import share
from hipdesk.model.reports import NOT_KNOWN, Cell, Chart, Column, Finding, Line, LineKind, ReportTable, Series
from hipdesk.services.reports.scope import Scope, short
from hipdesk.store.queries.figures.answers import DECLINED, NOT_ASKED, UNANSWERED, Answers, Many
from hipdesk.store.queries.figures.answers import NOT_KNOWN as UNKNOWN

_NONE = Many(0, 0)
_UNANSWERED_WORDS = {DECLINED: "Prefers not to say", NOT_ASKED: "Not asked", UNKNOWN: NOT_KNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as its table tells it: number, title, what is counted, and how the answers are called and ordered.

    ``figure`` and ``question`` say what stands behind a number. ``order`` lists codes that stand in an order of their
    own and are shown even when nobody gave them; other answers stand by size. ``adds_up`` is false where one record may
    give several answers; ``always_known`` where the answer is worked out and cannot be missing.
    """

    number: str
    title: str
    section: str
    heading: str
    column: str
    figure: str
    question: str
    unit: str
    basis: str
    all_words: str
    words: Callable[[str], str]
    order: Sequence[str] = ()
    adds_up: bool = True
    always_known: bool = False
    notes: tuple[str, ...] = field(default=())


def answered_table(scope: Scope, asked: Asked, answers: Answers, every: Many, finding: Finding) -> ReportTable:
    """The table of a question; ``every`` is how many were asked at all, in the period and in the year so far."""
    given = [code for code in answers if code not in UNANSWERED and code not in asked.order]
    given.sort(key=lambda code: (-answers[code].now, -answers[code].so_far, asked.words(code)))
    lines = [_line(scope, asked, asked.words(code), code, answers) for code in (*asked.order, *given)]
    for code, words in _UNANSWERED_WORDS.items():
        if code in answers or (code == UNKNOWN and not asked.always_known):
            lines.append(_line(scope, asked, words, code, answers, "unknown"))
    lines.append(Line(asked.all_words, _cells(scope, asked, every, ""), "total"))
    return ReportTable(
        number=asked.number,
        title=asked.title,
        section=asked.section,
        finding=finding,
        unit=asked.unit,
        basis=asked.basis,
        heading=asked.heading,
        columns=(Column(short(scope.period), current=True), Column("Year so far")),
        lines=tuple(lines),
        notes=asked.notes if asked.always_known else (*asked.notes, missing_words(answers, every)),
        check=_check(lines) if asked.adds_up else "",
        chart=Chart(
            "bars",
            asked.title,
            tuple(line.label for line in lines[:-1]),
            (Series(asked.column, tuple(line.cells[0].value or 0 for line in lines[:-1]), current=True),),
        ),
    )


def missing_words(answers: Answers, every: Many) -> str:
    """ "Not known: 3 of 14." A refusal is an answer; what was not asked is not known."""
    unknown = sum(answers.get(code, _NONE).now for code in (UNKNOWN, NOT_ASKED))
    return f"Not known: {share(unknown, every.now)}." if every.now else "None in the period."


def whole(answers: Answers) -> Many:
    """All answers together, where everybody gives one."""
    return Many(sum(each.now for each in answers.values()), sum(each.so_far for each in answers.values()))


def labelled(scope: Scope, list_name: str, own: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """How codes of a list are called; ``own`` words go before the list's."""
    return lambda code: (own or {}).get(code) or scope.words.of(list_name, code)


def _line(scope: Scope, asked: Asked, words: str, code: str, answers: Answers, kind: LineKind = "plain") -> Line:
    return Line(words, _cells(scope, asked, answers.get(code, _NONE), code), kind, key=code)


def _cells(scope: Scope, asked: Asked, many: Many, code: str) -> tuple[Cell, Cell]:
    """The two numbers of a line; no code stands for all answers."""
    value = f"{asked.question}:{code}"
    return (
        scope.cell(many.now, asked.figure, value=value),
        scope.cell(many.so_far, asked.figure, scope.so_far, value=value),
    )


def _check(lines: list[Line]) -> str:
    return f"{' + '.join(str(line.cells[0].value or 0) for line in lines[:-1])} = {lines[-1].cells[0].value}"
