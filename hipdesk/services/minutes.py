"""Minutes: the draft and its checks, to the chair and back, agreed and frozen, corrected only in the open."""

import hashlib

from hipdesk.kernel.errors import Refused
from hipdesk.model import audit
from hipdesk.model.minutes import check_minutes
from hipdesk.model.panels import minutes as asked
from hipdesk.model.users import Right
from hipdesk.services.minutes_content import facts_of, minutes_of
from hipdesk.services.panels import meeting_row, note_step, refuse_frozen
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import minutes as stored
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries import panels as meetings
from hipdesk.store.tables.panels import (
    AgendaLineRow,
    CorrectionRow,
    DecisionRow,
    DiscussionRow,
    MeetingRow,
    MinutesVersionRow,
)
from hipdesk.store.work import Reading, Work


@reads(Right.READ_CASES)
def minutes_view(reading: Reading, meeting_id: str) -> asked.MinutesView:
    """Everything the minutes paper shows: the draft as it stands, or the agreed minutes as frozen."""
    return minutes_of(reading, meeting_id)


@reads(Right.RUN_PANEL)
def minutes_review(reading: Reading, meeting_id: str) -> asked.MinutesReview:
    """The Minutes page: content, checks, corrections, versions, and when each stage is due."""
    meeting = meeting_row(reading, meeting_id)
    view = minutes_of(reading, meeting_id)
    corrections = stored.corrections(reading, meeting_id)
    steps = meetings.steps(reading, meeting_id)
    return asked.MinutesReview(
        view,
        check_minutes(facts_of(reading, view)),
        tuple(each for each in corrections if each.state == "asked"),
        tuple(each for each in corrections if each.state != "asked"),
        stored.versions(reading, meeting_id),
        meeting.minutes_to_chair_on,
        meeting.minutes_agreed_on,
        steps["draft_minutes"].due_on if "draft_minutes" in steps else None,
        steps["minutes_agreed"].due_on if "minutes_agreed" in steps else None,
    )


@writes(Right.RUN_PANEL, "minutes.sent")
def send_to_chair(work: Work, command: asked.SendToChair) -> str:
    """The draft goes to the chair, kept as a version of its own ("0.1"); returns its number."""
    meeting = _held(work, command.meeting_id)
    refuse_frozen(meeting)
    number = f"0.{stored.count_versions(work, meeting.id, 'draft') + 1}"
    _keep_version(work, meeting, number, "draft", minutes_of(work, meeting.id))
    meeting.minutes_state, meeting.minutes_to_chair_on = "chair", work.today
    note_step(work, meeting.id, "draft_minutes")
    work.record("minutes.sent", "meeting", meeting.id, fields=("minutes_state",), values={"version": number})
    return number


@writes(Right.RUN_PANEL, "minutes.called_back")
def call_back(work: Work, meeting_id: str) -> None:
    """The draft is worked on again before the chair agrees it."""
    meeting = _held(work, meeting_id)
    refuse_frozen(meeting)
    meeting.minutes_state = "draft"
    work.record("minutes.called_back", "meeting", meeting.id, fields=("minutes_state",))


@writes(Right.RUN_PANEL, "correction.asked")
def ask_correction(work: Work, command: asked.AskCorrection) -> str:
    """Note a correction asked for before agreement; returns its id."""
    meeting = _held(work, command.meeting_id)
    refuse_frozen(meeting)
    row = CorrectionRow(on_day=work.today, state="asked", **command.model_dump())
    work.session.add(row)
    work.session.flush()
    work.record("correction.asked", "meeting", meeting.id, values={"new": {"said": row.said, "now": row.now_says}})
    return row.id


