"""Invented referrals for tests: one whole enough to be accepted, and ways to change it."""

from datetime import date, time, timedelta
from typing import Any

from hipdesk.model.partial_dates import exact_day, read_partial_day
from hipdesk.model.referrals import (
    AddressEntry,
    ContactEntry,
    EarlierStepEntry,
    EvidenceEntry,
    IncidentEntry,
    LogReferral,
    PersonEntry,
    RiskEntry,
    SharingEntry,
    StrandEntry,
)
from hipdesk.model.risk import question_set
from hipdesk.store.tables.agencies import AgencyRow
from tests.support.office import Office

RECEIVED = date(2026, 11, 30)


def add_agency(office: Office, name: str = "Riverside & Chalk Housing", short: str = "Riverside & Chalk") -> str:
    """An agency of the panel; returns its key."""
    with office.records.write(office.actor) as work:
        row = AgencyRow(name=name, folded=name.lower(), short_name=short, kind="registered_provider", core=True)
        work.session.add(row)
        work.session.flush()
        work.record("agency.added", "agency", row.id)
        work.finish()
        return row.id


def a_victim(**changes: Any) -> PersonEntry:
    """A person affected with every answer that acceptance asks for."""
    given: dict[str, Any] = {
        "role": "victim",
        "name": "Rukhsana Begum",
        "own_script": "রুখসানা বেগম",
        "born": read_partial_day("14 March 1988"),
        "sex": "female",
        "ethnicity": "A3",
        "language": "Bengali (Sylheti)",
        "interpreter": True,
        "disabled": False,
        "relation": "neighbour_block",
        "address": AddressEntry(
            lines="Flat 9, Tallow House, Tanners Lane", postcode="MB4 7QX", ward="Tanners", tenure="rp_assured",
            landlord="Riverside & Chalk Housing",
        ),
        "address_confidential": False,
        "contact": ContactEntry(method="text", number="07700 900146", message_safe=False, post_safe=False),
    }  # fmt: skip
    return PersonEntry.model_validate(given | changes)


def a_perpetrator(**changes: Any) -> PersonEntry:
    """A named alleged perpetrator who is not aware."""
    given: dict[str, Any] = {
        "role": "perpetrator",
        "name": "Colin Dane",
        "identity": "named",
        "evidence_basis": "witness",
        "relation": "neighbour_block",
        "aware": False,
    }
    return PersonEntry.model_validate(given | changes)


def an_incident(day: str = "21 November 2026", **changes: Any) -> IncidentEntry:
    """An incident at home, told to the police the day after."""
    happened = read_partial_day(day, RECEIVED)
    given: dict[str, Any] = {
        "day": happened,
        "at": time(23, 40),
        "place": "Landing, Tallow House",
        "location": "near_home",
        "ward": "Tanners",
        "types": ("A01", "A19"),
        "facts": "Paint was thrown over the front door.",
        "verbatim": "Words that stay on file",
        "police_status": "hate_crime",
        "police_reference": "MB/118204/26",
        "reported_to": "Police, Riverside & Chalk",
        "reported_on": happened.earliest + timedelta(days=1) if happened.earliest else None,
        "evidence": "4 photographs",
    }
    return IncidentEntry.model_validate(given | changes)


def risk_answers(points: str = "medium") -> RiskEntry:
    """The shipped form answered to a score of 13 (standard), 21 (medium) or 36 (high), one question not known."""
    form = question_set()
    wanted = {"standard": 13, "medium": 21, "high": 36}[points]
    answers: dict[str, tuple[str, ...]] = {}
    total = 0
    for question in form.questions[:-1]:
        if question.several:
            answers[question.code] = ()
            continue
        best = max(
            (option for option in question.options if total + option.points <= wanted), key=lambda option: option.points
        )
        answers[question.code] = (best.code,)
        total += best.points
    answers[form.questions[-1].code] = ()
    return RiskEntry(form=form.code, answers=answers, assessor="J. Muñoz", victim_rating=7)


def a_referral(agency_id: str, **changes: Any) -> LogReferral:
    """A referral with every answer that acceptance asks for, received Monday 30 November 2026 at 15:20.

    Of a referral received on another day the incident and the agreement lie as long before it.
    """
    received = changes.get("received_on") or RECEIVED
    earlier = received - RECEIVED
    given: dict[str, Any] = {
        "received_on": RECEIVED,
        "received_at": time(15, 20),
        "channel": "secure_email",
        "completed_on": received,
        "agency_id": agency_id,
        "referrer_name": "Tamsin Abara",
        "referrer_role": "Housing officer",
        "referrer_phone": "020 7946 0011",
        "manager_aware": True,
        "manager_name": "Una Maddox",
        "presenter": "Tamsin Abara",
        "urgency": "routine",
        "grounds": ("escalation", "multi_agency"),
        "summary": "A neighbour has shouted abuse on the stairs since June.",
        "wanted_from_panel": "A landlord and police plan for the neighbour.",
        "victim_wants": ("stop", "feel_safe"),
        "victim_wants_words": "She wants it to stop and to stay in her home.",
        "declared": True,
        "people": (a_victim(), a_perpetrator()),
        "incidents": (an_incident(exact_day(date(2026, 11, 21) + earlier).text),),
        "evidence": (EvidenceEntry(kind="cctv", held="Landlord’s office, 30 days", incident=1),),
        "earlier_steps": (
            EarlierStepEntry(
                agency_id=agency_id, on_day=date(2026, 11, 12) + earlier, done="Visited both homes", result="Denied",
            ),
        ),
        "strands": (
            StrandEntry(code="RAC", sub_code="RAC-ASI", basis="actual", perceived_by=("victim",)),
            StrandEntry(code="REL", sub_code="REL-MUS", basis="perceived", perceived_by=("victim", "witness")),
        ),
        "sharing": SharingEntry(
            victim_aware="yes", agreement="yes_written", agreed_on=date(2026, 11, 27) + earlier,
            limits="her employer", privacy_notice=True, privacy_notice_on=date(2026, 11, 27) + earlier,
        ),
        "risk": risk_answers(),
    }  # fmt: skip
    return LogReferral.model_validate(given | changes)
