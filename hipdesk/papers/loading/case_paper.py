"""The case paper of one case for one hearing, from the record: children by label, homes as they may be said."""

from dataclasses import replace
from datetime import date
from functools import partial

from hipdesk.model.cases.views import CaseView
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.redaction.audiences import Audience
from hipdesk.model.referrals.naming import initials_of_person
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.model.risk import question_set, question_sets
from hipdesk.papers.case_paper import CaseFlag, CaseIncident, CasePaper, CasePerson, CaseRisk, Trend
from hipdesk.papers.charts.risk_line import RiskLine
from hipdesk.papers.loading import case_lines
from hipdesk.papers.loading.agenda import heading_of
from hipdesk.papers.loading.case_gaps import Why, gap_lines, wishes_gap
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.loading.masking import Homes, Mask, masking
from hipdesk.papers.wording import (
    Strong,
    Words,
    counted,
    day_month,
    day_near,
    full_day,
    listed,
    ordinal,
    sentence,
    short_day,
    short_near,
)
from hipdesk.services.cases import case_names, open_case
from hipdesk.services.panels import meeting_row
from hipdesk.store.queries.agendas import agenda_lines
from hipdesk.store.queries.case_parts import tools_tried
from hipdesk.store.queries.imports import Imported, imported_of
from hipdesk.store.queries.incidents import strand_rows
from hipdesk.store.queries.referrals.one import perceived_words
from hipdesk.store.queries.returns import of_case as returns_of_case
from hipdesk.store.queries.words import Words as ListWords
from hipdesk.store.work import Reading

_TRENDS: dict[str, Trend] = {"rising": "up", "falling": "down", "level": "level"}
_NOT_THE_BASIS = "Agreement is not the legal basis."
_PANEL_FALLBACK = "Shared under the Crime and Disorder Act 1998, section 115; agreement is not the legal basis."


def load_case_paper(
    reading: Reading,
    case_id: str,
    *,
    meeting_id: str | None = None,
    copy: Copy = OFFICE_COPY,
    audience: Audience = "pack",
    subject_id: str = "",
) -> CasePaper:
    """The paper of a case for a meeting (None: the next one it is on). Refused for a case the holder may not see.

    Children stand by label with their names on the names list only; confidential homes and those of witnesses are
    withheld in tables and in text; words spoken are never printed. For the audience *initials* the table of people has
    initials and texts have labels; for *subject* everybody but the person ``subject_id`` is a label only.
    """
    case = open_case(reading, case_id)
    people = case_names(reading, case_id)
    homes, mask = masking(reading, case_id, people, audience, subject_id=subject_id)
    meeting_id = meeting_id or case.next_meeting_id
    day, number = case.next_hearing, None
    if meeting_id:
        day = meeting_row(reading, meeting_id).held_on
        number = heading_of(agenda_lines(reading, meeting_id), case_id)
    title = f"Case paper {case.reference}"
    head, incidents = _incidents(case, mask)
    imported = imported_of(reading, case_id)
    returns = case_lines.returns_for(returns_of_case(reading, case_id), day)
    victim = next((each for each in people if each.role == "victim"), None)
    choices = case_lines.options(case.actions, tools_tried(reading, case_id))
    why = partial(ListWords(reading).of, "unanswered")
    return CasePaper(
        frame=frame(reading, title, title, handling=_handling(day), copy=copy),
        meeting_day=day, reference=case.reference, initials=mask.over(case.initials), number_on_agenda=number,
        targets=case.strand_words, perceived_by=_perceived(reading, case_id), risk=_risk(case, reading.today, imported),
        lead=_lead(case),
        accepted=case.accepted_on, first_heard=case.first_heard_on, times_heard=_times(case, day, reading.today),
        flags=_flags(case, people, homes), referral=_referral(case, mask, imported), questions=_questions(case, mask),
        people=tuple(_person(each, homes, mask, audience, subject_id, why) for each in people),
        people_note=_household(people), people_gaps=gap_lines(people, why, subject_id),
        incidents=incidents, incidents_head=head, incidents_note=_incidents_note(case),
        assessments=tuple(case_lines.assessment(line) for line in case.risks),
        victim_label=victim.label if victim else "the person affected", their_heading="what has been agreed",
        wishes=_wishes(case, mask, why), agreement=_agreement(case, _told_how(victim, audience, subject_id), mask),
        returns=tuple(case_lines.returned(line, mask, reading.today) for line in returns),
        returns_note=case_lines.returns_note(returns, day), decided=_decided(case, mask),
        actions=tuple(case_lines.action(line, mask, reading.today) for line in case.actions),
        actions_note=case_lines.actions_note(case.actions), actions_on=reading.today,
        options=choices, options_note=case_lines.options_note(choices),
    )  # fmt: skip


