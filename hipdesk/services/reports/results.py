"""Tables 16a, 16b and 17: tools of enforcement, support offered, and what the police and courts did."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipdesk.model.measures import SMALLEST_BASE, counted, share, spelled
from hipdesk.model.reports import Cell, Chart, Column, Finding, Line, LineKind, ReportTable, Series, Strong
from hipdesk.model.vocab import code_list
from hipdesk.services.reports.scope import Scope, part_of, start_with
from hipdesk.store.queries.figures import results as queries

_STEP_WORDS = {"sought": "Sought", "granted": "Granted or signed", "refused": "Refused", "breached": "Breaches"}
_OFFERS: tuple[tuple[str, str], ...] = (
    ("", "Offered"),
    ("accepted+completed", "Taken up"),
    ("declined", "Declined"),
    ("offered", "No answer yet"),
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A line of Table 17: its words and the Home Office types it holds."""

    words: str
    types: str
    codes: tuple[str, ...]


_OUTCOMES = (
    _Outcome("Charged or summonsed", "1", ("1",)),
    _Outcome("Cautioned", "2, 3", ("2", "3")),
    _Outcome("Community resolution or similar", "4, 6–8", ("4", "6", "7", "8")),
    _Outcome("Diversion or education", "22", ("22",)),
    _Outcome("Victim does not support", "14, 16", ("14", "16")),
    _Outcome("Victim supports, evidence lacking", "15", ("15",)),
    _Outcome("No suspect found", "18", ("18",)),
    _Outcome("Other", "5, 9–13, 17, 19–21", ("5", "9", "10", "11", "12", "13", "17", "19", "20", "21")),
)
_POSITIVE = tuple(sorted(code_list("police_outcome").groups["positive"], key=int))
_BASES = ("recorded", "finished")


def tools_table(scope: Scope) -> ReportTable | None:
    """Table 16a; None when nothing was sought, granted, refused or breached in the period."""
    found = queries.tools(scope.reading, scope.period.first, scope.period.last)
    if not found:
        return None
    kinds = {kind for kind, _ in found}
    words = {kind: scope.words.of("enforcement_tool", kind) for kind in kinds}
    many = {kind: [found.get((kind, step), 0) for step in queries.TOOL_STEPS] for kind in kinds}
    order = sorted(kinds, key=lambda kind: (-sum(many[kind]), words[kind]))
    every = [sum(each[at] for each in many.values()) for at in range(len(queries.TOOL_STEPS))]
    return ReportTable(
        number="16a",
        title="Tools of enforcement and resolution",
        section="Interventions and support",
        finding=_tools_finding(dict(zip(queries.TOOL_STEPS, every, strict=True))),
        unit="tool; last column, breach",
        basis="date sought, decided or breached",
        heading="Tool",
        columns=tuple(Column(words, current=step == "granted") for step, words in _STEP_WORDS.items()),
        lines=(
            *(Line(words[kind], _tool_cells(scope, many[kind], kind), key=kind) for kind in order),
            Line("All tools", _tool_cells(scope, every, ""), "total"),
        ),
        notes=("A tool may be sought and granted in one period, so lines are not added across.",),
    )


def _tool_cells(scope: Scope, many: list[int], kind: str) -> tuple[Cell, ...]:
    return tuple(
        scope.cell(each, "tool", value=f"{step}:{kind}") for each, step in zip(many, queries.TOOL_STEPS, strict=True)
    )


def _tools_finding(every: Mapping[str, int]) -> Finding:
    granted, breached = every["granted"], every["breached"]
    lead = start_with(granted, "tool")
    breaches = f"{spelled(breached)} {'breach was' if breached == 1 else 'breaches were'} told of"
    return (
        Strong(lead),
        f" {'was' if granted == 1 else 'were'} granted or signed; {breaches if breached else 'no breach was told of'}.",
    )


def support_table(scope: Scope) -> ReportTable | None:
    """Table 16b; None when no support was offered in the period."""
    found = queries.support(scope.reading, scope.period.first, scope.period.last)
    if not found:
        return None
    kinds = {kind for kind, _ in found}
    words = {kind: scope.words.of("support_kind", kind) for kind in kinds}
    many = {kind: _offers(found, {kind}) for kind in kinds}
    order = sorted(kinds, key=lambda kind: (-many[kind][0], words[kind]))
    every = _offers(found, kinds)
    return ReportTable(
        number="16b",
        title="Support offered to people affected",
        section="Interventions and support",
        finding=part_of(every[1], every[0], "offer", "was", "were", "taken up"),
        unit="offer of support",
        basis="date offered; taken up or declined as it stands today",
        heading="Support",
        columns=tuple(Column(words, current=not states) for states, words in _OFFERS),
        lines=(
            *(Line(words[kind], _offer_cells(scope, many[kind], kind), key=kind) for kind in order),
            Line("All support", _offer_cells(scope, every, ""), "total"),
        ),
        check=f"{' + '.join(map(str, every[1:]))} = {every[0]}",
        chart=Chart(
            "bars", "Support offered", tuple(words[kind] for kind in order),
            (Series("Offered", tuple(many[kind][0] for kind in order), current=True),),
        ),
    )  # fmt: skip


