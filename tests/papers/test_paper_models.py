"""What the paper models say: counts, sentences, refusals, and what gives way when a case paper is full."""

from dataclasses import dataclass, replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.papers import case_cuts
from hipdesk.papers.action_slips import ActionSlip
from hipdesk.papers.agenda import AgendaLine
from hipdesk.papers.minutes import MinutesCase, log_summary
from hipdesk.papers.quarterly import (
    ActionsSection,
    AgencyActions,
    StrandCases,
    count_tile,
    share_tile,
)
from hipdesk.papers.quarterly_tables import FlowMonth, FlowSection, ReferrerRow, ReferrersSection, span_of
from hipdesk.papers.quarterly_wards import WardRow, WardsSection
from hipdesk.papers.wording import spoken
from tests.support import paper_examples
from tests.support.paper_examples_quarterly import flow

COUNT = st.integers(0, 60)


def month(name: str, start: int, moves: tuple[int, int, int]) -> FlowMonth:
    accepted, reopened, closed = moves
    return FlowMonth(
        name=name,
        start=start,
        accepted=accepted,
        reopened=reopened,
        closed=closed,
        end=start + accepted + reopened - closed,
    )


@given(COUNT, st.lists(st.tuples(COUNT, COUNT, st.integers(0, 20)), min_size=1, max_size=6))
def test_flow_when_its_months_add_up_then_the_total_does(start, moves):
    """Open at start + accepted + reopened - closed = open at end, over any months."""
    months = []
    for place, moved in enumerate(moves):
        months.append(month(f"Month {place}", months[-1].end if months else start, moved))
    section = FlowSection(months=tuple(months), opens="1 April", ends="30 June", period="Quarter 1")
    opened, accepted, reopened, closed, ended = section.total
    assert opened + accepted + reopened - closed == ended
    assert f"{opened} + {accepted} + {reopened} – {closed} = {ended}" in str(section.to_content()["note"])


@given(st.integers(-5, 5).filter(bool))
def test_flow_when_it_does_not_add_up_then_no_report_is_made(off):
    """The program refuses to print a report whose figures disagree."""
    broken = replace(flow().months[-1], end=flow().months[-1].end + off)
    with pytest.raises(Refused, match=r"do not add up"):
        replace(flow(), months=(*flow().months[:-1], broken))


def test_flow_when_months_do_not_join_then_no_report_is_made():
    """What one month ends with the next begins with."""
    with pytest.raises(Refused, match=r"Table 2"):
        replace(flow(), months=(flow().months[0], flow().months[2]))


def test_referrers_when_a_type_is_not_the_sum_of_its_agencies_then_refused():
    """A bold row counts exactly the agencies beneath it."""
    rows = (
        ReferrerRow(name="Landlords", quarter=3, year=3, last_year=0, kind="type"),
        ReferrerRow(name="One", quarter=2, year=3, last_year=0, kind="member"),
    )
    with pytest.raises(Refused, match=r"Table 3"):
        ReferrersSection(rows=rows, period="Quarter 1")


def test_strands_when_months_do_not_add_to_the_quarter_then_refused():
    """The chart and its table cannot disagree."""
    strands = next(s for s in paper_examples.quarterly().sections if s.name == "What people were targeted for")
    with pytest.raises(Refused, match=r"Table 5"):
        replace(strands, cases=StrandCases(months=(1, 1, 1), quarter=4, previous=0, year_ago=0))


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.tuples(COUNT, COUNT), max_size=12), COUNT)
def test_wards_when_counted_then_sorted_by_size_and_not_known_is_last(wards, unknown):
    """The largest ward stands first; what is not known is shown, never shared out."""
    section = WardsSection(
        wards=tuple(WardRow(name=name, counts=counts) for name, counts in wards.items()),
        not_known=(unknown, 0),
        quarters=("Q1", "Q2"),
    ).to_content()
    sums = [row["all"] for row in section["rows"][:-1]]
    assert sums == sorted(sums, reverse=True)
    assert section["rows"][-1]["name"] == "Not known"
    assert section["total"][-1] == str(sum(sums) + unknown)
    assert "Not known is shown, never shared out." in section["note"]


def test_tiles_when_the_base_is_small_then_no_percentage():
    """Three of three meetings is told as that; 43 of 58 as a share."""
    assert (share_tile("a", 3, 3, (3, 3), "Q1").shown, share_tile("a", 3, 3, (3, 3), "Q1").beside) == ("3", "of 3")
    assert share_tile("a", 43, 58, (37, 53), "Quarter 1").previous == "Quarter 1: 70%, 37 of 53"
    assert share_tile("a", 0, 0, None, "Quarter 1").beside == "none due"
    assert count_tile("a", 4, 6, "Quarter 1").previous == "Quarter 1: 6. Down 2"
    assert count_tile("a", 4, 4, "Quarter 1").previous == "Quarter 1: 4. The same"


def test_agenda_when_cases_are_listed_then_the_head_counts_them():
    """The facts at the top are made from the running order, so they cannot disagree with it."""
    facts = dict(paper_examples.agenda().to_content()["facts"])
    assert facts["Cases today"].replace("\N{NO-BREAK SPACE}", " ") == "3 for review, 3 new, 1 urgent, 1 for closure"


def test_agenda_line_when_no_case_stands_under_it_then_it_says_so():
    """An empty heading is an answer, not a gap."""
    (row,) = AgendaLine(number=5, title="Cases for review", kind="review").to_content()
    assert row["detail"] == "None."