def _handling(day: date | None) -> str:
    for_whom = f"For the panel of {full_day(day)} only." if day else "For panel members only."
    return f"{for_whom} Do not copy or forward. Destroy or return after the meeting."


def _person(who: NamedPerson, homes: Homes, mask: Mask, audience: Audience, subject_id: str, why: Why) -> CasePerson:
    if audience == "subject" and who.person_id != subject_id:
        return case_lines.label_only(who)
    if audience == "subject":
        made = case_lines.own_line(who, homes, mask)
    else:
        initials = initials_of_person(who.name) if audience == "initials" else ""
        made = case_lines.person(who, homes, mask, initials=initials)
    return replace(made, address=made.address or why(who.unanswered.get("address", "")))


def _perceived(reading: Reading, case_id: str) -> str:
    told = perceived_words(strand_rows(reading, case_id=case_id), ListWords(reading))
    return told[:1].lower() + told[1:]


def _lead(case: CaseView) -> str:
    return ", ".join(part for part in (case.lead, case.lead_officer) if part)


def _times(case: CaseView, day: date | None, on: date) -> str:
    if not case.times_heard:
        return "None; today is first" if day else "None yet"
    last = f", last on {short_near(case.last_heard_on, on)}" if case.last_heard_on else ""
    return f"{case.times_heard}{last}" + (f"; today is the {ordinal(case.times_heard + 1)}" if day else "")


def _decided(case: CaseView, mask: Mask) -> str:
    """What the panel decided when it heard the case last: "8 October 2026: stays open. Landlord to visit." """
    heard = [line for line in case.hearings if line.decision or line.words]
    if not heard:
        return ""
    last = max(heard, key=lambda line: line.on_day)
    words = " ".join(sentence(part) for part in (last.decision, mask.over(last.words)) if part)
    return f"Decided on {full_day(last.on_day)}: {words}"


def _household(people: tuple[NamedPerson, ...]) -> str:
    """That no child is recorded, where none is: silence would leave it open."""
    if not any(each.role == "victim" for each in people) or any(each.role == "child" for each in people):
        return ""
    return "No child in the household is recorded."


def _risk(case: CaseView, on: date, imported: Imported) -> CaseRisk:
    scored = [line for line in case.risks if line.score is not None]
    if not case.risks:
        return CaseRisk()
    first, newest = case.risks[0], case.risks[-1]
    form = question_sets().get(newest.form) or question_set()
    starts = {band.code: band.first for band in form.bands}
    same = [line for line in scored if line.form == form.code]
    entry = f"{form.band(first.band).label}, {first.score}" if first.score is not None else form.band(first.band).label
    return CaseRisk(
        band=case_lines.risk_of(newest.band), score=newest.score, highest=newest.score_max or form.max,
        trend=_TRENDS.get(case.trend, ""), trend_words=_moved(case, on),
        at_entry=f"At entry, {day_near(first.on_day, on)}: {entry}",
        day=newest.on_day,
        line=RiskLine(
            scores=tuple((line.on_day, line.score) for line in same if line.score is not None),
            medium_from=starts["medium"], high_from=starts["high"], highest=form.max,
        )
        if same
        else None,
        notes=_risk_notes(case, form, imported),
    )  # fmt: skip


