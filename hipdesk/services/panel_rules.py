"""The office's settings as the rules of the panel read them."""

from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings, TimetableSettings
from hipdesk.model.timetable import PanelTimetable, steps_with
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading

_LAST_WEEK = 5
_AUGUST, _DECEMBER = 8, 12


def timetable_of(reading: Reading) -> PanelTimetable:
    """The panel's timetable: the office's rule, clocks and steps. No right needed."""
    office, panel = setting(reading, OfficeSettings), setting(reading, PanelSettings)
    rules, steps = setting(reading, RuleSettings), setting(reading, TimetableSettings)
    without = {_AUGUST: steps.without_august, _DECEMBER: steps.without_december}
    return PanelTimetable(
        nth=-1 if panel.week == _LAST_WEEK else panel.week,
        weekday=panel.weekday,
        starts=panel.starts_at,
        minutes=panel.minutes,
        nation=office.nation,
        without=frozenset(month for month, off in without.items() if off),
        moved=steps.moved,
        steps=steps_with(steps.model_dump(exclude={"moved", "without_august", "without_december"})),
        log_within=rules.log_days,
        acknowledge_within=rules.acknowledge_days,
        triage_within=rules.triage_days,
        aftercare_weeks=max(1, round(rules.aftercare_days / 7)),
    )
