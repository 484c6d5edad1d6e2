"""What stands in front of the case papers of a pack: the last panel's minutes and the action log, and whose cases these
tell of.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.action_log import ActionFilter, ActionView, Tab
from hipdesk.model.periods import Period
from hipdesk.model.settings import OfficeSettings
from hipdesk.services.meetings import meeting_before, meeting_card
from hipdesk.services.minutes import minutes_view
from hipdesk.services.settings import setting
from hipdesk.store.queries.actions import Days, actions
from hipdesk.store.queries.packs import cases_of_numbers
from hipdesk.store.queries.returns import cases_on
from hipdesk.store.work import Reading

_PAGE = 500
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class FrontCases:
    """Keys of the cases the last minutes tell of with all their texts, and of those whose actions are logged."""

    minutes: tuple[str, ...]
    log: tuple[str, ...]


def cases_in_front(reading: Reading, meeting_id: str) -> FrontCases:
    """The cases a whole pack of a meeting tells of before its case papers, as far as the holder may see them."""
    live, over = logged_actions(reading, meeting_id)
    logged = {action.case_id: None for action in (*live, *over) if action.case_id}
    before = minuted_before(reading, meeting_id)
    if before is None:
        return FrontCases((), tuple(logged))
    numbers = [entry.number for entry in minutes_view(reading, before).log.entries]
    logged.update((key, None) for keys in cases_of_numbers(reading, numbers).values() for key in keys)
    return FrontCases(tuple(cases_on(reading, before)), tuple(logged))


def minuted_before(reading: Reading, meeting_id: str) -> str | None:
    """The meeting before this one, where there are minutes of it."""
    before = meeting_before(reading, meeting_id)
    if before is None:
        return None
    card = meeting_card(reading, before)
    return before if card.opened_at is not None or card.history else None


def logged_actions(reading: Reading, meeting_id: str) -> tuple[list[ActionView], list[ActionView]]:
    """What the action log of a meeting holds: live actions, and those ended since the last panel."""
    card, office = meeting_card(reading, meeting_id), setting(reading, OfficeSettings)
    since = last_panel(reading, meeting_id) or reading.today - _MONTH
    span = Period(since, max(reading.today, since), "", office.quarters)
    days = Days(reading.today, card.held_on, span, office.nation)
    return _every(reading, "open", days), [*_every(reading, "done", days), *_every(reading, "not_done", days)]


def last_panel(reading: Reading, meeting_id: str) -> date | None:
    """The day of the meeting before this one."""
    before = meeting_before(reading, meeting_id)
    return meeting_card(reading, before).held_on if before else None


def _every(reading: Reading, tab: Tab, days: Days) -> list[ActionView]:
    found: list[ActionView] = []
    while True:
        page, total = actions(reading, ActionFilter(tab=tab), days, offset=len(found), limit=_PAGE)
        found += page
        if not page or len(found) >= total:
            return found