def _moved(case: CaseView, on: date) -> str:
    """ "down 6 since 8 Oct", by score where both have one."""
    if len(case.risks) < 2:
        return ""
    before, now = case.risks[-2], case.risks[-1]
    since = f" since {short_day(before.on_day)}" if before.on_day.year == on.year else f" since {before.on_day:%b %Y}"
    if before.score is None or now.score is None or before.form != now.form:
        return f"{_TRENDS.get(case.trend) or 'level'}{since}"
    moved = now.score - before.score
    return f"{'up' if moved > 0 else 'down'} {abs(moved)}{since}" if moved else f"level{since}"


def _risk_notes(case: CaseView, form: QuestionSet, imported: Imported) -> tuple[str, ...]:
    notes = []
    if any(line.id not in imported.bands for line in case.risks):
        told = "Unknown: answers not known, scored 0. Victim’s own: 1 to 10."
        notes.append(f"Form {form.name} v{form.version}, {form.max} points. {told}")
    days = [line.on_day for line in case.risks if line.id in imported.bands]
    if days:
        notes.append(f"{listed([full_day(day) for day in days])}: the band as imported; the old workbook has no score.")
    starred = next((line for line in reversed(case.risks) if line.override_reason), None)
    if starred is not None:
        by = f" by {starred.override_by}" if starred.override_by else ""
        notes.append(f"*Set by hand{by} on {day_month(starred.on_day)}: {sentence(starred.override_reason)}")
    elif case.risks[-1].automatic:
        notes.append(f"*High whatever the score: {sentence('; '.join(case.risks[-1].automatic))}")
    return tuple(notes)


def _flags(case: CaseView, people: tuple[NamedPerson, ...], homes: Homes) -> tuple[CaseFlag, ...]:
    found = [CaseFlag(strong=f"Closed on {full_day(case.closed_on)}", rest=_why_closed(case))] if case.closed_on else []
    found += [CaseFlag(strong=f"{label} is confidential", rest="never say it") for label in homes.confidential]
    unaware = [each.label for each in people if each.role == "perpetrator" and each.aware is not True and each.name]
    found += [CaseFlag(strong=f"{label} not told of referral", rest="do not disclose") for label in unaware[:2]]
    if "restricted" in case.flags:
        found.append(CaseFlag(strong="Restricted", rest="named people only"))
    if "adult_at_risk" in case.flags:
        found.append(CaseFlag(strong="Adult at risk", warning=False))
    children = sum(each.role == "child" for each in people)
    if children or "child" in case.flags:
        found.append(CaseFlag(strong="Children", rest=str(children) if children else "yes", warning=False))
    return tuple(found)


def _why_closed(case: CaseView) -> str:
    reasons = [line.reason for line in case.closures if line.reason and line.closed_on == case.closed_on]
    return case_lines.small(reasons[-1]) if reasons else ""


def _referral(case: CaseView, mask: Mask, imported: Imported) -> tuple[str, ...]:
    paragraphs = []
    if imported.references:
        paragraphs.append(f"Imported from the old workbook, where it was {mask.over(listed(imported.references))}.")
    kinds = {", ".join(line.types) for line in case.incidents}
    for line in case.referrals:
        if line.status == "duplicate":
            continue
        channel = _channel(line.channel)
        grounds = f" Grounds: {', '.join(line.grounds).lower()}." if line.grounds else ""
        paragraphs.append(
            f"Referred by {line.agency or 'an agency'} on {full_day(line.received_on)}{channel}.{grounds}"
        )
        if line.repeat:
            by_rule = line.repeat_words.startswith("Repeat")
            paragraphs.append(sentence(mask.over(line.repeat_words if by_rule else f"Repeat: {line.repeat_words}")))
        if line.summary and line.summary != case.in_short:
            paragraphs.append(mask.over(line.summary))
    # From an old workbook a case in short is but the kinds of incident, which section 3 tells.
    in_short = "" if case.in_short in kinds else sentence(mask.over(case.in_short))
    return (*paragraphs, in_short) if in_short else tuple(paragraphs)


def _channel(words: str) -> str:
    """ " by secure e-mail", " in person", " through a third-party reporting centre"."""
    if not words:
        return ""
    small = case_lines.small(words)
    if small.startswith("in "):
        return f" {small}"
    return f" through a {small}" if small.endswith("centre") else f" by {small}"


