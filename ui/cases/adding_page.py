"""What is added to a case on a page of its own: a risk assessment, an incident. Kept while it is typed."""

from pathlib import Path

from hipdesk.kernel.clock import today
from hipdesk.kernel.progress import Progress
from hipdesk.model.cases import AddIncident, AssessRisk
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.problems import Problem, Problems
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals import RiskEntry
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form import problems as form_problems
from hipdesk.model.referrals.form_controls import BEGUN_ALREADY, FormRead
from hipdesk.model.referrals.no_answers import may_have_none
from hipdesk.model.referrals.views import FormChoices, RiskWords
from hipdesk.papers.reading.word_forms import read_form_in_press
from hipdesk.papers.word import WORD_FILES
from hipdesk.services import attachments, cases, referrals
from hipdesk.services.form_reading import RISK, risk_draft_from_form
from hipdesk.services.registry import together
from hipdesk.services.risk_assessments import assess_risk, risk_form
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.parts.incident_fields import incident_fields
from ui.parts.risk_section import RiskSection
from ui.parts.standing import stands_in_the_way
from ui.routes import Route
from ui.style import theme
from ui.widgets.buttons import Button

_OCCASIONS = (
    ("entry", "When the case came"),
    ("review", "At a review"),
    ("panel", "Agreed at the panel"),
    ("exit", "Before closing"),
)
_TOLD = 4
"""How many findings of a form are said; each field says its own."""
_BANDS = (("standard", "Standard"), ("medium", "Medium"), ("high", "High"))


class AddingPage(EntryPage):
    """What both share: a case, whose id is the subject, and the way back to it."""

    help_topic = "case"

    def added(self, page: str, words: str) -> None:
        """It became a record: go to the case."""
        self.ended(words, Route.to("case", id=self.subject, page=page))


class AssessRiskPage(AddingPage):
    """A new dated assessment; earlier ones stay. Route: ``Route.to("case-risk", id=…)``."""

    KIND = RISK

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Assess risk", "Keep the assessment")
        self.risk: RiskSection | None = None
        large = theme.current().large
        self.from_form = Button("Word…" if large else "From a Word form…", icon="" if large else "file")
        self.from_form.setAccessibleName("From a Word form")
        self.from_form.setObjectName("risk-from-form")
        self.from_form.clicked.connect(self._choose_form)
        self.header.add_action(self.from_form)

    def fetch(self) -> None:
        self.context.read(risk_form, then=self._make)

    def _make(self, questions: QuestionSet) -> None:
        form = Form("Assess risk", build=self._built, check=self._check)
        self.risk = RiskSection(form, questions)
        self.risk.section.add_choice("occasion", "When", _OCCASIONS)
        form.frame("occasion").set_value("review")
        self.risk.section.add_date("risk_assessed_on", "Assessed on", lambda: today(self.context.clock))
        self.risk.section.add_note("risk_words", "What else matters for the risk", lines=2)
        by_hand = form.add_section("override", "Set by hand")
        by_hand.add_choice("override_band", "Band, when it should be another", _BANDS)
        by_hand.add_text("override_by", "Decided by")
        by_hand.add_note("override_reason", "Why", lines=2)
        form.changed.connect(self._changed)
        self.begin(form, f"risk_answers.{questions.questions[0].code}")

    def _built(self, values: Values) -> RiskEntry:
        """The assessment from what is filled in, through the referral form's own reading of it."""
        code = self.risk.questions.code if self.risk is not None else None
        by_hand = {name: values.pop(name, None) for name in ("override_band", "override_by", "override_reason")}
        values.pop("occasion", None)
        told = ReferralForm.model_validate({**values, "risk_form": code}).risk()
        return RiskEntry.model_validate(told.model_dump() | {name: value for name, value in by_hand.items() if value})

    def _check(self, made: object) -> list[Problem]:
        found = Problems()
        if isinstance(made, RiskEntry):
            if not made.given:
                found.add("risk_answers", "Answer the questions, or say they are not known.")
            if made.override_band is not None and not (made.override_reason and made.override_by):
                found.add("override_reason", "A band set by hand needs a reason and a name.")
        return list(found)

    def _changed(self) -> None:
        if self.form is None or self.risk is None:
            return
        made = made_or_findings(self._built, self.form.values())
        if not isinstance(made, Findings):
            self.risk.show_score(made)

    def finish(self) -> None:
        made = self.form.command() if self.form is not None else None
        if self.form is not None and stands_in_the_way(self.form, self._check(made)):
            return
        if isinstance(made, RiskEntry):
            occasion = self.form.values().get("occasion") or "review" if self.form is not None else "review"
            command = AssessRisk.model_validate({"id": self.subject, "risk": made, "occasion": occasion})
            self.save(assess_risk, command, then=self._assessed)

    def _choose_form(self) -> None:
        """Read a filled risk form into this assessment; one that is begun stays as it is."""
        desk, case_id = self.context.desk, self.subject
        if self.autosave is not None:
            self.autosave.flush()

        def chosen(path: Path) -> None:
            def work(progress: Progress) -> FormRead:
                form = read_form_in_press(desk.press, attachments.read_outside(path), progress)
                return desk.run(progress, risk_draft_from_form, form, case_id).value

            self.context.operations.run(work, self._take_form, owner=self)

        self.context.messages.choose_open_file("Choose the filled risk form", WORD_FILES, chosen)

    def _take_form(self, read: FormRead) -> None:
        if read.begun:
            self.context.messages.toast(BEGUN_ALREADY)
            return
        self.context.drafts.load(self.KIND, self.subject, self._take_draft, self)
        if read.findings:
            said = " ".join(f"{finding.label}: {finding.words}" for finding in read.findings[:_TOLD])
            self.context.messages.banner(
                f"{len(read.findings)} answers of the form need a look. {said}", "The rest is filled in below.",
                "Go through them, then keep the assessment.", about="risk-form",
            )  # fmt: skip
        else:
            self.context.messages.toast("The form is read. Nothing is recorded until you keep the assessment.")

    def _assessed(self, words: RiskWords) -> None:
        score = f" {words.score}" if words.score is not None else ""
        self.added("risk", f"Assessed: {words.band}{score}.")


