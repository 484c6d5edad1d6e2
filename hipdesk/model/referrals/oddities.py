"""Answers that may well be a slip of the hand: they are asked about beside their field, and stand in no one's way."""

import re
from datetime import date

from hipdesk.model.problems import Problems
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.days import OLDEST

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FEWEST = 3
"""Digits of the shortest telephone number there is: 101."""


def odd_answers(command: LogReferral, today: date, found: Problems) -> None:
    """Warn of days too long ago, and of telephone numbers and e-mails that are none."""
    for at, incident in enumerate(command.incidents):
        last = incident.day.latest if incident.day else None
        if last is not None and today.year - last.year > OLDEST:
            words = f"That would be more than {OLDEST} years ago: check the year."
            found.add(f"incidents.{at}.day", words, "warn", "What happened")
    if command.referrer_phone and _digits(command.referrer_phone) < _FEWEST:
        found.add("referrer_phone", "There is no telephone number in this: check it.", "warn", "Referrer")
    if command.referrer_email and not _MAIL.search(command.referrer_email):
        found.add(
            "referrer_email", "This is not an e-mail address, as name@office.gov.uk: check it.", "warn", "Referrer"
        )
    for at, person in enumerate(command.people):
        number = person.contact.number if person.contact is not None else ""
        if number and "@" not in number and not _digits(number):
            words = "There is no number and no address in this: check it."
            found.add(f"people.{at}.contact_number", words, "warn", "Person affected")


def _digits(words: str) -> int:
    return sum(sign.isdigit() for sign in words)
