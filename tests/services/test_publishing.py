"""Publishing: what is frozen, what is refused, what a later look shows; and reports held against each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import parse_period
from hipdesk.model.publishing import CaseStudy, PublishReport, WithdrawReport, WriteReport
from hipdesk.model.settings import PublicSettings
from hipdesk.model.suppression_report import count_name
from hipdesk.services.demonstration.making import invent
from hipdesk.services.publishing import (
    changed_since,
    publish_report,
    published_bytes,
    published_reports,
    record_head,
    report_texts,
    withdraw_report,
    write_report,
)
from hipdesk.services.publishing_annual import annual_report, shown_share
from hipdesk.services.publishing_public import full_report, public_report
from hipdesk.services.settings import change_settings
from hipdesk.store.queries import audit
from hipdesk.store.tables.papers import ReportRow
from tests.support.histories import History, write_histories
from tests.support.office import build_template, copy_template

Q1, Q2 = "2026-27 Q1", "2026-27 Q2"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The database of an invented borough of 150 referrals."""
    folder = tmp_path_factory.mktemp("filled")
    made = copy_template(build_template(tmp_path_factory.mktemp("lists")), folder)
    made.do(invent, 150)
    made.close()
    return folder / "records.db"


@pytest.fixture
def office(filled, tmp_path):
    """A copy of it for each test."""
    opened = copy_template(filled, tmp_path)
    yield opened
    opened.close()


def publish(office, period=Q2, audience="public", kind="quarterly"):
    head = office.read(record_head)
    return office.do(
        publish_report, PublishReport(kind=kind, period=period, audience=audience, pdf=b"%PDF-1.7", head=head)
    )


def counted(office, period=Q2):
    return office.read(public_report, parse_period(period))


def test_report_when_published_then_bytes_figures_rules_and_cases_are_kept(office):
    """Frozen: what was printed, how each count was shown, the threshold, and which cases were counted."""
    made = counted(office)
    key = publish(office)
    (listed,) = office.read(published_reports)
    assert (listed.id, listed.period, listed.audience, listed.version) == (key, Q2, "public", "1.0")
    assert office.read(published_bytes, key) == b"%PDF-1.7"
    with office.records.read(office.actor) as reading:
        row = reading.session.get(ReportRow, key)
        assert audit.verbs(reading, key) == ["report.published"]
        assert row.figures["told"] == dict(made.told)
        assert row.figures["rules"]["threshold"] == 5
        assert row.figures["rules"]["repeat_months"] == 12
        assert (
            len(row.cases) == listed.cases == made.values[count_name("accepted", made.window.first, made.window.last)]
        )


def test_report_when_published_twice_then_refuses_until_withdrawn(office):
    """One stands at a time; the second one is version 2.0, the first stays listed with its reason."""
    key = publish(office)
    with pytest.raises(Refused, match="published already"):
        publish(office)
    office.do(withdraw_report, WithdrawReport(id=key, reason="A total was wrong"))
    with pytest.raises(Refused, match="not published"):
        office.do(withdraw_report, WithdrawReport(id=key, reason="Again"))
    publish(office)
    newest, first = office.read(published_reports)
    assert (newest.version, newest.withdrawn) == ("2.0", "")
    assert (first.version, first.withdrawn) == ("1.0", "A total was wrong")


def test_report_when_the_record_changed_since_its_paper_was_made_then_refuses(office):
    """Bytes and figures are of one moment, or nothing is published."""
    head = office.read(record_head)
    office.do(change_settings, PublicSettings(threshold=10))
    with pytest.raises(Refused, match="changed while"):
        office.do(publish_report, PublishReport(kind="quarterly", period=Q2, audience="public", pdf=b"%PDF", head=head))
    assert office.read(published_reports) == ()


@pytest.mark.parametrize("audience", ["panel", "public"])
def test_published_when_looked_at_later_then_says_what_would_be_another(office, audience):
    """Nothing changed: as published. Then five late cases: figures differ, and five joined the list."""
    key = publish(office, audience=audience)
    assert office.read(changed_since, key).words == "Counted again today, every figure is as published."
    late = parse_period(Q2).first
    with office.records.write(office.actor) as work:
        write_histories(work, [History(late, None, False, None, late, "accepted", codes=["TRA"]) for _ in range(5)])
        work.record("test.written", "case", "0" * 32)
        work.finish()
    found = office.read(changed_since, key)
    assert (found.joined, found.left) == (5, 0)
    assert any("accepted" in each.what or "Cases" in each.what for each in found.figures)


