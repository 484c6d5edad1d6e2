"""Minutes: what they hold, the checks, to the chair, agreed and frozen, corrected only in the open."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import AddAction, UpdateAction
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.attendance import AnswerInvitation, DeclareInterest
from hipdesk.model.panels.day import (
    AddLearning,
    CloseMeeting,
    FinishLine,
    Sign,
    StartLine,
    WriteDecision,
    WriteDiscussion,
)
from hipdesk.model.panels.minutes import (
    AgreeMinutes,
    AnswerCorrection,
    AskCorrection,
    LogCorrection,
    SendToChair,
    content_of,
    view_of,
)
from hipdesk.services import actions, agendas, attendance, finding, hearings, meetings, minutes, panel_day, panel_room
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import CorrectionRow, MeetingRow
from tests.services.panel_ground import case as case_of
from tests.services.panel_ground import heard
from tests.services.test_panel_day import JANUARY, Room

PDF = b"%PDF-1.7 minutes"


@pytest.fixture
def room(office):
    """See ``Room``."""
    return Room(office)


def hold(room, *, sign=True):
    """Hold the panel: two cases heard, one carried, an action, a learning point; all signed."""
    office = room.office
    room.open()
    confidentiality = next(
        line for line in office.read(agendas.agenda_view, room.meeting).lines if line.section == "confidentiality"
    )
    office.do(hearings.start_line, StartLine(line_id=confidentiality.id))
    office.do(hearings.finish_line, FinishLine(line_id=confidentiality.id))
    if sign:
        office.do(panel_room.sign, Sign(attendance_ids=tuple(person.id for person in room.people())))
    room.at(10, 25)
    line = room.hear(
        room.review, code="keep_open", words="Stays open.", risk_band="high", risk_words="Reprisal feared.",
        next_review_on=JANUARY, told_by="M. Diallo", unsaid="The bail address",
    )  # fmt: skip
    office.do(
        actions.add_action,
        AddAction(
            case_id=room.review, meeting_id=room.meeting, line_id=line, wording="Fit letterbox guard",
            owner_agency_id=room.landlord, owner_name="J. Muñoz", due_on=date(2026, 12, 14),
        ),
    )  # fmt: skip
    room.at(10, 40)
    room.hear(room.new, code="monitor", words="Monitor", risk_band="medium", next_review_on=JANUARY, told_by="J. Muñoz")
    room.at(12, 4)
    office.do(panel_room.close_meeting, CloseMeeting(meeting_id=room.meeting))
    return line


def agree(room, **values):
    review = room.office.read(minutes.minutes_review, room.meeting)
    kept = {"agreed_by": "Insp. D. Fairclough", "pdf": PDF, "digest": review.minutes.digest}
    return room.office.do(minutes.agree_minutes, AgreeMinutes(meeting_id=room.meeting, **(kept | values)))


def test_minutes_view_when_held_then_everything_the_paper_shows(office, room):
    """Attendance, sections by kind, discussion, risk, decision, actions and what comes next stand in one view."""
    hold(room)
    view = office.read(minutes.minutes_view, room.meeting)
    assert (view.state, view.version, view.chair) == ("draft", "0.1", "Insp. D. Fairclough")
    assert len(view.people) == 3
    assert view.statement.endswith("All signed.")
    review = next(case for case in view.cases if case.case_id == room.review)
    assert [(each.agency, each.text) for each in review.information] == [("Police CSU", "Arrested 4 December")]
    assert (review.risk_agreed, review.score, review.earlier, review.hearing) == ("High", 36, "36 at entry", 2)
    assert [(each.number, each.owner) for each in review.actions] == [("0022/1", "RCH, J. Muñoz")]
    carried = next(case for case in view.cases if case.case_id == room.third)
    assert (carried.state, carried.decision_code, carried.next_review_on) == ("carried", "carried_over", JANUARY)
    assert [section.code for section in view.sections][:3] == ["reviews", "new_cases", "trends"]
    assert view.sections[-1].text == "Thursday 14 January 2027, 10:00. Referrals by Wednesday 30 December."
    assert view_of(content_of(view)) == view


def test_minutes_view_when_the_meeting_keeps_words_on_the_last_minutes_then_they_are_told(office, room):
    """What was said of the minutes before is not lost when it was not written on their line of the agenda."""
    hold(room)
    with office.records.write(office.actor) as work:
        work.find(MeetingRow, room.meeting).last_minutes_words = "Agreed. No matters arising."
        work.record("meeting.changed", "meeting", room.meeting)
        work.finish()
    assert office.read(minutes.minutes_view, room.meeting).previous_words == "Agreed. No matters arising."


def test_minutes_view_when_a_case_was_heard_again_later_then_its_hearing_keeps_its_number(office, room):
    """The second hearing stays the second, however often the case came back before the draft was read."""
    hold(room)
    heard(office, room.review, JANUARY)
    with office.records.write(office.actor) as work:
        work.find(CaseRow, room.review).times_heard = 3
        work.record("case.heard", "case", room.review)
        work.finish()
    case = next(case for case in office.read(minutes.minutes_view, room.meeting).cases if case.case_id == room.review)
    assert case.hearing == 2


def test_minutes_view_when_agencies_have_short_names_then_those_stand_by_what_they_told(office, room):
    """The column of agencies is narrow: the short name stands in it."""
    room.open()
    line = room.line(room.review).id
    office.do(hearings.start_line, StartLine(line_id=line))
    office.do(panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=room.landlord, text="Locks changed"))
    (case,) = [each for each in office.read(minutes.minutes_view, room.meeting).cases if each.information]
    assert [each.agency for each in case.information] == ["RCH"]


def test_minutes_view_when_a_case_closes_then_its_aftercare_check_is_told(office, room):
    """What comes next for a closed case is the call after four weeks, not a review."""
    room.open()
    room.hear(room.review, code="close", words="Closed.", risk_band="standard", told_by="M. Diallo")
    due = room.case(room.review).aftercare_due_on
    case = next(case for case in office.read(minutes.minutes_view, room.meeting).cases if case.case_id == room.review)
    assert due is not None
    assert (case.aftercare_on, case.next_review_on) == (due, None)


def test_close_meeting_when_a_case_was_only_to_be_noted_then_it_is_noted_and_not_carried(office, room):
    """A case off the list needs no word to be noted; it does not come back at the next panel as not reached."""
    noted = case_of(office, 9, initials="O.L.")
    heard(office, noted, date(2025, 12, 4))
    room.set_case(noted, status="closed")
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=room.meeting, case_id=noted, kind="off_list"))
    hold(room)
    view = office.read(minutes.minutes_view, room.meeting)
    (case,) = next(section for section in view.sections if section.code == "off_list").cases
    assert (case.state, case.decision_code) == ("noted", None)
    assert noted not in [line.case_id for line in office.read(agendas.agenda_view, room.next).cases]
    check = office.read(minutes.minutes_review, room.meeting).check
    assert "decision" not in {problem.field for problem in check.to_put_right}


def test_minutes_view_when_only_an_old_workbook_tells_then_the_cases_heard_and_the_meeting_after(office, room):
    """A meeting of the past has its cases and nothing made up; the meeting after it is the one that followed."""
    with office.records.write(office.actor) as work:
        for day in (date(2016, 9, 8), date(2016, 10, 13)):
            row = MeetingRow(held_on=day, status="held", history=True, kind="ordinary")
            work.session.add(row)
            work.session.flush()
            work.record("meeting.planned", "meeting", row.id)
        work.finish()
    heard(office, room.third, date(2016, 9, 8))
    view = office.read(minutes.minutes_view, office.read(finding.find_meeting, "2016-09-08"))
    assert view.history
    assert [(section.title, section.text) for section in view.sections] == [("Cases heard", "HIP/2026-27/0027.")]
    assert view.next_day == date(2016, 10, 13)


def test_minutes_view_when_agreed_before_they_were_kept_then_agreed_as_the_meeting_says(office, room):
    """Minutes agreed elsewhere are not a draft again because no frozen copy is here; corrections stand beside them."""
    hold(room)
    with office.records.write(office.actor) as work:
        row = work.find(MeetingRow, room.meeting)
        row.minutes_state, row.minutes_agreed_by, row.minutes_agreed_on = "agreed", "Insp. D. Fairclough", JANUARY
        work.session.add(
            CorrectionRow(
                meeting_id=row.id, place="Item 5", said="a", now_says="b", asked_by="X", on_day=JANUARY, state="logged"
            )
        )
        work.record("meeting.changed", "meeting", row.id)
        work.finish()
    view = office.read(minutes.minutes_view, room.meeting)
    assert (view.state, view.version, view.agreed_on, view.fingerprint) == ("agreed", "1.1", JANUARY, "")
    assert [each.now_says for each in view.corrections] == ["b"]


def test_checks_when_something_is_missing_then_told_and_agreement_refused(office, room):
    """No decision, an unsigned declaration and an action without an owner each stand in the way."""
    line = hold(room, sign=False)
    office.do(
        actions.add_action, AddAction(case_id=room.review, meeting_id=room.meeting, line_id=line, wording="Write")
    )
    review = office.read(minutes.minutes_review, room.meeting)
    assert {problem.field for problem in review.check.to_put_right} == {"signatures", "owner", "due"}
    assert review.blocked_words == "After the 3 are put right."
    with pytest.raises(Refused, match="cannot be agreed"):
        agree(room)


def test_agree_when_checks_pass_then_frozen_with_bytes_and_later_changes_do_not_show(office, room):
    """Agreed minutes are kept whole: neither a carried action nor anything else moves them."""
    line = hold(room)
    office.do(minutes.send_to_chair, SendToChair(meeting_id=room.meeting))
    fingerprint = agree(room)
    before = office.read(minutes.minutes_view, room.meeting)
    assert (before.state, before.version, before.fingerprint) == ("agreed", "1.0", fingerprint)
    action = before.cases[0].actions[0]
    office.do(
        actions.update_action,
        UpdateAction(action_id=action.id, step="carried_forward", new_due_on=JANUARY, words="Part on order"),
    )
    assert office.read(minutes.minutes_view, room.meeting) == before
    assert office.read(minutes.frozen_minutes, room.meeting) == PDF
    with pytest.raises(Refused, match="frozen"):
        office.do(panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=room.police, text="Other"))
    with pytest.raises(Refused, match="frozen"):
        office.do(panel_day.write_decision, WriteDecision(line_id=line, code="monitor"))
    assert office.read(meetings.meeting_card, room.meeting).minutes.words == "agreed 10 Dec"


def test_agree_when_text_changed_since_printing_then_refused(office, room):
    """The bytes frozen are those of the text frozen, or nothing is."""
    line = hold(room)
    digest = office.read(minutes.minutes_view, room.meeting).digest
    office.do(panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=room.police, text="Charged"))
    with pytest.raises(Refused, match="changed meanwhile"):
        agree(room, digest=digest)


def test_correction_when_accepted_then_text_changes_and_refused_needs_a_reason(office, room):
    """The chair's correction changes the one place where the words stand; refusing says why."""
    hold(room)
    office.do(minutes.send_to_chair, SendToChair(meeting_id=room.meeting))
    ask = {"meeting_id": room.meeting, "asked_by": "Insp. D. Fairclough"}
    first = office.do(minutes.ask_correction, AskCorrection(**ask, said="Reprisal", now_says="Reprisals"))
    unclear = office.do(minutes.ask_correction, AskCorrection(**ask, said="Arrested", now_says="Charged"))
    with pytest.raises(Refused, match="not answered"):
        agree(room)
    office.do(minutes.answer_correction, AnswerCorrection(correction_id=first, accept=True))
    with pytest.raises(Refused, match="in 2 places"):
        office.do(minutes.answer_correction, AnswerCorrection(correction_id=unclear, accept=True))
    with pytest.raises(Refused, match="why"):
        office.do(minutes.answer_correction, AnswerCorrection(correction_id=unclear, accept=False))
    office.do(minutes.answer_correction, AnswerCorrection(correction_id=unclear, accept=False, reason="Stands"))
    review = office.read(minutes.minutes_review, room.meeting)
    assert review.minutes.cases[0].risk_words == "Reprisals feared."
    assert [each.state for each in review.settled] == ["accepted", "refused"]
    agree(room)


