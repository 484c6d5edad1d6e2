"""The quarterly report: every number opens what it counted, columns add up, findings say what the table says."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from hipdesk.kernel.errors import Refused
from hipdesk.model.measures import percent
from hipdesk.model.periods import quarter, span
from hipdesk.model.reports import plain
from hipdesk.model.workdays import add_working_days
from hipdesk.services.figures import behind_figure
from hipdesk.services.reports.report import report
from hipdesk.services.reports.scope import part_of
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.tables.panels import AttendanceRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from tests.support.histories import Action, History, histories, write_histories

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
QUARTERS = st.builds(
    quarter, st.sampled_from((2015, 2016)), st.integers(1, 4), st.sampled_from(("financial", "calendar"))
)
Q2 = quarter(2015, 2, "financial")


def made(work, found, period):
    write_histories(work, found)
    return report(work, period)


def report_of(office, period):
    with office.records.read(office.actor) as reading:
        return report(reading, period)


def one(day=date(2015, 7, 6), **values):
    return History(day, "1" * 32, False, None, day, "accepted", **values)


@settings(SLOW, max_examples=12)
@given(found=st.lists(histories(), max_size=10), period=QUARTERS)
def test_cells_when_opened_then_hold_as_many_records_as_they_say(office, found, period):
    """Every number of every table, over random histories, opens exactly the records it counted."""
    with office.records.write(office.actor) as work:
        for table in made(work, found, period).tables:
            for line in table.lines:
                for cell in line.cells:
                    if cell.behind is not None and cell.value is not None and cell.behind.figure != "closed":
                        total = behind_figure(work, cell.behind).total
                        assert total == cell.value, (table.number, line.label, cell)


@SLOW
@given(found=st.lists(histories(), max_size=10), period=QUARTERS)
def test_tables_when_made_then_their_lines_add_to_their_totals(office, found, period):
    """Groups, wards, owners, decisions and reasons add to the line of all; closings to the figure."""
    with office.records.write(office.actor) as work:
        whole = made(work, found, period)
    for number, kinds in (("3", ("group", "unknown")), ("4", ("plain",)), ("9", ("plain", "unknown")),
                          ("15", ("plain", "unknown")), ("18", ("plain", "unknown"))):  # fmt: skip
        table = whole.table(number)
        total = table.lines[-1]
        for at, cell in enumerate(total.cells):
            if cell.value is None:  # A time before the record begins: a dash in every line.
                assert {line.cells[at].shown for line in table.lines} == {"–"}
                continue
            parts = sum(line.cells[at].value for line in table.lines if line.kind in kinds)
            assert parts == cell.value, (number, at)
    assert whole.table("18").lines[-1].cells[0].value == whole.figures.closed
    assert whole.table("7").lines[-1].cells[-1].value == whole.figures.accepted
    assert whole.table("3").lines[-1].cells[0].value == whole.figures.referrals
    assert whole.table("15").lines[-1].cells[0].value == whole.figures.actions_due


@SLOW
@given(found=st.lists(histories(), max_size=10), period=QUARTERS)
def test_words_when_the_base_is_under_twenty_then_give_no_percentage(office, found, period):
    """Ten referrals never give a percentage, in no sentence, tile or note."""
    with office.records.write(office.actor) as work:
        whole = made(work, found, period)
    told = [plain(bullet) for bullet in whole.bullets]
    told += [f"{tile.large} {tile.beside} {tile.before}" for tile in whole.tiles]
    told += [plain(table.finding) for table in whole.tables]
    told += [cell.words for table in whole.tables for line in table.lines for cell in line.cells]
    assert not [words for words in told if "%" in words]


def test_not_known_when_wards_are_missing_then_stands_last_though_it_is_largest(office):
    """Two cases of no ward and one of Lansbury: the known ward first, not known last."""
    found = [one(ward=None), one(ward=None), one(ward="Lansbury")]
    with office.records.write(office.actor) as work:
        table = made(work, found, Q2).table("9")
    assert [line.label for line in table.lines] == ["Lansbury", "Not known", "All cases"]
    assert table.lines[1].cells[-1].value == 2


def test_wards_when_quarters_lie_before_the_record_then_a_dash_and_no_nought(office):
    """A nought of a time nobody recorded would read as a count; under the table it is said why."""
    with office.records.write(office.actor) as work:
        table = made(work, [one(ward="Lansbury")], Q2).table("9")
    assert [[cell.shown for cell in line.cells] for line in table.lines] == [
        ["–", "–", "–", "1", "1"],
        ["–", "–", "–", "0", "0"],
        ["–", "–", "–", "1", "1"],
    ]
    assert "the record begins later." in table.foot


def test_agency_when_it_refers_for_the_first_time_then_is_told(office):
    """New this year beside its name, and in the finding."""
    older = History(date(2014, 4, 10), "2" * 32, False, None, None, "declined")
    with office.records.write(office.actor) as work:
        table = made(work, [older, one()], Q2).table("3")
    assert "Canal Reach is new." in plain(table.finding)
    tags = {line.label: line.tag for line in table.lines}
    assert tags["Canal Reach"] == "new this year"
    assert [cell.shown for cell in table.lines[-1].cells] == ["1", "1", "1"]


def test_year_ago_when_the_record_does_not_reach_back_then_no_figure_is_made_of_it(office):
    """In the first year of a record nothing is more than a year ago, and nobody is new."""
    with office.records.write(office.actor) as work:
        whole = made(work, [one(date(2015, 4, 20), codes=["RAC"]), one(codes=["RAC"])], Q2)
    assert plain(whole.bullets[0]) == "1 referral, as many as last quarter."
    table = whole.table("3")
    assert [cell.shown for cell in table.lines[-1].cells] == ["1", "2", "–"]
    assert "–: the record begins later." in table.foot
    assert not any(line.tag == "new this year" for line in table.lines)
    strands = whole.table("5")
    assert [line.cells[-1].shown for line in strands.lines] == ["–"] * len(strands.lines)
    assert strands.chart.title == "Cases naming each strand, last two quarters"
    assert [series.name for series in strands.chart.series] == ["2015-16 Q1", "2015-16 Q2"]
    first = report_of(office, quarter(2015, 1, "financial"))
    assert {tile.before for tile in first.tiles} == {"Quarter 4: no record"}


def test_tiles_when_there_is_nothing_to_share_then_no_share_of_nought(office):
    """Nought of nought is no figure: nothing was due."""
    whole = report_of(office, Q2)
    shown = {tile.label: (tile.large, tile.beside) for tile in whole.tiles}
    assert shown["Actions on time"] == shown["Heard when due"] == ("–", "none due")
    assert shown["Repeat referrals"] == ("–", "no referral")


@given(part=st.integers(0, 60), more=st.integers(0, 60))
def test_part_of_when_none_or_all_then_words_instead_of_figures(part, more):
    """A finding never says "0 of 21" or "21 of 21"."""
    whole = part + more
    if not whole:
        return
    told = plain(part_of(part, whole, "case", "is", "are", "recorded"))
    assert f"{whole} of {whole}" not in told
    assert not told.startswith("0 ")
    assert (str(part) in told) or part in (0, 1)
    assert told.endswith(" recorded.")


def test_actions_when_they_have_no_due_date_then_they_are_told_under_the_table(office):
    """An action nobody gave a date cannot be late; it is counted in a note instead of being lost."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one(actions=[Action(date(2015, 8, 3), date(2015, 9, 2), "open", None)])])
        work.session.execute(update(ActionRow).values(first_due_on=None, due_on=None))
        table = report(work, Q2).table("15")
    assert plain(table.finding) == "No action fell due."
    assert "One action raised has no due date, so cannot be on time or late." in table.foot


