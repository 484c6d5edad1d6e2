"""The minutes of a meeting, from the record or as frozen: full, or the extract of one agency."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels.minutes import (
    LogKind,
    MinutedAction,
    MinutedCase,
    MinutedInterest,
    MinutedPerson,
    MinutedSection,
    MinutesView,
)
from hipdesk.model.redaction.audiences import Audience
from hipdesk.papers import minutes as paper
from hipdesk.papers.loading.agenda import risk_of, strand_line
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.loading.masking import case_audience
from hipdesk.papers.loading.minutes_masks import masked_minutes
from hipdesk.papers.wording import Strong, Words, capital, clock, day_month, full_day, listed, sentence, spoken
from hipdesk.services.minutes import minutes_view
from hipdesk.store.queries.packs import action_numbers
from hipdesk.store.queries.panels import steps
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading

_HANDLING = "For panel members only. Do not copy or forward. Destroy or return when asked."
_ORDER = "Cases stand by kind; their times tell in which order they were heard."
# What was decided, as minutes say it, and how a chair's own words begin when they say the same.
_DECIDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "keep_open": ("Stays open", ("stay open", "keep open", "keep on the list")),
    "monitor": ("Moves to monitoring", ("monitor", "move to monitoring")),
    "close": ("Closed", ("close",)),
    "transfer": ("Transferred to another panel", ("transfer",)),
    "single_agency": ("Left with a single agency", ("leave with", "left with", "single agency")),
    "reopen": ("Reopened", ("reopen",)),
}
_GROUPS: tuple[tuple[LogKind, paper.Unfinished], ...] = (
    ("changed", "changed"),
    ("failed", "failed"),
    ("carried", "carried"),
    ("left", "open"),
)


def load_minutes(
    reading: Reading,
    meeting_id: str,
    *,
    copy: Copy = OFFICE_COPY,
    agency_id: str = "",
    agreeing: paper.MinutesAgreement | None = None,
    without: frozenset[str] = frozenset(),
    audience: Audience | None = None,
) -> paper.MinutesPaper:
    """The minutes paper: a draft until agreed. ``agency_id`` gives only the cases that agency works on.

    ``agreeing`` prints them as they will be frozen when the chair agrees now; ``without`` leaves cases out, and what
    the log says of them; ``audience`` where it is not the office's usual one for its cases. Refused before the meeting
    is opened.
    """
    view = _cut(reading, meeting_id, agency_id, without, audience or case_audience(reading))
    agreement = agreeing or _agreement(view)
    draft = agreement is None and not view.history
    title = f"Minutes, {full_day(view.day)}"
    version = view.version if agreeing is None else agreeing.frozen_version
    return paper.MinutesPaper(
        frame=frame(reading, title, title, handling=_HANDLING, copy=replace(copy, version=version), draft=draft),
        panel_name=view.panel_name,
        meeting_day=view.day,
        place=view.place,
        chair=view.chair,
        minuted_by=view.minuted_by,
        opened=view.opened_at,
        closed=view.closed_at,
        attendance=tuple(_attendee(person) for person in view.people if not person.observer),
        agreement=agreement,
        corrections_by=_corrections_by(reading, view) if draft else None,
        corrections=_corrections(view),
        extract_for=reading.find(AgencyRow, agency_id).name if agency_id else "",
        observers=_observers(view),
        apologies=_apologies(view),
        quorum=view.quorum,
        confidentiality=view.statement,
        declarations=tuple(_declaration(each) for each in view.interests),
        previous_day=view.previous_day,
        previous=sentence(view.previous_words),
        log_summary=_log_summary(view),
        log=_log(view) if not agency_id else (),
        sections=_in_their_order(view, tuple(_section(section, view.learning) for section in view.sections)),
        history=view.history,
    )


def _cut(reading: Reading, meeting_id: str, agency_id: str, without: frozenset[str], audience: Audience) -> MinutesView:
    """The minutes, masked, with no more than an agency works on and nothing of the cases left out."""
    view = minutes_view(reading, meeting_id)
    _refuse_unheld(view)
    if agency_id:
        view, without = view.extract(agency_id), without | cases_kept_from(reading, agency_id)
    masked = masked_minutes(reading, view, audience)
    return _without(masked, without, action_numbers(reading, sorted(without)))


def _without(view: MinutesView, cases: frozenset[str], numbers: frozenset[str]) -> MinutesView:
    """The same with nothing of some cases: neither heard, declared nor in the log."""
    gone = {case.reference for section in view.sections for case in section.cases if case.case_id in cases}
    sections = [
        replace(section, cases=tuple(case for case in section.cases if case.case_id not in cases))
        for section in view.sections
    ]
    both = zip(sections, view.sections, strict=True)
    return replace(
        view,
        sections=tuple(section for section, whole in both if section.cases or not whole.cases),
        interests=tuple(each for each in view.interests if each.reference not in gone),
        log=replace(view.log, entries=tuple(each for each in view.log.entries if each.number not in numbers)),
    )


def _refuse_unheld(view: MinutesView) -> None:
    """Empty minutes of a meeting nobody opened would pass for a record of it."""
    if view.opened_at is None and not view.history:
        raise Refused(
            f"The meeting of {full_day(view.day)} has not been held yet: there are no minutes of it.",
            kept="Nothing was made.",
            to_do="Open the meeting on its day, or choose one that was held.",
        )


def _corrections(view: MinutesView) -> tuple[paper.MinutesCorrection, ...]:
    return tuple(
        paper.MinutesCorrection(
            day=each.on_day,
            where=each.place,
            said=each.said,
            now_says=each.now_says,
            by="; ".join(part for part in (each.asked_by, each.agreed_by) if part),
        )
        for each in view.corrections
    )


def _agreement(view: MinutesView) -> paper.MinutesAgreement | None:
    if view.state != "agreed" or view.agreed_on is None:
        return None
    return paper.MinutesAgreement(
        by=view.agreed_by, day=view.agreed_on, at=None, frozen_version="1.0", frozen_fingerprint=view.fingerprint
    )


def _corrections_by(reading: Reading, view: MinutesView) -> date | None:
    step = steps(reading, view.meeting_id).get("minutes_agreed")
    return step.due_on if step else None


def _attendee(person: MinutedPerson) -> paper.MinutesAttendee:
    if person.deputy_for:
        who = f"{person.name}, deputy for {person.deputy_for}"
    else:
        who = ", ".join(part for part in (person.name, person.job_title) if part)
    agency = f"{person.agency} (chair)" if person.chair else person.agency
    return paper.MinutesAttendee(agency=agency, person=who, signed=person.signed, in_room=person.in_room)


def _observers(view: MinutesView) -> str:
    told = []
    for person in view.people:
        if person.observer:
            who = ", ".join(part for part in (person.name, person.job_title or person.agency) if part)
            stay = "" if person.in_room == "Throughout" else f" {person.in_room}."
            told.append(f"{who}. {'Signed' if person.signed else 'Not signed'}.{stay}")
    return " ".join(told)


def _apologies(view: MinutesView) -> str:
    told = [f"{each.agency or each.name} ({each.words})" for each in view.apologies]
    return "; ".join(told) + "." if told else ""


def _declaration(each: MinutedInterest) -> paper.MinutesDeclaration:
    out: tuple[str | Strong, ...] = ()
    if each.left_at:
        back = f", back {clock(each.back_at)}" if each.back_at else ""
        out = (" ", Strong(f"Left the room {clock(each.left_at)}{back}."))
    ruling = "" if out else f" {sentence(each.ruling)}"
    return paper.MinutesDeclaration(who=each.who, reference=each.reference, done=(sentence(each.nature) + ruling, *out))


def _log_summary(view: MinutesView) -> Words:
    log = view.log
    if view.history:
        return "Not recorded."
    if not log.open_before:
        return "No action was open."
    return paper.log_summary(log.open_before, log.due, log.completed, log.carried, log.changed, log.failed, log.undated)


def _log(view: MinutesView) -> tuple[paper.MinutesLogGroup, ...]:
    return tuple(
        paper.MinutesLogGroup(
            kind=printed,
            lines=tuple(
                paper.MinutesLogLine(number=each.number, action=capital(each.wording), owner=each.owner, why=each.why)
                for each in view.log.entries
                if each.kind == kind
            ),
        )
        for kind, printed in _GROUPS
    )


def _in_their_order(view: MinutesView, sections: tuple[paper.MinutesSection, ...]) -> tuple[paper.MinutesSection, ...]:
    """The sections; where cases were heard in another order than they stand in, the first of them says so."""
    begun = [case.starts for section in sections for case in section.cases if case.starts]
    if view.history or begun == sorted(begun):
        return sections
    first = next(at for at, section in enumerate(sections) if section.cases)
    told = " ".join(part for part in (_ORDER, spoken(sections[first].text)) if part)
    return (*sections[:first], replace(sections[first], text=told), *sections[first + 1 :])


def _section(section: MinutedSection, learning: Sequence[str]) -> paper.MinutesSection:
    text = section.text
    if section.code == "learning":
        text = " ".join(sentence(part) for part in (text, *learning) if part)
    noted = [case for case in section.cases if _only_noted(case)]
    text = " ".join(part for part in (sentence(text), _noted(noted)) if part)
    words: tuple[str | Strong, ...] = (sentence(text),) if text else ()
    for action in section.actions:
        due = f", by {day_month(action.due_on)}" if action.due_on else ""
        owner = f" {action.owner}{due}." if action.owner else ""
        words = (
            *words,
            " " if words else "",
            Strong(f"Action {action.number}"),
            f": {sentence(action.wording)}{owner}",
        )
    return paper.MinutesSection(
        number=section.number,
        title=section.title,
        cases=tuple(_case(case) for case in section.cases if case not in noted),
        text=words if words else "",
    )


_NOTED_FOR = (("off_list", "12\N{NO-BREAK SPACE}months since last heard"), ("aftercare", "aftercare check due"))


def _only_noted(case: MinutedCase) -> bool:
    """A case named and no more: off the list, or an aftercare check of which nothing was said."""
    said = case.information or case.summary or case.decision_words or case.actions
    return case.state == "noted" and not said


def _noted(cases: Sequence[MinutedCase]) -> str:
    """ "Noted: HIP/2025-26/0061 and HIP/2025-26/0064, 12 months since they were last heard." """
    told = []
    for section, why in (
        ("off_list", "12\N{NO-BREAK SPACE}months since last heard"),
        ("aftercare", "aftercare check due"),
    ):
        references = [case.reference for case in cases if case.section == section]
        told += [f"Noted: {listed(references)}, {why}."] if references else []
    return " ".join(told)


def _case(case: MinutedCase) -> paper.MinutesCase:
    told = ", ".join(part for part in (case.told_by, day_month(case.told_by_day) if case.told_by_day else "") if part)
    ends = case.decision_code in ("close", "transfer", "single_agency")
    heard = case.state == "heard"
    aftercare = ends and case.aftercare_on is not None
    return paper.MinutesCase(
        reference=case.reference,
        initials=case.initials,
        strands=strand_line(case.strands, child=case.child),
        risk=risk_of(case.band),
        score=case.score,
        score_of=case.score_max,
        earlier=case.earlier,
        decision=_decision(case),
        received=case.received_on,
        presented_by=case.presented_by,
        hearing=case.hearing,
        starts=case.starts,
        ends=case.ends,
        information=tuple((each.agency, each.text or "Nothing held.") for each in case.information),
        risk_agreed=_risk(case),
        risk_in_decision=not heard,
        actions=tuple(_action(action) for action in case.actions),
        told_by=told,
        not_to_be_said=case.unsaid or ("Nothing withheld" if told else ""),
        next_review=_next(case, ends=ends),
        next_label="Aftercare check" if aftercare else "Next review",
        closed=ends or not heard,
        happened_after=tuple(paper.TimedLine(at=move.at, words=move.words) for move in case.moves),
    )


def _next(case: MinutedCase, *, ends: bool) -> str:
    day = case.aftercare_on if ends else case.next_review_on
    return day_month(day) if day else "None" if ends else ""


def _decision(case: MinutedCase) -> Words:
    """What was decided, once: words that say the decision themselves stand without its label."""
    words = sentence(case.decision_words)
    if case.state == "carried":
        to = f" to {day_month(case.next_review_on)}" if case.next_review_on else ""
        return f"Not reached; carried over{to}. {words}".strip()
    if not case.decision_label:
        return words
    label, stems = _DECIDED.get(case.decision_code or "", (case.decision_label, ()))
    if words.lower().startswith((label.lower(), case.decision_label.lower(), *stems)):
        first = re.match(r".*?[.:;,](?= |$)", words)
        opening = first.group() if first else words
        return (Strong(opening), words[len(opening) :])
    return (Strong(f"{label}."), f" {words}" if words else "")


def _risk(case: MinutedCase) -> str:
    return " ".join(sentence(part) for part in (case.risk_agreed, case.risk_words, case.summary) if part)


def _action(action: MinutedAction) -> paper.MinutesAction:
    return paper.MinutesAction(
        number=action.number,
        action=capital(action.wording) + (f" ({action.due_words})" if action.due_words else ""),
        owner=action.owner,
        due=action.due_on,
    )
