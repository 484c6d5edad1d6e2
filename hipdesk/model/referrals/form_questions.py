"""The questions of the forms that leave the office blank: the referral form and the risk form, by field name.

A question's ``name`` is the field's on the referral form (``person.birth``, ``risk_answers.q1``),
and the tag of its control in the Word form, so that an answer finds its way back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process

from hipdesk.model.folding import fold
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals.no_answers import may_have_none
from hipdesk.model.referrals.views import FormChoices

Kind = Literal["line", "note", "choice", "ticks", "day", "rough_day"]
Options = tuple[tuple[str, str], ...]

YES_NO: Options = (("true", "Yes"), ("false", "No"))
REASONS: Options = (("not_known", "Not known"), ("not_asked", "Not asked"), ("declined", "Prefers not to say"))
"""Why a question has no answer: three answers of their own."""
TICK = "="
"""Between a field's name and the code of one of its ticks, in a tag."""
REPEATS = {"others": 2, "alleged": 2, "incidents": 3}
"""How often the blank form asks for each repeated record."""
_NEAR = 80

_KINDS: Options = (
    ("person", "A person"), ("organisation", "An organisation"), ("worship", "A place of worship"),
    ("community", "A community"),
)  # fmt: skip
_IDENTITY: Options = (("named", "Named"), ("described", "Described"), ("unknown", "Unknown"), ("group", "A group"))
_ROLES: Options = (
    ("child", "Child in the household"), ("household", "Adult in the household"), ("victim", "Another person affected"),
    ("witness", "Witness"), ("advocate", "Advocate or supporter"), ("other", "Someone else"),
)  # fmt: skip
_AWARE: Options = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question. ``reasons`` offers the three kinds of no answer after its ``options``."""

    name: str
    label: str
    kind: Kind = "line"
    options: Options = ()
    reasons: bool = False
    hint: str = ""

    @property
    def offered(self) -> Options:
        """What a drop-down offers: the options, then those reasons for no answer that are none of them."""
        told = {label for _, label in self.options}
        return (*self.options, *(reason for reason in REASONS if self.reasons and reason[1] not in told))

    def nearest(self, text: str) -> str:
        """The option whose words come nearest to a text; empty when none is near."""
        labels = {fold(label): label for _, label in self.options}
        near = process.extractOne(fold(text), labels.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return labels[near[0]] if near else ""


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions under one heading."""

    title: str
    questions: tuple[FormQuestion, ...]
    hint: str = ""


def referral_parts(choices: FormChoices) -> tuple[FormPart, ...]:
    """The referral form with this office's lists."""
    repeated = {
        "others": ("Another person in the household, or a witness", _other(choices)),
        "alleged": ("Alleged perpetrator", _alleged(choices)),
        "incidents": ("What happened", _incident(choices)),
    }
    parts = [FormPart("Who refers", _referrer(choices)), FormPart("Person affected", _affected(choices))]
    for name, (title, questions) in repeated.items():
        many = REPEATS[name]
        parts += [
            FormPart(f"{title}: {number} of {many}", tuple(_under(f"{name}.{number - 1}.", questions)))
            for number in range(1, many + 1)
        ]
    parts += [
        FormPart("What was targeted", _strands(choices), "Tick all that were told; never infer."),
        FormPart("Agreement and sharing", tuple(_under("sharing.", _sharing(choices)))),
        FormPart("What is wanted", _wanted(choices)),
    ]
    return tuple(replace(part, questions=tuple(map(_with_reasons, part.questions))) for part in parts)


def _with_reasons(question: FormQuestion) -> FormQuestion:
    return replace(question, reasons=may_have_none(question.name))


def risk_parts(form: QuestionSet) -> tuple[FormPart, ...]:
    """The office's risk form in force."""
    asked = tuple(
        FormQuestion(
            f"risk_answers.{each.code}", each.text, "ticks" if each.several else "choice",
            tuple((option.code, option.label) for option in each.options), not each.several, each.help,
        )
        for each in form.questions
    )  # fmt: skip
    reasons = tuple((reason.code, reason.label) for reason in form.automatic)
    rest = (
        FormQuestion("risk_automatic", "High whatever the score", "ticks", reasons),
        FormQuestion(
            "victim_rating", "Their own rating, 1 to 10", "choice", tuple((str(n), str(n)) for n in range(1, 11))
        ),
        FormQuestion("risk_assessor", "Assessed by"),
        FormQuestion("risk_assessed_on", "Assessed on", "day"),
        FormQuestion("risk_words", "What else matters for the risk", "note"),
    )
    return (FormPart("Questions", asked), FormPart("Reasons and words", rest))


def _under(prefix: str, questions: Sequence[FormQuestion]) -> Iterator[FormQuestion]:
    return (replace(question, name=prefix + question.name) for question in questions)


def _choice(name: str, label: str, options: Options, *, hint: str = "") -> FormQuestion:
    return FormQuestion(name, label, "choice", options, hint=hint)


def _yes_no(name: str, label: str, hint: str = "") -> FormQuestion:
    return FormQuestion(name, label, "choice", YES_NO, hint=hint)


def _referrer(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        _choice("agency_id", "Referring agency", choices.agencies),
        FormQuestion("completed_on", "Completed on", "day"),
        _choice("urgency", "Urgency", choices.of("urgency")),
        FormQuestion("referrer_name", "Your name"),
        FormQuestion("referrer_role", "Your role"),
        FormQuestion("referrer_phone", "Telephone"),
        FormQuestion("referrer_email", "Secure e-mail"),
        FormQuestion("own_reference", "Your own references"),
        FormQuestion("presenter", "Who will present"),
        FormQuestion("presenter_other", "Who else could present"),
        _yes_no("manager_aware", "Your manager knows"),
        FormQuestion("manager_name", "Manager’s name"),
        _yes_no("declared", "It is accurate, relevant and shared lawfully"),
    )


