"""Tables 7 and 9: what the police recorded, and the ward of the first incident."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hipdesk.model.periods import Period, quarters_ending_with
from hipdesk.model.reports import (
    NOT_KNOWN,
    STRAND_BASIS,
    Cell,
    Chart,
    Column,
    Finding,
    Line,
    ReportTable,
    Series,
    Strong,
)
from hipdesk.model.vocab import national_strands, strand_key
from hipdesk.model.wards import ward_key
from hipdesk.services.reports.scope import Scope, narrow, part_of, start_with
from hipdesk.services.reports.strands import strand_label
from hipdesk.store.queries.figures import strands as queries
from hipdesk.store.queries.figures.days import months_of
from hipdesk.store.queries.wards import ward_names

WARD_QUARTERS = 4
_BEGINS_LATER = "–: no record, the record begins later."
_Recorded = Mapping[tuple[int, str], int]
_ByWard = Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Status:
    """A column of Table 7: its heading, its name in the chart's key, the codes it counts; shown even when empty."""

    heading: str
    name: str
    codes: tuple[str, ...]
    always: bool = True


STATUSES = (
    Status("Hate crime", "Recorded as hate crime", ("hate_crime",)),
    Status("Crime, no hate flag", "Crime, no hate flag", ("crime_no_flag",)),
    Status("Anti-social behaviour", "Anti-social behaviour record", ("asb",)),
    Status("Intelligence only", "Intelligence only", ("intelligence",)),
    Status("Non-crime incident", "Non-crime incident, older records", ("legacy_incident",), always=False),
    Status("Record not known", "Reported, record not known", ("reported_unknown",)),
    Status("Reported elsewhere", "Reported elsewhere", ("reported_elsewhere",), always=False),
    Status("Not reported", "Not reported to police", ("not_reported_declined", "not_reported_other")),
    Status(NOT_KNOWN, "Not known whether reported", ("",), always=False),
)


def _many(recorded: _Recorded, status: Status, key: str = "") -> int:
    bit = queries.key_bit(key) if key else 0
    return sum(many for (mask, code), many in recorded.items() if code in status.codes and (not key or mask & bit))


def police_table(scope: Scope) -> ReportTable:
    """Table 7: cases accepted by police recording status, by national strand and each case once."""
    recorded = queries.by_recording(scope.reading, scope.period.first, scope.period.last)
    shown = [each for each in STATUSES if each.always or _many(recorded, each)]
    keys = [strand_key(code) for code in national_strands()]
    size = {key: sum(_many(recorded, each, key) for each in shown) for key in keys}
    order = sorted(keys, key=lambda key: (-size[key], keys.index(key)))
    lines = [
        Line(
            strand_label(key),
            (
                *(_cell(scope, _many(recorded, each, key), each, key) for each in shown),
                scope.cell(size[key], "strand", value=key),
            ),
            key=key,
        )
        for key in order
    ]
    cases = [_many(recorded, each) for each in shown]
    total = (
        *(_cell(scope, many, each, "") for many, each in zip(cases, shown, strict=True)),
        scope.cell(sum(cases), "accepted"),
    )
    lines.append(Line("Cases, each once", total, "total"))
    return ReportTable(
        number="7",
        title="Police recording status, by strand named",
        section="What the police recorded",
        finding=_police_finding(recorded, sum(cases)),
        unit="strand flag; last line, case",
        basis=STRAND_BASIS,
        heading="Strand named",
        columns=(*(Column(each.heading) for each in shown), Column("All")),
        lines=tuple(lines),
        notes=_police_notes(scope, recorded, sum(size.values()), sum(cases)),
        chart=Chart(
            "stack",
            "Police recording status, by strand named",
            ("All cases", *(strand_label(key) for key in order)),
            tuple(
                Series(each.name, (many, *(_many(recorded, each, key) for key in order)))
                for many, each in zip(cases, shown, strict=True)
            ),
        ),
    )


def _cell(scope: Scope, many: int, status: Status, key: str) -> Cell:
    return scope.cell(many, "recording", value="+".join(status.codes), owner=key)


def _police_notes(scope: Scope, recorded: _Recorded, flags: int, cases: int) -> tuple[str, ...]:
    notes = ["A case counts by the most telling record of its incidents."]
    if flags > cases:
        notes.append("Columns add to more than the last line because cases may name several strands.")
    why = [
        (scope.words.of("police_recording", code).partition(": ")[2] or code, _many(recorded, Status("", "", (code,))))
        for code in ("not_reported_declined", "not_reported_other")
    ]
    if any(many for _, many in why):
        notes.append(f"Not reported, why: {', '.join(f'{words} {many}' for words, many in why if many)}.")
    return tuple(notes)


