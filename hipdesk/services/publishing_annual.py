"""The annual report: the year in numbers, whether it helped, and how the panel kept its promises."""

from dataclasses import dataclass
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.measures import SMALLEST_BASE, percent
from hipdesk.model.measures import counted as counted_words
from hipdesk.model.periods import Period, quarters_in
from hipdesk.model.publishing import Audience, WriteReport
from hipdesk.model.reports import Cell, Chart, Column, Finding, Line, ReportTable, Series, Strong
from hipdesk.model.settings import OfficeSettings, PanelSettings, PopulationSettings, RuleSettings
from hipdesk.model.suppression import CONFIDENTIAL, LOW_BASE, is_small
from hipdesk.model.suppression_report import PublicReport
from hipdesk.model.users import Right
from hipdesk.services.figures import figures
from hipdesk.services.publishing import report_texts
from hipdesk.services.publishing_public import full_report, public_report
from hipdesk.services.registry import reads
from hipdesk.services.reports.attendance import attended_table, core_attendance
from hipdesk.services.reports.equality import equality_tables
from hipdesk.services.reports.results import support_table, tools_table
from hipdesk.services.reports.scope import Scope, scope_of
from hipdesk.services.reports.timeliness import first_waits
from hipdesk.services.settings import setting
from hipdesk.store.queries import reports as stored
from hipdesk.store.queries.agencies import agencies
from hipdesk.store.queries.figures import closures, risk
from hipdesk.store.work import Reading

_BANDS = ("standard", "medium", "high")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, as it may be shown: ``large`` ("69%", "5 of 14", a sign), the ``words`` beside it, and how
    far a bar is filled, None for no bar."""

    name: str
    about: str
    large: str
    words: str = ""
    filled: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the panel set itself, and the ``result``; ``kept`` None where it cannot be said."""

    name: str
    target: str
    result: str
    kept: bool | None

    @property
    def outcome(self) -> str:
        """In words: met, not met, or why it cannot be said."""
        unsaid = "no target" if self.target == "none set" else "cannot be shown"
        return unsaid if self.kept is None else "met" if self.kept else "not met"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """Everything the annual report shows of the record, as its audience may see it.

    ``years`` are up to five of them; ``equality`` sets people affected against the office's population, where it
    entered one; ``panel`` is what agencies did and how they came, for the panel alone.
    """

    period: Period
    audience: Audience
    counted: PublicReport
    years: ReportTable | None
    equality: tuple[ReportTable, ...]
    panel: tuple[ReportTable, ...]
    helped: tuple[Share, ...]
    promises: tuple[Promise, ...]
    members: tuple[str, ...]
    texts: WriteReport
    office: OfficeSettings

    @property
    def made_on(self) -> date:
        """The day it was counted."""
        return self.counted.made_on

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """Every table it prints, in their order, its promises and whether it helped among them."""
        years = (self.years,) if self.years else ()
        return (*self.counted.tables, *years, *self.equality, *self.panel, _told(self.helped), _kept(self.promises))


@reads(Right.READ_FIGURES)
def annual_report(reading: Reading, period: Period, audience: Audience) -> AnnualReport:
    """The report on a whole year; Refused for any other period."""
    if period.kind != "year":
        raise Refused("An annual report covers a whole year.", to_do="Choose a year, written like 2025-26.")
    public = audience == "public"
    counted = public_report(reading, period) if public else full_report(reading, period)
    threshold = counted.threshold if public else 0
    texts = report_texts(reading, "annual", period.label)
    return AnnualReport(
        period=period, audience=audience, counted=counted, years=_years(counted),
        equality=equality_tables(counted.table, setting(reading, PopulationSettings)),
        panel=() if public else _of_the_panel(scope_of(reading, period)), helped=_helped(reading, period, threshold),
        promises=_promises(reading, period, counted, threshold),
        members=tuple(each.name for each in agencies(reading) if each.core),
        texts=texts.for_public() if public else texts, office=setting(reading, OfficeSettings),
    )  # fmt: skip


def shown_share(part: int, base: int, threshold: int) -> tuple[str, str]:
    """A share large and beside it: "69%", "47 of 68". Hidden when it or its rest is small; no percentage under 20."""
    if not base:
        return "–", "none to count"
    if is_small(part, threshold) or is_small(base - part, threshold) or is_small(base, threshold):
        return CONFIDENTIAL, "hidden"
    given = percent(part, base)
    if given is None:
        return (LOW_BASE, "fewer than 20") if threshold else (f"{part} of {base}", "")
    return f"{given}%", f"{part} of {base}"


def _share(name: str, about: str, part: int, base: int, threshold: int) -> Share:
    large, words = shown_share(part, base, threshold)
    return Share(name, about, large, words, part / base if large.endswith("%") else None)


def _helped(reading: Reading, period: Period, threshold: int) -> tuple[Share, ...]:
    again = [each for each in risk.risen(reading, period.first, period.last) if each.times > 1]
    lower = sum(_BANDS.index(each.now) < _BANDS.index(each.entry) for each in again)
    answers = closures.victims_told(reading, period.first, period.last)
    safer = sum("safer" in outcomes for outcomes, _ in answers)
    return (
        _share("had a lower risk than at entry", "of open cases assessed more than once", lower, len(again), threshold),
        _share("of people affected felt safer", "of those who answered at closure", safer, len(answers), threshold),
    )


