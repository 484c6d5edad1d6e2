"""Lines of a case paper from the record: people, incidents, assessments, returns, actions, options."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

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
from hipdesk.papers.loading.agenda import strand_line
from hipdesk.papers.loading.masking import Homes, Mask
from hipdesk.papers.wording import (
    Strong,
    Words,
    capital,
    counted,
    day_near,
    full_day,
    listed,
    sentence,
    short_day,
    short_months,
    short_near,
)

_WORKING = re.compile(r"(\d) (days?)$")
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


def own_line(who: NamedPerson, homes: Homes, mask: Mask) -> CasePerson:
    """The person a paper is for: by name, whoever it is, with their own home."""
    home = f"{homes.labels[who.id]}: {who.address}" if who.id in homes.labels else homes.printed.get(who.id, "")
    return CasePerson(
        label=who.label, name=who.name or "Not named", own_script=who.own_script,
        age="" if who.age is None else str(who.age), who=mask.over(_who(who)), address=home,
    )  # fmt: skip


def label_only(who: NamedPerson) -> CasePerson:
    """Somebody else in a paper for one person: a label and a role."""
    role = "Person affected" if who.role == "victim" else "Alleged" if who.role == "perpetrator" else who.role_words
    return CasePerson(label=who.label, name="Not named", own_script="", age="", who=role, address="")


def _name(who: NamedPerson, initials: str) -> str:
    if who.role == "child":
        return CHILD_NAME
    if not who.name:
        return "Not named"
    return initials or who.name


def _who(who: NamedPerson) -> str:
    if who.role == "perpetrator":
        basis = who.evidence_basis or who.identity or "basis not recorded"
        relation = f"; {small(who.relation)}" if who.relation else ""
        told = f" ({small(who.description)})" if who.description and not who.name else ""
        parts = [f"Alleged: {small(basis)}{told}{relation}"]
        parts += [f"Known: {small(who.risk_markers)}"] if who.risk_markers else []
        parts += [f"In force: {listed([small(order) for order in who.orders])}"] if who.orders else []
        return ". ".join(part.rstrip(". ") for part in parts)
    parts = ["Person affected" if who.role == "victim" else who.role_words]
    if who.school:
        parts[0] += f", at {who.school}"
    if who.language:
        needs = "; interpreter needed" if who.interpreter else ""
        parts.append(f"Speaks {who.language}{needs}")
    if who.adjustments:
        parts.append(who.adjustments)
    return ". ".join(parts)


def incident(line: IncidentLine, mask: Mask, *, year: int | None, above: frozenset[str]) -> CaseIncident:
    """One incident; words spoken are said to be held, never printed, and what stands ``above`` is not said again.

    ``year`` is the one all incidents share, which then heads the column.
    """
    types = ", ".join(kind if at == 0 else small(kind) for at, kind in enumerate(line.types))
    what = mask.over(line.facts or types)
    if line.facts.strip() in above:
        what = f"{types}; as told in section 1" if types else "As told in section 1"
    if line.verbatim_held:
        what = f"{what.rstrip('. ')} (words held)"
    reported = line.reported_to + (f" {short_day(line.reported_on)}" if line.reported_on else "")
    untold = {name: small(why) for name, why in line.unanswered.items()}
    kept = f"police record {untold['police_status']}" if "police_status" in untold else ""
    police = small(line.police_status) or kept
    where = mask.over(reported) or untold.get("reported_to", "")
    return CaseIncident(
        when=_when(line.day_words, year) or line.unanswered.get("day", ""), what=what, strand=strand_line(line.strands),
        reported=capital("; ".join(part for part in (where, police) if part)),
        evidence=mask.over(line.evidence) or line.unanswered.get("evidence", ""),
    )  # fmt: skip


def _when(words: str, year: int | None) -> str:
    """ "12 Jun", "since 1 Sep": short months, without the year that heads the column."""
    short = short_months(words)
    bare = short.removesuffix(f" {year}") if year else short
    return bare if re.search(r"[A-Z]", bare) else short


def small(words: str) -> str:
    """The same with a small first letter, unless it begins with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def assessment(line: Assessed) -> CaseAssessment:
    """One assessment; a band set by hand is starred."""
    return CaseAssessment(
        day=line.on_day, score=line.score, band=risk_of(line.band),
        starred=bool(line.override_reason) or bool(line.band_by_score and line.band_by_score != line.band),
        unknown=line.unknowns if line.score is not None else None, victims_own=line.victim_rating,
    )  # fmt: skip


