"""The agenda by rule: the December panel of the picture, and what must always hold."""

from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.agenda import CaseFacts, agenda_rules, arrange, plan, propose, timings
from hipdesk.model.periods import add_months
from hipdesk.model.vocab import code_list

MEETING = date(2026, 12, 10)
NOVEMBER = date(2026, 11, 12)
RULES = agenda_rules()


def case(number, initials, **facts):
    """A case of the year, heard twice unless told otherwise, presented by someone."""
    given = {"status": "heard", "heard": 2, "last_heard": NOVEMBER, "presenter": "J. Muñoz"} | facts
    return CaseFacts(f"id{number}", f"HIP/2026-27/{number:04d}", initials, **given)


NEW = {"status": "listed", "heard": 0, "last_heard": None}
DECEMBER = (
    case(12, "J.M.", closure_words="Closure test met: 4 of 4", band="standard", score=16),
    case(17, "B.L.", status="closed", last_heard=date(2026, 10, 8), aftercare_due=date(2026, 12, 3)),
    case(18, "D. family", carried_from=NOVEMBER, children=True, band="medium", score=29),
    case(19, "P.S.", last_heard=date(2026, 9, 10)),
    case(22, "R.B.", next_review=MEETING, risk_rose=True, children=True, band="high", score=36),
    case(24, "S.B.M.", organisation=True, listed_for=date(2027, 1, 14), band="standard", **NEW),
    case(27, "H.P.", band="standard", score=14, **NEW),
    case(29, "T.N.", actions_late=2, band="medium", score=24),
    case(31, "S.Ó D.", next_review=MEETING, band="medium", score=27),
    case(32, "A.O.", band="medium", score=22, **(NEW | {"presenter": ""})),
    case(33, "Z.B.-K.", urgent_meeting=date(2026, 11, 24), children=True, band="high", score=38, **NEW),
    case(38, "M.T.", band="high", score=33, **NEW),
    case(41, "S.Q.", accepted=False, urgent=True, **NEW),
    case(44, "N.N.", accepted=False, **NEW),
    case(45, "V.V.", next_review=date(2027, 1, 14)),
)


def test_propose_when_december_then_the_agenda_of_the_picture():
    """Order, kind, reason and minutes of every case line as drawn."""
    lines = propose(DECEMBER, MEETING).lines
    assert [(line.case.initials, line.kind, line.reason, line.minutes, line.group) for line in lines] == [
        ("R.B.", "review", "Review due; risk rose to High", 14, "children"),
        ("D. family", "review", "Carried over from 12 November, not reached", 12, "children"),
        ("Z.B.-K.", "urgent", "Urgent meeting 24 Nov; full hearing due", 15, "children"),
        ("M.T.", "new", "Accepted, not yet heard", 12, "others"),
        ("A.O.", "new", "Accepted, not yet heard", 12, "others"),
        ("H.P.", "new", "Accepted, not yet heard", 10, "others"),
        ("S.Ó D.", "review", "Review due", 10, "others"),
        ("T.N.", "review", "Two actions late", 6, "others"),
        ("J.M.", "closure", "Closure test met: 4 of 4", 5, "others"),
    ]


def test_propose_when_a_case_is_not_due_then_it_could_be_added_with_its_reason():
    """The right-hand column of the picture; a case due in January is nowhere."""
    optional = {line.case.initials: (line.reason, line.minutes) for line in propose(DECEMBER, MEETING).could_be_added}
    assert optional == {
        "S.Q.": ("Urgent, if you accept it today", 15),
        "P.S.": ("Not heard since 10 September, no date", 8),
        "B.L.": ("Aftercare call due 3 Dec, note only", 2),
        "S.B.M.": ("Organisation; listed for 14 January", 10),
    }