def test_actions_when_overdue_then_age_in_working_days_from_the_morning_after(office):
    """Due on the quarter's last day: one working day late the next morning; ten and eleven fall in two bands."""
    days = (date(2015, 9, 30), date(2015, 9, 17), date(2015, 9, 16), date(2015, 9, 2))
    actions = [Action(date(2015, 8, 3), day, "open", None) for day in days]
    with office.records.write(office.actor) as work:
        table = made(work, [one(actions=actions)], Q2).table("15")
    assert [cell.value for cell in table.lines[-1].cells] == [4, 0, 0, 0, 0, 2, 1, 1]
    assert table.check == "0 + 0 + 0 + 0 + 2 + 1 + 1 = 4"


def test_closures_when_reopened_then_length_counts_from_the_reopening(office):
    """Accepted in April, closed, reopened on a Monday and closed again that Friday: four working days."""
    turns = [date(2015, 5, 1), date(2015, 7, 6), date(2015, 7, 10)]
    with office.records.write(office.actor) as work:
        whole = made(work, [one(date(2015, 4, 1), turns=turns)], Q2)
    assert whole.open_for is not None
    assert whole.open_for.median == 4
    assert (whole.figures.reopened, whole.figures.closed) == (1, 1)


def test_victims_when_they_answered_at_closure_then_each_person_counts_once_by_the_last_answer(office):
    """Three closed cases, two people answered, one of them twice; an answer after the closing is of another time."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one(turns=[date(2015, 8, 3)]) for _ in range(3)])
        cases = work.session.scalars(select(CaseRow.id).order_by(CaseRow.id)).all()
        for case, day, outcomes, mark in (
            (cases[0], date(2015, 7, 20), ["no_change"], 2),
            (cases[0], date(2015, 8, 3), ["safer", "stopped"], 5),
            (cases[1], date(2015, 8, 1), ["reduced"], None),
            (cases[2], date(2015, 9, 20), ["safer"], 5),
        ):
            work.session.add(VictimOutcomeRow(case_id=case, on_day=day, outcomes=outcomes, satisfaction=mark))
            work.session.flush()
        whole = report(work, Q2)
    table = whole.table("18b")
    assert [(line.label, line.cells[0].value) for line in table.lines] == [
        ("Behaviour reduced", 1), ("Behaviour stopped", 1), ("Felt safer", 1), ("Satisfied with the handling", 1),
    ]  # fmt: skip
    assert table.heading == "2 people answered"
    assert plain(table.finding) == "1 of 2 who answered felt safer."
    assert "Satisfied: 4 or 5 of 5, of 1 who said." in table.foot
    assert "18b" not in [each.number for each in report_of(office, quarter(2016, 2, "financial")).tables]


BANDS = ("standard", "medium", "high")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bands=st.lists(st.lists(st.sampled_from(BANDS), max_size=3), min_size=1, max_size=8))
def test_risk_when_cases_were_assessed_then_first_and_latest_by_the_end_are_told(office, bands):
    """Whatever was assessed: the matrix adds to the cases, later assessments do not count, the rest is told."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one() for _ in bands])
        keys = work.session.scalars(select(CaseRow.id).order_by(CaseRow.reference)).all()
        for key, found in zip(keys, bands, strict=True):
            for day, band in enumerate([*found, "high"]):
                on = date(2015, 8, 3 + day) if day < len(found) else date(2015, 11, 2)
                work.session.add(RiskAssessmentRow(case_id=key, occasion="review", assessed_on=on, band=band))
        work.session.flush()
        tables = {table.number: table for table in report(work, Q2).tables}
    ends = [(found[0], found[-1]) for found in bands if found]
    if not ends:
        assert "13" not in tables
        return
    table = tables["13"]
    shown = [[cell.value for cell in line.cells] for line in table.lines]
    assert shown[:3] == [
        [*(ends.count((entry, now)) for now in BANDS), sum(each[0] == entry for each in ends)] for entry in BANDS
    ]
    assert shown[3] == [sum(line[place] for line in shown[:3]) for place in range(4)]
    fell = sum(BANDS.index(now) < BANDS.index(entry) for entry, now in ends)
    assert table.check.startswith(f"{fell} lower + ")
    assert table.check.endswith(f" = {len(ends)}")
    missing = len(bands) - len(ends)
    assert any("no assessment" in note for note in table.notes) == (missing > 0)


