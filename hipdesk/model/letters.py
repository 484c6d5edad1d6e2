"""Letters: which there are, what each is about, when one may be posted, and what a person's own words may not say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import ActionView
from hipdesk.model.commands import Command, Key, Line
from hipdesk.model.folding import fold, place_key
from hipdesk.model.referrals.views import NamedPerson

Kind = Literal[
    "acknowledgement", "information", "decline", "invitation", "chaser", "escalation", "closure", "victim"
]  # fmt: skip
About = Literal["referral", "meeting", "agency", "case"]

ABOUT: dict[Kind, About] = {
    "acknowledgement": "referral",
    "information": "referral",
    "decline": "referral",
    "invitation": "meeting",
    "chaser": "agency",
    "escalation": "agency",
    "closure": "case",
    "victim": "case",
}
LETTER_NAMES: dict[Kind, str] = {
    "acknowledgement": "Letter: acknowledgement",
    "information": "Letter: request for more information",
    "decline": "Letter: decline and advice",
    "invitation": "Letter: invitation",
    "chaser": "Letter: chaser",
    "escalation": "Letter: escalation",
    "closure": "Letter: closure",
    "victim": "Letter: update for the person affected",
}
PAPER = "letter-"
"""What the catalogue puts before a letter's kind."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What the person writing chooses: words of their own, whom it is for where there is a choice, and how it goes.

    ``person_id`` is the involvement of a person affected; ``by_hand`` hands the letter over instead of posting it.
    """

    words: str = ""
    to: str = ""
    person_id: str = ""
    by_hand: bool = False


NO_CHOICES = LetterOptions()


class NoteLetter(Command):
    """That a letter was saved, for the line of time of a case or referral."""

    kind: Kind
    case_id: Key | None = None
    referral_id: Key | None = None
    to: Line = ""


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter that can be written now: to whom in words, and what to be careful about.

    ``people`` are the persons affected it could go to, (involvement, label and initials); ``meeting_id`` the meeting
    an invitation is for.
    """

    kind: Kind
    name: str
    to: str = ""
    people: tuple[tuple[str, str], ...] = ()
    cautions: tuple[str, ...] = ()
    meeting_id: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """What letters about a referral are filled with. ``people`` are those its free words may not give away."""

    reference: str
    initials: str
    received_on: date
    status: str
    referrer: str
    role: str
    agency: str
    their_references: tuple[str, ...]
    reason: str
    advice: str
    redirected_to: str
    wanted: str
    reply_by: date | None
    triage_days: int
    decide_by: date
    next_panel: date | None
    next_deadline: date | None
    people: tuple[NamedPerson, ...]


@dataclass(frozen=True, slots=True)
class AgencyLetter:
    """What letters to an agency are filled with: its contact, its live actions (late first), and the days to come."""

    agency: str
    contact: str
    title: str
    actions: tuple[ActionView, ...]
    reply_by: date
    next_panel: date | None


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """What an invitation is filled with. ``cases`` counts those on the agenda the agency works on."""

    agency: str
    contact: str
    title: str
    held_on: date
    starts: str
    place: str
    returns_by: date | None
    papers_on: date | None
    cases: int


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """What letters about a case are filled with."""

    reference: str
    initials: str
    referrer: str
    role: str
    agency: str
    their_references: tuple[str, ...]
    closed_on: date | None
    close_reason: str
    ongoing: str
    times_heard: int
    last_heard_on: date | None
    next_on: date | None
    aftercare_on: date | None
    people: tuple[NamedPerson, ...]


def post_refusal(person: NamedPerson, people: Iterable[NamedPerson]) -> str:
    """Why no letter may be posted to a person affected: one sentence, or empty when it is safe.

    Only a plain yes makes post safe. Where an alleged perpetrator has the same home it never is.
    """
    if person.contact_post_safe is None:
        return "Nobody has asked whether post is safe for this person."
    if not person.contact_post_safe:
        return "This person has said that post is not safe."
    home = place_key(person.address) if person.address else ""
    if home and any(each.role == "perpetrator" and place_key(each.address) == home for each in people if each.address):
        return "An alleged perpetrator has the same address."
    return "" if home or person.address_kept else "No address is on the record."


def refuse_unsafe_post(person: NamedPerson, people: Iterable[NamedPerson]) -> None:
    """Refused when a letter to this person may not be posted."""
    why = post_refusal(person, people)
    if why:
        raise Refused(
            f"This letter may not be posted. {why}",
            kept="Nothing was made.",
            to_do="Hand it over in person, through someone they trust, or ask them first.",
        )


def refuse_giving_away(words: str, people: Iterable[NamedPerson], *, to: NamedPerson | None = None) -> None:
    """Refused when a person's own words name who a letter must not name: children and addresses that are kept, always;
    alleged perpetrators as well in a letter ``to`` a person affected. The sentence says the label, never the name.
    """
    everyone = tuple(people)
    own = {fold(part) for part in (to.name.split() if to is not None else ())}
    for person in everyone:
        if to is not None and person.id == to.id:
            continue
        named = person.role == "child" or (to is not None and person.role == "perpetrator")
        told = _told_of(person, named=named)
        if any(_stands_in(word, words) for word in told) or (named and _parts_of(person, own) & _capitalised(words)):
            what = "names" if named else "gives away the address of"
            raise Refused(
                f"What you wrote {what} {person.label or 'a person'}.",
                kept="Your words are kept.",
                to_do="Say it without the name, the address or the number.",
            )


def _told_of(person: NamedPerson, *, named: bool) -> set[str]:
    told: set[str] = set()
    if named:
        told |= {person.name, person.own_script, *person.aliases, person.school, person.contact_number}
    if person.address_kept or (named and person.role == "perpetrator"):
        told |= {person.address, person.postcode}
    return {word for word in told if len(word.strip()) >= _SHORTEST}


def _parts_of(person: NamedPerson, own: set[str]) -> set[str]:
    """Parts of names that tell on their own, folded; not those the recipient bears too."""
    parts = {fold(part) for name in (person.name, *person.aliases) for part in re.findall(r"\w+", name)}
    return {part for part in parts - own if len(part) >= _SHORTEST}


def _capitalised(text: str) -> set[str]:
    """The words of a text that are written as names are, folded: "Grace", never "grace"."""
    return {fold(word) for word in re.findall(r"\w+", text) if word[:1].isupper() or not word[:1].islower()}


def _stands_in(word: str, text: str) -> bool:
    """Whether a word, or several in a row, stand in the text as whole words, whatever the case and what is between."""
    bits = [re.escape(bit) for bit in re.findall(r"\w+", fold(word))]
    return bool(bits) and re.search(r"(?<!\w)" + r"\W+".join(bits) + r"(?!\w)", fold(text)) is not None
