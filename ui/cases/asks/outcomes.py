"""What came of a case beside orders: support, police and court results, what changed for them, learning."""

from abc import abstractmethod

from hipdesk.model import cases as asked
from hipdesk.model.cases.commands import OutcomeKind
from hipdesk.model.cases.outcomes import CourtView, LearningView, OutcomeChoices, PoliceView, SupportView, VictimView
from hipdesk.services import cases
from ui.cases.asks.ask import Ask, Call, Values

_YES_NO = ((True, "Yes"), (False, "No"))
_SATISFACTION = tuple(
    (at, f"{at}: {words}")
    for at, words in enumerate(("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"), start=1)
)


class OutcomeAsk(Ask):
    """What the asks of an outcome share: choices of the case, and taking a new one back."""

    PAGE = "outcomes"
    KIND: OutcomeKind = "support"

    def _affected(self) -> object:
        """The person affected when there is only one."""
        keys = {line.person_id for line in self.view.people if line.role == "victim"}
        return next(iter(keys)) if len(keys) == 1 else None

    def taken_back(self) -> Call:
        """Taking a new record back."""
        back = asked.TakeBackOutcome(id=self.view.id, kind=self.KIND, outcome_id=str(self.made))
        return Call(cases.take_back_outcome, (back,))


class ChosenAsk(OutcomeAsk):
    """An outcome whose fields offer what the case and the lists have."""

    def reads(self) -> Call | None:
        return Call(cases.outcome_choices, (self.view.id,))

    def make(self) -> None:
        if isinstance(self.found, OutcomeChoices):
            self.make_fields(self.found)

    @abstractmethod
    def make_fields(self, choices: OutcomeChoices) -> None:
        """Add the fields from what may be chosen."""


