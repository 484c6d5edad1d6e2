"""Letters: what each is filled with from the record, which can be written now, and the note that one was saved."""

from collections.abc import Sequence
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model import letters as asked
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.timetable import step_day
from hipdesk.model.users import Right
from hipdesk.model.workdays import add_working_days
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import actions as actions_stored
from hipdesk.store.queries import letters as stored
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.involvements import named_people
from hipdesk.store.queries.referrals.one import agency_name, referral_row
from hipdesk.store.queries.referrals.rows import sharing_row
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import NoteRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading, Work

REPLY_WITHIN = 5
"""Working days an agency has to answer a letter."""
_NOT_DECIDED = {"declined", "redirected"}


@reads(Right.MAKE_PAPERS)
def referral_letter(reading: Reading, referral_id: str) -> asked.ReferralLetter:
    """What letters about a referral say of it."""
    row = referral_row(reading, referral_id)
    words, timetable = Words(reading), timetable_of(reading)
    coming = meetings.next_meeting_id(reading, reading.today)
    facts = meetings.meeting(reading, coming) if coming else None
    return asked.ReferralLetter(
        reference=row.reference, initials=row.initials, received_on=row.received_on, status=row.status,
        referrer=row.referrer_name or "", role=row.referrer_role or "", agency=_agency(reading, row.agency_id),
        their_references=tuple(row.own_references or ()), reason=words.of("decline_reason", row.decision_reason),
        advice=row.decision_words or "", redirected_to=words.of("other_panel", row.redirected_to),
        wanted=stored.last_asked(reading, row.id), reply_by=row.information_due_on,
        triage_days=timetable.triage_within,
        decide_by=add_working_days(row.received_on, timetable.triage_within, timetable.nation),
        next_panel=facts.held_on if facts else None,
        next_deadline=step_day(facts.held_on, "referrals_close", timetable) if facts else None,
        people=named_people(reading, referral_id=row.id),
    )  # fmt: skip


@reads(Right.MAKE_PAPERS)
def agency_letter(reading: Reading, agency_id: str) -> asked.AgencyLetter:
    """What letters to an agency say: its late actions, or, when none is late, its live ones; nothing of a case it is
    kept out of.
    """
    agency = reading.find(AgencyRow, agency_id)
    nation = setting(reading, OfficeSettings).nation
    out = cases_kept_from(reading, agency_id)
    owned = actions_stored.live_by_agency(reading, reading.today, nation).get(agency_id, [])
    live = [action for action in owned if action.case_id not in out]
    late = [action for action in live if action.rag.days_late > 0]
    coming = meetings.next_meeting_id(reading, reading.today)
    facts = meetings.meeting(reading, coming) if coming else None
    contact, title = actions_stored.contacts(reading, [agency_id]).get(agency_id, ("", ""))
    return asked.AgencyLetter(
        agency.name, contact, title, tuple(late or live), add_working_days(reading.today, REPLY_WITHIN, nation),
        facts.held_on if facts else None,
    )  # fmt: skip


@reads(Right.MAKE_PAPERS)
def invitation_letter(reading: Reading, meeting_id: str, agency_id: str) -> asked.InvitationLetter:
    """What an invitation says of the meeting."""
    agency = reading.find(AgencyRow, agency_id)
    facts = meetings.meeting(reading, meeting_id)
    if facts is None:
        raise Refused("This meeting is not there any more.", kept="Nothing was made.", to_do="Go back and look.")
    timetable = timetable_of(reading)
    contact, title = actions_stored.contacts(reading, [agency_id]).get(agency_id, ("", ""))
    online = "online" if facts.online else ""
    return asked.InvitationLetter(
        agency=agency.name, contact=contact, title=title, held_on=facts.held_on,
        starts=f"{facts.starts_at or timetable.starts:%H:%M}",
        place=", ".join(part for part in (facts.place or "", online) if part),
        returns_by=step_day(facts.held_on, "returns_due", timetable),
        papers_on=step_day(facts.held_on, "papers_out", timetable), cases=facts.cases,
    )  # fmt: skip