def _police_finding(recorded: _Recorded, cases: int) -> Finding:
    if not cases:
        return ("No case was accepted.",)
    crimes = _many(recorded, STATUSES[0])
    parts = list(part_of(crimes, cases, "case", "is", "are", "recorded as hate crime"))
    unreported = sum(_many(recorded, each) for each in STATUSES if "not_reported_other" in each.codes)
    if unreported:
        parts.append(f" {start_with(unreported, 'was', 'were')} not reported to the police.")
    return tuple(parts)


def _by_listed_ward(scope: Scope, first: date, last: date) -> tuple[_ByWard, frozenset[str]]:
    """Cases by ward and month, every spelling under the name the office lists; and all names of wards."""
    listed = ward_names(scope.reading)
    by_key = {ward_key(name): name for name in listed}
    found: dict[tuple[str, int], int] = {}
    for (ward, month), many in queries.by_ward(scope.reading, first, last).items():
        name = by_key.get(ward_key(ward), ward)
        found[name, month] = found.get((name, month), 0) + many
    return found, frozenset(listed) | {ward for ward, _ in found if ward}


def wards_table(scope: Scope) -> ReportTable:
    """Table 9: cases by ward of the first incident over four quarters; "not known" last, never shared out.

    A ward that the office lists has a line even when nothing happened there.
    """
    quarters = quarters_ending_with(scope.period, WARD_QUARTERS)
    by, wards = _by_listed_ward(scope, quarters[0].first, quarters[-1].last)
    counts = {ward: [_in(by, ward, each) for each in quarters] for ward in (*wards, "")}
    order = sorted(wards, key=lambda ward: (-sum(counts[ward]), ward))
    seen = [ward for ward in order if sum(counts[ward])]
    whole = Period(quarters[0].first, quarters[-1].last, "", scope.period.basis, "span")
    lines = [Line(ward, _ward_cells(scope, ward, counts[ward], quarters, whole), key=ward) for ward in order]
    lines.append(Line(NOT_KNOWN, _ward_cells(scope, "", counts[""], quarters, whole), "unknown"))
    totals = [sum(each[at] for each in counts.values()) for at in range(len(quarters))]
    total = (
        *(
            _reached(scope, scope.cell(many, "accepted", each), each)
            for many, each in zip(totals, quarters, strict=True)
        ),
        scope.cell(sum(totals), "accepted", whole),
    )
    lines.append(Line("All cases", total, "total"))
    return ReportTable(
        number="9",
        title="Ward of incident",
        section="Where it happened",
        finding=_ward_finding(seen, counts, sum(totals)),
        unit="case, counted once, in the ward of its first incident",
        basis=STRAND_BASIS,
        heading="Ward",
        columns=(*(Column(narrow(each), current=each == quarters[-1]) for each in quarters), Column("All")),
        lines=tuple(lines),
        notes=("Not known is shown, never shared out.", *(() if scope.reaches(quarters[0]) else (_BEGINS_LATER,))),
        chart=Chart(
            "bars",
            "Cases by ward of incident, last four quarters",
            (*order, NOT_KNOWN),
            (Series("Cases", tuple(sum(counts[ward]) for ward in (*order, "")), current=True),),
            column=len(quarters),
        ),
    )


def _in(by: _ByWard, ward: str, period: Period) -> int:
    months = months_of(period)
    return sum(many for (name, month), many in by.items() if name == ward and month in months)


def _ward_cells(
    scope: Scope, ward: str, counts: list[int], quarters: tuple[Period, ...], whole: Period
) -> tuple[Cell, ...]:
    each = tuple(
        _reached(scope, scope.cell(many, "ward", over, value=ward), over)
        for many, over in zip(counts, quarters, strict=True)
    )
    return (*each, scope.cell(sum(counts), "ward", whole, value=ward))


def _reached(scope: Scope, cell: Cell, period: Period) -> Cell:
    """A cell, or a dash for a quarter before the record begins; the quarter reported on is always counted."""
    return cell if scope.reaches(period) or period == scope.period else Cell(words="–")


def _ward_finding(order: list[str], counts: Mapping[str, list[int]], total: int) -> Finding:
    if not total:
        return ("No case was accepted in the last four quarters.",)
    if not order:
        return ("The ward of the first incident is not known in any case.",)
    most = sum(counts[order[0]])
    shared = [ward for ward in order if sum(counts[ward]) == most]
    if len(shared) > 1:
        return (f"{start_with(len(shared), 'ward')} have the most cases: ", Strong(f"{most} of {total}"), " each.")
    return (Strong(order[0]), " has ", Strong(f"{most} of {total}"), " cases of the last four quarters.")
