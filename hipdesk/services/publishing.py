"""Publishing reports: written for, frozen with their figures, rules and cases, opened, compared and withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model import publishing as asked
from hipdesk.model.periods import Period, parse_period, rolling_twelve_months
from hipdesk.model.reports import Report
from hipdesk.model.settings import PublicSettings, RuleSettings
from hipdesk.model.suppression_report import from_kept, kept_form
from hipdesk.model.users import Right
from hipdesk.services.publishing_public import fresh_counts, public_report
from hipdesk.services.registry import reads, writes
from hipdesk.services.reports.report import report
from hipdesk.services.settings import setting
from hipdesk.store.queries import audit
from hipdesk.store.queries import reports as stored
from hipdesk.store.tables.papers import ReportRow
from hipdesk.store.work import Reading, Work

_Tables = Mapping[str, list[list[str]]]


@reads(Right.READ_FIGURES)
def report_texts(reading: Reading, kind: asked.ReportKind, period: str) -> asked.WriteReport:
    """What was written for a report; empty texts when nothing was."""
    row = stored.written_row(reading, kind, period)
    return asked.WriteReport.model_validate({"kind": kind, "period": period, **(row.commentary if row else {})})


@writes(Right.MAKE_PAPERS, "report.written")
def write_report(work: Work, command: asked.WriteReport) -> None:
    """Keep what is written for a report; what was published keeps the words it was printed with."""
    parse_period(command.period)
    row = stored.written_row(work, command.kind, command.period)
    if row is None:
        row = ReportRow(
            kind=command.kind, period=command.period, audience="both", version="0", state=stored.DRAFT,
            made_at=work.now, made_by=work.actor.holder_id,
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
    row.commentary = command.model_dump(mode="json", exclude={"kind", "period"})
    row.made_at, row.made_by = work.now, work.actor.holder_id
    work.record("report.written", "report", row.id, fields=("commentary",))


@reads(Right.READ_FIGURES)
def record_head(reading: Reading) -> str:
    """The newest event of the record: a report is published as made only while nothing was recorded after it."""
    return audit.head(reading)


@writes(Right.MAKE_PAPERS, "report.published")
def publish_report(work: Work, command: asked.PublishReport) -> str:
    """Freeze a report: its bytes, figures, rules and list of cases; returns its id.

    Refused while another of the same period and version stands, and when anything was recorded since its paper was
    made.
    """
    if audit.head(work) != command.head:
        raise Refused(
            "The record was changed while the report was made.", kept="Nothing was published.",
            to_do="Publish it again: it is then counted anew.",
        )  # fmt: skip
    if stored.standing_row(work, command.kind, command.period, command.audience) is not None:
        raise Refused(
            "This report is published already.", kept="It stands as it is.",
            to_do="Withdraw it first, with the reason; then publish the new one.",
        )  # fmt: skip
    period = parse_period(command.period)
    versions = [
        row for row in stored.published_rows(work, audience=command.audience)
        if (row.kind, row.period) == (command.kind, command.period)
    ]  # fmt: skip
    row = ReportRow(
        kind=command.kind, period=command.period, audience=command.audience, version=f"{len(versions) + 1}.0",
        state=stored.PUBLISHED, figures=_figures(work, period, command.audience), cases=_cases(work, period, command),
        commentary=report_texts(work, command.kind, command.period).model_dump(mode="json"), pdf=command.pdf,
        made_at=work.now, made_by=work.actor.holder_id, published_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    values = {"kind": row.kind, "period": row.period, "audience": row.audience, "version": row.version}
    work.record("report.published", "report", row.id, fields=("state",), values=values)
    return row.id


@writes(Right.MAKE_PAPERS, "report.withdrawn")
def withdraw_report(work: Work, command: asked.WithdrawReport) -> None:
    """Take a published report back; later reports are still held against it, for it was read."""
    row = work.change(ReportRow, command.id)
    if row.state != stored.PUBLISHED:
        raise Refused("This report is not published.", kept="Nothing was changed.")
    row.state = stored.WITHDRAWN
    row.commentary = {**row.commentary, "withdrawn": command.reason}
    work.record("report.withdrawn", "report", row.id, fields=("state",), values={"reason": command.reason})


@reads(Right.READ_FIGURES)
def published_reports(reading: Reading) -> tuple[asked.PublishedReport, ...]:
    """Every report that was published, newest first, withdrawn ones with the reason."""
    names = stored.holder_names(reading)
    return tuple(
        asked.PublishedReport(
            row.id, row.kind, row.period, row.audience, row.version, row.published_at.date(),  # type: ignore[arg-type] # checked when written
            names.get(row.made_by, ""), len(row.cases or ()), str(row.commentary.get("withdrawn", "")),
        )
        for row in stored.published_rows(reading)
        if row.published_at
    )  # fmt: skip


@reads(Right.READ_FIGURES, "report.opened")
def published_bytes(reading: Reading, report_id: str) -> bytes:
    """A published report exactly as it was printed."""
    return _published(reading, report_id).pdf or b""


@reads(Right.READ_FIGURES)
def changed_since(reading: Reading, report_id: str) -> asked.ChangedSince:
    """What a published report would say, counted again today."""
    row = _published(reading, report_id)
    period = parse_period(row.period)
    then = row.figures or {}
    before = set(row.cases or ())
    cases = set(stored.cases_accepted(reading, *_days(period, row.audience)))
    if row.audience == "panel":
        figures = _of_tables(then.get("tables", {}), _tables(report(reading, period)))
    else:
        figures = _of_counts(then, fresh_counts(reading, period))
    return asked.ChangedSince(tuple(figures), len(cases - before), len(before - cases))


def _published(reading: Reading, report_id: str) -> ReportRow:
    row = reading.find(ReportRow, report_id)
    if row.state not in (stored.PUBLISHED, stored.WITHDRAWN):
        raise Refused("This report is not published.", kept="Nothing was changed.")
    return row


def _days(period: Period, audience: str) -> tuple[date, date]:
    over = rolling_twelve_months(period) if audience == "public" else period
    return over.first, over.last


def _cases(work: Work, period: Period, command: asked.PublishReport) -> list[str]:
    """The cases a report counts: accepted in its days."""
    return stored.cases_accepted(work, *_days(period, command.audience))


def _figures(reading: Reading, period: Period, audience: str) -> dict[str, Any]:
    """Figures and rules as they are kept."""
    rules = setting(reading, RuleSettings).model_dump(mode="json")
    if audience == "public":
        kept = kept_form(public_report(reading, period))
        return {**kept, "rules": {**kept["rules"], **rules}}
    made = report(reading, period)
    return {"tables": _tables(made), "rules": {**rules, "threshold": setting(reading, PublicSettings).threshold}}


def _tables(made: Report) -> dict[str, list[list[str]]]:
    return {
        table.number: [[line.label, *(cell.shown for cell in line.cells)] for line in table.lines]
        for table in made.tables
    }


def _of_tables(then: _Tables, now: _Tables) -> list[asked.Changed]:
    """Lines of the panel version that read differently."""
    found = []
    for number in sorted({*then, *now}):
        old = {row[0]: row[1:] for row in then.get(number, [])}
        new = {row[0]: row[1:] for row in now.get(number, [])}
        for label in dict.fromkeys((*old, *new)):
            before, after = ", ".join(old.get(label, ())), ", ".join(new.get(label, ()))
            if before != after:
                found.append(asked.Changed(f"Table {number}, {label}", before or "–", after or "–"))
    return found


def _of_counts(then: Mapping[str, Any], now: Mapping[str, int]) -> list[asked.Changed]:
    """Counts of the public version that are others today; hidden ones too, for the officer alone."""
    kept = from_kept(then, "", date.min, standing=True)
    return [
        asked.Changed(name.replace(" @ ", ", "), str(kept.values[name]), str(now[name]))
        for name in kept.told
        if name in now and kept.values[name] != now[name]
    ]
