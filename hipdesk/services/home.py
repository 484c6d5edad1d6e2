"""Home: what the officer must know on opening the program, gathered from everywhere in one snapshot."""

from datetime import date

from hipdesk.model.home import Badges, Glance, HomeView, LateThing, QueueLine, Standing
from hipdesk.model.measures import counted, spelled
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.periods import previous, quarter_of
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from hipdesk.model.timetable import step_day
from hipdesk.model.users import Right
from hipdesk.model.workdays import add_working_days, days_late, working_days_between
from hipdesk.services.figures import figures
from hipdesk.services.home_cases import case_lines, queue_line
from hipdesk.services.meetings import next_meeting
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.referrals.begun import KIND
from hipdesk.services.registry import reads
from hipdesk.services.returns import returns_view
from hipdesk.services.settings import setting
from hipdesk.store.queries import backups as backup_queries
from hipdesk.store.queries import home as queries
from hipdesk.store.queries.drafts import drafts
from hipdesk.store.queries.imports import waiting_rows
from hipdesk.store.work import Reading

_SOON = 3
_LATE_STEPS = {
    "names_list": ("The names list", "was to be sent", "See the papers"),
    "returns_due": ("Returns of {}", "were to be in", "See who owes"),
    "papers_out": ("The papers", "were to go out", "See the papers"),
}
_NAMED = 3
"""Lines about late agencies: the last tells of all the others when there are more."""


@reads(Right.READ_CASES)
def home_view(reading: Reading) -> HomeView:
    """Everything on Home."""
    panel = next_meeting(reading)
    settings = setting(reading, PanelSettings)
    came, asked = _returns(reading, panel)
    return HomeView(
        today=reading.today,
        panel=panel,
        minutes_planned=queries.planned_minutes(reading, panel.id) if panel else 0,
        minutes_slot=settings.minutes,
        returns_in=came,
        returns_asked=asked,
        late=(*_late_steps(reading, panel, asked - came), *_late(reading)),
        queue=_queue(reading, panel, asked - came),
        glance=_glance(reading),
        open_cases=queries.open_cases(reading),
    )


@reads(Right.KEEP_DRAFTS)
def badges(reading: Reading) -> Badges:
    """Counts on the navigation."""
    late, pairs, provisional = queries.small_counts(reading)
    return Badges(
        referrals=queries.to_triage(reading).count,
        cases=queries.without_hearing(reading).count,
        meetings=len(queries.minutes_not_agreed(reading)),
        actions=late,
        people=pairs,
        agencies=provisional,
    )


@reads(Right.KEEP_DRAFTS)
def standing(reading: Reading) -> Standing:
    """What the status line says."""
    office = setting(reading, OfficeSettings)
    proved = backup_queries.last_proved(reading)
    panel = next_meeting(reading)
    out = panel.step("papers_out") if panel else None
    due = out.due_on if out and out.done_on is None else None
    return Standing(
        backup_on=proved.made_at.date() if proved else None,
        papers_out=due,
        papers_in=working_days_between(reading.today, due, office.nation) if due else None,
        marking=office.marking,
        invented=office.invented,
        holder=reading.actor.name,
        panel_name=office.panel_name,
    )


def _returns(reading: Reading, panel: MeetingCard | None) -> tuple[int, int]:
    """Agencies that have sent everything asked of them, and agencies asked."""
    if panel is None:
        return 0, 0
    agencies = returns_view(reading, panel.id).agencies
    return sum(1 for agency in agencies if not agency.missing), len(agencies)


def _late_steps(reading: Reading, panel: MeetingCard | None, returns_missing: int) -> tuple[LateThing, ...]:
    """What the next panel waits for past its day, in the order of the month."""
    nation = setting(reading, OfficeSettings).nation
    late = []
    for code, (subject, was_to, action) in _LATE_STEPS.items():
        step = panel.step(code) if panel else None
        if panel is None or step is None or step.done_on is not None or step.due_on >= reading.today:
            continue
        days = _days(days_late(step.due_on, reading.today, nation))
        many = returns_missing if code == "returns_due" else 1
        who = subject.format(counted(many, "agency", "agencies"))
        if many:
            late.append(
                LateThing(who, f"{was_to} by {_day(step.due_on)}: {days} late.", action, "papers", panel.id, many)
            )
    return tuple(late)


