"""The steps of the next panel as the deadline track shows them: mark, state in words, a last line."""

from datetime import date

from hipdesk.model.home import HomeView
from hipdesk.model.panels.meetings import MeetingCard, StepView
from ui.style.tokens import SMALL
from ui.widgets import british_dates, chips
from ui.widgets.chips import Chip
from ui.widgets.deadline_track import Step

_DONE = {
    "referrals_close": "Closed",
    "names_list": "Sent",
    "returns_due": "All are in",
    "papers_out": "Sent",
    "panel": "Held",
    "action_slips": "Sent",
    "draft_minutes": "Sent to the chair",
    "minutes_agreed": "Agreed",
}
_NOT_DONE = {
    "names_list": "Not sent",
    "papers_out": "Not sent",
    "action_slips": "Not sent",
    "draft_minutes": "Not sent",
    "minutes_agreed": "Not agreed",
}
_AGAIN = "Day moved: send again"
_FOR = {
    "referrals_close": "Later ones: next panel",
    "names_list": "To every agency",
    "action_slips": "To each owner",
    "draft_minutes": "To the chair",
    "minutes_agreed": "By the chair",
}


def steps_of(view: HomeView, panel: MeetingCard) -> list[Step]:
    """The steps Home shows."""
    return [_step(view, panel, step) for step in panel.steps if step.on_home]


def _step(view: HomeView, panel: MeetingCard, step: StepView) -> Step:
    relative = step.offset_words
    if step.code == "panel" and panel.starts_at is not None:
        relative = f"{panel.starts_at:%H:%M}"
    mark, chip, detail, tone = _standing(view, panel, step)
    if step.code == "panel":
        mark = "meeting"
    return Step(step.code, step.title, step.due_on, relative, chip, detail, mark, tone)


def _standing(view: HomeView, panel: MeetingCard, step: StepView) -> tuple[str, Chip, str, str]:
    """Mark on the track, state, last line, and its tone."""
    if step.state in ("done", "done_late"):
        return "done", chips.noted("green", "glyph-done", _DONE.get(step.code, "Done"), size=SMALL), step.words, ""
    returns = step.code == "returns_due" and view.returns_asked
    counted = f"{view.returns_in} of {view.returns_asked} agencies in"
    if step.sent_for is not None:
        late = step.state == "late"
        chip = chips.noted(*(("red", "glyph-triangle") if late else ("amber", "glyph-diamond")), _AGAIN, size=SMALL)
        sent = f"Sent for {british_dates.short(step.sent_for)}"
        return "late" if late else "soon", chip, sent, "red" if late else "amber"
    if step.state == "late":
        words = counted if returns else _NOT_DONE.get(step.code, "Not done")
        return "late", chips.noted("red", "glyph-triangle", words, size=SMALL), step.words, "red"
    if step.state == "due_soon":
        words = counted if returns else step.words
        detail = step.words if returns else _last_line(panel, step)
        return "soon", chips.noted("amber", "glyph-diamond", words, size=SMALL), detail, "amber" if returns else ""
    detail = counted if returns else _last_line(panel, step)
    return "waiting", chips.noted("blue", "glyph-square", step.words, size=SMALL), detail, ""


def _last_line(panel: MeetingCard, step: StepView) -> str:
    if step.code == "panel":
        return panel.place.split(",")[0] or ("Online" if panel.online else "")
    if step.code == "papers_out":
        papers = "1 case paper" if panel.cases == 1 else f"{panel.cases} case papers"
        return f"Agenda, {papers}" if panel.cases else "Agenda not begun"
    return _FOR.get(step.code, "")


def day_words(day: date) -> str:
    """ "Thursday 10 December"."""
    return f"{day:%A} {day.day} {day:%B}"
