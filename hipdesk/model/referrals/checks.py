"""What a referral still needs, and what each missing answer blocks: logging or accepting (the field's M and A marks).

"Not known", "not asked" and "prefers not to say" are answers; only a field without any of them is missing.
"""

from datetime import date

from hipdesk.model.problems import Problems
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.days import impossible_days
from hipdesk.model.referrals.entries import IncidentEntry, SharingEntry
from hipdesk.model.referrals.oddities import odd_answers
from hipdesk.model.referrals.people import PersonEntry
from hipdesk.model.vocab import code_list

REASONING_AT_LEAST = 20
_NEEDS_GROUND = "needs_ground"


def missing(command: LogReferral, today: date, *, risk_given: bool = False) -> Problems:
    """Everything that stands before logging or accepting, and what looks odd.

    Fields are paths: ``received_on``, ``people.0.name``, ``incidents.0.day``, ``sharing.agreement``, ``strands``,
    ``risk``. ``risk_given`` says that an assessment is there already.
    """
    found = Problems()
    _header(command, found)
    _affected(command, found)
    _perpetrators(command, found)
    _incidents(command, found)
    _strands(command, found)
    _sharing(command.sharing, found)
    _risk(command, found, risk_given)
    _wanted(command, found)
    impossible_days(command, today, found)
    odd_answers(command, today, found)
    return found


def answered(command: LogReferral, found: Problems, today: date) -> int:
    """How many of the answers that acceptance asks for are there: those asked of a blank form of as many people and
    incidents, without those ``found`` missing."""
    blank = LogReferral(
        people=tuple(PersonEntry(role=person.role, kind=person.kind) for person in command.people),
        incidents=tuple(IncidentEntry() for _ in command.incidents),
    )
    return max(0, len(missing(blank, today).blocking("accept")) - len(found.blocking("accept")))


def _header(command: LogReferral, found: Problems) -> None:
    where = "Referrer"
    found.need(command.received_on, "received_on", "Give the day it was received.", where=where)
    if not command.answered("received_at"):
        found.add("received_at", "Give the time it was received, or say it is not known.", where=where)
    found.need(command.channel, "channel", "Say how it came.", where=where)
    if not command.answered("completed_on"):
        found.add("completed_on", "Give the day the referrer completed it.", where=where)
    found.need(command.agency_id, "agency_id", "Choose the referring agency.", where=where)
    found.need(command.referrer_name, "referrer_name", "Give the referrer’s name.", where=where)
    if not command.answered("referrer_role"):
        found.add("referrer_role", "Give the referrer’s role.", where=where)
    reach = command.referrer_phone or command.referrer_email
    if not reach and "referrer_phone" not in command.unanswered and "referrer_email" not in command.unanswered:
        found.add("referrer_phone", "Give a telephone number or secure e-mail of the referrer.", where=where)
    found.need(command.urgency, "urgency", "Say how urgent it is.", where=where)
    if not command.declared:
        found.add("declared", "The referrer declares that it is accurate, relevant and shared lawfully.", where=where)
    if command.repeat_override is not None and not command.repeat_reason:
        found.add("repeat_reason", "Say why it is set by hand to a first or a repeat referral.", where=where)
    if not command.answered("manager_aware"):
        found.add("manager_aware", "Say whether the referrer’s manager knows.", "accept", where)
    if command.manager_aware and not command.answered("manager_name"):
        found.add("manager_name", "Name the manager who signed it off.", "accept", where)
    if not command.answered("presenter"):
        found.add("presenter", "Say who will present the case.", "accept", where)


def _affected(command: LogReferral, found: Problems) -> None:
    if not command.victims:
        found.add("people", "Name the person or community affected.", where="Person affected")
    for at, person in enumerate(command.people):
        if person.role == "victim":
            _person_affected(person, f"people.{at}", found)
        elif person.role != "perpetrator" and not (person.name or person.description):
            found.add(f"people.{at}.name", "Give a name, or say who it is in the description.", where="People")


def _person_affected(person: PersonEntry, path: str, found: Problems) -> None:
    where = "Person affected"
    if not person.name:
        found.add(f"{path}.name", "Give the name, or a pseudonym when it must stay unknown.", where=where)
    contact = person.contact
    if "contact" not in person.unanswered:
        _safe_contact(person, path, found)
    elif contact is None:
        found.add(f"{path}.contact", "Safe contact is not known: ask before anyone calls or writes.", "warn", where)
    if not person.answered("address_confidential"):
        found.add(f"{path}.address_confidential", "Say whether the address is kept out of papers.", where=where)
    if not person.is_person:
        return
    if not (person.answered("born") or person.age_estimate is not None):
        found.add(f"{path}.born", "Give the date of birth or an age.", "accept", where)
    for field, words in (
        ("ethnicity", "Give the ethnicity as the person describes it."),
        ("language", "Give the language."),
        ("interpreter", "Say whether an interpreter is needed."),
        ("disabled", "Say whether the person is disabled."),
        ("relation", "Say how the alleged perpetrator is related to the person."),
    ):
        if not person.answered(field):
            found.add(f"{path}.{field}", words, "accept", where)
    if "address" not in person.unanswered and not (person.address is not None and person.address.lines):
        found.add(f"{path}.address", "Give the address.", "accept", where)
    if person.address is not None and person.address.tenure is None and "tenure" not in person.unanswered:
        found.add(f"{path}.tenure", "Give the tenure of the home.", "accept", where)