@writes(Right.RUN_PANEL, "correction.answered")
def answer_correction(work: Work, command: asked.AnswerCorrection) -> None:
    """Accept a correction, which changes the text where the words stand, or refuse it with a reason.

    Refused when the words stand nowhere, or in several places: then the text is put right by hand first.
    """
    row = work.change(CorrectionRow, command.correction_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    if row.state != "asked":
        raise Refused("This correction is answered already.", kept="Nothing was changed.")
    if command.accept:
        _replace(work, row)
        row.state, row.agreed_by = "accepted", work.actor.name
    else:
        if not command.reason:
            raise Refused("Say why the correction is refused.", kept="Nothing was changed.")
        row.state = "refused"
    row.reason = command.reason or None
    work.record("correction.answered", "meeting", row.meeting_id, values={"correction": row.id, "state": row.state})


@writes(Right.RUN_PANEL, "minutes.agreed")
def agree_minutes(work: Work, command: asked.AgreeMinutes) -> str:
    """Freeze the minutes with the chair's agreement: content and printed bytes are kept; returns the fingerprint.

    Refused while a check stands in the way or a correction is open, and when the text changed since the bytes were
    made.
    """
    meeting = _held(work, command.meeting_id)
    refuse_frozen(meeting)
    view = minutes_of(work, meeting.id)
    if view.digest != command.digest:
        raise Refused("The minutes were changed meanwhile.", kept="Nothing was frozen.", to_do="Look at them again.")
    check = check_minutes(facts_of(work, view))
    if not check.may_be_agreed:
        raise Refused(
            f"These minutes cannot be agreed yet: {len(check.to_put_right)} to put right.",
            kept="What was written is kept.",
            to_do="The Minutes page lists them.",
        )
    if any(each.state == "asked" for each in stored.corrections(work, meeting.id)):
        raise Refused("A correction is not answered yet.", kept="Nothing was frozen.", to_do="Accept or refuse it.")
    row = _keep_version(work, meeting, "1.0", "agreed", view)
    row.pdf, row.sha256 = command.pdf, hashlib.sha256(command.pdf).hexdigest()
    meeting.minutes_state, meeting.minutes_agreed_by = "agreed", command.agreed_by
    meeting.minutes_agreed_on = command.agreed_on or work.today
    note_step(work, meeting.id, "minutes_agreed")
    row.fingerprint = fingerprint = command.fingerprint or row.fingerprint or ""
    values = {"sha256": row.sha256, "version": "1.0"}
    work.record("minutes.agreed", "meeting", meeting.id, fields=("minutes_state",), values=values)
    return fingerprint


@writes(Right.RUN_PANEL, "correction.logged")
def log_correction(work: Work, command: asked.LogCorrection) -> str:
    """A correction after agreement: the frozen minutes stay as they are, this is listed beside them."""
    meeting = _held(work, command.meeting_id)
    if meeting.minutes_state != "agreed":
        raise Refused(
            "These minutes are not agreed yet.", kept="Nothing was changed.", to_do="Ask for the correction instead."
        )
    row = CorrectionRow(on_day=work.today, state="logged", **command.model_dump())
    work.session.add(row)
    work.session.flush()
    number = f"1.{sum(each.state == 'logged' for each in stored.corrections(work, meeting.id))}"
    _keep_version(work, meeting, number, "corrected", None)
    work.record("correction.logged", "meeting", meeting.id, values={"correction": row.id, "version": number})
    return row.id


@reads(Right.READ_CASES, "minutes.opened")
def frozen_minutes(reading: Reading, meeting_id: str) -> bytes:
    """The agreed minutes exactly as they were printed; Refused before they are agreed."""
    row = stored.agreed_row(reading, meeting_id)
    if row is None or row.pdf is None:
        raise Refused("These minutes are not agreed yet.", kept="Nothing was changed.")
    return row.pdf


def _held(work: Work, meeting_id: str) -> MeetingRow:
    meeting = work.change(MeetingRow, meeting_id)
    if meeting.opened_at is None:
        raise Refused("This meeting has not been held.", kept="Nothing was changed.", to_do="Open it on the Run page.")
    return meeting


def _keep_version(
    work: Work, meeting: MeetingRow, number: str, state: str, view: asked.MinutesView | None
) -> MinutesVersionRow:
    row = MinutesVersionRow(
        meeting_id=meeting.id,
        number=number,
        state=state,
        made_at=work.now,
        made_by=work.actor.holder_id,
        content=asked.content_of(view) if view else None,
        fingerprint=audit.fingerprint(work.head),
    )
    work.session.add(row)
    work.session.flush()
    return row


def _replace(work: Work, correction: CorrectionRow) -> None:
    """Put the new words where the old ones stand, when that is one place."""
    places = [
        (row, field)
        for row, field in _texts(work, correction.meeting_id)
        if correction.said in (getattr(row, field) or "")
    ]
    count = sum((getattr(row, field) or "").count(correction.said) for row, field in places)
    if count != 1:
        where = "nowhere in these minutes" if not count else f"in {count} places"
        raise Refused(
            f"The words to be corrected stand {where}.",
            kept="Nothing was changed.",
            to_do="Put the text right on the Run page, then refuse the correction saying so, or ask for longer words.",
        )
    row, field = places[0]
    setattr(row, field, getattr(row, field).replace(correction.said, correction.now_says))


def _texts(work: Work, meeting_id: str) -> list[tuple[AgendaLineRow | DiscussionRow | DecisionRow, str]]:
    lines = panel_rows.lines(work, meeting_id)
    ids = [line.id for line in lines]
    found: list[tuple[AgendaLineRow | DiscussionRow | DecisionRow, str]] = [(line, "summary") for line in lines]
    found += [(row, "text") for row in panel_rows.discussion(work, ids)]
    found += [(row, field) for row in panel_rows.decisions(work, ids) for field in ("words", "risk_words", "unsaid")]
    return found