def returned(line: ReturnView, mask: Mask, on: date) -> CaseReturn:
    """What one agency told, on a paper of the day ``on``."""
    held = line.state in ("nothing_held", "none_held")
    information = mask.over(line.text) or ("Nothing held." if held else "Nothing back yet.")
    if line.returned_on is not None:
        day = short_near(line.returned_on, on)
    else:
        day = "Late" if line.state in ("late", "not_sent") else "Asked"
    return CaseReturn(
        agency=line.agency_short or line.agency,
        returned=day,
        information=information,
        limits=line.limits_words or "–",
        nothing_held=held,
    )


def returns_for(lines: Sequence[ReturnView], day: date | None) -> tuple[ReturnView, ...]:
    """The returns asked for the panel of ``day``; those of the newest panel before it when none were."""
    days = {line.meeting_day for line in lines}
    if day not in days:
        known = [each for each in days if each is not None and (day is None or each < day)]
        day = max(known) if known else None
    return tuple(line for line in lines if line.meeting_day == day)


def returns_note(lines: Sequence[ReturnView], day: date | None) -> str:
    """ "9 agencies asked: 8 returned, of which 2 hold nothing; 1 still out.", and for which panel if not this one's."""
    if not lines:
        return ""
    asked_for = lines[0].meeting_day
    before = ""
    if asked_for and asked_for != day:
        since = f" Nobody has been asked for {full_day(day)}." if day else ""
        before = f" Asked for the panel of {full_day(asked_for)}.{since}"
    told = [line for line in lines if line.is_in]
    nothing = sum(line.state in ("nothing_held", "none_held") for line in told)
    holding = f", of which {nothing} {'holds' if nothing == 1 else 'hold'} nothing" if nothing else ""
    out = len(lines) - len(told)
    still = f"; {out} still out." if out else "."
    return f"{counted(len(lines), 'agency', 'agencies')} asked: {len(told)} returned{holding}{still}{before}"


def action(line: ActionView, mask: Mask, on: date) -> CaseAction:
    """An earlier action with its state on the paper's day, the two kinds of not done apart."""
    state, words = _state(line, mask, on)
    return CaseAction(
        number=line.number, action=capital(mask.over(line.wording)),
        owner=line.agency_short or line.agency or line.owner_name, due=line.due_on, state=state, words=words,
    )  # fmt: skip


def _state(line: ActionView, mask: Mask, on: date) -> tuple[State, Words]:
    if line.status == "completed":
        done = f" {day_near(line.completed_on, on)}" if line.completed_on else ""
        return "done", f"Completed late,{done}" if _done_late(line) else f"Completed{done}"
    if line.status in LIVE_ACTIONS:
        if line.rag.days_late:
            return "late", (Strong("Overdue"), f" by {counted(line.rag.days_late, 'working day')}")
        if line.due_on is None:
            return "open", "Open, no date set"
        if line.carries:
            return "carried", f"Carried forward {small(line.carried_words)}; {small(line.rag.words)}"
        return "open", _WORKING.sub(r"\1 working \2", line.rag.words)
    why = f": {mask.over(line.not_done_reason)}" if line.not_done_reason else ""
    if line.status == "not_completed_agency":
        return "failed", (Strong("Not done by the agency"), why)
    if line.status == "not_completed_circumstances":
        return "changed", f"Not done, circumstances changed{why}"
    return _STATES.get(line.status, "unknown"), line.rag.words


def _done_late(line: ActionView) -> bool:
    done, due = line.completed_on, line.first_due_on
    return line.status == "completed" and done is not None and due is not None and done > due


def actions_note(lines: Sequence[ActionView]) -> str:
    """The actions counted by how they stand."""
    if not lines:
        return ""
    done = sum(line.status == "completed" for line in lines)
    circumstances = sum(line.status == "not_completed_circumstances" for line in lines)
    agency = sum(line.status == "not_completed_agency" for line in lines)
    overdue = sum(line.status in LIVE_ACTIONS and line.rag.days_late > 0 for line in lines)
    open_ones = sum(line.status in LIVE_ACTIONS for line in lines) - overdue
    late = sum(_done_late(line) for line in lines)
    parts = [f"{done} completed{f' ({late} late)' if late else ''}"]
    parts += [f"{circumstances} not done because circumstances changed"] if circumstances else []
    parts += [f"{agency} not done by the agency"] if agency else []
    parts += [f"{overdue} overdue"] if overdue else []
    parts += [f"{open_ones} open"] if open_ones else []
    return sentence(f"{counted(len(lines), 'action')}: {', '.join(parts)}")


def options_note(columns: Sequence[CaseOptions]) -> str:
    """What a tick means; that none is recorded where none stands."""
    ticked = any(done for column in columns for _, done in column.options)
    return "Ticked: tried or in place." if ticked else "None of these is recorded as tried or in place."


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
