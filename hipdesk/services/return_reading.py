"""A filled return form becomes an agency's returns: read first, recorded all at once, never over what is there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.panels.return_forms import (
    AGENCY,
    CASES,
    LIMIT,
    MEETING,
    NEW,
    NOTHING,
    PEOPLE,
    QUESTIONS,
    STAFF,
    ReturnFormRead,
)
from hipdesk.model.panels.returns import RecordReturn, ReturnView
from hipdesk.model.referrals.form_controls import FilledForm, FormControl, FormFinding, FormRefused
from hipdesk.model.referrals.form_questions import TICK
from hipdesk.model.users import Right
from hipdesk.services.form_reading import day_written
from hipdesk.services.registry import reads, writes
from hipdesk.services.returns import record_return
from hipdesk.store.queries import returns as stored
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.work import Reading, Work

_NO_FORM = "This is not a return form of this program."
_TYPE_IT = "Write the return down by hand instead."


def is_return_form(form: FilledForm) -> bool:
    """Whether its controls are those of a return form."""
    return any(control.tag.startswith(f"{MEETING}{TICK}") for control in form.controls)


@dataclass(slots=True)
class _Case:
    """What stands in the controls of one case."""

    texts: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    limits: list[str] = field(default_factory=list)
    nothing: bool = False

    @property
    def told(self) -> bool:
        return bool(self.texts or self.people)


@reads(Right.RUN_PANEL)
def understand_return(reading: Reading, form: FilledForm) -> ReturnFormRead:
    """What a filled return form says, case by case; nothing is recorded yet.

    FormRefused when it is no return form, its meeting or agency is not known here, or nothing on it is filled in.
    """
    meeting, agency = _whose(reading, form)
    allowed = set(stored.cases_on(reading, meeting.id))
    barred = stored.barred_agencies(reading, sorted(allowed))
    there = {each.case_id: each for each in stored.of_meeting(reading, meeting.id) if each.agency_id == agency.id}
    findings: list[FormFinding] = []
    author, day = _answered(form.controls, reading.today, findings)
    made = []
    lines = []
    cases = _cases(form.controls)
    if not any(case.told or case.nothing for case in cases.values()):
        raise FormRefused("Nothing is filled in on this form.", to_do="Choose a return form that was filled in.")
    for case_id, case in cases.items():
        if case_id not in allowed or (case_id, agency.id) in barred:
            findings.append(FormFinding(case_id, "A case", "Not on this agenda for this agency: left out."))
            continue
        reference = case_row(reading, case_id).reference
        command = _command(reading, case, there.get(case_id), reference, findings)
        if command is not None:
            told = {"meeting_id": meeting.id, "case_id": case_id, "agency_id": agency.id, "returned_on": day}
            done = made_or_findings(RecordReturn.model_validate, {**command, **told, "author": author})
            if isinstance(done, Findings):
                findings.append(FormFinding(reference, reference, "Too long to be recorded: write it down by hand."))
                continue
            made.append(done)
            lines.append(f"{reference}: {'nothing held' if command['state'] == 'nothing_held' else 'told'}")
    held_on = f"{meeting.held_on.day} {meeting.held_on:%B %Y}"
    return ReturnFormRead(meeting.id, held_on, agency.name, tuple(made), tuple(lines), tuple(findings))


@writes(Right.RUN_PANEL, "return.recorded")
def record_returns(work: Work, read: ReturnFormRead) -> int:
    """Record everything that was read from a form, or nothing; returns how many cases."""
    for command in read.returns:
        record_return(work, command)
    return len(read.returns)


def _whose(reading: Reading, form: FilledForm) -> tuple[MeetingRow, AgencyRow]:
    told = dict(control.tag.split(TICK, 1) for control in form.controls if TICK in control.tag)
    if MEETING not in told or AGENCY not in told:
        raise FormRefused(_NO_FORM, to_do=_TYPE_IT)
    meeting = reading.session.get(MeetingRow, told[MEETING])
    agency = reading.session.get(AgencyRow, told[AGENCY])
    if meeting is None or agency is None:
        raise FormRefused("This form is of a meeting or an agency that is not in this vault.", to_do=_TYPE_IT)
    return meeting, agency


def _cases(controls: Iterable[FormControl]) -> dict[str, _Case]:
    found: dict[str, _Case] = {}
    for control in controls:
        name, _, code = control.tag.partition(TICK)
        part, _, rest = name.partition(".")
        case_id, _, asked = rest.partition(".")
        if part != CASES or not asked:
            continue
        case = found.setdefault(case_id, _Case())
        if asked == NOTHING:
            case.nothing = bool(control.ticked)
        elif asked == LIMIT and control.ticked:
            case.limits.append(code)
        elif asked.startswith(f"{PEOPLE}.") and control.text:
            case.people[asked.partition(".")[2].replace("_", " ")] = control.text
        elif asked in (*dict(QUESTIONS), NEW) and control.text:
            case.texts[asked] = control.text
    return found


def _command(
    reading: Reading, case: _Case, before: ReturnView | None, reference: str, findings: list[FormFinding]
) -> dict[str, object] | None:
    """The fields of one return; None for a case that is not answered, or was before and has nothing new."""

    def tell(words: str) -> None:
        findings.append(FormFinding(reference, reference, words))

    if before is not None and before.is_in:
        if NEW in case.texts:
            kept = {"text": f"{before.text}\n{case.texts[NEW]}".strip(), "limits": before.limits}
            return {"state": "received", **kept, "disclosable": before.disclosable, "staff_risks": before.staff_risks}
        if case.told or case.nothing:
            tell("Recorded already: left as it is. Add what is new by hand.")
        return None
    if not case.told:
        if case.nothing:
            return {"state": "nothing_held"}
        tell("Nothing is filled in: still missing.")
        return None
    if case.nothing:
        tell("“Nothing held” is ticked and something is written: kept as written.")
    return {
        "state": "received", "text": _text(case.texts, case.people),
        "limits": _limit(reading, case.limits, tell), "staff_risks": case.texts.get(STAFF, ""),
    }  # fmt: skip


def _text(texts: Mapping[str, str], people: Mapping[str, str]) -> str:
    lines = []
    if people:
        lines.append("Known to us: " + "; ".join(f"{who}: {known.lower()}" for who, known in people.items()) + ".")
    lines += [f"{label}: {texts[name]}" for name, label in QUESTIONS if name in texts and name != STAFF]
    if NEW in texts:
        lines.append(texts[NEW])
    return "\n".join(lines) or "See the risks to staff."


def _limit(reading: Reading, ticked: list[str], tell: Callable[[str], None]) -> str | None:
    known = [code for code in ticked if code in labels(reading, "return_limit")]
    if len(known) != len(ticked):
        tell("A way to use it is ticked that is not on this office’s list: choose.")
    elif len(known) > 1:
        tell("Several ways to use it are ticked: choose one.")
    elif known:
        return known[0]
    return None


def _answered(controls: Iterable[FormControl], today: date, findings: list[FormFinding]) -> tuple[str, date]:
    told = {control.tag: control.text for control in controls if control.tag.startswith("answered.")}
    author = ", ".join(part for part in (told.get("answered.by", ""), told.get("answered.role", "")) if part)
    day = day_written(told.get("answered.on", ""), today)
    if told.get("answered.on") and (day is None or day > today):
        findings.append(FormFinding("answered.on", "Date", "No day that has been: today is taken instead."))
        day = None
    return author, day or today