class AddIncidentPage(AddingPage):
    """Another incident of a case. Route: ``Route.to("case-incident", id=…)``."""

    KIND = "incident"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Add an incident", "Add the incident")

    def fetch(self) -> None:
        self.context.read(referrals.referral_choices, then=self._make)

    def _make(self, choices: FormChoices) -> None:
        clock = self.context.clock
        form = Form("Add an incident", build=ReferralForm.model_validate, check=self._check, no_answer=may_have_none)
        section = form.add_section("incident", "What happened")
        section.add_repeats(
            "incidents", "incident", lambda grid: incident_fields(grid, choices, lambda: today(clock)), least=1,
            title="Add another incident",
        )  # fmt: skip
        self.begin(form, "incidents.0.happened")

    def _check(self, made: object) -> list[Problem]:
        if not isinstance(made, ReferralForm):
            return []
        found = form_problems(made, today(self.context.clock))
        return [problem for problem in found if problem.field.startswith("incidents.")]

    def _blocking(self, made: object) -> list[Problem]:
        return [problem for problem in self._check(made) if problem.blocks == "log"]

    def finish(self) -> None:
        made = self.form.command() if self.form is not None else None
        if self.form is None or stands_in_the_way(self.form, self._blocking(made)):
            return
        if isinstance(made, ReferralForm) and not made.incidents:
            self._nothing_told(self.form)
        elif isinstance(made, ReferralForm):
            told = [incident.entry(today(self.context.clock)) for incident in made.incidents]
            calls = [(cases.add_incident, AddIncident(id=self.subject, incident=incident)) for incident in told]
            self.save(together, calls, then=self._all_added)

    def _nothing_told(self, form: Form) -> None:
        repeats = form.repeats()["incidents"]
        if not repeats.count():
            repeats.add_record()
        first = f"incidents.{repeats.numbers()[0]}.facts"
        form.frame(first).set_problem("Say what happened")
        form.go_to(first)

    def _all_added(self, _keys: list[object]) -> None:
        self.added("incidents", "The incident is on the record.")