def test_log_summary_when_actions_were_due_then_the_two_kinds_of_not_done_stand_apart():
    """Circumstances changed and the agency did not do it are never merged."""
    told = spoken(log_summary(open_before=26, due=17, completed=11, carried=3, changed=2, failed=1))
    assert "2 not done because circumstances changed, 1 not done by the agency." in told
    rest = spoken(log_summary(open_before=30, due=30, completed=20, carried=3, changed=1, failed=1))
    assert rest.endswith("1 not done by the agency, 5 still to be done.")
    assert spoken(log_summary(1, 0, 0, 0, 0, 0)) == "1 action was open: 1 not yet due."
    assert spoken(log_summary(3, 1, 1, 0, 0, 0, undated=2)) == (
        "3 actions were open: 1 due or overdue, 2 without a date. 1 completed."
    )


def test_minutes_case_when_little_is_known_then_the_gaps_are_told():
    """A decision nobody wrote down prints as not recorded, not as nothing."""
    content = MinutesCase(
        reference="HIP/2026-27/0001",
        initials="",
        strands="",
        risk="unknown",
        score=None,
        score_of=None,
        decision="",
        starts=time(10),
        ends=time(10, 5),
    ).to_content()
    assert content["decision"] == "Not recorded."
    assert content["under"] == "Strand not known. 10:00 to 10:05."
    assert ["Victim told by", "Not recorded"] in content["next"]


def test_minutes_when_there_is_no_agreement_then_they_are_a_draft_whatever_the_frame_says():
    """Nothing can pass for agreed by a slip in the frame."""
    content = replace(paper_examples.minutes(), agreement=None).to_content()
    assert content["draft"]
    assert content["frame"]["draft"]


@pytest.mark.parametrize(
    ("left", "words"), [(3, "in 3 working days"), (1, "in 1 working day"), (0, "today"), (None, "")]
)
def test_slip_when_due_then_the_days_are_told(left, words):
    """How long is left is told in working days."""
    slip = ActionSlip(
        action="Ring", number="1/1", initials="A.", due=date(2026, 1, 1), working_days=left, risk="standard"
    ).to_content(date(2026, 1, 1))
    assert (slip["left"], slip["late"]) == (words, False)


def test_slip_when_overdue_then_it_is_late_in_words():
    """Late is told by a word and a sign, not by colour alone."""
    slip = ActionSlip(action="Ring", number="1/1", initials="A.", due=date(2026, 1, 1), working_days=-1, risk="high")
    told = slip.to_content(date(2026, 1, 2))
    assert (told["due"], told["left"], told["late"]) == ("1 January", "1 working day late", True)


def test_slip_when_due_years_ago_then_the_year_stands_and_no_thousands_of_days():
    """A due day of another year has its year, and lateness beyond a year is told as that."""
    slip = ActionSlip(action="Ring", number="1/1", initials="A.", due=date(2015, 10, 8), working_days=-2810, risk=None)
    told = slip.to_content(date(2026, 1, 2))
    assert (told["due"], told["left"]) == ("8 October 2015", "over a year late")


@dataclass
class _Told:
    place: int
    nothing_held: bool = False
    state: str = "done"


@given(st.lists(st.booleans(), max_size=30), st.integers(2, 12))
def test_kept_returns_when_too_many_then_silent_agencies_give_way_first(silent, most):
    """No agency that told something is left out for one that holds nothing."""
    returns = [_Told(place, nothing_held=quiet) for place, quiet in enumerate(silent)]
    kept, note = case_cuts.kept_returns(returns, most)
    assert len(kept) == min(len(returns), most)
    assert [one.place for one in kept] == sorted(one.place for one in kept)
    assert bool(note) == (len(returns) > most)
    if any(one.nothing_held for one in kept):
        assert sum(not one.nothing_held for one in kept) == sum(not quiet for quiet in silent)


@given(st.lists(st.sampled_from(["done", "late", "failed", "open"]), max_size=30), st.integers(2, 12))
def test_kept_actions_when_too_many_then_done_ones_give_way_first(states, most):
    """An action still owed is never cut for one that is done."""
    kept, note = case_cuts.kept_actions([_Told(place, state=state) for place, state in enumerate(states)], most)
    assert len(kept) == min(len(states), most)
    assert bool(note) == (len(states) > most)
    if any(one.state == "done" for one in kept):
        assert sum(one.state != "done" for one in kept) == sum(state != "done" for state in states)


@given(st.lists(st.integers(), max_size=40), st.integers(2, 12))
def test_kept_incidents_when_too_many_then_the_first_and_the_newest_stay(incidents, most):
    """How it began and what happened last are always printed."""
    kept, note = case_cuts.kept_incidents(incidents, most)
    assert kept == incidents or (kept[0], kept[1:]) == (incidents[0], incidents[len(incidents) - most + 1 :])
    assert bool(note) == (len(incidents) > most)


def test_actions_when_none_fell_due_then_no_check_of_noughts_only_what_is_further_told():
    """An empty table has no check sum and no legend of what was not done."""
    section = ActionsSection(agencies=(), raised=2, further="Two actions raised have no due date.")
    assert section.to_content()["note"] == "Two actions raised have no due date."
    full = ActionsSection(agencies=(AgencyActions(agency="RCH", on_time=1),), raised=1).to_content()["note"]
    assert "1 action was raised in the quarter. Check: 1 + 0" in full


def test_referrers_when_last_year_is_not_known_then_a_dash_and_no_nought():
    """Before the record begins there is no figure."""
    row = ReferrerRow(name="RCH", quarter=1, year=2, last_year=0)
    content = ReferrersSection(rows=(row,), period="Quarter 2", last_year_known=False).to_content()
    assert (content["rows"][0]["last_year"], content["total"]) == ("–", ["1", "2", "–"])


@given(st.integers(1, 12))
def test_span_when_quarters_are_few_then_they_are_spelled(quarters):
    """Running words have no figures for small numbers."""
    assert not any(sign.isdigit() for sign in span_of(quarters))
