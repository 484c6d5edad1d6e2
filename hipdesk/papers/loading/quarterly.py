"""The quarterly report's model from the record: the same tables that the screen shows, set for print."""

from dataclasses import replace

from hipdesk.model import reports as views
from hipdesk.model.periods import Period, parse_period
from hipdesk.papers.figures import Fill
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.loading.quarterly_plain import plain_sections
from hipdesk.papers.loading.quarterly_words import word_sections
from hipdesk.papers.quarterly import (
    ActionsSection,
    AgencyActions,
    QuarterlyPaper,
    Section,
    StrandCases,
    StrandLine,
    StrandsSection,
    Tile,
)
from hipdesk.papers.quarterly_attendance import AttendanceSection
from hipdesk.papers.quarterly_risk import RiskSection
from hipdesk.papers.quarterly_tables import (
    BarRow,
    BarSection,
    FlowMonth,
    FlowSection,
    PoliceSection,
    PoliceStatus,
    ReferrerRow,
    ReferrersSection,
    SideTable,
    TimesSection,
)
from hipdesk.papers.quarterly_wards import WardRow, WardsSection
from hipdesk.papers.wording import Strong, Words, day_month, full_day
from hipdesk.services.reports.places import STATUSES
from hipdesk.services.reports.report import report
from hipdesk.services.reports.scope import short
from hipdesk.services.wards import ward_outlines
from hipdesk.store.work import Reading

_HANDLING = (
    "Holds small numbers: for panel members only. Do not copy, publish or forward. Destroy or return when asked."
)
_LATER = "Anything changed later appears in the next report."
_UNITS = (
    "Each table says what it counts, and by which day. A referral may become a case; a case may name several strands, "
    "people and incidents; these are never mixed in one table."
)
_FILL_OF: dict[str, Fill] = {
    "Hate crime": "accent",
    "Crime, no hate flag": "sky",
    "Anti-social behaviour": "ochre",
    "Intelligence only": "stone",
    "Non-crime incident": "level",
    "Record not known": "hatch",
    "Reported elsewhere": "cross",
    "Not reported": "white",
    views.NOT_KNOWN: "back",
}


def load_quarterly(reading: Reading, period: str, *, copy: Copy = OFFICE_COPY) -> QuarterlyPaper:
    """The panel version of the report on a period by its label ("2016-17 Q2").

    Refused for words that name no period or no whole months; FiguresDisagree when open cases do not add up.
    """
    return set_report(reading, report(reading, parse_period(period)), copy)


def set_report(reading: Reading, made: views.Report, copy: Copy = OFFICE_COPY) -> QuarterlyPaper:
    """A report, as counted, set for print."""
    period = made.period
    name = _period_name(period)
    title = f"Quarterly monitoring report, {name}"
    return QuarterlyPaper(
        frame=frame(reading, title, f"{name}. Panel version", handling=_HANDLING, copy=copy),
        period=name,
        months=_month_words(period),
        flow=_flow(made),
        highlights=tuple(_words(bullet) for bullet in made.bullets),
        tiles=tuple(
            Tile(name=tile.label, shown=tile.large, beside=tile.beside, previous=tile.before) for tile in made.tiles
        ),
        tiles_note=f"Units: meetings, referrals, cases, actions. {' '.join(made.notes)}",
        basis=(
            f"{period.basis_words}: {name} is {period.words}. Counted on {full_day(made.made_on)}. {_LATER}",
            _UNITS,
        ),
        sections=(*_sections(reading, made), *word_sections(reading, period.label), *plain_sections(made, ("23",))),
    )


def _sections(reading: Reading, made: views.Report) -> tuple[Section, ...]:
    return (
        _referrers(made),
        _bars(made, "4", ("Decision", "Referrals")),
        _strands(made),
        _police(made),
        *plain_sections(made, ("8",), across=2),
        _wards(reading, made),
        *plain_sections(made, ("10",), across=2),
        *plain_sections(made, ("11",), across=2),
        *plain_sections(made, ("12",)),
        *_risk(made),
        *plain_sections(made, ("14",), across=2, findings=2),
        _actions(made),
        *_times(made),
        *plain_sections(made, ("16",), findings=2),
        *plain_sections(made, ("17",), barred=2),
        _endings(made),
        *_attendance(made),
        *plain_sections(made, ("21",)),
    )


def _period_name(period: Period) -> str:
    year = period.label.rsplit(" ", 1)[0]
    return f"{short(period)}, {year}" if period.kind == "quarter" else period.label