def _offers(found: Mapping[tuple[str, str], int], kinds: set[str]) -> list[int]:
    """Offers of some kinds, by each of the columns."""
    return [
        sum(
            many
            for (kind, state), many in found.items()
            if kind in kinds and (not states or state in states.split("+"))
        )
        for states, _ in _OFFERS
    ]


def _offer_cells(scope: Scope, many: list[int], kind: str) -> tuple[Cell, ...]:
    return tuple(
        scope.cell(each, "support", value=f"{states}:{kind}") for each, (states, _) in zip(many, _OFFERS, strict=True)
    )


def police_outcomes_table(scope: Scope) -> ReportTable | None:
    """Table 17, on both bases; None when no crime was recorded or finished in the period."""
    first, last = scope.period.first, scope.period.last
    by = (queries.recorded(scope.reading, first, last), queries.finished(scope.reading, first, last))
    if not any(by):
        return None
    outcomes = (*_OUTCOMES, _Outcome("No outcome yet", "0", (queries.NONE_YET,)))
    every = tuple(sum(each.values()) for each in by)
    positive = tuple(sum(each.get(code, 0) for code in _POSITIVE) for each in by)
    lines = [_outcome_line(scope, by, each) for each in outcomes]
    lines.append(Line("All crimes", (Cell(words="0–22"), *_police_cells(scope, every, ())), "total"))
    lines.append(
        Line("Positive outcomes", (Cell(words="1–4, 6–8, 22"), *_police_cells(scope, positive, _POSITIVE)), "member",
             key="positive")
    )  # fmt: skip
    counts = [sum(by[0].get(code, 0) for code in each.codes) for each in outcomes]
    return ReportTable(
        number="17",
        title="Police outcomes: crimes recorded in the period, and investigations ended in it",
        section="What the police and courts did",
        finding=_police_finding(positive[1], every[1], by[0].get(queries.NONE_YET, 0)),
        unit="recorded crime",
        basis="date recorded; date of the outcome",
        heading="Outcome",
        columns=(Column("Home Office types"), Column("Crimes recorded", current=True), Column("Investigations ended")),
        lines=tuple(lines),
        notes=_police_notes(scope, positive, every),
        check=f"{' + '.join(map(str, counts))} = {every[0]}",
        chart=Chart(
            "bars", "Crimes recorded in the period, by outcome", tuple(each.words for each in outcomes),
            (Series("Crimes recorded", tuple(counts), current=True),), column=1,
        ),
    )  # fmt: skip


def _outcome_line(scope: Scope, by: tuple[Mapping[str, int], ...], outcome: _Outcome) -> Line:
    many = tuple(sum(each.get(code, 0) for code in outcome.codes) for each in by)
    kind: LineKind = "unknown" if outcome.codes == (queries.NONE_YET,) else "plain"
    cells = (Cell(words=outcome.types), *_police_cells(scope, many, outcome.codes))
    return Line(outcome.words, cells, kind, key="+".join(outcome.codes))


def _police_cells(scope: Scope, many: tuple[int, ...], codes: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(
        scope.cell(each, "police", value=f"{basis}:{'+'.join(codes)}") for each, basis in zip(many, _BASES, strict=True)
    )


def _police_finding(positive: int, ended: int, none_yet: int) -> Finding:
    parts: list[str | Strong] = []
    if ended:
        parts += part_of(positive, ended, "investigation", "that ended had", "that ended had", "a positive outcome")
    else:
        parts.append("No investigation ended.")
    if none_yet:
        parts.append(f" {start_with(none_yet, 'new crime has', 'new crimes have')} no outcome yet.")
    return tuple(parts)


def _police_notes(scope: Scope, positive: tuple[int, ...], every: tuple[int, ...]) -> tuple[str, ...]:
    notes = ["The two columns count different crimes and must not be added."]
    if every[1] >= SMALLEST_BASE:
        notes.append(f"Positive outcomes of investigations ended: {share(positive[1], every[1])}.")
    elif max(every) < SMALLEST_BASE:
        notes.append(f"No percentages: both bases are under {SMALLEST_BASE}.")
    undated = queries.undated_crimes(scope.reading, scope.period.first, scope.period.last)
    if undated:
        notes.append(f"Recorded on a day nobody noted: {counted(undated, 'crime')} of those ended.")
    return tuple(notes)