def test_risk_when_the_band_was_set_by_hand_then_its_direction_is_told(office):
    """An override is counted, up or down from what the score gives; unknown answers from four on are told."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one()])
        key = work.session.scalars(select(CaseRow.id)).one()
        work.session.add(
            RiskAssessmentRow(
                case_id=key, occasion="entry", assessed_on=date(2015, 7, 6), band="high", band_by_score="medium",
                override_band="high", unknowns=4,
            )
        )  # fmt: skip
        work.session.flush()
        notes = " ".join(report(work, Q2).table("13").notes)
    assert "Set by hand over the score: 1 (1 up, 0 down)." in notes
    assert "One case has four or more answers unknown" in notes
    assert "One case was assessed once only" in notes


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.none() | st.integers(0, 6), min_size=1, max_size=8))
def test_times_when_referrals_were_acknowledged_then_working_days_decide(office, days):
    """Kept within two working days of receipt; a day nobody recorded is told and not counted either way."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one() for _ in days])
        rows = work.session.scalars(select(ReferralRow).order_by(ReferralRow.reference)).all()
        for row, after in zip(rows, days, strict=True):
            row.acknowledged_on = None if after is None else add_working_days(row.received_on, after)
        work.session.flush()
        tables = {table.number: table for table in report(work, Q2).tables}
    told = [after for after in days if after is not None]
    if not told:
        assert "19" not in tables
        return
    line = next(line for line in tables["19"].lines if line.label == "Acknowledged")
    kept = sum(after <= 2 for after in told)
    late = len(told) - kept
    assert line.cells[1].words == f"{kept} of {len(told)}"
    assert line.cells[3].words == (f"not met, {late} late" if late else "met")
    assert (f"acknowledged {days.count(None)}" in " ".join(tables["19"].notes)) == (None in days)