def _affected(choices: FormChoices) -> tuple[FormQuestion, ...]:
    asked = (
        FormQuestion("name", "Name as given", hint="A pseudonym, when the name must stay unknown."),
        _choice("kind", "Who it is", _KINDS),
        FormQuestion("birth", "Date of birth or age", "rough_day"),
        _choice("sex", "Sex", choices.of("sex")),
        FormQuestion("language", "Language"),
        _yes_no("interpreter", "Interpreter needed"),
        _choice("ethnicity", "Ethnicity, as they describe it", choices.of("ethnicity")),
        _choice("religion", "Religion", choices.of("religion"), hint="Ask, never infer."),
        _yes_no("disabled", "Disabled"),
        FormQuestion("care_needs", "Care or support needs"),
        _choice("relation", "The alleged perpetrator is", choices.of("relationship")),
        FormQuestion("address", "Address"),
        FormQuestion("postcode", "Postcode"),
        _choice("tenure", "Tenure", choices.of("tenure")),
        FormQuestion("landlord", "Landlord"),
        _yes_no("address_confidential", "Keep the address out of papers"),
        _choice("contact_method", "Safe contact by", choices.of("safe_contact")),
        FormQuestion("contact_number", "Number or address for that"),
        FormQuestion("contact_times", "When it is safe"),
        FormQuestion("contact_unsaid", "Words not to use"),
        _yes_no("message_safe", "Safe to leave a message"),
        _yes_no("post_safe", "Safe to post"),
        FormQuestion("earlier", "Earlier incidents, also those never reported", "note"),
        FormQuestion("impact", "How it affects them, in their words", "note"),
    )
    return tuple(_under("person.", asked))


def _other(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        _choice("role", "Who it is", _ROLES),
        FormQuestion("name", "Name as given"),
        FormQuestion("birth", "Date of birth or age", "rough_day"),
        _choice("sex", "Sex", choices.of("sex")),
        FormQuestion("school", "School"),
        _yes_no("targeted", "Was targeted"),
        FormQuestion("note", "Anything else"),
    )


def _alleged(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        _choice("identity", "Identity", _IDENTITY),
        FormQuestion("name", "Name"),
        FormQuestion("birth", "Date of birth or age", "rough_day"),
        _choice("sex", "Sex", choices.of("sex")),
        _choice("evidence_basis", "Named on what basis", choices.of("evidence_basis")),
        _choice("relation", "Relation to the person affected", choices.of("relationship")),
        _yes_no("aware", "Knows of the referral", "Left open, nobody tells them."),
        FormQuestion("address", "Address"),
        FormQuestion("description", "Description", "note"),
        FormQuestion("risk_markers", "Risk to staff"),
        FormQuestion("enforcement", "Earlier warnings and enforcement", "note"),
    )


def _incident(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        FormQuestion("happened", "When", "rough_day"),
        FormQuestion("at", "At what time"),
        FormQuestion("facts", "What happened", "note"),
        FormQuestion("types", "Kind of incident", "ticks", choices.of("incident_type")),
        _choice("location", "Kind of place", choices.of("location_type")),
        FormQuestion("place", "Where"),
        _yes_no("ongoing", "Still happening"),
        FormQuestion("verbatim", "Words or symbols used", "note", hint="Kept on file, never printed."),
        _choice("injury", "Injury", choices.of("injury_level")),
        _yes_no("weapon", "Weapon"),
        _yes_no("damage", "Damage"),
        FormQuestion("reported_to", "Told to"),
        FormQuestion("reported_on", "Told on", "day"),
        _choice("police_status", "Police record", choices.of("police_recording")),
        FormQuestion("police_reference", "Crime or incident number"),
        FormQuestion("evidence", "Evidence, and where it is held"),
    )


def _strands(choices: FormChoices) -> tuple[FormQuestion, ...]:
    entries = choices.of("strand")
    roots = tuple(entry for entry in entries if "-" not in entry[0] and entry[0] != "GRT")
    return (
        FormQuestion("strand_codes", "What was targeted", "ticks", roots),
        FormQuestion("perceived_by", "Who perceived the hostility", "ticks", choices.of("perceived_by")),
        _choice("basis", "On what basis", choices.of("strand_basis")),
        FormQuestion("summary", "In short, without names", "note"),
    )


def _sharing(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        _choice("victim_aware", "The person affected knows of this referral", _AWARE),
        _choice("agreement", "Their agreement to it", choices.of("agreement"), hint="Not the legal basis for sharing."),
        FormQuestion("agreed_on", "Agreed on", "day"),
        FormQuestion("agreed_how", "How it was given, and to whom"),
        FormQuestion("limits", "Not to be told"),
        _yes_no("privacy_notice", "Privacy notice given"),
        _choice("ground", "Without agreement: ground for sharing", choices.of("sharing_ground")),
        FormQuestion("reasoning", "Without agreement: why it is proportionate", "note"),
        FormQuestion("approver", "Without agreement: approved by"),
    )


def _wanted(choices: FormChoices) -> tuple[FormQuestion, ...]:
    return (
        FormQuestion("grounds", "Ground for referral", "ticks", choices.of("referral_ground")),
        FormQuestion("wanted_from_panel", "What is asked of the panel", "note"),
        FormQuestion("victim_wants", "What the person affected wants", "ticks", choices.of("victim_wish")),
        FormQuestion("victim_wants_words", "In their words", "note"),
        FormQuestion("done_so_far", "What has been done so far, by whom", "note"),
        FormQuestion("other_panels", "Other panels and processes", "ticks", choices.of("other_panel")),
    )