def _month_words(period: Period) -> str:
    """ "July to September 2026"."""
    first, last = f"{period.first:%B}", f"{period.last:%B} {period.last.year}"
    if (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return last
    return f"{first} {period.first.year} to {last}" if period.first.year != period.last.year else f"{first} to {last}"


def _words(finding: views.Finding) -> Words:
    return tuple(Strong(part.text) if isinstance(part, views.Strong) else part for part in finding)


def _flow(made: views.Report) -> FlowSection:
    months = tuple(
        FlowMonth(
            name=label.split()[0], start=flow.open_at_start, accepted=flow.accepted, reopened=flow.reopened,
            closed=flow.closed, end=flow.open_at_end,
        )
        for label, flow in made.months
    )  # fmt: skip
    return FlowSection(
        months=months,
        opens=day_month(made.period.first),
        ends=day_month(made.period.last),
        period=short(made.period),
        finding=_words(made.table("2").finding),
    )


def _referrers(made: views.Report) -> ReferrersSection:
    table = made.table("3")
    lines = table.lines[:-1]
    followed = [after is not None and after.kind == "member" for after in (*lines[1:], None)][: len(lines)]
    rows = tuple(
        ReferrerRow(
            name=line.label,
            quarter=_count(line, 0),
            year=_count(line, 1),
            last_year=_count(line, 2),
            kind="member" if line.kind == "member" else "type" if line.kind == "group" and has_members else "single",
            tag=line.tag,
        )
        for line, has_members in zip(lines, followed, strict=True)
    )
    return ReferrersSection(
        rows=rows,
        period=short(made.period),
        year_note=table.notes[0],
        finding=_words(table.finding),
        last_year_known=table.lines[-1].cells[2].value is not None,
    )


def _bars(made: views.Report, number: str, heads: tuple[str, ...]) -> BarSection:
    table = made.table(number)
    rows = tuple(
        BarRow(name=line.label, count=_count(line, 0), fill="sky" if number == "4" and at else "accent")
        for at, line in enumerate(table.lines[:-1])
    )
    return BarSection(
        name=table.section,
        number=f"Table {number}",
        title=table.title,
        heads=heads,
        rows=rows,
        all_name=table.lines[-1].label,
        finding=_words(table.finding),
        note=table.foot,
    )


def _endings(made: views.Report) -> BarSection:
    """How cases ended, and beside it what those affected said, where anybody's answer is recorded."""
    bars = _bars(made, "18", ("Reason", "Cases"))
    told = next((table for table in made.tables if table.number == "18b"), None)
    if told is None:
        return bars
    return replace(
        bars,
        finding=_words((*made.table("18").finding, " ", *told.finding)),
        beside=SideTable(
            number="Table 18b",
            title=told.title,
            head=(told.heading, *(column.heading for column in told.columns)),
            rows=tuple(_row(line) for line in told.lines),
            note=told.foot,
        ),
    )


def _strands(made: views.Report) -> StrandsSection:
    table = made.table("5")
    chart = table.chart
    if chart is None:
        raise AssertionError("the table of strands has its chart")
    quarters = {name: tuple(series.values[at] for series in chart.series) for at, name in enumerate(chart.categories)}
    many = len(made.months)
    lines = [line for line in table.lines if line.kind == "plain"]
    local = [line for line in table.lines if line.kind == "member"]
    cases = next(line for line in table.lines if line.label == "Cases")
    apart = ", ".join(f"{line.label[:1].lower()}{line.label[1:]} {_count(line, many)}" for line in local)
    unnamed = next((_count(line, many) for line in table.lines if line.kind == "unknown"), 0)
    notes = [*table.notes, f"Local strands, listed apart: {apart}." if apart else ""]
    notes.append(f"No strand is recorded in {unnamed}." if unnamed else "")
    return StrandsSection(
        lines=tuple(
            StrandLine(
                name=line.label,
                quarters=quarters[line.label],
                months=tuple(_count(line, at) for at in range(many)),
                year_ago=line.cells[many + 2].value,
            )
            for line in lines
        ),
        quarters=tuple(series.name for series in chart.series),
        months=tuple(label.split()[0] for label, _ in made.months),
        period=short(made.period),
        previous_period=table.columns[many + 1].heading,
        cases=StrandCases(
            months=tuple(_count(cases, at) for at in range(many)),
            quarter=_count(cases, many),
            previous=cases.cells[many + 1].value,
            year_ago=cases.cells[many + 2].value,
        ),
        note=" ".join(note for note in notes if note),
        finding=_words(table.finding),
        groups=tuple(_side(made.table(number)) for number in ("6a", "6b")),
    )


def _side(table: views.ReportTable) -> SideTable:
    return SideTable(
        number=f"Table {table.number}",
        title=table.title,
        head=(table.heading, *(column.heading for column in table.columns)),
        rows=tuple(_row(line) for line in table.lines[:-1]),
        total=_row(table.lines[-1]),
        note=table.foot,
    )


def _police(made: views.Report) -> PoliceSection:
    table = made.table("7")
    lines, total = table.lines[:-1], table.lines[-1]
    names = {status.heading: status.name for status in STATUSES}
    statuses = tuple(
        PoliceStatus(
            name=names[column.heading],
            head=column.heading,
            fill=_FILL_OF[column.heading],
            by_strand=tuple(_count(line, at) for line in lines),
            cases=_count(total, at),
        )
        for at, column in enumerate(table.columns[:-1])
    )
    return PoliceSection(
        strands=tuple(line.label for line in lines),
        statuses=statuses,
        note=" ".join(table.notes),
        finding=_words(table.finding),
    )


def _wards(reading: Reading, made: views.Report) -> WardsSection:
    table = made.table("9")
    quarters = len(table.columns) - 1
    rows = {line.kind: line for line in table.lines}
    return WardsSection(
        wards=tuple(
            WardRow(name=line.label, counts=tuple(line.cells[at].value for at in range(quarters)))
            for line in table.lines
            if line.kind == "plain"
        ),
        not_known=tuple(rows["unknown"].cells[at].value for at in range(quarters)),
        quarters=tuple(column.heading.replace(" ", "\n") for column in table.columns[:-1]),
        finding=_words(table.finding),
        note=" ".join(table.notes[1:]),
        shapes=ward_outlines(reading),
    )


def _risk(made: views.Report) -> tuple[RiskSection, ...]:
    """Table 13, where any case was assessed."""
    table = next((each for each in made.tables if each.number == "13"), None)
    if table is None:
        return ()
    *lines, total = table.lines
    read, *notes = table.notes
    return (
        RiskSection(
            counts=tuple((_count(line, 0), _count(line, 1), _count(line, 2)) for line in lines),
            cases=_count(total, 3),
            finding=_words(table.finding),
            title=table.title,
            note=f"Unit: {table.unit}. Date basis: {table.basis}. {read} Outlined: no change. Deeper: more cases.",
            notes=tuple(notes),
        ),
    )


def _actions(made: views.Report) -> ActionsSection:
    table = made.table("15")
    return ActionsSection(
        agencies=tuple(
            AgencyActions(
                agency=line.label, on_time=_count(line, 1), late=_count(line, 2), changed=_count(line, 3),
                failed=_count(line, 4), overdue_to_10=_count(line, 5), overdue_to_20=_count(line, 6),
                overdue_over_20=_count(line, 7),
            )
            for line in table.lines[:-1]
        ),
        raised=made.figures.actions_raised,
        further=" ".join(table.notes[3:]),
        finding=_words(table.finding),
    )  # fmt: skip


def _times(made: views.Report) -> tuple[TimesSection, ...]:
    """Table 19, where any of its days is recorded."""
    table = next((each for each in made.tables if each.number == "19"), None)
    if table is None:
        return ()
    return (
        TimesSection(
            rows=tuple(_row(line) for line in table.lines),
            heads=(table.heading, *(column.heading for column in table.columns)),
            title=table.title,
            note=table.foot,
            finding=_words(table.finding),
        ),
    )


def _attendance(made: views.Report) -> tuple[AttendanceSection, ...]:
    """Table 20, where a meeting was held."""
    table = next((each for each in made.tables if each.number == "20"), None)
    if table is None:
        return ()
    return (
        AttendanceSection(
            rows=tuple(_row(line) for line in table.lines),
            heads=(table.heading, *(column.heading for column in table.columns)),
            title=table.title,
            note=f"{table.foot} Deeper colour: less was brought to the meeting.",
            finding=_words(table.finding),
        ),
    )


def _row(line: views.Line) -> tuple[str, ...]:
    return (line.label, *(cell.shown for cell in line.cells))


def _count(line: views.Line, at: int) -> int:
    return line.cells[at].value or 0