@reads(Right.MAKE_PAPERS)
def case_letter(reading: Reading, case_id: str) -> asked.CaseLetter:
    """What letters about a case say of it."""
    row = case_row(reading, case_id)
    referrals = stored.referrals_of(reading, row.id)
    first: ReferralRow | None = referrals[0] if referrals else None
    closure = stored.last_closure(reading, row.id) if row.status == "closed" else None
    words = Words(reading)
    return asked.CaseLetter(
        reference=row.reference, initials=row.initials, referrer=(first.referrer_name or "") if first else "",
        role=(first.referrer_role or "") if first else "", agency=_agency(reading, first.agency_id) if first else "",
        their_references=tuple(first.own_references or ()) if first else (),
        closed_on=closure.closed_on if closure else None,
        close_reason=words.of("closure_reason", closure.reason) if closure else "",
        ongoing=(closure.ongoing_owner or "") if closure else "", times_heard=row.times_heard,
        last_heard_on=row.last_heard_on, next_on=_next_on(reading, row.next_review_on),
        aftercare_on=row.aftercare_due_on, people=named_people(reading, case_id=row.id),
    )  # fmt: skip


@reads(Right.MAKE_PAPERS, "letter.previewed")
def begin_letter(reading: Reading, subject_id: str, about: asked.About) -> None:
    """A letter about to be shown, which names people: the log says so. Refused for what the actor may not see."""
    if about == "case":
        case_row(reading, subject_id)
    elif about == "referral":
        referral_row(reading, subject_id)
    else:
        reading.find(MeetingRow if about == "meeting" else AgencyRow, subject_id)


@reads(Right.MAKE_PAPERS)
def letters_for_referral(reading: Reading, referral_id: str) -> tuple[asked.LetterChoice, ...]:
    """The letters that can be written about a referral as it stands."""
    row = referral_row(reading, referral_id)
    to = ", ".join(part for part in (row.referrer_role or "the referrer", _agency(reading, row.agency_id)) if part)
    kinds: list[tuple[asked.Kind, str]] = [("acknowledgement", "Acknowledgement")]
    if row.status == "awaiting_information":
        kinds.insert(0, ("information", "Request for more information"))
    if row.status in _NOT_DECIDED:
        kinds.insert(0, ("decline", "Sent on" if row.status == "redirected" else "Decline and advice"))
    unaware = ("The person affected does not know of this referral: nothing may reach them.",)
    cautions = unaware if _not_aware(reading, row.id) else ()
    return tuple(asked.LetterChoice(kind, name, to, cautions=cautions) for kind, name in kinds)


@reads(Right.MAKE_PAPERS)
def letters_for_case(reading: Reading, case_id: str) -> tuple[asked.LetterChoice, ...]:
    """The letters that can be written about a case as it stands: to each person affected, and of its closure."""
    row = case_row(reading, case_id)
    people = named_people(reading, case_id=row.id)
    victims = [person for person in people if person.role == "victim"]
    found: list[asked.LetterChoice] = []
    if row.status == "closed":
        letter = case_letter(reading, row.id)
        to = ", ".join(part for part in (letter.role or "the referrer", letter.agency) if part)
        found.append(asked.LetterChoice("closure", "Closure, to the referrer", to))
    if victims:
        shown = tuple(
            (person.id, f"{person.label or 'Person affected'} {_initials(person)}".strip()) for person in victims
        )
        cautions = tuple(dict.fromkeys(said for person in victims for said in _cautions(person, people)))
        found.append(asked.LetterChoice("victim", "Update for the person affected", "", shown, cautions))
    return tuple(found)


