"""The names that may stand in braces in the office's words: what each is filled with, and an invented example of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ACTIONS = "actions"
WORDS = "words"
NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class BraceName:
    """One name: what it stands for, and an example that previews show."""

    means: str
    example: str


NAMES: Mapping[str, BraceName] = {
    name: BraceName(means, example)
    for name, means, example in (
        ("our_reference", "our reference", "HIP/2026-27/0041"),
        ("received_day", "the day it reached us", "2 November 2026"),
        ("initials", "initials of the person affected", "N.J.C."),
        ("triage_days", "working days to decide", "five"),
        ("decide_by", "the day we decide by", "9 November 2026"),
        ("next_panel", "the day of the next panel", "12 November 2026"),
        ("next_deadline", "the day referrals close", "29 October 2026"),
        (WORDS, "what is written for the one letter", "We spoke about this on the telephone."),
        ("wanted", "what was asked for", "The date of birth, and how to reach the person safely."),
        ("reply_by", "the day to answer by", "16 November 2026"),
        ("reason", "the reason", "one agency can solve it alone"),
        ("advice", "advice given", "Please speak to the landlord first."),
        ("redirected_to", "where it was sent on to", "the community safety team"),
        ("meeting_day", "the day of the panel", "12 November 2026"),
        ("meeting_weekday", "its day of the week and date", "Thursday 12 November 2026"),
        ("meeting_time", "when it begins", "10:00"),
        ("place", "where it is held", "Committee Room 2, Town Hall"),
        ("agency", "the agency the letter is for", "Rushmere Housing Association"),
        ("case_words", "how many cases are listed", "Six cases are on the agenda so far."),
        ("returns_by", "the day returns are due", "5 November 2026"),
        ("papers_on", "the day papers go out", "6 November 2026"),
        ("late_words", "how many actions are late", "Two of them are late."),
        ("closed_day", "the day the case was closed", "12 November 2026"),
        ("close_reason", "why it was closed", "the risk is down and the actions are done"),
        ("heard_words", "how often it was heard", "It was heard three times, last on 12 November 2026."),
        ("ongoing", "who stays in touch", "Victim Support"),
        ("aftercare_day", "the day we ask again", "10 December 2026"),
        ("panel_day", "the day the services met", "12 November 2026"),
        ("next_day", "the day they meet again", "10 December 2026"),
        ("language", "the person’s language", "Bengali"),
        (ACTIONS, "the list of actions, alone in its paragraph", "[The list of actions stands here.]"),
        ("panel", "the name of the panel", "Marlbridge Hate Incident Panel"),
        ("area", "the borough or district", "Marlbridge"),
        ("log", "time to log a referral", "1 working day"),
        ("acknowledge", "time to acknowledge it", "2 working days"),
        ("triage", "time to decide on it", "5 working days"),
        ("repeat", "months within which it is a repeat", "12"),
        ("closes", "working days before the panel", "10"),
        ("starts", "when panels begin", "10:00"),
        ("agreements", "how many have signed the sharing agreement", "9 of the 12 agencies have an agreement in date."),
    )
}
"""Every name there is, in the order it is told to who writes."""

_REFERRAL = (
    "our_reference", "received_day", "initials", "triage_days", "decide_by", "next_panel", "next_deadline", WORDS,
    "wanted", "reply_by", "reason", "advice", "redirected_to",
)  # fmt: skip
_TO_AGENCY = ("agency", "late_words", "reply_by", "next_panel", WORDS, ACTIONS)
LETTER_NAMES_IN_BRACES: Mapping[str, tuple[str, ...]] = {
    "acknowledgement": _REFERRAL,
    "information": _REFERRAL,
    "decline": _REFERRAL,
    "redirect": _REFERRAL,
    "invitation": (
        "agency", "meeting_day", "meeting_weekday", "meeting_time", "place", "returns_by", "papers_on", "case_words",
        WORDS,
    ),
    "chaser": _TO_AGENCY,
    "escalation": _TO_AGENCY,
    "closure": (
        "our_reference", "initials", "closed_day", "close_reason", "heard_words", "ongoing", "aftercare_day", WORDS,
    ),
    "victim": ("panel_day", "next_day", "language", WORDS),
}  # fmt: skip
"""By the kind of a letter, what the record fills in it."""
INFORMATION_NAMES = (
    "panel", "area", "log", "acknowledge", "triage", "repeat", "closes", "starts", "place", "agreements",
)  # fmt: skip


def stray(text: str, allowed: tuple[str, ...]) -> str:
    """What stands in braces and nothing fills, as it was written; a lone brace as itself; empty when all is well."""
    for name in NAME.findall(text):
        if name not in allowed:
            return f"{{{name}}}"
    left = NAME.sub("", text)
    return next((sign for sign in left if sign in "{}"), "")


def example_of(text: str) -> str:
    """``text`` with an invented example in place of every name, as a preview shows it."""
    return NAME.sub(lambda found: NAMES[found.group(1)].example if found.group(1) in NAMES else found.group(), text)
