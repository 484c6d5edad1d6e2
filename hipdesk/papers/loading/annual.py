"""The annual report from the record: the panel's own, or the public version with small counts hidden by rule."""

import re
from dataclasses import replace
from typing import Literal

from hipdesk.model.measures import change_words, percent
from hipdesk.model.periods import parse_period
from hipdesk.model.reports import Cell
from hipdesk.papers.annual import AnnualPaper, Big, Blocks, PromiseLine, ShareBar
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.loading.public import Outlines, notes_of, public_frame, public_table, signs_of
from hipdesk.papers.public import PublicTable, studies_of, symbol_words
from hipdesk.papers.wording import Strong, Words, day_month, full_day
from hipdesk.services.publishing_annual import AnnualReport, Promise, annual_report
from hipdesk.services.wards import ward_outlines
from hipdesk.store.work import Reading

_HANDLING = (
    "Holds small numbers: for panel members only. Do not copy, publish or forward. Destroy or return when asked."
)
_NOTHING_HIDDEN = " Nothing is hidden here: small counts can point to a person. The public version hides them by rule."
_SIGNS = {"[u]": ": fewer than 20, so no percentage.", "[z]": ": none in either year, so nothing to compare."}
_DEFINITIONS: tuple[Words, ...] = (
    (Strong("Referral"), ": a request to the panel, counted by the day it was received."),
    (Strong("Case"), ": a referral that was accepted, counted by that day; closed and reopened by theirs."),
    (Strong("Strand"), ": what somebody was targeted for. A case may name several, so strands add to more than cases."),
    (Strong("Heard when due"), ": first heard by the panel within the time the panel sets itself."),
    (Strong("On time"), ": an action done by the day first set for it."),
    (Strong("Risk"), ": the band at the first assessment beside the latest of the year, of cases assessed twice."),
)
_NO_POPULATION = (
    "The office has entered no population of the district, so people affected are not set beside who lives here."
)
_WEEK_MONTH = "Oct"


def load_annual(reading: Reading, year: str, *, copy: Copy = OFFICE_COPY) -> AnnualPaper:
    """The panel's annual report on a year by its label ("2025-26"). Refused for anything but a year."""
    made = annual_report(reading, parse_period(year), "panel")
    title = f"Annual report {made.period.label}"
    framed = frame(reading, title, f"{title}. Panel version", handling=_HANDLING, copy=copy)
    return _set(reading, made, framed)


def load_annual_public(reading: Reading, year: str) -> AnnualPaper:
    """The public annual report on a year by its label ("2025-26")."""
    made = annual_report(reading, parse_period(year), "public")
    title = f"Annual report {made.period.label}"
    return _set(reading, made, public_frame(reading, title, title))


def _set(reading: Reading, made: AnnualReport, framed: PaperFrame) -> AnnualPaper:
    period, counted = made.period, made.counted
    version = "Public version" if made.audience == "public" else "Panel version"
    span = f"{period.first:%B} {period.first.year} to {period.last:%B} {period.last.year}"
    office, signs = made.office, signs_of(made.tables)
    return AnnualPaper(
        frame=framed,
        year=period.label,
        span=f"{span}. {version}, {framed.marking}",
        lead=_lead(_referrals(made)),
        blocks=_blocks(made),
        cover_note=_cover_note(made),
        foot=(f"Made on {full_day(counted.made_on)}", f"{office.office_name}\n{office.phone}".strip()),
        opening=symbol_words(counted.threshold, signs) if made.audience == "public" else _open(signs),
        big=_big(made),
        flow=_flow(made),
        trend=tuple((name, cell.shown, cell.value) for name, cell in counted.trend) if len(counted.trend) > 1 else (),
        trend_title="Referrals by year",
        tables=_tables(made, ward_outlines(reading)),
        years=public_table(made.years) if made.years else None,
        equality=tuple(_two_lined(public_table(each)) for each in made.equality),
        equality_note="" if made.equality else _NO_POPULATION,
        panel=tuple(_two_lined(public_table(each)) for each in made.panel),
        helped=tuple(ShareBar(large=e.large, beside=e.words, name=e.name, about=e.about, filled=e.filled)
                     for e in made.helped),
        promises=tuple(_promise(each) for each in made.promises),
        promises_note="Units: meeting, case, action, report. Quarterly reports count when they are published here.",
        members=made.members,
        definitions=_DEFINITIONS,
        notes=notes_of(reading, counted),
        foreword=made.texts.foreword,
        purpose=made.texts.purpose,
        texts=_texts(made),
        studies=studies_of(made.texts),
    )  # fmt: skip


def _open(shown: frozenset[str]) -> Words:
    """What the panel is told first: that nothing is hidden, and what the signs mean that stand in its tables."""
    signs = [part for sign, told in _SIGNS.items() if sign in shown for part in ("  ", Strong(sign), told)]
    return (Strong("For the panel only."), _NOTHING_HIDDEN, *signs)


def _cells(made: AnnualReport, number: str, what: str) -> tuple[Cell, ...]:
    table = made.counted.table(number)
    found = next((line.cells for line in table.lines if line.key == what), ()) if table else ()
    return found or (Cell(words="[c]"),)


