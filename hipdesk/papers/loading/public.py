"""The public version of the quarterly report from the record: figures hidden by rule, words only if approved."""

from collections.abc import Sequence
from dataclasses import replace

from hipdesk.model import reports as views
from hipdesk.model.periods import Period, parse_period
from hipdesk.model.publishing import WriteReport
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.suppression_report import PublicReport
from hipdesk.model.wards import ListedWard
from hipdesk.papers.catalogue import PUBLIC_MARKING
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.loading.frames import Copy, frame
from hipdesk.papers.public import PublicLine, PublicPaper, PublicSection, PublicTable, studies_of, symbol_words
from hipdesk.papers.wording import Strong, Words, full_day
from hipdesk.services.publishing import report_texts
from hipdesk.services.publishing_public import public_report
from hipdesk.services.reports.scope import short
from hipdesk.services.settings import setting
from hipdesk.services.wards import ward_outlines
from hipdesk.store.work import Reading

PUBLIC_HANDLING = "Public version. May be shared and published."
Outlines = tuple[ListedWard, ...]
_CHECKED = "so that no hidden count can be found by subtraction."


def load_quarterly_public(reading: Reading, period: str) -> PublicPaper:
    """The public version of the report on a quarter by its label ("2016-17 Q2").

    Refused for words that name no period; FiguresDisagree when open cases do not add up.
    """
    made = public_report(reading, parse_period(period))
    return set_public(reading, made, report_texts(reading, "quarterly", made.period.label).for_public())


def set_public(reading: Reading, made: PublicReport, texts: WriteReport) -> PublicPaper:
    """A public report, as counted, set for print; ``texts`` are those approved for it."""
    name = period_name(made.period)
    return PublicPaper(
        frame=public_frame(reading, f"Quarterly monitoring report, {name}", name),
        period=name,
        months=f"twelve months to {made.window.last:%B} {made.window.last.year}",
        symbols=symbol_words(made.threshold, signs_of(made.tables)),
        sections=sections_of(made, ward_outlines(reading)),
        texts=texts_of(texts),
        studies=studies_of(texts),
        notes=notes_of(reading, made),
    )


def texts_of(texts: WriteReport) -> tuple[tuple[str, str], ...]:
    """What was written, each part under its heading."""
    parts = (
        ("From the panel", texts.commentary), ("What we learnt", texts.learning), ("Risks", texts.risks),
        ("The plan ahead", texts.priorities),
    )  # fmt: skip
    return tuple((heading, text) for heading, text in parts if text)


def public_frame(reading: Reading, title: str, name: str) -> PaperFrame:
    """The frame of a public paper: OFFICIAL, no copy number."""
    made = frame(reading, f"{title}, public version", f"{name}. Public version", handling=PUBLIC_HANDLING, copy=Copy())
    return replace(made, marking=PUBLIC_MARKING)


def period_name(period: Period) -> str:
    """ "Quarter 2, 2026-27"."""
    year = period.label.rsplit(" ", 1)[0]
    return f"{short(period)}, {year}" if period.kind == "quarter" else period.label


def sections_of(made: PublicReport, shapes: Outlines = ()) -> tuple[PublicSection, ...]:
    """Tables under the headings they share, in their order."""
    names = list(dict.fromkeys(table.section for table in made.tables))
    found = []
    for name in names:
        tables = [table for table in made.tables if table.section == name]
        finding = next((words_of(table.finding) for table in tables if table.finding), "")
        found.append(
            PublicSection(
                name=name, finding=finding, tables=tuple(public_table(each, shapes, made.threshold) for each in tables)
            )
        )
    return tuple(found)


def public_table(table: views.ReportTable, shapes: Outlines = (), threshold: int = 5) -> PublicTable:
    """A table set for print; that of the wards with a map of them where the office has one."""
    return PublicTable(
        number=table.number,
        title=table.title,
        heads=(table.heading, *(column.heading for column in table.columns)),
        lines=tuple(
            PublicLine(
                name=line.label, cells=tuple(cell.shown for cell in line.cells), count=line.cells[0].value,
                kind="total" if line.kind == "total" else "unknown" if line.kind == "unknown" else "plain",
            )
            for line in table.lines
        ),
        note=table.foot,
        bars=table.chart is not None,
        shapes=shapes if table.number == "9" else (),
        least=threshold,
    )  # fmt: skip


def signs_of(tables: Sequence[views.ReportTable]) -> frozenset[str]:
    """The signs that stand in tables."""
    shown = [cell.shown for table in tables for line in table.lines for cell in line.cells]
    return frozenset(sign for sign in ("[c]", "[u]", "[r]", "[z]", "[x]") if any(sign in each for each in shown))


def notes_of(reading: Reading, made: PublicReport) -> tuple[str, ...]:
    """What stands at the end: tables left out, reports it was checked against, basis, whose it is."""
    notes = []
    if made.left_out:
        titles = "; ".join(made.left_out)
        notes.append(f"Not printed, because hardly a count in them could be shown: {titles}.")
    if made.checked:
        days = " and ".join(full_day(day) for day in made.checked[:4])
        notes.append(f"Checked against the reports published on {days}, {_CHECKED}")
    office = setting(reading, OfficeSettings)
    whose = f" {office.office_name}." if office.office_name else ""
    notes.append(f"{made.period.basis_words}. Counted on {full_day(made.made_on)}.{whose}")
    return tuple(notes)


def words_of(finding: views.Finding) -> Words:
    """A finding as papers word it."""
    return tuple(Strong(part.text) if isinstance(part, views.Strong) else part for part in finding)
