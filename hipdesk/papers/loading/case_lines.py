"""Lines of a case paper from the record: people, incidents, assessments, returns, actions, options."""

from collections.abc import Iterable, Sequence

from hipdesk.model.action_log import ActionView
from hipdesk.model.cases.views import RiskLine as Assessed
from hipdesk.model.panels.returns import ReturnView
from hipdesk.model.referrals.views import IncidentLine, NamedPerson
from hipdesk.model.statuses import LIVE_ACTIONS
from hipdesk.papers.agenda import Risk
from hipdesk.papers.case_paper import (
    CaseAction,
    CaseAssessment,
    CaseIncident,
    CaseOptions,
    CasePerson,
    CaseReturn,
    State,
)
from hipdesk.papers.loading.masking import Homes, Mask
from hipdesk.papers.wording import Strong, Words, counted, day_month, sentence, short_day

CHILD_NAME = "On the names list only"
_OPTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Safety and support",
        (
            ("Locks, lights, letterbox", "target_hardening"),
            ("Safety plan", "safety_plan"),
            ("Support or advocacy", "support"),
            ("Housing options or a move", "housing_move"),
        ),
    ),
    (
        "Warning and contact",
        (
            ("Warning", "warning"),
            ("Acceptable behaviour contract", "abc"),
            ("Community protection warning", "cpw"),
            ("Patrols and reassurance", "patrols"),
        ),
    ),
    (
        "Enforcement and onward",
        (
            ("Civil injunction", "injunction"),
            ("Possession", "possession"),
            ("Restraining order on conviction", "restraining_order"),
            ("Refer to another panel", "panel_referral"),
        ),
    ),
)
_STATES: dict[str, State] = {
    "completed": "done",
    "carried_forward": "carried",
    "superseded": "changed",
    "not_completed_circumstances": "changed",
    "not_completed_agency": "failed",
}


def risk_of(band: str) -> Risk:
    """A band's code as papers draw it."""
    return band if band in ("high", "medium", "standard") else "unknown"  # type: ignore[return-value] # narrowed above


def person(who: NamedPerson, homes: Homes, mask: Mask, *, initials: str = "") -> CasePerson:
    """One person: children by label only, homes as they may be said."""
    return CasePerson(
        label=who.label, name=_name(who, initials),
        own_script="" if who.role == "child" or initials else who.own_script,
        age="" if who.age is None else str(who.age), who=mask.over(_who(who)),
        address=homes.printed.get(who.id, ""),
    )  # fmt: skip


def _name(who: NamedPerson, initials: str) -> str:
    if who.role == "child":
        return CHILD_NAME
    if not who.name:
        return "Not named"
    return initials or who.name


def _who(who: NamedPerson) -> str:
    if who.role == "perpetrator":
        basis = who.evidence_basis or who.identity or "basis not recorded"
        relation = f"; {who.relation.lower()}" if who.relation else ""
        told = f", {who.description}" if who.description and not who.name else ""
        return f"Alleged: {basis.lower()}{told}{relation}"
    parts = ["Person affected" if who.role == "victim" else who.role_words]
    if who.school:
        parts[0] += f", at {who.school}"
    if who.language:
        needs = "; interpreter needed" if who.interpreter else ""
        parts.append(f"Speaks {who.language}{needs}")
    if who.adjustments:
        parts.append(who.adjustments)
    return ". ".join(parts)


def incident(line: IncidentLine, mask: Mask, *, same_year: bool) -> CaseIncident:
    """One incident; words spoken are said to be held, never printed."""
    what = mask.over(line.facts or ", ".join(line.types))
    if line.verbatim_held:
        what = f"{what.rstrip('. ')} (words held)"
    when = line.day_words
    if line.day is not None and line.day_words.split(" ")[0].isdigit() and "to" not in line.day_words.split(" "):
        exact = len(line.day_words.split(" ")) == 3
        when = short_day(line.day) + ("" if same_year else f" {line.day.year}") if exact else line.day_words
    reported = line.reported_to + (f" {short_day(line.reported_on)}" if line.reported_on else "")
    police = f"{line.police_status[:1].lower()}{line.police_status[1:]}" if line.police_status else ""
    return CaseIncident(
        when=when, what=what, strand=", ".join(line.strands),
        reported="; ".join(part for part in (mask.over(reported), police) if part), evidence=mask.over(line.evidence),
    )  # fmt: skip