@reads(Right.MAKE_PAPERS)
def letters_for_agency(reading: Reading, agency_id: str) -> tuple[asked.LetterChoice, ...]:
    """The letters that can be written to an agency: about its live actions, and to invite it to the next panel."""
    letter = agency_letter(reading, agency_id)
    to = ", ".join(part for part in (letter.contact, letter.title, letter.agency) if part)
    found: list[asked.LetterChoice] = []
    if letter.actions:
        manager = f"The manager of {letter.contact or letter.agency}"
        found.append(asked.LetterChoice("chaser", "Chaser", to))
        if letter.actions[0].rag.days_late > 0:
            found.append(asked.LetterChoice("escalation", "Escalation to a manager", manager))
    coming = meetings.next_meeting_id(reading, reading.today)
    if coming:
        found.append(asked.LetterChoice("invitation", "Invitation to the next panel", to, meeting_id=coming))
    return tuple(found)


@writes(Right.MAKE_PAPERS, "letter.noted")
def note_letter(work: Work, command: asked.NoteLetter) -> None:
    """Note on the line of time that a letter was saved.

    The first acknowledgement also dates the referral; an update for the person affected dates when they were told what
    was decided last, unless that is dated already.
    """
    case_id = case_row(work, command.case_id).id if command.case_id else None
    referral = referral_row(work, command.referral_id) if command.referral_id else None
    if case_id is None and referral is None:
        raise Refused("A letter is noted on a case or a referral.", kept="The letter was saved.")
    note = NoteRow(
        case_id=case_id or (referral.case_id if referral else None), referral_id=referral.id if referral else None,
        kind="victim_contact" if command.kind == "victim" else "letter", on_day=work.today, at=work.now,
        heading=asked.LETTER_NAMES[command.kind], text=f"Saved, to {command.to or 'the referrer'}.",
    )  # fmt: skip
    work.session.add(note)
    if referral is not None and command.kind == "acknowledgement" and referral.acknowledged_on is None:
        referral.acknowledged_on = work.today
    untold = stored.newest_untold(work, case_id) if case_id and command.kind == "victim" else None
    if untold is not None:
        untold.told_on = work.today
        new = {"old": None, "new": work.today, "by": "letter"}
        work.record("victim.told", "agenda_line", untold.agenda_line_id, fields=("told_on",), values=new)
    work.session.flush()
    subject = case_id or (referral.id if referral else "")
    work.record("letter.noted", "cases" if case_id else "referral", subject, values={"new": {"letter": command.kind}})


def victim_of(letter: asked.CaseLetter, involvement_id: str) -> NamedPerson:
    """The person affected a letter is for: the one asked for, else the first. Refused when the case has none."""
    victims = [person for person in letter.people if person.role == "victim"]
    found = next((person for person in victims if person.id == involvement_id), None)
    if found is None and victims and not involvement_id:
        found = victims[0]
    if found is None:
        raise Refused("This case has no such person affected.", kept="Nothing was made.", to_do="Choose who it is for.")
    return found


def _cautions(person: NamedPerson, people: Sequence[NamedPerson]) -> list[str]:
    who = person.label or "The person affected"
    said = []
    why = asked.post_refusal(person, people)
    if why:
        said.append(f"{who}: not by post. {why}")
    if person.contact_unsaid:
        said.append(f"{who}: not to be said: {person.contact_unsaid}")
    if person.address_kept:
        said.append(f"{who}: the address is kept out of papers; write it on the envelope.")
    if person.interpreter:
        said.append(f"{who}: needs an interpreter" + (f" ({person.language})." if person.language else "."))
    return said


def _initials(person: NamedPerson) -> str:
    return "".join(f"{part[0]}." for part in person.name.split() if part)


def _agency(reading: Reading, agency_id: str | None) -> str:
    row = reading.session.get(AgencyRow, agency_id) if agency_id else None
    return row.name if row else agency_name(reading, agency_id)


def _not_aware(reading: Reading, referral_id: str) -> bool:
    row = sharing_row(reading, referral_id)
    return row is not None and row.victim_aware == "no"


def _next_on(reading: Reading, day: date | None) -> date | None:
    return day if day is not None and day >= reading.today else None
