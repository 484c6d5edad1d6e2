"""Every question of the referral (domain, 4 and 5): through the form, saved, opened again, on the case page."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy import func, select

from hipdesk.model.referrals import AcceptReferral
from hipdesk.services import cases, referrals
from hipdesk.store.tables.base import Base
from hipdesk.store.work import Work
from tests.robots.referrals import FormRobot
from ui.cases import case_pages
from ui.referrals.amend_page import AmendReferralPage
from ui.referrals.form_page import NewReferralPage
from ui.routes import Route
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

TODAY = date(2026, 12, 2)
NOVEMBER = date(2026, 11, 27)
NOT_SHOWN = ""
"""Kept, and never printed or shown unless asked for, or shown only as what follows from it."""

HEADER = (
    ("4.1 received, date", "received_on", date(2026, 12, 1), "referral.received_on", "1 December 2026"),
    ("4.1 received, time", "received_at", "13:20", "referral.received_at", "13:20"),
    ("4.1 channel", "channel", "phone", "referral.channel", "Telephone"),
    ("4.1 date referrer completed", "completed_on", date(2026, 11, 30), "referral.completed_on", "30 November 2026"),
    ("4.1 referrer name", "referrer_name", "Tamsin Abara", "referral.referrer_name", "Tamsin Abara"),
    ("4.1 referrer role", "referrer_role", "Housing officer", "referral.referrer_role", "Housing officer"),
    ("4.1 referrer phone", "referrer_phone", "020 7946 0011", "referral.referrer_phone", "020 7946 0011"),
    ("4.1 referrer secure e-mail", "referrer_email", "t.abara@chalk.example", "referral.referrer_email",
     "t.abara@chalk.example"),
    ("4.1 agency’s own references", "own_reference", "RC/88, VS-4", "referral.own_references", "RC/88, VS-4"),
    ("4.1 manager aware", "manager_aware", True, "referral.manager_aware", "Knows"),
    ("4.1 manager name", "manager_name", "Una Maddox", "referral.manager_name", "Una Maddox"),
    ("4.1 who will present", "presenter", "Ines Falk", "referral.presenter", "Ines Falk"),
    ("4.1 alternative presenter", "presenter_other", "Olu Bright", "referral.presenter_other", "Olu Bright"),
    ("4.1 urgency", "urgency", "before_panel", "referral.urgency", "Urgent"),
    ("4.1 first or repeat, override", "repeat_override", True, "referral.repeat_override", "Repeat, set by hand"),
    ("4.1 why overridden", "repeat_reason", "Known from the old register", "referral.repeat_reason",
     "Known from the old register"),
    ("4.1 grounds", "grounds", ("escalation", "multi_agency"), "referral.grounds", "Escalation"),
    ("4.1 wanted from the panel", "wanted_from_panel", "One plan for the stair", "referral.wanted_from_panel",
     "One plan for the stair"),
    ("4.1 what the victim wants", "victim_wants", ("stop", "move"), "referral.victim_wants", "stop"),
    ("4.1 the same in words", "victim_wants_words", "To sleep through the night", "referral.victim_wants_words",
     "To sleep through the night"),
    ("4.6 what has been done", "done_so_far", "Warning letter 3 November", "referral.done_so_far",
     "Warning letter 3 November"),
    ("4.6 other panels", "other_panels", ("da_marac",), "referral.other_panels", "MARAC"),
    ("4.6 declaration", "declared", True, "referral.declared", "shared lawfully"),
    ("6 narrative", "summary", "Abuse on the stair since June", "referral.summary", "Abuse on the stair since June"),
)  # fmt: skip
SHARING = (
    ("4.2 victim aware", "victim_aware", "yes", "sharing.victim_aware", "Yes"),
    ("4.2 agreement", "agreement", "refused", "sharing.agreement", "No"),
    ("4.2 agreed on", "agreed_on", NOVEMBER, "sharing.agreed_on", "27 Nov"),
    ("4.2 how", "agreed_how", "On the doorstep", "sharing.agreed_how", "On the doorstep"),
    ("4.2 by whom", "agreed_by", "Her sister Odile", "sharing.agreed_by", "Her sister Odile"),
    ("4.2 scope limits", "limits", "her landlord", "sharing.limits", "her landlord"),
    ("4.2 ground", "ground", "crime", "sharing.ground", "crime"),
    ("4.2 proportionality", "reasoning", "Threats grow and children are there", "sharing.reasoning",
     "Threats grow and children are there"),
    ("4.2 approver", "approver", "Bryn Sale", "sharing.approver", "Bryn Sale"),
    ("4.2 approved on", "approved_on", date(2026, 11, 28), "sharing.approved_on", "28 Nov"),
    ("4.2 withdrawn on", "withdrawn_on", date(2026, 11, 29), "sharing.withdrawn_on", "29 Nov"),
    ("4.2 privacy notice", "privacy_notice", True, "sharing.privacy_notice", "Given"),
    ("4.2 privacy notice, date", "privacy_notice_on", date(2026, 11, 26), "sharing.privacy_notice_on", "26 Nov"),
)  # fmt: skip
PERSON = (
    ("4.3 name", "name", "Wanda Kowal", "person.name", "Wanda Kowal"),
    ("4.3 name in own script", "own_script", "Ванда", "person.own_script", "Ванда"),
    ("4.3 aliases", "other_names", "Wandzia, W. Nowak", "person_alias.name", "Wandzia, W. Nowak"),
    ("4.3 pseudonym", "pseudonym", True, "person.pseudonym", "The name is a pseudonym"),
    ("4.3 date of birth", "birth", date(1951, 1, 9), "person.born_earliest", "9 January 1951"),
    ("4.3 sex", "sex", "female", "person.sex", "Female"),
    ("4.3 gender as at birth", "gender_as_at_birth", True, "person.gender_as_at_birth", "Gender same as registered"),
    ("4.3 pronouns", "pronouns", "she, her", "person.pronouns", "she, her"),
    ("4.3 ethnicity", "ethnicity", "A3", "person.ethnicity", "Bangladeshi"),
    ("4.3 self-defined", "ethnicity_words", "Sylheti Londoner", "person.ethnicity_words", "Sylheti Londoner"),
    ("4.3 language", "language", "Polish", "person.language", "Polish"),
    ("4.3 interpreter", "interpreter", True, "person.interpreter", "interpreter needed"),
    ("4.3 nationality", "nationality", "Polish and Irish", "person.nationality", "Polish and Irish"),
    ("4.3 immigration vulnerability", "immigration_vulnerable", True, "person.immigration_vulnerable",
     "Insecure immigration status"),
    ("4.3 religion", "religion", "jewish", "person.religion", "Jewish"),
    ("4.3 sexual orientation", "orientation", "bisexual", "person.orientation", "Bisexual"),
    ("4.3 disability", "disabled", True, "person.disabled", "Disabled"),
    ("4.3 impairment types", "impairments", ("vision", "memory"), "person.impairments", "Memory"),
    ("4.3 care and support needs", "care_needs", "A daily carer", "person.care_needs", "A daily carer"),
    ("4.3 adjustments", "adjustments", "Large print", "person.adjustments", "Large print"),
    ("4.3 address", "address", "Flat 2, Quay House", "address.lines", "Flat 2, Quay House"),
    ("4.3 postcode", "postcode", "MB3 1AA", "address.postcode", "MB3 1AA"),
    ("4.3 UPRN", "uprn", "100023336956", "address.uprn", "100023336956"),
    ("4.3 ward", "ward", "Tanners", "address.ward", "Tanners"),
    ("4.3 tenure", "tenure", "rp_assured", "address.tenure", "assured"),
    ("4.3 landlord", "landlord", "Chalk Homes", "address.landlord", "Chalk Homes"),
    ("4.3 tenancy type", "tenancy", "Joint, with her son", "address.tenancy", "Joint, with her son"),
    ("4.3 length of tenancy", "lives_from", date(2019, 5, 1), "address.from_day", "1 May 2019"),
    ("4.3 safe contact, method", "contact_method", "text", "person.contact_method", "Text message"),
    ("4.3 safe contact, number", "contact_number", "07700 900222", "person.contact_number", "07700 900222"),
    ("4.3 safe contact, times", "contact_times", "mornings", "person.contact_times", "mornings"),
    ("4.3 words not to say", "contact_unsaid", "the panel", "person.contact_unsaid", "the panel"),
    ("4.3 safe to leave a message", "message_safe", False, "person.contact_message_safe", "no messages"),
    ("4.3 safe to post", "post_safe", False, "person.contact_post_safe", "no letters"),
    ("4.3 address confidential", "address_confidential", True, "person.address_confidential", "kept out of papers"),
    ("4.3 pregnant, at-risk adults, pets", "household", "A frail brother, a cat", "involvement.household",
     "A frail brother, a cat"),
    ("4.3 relationship to perpetrator", "relation", "neighbour_block", "involvement.relation", "Neighbour"),
    ("4.3 previous incidents, who else was told", "earlier", "Twice in 2025, told her GP", "involvement.earlier",
     "Twice in 2025, told her GP"),
    ("4.3 impact in the victim’s words", "impact", "I keep the lights off", "involvement.impact",
     "I keep the lights off"),
)  # fmt: skip
OTHERS = (
    ("4.3 household: child", "others.0.role", "child", "involvement.role", "Child 1"),
    ("4.3 child’s name", "others.0.name", "Amin Kowal", "person.name", "Amin Kowal"),
    ("4.3 child’s birth", "others.0.birth", date(2018, 2, 3), "person.born_latest", "3 February 2018"),
    ("4.3 child’s school", "others.0.school", "Northgate", "involvement.school", "Northgate"),
    ("4.3 child targeted", "others.0.targeted", True, "involvement.targeted", "Targeted"),
    ("4.5 witness", "others.1.role", "witness", "involvement.role", "Witness 1"),
    ("4.5 witness’s name", "others.1.name", "Petra Stone", "person.name", "Petra Stone"),
    ("4.5 witness willing", "others.1.willing", True, "involvement.willing", "Willing to be a witness"),
    ("4.3 GP, social worker, advocate", "others.2.role", "professional", "involvement.role", "Professional 1"),
    ("4.3 their name", "others.2.name", "Dr Halim", "person.name", "Dr Halim"),
    ("4.3 what they do", "others.2.note", "GP at Quay Surgery", "involvement.note", "GP at Quay Surgery"),
)
ALLEGED = (
    ("4.4 identity status", "identity", "named", "involvement.identity", "Named"),
    ("4.4 name", "name", "Colin Dane", "person.name", "Colin Dane"),
    ("4.4 aliases", "other_names", "Cole", "person_alias.folded", "Cole"),
    ("4.4 estimated age", "birth", "44", "person.age_estimate", "44 years"),
    ("4.4 sex", "sex", "male", "person.sex", "Male"),
    ("4.4 observed ethnicity", "ethnicity_observed", "1", "person.ethnicity_observed", "North European"),
    ("4.4 self-defined ethnicity", "ethnicity", "W2", "person.ethnicity", "Irish"),
    ("4.4 description", "description", "Tall, a red coat", "person.description", "Tall, a red coat"),
    ("4.4 address", "address", "Flat 4, Quay House", "address.place_key", "Flat 4, Quay House"),
    ("4.4 postcode", "postcode", "MB3 1AB", "address.postcode", "MB3 1AB"),
    ("4.4 tenure", "tenure", "private_rent", "address.tenure", "Private"),
    ("4.4 landlord", "landlord", "Stone Lettings", "address.landlord", "Stone Lettings"),
    ("4.4 tenancy type", "tenancy", "Periodic", "address.tenancy", "Periodic"),
    ("4.4 relation", "relation", "family", "involvement.relation", "Family"),
    ("4.4 vulnerability", "vulnerability", "Care leaver", "person.vulnerability", "Care leaver"),
    ("4.4 children in household", "household", "Two children", "involvement.household", "Two children"),
    ("4.4 risk markers", "risk_markers", "Two dogs", "person.risk_markers", "Two dogs"),
    ("4.4 order in force", "order_kind", "bail_conditions", "order_in_force.kind", "Bail conditions"),
    ("4.4 its terms", "order_terms", "not to enter Quay House", "order_in_force.terms", "not to enter Quay House"),
    ("4.4 its expiry", "order_until", date(2027, 3, 1), "order_in_force.expires_on", "1 March 2027"),
    ("4.4 another order", "order2_kind", "cpn", "order_in_force.kind", "notice"),
    ("4.4 previous enforcement", "enforcement", "Warned in May 2025", "involvement.enforcement", "Warned in May 2025"),
    ("4.4 aware of investigation", "aware", False, "involvement.aware", "do not disclose"),
    ("4.4 safe to contact", "contact_method", "post", "person.contact_method", "letter"),
    ("4.4 evidence basis for naming", "evidence_basis", "cctv", "involvement.evidence_basis", "CCTV"),
    ("9 D15 necessity", "necessity", "A real risk of violence", "involvement.necessity", "A real risk of violence"),
)
INCIDENT = (
    ("4.5 date or range", "happened", "1 June 2026 to 4 June 2026", "incident.day_latest", "1 June 2026 to 4 June"),
    ("4.5 time", "at", "23:40", "incident.at", "23:40"),
    ("4.5 still happening", "ongoing", True, "incident.ongoing", "Still happening"),
    ("4.5 place", "place", "The bin store", "incident.place", "The bin store"),
    ("4.5 location type", "location", "near_home", "incident.location", "communal"),
    ("4.5 ward", "ward", "Tanners", "incident.ward", "Tanners"),
    ("4.5 incident types", "types", ("A01", "A08"), "incident_type.code", "Verbal abuse"),
    ("4.5 brief facts", "facts", "Bottles were thrown", "incident.facts", "Bottles were thrown"),
    ("4.5 words used", "verbatim", "Words kept on file", "incident.verbatim", NOT_SHOWN),
    ("4.5 injury", "injury", "minor", "incident.injury", "Injury"),
    ("4.5 damage", "damage", True, "incident.damage", "Damage"),
    ("4.5 weapon", "weapon", True, "incident.weapon", "Weapon"),
    ("4.5 online platform", "platform", "A chat group, pictures saved", "incident.platform", "A chat group"),
    ("4.5 reported to", "reported_to", "Transport police", "incident.reported_to", "Transport police"),
    ("4.5 reported on", "reported_on", date(2026, 6, 6), "incident.reported_on", "6 Jun"),
    ("4.5 police recording status", "police_status", "asb", "incident.police_status", "ASB"),
    ("4.5 police reference", "police_reference", "CAD 5512", "incident.police_reference", "CAD 5512"),
    ("4.5 officer in case", "police_officer", "PC Reed", "incident.police_officer", "PC Reed"),
    ("4.5 crime or not", "crime", "not_assessed", "incident.crime", "Crime or not"),
    ("4.5 evidence", "evidence", "Diary, held by Chalk", "incident.evidence", "Diary, held by Chalk"),
)
KEPT = (
    ("4.5 evidence list", "evidence.0.kind", "cctv", "evidence.kind", "CCTV"),
    ("4.5 location held", "evidence.0.held", "Bus company, until 3 December", "evidence.held", "Bus company, until"),
    ("4.5 evidence of one incident", "evidence.0.incident", 2, "evidence.incident_id", NOT_SHOWN),
    ("4.6 action so far", "earlier_steps.0.done", "Written warning", "earlier_step.done", "Written warning"),
    ("4.6 its date", "earlier_steps.0.on_day", date(2026, 11, 3), "earlier_step.on_day", "3 November 2026"),
    ("4.6 its result", "earlier_steps.0.result", "Ignored", "earlier_step.result", "(Ignored)"),
)  # fmt: skip
STRANDS = (
    ("4.5 strands", "strand_codes", ("RAC", "DIS"), "strand.code", "Race"),
    ("4.7 sub-codes, several", "sub_codes", ("RAC-ASI", "RAC-MIX", "DIS-AUT"), "strand.sub_code", NOT_SHOWN),
    ("4.5 perceived, actual, associated", "basis", "perceived", "strand.basis", NOT_SHOWN),
    ("4.5 who perceived", "perceived_by", ("victim",), "strand.perceived_by", NOT_SHOWN),
    ("4.7 one strand", "strand_details.0.code", "DIS", "strand.code", "Disability"),
    ("4.7 its own basis", "strand_details.0.basis", "actual", "strand.basis", NOT_SHOWN),
    ("4.5 its own perceivers", "strand_details.0.perceived_by", ("witness", "family"), "strand.perceived_by",
     NOT_SHOWN),
    ("4.5 its incident", "strand_details.0.incident", 2, "strand.incident_id", NOT_SHOWN),
)  # fmt: skip
RISK = (
    ("5 an answer", "risk_answers.q1", "weekly", "risk_answer.options", NOT_SHOWN),
    ("5 automatic high", "risk_automatic", ("threat_to_kill",), "risk_assessment.automatic", "kill"),
    ("5 victim’s own rating", "victim_rating", 8, "risk_assessment.victim_rating", "8"),
    ("5 assessor", "risk_assessor", "J. Muñoz", "risk_assessment.assessor", "J. Muñoz"),
    ("5 date", "risk_assessed_on", date(2026, 11, 24), "risk_assessment.assessed_on", "24 Nov"),
    ("5 override", "override_band", "medium", "risk_assessment.override_band", "Medium"),
    ("5 override by", "override_by", "Una Maddox", "risk_assessment.override_by", "Una Maddox"),
    ("5 override reason", "override_reason", "He has moved away", "risk_assessment.override_reason",
     "He has moved away"),
    ("5 in words", "risk_words", "She is alone at night", "risk_assessment.words", "She is alone at night"),
)  # fmt: skip
UNANSWERED = (
    ("alleged.1.birth", "not_known", "birth"),
    ("others.1.contact_method", "not_asked", "safe contact"),
    ("others.0.language", "declined", "language"),
    ("risk_answers.q2", "declined", ""),
    ("risk_answers.q3", "not_asked", ""),
    ("risk_answers.q4", "not_known", ""),
    ("incidents.1.happened", "not_known", ""),
)


def _under(prefix: str, rows: tuple) -> list[tuple]:
    return [(domain, f"{prefix}{field}", *rest) for domain, field, *rest in rows]


FIELDS = [
    *HEADER, *_under("sharing.", SHARING), *_under("person.", PERSON), *OTHERS, *_under("alleged.0.", ALLEGED),
    *_under("incidents.0.", INCIDENT), *KEPT, *STRANDS, *RISK,
    ("4.4 unknown and group", "alleged.1.identity", "group", "involvement.identity", "group"),
    ("4.5 several incidents", "incidents.1.facts", "Shouted at again", "incident.number", "Shouted at again"),
]  # fmt: skip


def _formed(context, shown, page, route) -> FormRobot:
    shown(page, 1190, 700)
    page.open_route(route)
    robot = FormRobot(page, context.operations)
    robot.wait()
    return robot


def _counted(work: Work) -> dict[str, int]:
    """How often each column of the table is filled."""
    found = {}
    for _domain, _field, _value, column, _words in FIELDS:
        table, name = column.split(".")
        held = Base.metadata.tables[table].columns[name]
        found[column] = work.session.scalar(select(func.count()).where(held.is_not(None))) or 0
    return found


def _said(widget: QWidget) -> str:
    labels = [label.words for label in widget.findChildren(Label)]
    return " | ".join([*labels, *(chip.accessibleName() for chip in widget.findChildren(ChipLabel))])


def _case_page(context, case_id: str) -> str:
    """Everything the pages of a case say with names shown."""
    view = context.desk.open(cases.open_case, case_id)
    named = context.desk.open(cases.case_names, case_id)
    words = []
    for name in ("summary", "people", "incidents", "risk", "sharing"):
        page = case_pages.page_of(name, context, view, named, TODAY, lambda _where: None)
        words.append(_said(page))
        page.deleteLater()
    return " | ".join(words)


def test_referral_when_every_question_is_answered_then_it_is_kept_shown_again_and_on_the_case_page(opened, shown):
    """The table: what the field's own description asks, the form asks, the record keeps and the case page shows."""
    context, messages, known = opened
    before = context.desk.do(_counted).value
    robot = _formed(context, shown, NewReferralPage(context), Route("referral-form"))
    robot.choose("agency_id", known.agencies["Victim Care"])
    repeats = robot.page.form.repeats()
    counts = {"others": 3, "alleged": 2, "incidents": 2, "evidence": 1, "earlier_steps": 1, "strand_details": 1}
    for name, count in counts.items():
        repeats[name].set_count(count)
    for _domain, field, value, _column, _words in FIELDS:
        robot.choose(field, value)
    robot.choose("earlier_steps.0.agency_id", known.agencies["Victim Care"])
    for field, why, _asked in UNANSWERED:
        robot.say_why(field, why)
    robot.finish()
    assert messages.errors == []
    key = context.routes.current.get("id")
    after = context.desk.do(_counted).value
    assert [column for column in after if after[column] <= before[column]] == []

    again = _formed(context, shown, AmendReferralPage(context), Route.to("referral-edit", id=key))
    for _domain, field, value, _column, _words in FIELDS:
        shown_value = again.field(field).value()
        assert (field, _plain(shown_value)) == (field, _plain(value))
    for field, why, _asked in UNANSWERED:
        assert (field, again.field(field).unanswered) == (field, why)
    held = context.desk.open(referrals.referral_form, key)
    again.type_in("presenter", "Ines Falk-Roe")
    again.finish()
    assert messages.errors == []
    kept = context.desk.open(referrals.referral_form, key)
    assert kept.model_copy(update={"presenter": held.presenter}) == held

    case = context.desk.do(referrals.accept_referral, AcceptReferral(id=key)).value
    said = _case_page(context, case.case_id)
    for domain, field, _value, _column, words in FIELDS:
        assert words in said, f"{domain} ({field}) is not on the case page"
    for _field, _why, asked in UNANSWERED:
        assert asked in said
    assert "Words kept on file" not in said


def _plain(value: object) -> object:
    return tuple(sorted(map(str, value))) if isinstance(value, tuple) else str(value)
