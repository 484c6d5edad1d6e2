"""Table 20: how core agencies came to the panel over twelve months, and until when their sharing agreements run."""

from datetime import date

from hipdesk.model.agency_standing import agreement_state, attended
from hipdesk.model.measures import percent
from hipdesk.model.periods import add_months
from hipdesk.model.reports import Behind, Cell, Chart, Column, Finding, Line, Rate, ReportTable, Series, Strong
from hipdesk.services.reports.scope import Scope
from hipdesk.store.queries.figures import attendance as queries

_MONTHS = 12
_LETTERS = {"present": "P", "deputy": "D", "apologies": "A", "absent": "N"}
NO_MEMBER = "z"


def attendance_table(scope: Scope) -> ReportTable | None:
    """Table 20, agencies that came most first; None without a core agency, or a meeting in the period."""
    last = scope.as_at
    meetings = queries.meetings_held(scope.reading, add_months(scope.period.last, -_MONTHS), last)[-_MONTHS:]
    here = [day for _, day in meetings if scope.period.first <= day]
    agencies = [each for each in queries.core_agencies(scope.reading) if any(map(each.member_on, here))]
    if not here or not agencies:
        return None
    marks = queries.marks(scope.reading, [key for key, _ in meetings])
    shown = {
        each: [
            _LETTERS[attended(marks.get((each.id, key), []))] if each.member_on(day) else NO_MEMBER
            for key, day in meetings
        ]
        for each in agencies
    }
    order = sorted(agencies, key=lambda each: (-_came(shown[each]), each.name))
    quarter = {each: shown[each][-len(here) :] for each in agencies}
    came, times = sum(map(_came, quarter.values())), sum(map(_times, quarter.values()))
    return ReportTable(
        number="20",
        title="Attendance by core agency, last twelve months",
        section="The panel itself",
        finding=_finding(came, times),
        unit="attendance",
        basis="date of the meeting",
        heading="Agency",
        columns=(
            *(Column(f"{day:%b}") for _, day in meetings), Column("This period", current=True),
            Column("Sharing agreement to"),
        ),
        lines=tuple(
            Line(
                each.name,
                (
                    *(_letter(letter, key, day) for letter, (key, day) in zip(shown[each], meetings, strict=True)),
                    _of_period(scope, each, quarter[each]),
                    Cell(words=_agreement(each, scope.reading.today)),
                ),
                key=each.id,
            )
            for each in order
        ),
        notes=("P present, D deputy, A apologies, N not there and no apologies, z not a member.",),
        check=f"{came} of {times} came or were deputised",
    )  # fmt: skip


def core_attendance(scope: Scope) -> Rate:
    """How often core agencies came or were deputised at the meetings of the period, of how often they were due."""
    lines = _attended(scope)
    return Rate(sum(came for _, came, _, _ in lines), sum(times for _, _, times, _ in lines))


def attended_table(scope: Scope) -> ReportTable | None:
    """Table 20 for a year, in figures: of the meetings of the period, how many each core agency came to."""
    lines = _attended(scope)
    if not lines:
        return None
    came, times = sum(each[1] for each in lines), sum(each[2] for each in lines)
    return ReportTable(
        number="20", title="Attendance by core agency", section="The panel itself", finding=_finding(came, times),
        unit="attendance", basis="date of the meeting", heading="Agency",
        columns=(Column("Came or sent a deputy", current=True), Column("Meetings"), Column("Sharing agreement to")),
        lines=(
            *(Line(name, (Cell(present), Cell(held), Cell(words=until))) for name, present, held, until in lines),
            Line("All core agencies", (Cell(came), Cell(times), Cell()), "total"),
        ),
        chart=Chart(
            "bars", "Attendance by core agency", tuple(name for name, *_ in lines),
            (Series("Came", tuple(each[1] for each in lines), current=True),),
        ),
    )  # fmt: skip


def _attended(scope: Scope) -> list[tuple[str, int, int, str]]:
    """Core agencies, those that came most first: name, meetings it came to, meetings it was due at, agreement."""
    meetings = queries.meetings_held(scope.reading, scope.period.first, scope.as_at)
    marks = queries.marks(scope.reading, [key for key, _ in meetings])
    found = []
    for each in queries.core_agencies(scope.reading):
        due = [key for key, day in meetings if each.member_on(day)]
        came = sum(_LETTERS[attended(marks.get((each.id, key), []))] in ("P", "D") for key in due)
        if due:
            found.append((each.name, came, len(due), _agreement(each, scope.reading.today)))
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _letter(letter: str, meeting_id: str, day: date) -> Cell:
    """How an agency came; behind it the cases that were heard that day."""
    return Cell(words=letter, behind=Behind("heard_at", day, day, meeting_id))


def _of_period(scope: Scope, agency: queries.CoreAgency, letters: list[str]) -> Cell:
    """How often of how many; behind it the meetings it came to."""
    came = _came(letters)
    behind = Behind("came", scope.period.first, scope.as_at, agency.id)
    return Cell(came, f"{came} of {_times(letters)}", behind)


def _came(letters: list[str]) -> int:
    return sum(letter in ("P", "D") for letter in letters)


def _times(letters: list[str]) -> int:
    return sum(letter != NO_MEMBER for letter in letters)


def _finding(came: int, times: int) -> Finding:
    given = percent(came, times)
    share = f" ({given}%)" if given is not None else ""
    return ("Core agencies came, or sent a deputy, ", Strong(f"{came} of {times}"), f" times{share}.")


def _agreement(agency: queries.CoreAgency, today: date) -> str:
    state = agreement_state(agency.signed, agency.expires_on, today)
    if state == "unsigned":
        return "None signed"
    if agency.expires_on is None:
        return "No end set" if agency.signed else "Not known"
    return f"{agency.expires_on:%b %Y}{' (ended)' if state == 'ended' else ''}"
