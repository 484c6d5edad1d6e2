"""What came of an invented case beside its closing: crimes with their outcomes, support offered, tools and breaches.

Drawn beside the main line of chance: the rest of the borough stays as the seed tells it.
"""

from datetime import date, timedelta

from hipdesk.services.demonstration.borough import Chance
from hipdesk.services.demonstration.cases import Story, Teller
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.outcomes import BreachRow, EnforcementRow, PoliceOutcomeRow, SupportRow

_OFFENCES = (
    ("8M", "Harassment, racially or religiously aggravated"),
    ("9B", "Public fear, alarm or distress, racially or religiously aggravated"),
    ("105B", "Assault without injury, racially or religiously aggravated"),
    ("58J", "Criminal damage, racially or religiously aggravated"),
)
_OUTCOMES = {"1": 16, "3": 5, "8": 9, "22": 3, "14": 18, "15": 12, "16": 10, "18": 22, "10": 3, "21": 2}
_SUPPORT = {
    "victim_service": 34, "security": 20, "advocacy": 14, "counselling": 12, "specialist": 10, "housing": 6, "legal": 4,
}  # fmt: skip
_STATES = {"accepted": 46, "completed": 26, "declined": 18, "offered": 10}
_TOOLS = {
    "warning": 24, "abc": 20, "asb_warning": 14, "cpw": 12, "injunction": 10, "nosp": 8, "cpn": 6, "mediation": 6,
}  # fmt: skip
_TERMS = {
    "injunction": "Not to go within 20 metres of the home, nor to speak to the household.",
    "abc": "No shouting or gestures on the stairs; to be reviewed after three months.",
}
_YEAR = 365


def write_results(book: RowBook, told: Story, teller: Teller) -> None:
    """The rows of a case's crimes, support and tools."""
    aside = Chance(f"{told.reference}: what came of it")
    if told.police in ("hate_crime", "crime_no_flag"):
        _crime(book, told, aside, teller.today)
    for _ in range(aside.choices([0, 1, 2], [30, 50, 20])[0]):
        _support(book, told, aside, teller)
    if told.family.perpetrator and told.meetings and aside.hit(0.4):
        _tool(book, told, aside, teller.today)


def _crime(book: RowBook, told: Story, aside: Chance, today: date) -> None:
    code, words = aside.choice(_OFFENCES)
    recorded = told.received - timedelta(days=aside.randint(0, 12))
    ended = recorded + timedelta(days=aside.randint(20, 190))
    over = ended <= today and aside.hit(0.9)
    book.add(
        PoliceOutcomeRow, id=aside.key(), case_id=told.case_id, incident_id=None, offence_code=code, offence=words,
        recorded_on=recorded, outcome_type=aside.one_of(_OUTCOMES) if over else "0", outcome_on=ended if over else None,
        words=None,
    )  # fmt: skip


def _support(book: RowBook, told: Story, aside: Chance, teller: Teller) -> None:
    offers = teller.panel.of_kind("victim_support", "specialist") or [told.agency]
    day = (told.decided or told.received) + timedelta(days=aside.randint(1, 25))
    if day > teller.today:
        return
    book.add(
        SupportRow, id=aside.key(), case_id=told.case_id, person_id=told.family.victim_id,
        agency_id=aside.choice(offers).id, kind=aside.one_of(_SUPPORT), offered_on=day, state=aside.one_of(_STATES),
        words=None,
    )  # fmt: skip


def _tool(book: RowBook, told: Story, aside: Chance, today: date) -> None:
    kind = aside.one_of(_TOOLS)
    sought = aside.choice(told.meetings).day
    decided = sought + timedelta(days=aside.randint(5, 50))
    over = decided <= today
    state = aside.one_of({"granted": 84, "refused": 16}) if over else "sought"
    ends = decided + timedelta(days=aside.choice([180, _YEAR])) if state == "granted" else None
    key = aside.key()
    broken = decided + timedelta(days=aside.randint(10, 90)) if state == "granted" and aside.hit(0.2) else None
    if ends and ends < today:
        state = "expired"
    elif broken and broken <= today:
        state = "breached"
    book.add_found(
        EnforcementRow, id=key, case_id=told.case_id, person_id=told.family.perpetrator, kind=kind,
        by_agency_id=told.agency.id, applicant=told.agency.name, sought_on=sought, state=state,
        decided_on=decided if over else None, terms=_TERMS.get(kind), starts_on=decided if ends else None,
        expires_on=ends, result=None,
    )  # fmt: skip
    if broken and broken <= today:
        book.add(
            BreachRow, id=aside.key(), enforcement_id=key, on_day=broken, state_before="granted",
            words="Came to the door and shouted", result="Warned in writing; the next goes to court",
        )  # fmt: skip
