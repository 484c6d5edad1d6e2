"""Actions: colours in words, lateness, ending, and the one-line entry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.actions import (
    AgencyName,
    RagRules,
    ageing_band,
    ageing_counts,
    alike_action,
    check_ending,
    done_on_time,
    rag,
    read_action_line,
)
from hipdesk.model.due_days import read_due
from hipdesk.model.statuses import ACTION_STATUSES
from hipdesk.model.workdays import add_working_days, is_working_day, working_days_between

TODAY = date(2026, 12, 2)
MEETING = date(2026, 12, 10)
NEXT_PANEL = date(2027, 1, 14)
AGENCIES = (
    AgencyName("rch", "Riverside & Chalk Housing", ("RCH", "Riverside & Chalk"), ("J. Muñoz",)),
    AgencyName("csu", "Police CSU", (), ("PC Ó Briain", "Insp. D. Fairclough")),
    AgencyName("asc", "Adult Social Care", ("ASC",), ("T. Quist",)),
    AgencyName("vc", "Victim Care", ("VC",)),
    AgencyName("legal", "Council Legal"),
    AgencyName("housing", "Council Housing", ("",), ("",)),
)


def line(text):
    """Read a line at the December meeting."""
    return read_action_line(text, AGENCIES, MEETING, next_panel=NEXT_PANEL)


@pytest.mark.parametrize(
    ("due", "code", "words", "late"),
    [
        (date(2026, 11, 17), "red", "11 days late", 11),
        (date(2026, 11, 24), "red", "6 days late", 6),
        (date(2026, 12, 1), "red", "1 day late", 1),
        (date(2026, 12, 3), "amber", "Due tomorrow", 0),
        (date(2026, 12, 4), "amber", "Due in 2 days", 0),
        (date(2026, 12, 7), "amber", "Due in 3 days", 0),
        (date(2026, 12, 9), "green", "On track", 0),
        (date(2026, 12, 18), "blue", "Not due", 0),
        (None, "grey", "No date", 0),
    ],
)
def test_rag_when_seen_on_2_december_then_the_chips_of_the_picture(due, code, words, late):
    """The chips of the Actions picture, from the November panel."""
    chip = rag("open", due, TODAY, since=date(2026, 11, 19))
    assert (chip.code, chip.words, chip.days_late) == (code, words, late)


def test_rag_when_no_word_came_then_grey_after_ten_days_and_green_with_a_word():
    """Raised 2 November, due in nine days, no word: grey; a word, or work begun, makes it green."""
    due, since = add_working_days(TODAY, 9), date(2026, 11, 2)
    assert rag("open", due, TODAY, since=since).words == "No update"
    assert rag("open", due, TODAY, since=since, last_word=date(2026, 11, 9)).words == "On track"
    assert rag("open", due, TODAY, since=since, last_word=date(2026, 10, 30)).words == "No update"
    assert rag("in_progress", due, TODAY, since=since).words == "On track"
    assert rag("open", due, TODAY, since=since, rules=RagRules(word_expected_after=40)).words == "On track"
    assert rag("open", date(2026, 12, 18), TODAY, since=since, last_word=TODAY).code == "green"


def test_rag_when_ended_then_the_two_kinds_of_not_done_stay_apart():
    """Done is green, ended is grey, and each says how it ended."""
    words = {
        status: rag(status, TODAY - timedelta(days=40), TODAY, since=TODAY).words
        for status in ("completed", "superseded", "not_completed_circumstances", "not_completed_agency")
    }
    assert len(set(words.values())) == 4
    assert words["completed"] == "Done"
    assert rag("completed", None, TODAY, since=TODAY).colour == "green"
    assert rag("superseded", None, TODAY, since=TODAY).colour == "grey"


def test_done_on_time_when_carried_past_its_first_date_then_late():
    """Only the first due date counts."""
    assert done_on_time(date(2026, 12, 4), date(2026, 12, 4))
    assert not done_on_time(date(2026, 12, 4), date(2026, 12, 5))
    assert not done_on_time(date(2026, 12, 4), None)
    assert not done_on_time(None, date(2026, 12, 4))


def test_ageing_when_late_then_the_three_bands():
    """1 to 10, 11 to 20, 21 and over; nothing when not late."""
    assert [ageing_band(days) for days in (0, 1, 10, 11, 20, 21, 200)] == [
        None, "1-10", "1-10", "11-20", "11-20", "21+", "21+",
    ]  # fmt: skip
    assert [(each.band, each.count) for each in ageing_counts([0, 3, 4, 30])] == [("1-10", 2), ("11-20", 0), ("21+", 1)]


def test_check_ending_when_something_is_missing_then_refused():
    """Undone needs a reason, carrying forward needs a day that is not past."""
    with pytest.raises(Refused, match="needs a reason"):
        check_ending("open", "not_completed_agency", reason="  ", today=TODAY)
    check_ending("open", "not_completed_agency", reason="No fitter sent", today=TODAY)
    for new_due in (None, TODAY - timedelta(days=1)):
        with pytest.raises(Refused, match="new date"):
            check_ending("open", "carried_forward", new_due=new_due, today=TODAY)
    check_ending("carried_forward", "carried_forward", new_due=TODAY, today=TODAY)
    with pytest.raises(Refused):
        check_ending("completed", "superseded", reason="x", today=TODAY)


def test_read_action_line_when_written_as_in_the_picture_then_owner_verb_and_the_friday_before():
    """The line of the Run picture mends its Saturday."""
    read = line("RCH to fit letterbox guard by 12 Dec")
    assert (read.owner_id, read.person, read.wording) == ("rch", "J. Muñoz", "Fit letterbox guard")
    assert (read.due, read.asked, read.note) == (date(2026, 12, 11), date(2026, 12, 12), "12 Dec is a Saturday")
    assert read.complete


@pytest.mark.parametrize(
    ("text", "owner", "wording", "due"),
    [
        ("police to review camera for 2 November by next panel", "csu", "Review camera for 2 November", (2027, 1, 14)),
        ("ASC: confirm who visits P.S. weekly by Friday", "asc", "Confirm who visits P.S. weekly", (2026, 12, 11)),
        ("Riverside and Chalk to write to every flat within 2 weeks", "rch", "Write to every flat", (2026, 12, 24)),
        ("PC O Briain will take a statement, 16 Dec 2026.", "csu", "Take a statement", (2026, 12, 16)),
        ("RCH (J Munoz) to send warning letter before 24 Dec", "rch", "Send warning letter", (2026, 12, 23)),
        ("RCH by 18 Dec to fit letterbox guard", "rch", "Fit letterbox guard", (2026, 12, 18)),
        ("Victm Care to ring R.B. by 25 Dec", "vc", "Ring R.B.", (2026, 12, 24)),
        ("RCH visit tomorrow", "rch", "Visit", (2026, 12, 11)),
        ("The police must patrol by end of the month", "csu", "Patrol", (2026, 12, 31)),
        ("T. Quist, ASC to attend on 17th December", "asc", "Attend", (2026, 12, 17)),
        ("RCH - repair stair lighting in 5 working days", "rch", "Repair stair lighting", (2026, 12, 17)),
        ("RCH to fix light by 18/12", "rch", "Fix light", (2026, 12, 18)),
        ("RCH to fix light by 14th Jan", "rch", "Fix light", (2027, 1, 14)),
    ],
)
def test_read_action_line_when_written_loosely_then_still_understood(text, owner, wording, due):
    """Minute-takers' ways of writing the same three things."""
    read = line(text)
    assert (read.owner_id, read.wording, read.due) == (owner, wording, date(*due))
    assert read.complete