def _actions(counted: PublicReport, threshold: int) -> Promise:
    """From Table 15 as it is shown: what is hidden there is not told here."""
    table = counted.table("15")
    shown = {line.label: line.cells[0].value for line in table.lines} if table else {}
    done, due = shown.get("Done on time"), shown.get("All actions")
    if done is None or due is None:
        return Promise("Actions done on time", "none set", f"{CONFIDENTIAL}, hidden", None)
    return _rate("Actions done on time", done, due, threshold, target="")


def _promises(reading: Reading, period: Period, counted: PublicReport, threshold: int) -> tuple[Promise, ...]:
    year = figures(reading, period)
    planned = setting(reading, PanelSettings).meetings_a_year
    quarters = {each.label for each in quarters_in(period)}
    reported = len({
        row.period for row in stored.published_rows(reading)
        if row.kind == "quarterly" and row.state == stored.PUBLISHED and row.period in quarters
    })  # fmt: skip
    came = core_attendance(scope_of(reading, period))
    return (
        Promise("Panel meets every month", str(planned), str(year.meetings_held), year.meetings_held >= planned),
        _rate("Accepted cases heard when due", year.heard_when_due, year.heard_due, threshold),
        _wait(reading, period, threshold),
        _actions(counted, threshold),
        # Of agencies, not of persons: nothing of it is hidden.
        _rate("Core agencies present or deputised", came.part, came.base, 0, target=""),
        Promise("Quarterly reports published", "4", str(reported), reported >= len(quarters)),
    )


def _wait(reading: Reading, period: Period, threshold: int) -> Promise:
    """The median wait from referral to first hearing, not told to the public of fewer than 20."""
    name, most = "Wait for a first hearing, median", setting(reading, RuleSettings).first_hearing_days
    waits = first_waits(scope_of(reading, period), period)
    target = f"{most} working days"
    if waits is None:
        return Promise(name, target, "–", None)
    if threshold and waits.count < SMALLEST_BASE:
        return Promise(name, target, f"{LOW_BASE}, fewer than 20", None)
    return Promise(name, target, counted_words(waits.median, "working day"), waits.median <= most)


def _of_the_panel(scope: Scope) -> tuple[ReportTable, ...]:
    """What agencies did, and how they came to the panel: how an agency does is the panel's to know."""
    return tuple(filter(None, (tools_table(scope), support_table(scope), attended_table(scope))))


def _years(counted: PublicReport) -> ReportTable | None:
    """Table 24: up to five years, one of them for each line; None where the record has only one."""
    if len(counted.years) < 2:
        return None
    shown = [cell.value for _, (cell, *_) in counted.years]
    finding: Finding = ()
    if shown[0] is not None and shown[-1] is not None:
        first = counted.years[0][0]
        finding = ("Referrals: ", Strong(f"{shown[-1]:,}"), f", {shown[0]:,} in {first}.")
    reach = "" if len(counted.years) > 2 else "The record holds no earlier whole year."
    return ReportTable(
        number="24", title="Referrals and cases by year", section="Year by year", finding=finding,
        unit="referral; case", basis="date received; date accepted or closed", heading="Year",
        columns=(Column("Referrals", current=True), Column("Cases accepted"), Column("Cases closed")),
        lines=tuple(Line(label, cells) for label, cells in counted.years),
        notes=(*filter(None, (reach,)), "More reporting is an aim of the panel."),
        chart=Chart(
            "bars", "Referrals by year", tuple(label for label, _ in counted.years),
            (Series("Referrals", tuple(value or 0 for value in shown), current=True),),
        ),
    )  # fmt: skip


def _told(helped: tuple[Share, ...]) -> ReportTable:
    """Whether it helped, as a table."""
    return ReportTable(
        number="26", title="Did it help?", section="Did it help?", finding=(), unit="case; person affected",
        basis="assessed or closed in the year", heading="Of", columns=(Column("Share"), Column("Part")),
        lines=tuple(
            Line(f"{each.about}: {each.name}", (Cell(words=each.large), Cell(words=each.words))) for each in helped
        ),
    )  # fmt: skip


def _kept(promises: tuple[Promise, ...]) -> ReportTable:
    """How the panel kept its promises, as a table."""
    return ReportTable(
        number="27", title="How the panel kept its promises", section="The panel", finding=(),
        unit="meeting; case; action; attendance; report", basis="as under each table of the year", heading="Promise",
        columns=(Column("Target"), Column("Result"), Column("Outcome")),
        lines=tuple(
            Line(each.name, tuple(Cell(words=words) for words in (each.target, each.result, each.outcome)))
            for each in promises
        ),
    )  # fmt: skip


def _rate(name: str, part: int, base: int, threshold: int, *, target: str = "100%") -> Promise:
    large, words = shown_share(part, base, threshold)
    known = target and large not in (CONFIDENTIAL, LOW_BASE, "–")
    return Promise(name, target or "none set", f"{large}, {words}" if words else large, part == base if known else None)
