"""The information pack from the office's wording, its settings and the meetings of a year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hipdesk.model.agencies import AgencyView
from hipdesk.model.agency_standing import agreement_state
from hipdesk.model.periods import Period, parse_period, year_of
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from hipdesk.model.timetable import PanelTimetable, meeting_days, step_day
from hipdesk.model.vocab import national_strands
from hipdesk.papers.information_pack import InformationPack, PackPart, PanelDate
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import clock, counted, full_day
from hipdesk.services.agencies import list_agencies
from hipdesk.services.meetings import list_meetings
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.settings import setting
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.queries.panels import GONE, steps
from hipdesk.store.queries.settings import labels
from hipdesk.store.work import Reading

_MARKING = "OFFICIAL"
_HANDLING = "May be given to anyone who refers to the panel. Replace it when a newer one comes."
_ALL = 1000


def load_information_pack(reading: Reading, period: str = "", *, copy: Copy = OFFICE_COPY) -> InformationPack:
    """The pack with the dates of the year a period lies in ("2026-27"), or of the current year."""
    office = setting(reading, OfficeSettings)
    year = year_of(parse_period(period).first if period else reading.today, office.quarters)
    wording = office_words(reading, "information")
    core = [agency for agency in list_agencies(reading) if agency.core]
    facts, title = _facts(reading, office), f"Information pack {year.label}"
    facts["agreements"] = agreements_words(core, reading.today)
    public = replace(
        frame(reading, title, title, handling=_HANDLING, copy=copy), marking=_MARKING, copy_number=None, recipient=""
    )
    return InformationPack(
        frame=public,
        panel_name=office.panel_name,
        year=year.label,
        parts=tuple(
            PackPart(
                title=part["title"],
                paragraphs=tuple(filled for each in part.get("paragraphs", ()) if (filled := _filled(each, facts))),
                points=tuple(_filled(each, facts) for each in part.get("points", ())),
                numbered=part.get("numbered", False),
                shows=part.get("shows", ""),
            )
            for part in wording["parts"]
        ),
        agencies=tuple(agency.name for agency in core),
        strands=_strands(reading),
        dates=_dates(reading, year),
        contact=(
            ("Partnership officer", office.officer_name),
            ("Telephone", office.phone),
            ("Secure e-mail", office.secure_email),
        ),
    )


def _facts(reading: Reading, office: OfficeSettings) -> dict[str, str]:
    rules = setting(reading, RuleSettings)
    timetable = timetable_of(reading)
    closes = next((-step.offset for step in timetable.steps if step.code == "referrals_close"), 0)
    return {
        "panel": office.panel_name,
        "area": office.borough or "the borough",
        "log": counted(rules.log_days, "working day"),
        "acknowledge": counted(rules.acknowledge_days, "working day"),
        "triage": counted(rules.triage_days, "working day"),
        "repeat": str(rules.repeat_months),
        "closes": str(closes),
        "starts": clock(timetable.starts),
        "place": setting(reading, PanelSettings).place or "a place told with the invitation",
    }


def agreements_words(agencies: Sequence[AgencyView], today: date) -> str:
    """How many agencies have an agreement in date, and when the first of those ends; none is named.

    ``agencies`` are those of the panel. Empty when nothing is recorded of the agreement of any.
    """
    states = [agreement_state(each.agreement_signed, each.agreement_expires_on, today) for each in agencies]
    unknown = states.count("unknown")
    if unknown == len(states):
        return ""
    in_date = [each for each, state in zip(agencies, states, strict=True) if state in ("running", "ending")]
    ends = min((each.agreement_expires_on for each in in_date if each.agreement_expires_on), default=None)
    of = counted(len(states), "agency", "agencies")
    have = "has" if len(in_date) < 2 else "have"
    until = f"; the first of these agreements ends on {full_day(ends)}" if ends else ""
    left = f" Of {unknown} nothing is recorded." if unknown else ""
    told = f"On {full_day(today)} {len(in_date) or 'none'} of the {of} of the panel {have} an agreement in date"
    return f"{told}{until}.{left}"


def _filled(text: str, facts: dict[str, str]) -> str:
    """The wording with its facts; braces that name none of them stay as they are."""
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", fact)
    return text


def _strands(reading: Reading) -> tuple[str, ...]:
    names = labels(reading, "strand")
    return tuple(names.get(code, code) for code in national_strands())


def _dates(reading: Reading, year: Period) -> tuple[PanelDate, ...]:
    """Meetings of the record, and by the rule those of months in which none is recorded."""
    timetable = timetable_of(reading)
    found = [
        _date(line.held_on, timetable, {code: step.due_on for code, step in steps(reading, line.id).items()})
        for line in list_meetings(reading, limit=_ALL).rows
        if line.held_on in year and line.status not in GONE
    ]
    months = {(each.day.year, each.day.month) for each in found}
    found += [
        replace(_date(day, timetable, {}), planned=False)
        for day in meeting_days(year.first.year, timetable, year.first.month)
        if (day.year, day.month) not in months and day >= reading.today
    ]
    return tuple(sorted(found, key=lambda each: each.day))


def _date(day: date, timetable: PanelTimetable, due: dict[str, date]) -> PanelDate:
    def on(code: str) -> date:
        return due.get(code) or step_day(day, code, timetable)

    return PanelDate(
        day=day,
        referrals_by=on("referrals_close"),
        returns_by=on("returns_due"),
        papers_on=on("papers_out"),
    )