def test_times_when_a_case_was_first_heard_then_its_wait_counts_from_the_referral(office):
    """Monday 6 July to Thursday 13 August 2015 are 28 working days."""
    with office.records.write(office.actor) as work:
        write_histories(work, [one(heard=[date(2015, 8, 13)])])
        work.session.execute(update(CaseRow).values(first_heard_on=date(2015, 8, 13)))
        table = report(work, Q2).table("19")
    assert table.lines[2].cells[1].words == "28 days"
    assert plain(table.finding) == "The median wait to be heard is 28 working days."


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(came=st.lists(st.sampled_from("PDAN"), min_size=1, max_size=3), joined=st.integers(0, 3))
def test_attendance_when_panels_were_held_then_each_letter_is_what_the_list_says(office, came, joined):
    """P, D, A and N as listed, z before an agency joined; the share counts only what it was a member for."""
    days = [date(2015, 7 + at, 9) for at in range(len(came))]
    with office.records.write(office.actor) as work:
        agency = AgencyRow(name="Lantern Street Centre", folded="lantern street centre", core=True)
        agency.joined_on = days[joined] if joined < len(days) else None
        agency.agreement_signed, agency.agreement_expires_on = True, date(2014, 3, 31)
        work.session.add(agency)
        work.session.flush()
        for day, letter in zip(days, came, strict=True):
            meeting = MeetingRow(held_on=day, status="held")
            work.session.add(meeting)
            work.session.flush()
            work.session.add(
                AttendanceRow(
                    meeting_id=meeting.id, agency_id=agency.id, name="T. Quist", present=letter in "PD",
                    deputy_for="A. Price" if letter == "D" else None, answer="apologies" if letter == "A" else "none",
                )
            )  # fmt: skip
        work.session.flush()
        table = report(work, Q2).table("20")
    first = joined if joined < len(days) else 0
    letters = [cell.words for cell in table.lines[0].cells][:-2]
    assert letters == ["z"] * first + came[first:]
    kept = sum(letter in "PD" for letter in came[first:])
    assert table.lines[0].cells[-2].words == f"{kept} of {len(came) - first}"
    assert table.lines[0].cells[-1].words == "Mar 2014 (ended)"
    assert plain(table.finding).startswith(f"Core agencies came, or sent a deputy, {kept} of {len(came) - first} times")


def test_actions_when_none_was_done_then_the_sentence_begins_with_none(office):
    """ "0 of 3" opens no sentence; what was raised is told on page 1."""
    late = one(actions=[Action(date(2015, 7, 6), date(2015, 7, 20), "open", None)] * 3)
    with office.records.write(office.actor) as work:
        tables = {table.number: plain(table.finding) for table in made(work, [late], Q2).tables}
    assert tables["15"].startswith("None of the 3 actions due was done on time.")


def test_report_when_the_days_are_no_whole_months_then_refuses(office):
    """A report covers whole months."""
    with office.records.read(office.actor) as reading, pytest.raises(Refused, match="whole months"):
        report(reading, span(date(2015, 4, 2), date(2015, 5, 1), "financial"))


def test_report_when_nothing_is_recorded_then_says_so_in_words(office):
    """An empty vault gives a report of plain sentences, not of errors."""
    with office.records.read(office.actor) as reading:
        whole = report(reading, Q2)
    assert plain(whole.table("5").finding) == "No case was accepted."
    assert plain(whole.table("15").finding) == "No action fell due."
    assert plain(whole.table("3").finding) == "No referral was received."


@given(part=st.integers(0, 500), base=st.integers(0, 500))
def test_percent_when_given_then_is_near_the_share_and_never_on_a_small_base(part, base):
    """Half up, whole, and none under twenty."""
    given_percent = percent(part, base)
    if base < 20:
        assert given_percent is None
    else:
        assert abs(given_percent - 100 * part / base) <= 0.5
