"""The one line of time of a case: everything that happened, newest first, each with a heading, an aside and a text."""

from collections.abc import Iterable
from datetime import date, time

from hipdesk.model.action_log import ActionView
from hipdesk.model.cases.outcomes import OutcomeLine
from hipdesk.model.cases.views import ClosureLineView, HearingLine, ReferralLine, RiskLine, TimelineEntry
from hipdesk.model.panels.returns import ReturnView
from hipdesk.model.referrals.views import IncidentLine
from hipdesk.model.risk import question_set

_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDED = ("completed", "superseded", "not_completed_circumstances", "not_completed_agency")


def incidents(lines: Iterable[IncidentLine]) -> list[TimelineEntry]:
    """Each dated incident, with what police recorded."""
    return [
        _entry(
            line.id, "incident", line.day, f"Incident {line.number}", line.reported_to,
            _joined(line.facts, " ".join(part for part in (line.police_status, line.police_reference) if part)),
            clock=_clock(line.at), warns=True,
        )
        for line in lines
        if line.day is not None
    ]  # fmt: skip


def risks(lines: Iterable[RiskLine]) -> list[TimelineEntry]:
    """Each assessment, with where it came from and why."""
    found = []
    before: RiskLine | None = None
    for line in lines:
        heading = "Risk reviewed" if before else "Risk assessed"
        same = before is not None and risk_words(before) == risk_words(line)
        moved = f"{risk_words(before)} to {risk_words(line)}" if before and not same else risk_words(line)
        moved = f"Still {moved}" if same else moved
        why = ". ".join((*line.automatic, line.override_reason)).strip(". ")
        found.append(_entry(line.id, "risk", line.on_day, heading, line.assessor, _joined(moved, why or line.words)))
        before = line
    return found


def hearings(lines: Iterable[HearingLine]) -> list[TimelineEntry]:
    """Each hearing, with its decision and who told the person affected."""
    found = []
    for line in lines:
        times = _TIMES[line.number] if line.number < len(_TIMES) else f"{line.number}th"
        told = f"{line.told_by} tells the person affected" if line.told_by else ""
        if line.told_by and line.told_on:
            told = f"Told by {line.told_by} on {line.told_on.day} {line.told_on:%b}"
        found.append(
            _entry(
                f"hearing-{line.number}", "hearing", line.on_day, f"Heard, {times} time",
                "", _joined(line.decision, line.words, told),
            )
        )  # fmt: skip
    return found


def returns(lines: Iterable[ReturnView]) -> list[TimelineEntry]:
    """Each return that is in, with how it may be used."""
    return [
        _entry(
            line.id,
            "return",
            line.returned_on,
            "Return",
            line.agency,
            _joined(line.text or line.words, line.limits_words),
        )
        for line in lines
        if line.is_in and line.returned_on is not None
    ]


def actions(lines: Iterable[ActionView]) -> list[TimelineEntry]:
    """Each action that ended, on the day it did."""
    found = []
    for line in lines:
        day = line.completed_on or line.last_word_on
        if line.status in _ENDED and day is not None:
            found.append(_entry(line.id, "action", day, f"Action {line.number}", line.rag.words, line.wording))
    return found


def referrals(lines: Iterable[ReferralLine]) -> list[TimelineEntry]:
    """Each referral on the day it was received."""
    return [
        _entry(line.id, "referral", line.received_on, "Referral", line.agency, _joined(line.summary))
        for line in lines
    ]  # fmt: skip


def closures(lines: Iterable[ClosureLineView]) -> list[TimelineEntry]:
    """Each closing and reopening."""
    found = []
    for number, line in enumerate(lines):
        found.append(_entry(f"closure-{number}", "closure", line.closed_on, "Closed", line.reason, line.words))
        if line.reopened_on is not None:
            found.append(_entry(f"reopened-{number}", "status", line.reopened_on, "Reopened", "", ""))
    return found


def outcomes(lines: Iterable[OutcomeLine]) -> list[TimelineEntry]:
    """Each dated outcome, and what happened to an order after it was given; a breach warns."""
    headings = {"breach": "Breach", "change": "Order changed", "ended": "Order ended"}
    return [
        _entry(
            line.id, "outcome", line.on_day, headings.get(line.kind, "Outcome"), line.title, line.words,
            warns=line.kind == "breach",
        )
        for line in lines
        if line.on_day is not None
    ]  # fmt: skip


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Newest day first; within a day, what has an instant or a time of day by it, newest first."""
    return tuple(sorted(entries, key=lambda entry: (entry.on_day, entry.clock or "00:00", entry.id), reverse=True))


def why_risk(lines: tuple[RiskLine, ...]) -> str:
    """Why the risk is what it is now: automatic reasons, override, score, unknown answers and when it was agreed."""
    if not lines:
        return ""
    line = lines[-1]
    band = _band(line.band)
    parts = []
    if line.override_reason:
        by = f" ({line.override_by})" if line.override_by else ""
        parts.append(f"{band} set by hand{by}: {line.override_reason}")
    elif line.automatic:
        parts.append(f"{band} whatever the score: {'; '.join(_lower(reason) for reason in line.automatic)}")
    if line.score is not None:
        unknown = (
            f", {line.unknowns} {'answer' if line.unknowns == 1 else 'answers'} not known" if line.unknowns else ""
        )
        parts.append(f"Score {line.score} of {line.score_max}{unknown}, {line.occasion.lower()} on {_day(line.on_day)}")
    else:
        parts.append(f"{band} without a score, {line.occasion.lower()} on {_day(line.on_day)}")
    return _joined(*parts)


def risk_words(line: RiskLine) -> str:
    """ "High 36", "Medium" when there is no score."""
    return _band(line.band) if line.score is None else f"{_band(line.band)} {line.score}"


def _band(code: str) -> str:
    known = {band.code: band.label for band in question_set().bands}
    return known.get(code, code)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _joined(*parts: str) -> str:
    """Sentences one after the other, each with its full stop."""
    whole = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part[-1] in ".!?”" else f"{part}." for part in whole)


def _entry(
    key: str, kind: str, day: date | None, heading: str, aside: str, text: str, *, clock: str = "", warns: bool = False
) -> TimelineEntry:
    return TimelineEntry(
        id=key, kind=kind, on_day=day or date.min, at=None, clock=clock, heading=heading, aside=aside, text=text,  # type: ignore[arg-type] # one of the kinds
        record_id=key, warns=warns,
    )  # fmt: skip
