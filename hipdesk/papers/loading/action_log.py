"""The action log of a meeting from the record: live actions by how they stand, and those ended since the last panel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hipdesk.model.action_log import ActionView
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.action_log import ActionLogPaper, LoggedAction, LogGroup
from hipdesk.papers.loading import case_lines
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, copy_for, frame
from hipdesk.papers.loading.masking import Mask, masking
from hipdesk.papers.wording import capital, full_day, short_near
from hipdesk.services.cases import case_names
from hipdesk.services.meetings import meeting_card
from hipdesk.services.pack_front import last_panel, logged_actions
from hipdesk.services.settings import setting
from hipdesk.store.queries.returns import barred_agencies
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading


def load_action_log(
    reading: Reading, meeting_id: str, agency_id: str = "", *, copy: Copy = OFFICE_COPY
) -> ActionLogPaper:
    """The log for a meeting; for one agency without the actions of cases it is barred from."""
    card, office = meeting_card(reading, meeting_id), setting(reading, OfficeSettings)
    live, over = (_without_barred(reading, found, agency_id) for found in logged_actions(reading, meeting_id))
    since = last_panel(reading, meeting_id)
    rows = _Rows(reading)
    title = f"Action log, {full_day(card.held_on)}"
    agency = reading.find(AgencyRow, agency_id).name if agency_id else ""
    return ActionLogPaper(
        frame=frame(reading, f"{title}, {agency}" if agency else title, title, copy=copy_for(agency, copy)),
        panel_name=office.panel_name,
        meeting_day=card.held_on,
        made_on=reading.today,
        groups=(
            rows.group("Overdue", (each for each in live if each.rag.days_late)),
            rows.group("Due by the panel", (each for each in live if _due_by(each, card.held_on))),
            rows.group("Due later", (each for each in live if _due_after(each, card.held_on))),
            rows.group("Without a date", (each for each in live if each.due_on is None)),
        ),
        ended=rows.group("Ended since the last panel" if since else "Ended in the last month", over),
    )


def _due_by(action: ActionView, day: date) -> bool:
    return action.due_on is not None and not action.rag.days_late and action.due_on <= day


def _due_after(action: ActionView, day: date) -> bool:
    return action.due_on is not None and not action.rag.days_late and action.due_on > day


def _without_barred(reading: Reading, found: list[ActionView], agency_id: str) -> list[ActionView]:
    cases = sorted({action.case_id for action in found if action.case_id})
    barred = barred_agencies(reading, cases) if agency_id else set()
    return [action for action in found if (action.case_id, agency_id) not in barred]


class _Rows:
    """Rows of the log: what a case's people are called never stands in a wording that goes to every agency."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._masks: dict[str, Mask] = {}

    def group(self, name: str, found: Iterable[ActionView]) -> LogGroup:
        """The actions under one heading."""
        return LogGroup(name=name, actions=tuple(self._row(action) for action in found))

    def _row(self, action: ActionView) -> LoggedAction:
        today = self._reading.today
        line = case_lines.action(action, self._mask(action.case_id or ""), today)
        if action.due_on is None and action.raised_on and line.state == "open":
            line = replace(line, words=f"Open since {short_near(action.raised_on, today)}")
        return LoggedAction(action=line, initials=capital(action.initials))

    def _mask(self, case_id: str) -> Mask:
        if case_id not in self._masks:
            people = case_names(self._reading, case_id) if case_id else ()
            self._masks[case_id] = masking(self._reading, case_id, people, "agenda")[1]
        return self._masks[case_id]