class SupportAsk(ChosenAsk):
    """Support offered, and whether it was taken up."""

    TITLE, DONE, SAID, KIND = "Support", "Keep it", "The support is on the record.", "support"

    @property
    def support(self) -> SupportView | None:
        """The one that is brought up to date."""
        return next((one for one in self.view.came.support if one.id == self.subject), None)

    def make_fields(self, choices: OutcomeChoices) -> None:
        before = self.support
        kinds = list(choices.of("support_kind"))
        if before is not None and before.kind not in dict(kinds):
            kinds.append((before.kind, before.kind_words))
        person = before.person_id if before else self._affected()
        self.add_choice("kind", "Kind of support", kinds, before and before.kind)
        self.add_choice("agency", "By which agency", choices.agencies, before and before.agency_id)
        self.add_choice("person", "To whom", choices.people, person)
        self.add_day("offered", "Offered on", before.offered_on if before else self.today())
        self.add_choice("state", "Taken up?", choices.of("support_state"), before.state if before else "offered")
        self.add_note("words", "In words", before and before.words, lines=1)

    def needed(self) -> dict[str, str]:
        return {"kind": "Choose the kind"}

    def call(self) -> Call:
        given: Values = {
            "support_id": self.subject or None,
            "kind": self.value("kind"),
            "agency_id": self.value("agency"),
            "person_id": self.value("person"),
            "offered_on": self.day("offered"),
            "state": self.value("state") or "offered",
            "words": self.text("words"),
        }
        return Call(cases.record_support, (asked.RecordSupport.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        one = self.support
        if one is None:
            return self.taken_back()
        before: Values = {
            "support_id": one.id, "kind": one.kind, "agency_id": one.agency_id, "person_id": one.person_id,
            "offered_on": one.offered_on, "state": one.state, "words": one.words,
        }  # fmt: skip
        return Call(cases.record_support, (asked.RecordSupport.model_validate(self.of | before),))


class PoliceAsk(ChosenAsk):
    """A recorded crime and its outcome type."""

    TITLE, DONE, SAID, KIND = "Police outcome", "Keep it", "The outcome is on the record.", "police"

    @property
    def police(self) -> PoliceView | None:
        """The one that is brought up to date."""
        return next((one for one in self.view.came.police if one.id == self.subject), None)

    def make_fields(self, choices: OutcomeChoices) -> None:
        one = self.police
        types = [(code, f"{code}: {words}") for code, words in choices.of("police_outcome")]
        self.add_line("offence", "Offence", one and one.offence)
        self.add_line("code", "Offence code", one and one.offence_code, example="8M, or 195/94")
        self.add_day("recorded", "Recorded on", one and one.recorded_on)
        self.add_choice("incident", "Of which incident", choices.incidents, one and one.incident_id)
        self.add_choice(
            "type", "Outcome type", types, one.outcome_type if one else "0",
            hint="Type 21 is not normally used for hate crime: ask why.",
        )  # fmt: skip
        self.add_day("on", "Outcome on", one and one.outcome_on)
        self.add_note("words", "In words", one and one.words, lines=1)

    def call(self) -> Call:
        given: Values = {
            "outcome_id": self.subject or None,
            "incident_id": self.value("incident"),
            "offence": self.text("offence"),
            "offence_code": self.text("code"),
            "recorded_on": self.day("recorded"),
            "outcome_type": self.value("type") or "0",
            "outcome_on": self.day("on"),
            "words": self.text("words"),
        }
        return Call(cases.record_police_outcome, (asked.RecordPoliceOutcome.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        one = self.police
        if one is None:
            return self.taken_back()
        before: Values = {
            "outcome_id": one.id, "incident_id": one.incident_id, "offence": one.offence,
            "offence_code": one.offence_code, "recorded_on": one.recorded_on, "outcome_type": one.outcome_type,
            "outcome_on": one.outcome_on, "words": one.words,
        }  # fmt: skip
        return Call(cases.record_police_outcome, (asked.RecordPoliceOutcome.model_validate(self.of | before),))


class CourtAsk(ChosenAsk):
    """A court's result."""

    TITLE, DONE, SAID, KIND = "Court result", "Keep it", "The result is on the record.", "court"

    @property
    def court(self) -> CourtView | None:
        """The one that is put right."""
        return next((one for one in self.view.came.court if one.id == self.subject), None)

    def make_fields(self, choices: OutcomeChoices) -> None:
        one = self.court
        self.add_choice("result", "Result", choices.of("court_result"), one and one.result)
        self.add_day("on", "On", one and one.on_day)
        self.add_choice("uplift", "Sentence raised for hate?", _YES_NO, one.uplift if one else None)
        self.add_line("sentence", "Sentence", one and one.sentence)
        self.add_line("order", "Order made with it", one and one.order_attached)

    def needed(self) -> dict[str, str]:
        return {"result": "Choose the result"}

    def call(self) -> Call:
        given: Values = {
            "outcome_id": self.subject or None,
            "result": self.value("result"),
            "on_day": self.day("on"),
            "uplift": self.value("uplift"),
            "sentence": self.text("sentence"),
            "order_attached": self.text("order"),
        }
        return Call(cases.record_court_result, (asked.RecordCourtResult.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        one = self.court
        if one is None:
            return self.taken_back()
        before: Values = {
            "outcome_id": one.id, "result": one.result, "on_day": one.on_day, "uplift": one.uplift,
            "sentence": one.sentence, "order_attached": one.order_attached,
        }  # fmt: skip
        return Call(cases.record_court_result, (asked.RecordCourtResult.model_validate(self.of | before),))


class VictimAsk(ChosenAsk):
    """What changed for a person affected, and how satisfied they are with the handling."""

    TITLE, DONE, SAID, KIND = "What changed for them", "Keep it", "What changed is on the record.", "victim"

    @property
    def told(self) -> VictimView | None:
        """The one that is put right."""
        return next((one for one in self.view.came.victim if one.id == self.subject), None)

    def make_fields(self, choices: OutcomeChoices) -> None:
        one = self.told
        self.add_choice("person", "Person affected", choices.people, one.person_id if one else self._affected())
        self.add_day("on", "Told on", one.on_day if one else self.today())
        self.add_ticks("outcomes", "What changed", choices.of("victim_outcome"), one and one.outcomes)
        self.add_choice("satisfaction", "Satisfied with the handling", _SATISFACTION, one and one.satisfaction)
        self.add_choice("consulted", "Asked about closing?", _YES_NO, one.consulted if one else None)
        self.add_note("words", "In their words", one and one.words, lines=1)

    def call(self) -> Call:
        given: Values = {
            "outcome_id": self.subject or None,
            "person_id": self.value("person"),
            "on_day": self.day("on"),
            "outcomes": self.texts("outcomes"),
            "satisfaction": self.value("satisfaction"),
            "consulted": self.value("consulted"),
            "words": self.text("words"),
        }
        return Call(cases.record_victim_outcome, (asked.RecordVictimOutcome.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        one = self.told
        if one is None:
            return self.taken_back()
        before: Values = {
            "outcome_id": one.id, "person_id": one.person_id, "on_day": one.on_day, "outcomes": one.outcomes,
            "satisfaction": one.satisfaction, "consulted": one.consulted, "words": one.words,
        }  # fmt: skip
        return Call(cases.record_victim_outcome, (asked.RecordVictimOutcome.model_validate(self.of | before),))


class LearningAsk(OutcomeAsk):
    """Good practice or a lesson."""

    TITLE, DONE, SAID, KIND = "What was learnt", "Keep it", "The learning point is kept.", "learning"

    @property
    def learning(self) -> LearningView | None:
        """The one that is put right."""
        return next((one for one in self.view.came.learning if one.id == self.subject), None)

    def make(self) -> None:
        one = self.learning
        self.add_line("theme", "Theme", one and one.theme, example="Language, repairs, recording")
        self.add_line("owner", "Who takes it on", one and one.owner)
        self.add_note("lesson", "Good practice or lesson", one and one.lesson, hint="No names: it may be quoted.")

    def needed(self) -> dict[str, str]:
        return {"lesson": "Write the lesson"}

    def call(self) -> Call:
        given = {
            "learning_id": self.subject or None,
            "theme": self.text("theme"),
            "owner": self.text("owner"),
            "lesson": self.text("lesson"),
        }
        return Call(cases.record_learning, (asked.RecordLearning.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        one = self.learning
        if one is None:
            return self.taken_back()
        before = {"learning_id": one.id, "theme": one.theme, "owner": one.owner, "lesson": one.lesson}
        return Call(cases.record_learning, (asked.RecordLearning.model_validate(self.of | before),))
