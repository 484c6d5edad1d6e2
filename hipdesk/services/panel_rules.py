"""The office's settings as the rules of the panel read them."""

from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from hipdesk.model.timetable import PanelTimetable
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading

_LAST_WEEK = 5


def timetable_of(reading: Reading) -> PanelTimetable:
    """The panel's timetable: the office's rule and clocks, the field's steps. No right needed."""
    office, panel = setting(reading, OfficeSettings), setting(reading, PanelSettings)
    rules = setting(reading, RuleSettings)
    return PanelTimetable(
        nth=-1 if panel.week == _LAST_WEEK else panel.week,
        weekday=panel.weekday,
        starts=panel.starts_at,
        minutes=panel.minutes,
        nation=office.nation,
        log_within=rules.log_days,
        acknowledge_within=rules.acknowledge_days,
        triage_within=rules.triage_days,
        aftercare_weeks=max(1, round(rules.aftercare_days / 7)),
    )
