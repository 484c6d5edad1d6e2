"""Table 23: how good the figures are. What is missing in the cases accepted, and what changed in the lists."""

from hipdesk.model.measures import percent, spelled
from hipdesk.model.reports import STRAND_BASIS, Cell, Chart, Column, Finding, Line, ReportTable, Series, Strong
from hipdesk.services.reports.scope import Scope, day_words, short
from hipdesk.store.queries.figures import missing as queries
from hipdesk.store.queries.figures.flow import accepted_between

_WORDS = {
    "age": "Age of the person affected",
    "sex": "Sex of the person affected",
    "ethnicity": "Ethnicity of the person affected",
    "disabled": "Disability of the person affected",
    "religion": "Religion of the person affected",
    "orientation": "Sexual orientation of the person affected",
    "language": "First language of the person affected",
    "tenure": "Tenure of the person affected",
    "ward": "Ward of the first incident",
    "recording": "Police recording status",
    "day": "Date of the first incident",
}
_MOST_CHANGES = 6


def missing_table(scope: Scope) -> ReportTable | None:
    """Table 23; None when no case was accepted in the period or the one before."""
    first, last, before = scope.period.first, scope.period.last, scope.before
    cases = accepted_between(scope.reading, first, last)
    earlier = accepted_between(scope.reading, before.first, before.last)
    if not cases + earlier:
        return None
    found = queries.missing(scope.reading, first, last, (before.first, before.last))
    order = sorted(found, key=lambda one: (-found[one][0], queries.QUESTIONS.index(one)))
    return ReportTable(
        number="23",
        title=f"Missing answers in the {'case' if cases == 1 else f'{cases} cases'} accepted",
        section="How good the figures are",
        finding=_finding(found, order, cases),
        unit="case",
        basis=STRAND_BASIS,
        heading="Not known, or not asked",
        columns=(Column("Cases", current=True), Column("Per cent"), Column(short(before))),
        lines=tuple(
            Line(
                _WORDS[one],
                (
                    scope.cell(found[one][0], "missing", value=one),
                    Cell(words=_share(found[one][0], cases)),
                    _before(scope, one, found[one][1], earlier),
                ),
                key=one,
            )
            for one in order
        ),
        notes=_notes(scope, cases),
        chart=Chart(
            "bars", "Missing answers", tuple(_WORDS[one] for one in order),
            (Series("Cases", tuple(found[one][0] for one in order), current=True),),
        ),
    )  # fmt: skip


def _share(part: int, of: int) -> str:
    given = percent(part, of)
    return "–" if given is None else f"{given}%"


def _before(scope: Scope, question: str, many: int, cases: int) -> Cell:
    if not scope.knows(scope.before):
        return Cell(words="–")
    behind = scope.cell(many, "missing", scope.before, value=question).behind
    return Cell(many, f"{many} of {cases}" if cases else "–", behind)


def _finding(found: dict[str, tuple[int, int]], order: list[str], cases: int) -> Finding:
    if not cases:
        return ("No case was accepted.",)
    worst, best = order[0], order[-1]
    many = found[worst][0]
    if not many:
        return ("Every answer asked for is known.",)
    told = f"{spelled(many)} of {cases}" if cases > 1 else "the one"
    words = (f"{_WORDS[worst]} is not known in ", Strong(told), f" case{'' if cases == 1 else 's'}.")
    return (*words, f" {_WORDS[best]} is always known.") if not found[best][0] else words


def _notes(scope: Scope, cases: int) -> tuple[str, ...]:
    notes = [f"Percentages of {cases} cases." if percent(0, cases) is not None else "No percentage on a base under 20."]
    notes.append("“Prefers not to say” is an answer and is not counted as missing.")
    notes.append("A case counts when the answer is missing for one of the people affected.")
    changed = queries.entries_changed(scope.reading, scope.period.first, scope.period.last)
    told = [
        f"“{label}” " + (f"ended on {day_words(ended)}" if ended is not None and ended in scope.period else
                         f"may be chosen from {day_words(began)}" if began else "changed")
        for label, began, ended in changed[:_MOST_CHANGES]
    ]  # fmt: skip
    if told:
        more = f", and {len(changed) - len(told)} more" if len(changed) > len(told) else ""
        notes.append(f"Changed in the lists in the period: {'; '.join(told)}{more}.")
    return tuple(notes)