def test_log_correction_when_agreed_then_listed_beside_the_frozen_text(office, room):
    """After agreement a correction is a line of its own with a new version; before it, it is refused."""
    hold(room)
    logged = LogCorrection(
        meeting_id=room.meeting, place="0022/1", said="Fit", now_says="Replace", asked_by="J. Muñoz",
        agreed_by="Insp. D. Fairclough",
    )  # fmt: skip
    with pytest.raises(Refused, match="not agreed"):
        office.do(minutes.log_correction, logged)
    agree(room)
    office.do(minutes.log_correction, logged)
    view = office.read(minutes.minutes_view, room.meeting)
    assert (view.version, len(view.corrections)) == ("1.1", 1)
    assert view.cases[0].actions[0].wording == "Fit letterbox guard"
    assert [version.number for version in office.read(minutes.minutes_review, room.meeting).versions] == ["1.0", "1.1"]


def test_extract_when_for_an_agency_then_only_its_cases(office, room):
    """An agency's extract holds the cases it works on and no other."""
    hold(room)
    view = office.read(minutes.minutes_view, room.meeting)
    assert {case.case_id for case in view.extract(room.landlord).cases} == {room.review, room.new}
    assert view.extract(room.care).cases == ()


def test_moves_when_someone_left_for_a_case_then_a_timed_line_under_the_case_before(office, room):
    """Leaving stands under the case before, coming back under the case itself, and the interest says both times."""
    office.do(
        attendance.declare_interest,
        DeclareInterest(
            case_id=room.new, meeting_id=room.meeting, attendance_id=room.person("T. Quist").id, nature="Relative"
        ),
    )
    room.open()
    room.at(10, 25)
    room.hear(room.review, code="keep_open", next_review_on=JANUARY)
    room.at(10, 36)
    line = room.line(room.new).id
    office.do(hearings.start_line, StartLine(line_id=line, left=(room.person("T. Quist").id,)))
    office.do(panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=room.police, text="Known"))
    room.at(10, 47)
    office.do(hearings.finish_line, FinishLine(line_id=line))
    cases = {case.case_id: case for case in office.read(minutes.minutes_view, room.meeting).cases}
    left = f"T. Quist (Adult Social Care) left the room: declared interest in {cases[room.new].reference}."
    assert [(f"{move.at:%H:%M}", move.words) for move in cases[room.review].moves] == [("10:36", left)]
    assert [move.words for move in cases[room.new].moves] == ["T. Quist (Adult Social Care) came back."]