def test_plan_when_december_then_118_of_120_minutes_and_the_times_drawn():
    """Times, numbers, when Children's Services may leave, and what is to settle."""
    agenda = plan(propose(DECEMBER, MEETING).lines, time(10, 0), 120)
    assert (agenda.planned, agenda.slot, agenda.warning) == (118, 120, "")
    starts = {line.number: line.starts.strftime("%H:%M") for line in agenda.lines}
    assert [starts[number] for number in range(5, 14)] == [
        "10:16", "10:30", "10:42", "10:57", "11:09", "11:21", "11:31", "11:41", "11:47",
    ]  # fmt: skip
    assert starts[14] == "11:52"
    assert agenda.children_may_leave == time(10, 57)
    assert agenda.to_settle == ("No one named to present item 9",)


def test_plan_when_too_much_is_planned_then_it_warns():
    """A slot of 90 minutes is 28 too short."""
    assert plan(propose(DECEMBER, MEETING).lines, time(10, 0), 90).warning == "28 minutes more than the 90 there are"


def test_standing_lines_when_read_then_the_fourteen_of_the_field_in_order():
    """Fourteen lines; every kind of case has its place among them."""
    assert len(RULES.standing) == 14
    assert [line.code for line in RULES.standing][:4] == ["welcome", "confidentiality", "last_minutes", "action_log"]
    placed = {kind for line in RULES.standing for kind in line.kinds}
    assert placed == set(code_list("hearing_kind").codes)
    assert sum(line.minutes for line in RULES.standing if line.place == "opening") == 16
    assert sum(line.minutes for line in RULES.standing if line.place == "closing") == 6


def test_propose_when_twelve_months_have_passed_then_off_the_list_once():
    """A closed case last heard a year ago is noted once; a day short of a year is not."""
    old = case(1, "O.L.", status="closed", last_heard=date(2025, 12, 10))
    (line,) = propose([old], MEETING).lines
    assert (line.kind, line.reason) == ("off_list", "Last heard 10 December 2025: off the list, note only")
    for changed in (replace(old, last_heard=date(2025, 12, 11)), replace(old, off_list_noted=True)):
        assert propose([changed], MEETING).lines == ()