@pytest.mark.parametrize(
    ("text", "missing", "left"),
    [
        ("XYZ to fit guard by 31 Feb", ("owner", "due"), ("XYZ", "by 31 Feb")),
        ("RCH and police to do joint visit by 18 Dec", ("owner",), ("RCH and police",)),
        ("Council to advise by 15 Dec", ("owner",), ("Council",)),
        ("RCH to fix light by 1 Nov", ("due",), ("by 1 Nov",)),
        ("RCH to call by 12/12/2025", ("due",), ("by 12/12/2025",)),
        ("RCH to fix light asap", ("due",), ("asap",)),
        ("RCH to ask about damage caused by neighbour", ("due",), ()),
        ("Refer to Victim Care by Friday", ("owner",), ()),
        ("Victim update by Friday", ("owner",), ()),
        ("RCH to", ("action", "due"), ()),
        ("", ("owner", "action", "due"), ()),
    ],
)
def test_read_action_line_when_doubtful_then_it_says_what_it_did_not_understand(text, missing, left):
    """Two owners, an unknown owner, a day that passed: handed back, not guessed."""
    read = line(text)
    assert (read.missing, read.not_understood) == (missing, left)
    assert not read.complete


@pytest.mark.parametrize("called", ["RCH", "R&CH", "R & C H", "RACH"])
def test_read_action_line_when_an_agency_is_called_by_its_initials_then_it_owns_the_action(called):
    """Without any short name on record; two agencies of the same initials are not guessed between."""
    agencies = (AgencyName("rch", "Riverside & Chalk Housing"), AgencyName("asc", "Adult Social Care"))
    assert read_action_line(f"{called} to fit letterbox guard by 12 Dec", agencies, MEETING).owner_id == "rch"
    twins = (*agencies, AgencyName("two", "Rivermouth Community Homes"), AgencyName("n", "Ray and Chris Homes"))
    doubtful = read_action_line(f"{called} to fit letterbox guard by 12 Dec", twins, MEETING)
    assert (doubtful.owner_id, doubtful.not_understood) == (None, (called,))


