"""What is added to a case on a page of its own: a risk assessment, an incident. Kept while it is typed."""

from hipdesk.kernel.clock import today
from hipdesk.model.cases import AddIncident, AssessRisk
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.problems import Problem, Problems
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals import RiskEntry
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form import problems as form_problems
from hipdesk.model.referrals.views import FormChoices, RiskWords
from hipdesk.services import cases, referrals
from hipdesk.services.risk_assessments import assess_risk, risk_form
from ui.context import Content, Context
from ui.forms.autosave import Autosave
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.incident_fields import incident_fields
from ui.parts.risk_section import RiskSection
from ui.parts.standing import stands_in_the_way
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.page_header import PageHeader

_BANDS = (("standard", "Standard"), ("medium", "Medium"), ("high", "High"))


class AddingPage(Page):
    """What both share: header, form, draft. ``KIND`` names the draft."""

    help_topic = "case"
    KIND = ""

    def __init__(self, context: Context, title: str, action: str) -> None:
        super().__init__(context)
        self._id = ""
        self.form: Form | None = None
        self.autosave: Autosave | None = None
        self.header = PageHeader(title)
        close = Button("Close", icon="cross")
        close.clicked.connect(context.routes.back)
        self.header.add_action(close)
        self.done = Button(action, "primary", icon="tick", key="Ctrl+Enter")
        self.done.setObjectName("adding-done")
        self.done.clicked.connect(self.finish)
        self.header.add_action(self.done)
        self._down = layout.column(self.header, gap=0)
        self.setLayout(self._down)

    def open_route(self, route: Route) -> None:
        self._id = route.get("id")
        if self.form is None:
            self.fetch()

    def fetch(self) -> None:
        """Read what the form offers, then make it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Add it."""
        raise NotImplementedError

    def begin(self, form: Form, first: str) -> None:
        """Show the form, with what was typed last time."""
        self.form = form
        form.finish()
        self._down.addWidget(form, 1)
        self.autosave = Autosave(form.state, self._keep, self)
        form.changed.connect(self.autosave.touch)
        self.context.drafts.load(self.KIND, self._id, self._take_draft, self)
        form.go_to(first)

    def _keep(self, state: Content) -> None:
        self.context.drafts.keep(self.KIND, self._id, state)

    def _take_draft(self, content: Content | None) -> None:
        if content is not None and self.form is not None and self.autosave is not None:
            self.form.restore(content)
            self.autosave.begin_from(self.form.state())

    def added(self, page: str, words: str) -> None:
        """It became a record: forget the draft and go to the case."""
        if self.autosave is not None:
            self.autosave.stop()
        self.context.drafts.drop(self.KIND, self._id)
        self.context.messages.toast(words)
        self.context.routes.replace(Route.to("case", id=self._id, page=page))

    def leave(self) -> None:
        if self.autosave is not None:
            self.autosave.flush()


class AssessRiskPage(AddingPage):
    """A new dated assessment; earlier ones stay. Route: ``Route.to("case-risk", id=…)``."""

    KIND = "risk"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Assess risk", "Keep the assessment")
        self.risk: RiskSection | None = None

    def fetch(self) -> None:
        self.context.read(risk_form, then=self._make)

    def _make(self, questions: QuestionSet) -> None:
        form = Form("Assess risk", build=self._built, check=self._check)
        self.risk = RiskSection(form, questions)
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
            self.context.do(assess_risk, AssessRisk(id=self._id, risk=made), then=self._assessed, owner=self)

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
        form = Form("Add an incident", build=ReferralForm.model_validate, check=self._check)
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
            for number, incident in enumerate(told, start=1):
                last = self._all_added if number == len(told) else None
                command = AddIncident(id=self._id, incident=incident)
                self.context.do(cases.add_incident, command, then=last, owner=self)

    def _nothing_told(self, form: Form) -> None:
        repeats = form.repeats()["incidents"]
        if not repeats.count():
            repeats.add_record()
        first = f"incidents.{repeats.numbers()[0]}.facts"
        form.frame(first).set_problem("Say what happened")
        form.go_to(first)

    def _all_added(self, _key: str) -> None:
        self.added("incidents", "The incident is on the record.")
