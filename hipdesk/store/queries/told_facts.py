"""What was told beside the things every screen shows: labelled facts of a person, an incident, a referral, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipdesk.model.referrals import no_answers
from hipdesk.model.referrals.views import Facts
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import IncidentRow, InvolvementRow, ReferralRow


def person_facts(part: InvolvementRow, person: PersonRow, home: AddressRow | None, words: Words) -> Facts:
    """Of a person, with why a question has no answer: not known, not asked, prefers not to say."""
    aware = _said(part.aware, "Knows of the referral", "Not told: do not disclose")
    return _given(
        ("Pseudonym", "The name is a pseudonym" if person.pseudonym else ""),
        ("Gender same as registered at birth", _yes_no(person.gender_as_at_birth)),
        ("Ethnicity in their own words", person.ethnicity_words if person.ethnicity else None),
        ("Ethnicity, as observed", words.of("observed_ethnicity", person.ethnicity_observed)),
        ("Nationality", person.nationality),
        ("Insecure immigration status", _yes_no(person.immigration_vulnerable)),
        ("Kind of tenancy", home.tenancy if home else ""),
        ("Lives there since", _day(home.from_day) if home else ""),
        ("Property number (UPRN)", home.uprn if home else ""),
        ("Also at risk there", part.household),
        ("Earlier incidents", part.earlier),
        ("How it affects them", part.impact),
        ("Willing to be a witness", _yes_no(part.willing)),
        ("Aware", aware if part.role == "perpetrator" else ""),
        ("Earlier warnings and enforcement", part.enforcement),
        ("Why it is necessary to record them", part.necessity),
        ("Note", part.note),
        *unanswered_words({**(person.unanswered or {}), **(part.unanswered or {})}, no_answers.PERSON, words),
    )


def incident_facts(row: IncidentRow, evidence: str, words: Words) -> Facts:
    """Of an incident; words spoken are not among them."""
    return _given(
        ("Still happening", "yes" if row.ongoing else ""),
        ("Injury", words.of("injury_level", row.injury)),
        ("Weapon", _yes_no(row.weapon)),
        ("Damage", _yes_no(row.damage)),
        ("Ward", row.ward),
        ("Online", row.platform),
        ("Crime or not", words.of("crime_class", row.crime)),
        ("Officer", row.police_officer),
        ("Evidence", evidence),
        *unanswered_words(row.unanswered, no_answers.INCIDENT, words),
    )


def referral_facts(row: ReferralRow, agency: str, words: Words, steps: Sequence[str] = ()) -> Facts:
    """Of a referral as it came: who referred it and how, what is asked, what was done, whether it is a repeat."""
    came = ", ".join(part for part in (_day(row.received_on), f"{row.received_at:%H:%M}" if row.received_at else "",
                                       words.of("channel", row.channel)) if part)  # fmt: skip
    referrer = ", ".join(part for part in (row.referrer_name, row.referrer_role, agency) if part)
    set_by = "" if row.repeat_override is None else f"{'Repeat' if row.repeat else 'First'}, set by hand: "
    manager = _said(row.manager_aware, "Knows", "Does not know")
    references = [*(row.own_references or ()), row.old_reference or ""]
    return _given(
        ("Received", came),
        ("Completed on", _day(row.completed_on)),
        ("Referrer", referrer),
        ("Reached by", ", ".join(part for part in (row.referrer_phone, row.referrer_email) if part)),
        ("Their references", ", ".join(part for part in references if part)),
        ("Urgency", words.of("urgency", row.urgency)),
        ("First or repeat", f"{set_by}{row.repeat_reason or ('Repeat' if row.repeat else 'First')}"),
        ("Manager", ", ".join(part for part in (manager, row.manager_name) if part)),
        ("Who will present", ", or ".join(part for part in (row.presenter, row.presenter_other) if part)),
        ("Declaration", "Accurate, relevant and shared lawfully" if row.declared else ""),
        ("Ground for referral", ", ".join(words.all("referral_ground", row.grounds))),
        ("Asked of the panel", row.wanted_from_panel),
        ("What the person affected wants", ", ".join(words.all("victim_wish", row.victim_wants))),
        ("In their words", row.victim_wants_words),
        ("Done so far", "; ".join(part for part in (*steps, row.done_so_far) if part)),
        ("Other panels and processes", ", ".join(words.all("other_panel", row.other_panels))),
        *unanswered_words(row.unanswered, no_answers.REFERRAL, words),
    )  # fmt: skip


def _given(*facts: tuple[str, str | None]) -> Facts:
    return tuple((title, text) for title, text in facts if text)


def unanswered_words(reasons: Mapping[str, str] | None, called: Mapping[str, str], words: Words) -> Facts:
    """One line for each of the three kinds of no answer: "Not asked" and what was not, as ``called`` names it."""
    by_kind: dict[str, list[str]] = {}
    for field, why in (reasons or {}).items():
        if field in called:
            by_kind.setdefault(why, []).append(called[field])
    return tuple((words.of("unanswered", why), ", ".join(asked)) for why, asked in by_kind.items())


def _yes_no(answer: bool | None) -> str:
    return _said(answer, "Yes", "No")


def _said(answer: bool | None, yes: str, no: str) -> str:
    return "" if answer is None else yes if answer else no


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""