def test_read_action_line_when_the_day_is_past_then_says_which_day_it_read():
    """ "By 1 Dec" on 10 December is a day that is gone, not words nobody understands."""
    read = read_action_line("ASC to visit by 1 Dec", AGENCIES, date(2026, 12, 10))
    assert (read.due, read.past, read.missing) == (None, date(2026, 12, 1), ("due",))
    assert read_action_line("ASC to visit by Twelfth Night", AGENCIES, date(2026, 12, 10)).past is None
    assert read_action_line("ASC to visit by 1 Dec 2027", AGENCIES, date(2026, 12, 10)).past is None


def test_read_action_line_when_no_panel_is_known_then_next_panel_is_not_a_day():
    """Without a next panel, "by next panel" is handed back."""
    read = read_action_line("RCH to report by next panel", AGENCIES, MEETING)
    assert (read.due, read.not_understood) == (None, ("by next panel",))


def test_read_due_when_next_friday_is_said_then_the_note_tells_how_it_was_read():
    """ "Next Friday" is the week after; "Friday" on a Friday is a week on; "this Friday" is today."""
    friday = date(2026, 12, 11)
    assert read_due("next Friday", MEETING).note == "next Friday read as 18 Dec"
    assert read_due("Friday", friday).day == date(2026, 12, 18)
    assert read_due("this Friday", friday).day == friday
    assert read_due("next week", MEETING) is None
    assert read_due("a fortnight", MEETING).day == date(2026, 12, 24)
    assert read_due("two months' time", MEETING).day == date(2027, 2, 10)
    assert read_due("end of January", MEETING).day == date(2027, 1, 29)
    assert read_due("Saturday", friday).day == friday
    assert read_due("Sunday", date(2026, 12, 12)).day == date(2026, 12, 14)


def test_alike_action_when_a_late_one_says_the_same_then_its_id():
    """The letterbox guard is action 118 already."""
    late = {"118": "Fit letterbox guard and fire-safe plate", "119": "Inspect stair lighting"}
    assert alike_action("Fit letterbox guard", late) == "118"
    assert alike_action("Offer counselling in Bengali", late) is None
    assert alike_action("Offer counselling", {}) is None


@given(
    st.sampled_from(ACTION_STATUSES),
    st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
    st.dates(date(2026, 1, 1), date(2026, 12, 2)),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 2)),
)
def test_rag_when_anything_is_asked_then_red_means_late_and_only_that(status, due, since, word):
    """Red exactly when a live action is past its day; words are never empty; done and ended never red."""
    chip = rag(status, due, TODAY, since=since, last_word=word)
    live = status in ("open", "in_progress", "carried_forward")
    assert (chip.code == "red") == (live and due is not None and due < TODAY) == (chip.days_late > 0)
    assert chip.words
    if chip.code == "amber":
        assert 0 <= working_days_between(TODAY, due) <= 3
    if chip.code == "blue":
        assert working_days_between(TODAY, due) > 10


@given(
    st.dates(date(2026, 12, 10), date(2027, 9, 30)), st.sampled_from(["by {0.day} {0:%B} {0.year}", "by {0:%d/%m/%Y}"])
)
def test_read_action_line_when_any_day_ahead_is_written_then_a_working_day_not_after_it(day, words):
    """The due day is worked, at most the day asked for unless nothing earlier is left, and the change is told."""
    read = line(f"RCH to report {words.format(day)}")
    assert is_working_day(read.due)
    assert read.asked == day
    assert read.due >= MEETING
    assert (read.due == day) == (read.note == "")
    assert read.wording == "Report"


@given(st.text(max_size=60), st.sampled_from(["", "RCH to ", "police: "]))
def test_read_action_line_when_given_any_text_then_it_never_fails(text, start):
    """Whatever is typed live in a meeting, an answer and no error; a due day is worked and not past."""
    read = line(start + text)
    assert read.due is None or (is_working_day(read.due) and read.due >= MEETING)
    assert ("owner" in read.missing) == (read.owner_id is None)