def _safe_contact(person: PersonEntry, path: str, found: Problems) -> None:
    where = "Person affected"
    contact = person.contact
    if contact is None or contact.method is None:
        found.add(f"{path}.contact", "Say how the person may be reached safely.", where=where)
        return
    if contact.method == "none":
        return
    if contact.message_safe is None and "message_safe" not in person.unanswered:
        found.add(f"{path}.message_safe", "Say whether it is safe to leave a message.", where=where)
    if contact.post_safe is None and "post_safe" not in person.unanswered:
        found.add(f"{path}.post_safe", "Say whether it is safe to post.", "accept", where)


def _perpetrators(command: LogReferral, found: Problems) -> None:
    where = "Alleged perpetrator"
    for at, person in enumerate(command.people):
        if person.role != "perpetrator":
            continue
        path = f"people.{at}"
        if person.identity is None:
            found.add(
                f"{path}.identity", "Say whether the person is named, described, unknown or a group.", where=where
            )
        if person.identity == "named":
            found.need(person.name, f"{path}.name", "Give the name.", where=where)
            if not person.answered("evidence_basis"):
                found.add(f"{path}.evidence_basis", "Say on what basis the person is named.", "accept", where)
        if person.identity == "described" and not person.description:
            found.add(f"{path}.description", "Give the description.", "accept", where)


def _incidents(command: LogReferral, found: Problems) -> None:
    where = "What happened"
    if not command.incidents:
        found.add("incidents", "Tell at least one incident.", where=where)
    for at, incident in enumerate(command.incidents):
        path = f"incidents.{at}"
        if not (incident.facts or incident.types):
            found.add(f"{path}.facts", "Say briefly what happened.", where=where)
        if not _dated(incident) and "day" not in incident.unanswered:
            found.add(f"{path}.day", "Say when it happened, roughly if need be.", "accept", where)
        _police(incident, path, found)
    if command.incidents and not any(_dated(incident) for incident in command.incidents):
        found.add("incidents.0.day", "Give the day of at least one incident.", "accept", where)


def _dated(incident: IncidentEntry) -> bool:
    return incident.day is not None and incident.day.earliest is not None


def _police(incident: IncidentEntry, path: str, found: Problems) -> None:
    recorded = code_list("police_recording").in_group(incident.police_status, "recorded_crime")
    if recorded and not incident.police_reference and "police_reference" not in incident.unanswered:
        found.add(f"{path}.police_reference", "Give the crime reference.", "warn", "What happened")


def _strands(command: LogReferral, found: Problems) -> None:
    where = "Strands"
    if not command.strands:
        found.add("strands", "Name at least one strand.", "accept", where)
    for at, strand in enumerate(command.strands):
        if not strand.perceived_by and "perceived_by" not in command.unanswered:
            found.add(f"strands.{at}.perceived_by", "Say who perceived the hostility.", "accept", where)
        if strand.incident is not None and strand.incident > len(command.incidents):
            found.add(f"strands.{at}.incident", "The strand belongs to an incident that is not there.", where=where)


def _sharing(sharing: SharingEntry, found: Problems) -> None:
    where = "Consent and sharing"
    if sharing.victim_aware is None and "victim_aware" not in sharing.unanswered:
        found.add("sharing.victim_aware", "Say whether the person affected is aware of the referral.", where=where)
    if sharing.agreement is None:
        found.add("sharing.agreement", "Say whether there is agreement to the referral.", where=where)
    if code_list("agreement").in_group(sharing.agreement, _NEEDS_GROUND):
        found.need(sharing.ground, "sharing.ground", "Name the ground for sharing without agreement.", "accept", where)
        if len(sharing.reasoning) < REASONING_AT_LEAST:
            words = "Say why sharing is proportionate, in a sentence or more."
            found.add("sharing.reasoning", words, "accept", where)
        found.need(
            sharing.approver, "sharing.approver", "Name who approved sharing without agreement.", "accept", where
        )
    elif sharing.agreement is not None and sharing.agreed_on is None and "agreed_on" not in sharing.unanswered:
        found.add("sharing.agreed_on", "Give the day agreement was given.", "accept", where)
    if sharing.privacy_notice is None and "privacy_notice" not in sharing.unanswered:
        found.add("sharing.privacy_notice", "Say whether a privacy notice was given, and when.", "accept", where)


def _risk(command: LogReferral, found: Problems, risk_given: bool) -> None:
    where = "Risk"
    risk = command.risk
    if not risk.given and not risk_given:
        found.add("risk", "Assess the risk, or take over the referrer’s assessment.", "accept", where)
    if risk.override_band is not None and not (risk.override_reason and risk.override_by):
        found.add("risk.override_reason", "A band set by hand needs a reason and a name.", where=where)


def _wanted(command: LogReferral, found: Problems) -> None:
    where = "What is wanted"
    found.need(command.grounds, "grounds", "Give the ground for referral.", "accept", where)
    if not command.answered("wanted_from_panel"):
        found.add("wanted_from_panel", "Say what is asked of the panel.", "accept", where)
    if not (command.answered("victim_wants") or command.victim_wants_words):
        found.add("victim_wants", "Say what the person affected wants.", "accept", where)
    for at, step in enumerate(command.earlier_steps):
        found.need(step.done, f"earlier_steps.{at}.done", "Say what was done.", where=where)
    for at, kept in enumerate(command.evidence):
        found.need(kept.kind, f"evidence.{at}.kind", "Say what kind of evidence it is.", where="What happened")