def _referrals(made: AnnualReport) -> Cell:
    """This year's referrals: the newest year of the trend, which every year has."""
    return made.counted.trend[-1][1]


def _lead(cell: Cell) -> Words:
    if cell.value == 1:
        return (Strong("One referral was made to the panel."),)
    return (Strong(f"{cell.shown} referrals were made to the panel."), " Each block is one referral.")


def _blocks(made: AnnualReport) -> tuple[Blocks, ...]:
    """A column for each month or quarter; the single largest stands out, unless one is hidden: it might be larger."""
    series = made.counted.series
    known = [cell.value for _, cell in series if cell.value is not None]
    most = max(known, default=0) if len(known) == len(series) else 0
    single = [name for name, cell in series if cell.value == most and most]
    return tuple(Blocks(name=name, shown=cell.shown, count=cell.value, most=[name] == single) for name, cell in series)


def _cover_note(made: AnnualReport) -> str:
    """The month with most, where one has; October is the month of National Hate Crime Awareness Week."""
    most = [block for block in _blocks(made) if block.most]
    if not most:
        return ""
    (one,) = most
    if one.name == _WEEK_MONTH:
        return f"October is the month of National Hate Crime Awareness Week: {one.shown} referrals, the most of any."
    return f"Ochre: {one.shown} referrals, the most of any."


def _big(made: AnnualReport) -> tuple[Big, ...]:
    referrals, before = _referrals(made), made.counted.trend[-2][1] if len(made.counted.trend) > 1 else None
    accepted, closed = _cells(made, "2", "accepted"), _cells(made, "2", "closed")
    of = percent(accepted[0].value, referrals.value) if accepted[0].value and referrals.value else None
    return (
        Big(shown=referrals.shown, name="referrals", about=_compared(referrals, before)),
        Big(shown=accepted[0].shown, name="cases accepted", about=f"{of}% of referrals" if of else ""),
        Big(shown=closed[0].shown, name="cases closed", about=_compared(closed[0], closed[1] if closed[1:] else None)),
    )


def _compared(now: Cell, before: Cell | None) -> str:
    if before is None:
        return "no earlier year is recorded"
    if now.value is None or before.value is None:
        return f"{before.shown} the year before"
    return f"{before.shown} the year before; {change_words(now.value, before.value)}"


def _flow(made: AnnualReport) -> tuple[tuple[str, str], ...]:
    """The flow identity, figure and label in turn; a sign has no label."""
    period = made.period
    parts = (
        ("open before", f"open, {day_month(period.first)}"), ("accepted", "accepted"), ("reopened", "reopened"),
        ("closed", "closed"), ("open", f"open, {day_month(period.last)}"),
    )  # fmt: skip
    found: list[tuple[str, str]] = []
    for sign, (what, label) in zip(("", "+", "+", "–", "="), parts, strict=True):
        found += [(sign, "")] if sign else []
        found.append((_cells(made, "2", what)[0].shown, label))
    return tuple(found)


def _tables(made: AnnualReport, shapes: Outlines) -> tuple[PublicTable, ...]:
    """Every table but the flow, which stands as a line; beside the trend only this year's column fits."""
    found = []
    for table in made.counted.tables:
        if table.number == "2":
            continue
        printed = public_table(table, shapes, made.counted.threshold)
        if table.number == "3":
            printed = _narrow(printed)
        found.append(printed)
    return tuple(found)


def _narrow(table: PublicTable) -> PublicTable:
    lines = tuple(replace(line, cells=line.cells[:1]) for line in table.lines)
    note = re.sub(r" ?\d+ counts are confidential:[^.]*\.", "", table.note)  # of both columns; one is left
    return replace(table, heads=table.heads[:2], lines=lines, note=note)


def _two_lined(table: PublicTable) -> PublicTable:
    """With narrow heads: a long one in two lines of about one length."""
    return replace(table, heads=(table.heads[0], *map(_halved, table.heads[1:])))


def _halved(head: str) -> str:
    gaps = [at for at, sign in enumerate(head) if sign == " "]
    if len(head) < 11 or not gaps:
        return head
    cut = min(gaps, key=lambda at: abs(2 * at - len(head)))
    return f"{head[:cut]}\n{head[cut + 1 :]}"


def _promise(promise: Promise) -> PromiseLine:
    sign: Literal["done", "late", ""] = "" if promise.kept is None else "done" if promise.kept else "late"
    return PromiseLine(
        name=promise.name, target=promise.target, result=promise.result, outcome=promise.outcome, sign=sign
    )


def _texts(made: AnnualReport) -> tuple[tuple[str, str], ...]:
    parts = (
        ("The year in words", made.texts.commentary), ("In the community", made.texts.community),
        ("What people told us", made.texts.feedback), ("What we learnt", made.texts.learning),
        ("Risks", made.texts.risks), ("Next year", made.texts.priorities),
    )  # fmt: skip
    return tuple((heading, text) for heading, text in parts if text)