def _late(reading: Reading) -> tuple[LateThing, ...]:
    nation = setting(reading, OfficeSettings).nation
    timetable = timetable_of(reading)
    late = []
    for meeting_id, held_on, _state, sent in queries.minutes_not_agreed(reading):
        due = step_day(held_on, "minutes_agreed", timetable)
        if due < reading.today:
            days = days_late(due, reading.today, nation)
            where = f" With the chair since {_day(sent)}." if sent else " Not yet sent to the chair."
            words = f"were to be agreed by {_day(due)}: {_days(days)} late.{where}"
            action = "Remind the chair" if sent else "Write them up"
            late.append(LateThing(f"{held_on:%B} minutes", words, action, "minutes", meeting_id))
    agencies = queries.late_actions(reading)
    named = agencies if len(agencies) <= _NAMED else agencies[: _NAMED - 1]
    for agency_id, name, count, oldest in named:
        days = days_late(oldest, reading.today, nation)
        which = "1 action past its date" if count == 1 else f"{count} actions past their date, the oldest"
        late.append(LateThing(name, f"has {which} by {_days(days)}.", "See what is late", "actions", agency_id))
    rest = agencies[len(named) :]
    if rest:
        total = counted(sum(count for _id, _name, count, _oldest in rest), "action")
        words = f"have {total} past their date between them."
        subject = f"{spelled(len(rest)).capitalize()} more agencies"
        late.append(LateThing(subject, words, "See what is late", "actions", many=len(rest)))
    return tuple(late)


def _queue(reading: Reading, panel: MeetingCard | None, returns_missing: int) -> tuple[QueueLine, ...]:
    nation = setting(reading, OfficeSettings).nation
    lines = []
    triage = queries.to_triage(reading)
    if triage.count and triage.day:
        due = add_working_days(triage.day, setting(reading, RuleSettings).triage_days, nation)
        words = ("Referral", "Referrals", "to triage")
        detail = f"Oldest: {triage.reference}, received {_day(triage.day)}"
        lines.append(queue_line(reading, "triage", triage.count, words, detail, due, ("referrals", "")))
    if returns_missing and panel and (step := panel.step("returns_due")):
        detail = f"For the panel of {_day(panel.held_on)}"
        words = ("Agency", "Agencies", "still to send returns")
        lines.append(queue_line(reading, "returns", returns_missing, words, detail, step.due_on, ("meeting", panel.id)))
    late = queries.late_actions(reading)
    if late:
        agencies = f"{len(late)} agencies" if len(late) > 1 else "1 agency"
        named = late if len(late) <= _NAMED else late[: _NAMED - 1]
        parts = [f"{name} {count}" for _id, name, count, _oldest in named]
        detail = " · ".join([*parts, *([f"{len(late) - len(named)} more agencies"] if len(late) > len(named) else [])])
        oldest = min(found[3] for found in late)
        total = sum(found[2] for found in late)
        words = ("Action", "Actions", f"overdue in {agencies}")
        lines.append(queue_line(reading, "actions", total, words, detail, oldest, ("actions", "")))
    lines += case_lines(reading)
    first_pair, pairs = queries.duplicates_waiting(reading)
    if pairs and reading.actor.may(Right.EDIT_PEOPLE):
        title = "Possible duplicate to decide" if pairs == 1 else "Possible duplicates to decide"
        told = "Records that may be one person, the most alike first"
        lines.append(QueueLine("duplicates", pairs, title, told, "grey", "No date", "people", first_pair))
    changed = waiting_rows(reading) if reading.actor.may(Right.IMPORT) else 0
    if changed:
        title = "Changed row of an import to decide" if changed == 1 else "Changed rows of imports to decide"
        told = "The old workbook says something else than when it was imported"
        lines.append(QueueLine("import-rows", changed, title, told, "grey", "No date", "imports"))
    begun = drafts(reading, KIND)
    if begun:
        title = "Referral begun, not yet logged" if len(begun) == 1 else "Referrals begun, not yet logged"
        told = "What was typed is kept"
        lines.append(QueueLine("drafts", len(begun), title, told, "grey", "Draft", "referral-form", begun[0].subject))
    return tuple(lines)


def _glance(reading: Reading) -> Glance:
    basis = setting(reading, OfficeSettings).quarters
    now = quarter_of(reading.today, basis)
    before = previous(now)
    counted = queries.received_by_month(reading, before.first, min(now.last, reading.today))
    months = []
    for period, current in ((before, False), (now, True)):
        month = period.first
        while month <= min(period.last, reading.today):
            months.append((month, counted.get(month, 0), current))
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return Glance(figures(reading, now), figures(reading, before), tuple(months), queries.to_triage(reading).count)


def _day(day: date) -> str:
    """ "Thu 26 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"