def _questions(case: CaseView, mask: Mask) -> tuple[str, ...]:
    """What is asked of the panel, a line each; the newest referral's."""
    for line in reversed(case.referrals):
        if line.wanted:
            parts = [part.strip(" .-") for part in line.wanted.replace("; ", "\n").split("\n")]
            return tuple(sentence(mask.over(part)) for part in parts if part)
    return ()


def _incidents(case: CaseView, mask: Mask) -> tuple[str, tuple[CaseIncident, ...]]:
    """The head of the column of days, and the incidents; what the referral tells is not told again."""
    years = {line.day.year for line in case.incidents if line.day}
    year = next(iter(years)) if len(years) == 1 else None
    told = [line.summary.strip() for line in case.referrals if line.status != "duplicate"]
    above = frozenset([*told, case.in_short.strip()])
    lines = tuple(case_lines.incident(line, mask, year=year, above=above) for line in case.incidents)
    return str(year) if year else "Date", lines


def _incidents_note(case: CaseView) -> str:
    if not case.incidents:
        return ""
    crimes = sum(line.police_status.lower().startswith("recorded as hate") for line in case.incidents)
    held = " Words held: on file, not printed." if any(line.verbatim_held for line in case.incidents) else ""
    return f"{counted(len(case.incidents), 'incident')}, {crimes or 'none'} recorded as hate crime.{held}"


def _wishes(case: CaseView, mask: Mask, why: Why) -> str:
    for line in reversed(case.referrals):
        if line.victim_wants or line.victim_wants_words:
            wants = sentence("; ".join(want.lower() for want in line.victim_wants))
            return f"{wants} {mask.over(line.victim_wants_words)}".strip()
    return wishes_gap(case.referrals[-1].facts, why) if case.referrals else ""


def _agreement(case: CaseView, victim: NamedPerson | None, mask: Mask) -> Words:
    parts: list[str | Strong] = []
    sharing = case.sharing[-1] if case.sharing else None
    if sharing is not None and sharing.agreement:
        on = f", {full_day(sharing.agreed_on)}" if sharing.agreed_on else ""
        agreement = case_lines.small(sharing.agreement).replace(": ", ", ")
        parts += [Strong("Agreement to referral"), f": {agreement}{on}. "]
        if sharing.ground:
            parts += [Strong("Ground for sharing"), f": {case_lines.small(sentence(sharing.ground))} "]
            if sharing.reasoning:
                parts += [Strong("Why"), f": {mask.over(case_lines.small(sentence(sharing.reasoning)))} "]
            approved = f" on {full_day(sharing.approved_on)}" if sharing.approver and sharing.approved_on else ""
            parts += [Strong("Approved"), f": by {sharing.approver}{approved}. "] if sharing.approver else []
        if sharing.limits:
            parts += [Strong("Limits"), f": {case_lines.small(sentence(sharing.limits))} "]
        for kind, questions in sharing.unanswered:
            parts += [Strong(kind), f": {questions}. "]
    if victim is not None and victim.contact:
        parts += [Strong("Safe contact"), f": {_contact(victim)}"]
    said = sharing is not None and "section 115" in sharing.ground
    return (*parts, _NOT_THE_BASIS if said else _PANEL_FALLBACK) if parts else ""


def _told_how(victim: NamedPerson | None, audience: Audience, subject_id: str) -> NamedPerson | None:
    """Whose safe contact is printed: nobody's in a paper for somebody else of the case."""
    return None if victim is None or (audience == "subject" and victim.person_id != subject_id) else victim


def _contact(victim: NamedPerson) -> str:
    """How to reach the person, without the number: the lead agency holds that."""
    parts = [victim.contact[:1].lower() + victim.contact[1:]]
    if victim.contact_times:
        parts.append(victim.contact_times)
    if victim.contact_message_safe is False:
        parts.append("no messages")
    if victim.contact_post_safe is False:
        parts.append("no letters")
    if victim.contact_unsaid:
        parts.append(f"words not to use: {victim.contact_unsaid}")
    return "; ".join(parts) + ". "