def assessment(line: Assessed) -> CaseAssessment:
    """One assessment; a band set by hand is starred."""
    return CaseAssessment(
        day=line.on_day, score=line.score, band=risk_of(line.band),
        starred=bool(line.override_reason) or bool(line.band_by_score and line.band_by_score != line.band),
        unknown=line.unknowns if line.score is not None else None, victims_own=line.victim_rating,
    )  # fmt: skip


def returned(line: ReturnView, mask: Mask) -> CaseReturn:
    """What one agency told for this panel."""
    held = line.state in ("nothing_held", "none_held")
    information = mask.over(line.text) or ("Nothing held." if held else "Nothing back yet.")
    if line.returned_on is not None:
        day = short_day(line.returned_on)
    else:
        day = "Late" if line.state in ("late", "not_sent") else "Asked"
    return CaseReturn(
        agency=line.agency, returned=day, information=information, limits=line.limits_words or "–", nothing_held=held
    )


def returns_note(lines: Sequence[ReturnView]) -> str:
    """ "9 agencies asked: 8 returned, of which 2 hold nothing; 1 still out." """
    if not lines:
        return ""
    told = [line for line in lines if line.is_in]
    nothing = sum(line.state in ("nothing_held", "none_held") for line in told)
    holding = f", of which {nothing} {'holds' if nothing == 1 else 'hold'} nothing" if nothing else ""
    out = len(lines) - len(told)
    return f"{counted(len(lines), 'agency', 'agencies')} asked: {len(told)} returned{holding}" + (
        f"; {out} still out." if out else "."
    )


def action(line: ActionView, mask: Mask) -> CaseAction:
    """An earlier action with its state, the two kinds of not done apart."""
    state, words = _state(line, mask)
    return CaseAction(
        number=line.number, action=mask.over(line.wording), owner=line.agency_short or line.agency or line.owner_name,
        due=line.due_on, state=state, words=words,
    )  # fmt: skip


def _state(line: ActionView, mask: Mask) -> tuple[State, Words]:
    if line.status == "completed":
        done = f" {day_month(line.completed_on)}" if line.completed_on else ""
        late = line.completed_on and line.first_due_on and line.completed_on > line.first_due_on
        return "done", f"Completed late,{done}" if late else f"Completed{done}"
    if line.status in LIVE_ACTIONS:
        if line.rag.days_late:
            return "late", (Strong("Overdue"), f" by {counted(line.rag.days_late, 'working day')}")
        return ("carried" if line.carries else "open"), line.rag.words
    why = f": {mask.over(line.not_done_reason)}" if line.not_done_reason else ""
    if line.status == "not_completed_agency":
        return "failed", (Strong("Not done by the agency"), why)
    if line.status == "not_completed_circumstances":
        return "changed", f"Not done, circumstances changed{why}"
    return _STATES.get(line.status, "unknown"), line.rag.words


def actions_note(lines: Sequence[ActionView]) -> str:
    """The actions counted by how they stand."""
    if not lines:
        return ""
    done = sum(line.status == "completed" for line in lines)
    circumstances = sum(line.status == "not_completed_circumstances" for line in lines)
    agency = sum(line.status == "not_completed_agency" for line in lines)
    overdue = sum(line.status in LIVE_ACTIONS and line.rag.days_late > 0 for line in lines)
    open_ones = sum(line.status in LIVE_ACTIONS for line in lines) - overdue
    parts = [f"{done} completed"]
    parts += [f"{circumstances} not done because circumstances changed"] if circumstances else []
    parts += [f"{agency} not done by the agency"] if agency else []
    parts += [f"{overdue} overdue"] if overdue else []
    parts += [f"{open_ones} open"] if open_ones else []
    return sentence(f"{counted(len(lines), 'action')}: {', '.join(parts)}")


def options(actions: Iterable[ActionView], tools: frozenset[str]) -> tuple[CaseOptions, ...]:
    """The checklist of tools, ticked where one was tried or is in place."""
    tried = set(tools)
    for line in actions:
        kind = line.kind or ""
        if line.status not in ("not_completed_circumstances", "not_completed_agency", "superseded"):
            tried.add("support" if kind.startswith("support") else kind)
    if any(tool.startswith("possession") or tool in ("nosp", "demotion") for tool in tools):
        tried.add("possession")
    if "perpetrator_contact" in tried or "asb_warning" in tried:
        tried.add("warning")
    return tuple(
        CaseOptions(title=title, options=tuple((name, code in tried) for name, code in column))
        for title, column in _OPTIONS
    )