@given(st.dates(date(2024, 2, 1), date(2025, 12, 31)), st.sampled_from(["closed", "monitoring"]))
def test_propose_when_meetings_follow_one_another_then_each_old_case_is_noted_at_exactly_one(last_heard, status):
    """Month by month, a case that was never noted comes off the list at one meeting, whatever the days."""
    old = case(1, "O.L.", status=status, last_heard=last_heard)
    days = [date(2025 + month // 12, month % 12 + 1, 8 + month * 5 % 14) for month in range(26)]
    noted = [
        (before, day)
        for before, day in pairwise(days)
        if any(line.kind == "off_list" for line in propose([old], day, previous=before).lines)
    ]
    ((before, day),) = noted
    assert before < add_months(last_heard, 12) <= day


@pytest.mark.parametrize(
    ("facts", "kind", "reason"),
    [
        ({"urgent": True, **NEW}, "urgent", "Urgent; not yet heard"),
        ({"carried_from": NOVEMBER, **NEW}, "new", "Carried over from 12 November, not reached"),
        ({"status": "reopened"}, "review", "Reopened"),
        ({"risk_rose": True, "band": "high"}, "review", "Risk rose to High"),
        ({"urgent": True}, "review", "Urgent"),
        ({"actions_late": 1}, "review", "One action late"),
        ({"actions_late": 12}, "review", "12 actions late"),
        ({"listed_for": MEETING}, "review", "Put down for this panel"),
        ({"status": "monitoring", "last_heard": date(2025, 12, 1)}, "off_list", "Last heard 1 December 2025: off"),
    ],
)
def test_propose_when_one_rule_holds_then_its_reason(facts, kind, reason):
    """Each rule alone gives its kind and its words."""
    (line,) = propose([case(1, "A.B.", **facts)], MEETING).lines
    assert line.kind == kind
    assert line.reason.startswith(reason)


def test_arrange_when_children_come_first_among_new_cases_only_then_reviews_keep_their_place():
    """The other setting: no group, children at the head of the new cases."""
    rules = replace(RULES, children_first="new_only", order_others=("review", "new", "urgent", "closure"))
    cases = [
        case(1, "A.A.", band="high", score=40, **NEW),
        case(2, "B.B.", band="standard", score=3, children=True, **NEW),
        case(3, "C.C.", next_review=MEETING),
    ]
    lines = propose(cases, MEETING, rules).lines
    assert [line.case.initials for line in lines] == ["C.C.", "B.B.", "A.A."]
    assert {line.group for line in lines} == {"others"}
    assert plan(lines, time(10, 0), 120, rules).children_may_leave is None


def test_plan_when_a_case_with_children_closes_then_it_is_heard_with_them_and_they_may_leave():
    """Nobody who comes for children is needed again after the group; what is only noted keeps nobody."""
    cases = [
        case(1, "A.A.", closure_words="Closure test met: 4 of 4", children=True, band="standard"),
        case(2, "B.B.", next_review=MEETING, children=True, band="high"),
        case(3, "C.C.", next_review=MEETING, band="high"),
        case(4, "D.D.", status="closed", last_heard=date(2025, 12, 1), children=True),
    ]
    agenda = plan(propose(cases, MEETING).lines, time(10, 0), 120)
    heard = [line for line in agenda.lines if line.case]
    assert [line.case.case.initials for line in heard] == ["B.B.", "A.A.", "C.C.", "D.D."]
    assert agenda.children_may_leave == heard[2].starts


FACTS = st.builds(
    CaseFacts,
    case_id=st.uuids().map(str),
    reference=st.integers(1, 9999).map(lambda number: f"HIP/2026-27/{number:04d}"),
    initials=st.just("A.B."),
    status=st.sampled_from(["listed", "heard", "monitoring", "closed", "reopened"]),
    accepted=st.booleans(),
    urgent=st.booleans(),
    heard=st.integers(0, 3),
    last_heard=st.none() | st.dates(date(2025, 1, 1), MEETING),
    next_review=st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    carried_from=st.none() | st.just(NOVEMBER),
    listed_for=st.none() | st.sampled_from([MEETING, date(2027, 1, 14)]),
    children=st.booleans(),
    band=st.sampled_from([None, "standard", "medium", "high"]),
    score=st.none() | st.integers(0, 52),
    risk_rose=st.booleans(),
    actions_late=st.integers(0, 3),
    closure_words=st.sampled_from(["", "Closure test met: 3 of 4"]),
    aftercare_due=st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)


@given(st.lists(FACTS, max_size=12, unique_by=lambda facts: facts.case_id))
def test_propose_when_cases_vary_then_each_stands_once_with_a_reason(cases):
    """No case twice, none without reason or minutes; children's group at the head; accepted new cases never lost."""
    proposal = propose(cases, MEETING)
    ids = [line.case.case_id for line in (*proposal.lines, *proposal.could_be_added)]
    assert len(ids) == len(set(ids))
    assert all(line.reason for line in (*proposal.lines, *proposal.could_be_added))
    assert all((line.minutes > 0) == (line.kind != "off_list") for line in proposal.lines)
    groups = [line.group for line in proposal.lines]
    assert groups == sorted(groups, key=["children", "others"].index)
    for facts in cases:
        if facts.accepted and facts.heard == 0 and facts.status != "closed" and facts.listed_for in (None, MEETING):
            assert facts.case_id in [line.case.case_id for line in proposal.lines]
    again = arrange(reversed(proposal.lines))
    assert [line.case.reference for line in again] == [line.case.reference for line in proposal.lines]


@given(st.lists(FACTS, max_size=12), st.times().map(lambda at: at.replace(hour=9, second=0, microsecond=0)))
def test_timings_when_lines_follow_each_other_then_each_starts_when_the_one_before_ends(cases, start):
    """Starts add up exactly to the planned minutes."""
    agenda = plan(propose(cases, MEETING).lines, start, 120)
    assert [line.number for line in agenda.lines] == list(range(1, len(agenda.lines) + 1))
    assert agenda.planned == sum(line.minutes for line in agenda.lines)
    minutes = [line.starts.hour * 60 + line.starts.minute for line in agenda.lines]
    for before, after, line in zip(minutes, minutes[1:], agenda.lines, strict=False):
        assert after - before == line.minutes
    assert timings(agenda.lines, start) == tuple(line.starts for line in agenda.lines)
    assert bool(agenda.warning) == (agenda.planned > 120)
