"""Checks of minutes: each finds its fault alone, and names are found in public text."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.minutes import (
    ActionMinute,
    Attendee,
    CaseMinute,
    Conflict,
    KnownName,
    MinutesFacts,
    PublicText,
    check_minutes,
    names_in,
)

HELD = date(2026, 11, 12)
NAMES = (
    KnownName("Colm Dunmore", "HIP/2026-27/0022", "Perpetrator 1"),
    KnownName("Zoë Yıldız", "HIP/2026-27/0033", "Person A"),
)
CASE = CaseMinute(7, "HIP/2026-27/0022", "keep_open", "medium", date(2026, 12, 10), told_by="Victim Care")
GOOD = MinutesFacts(
    held=HELD,
    chair="Insp. D. Fairclough",
    attendance=(
        Attendee("D. Fairclough", "Police CSU", attended=True, signed=True),
        Attendee("K. Sandhu", "Fire Service", attended=False, signed=False),
    ),
    cases=(CASE,),
    actions=(ActionMinute(118, "Fit letterbox guard", "Riverside & Chalk", date(2026, 11, 17), 7),),
    public_texts=(PublicText("Item 15", "Ask at the first report, not the third."),),
    names=NAMES,
)


def with_case(**change):
    """The good minutes with one thing changed in their case."""
    return replace(GOOD, cases=(replace(CASE, **change),))


def with_action(**change):
    """The good minutes with one thing changed in their action."""
    return replace(GOOD, actions=(replace(GOOD.actions[0], **change),))


def test_check_minutes_when_nothing_is_wrong_then_twelve_checks_passed():
    """Twelve checks, all passed, may be agreed."""
    check = check_minutes(GOOD)
    assert check.problems == ()
    assert len(check.passed) == 12
    assert check.may_be_agreed


@pytest.mark.parametrize(
    ("facts", "field", "where", "blocks"),
    [
        (replace(GOOD, attendance=GOOD.attendance[1:]), "present", "Attendance", "agree"),
        (replace(GOOD, chair=" "), "chair", "Attendance", "agree"),
        (
            replace(GOOD, attendance=(replace(GOOD.attendance[0], signed=False),)),
            "confidentiality",
            "Attendance",
            "agree",
        ),
        (with_case(decision=None), "decision", "Item 7", "agree"),
        (with_case(conflicts=(Conflict("T. Quist", True, False),)), "conflict", "Item 7", "agree"),
        (with_case(risk_band=None), "risk", "Item 7", "warn"),
        (with_case(next_review=None), "review", "Item 7", "warn"),
        (with_case(told_by=""), "told", "Item 7", "warn"),
        (with_action(owner=""), "owner", "Item 7", "agree"),
        (with_action(due=None), "due", "Item 7", "agree"),
        (with_action(due=date(2026, 11, 11)), "due", "Item 7", "warn"),
        (with_action(wording=" ", line=None), "wording", "General actions", "agree"),
        (replace(GOOD, public_texts=(PublicText("Item 15", "Dunmore again"),)), "name", "Item 15", "warn"),
    ],
)
def test_check_minutes_when_one_thing_is_wrong_then_exactly_that_is_found(facts, field, where, blocks):
    """One fault, one problem, in its place; eleven checks still pass."""
    check = check_minutes(facts)
    assert [(problem.field, problem.where, problem.blocks) for problem in check.problems] == [(field, where, blocks)]
    assert len(check.passed) == 11
    assert check.may_be_agreed == (blocks == "warn") == bool(check.to_look_at)


def test_check_minutes_when_several_have_not_signed_then_one_problem_counts_them():
    """Twelve signatures are one thing to put right, not twelve."""
    people = tuple(Attendee(f"P{at}", "Police CSU", attended=True, signed=at == 0) for at in range(13))
    problems = check_minutes(replace(GOOD, attendance=people)).problems
    assert [(each.field, each.words.split(" not ")[0]) for each in problems] == [("signatures", "12 have")]


def test_check_minutes_when_a_case_was_carried_over_then_nothing_is_asked_of_it():
    """A case not reached needs no decision, risk, review or word to the person affected."""
    for change in ({"decision": None, "carried_to": date(2026, 12, 10)}, {"decision": "carried_over"}):
        facts = with_case(risk_band=None, told_by="", conflicts=(Conflict("T. Quist", True, False),), **change)
        assert check_minutes(facts).problems == ()


def test_check_minutes_when_a_conflicted_person_was_absent_then_nothing_to_minute():
    """An interest matters when the person is there, and is settled once minuted."""
    for conflict in (Conflict("T. Quist", False, False), Conflict("T. Quist", True, True)):
        assert check_minutes(with_case(conflicts=(conflict,))).may_be_agreed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the picture of Mr Dunmore for five months", [("Mr Dunmore", "Perpetrator 1")]),
        ("COLM DUNMORE and dunmore", [("COLM DUNMORE", "Perpetrator 1")]),
        ("Dunmore's flat; Zoe Yildiz moved", [("Dunmore", "Perpetrator 1"), ("Zoe Yildiz", "Person A")]),
        ("Mrs Okafor asked", [("Mrs Okafor", "A person")]),
        ("PC Dunmore attended", []),
        ("the Dunmores of this world", []),
        ("Dr Colm Dunmore spoke", [("Dr Colm Dunmore", "Perpetrator 1")]),
        ("no name at all, only a mr and a stair", []),
    ],
)
def test_names_in_when_a_text_names_someone_then_found_with_what_to_write(text, found):
    """Whole names, surnames and titles; not officers of the same name, nor words that only begin alike."""
    assert [(each.found, each.stand_in) for each in names_in(text, NAMES)] == found


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["Colm Dunmore", "Mr Dunmore", "Zoe Yildiz"]))
def test_names_in_when_a_name_stands_anywhere_then_it_is_found(before, after, name):
    """Between any two texts the name is found, in order and without overlap."""
    text = f"{before}. {name} , {after}"
    found = names_in(text, NAMES)
    assert any(each.known is not None for each in found)
    ends = 0
    for each in found:
        assert each.start >= ends
        assert text[each.start : each.start + len(each.found)] == each.found
        ends = each.start + len(each.found)
