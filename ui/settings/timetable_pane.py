"""The steps around a meeting in working days, and the bank holidays that are counted."""

from datetime import date

from hipdesk.kernel.clock import today
from hipdesk.model.settings import TimetableSettings
from hipdesk.model.workdays import NATION_NAMES, Nation, bank_holiday_name, bank_holidays
from hipdesk.services.settings import read_settings, timetable_settings
from ui.context import Context
from ui.forms.grid import FieldGrid
from ui.settings.group_pane import GroupPane, Groups
from ui.widgets import british_dates
from ui.widgets.labels import Label

LEAD = "Working days before the meeting, or after it. Meetings already planned keep their days."
MOVED = (
    ("week_later", "A week later"),
    ("next_working_day", "The next working day"),
    ("working_day_before", "The working day before"),
)
_SHOWN = 8


class TimetablePane(GroupPane):
    """The group as fields, and the coming bank holidays of the office's nation under them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, TimetableSettings, "Timetable", LEAD, timetable_fields)
        self.holidays = Label("", "hint", wrap=True)
        down = self.layout()
        if down is not None:
            down.addWidget(self.holidays)

    def load(self) -> None:
        self._context.read(timetable_settings, then=self.show_kept, owner=self)
        self._context.read(read_settings, then=self._show_holidays, owner=self)

    def _show_holidays(self, groups: Groups) -> None:
        self.holidays.say(holiday_words(groups[0].nation, today(self._context.clock)))


def holiday_words(nation: Nation, day: date) -> str:
    """The coming bank holidays, which no deadline counts, with their names."""
    coming = sorted(each for year in (day.year, day.year + 1) for each in bank_holidays(year, nation) if each >= day)
    named = [f"{british_dates.short(each, year=True)} ({bank_holiday_name(each, nation)})" for each in coming[:_SHOWN]]
    return f"Bank holidays of {NATION_NAMES[nation]}, which are not counted: {', '.join(named)}."


def timetable_fields(grid: FieldGrid) -> None:
    """Before the meeting, after it, and what moves it."""
    grid.add_text("referrals_close", "Referrals close", hint="Days before", width=8)
    grid.add_text("names_list", "Names list goes out", hint="Days before", width=8)
    grid.add_text("returns_due", "Agency returns due", hint="Days before", width=8)
    grid.add_text("returns_chaser", "Chaser for returns", hint="Days before", width=8)
    grid.add_text("papers_out", "Papers go out", hint="Days before", width=8)
    grid.add_text("action_slips", "Action slips", hint="Days after", width=8)
    grid.add_text("draft_minutes", "Draft minutes", hint="Days after", width=8)
    grid.add_text("victim_update", "Update to the person affected", hint="Days after", width=8)
    grid.add_text("minutes_agreed", "Minutes agreed", hint="Days after", width=8)
    grid.add_text("chase", "Chase actions", hint="Days after", width=8)
    grid.add_choice("moved", "On a bank holiday the panel meets", MOVED)
    grid.add_yes_no("without_august", "No meeting in August")
    grid.add_yes_no("without_december", "No meeting in December")
