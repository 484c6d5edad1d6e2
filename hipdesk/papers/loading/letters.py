"""Letters from the record: whom each is for, what it is filled with, and what it must not say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model import letters as asked
from hipdesk.model.action_log import ActionView
from hipdesk.model.letters import LetterOptions
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.letters import LetterAction, LetterPaper
from hipdesk.papers.letters_wording import ACTIONS, LetterWording, filled, letters_of
from hipdesk.papers.loading.frames import Copy, frame
from hipdesk.papers.loading.masking import masked_action, masks_of
from hipdesk.papers.wording import capital, counted, full_day, spelled, weekday
from hipdesk.services import letters as services
from hipdesk.services.settings import setting
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.work import Reading

_BY_MAIL, _BY_POST, _BY_HAND = "By secure e-mail", "By post", "By hand: not to be posted"
_ENGLISH = ("", "english")


@dataclass(frozen=True, slots=True)
class _Letter:
    """What one letter adds to what all share. ``whose`` names the copy in the register's words."""

    wording: str
    recipient: tuple[str, ...]
    greeting: str
    values: Mapping[str, str]
    references: tuple[tuple[str, str], ...] = ()
    whose: str = "the referrer"
    delivery: str = _BY_MAIL
    actions: tuple[ActionView, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about: the key its kind needs, and an agency where it is for one."""

    referral_id: str = ""
    meeting_id: str = ""
    agency_id: str = ""
    case_id: str = ""


def load_letter(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> LetterPaper:
    """The letter as it would be sent today.

    Refused when it may not be posted, when a person's own words name who it must not name, and when the record is
    not as the letter says (a closure of an open case).
    """
    letter = _LOADERS[kind](reading, kind, subject, options)
    wording = letters_of(office_words(reading, "letters"))[letter.wording]
    office = setting(reading, OfficeSettings)
    values = {**letter.values, "words": options.words.strip()}
    before, after, told = _paragraphs(wording, values)
    title = filled(wording.subject, values) or wording.name
    # A document's title, its file's name and a page's head are seen by others: a private letter says no more there.
    named = "Letter" if letter.private else f"{wording.name} {letter.values.get('our_reference', '')}".strip()
    page = frame(
        reading, f"{named}, {full_day(reading.today)}", "Letter" if letter.private else wording.name,
        handling=wording.handling, copy=Copy(letter.whose, 1, 1),
    )  # fmt: skip
    if letter.private:
        # Nor the panel's own sign: an envelope is opened by whoever finds it.
        page = replace(page, panel=office.office_name or office.borough, look=replace(page.look, logo=b""))
    return LetterPaper(
        frame=page,
        sender=_sender(office, private=letter.private),
        recipient=letter.recipient,
        delivery=letter.delivery,
        day=reading.today,
        references=letter.references,
        subject=title,
        greeting=letter.greeting,
        before=before,
        actions=tuple(_action(reading, each) for each in letter.actions) if told else (),
        after=after,
        # A title may tell what the office is about.
        agency=letter.values.get("agency", ""),
        signed=(office.officer_name, office.office_name if letter.private else office.officer_title),
    )


def _paragraphs(wording: LetterWording, values: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The paragraphs before and after the list of actions, and whether the wording has one."""
    texts = list(wording.paragraphs)
    at = texts.index(ACTIONS) if ACTIONS in texts else len(texts)
    before = tuple(text for each in texts[:at] if (text := filled(each, values)))
    after = tuple(text for each in texts[at + 1 :] if (text := filled(each, values)))
    return before, after, at < len(texts)


def _sender(office: OfficeSettings, *, private: bool) -> tuple[str, ...]:
    """The office, and the panel unless the letter is private."""
    panel = "" if private else office.panel_name
    name = office.office_name or office.borough or office.panel_name
    return name, panel if panel != name else "", office.officer_name, office.phone, office.secure_email


def _action(reading: Reading, view: ActionView) -> LetterAction:
    masks = masks_of(reading, [view.case_id] if view.case_id else [], "agenda")
    told = masked_action(view, masks[view.case_id]) if view.case_id in masks else view
    return LetterAction(
        number=view.number, initials=view.initials or "", wording=told.wording, due=view.due_on,
        days_late=view.rag.days_late, missed=view.carries,
    )  # fmt: skip


# About a referral


def _of_referral(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> _Letter:
    facts = services.referral_letter(reading, subject.referral_id)
    asked.refuse_giving_away(options.words, facts.people)
    _check_referral(kind, facts, options)
    advice = facts.advice
    asked.refuse_giving_away(advice, facts.people)
    values = {
        "our_reference": facts.reference,
        "initials": facts.initials or "the person affected",
        "received_day": full_day(facts.received_on),
        "triage_days": spelled(facts.triage_days),
        "decide_by": full_day(facts.decide_by) if facts.decide_by >= reading.today else "",
        "next_panel": _day(facts.next_panel),
        "next_deadline": _day(facts.next_deadline),
        "wanted": facts.wanted,
        "reply_by": _day(facts.reply_by),
        "reason": _lower(facts.reason),
        "redirected_to": facts.redirected_to,
        "advice": advice,
    }
    return _Letter(
        wording="redirect" if kind == "decline" and facts.status == "redirected" else kind,
        recipient=_lines(options.to or facts.referrer, facts.role, facts.agency),
        greeting=_greeting(options.to or facts.referrer),
        values=values,
        references=(("Our reference", facts.reference), ("Your reference", ", ".join(facts.their_references))),
        whose=facts.agency or "the referrer",
    )


def _check_referral(kind: asked.Kind, facts: asked.ReferralLetter, options: LetterOptions) -> None:
    wanted = {"information": ("awaiting_information",), "decline": ("declined", "redirected")}.get(kind)
    if wanted is not None and facts.status not in wanted:
        said = "Information is not being asked for" if kind == "information" else "This referral was not declined"
        raise Refused(f"{said}.", kept="Nothing was made.", to_do="Decide on the referral first.")
    if kind == "information" and not (facts.wanted or options.words):
        raise Refused(
            "What is needed is not on the record.", kept="Nothing was made.", to_do="Write it in your own words."
        )


# To an agency


def _to_agency(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> _Letter:
    facts = services.agency_letter(reading, subject.agency_id)
    if not facts.actions:
        raise Refused("No action of this agency is open.", kept="Nothing was made.")
    late = sum(action.rag.days_late > 0 for action in facts.actions)
    manager = kind == "escalation"
    if manager and not late:
        raise Refused("No action of this agency is late.", kept="Nothing was made.", to_do="A chaser will do.")
    values = {
        "agency": facts.agency,
        "late_words": _late_words(late, len(facts.actions)),
        "reply_by": full_day(facts.reply_by),
        "next_panel": _day(facts.next_panel),
    }
    whom = options.to or ("" if manager else facts.contact)
    first = whom or (f"The manager of {facts.contact}" if manager and facts.contact else "")
    return _Letter(
        wording=kind,
        recipient=_lines(first, "" if manager or options.to else facts.title, facts.agency),
        greeting=_greeting(whom),
        values=values,
        whose=facts.agency,
        actions=facts.actions,
    )


def _late_words(late: int, of: int) -> str:
    if not late:
        return "It will be due before long." if of == 1 else "They will be due before long."
    if late == of:
        return "It is late." if of == 1 else "They are late."
    return f"{capital(spelled(late))} of them {'is' if late == 1 else 'are'} late."


def _invitation(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> _Letter:
    facts = services.invitation_letter(reading, subject.meeting_id, subject.agency_id)
    cases = f"{capital(spelled(facts.cases))} {'case is' if facts.cases == 1 else 'cases are'} on the agenda so far."
    values = {
        "agency": facts.agency,
        "meeting_day": full_day(facts.held_on),
        "meeting_weekday": weekday(facts.held_on),
        "meeting_time": facts.starts,
        "place": facts.place,
        "returns_by": _day(facts.returns_by),
        "papers_on": _day(facts.papers_on),
        "case_words": f"{cases} The names list, which comes apart from this letter, says which." if facts.cases else "",
    }
    return _Letter(
        wording=kind,
        recipient=_lines(options.to or facts.contact, "" if options.to else facts.title, facts.agency),
        greeting=_greeting(options.to or facts.contact),
        values=values,
        whose=facts.agency,
    )


# About a case


def _closure(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> _Letter:
    facts = services.case_letter(reading, subject.case_id)
    if facts.closed_on is None:
        raise Refused("This case is not closed.", kept="Nothing was made.", to_do="Close it first.")
    asked.refuse_giving_away(options.words, facts.people)
    asked.refuse_giving_away(facts.ongoing, facts.people)
    heard = counted(facts.times_heard, "time")
    values = {
        "our_reference": facts.reference,
        "initials": facts.initials or "the person affected",
        "closed_day": full_day(facts.closed_on),
        "close_reason": _lower(facts.close_reason),
        "heard_words": f"It was heard {heard}, last on {full_day(facts.last_heard_on)}." if facts.last_heard_on else "",
        "ongoing": facts.ongoing,
        "aftercare_day": _day(facts.aftercare_on) if (facts.aftercare_on or reading.today) >= reading.today else "",
    }
    return _Letter(
        wording=kind,
        recipient=_lines(options.to or facts.referrer, facts.role, facts.agency),
        greeting=_greeting(options.to or facts.referrer),
        values=values,
        references=(("Our reference", facts.reference), ("Your reference", ", ".join(facts.their_references))),
        whose=facts.agency or "the referrer",
    )


def _victim(reading: Reading, kind: asked.Kind, subject: Subject, options: LetterOptions) -> _Letter:
    """Only what the wording says and the officer writes: nothing of the record but days and the person's own name."""
    facts = services.case_letter(reading, subject.case_id)
    person = services.victim_of(facts, options.person_id)
    asked.refuse_giving_away(options.words, facts.people, to=person)
    home: tuple[str, ...] = ()
    if not options.by_hand:
        asked.refuse_unsafe_post(person, facts.people)
        if not person.address_kept:
            postcode = "" if person.postcode and person.postcode in person.address else person.postcode
            home = (*(part.strip() for part in person.address.replace("\n", ",").split(",")), postcode)
    values = {
        "panel_day": _day(facts.last_heard_on),
        "next_day": _day(facts.next_on),
        "language": "" if person.language.lower() in _ENGLISH else person.language,
    }
    return _Letter(
        wording=kind,
        recipient=tuple(line for line in (person.name, *home) if line),
        greeting=_greeting(person.name) if person.name else "Hello,",
        values=values,
        whose="the person named",
        delivery=_BY_HAND if options.by_hand else _BY_POST,
        private=True,
    )


_LOADERS: dict[asked.Kind, Callable[[Reading, asked.Kind, Subject, LetterOptions], _Letter]] = {
    "acknowledgement": _of_referral,
    "information": _of_referral,
    "decline": _of_referral,
    "invitation": _invitation,
    "chaser": _to_agency,
    "escalation": _to_agency,
    "closure": _closure,
    "victim": _victim,
}


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _greeting(name: str) -> str:
    return f"Dear {name}," if name else "Dear colleague,"


def _day(day: date | None) -> str:
    return full_day(day) if day is not None else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
