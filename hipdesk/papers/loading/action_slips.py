"""The action slip of one agency after a meeting, from the record: its own actions, references and initials."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hipdesk.model.action_log import ActionView, SlipAction, SlipView
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.action_slips import ActionSlip, ActionSlipsPaper, UndatedAction
from hipdesk.papers.loading.agenda import risk_of
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, copy_for, frame
from hipdesk.papers.loading.masking import masked_action, masks_of
from hipdesk.papers.wording import Strong, Words, full_day
from hipdesk.services.actions import action_slip_view
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading

_YEAR = timedelta(days=365)
_FEW = 3
_HANDLING = "For the named agency only. Do not copy or forward. Destroy or return when the actions are done."


def load_action_slip(
    reading: Reading, meeting_id: str, agency_id: str, *, copy: Copy = OFFICE_COPY
) -> ActionSlipsPaper:
    """The slip of one agency: what the meeting gave it, what was carried, what is not yet due."""
    view = action_slip_view(reading, meeting_id, agency_id)
    office = setting(reading, OfficeSettings)
    actions = _masked(reading, view.actions)
    short = _for_the_table(actions, reading.today)
    title = f"Action slip, {full_day(view.meeting_day)}"
    return ActionSlipsPaper(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy_for(view.agency, copy)),
        agency=view.agency,
        meeting_day=view.meeting_day,
        to=", ".join(part for part in (view.contact, view.contact_title) if part),
        sender=", ".join(part for part in (office.officer_name, office.officer_title) if part),
        summary=_summary(view),
        send_back_by=view.send_back_by,
        slips=tuple(_slip(each) for each in actions if each not in short),
        undated=tuple(_undated(each.action) for each in short),
        questions_to=_questions(office),
    )


def _masked(reading: Reading, actions: Sequence[SlipAction]) -> tuple[SlipAction, ...]:
    """The same with nobody of a case named in their words: a slip has references and initials only."""
    masks = masks_of(reading, [each.action.case_id for each in actions if each.action.case_id], "agenda")
    return tuple(
        replace(each, action=masked_action(each.action, masks[each.action.case_id]))
        if each.action.case_id in masks
        else each
        for each in actions
    )


def _for_the_table(actions: Sequence[SlipAction], today: date) -> list[SlipAction]:
    """Earlier actions without a date that are told in a line each, by case: those over a year old, or all of many.

    An office that took over an old list has dozens of these: in full they would bury what is due.
    """
    undated = [each for each in actions if each.action.due_on is None and not each.new]
    if len(undated) <= _FEW:
        undated = [each for each in undated if _raised(each.action) < today - _YEAR]
    return sorted(undated, key=lambda each: (each.action.reference, _raised(each.action), each.action.number))


def _raised(action: ActionView) -> date:
    return action.raised_on or date.min


def _undated(action: ActionView) -> UndatedAction:
    return UndatedAction(
        action=action.wording, number=action.number, initials=action.initials or "General", raised=action.raised_on
    )


def _summary(view: SlipView) -> str:
    new, carried, later = view.counts
    named = ((new, "new"), (carried, "carried forward"), (later, "from before"))
    return ", ".join(f"{count} {words}" for count, words in named if count)


def _slip(each: SlipAction) -> ActionSlip:
    action = each.action
    history: Words = each.origin_words
    if each.carried and "," in each.origin_words:
        first, rest = each.origin_words.split(",", 1)
        history = (Strong(first), f",{rest}")
    return ActionSlip(
        action=action.wording,
        number=action.number,
        initials=action.initials or "General",
        due=action.due_on,
        working_days=each.working_days_left,
        risk=risk_of(action.case_risk) if action.case_id else None,
        done_when=action.done_when,
        history=history,
    )


def _questions(office: OfficeSettings) -> str:
    mail = f"{office.secure_email} (secure e-mail)" if office.secure_email else ""
    told = ", ".join(part for part in (office.officer_name, office.phone, mail) if part)
    return f"{told}." if told else ""
