"""The annual report: the year in numbers, whether it helped, and how the panel kept its promises."""

from dataclasses import dataclass

from hipdesk.kernel.errors import Refused
from hipdesk.model.measures import percent
from hipdesk.model.periods import Period, quarters_in
from hipdesk.model.publishing import Audience, WriteReport
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.model.suppression import CONFIDENTIAL, LOW_BASE, is_small
from hipdesk.model.suppression_report import PublicReport
from hipdesk.model.users import Right
from hipdesk.services.figures import figures
from hipdesk.services.publishing import report_texts
from hipdesk.services.publishing_public import full_report, public_report
from hipdesk.services.registry import reads
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """Everything the annual report shows of the record, as its audience may see it."""

    period: Period
    audience: Audience
    counted: PublicReport
    helped: tuple[Share, ...]
    promises: tuple[Promise, ...]
    members: tuple[str, ...]
    texts: WriteReport
    office: OfficeSettings


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
        period=period, audience=audience, counted=counted, helped=_helped(reading, period, threshold),
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
    return (
        Promise("Panel meets every month", str(planned), str(year.meetings_held), year.meetings_held >= planned),
        _rate("Accepted cases heard when due", year.heard_when_due, year.heard_due, threshold),
        _actions(counted, threshold),
        Promise("Quarterly reports published", "4", str(reported), reported >= len(quarters)),
    )


def _rate(name: str, part: int, base: int, threshold: int, *, target: str = "100%") -> Promise:
    large, words = shown_share(part, base, threshold)
    known = target and large not in (CONFIDENTIAL, LOW_BASE, "–")
    return Promise(name, target or "none set", f"{large}, {words}" if words else large, part == base if known else None)