def test_log_when_actions_came_to_something_then_both_kinds_of_not_done_apart(office, room):
    """The action log counts what was open and due, and keeps the two kinds of not done apart."""
    office.clock.move_to(office.clock.now().replace(day=2))

    def give(due):
        return office.do(actions.add_action, AddAction(wording="Visit", due_on=due, owner_agency_id=room.landlord))

    done, failed, changed, carried, left, later = (give(date(2026, 12, day)) for day in (3, 4, 7, 8, 9, 31))
    office.do(actions.update_action, UpdateAction(action_id=done, step="completed"))
    office.do(actions.update_action, UpdateAction(action_id=failed, step="not_completed_agency", words="Forgotten"))
    office.do(
        actions.update_action, UpdateAction(action_id=changed, step="not_completed_circumstances", words="Moved away")
    )
    office.do(
        actions.update_action,
        UpdateAction(action_id=carried, step="carried_forward", new_due_on=date(2026, 12, 18), words="Late advice"),
    )
    room.at(10, 2)
    room.open()
    log = office.read(minutes.minutes_view, room.meeting).log
    assert (log.open_before, log.due, log.completed, log.carried, log.changed, log.failed) == (6, 5, 1, 1, 1, 1)
    assert {entry.kind: entry.why for entry in log.entries} == {
        "failed": "Forgotten.",
        "changed": "Moved away.",
        "carried": "Late advice. Now 18 December. First carry.",
        "left": "Was due 9 December.",
    }
    assert left
    assert later


def test_apologies_when_sent_then_told_with_what_the_agency_sent(office, room):
    """Apologies say whether information came."""
    office.do(
        attendance.answer,
        AnswerInvitation(
            attendance_id=room.person("T. Quist").id, answer="apologies", information_sent_on=date(2026, 12, 8)
        ),
    )
    room.open()
    view = office.read(minutes.minutes_view, room.meeting)
    assert [(each.agency, each.words) for each in view.apologies] == [
        ("Adult Social Care", "information sent 8 December")
    ]


def test_learning_when_it_names_a_person_then_to_look_at(office, room):
    """A titled name in text that may become public is shown before the minutes are frozen."""
    hold(room)
    office.do(
        panel_day.add_learning,
        AddLearning(meeting_id=room.meeting, lesson="Two agencies held part of the picture of Mr Dunmore"),
    )
    check = office.read(minutes.minutes_review, room.meeting).check
    assert [problem.field for problem in check.to_look_at] == ["name"]