def test_figures_when_published_before_then_they_stand_and_hidden_ones_stay_hidden(office):
    """A later correction never moves a published figure of the same days, so the change cannot be subtracted."""
    first = counted(office)
    publish(office)
    late = parse_period(Q2).first
    with office.records.write(office.actor) as work:
        write_histories(work, [History(late, None, False, None, late, "accepted", codes=["TRA"])])
        work.record("test.written", "case", "0" * 32)
        work.finish()
    again = counted(office)
    assert len(again.checked) == 1
    for name, how in first.told.items():
        assert again.told.get(name, how) == how
        if how == "shown":
            assert again.values[name] == first.values[name]


def test_reports_when_published_in_turn_then_no_small_quarter_is_left_open(office):
    """Quarter 1 goes out, then Quarter 2: their twelve months overlap, and nothing is given away between them."""
    publish(office, Q1)
    made = counted(office, Q2)
    assert made.exposed == 0
    alone = {name for name, how in made.told.items() if how == "hidden"}
    assert made.checked
    assert made.small + made.protecting == len(alone)
    for name, how in made.told.items():
        if how == "shown":
            assert not 0 < made.values[name] < made.threshold


@pytest.mark.parametrize("threshold", [3, 10])
def test_threshold_when_the_council_sets_another_then_counts_under_it_are_hidden(office, threshold):
    """3 shows more, 10 shows less."""
    office.do(change_settings, PublicSettings(threshold=threshold))
    made = counted(office)
    shown = [made.values[name] for name, how in made.told.items() if how == "shown"]
    assert not [count for count in shown if 0 < count < threshold]
    assert made.threshold == threshold


def test_texts_when_written_then_only_approved_ones_are_for_the_public(office):
    """A foreword not approved, and a case study not approved, stay with the panel."""
    written = WriteReport(
        kind="annual", period="2025-26", foreword="From the chair", commentary="More referrals",
        case_studies=(CaseStudy(title="One", text="told"), CaseStudy(title="Two", text="approved", approved=True)),
    )  # fmt: skip
    office.do(write_report, written)
    office.do(write_report, written)
    kept = office.read(report_texts, "annual", "2025-26")
    assert kept == written
    assert [study.title for study in kept.for_public().case_studies] == ["Two"]
    assert kept.for_public().foreword == ""
    assert kept.model_copy(update={"approved": True}).for_public().foreword == "From the chair"


@given(part=st.integers(0, 60), rest=st.integers(0, 60), threshold=st.sampled_from((3, 5, 10)))
def test_share_when_it_or_its_rest_is_small_then_neither_can_be_read(part, rest, threshold):
    """A percentage with its base gives both away, so it stands only when both may be known, and from 20 up."""
    large, words = shown_share(part, part + rest, threshold)
    if 0 < part < threshold or 0 < rest < threshold:
        assert (large, words) == ("[c]", "hidden")
    elif part + rest < 20:
        assert "%" not in large
    else:
        assert words == f"{part} of {part + rest}"


def test_annual_when_quarters_were_published_then_counts_them_as_kept(office):
    """Four reports a year: those published here, one withdrawn does not count."""
    for period in ("2025-26 Q1", "2025-26 Q2"):
        key = publish(office, period, "panel")
    office.do(withdraw_report, WithdrawReport(id=key, reason="Wrong quarter"))
    made = office.read(annual_report, parse_period("2025-26"), "panel")
    promise = next(each for each in made.promises if each.name == "Quarterly reports published")
    assert (promise.result, promise.kept) == ("1", False)


def test_annual_when_published_after_the_quarters_then_is_held_against_them(office):
    """The year and its last quarter's twelve months are the same days: what was hidden there is hidden here."""
    publish(office, "2025-26 Q4")
    then = office.read(public_report, parse_period("2025-26 Q4"))
    now = office.read(public_report, parse_period("2025-26"))
    assert now.checked
    for name, how in then.told.items():
        assert now.told.get(name, how) == how
    assert now.series
    assert now.trend[-1][0] == "2025-26"


def test_tables_when_the_year_before_has_none_of_them_then_it_counts_nobody(tmp_path):
    """A table of incidents this year and none the year before: noughts stand there, and nothing fails."""
    (tmp_path / "own").mkdir()
    bare = copy_template(build_template(tmp_path), tmp_path / "own")
    days = (date(2015, 4, 6), date(2016, 7, 4))
    with bare.records.write(bare.actor) as work:
        older = [History(days[0], None, False, None, None, "declined")] * 6
        newer = [History(days[1], None, False, None, days[1], "accepted", ward="Lea", recordings=[None])] * 7
        write_histories(work, [*older, *newer])
        made = public_report(work, parse_period("2016-17 Q4"))
        full = full_report(work, parse_period("2016-17"))
    bare.close()
    incidents = next(table for table in made.tables if table.number == "8b")
    assert [cell.shown for cell in incidents.lines[-1].cells][:2] == ["7", "0"]
    assert full.hidden == 0
