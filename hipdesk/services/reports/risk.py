"""Table 13: risk at entry against risk now, of the cases open in the period."""

from collections import Counter

from hipdesk.model.measures import spelled
from hipdesk.model.reports import Behind, Cell, Column, Finding, Line, ReportTable, Strong
from hipdesk.model.vocab import label
from hipdesk.services.reports.scope import Scope, start_with
from hipdesk.store.queries.figures.risk import BANDS, Risen, cases_open, risen

_MANY_UNKNOWN = 4  # From this many unknown answers a score may be understated (design, domain 5).


def risk_table(scope: Scope) -> ReportTable | None:
    """Table 13, read across: a case stands in the line of its band at entry; None when no case was assessed."""
    first, last = scope.period.first, scope.as_at
    found = [each for each in risen(scope.reading, first, last) if {each.entry, each.now} <= set(BANDS)]
    if not found:
        return None
    pairs = Counter((each.entry, each.now) for each in found)
    lines = [
        Line(
            f"{label('risk_band', entry)} at entry",
            _cells(scope, entry, [pairs[entry, now] for now in BANDS]),
            key=entry,
        )
        for entry in BANDS
    ]
    now = Counter(each.now for each in found)
    lines.append(Line("All now", _cells(scope, "", [now[band] for band in BANDS]), "total"))
    lower, same, higher = moved(found)
    return ReportTable(
        number="13",
        title="Risk at entry and now",
        section="Risk",
        finding=_finding(found, lower, higher),
        unit="case open at any time in the period",
        basis="latest assessment by its end",
        heading="At entry / now",
        columns=(*(Column(label("risk_band", band)) for band in BANDS), Column("All", current=True)),
        lines=tuple(lines),
        notes=_notes(scope, found),
        check=f"{lower} lower + {same} the same + {higher} higher = {len(found)}",
    )


def moved(found: list[Risen]) -> tuple[int, int, int]:
    """How many stand lower than at entry, the same, and higher."""
    steps = [BANDS.index(each.now) - BANDS.index(each.entry) for each in found]
    return sum(step < 0 for step in steps), steps.count(0), sum(step > 0 for step in steps)


def _cells(scope: Scope, entry: str, counts: list[int]) -> tuple[Cell, ...]:
    """By the band now, then all; the assessments of a running period are those up to today."""
    made = zip((*counts, sum(counts)), (*BANDS, ""), strict=True)
    behind = [(many, Behind("risk", scope.period.first, scope.as_at, f"{entry}:{now}")) for many, now in made]
    return tuple(Cell(many, behind=each) for many, each in behind)


def _finding(found: list[Risen], lower: int, higher: int) -> Finding:
    fell = Strong(f"{lower} of {len(found)}") if lower else Strong(f"none of {len(found)}")
    rose = f" and rose in {spelled(higher)}." if higher else " and rose in none."
    high = sum(each.entry == "high" for each in found)
    still = sum(each.entry == each.now == "high" for each in found)
    words = ("Risk fell in ", fell, f" {'case' if len(found) == 1 else 'cases'}{rose}")
    if not high:
        return words
    cases, are = "case" if high == 1 else "cases", "is" if still == 1 else "are"
    return (*words, f" Of {spelled(high)} {cases} that came in as High, {spelled(still)} still {are}.")


def bullet(table: ReportTable | None) -> tuple[Finding, ...]:
    """The sentence of page 1 about risk; none when no case was assessed."""
    return (table.finding[:3],) if table else ()


def _notes(scope: Scope, found: list[Risen]) -> tuple[str, ...]:
    notes = ["Read across; left of the diagonal, risk fell."]
    once = sum(each.times == 1 for each in found)
    if once:
        notes.append(
            f"{start_with(once, 'case')} {'was' if once == 1 else 'were'} assessed once only: no change can show."
        )
    by_hand = [each for each in found if each.by_score in BANDS]
    if by_hand:
        up = sum(BANDS.index(each.now) > BANDS.index(each.by_score) for each in by_hand)
        down = sum(BANDS.index(each.now) < BANDS.index(each.by_score) for each in by_hand)
        notes.append(f"Set by hand over the score: {len(by_hand)} ({up} up, {down} down).")
    unknown = sum(each.unknowns >= _MANY_UNKNOWN for each in found)
    if unknown:
        many = "has" if unknown == 1 else "have"
        told = start_with(unknown, "case")
        notes.append(f"{told} {many} {spelled(_MANY_UNKNOWN)} or more answers unknown: the score may be understated.")
    left = cases_open(scope.reading, scope.period.first, scope.as_at) - len(found)
    if left > 0:
        notes.append(f"{start_with(left, 'case')} open in the period {'has' if left == 1 else 'have'} no assessment.")
    return tuple(notes)
