"""Days of a referral that cannot be: in the future, in the wrong order, or a birth no living person has."""

from datetime import date

from hipdesk.model.problems import Problems
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.entries import IncidentEntry, SharingEntry
from hipdesk.model.referrals.people import PersonEntry

OLDEST = 120
"""Nobody older than this many years is written down without looking at the year again."""

_BORN_BEFORE = ("victim", "perpetrator", "witness")


def impossible_days(command: LogReferral, today: date, found: Problems) -> None:
    """Say of each impossible day which it is and why; all of them stand before logging."""
    _header(command, today, found)
    for at, person in enumerate(command.people):
        _person(person, f"people.{at}", command.incidents, today, found)
    for at, incident in enumerate(command.incidents):
        _incident(incident, f"incidents.{at}", command.received_on, today, found)
    for at, step in enumerate(command.earlier_steps):
        if step.on_day and step.on_day > today:
            words = "What was done so far lies in the future."
            found.add(f"earlier_steps.{at}.on_day", words, where="What is wanted")
    _sharing(command.sharing, today, found)
    if command.risk.assessed_on and command.risk.assessed_on > today:
        found.add("risk.assessed_on", "The day of the assessment lies in the future.", where="Risk")


def _header(command: LogReferral, today: date, found: Problems) -> None:
    where, received = "Referrer", command.received_on
    if received and received > today:
        found.add("received_on", "The day received lies in the future.", where=where)
    if command.completed_on and command.completed_on > (received or today):
        found.add("completed_on", "It cannot be completed after it was received.", where=where)


def _person(person: PersonEntry, path: str, incidents: tuple[IncidentEntry, ...], today: date, found: Problems) -> None:
    where = "Alleged perpetrator" if person.role == "perpetrator" else "Person affected"
    born = person.born
    if born is not None and born.earliest is not None and born.latest is not None:
        last = max((each.day.latest or today for each in incidents if each.day and each.day.earliest), default=today)
        if born.earliest > today:
            found.add(f"{path}.born", "The date of birth lies in the future.", where=where)
        elif today.year - born.latest.year > OLDEST:
            words = f"That would be more than {OLDEST} years ago: check the year of birth."
            found.add(f"{path}.born", words, where=where)
        elif person.role in _BORN_BEFORE and born.earliest > last:
            found.add(f"{path}.born", "Born after everything that happened: check both days.", where=where)
    if person.address is not None and person.address.from_day and person.address.from_day > today:
        found.add(f"{path}.from_day", "The day they moved in lies in the future.", where=where)
    elif person.address is not None and person.address.from_day and today.year - person.address.from_day.year > OLDEST:
        words = f"That would be more than {OLDEST} years ago: check the year they moved in."
        found.add(f"{path}.from_day", words, where=where)


def _incident(incident: IncidentEntry, path: str, received: date | None, today: date, found: Problems) -> None:
    where, first = "What happened", incident.day.earliest if incident.day else None
    latest = min(received or today, today)
    if first and first > today:
        found.add(f"{path}.day", "The day of an incident lies in the future.", where=where)
    elif first and first > latest:
        found.add(f"{path}.day", "It happened after the referral was received: check both days.", where=where)
    if incident.reported_on and incident.reported_on > today:
        found.add(f"{path}.reported_on", "The day it was told lies in the future.", where=where)
    elif incident.reported_on and first and incident.reported_on < first <= latest:
        found.add(f"{path}.reported_on", "It cannot have been told before it happened.", where=where)


def _sharing(sharing: SharingEntry, today: date, found: Problems) -> None:
    where = "Consent and sharing"
    for field, words in (
        ("agreed_on", "The day of agreement lies in the future."),
        ("privacy_notice_on", "The day the notice was given lies in the future."),
        ("approved_on", "The day of approval lies in the future."),
        ("withdrawn_on", "The day of withdrawal lies in the future."),
    ):
        day = getattr(sharing, field)
        if day and day > today:
            found.add(f"sharing.{field}", words, where=where)
    if sharing.withdrawn_on and sharing.agreed_on and sharing.withdrawn_on < sharing.agreed_on:
        found.add("sharing.withdrawn_on", "Agreement cannot be withdrawn before it was given.", where=where)
