"""The referral form: one scrolling page with a rail of sections, kept while it is typed, and whom we may have met."""

from abc import abstractmethod

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import local_time, today
from hipdesk.model.attachments import DraftName
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.people import LookAlike
from hipdesk.model.problems import Problem
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals.form import ReferralForm, problems
from hipdesk.model.referrals.form_keys import identified
from hipdesk.model.referrals.form_records import read_time
from hipdesk.model.referrals.no_answers import may_have_none
from hipdesk.model.referrals.views import FormChoices, ReferralLogged
from hipdesk.services import referrals
from hipdesk.services.held_files import log_with_files
from hipdesk.services.risk_assessments import risk_form
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.forms.findings import nearest
from ui.forms.form import Form
from ui.forms.values import Values
from ui.messages.seam import Choice, Question
from ui.parts.begun_referrals import NEW
from ui.parts.case_words import day_within, joined
from ui.parts.risk_section import RiskSection
from ui.parts.standing import stands_in_the_way
from ui.referrals.attachments_part import AttachmentsPart
from ui.referrals.form_people import OF_AFFECTED
from ui.referrals.form_sections import add_sections, add_to_risk, add_wanted
from ui.referrals.joining import Joining
from ui.referrals.met_before import Joined, MetBeforePanel, bar_words
from ui.referrals.probes import probes_of
from ui.referrals.throwing import ask_to_throw_away
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.columns import Columns
from ui.widgets.page_header import PageHeader

KEPT = "What you type is kept as a draft"
_PERSONAL = (
    "birth", "sex", "language", "interpreter", "religion", "ethnicity", "disabled", "care_needs", "relation",
    "pronouns", "gender_as_at_birth", "orientation", "ethnicity_words", "nationality", "immigration_vulnerable",
    "impairments",
)  # fmt: skip
_MARKED = frozenset({"birth", "language", "interpreter", "ethnicity", "disabled", "relation"})


class FormPage(Page):
    """What logging and amending share: the form, its draft, and the side panel."""

    help_topic = "referral-form"
    KIND = "referral"

    def __init__(self, context: Context, title: str, action: str) -> None:
        super().__init__(context)
        self.form: Form | None = None
        self.risk: RiskSection | None = None
        self.autosave: Autosave | None = None
        self._subject = NEW
        self._choices: FormChoices | None = None
        self._go_to = ""
        self._joining = Joining()
        self.header = PageHeader(title, KEPT)
        self.kept = ChipLabel()
        self.header.add_action(self.kept)
        self.throw = Button("Throw away…", icon="cross")
        self.throw.setObjectName("throw-away")
        self.throw.clicked.connect(self.throw_away)
        self.throw.hide()
        self.header.add_action(self.throw)
        close = Button("Close", icon="cross")
        close.setObjectName("close-form")
        close.clicked.connect(context.routes.back)
        self.header.add_action(close)
        self.done = Button(action, "primary", icon="tick", key="Ctrl+Enter")
        self.done.setObjectName("form-done")
        self.done.clicked.connect(self.finish)
        self.header.add_action(self.done)
        self.met = MetBeforePanel(context)
        self.met.joined.connect(self._joined)
        self.files: AttachmentsPart | None = None
        self._down = layout.column(self.header, gap=0)
        self.setLayout(self._down)

    def day(self) -> object:
        """Today, for date fields."""
        return today(self.context.clock)

    # Making the form

    def _fetch(self) -> None:
        self.context.read(referrals.referral_choices, then=self._take_choices)

    def _take_choices(self, choices: FormChoices) -> None:
        self._choices = choices
        self.context.read(risk_form, then=self._make)

    def _make(self, questions: QuestionSet) -> None:
        if self._choices is None or self.form is not None:
            return
        clock = self.context.clock
        form = Form(self.header.title, build=self._built, check=self._checked, no_answer=may_have_none)
        self.form = form
        add_sections(form, self._choices, lambda: today(clock))
        self.risk = RiskSection(form, questions)
        add_to_risk(self.risk.section, lambda: today(clock))
        add_wanted(form, self._choices, lambda: today(clock))
        self.files = AttachmentsPart(self.context, self.draft)
        self.files.changed.connect(self._touch)
        form.add_section("attachments", "Attachments").add_widget(self.files)
        form.finish()
        form.changed.connect(self._changed)
        columns = Columns([form, self.met], [0, 292], names=(self.header.title, "Have we met before?"))
        self.met.told.connect(lambda many: columns.rename(1, bar_words(many)))
        self._down.addWidget(columns, 1)
        self.autosave = Autosave(self._state, self._keep, self, places=True)
        self.fill()

    @abstractmethod
    def fill(self) -> None:
        """Show what the form begins with."""

    def _built(self, values: Values) -> ReferralForm:
        code = self.risk.questions.code if self.risk is not None else None
        return ReferralForm.model_validate({**values, "risk_form": code})

    def _checked(self, made: object) -> list[Problem]:
        if not isinstance(made, ReferralForm):
            return []
        return list(problems(made, today(self.context.clock), now=local_time(self.context.clock)))

    def typed(self) -> ReferralForm | None:
        """The form as far as it can be read; None while something in it cannot."""
        if self.form is None:
            return None
        made = made_or_findings(self._built, self.form.values())
        return None if isinstance(made, Findings) else made

    # Following what is typed

    def _changed(self) -> None:
        if self.autosave is not None:
            self.autosave.touch()
        form = self.typed()
        if form is None or self.risk is None or self.form is None:
            return
        self.risk.show_score(form.risk())
        self._show_kind(form)
        self.met.look(probes_of(form, self.paths()))
        agency = dict(self._choices.agencies).get(form.agency_id or "", "") if self._choices else ""
        # What cannot be read as a time stands beside its field, and is not said again.
        at = form.received_at if read_time(form.received_at) else ""
        when = joined(day_within(form.received_on, today(self.context.clock)), at, by=" ")
        about = joined(f"From {agency}" if agency else "", f"received {when}" if when else "")
        self.header.say(self.header.title, about or KEPT)

    def numbers(self, name: str) -> list[int]:
        """The numbers of the repeated records that are in the command, in order."""
        return self.form.numbers(name) if self.form is not None else []

    def paths(self) -> list[str]:
        """The form's names of its people, in the command's order."""
        others = [f"others.{number}" for number in self.numbers("others")]
        return ["person", *others, *(f"alleged.{number}" for number in self.numbers("alleged"))]

    def stands_in_the_way(self, made: ReferralForm) -> bool:
        """Whether something is still needed to log; it is then said beside each field."""
        clock = self.context.clock
        found = problems(made, today(clock), now=local_time(clock), risk_given=True).blocking("log")
        return self.form is None or stands_in_the_way(self.form, found)

    def _go_to_field(self, name: str) -> None:
        """Go to a field, or the nearest one of its section."""
        if self.form is not None:
            self.form.go_to(nearest(name, self.form.names))

    def _show_kind(self, form: ReferralForm) -> None:
        """A community has no birth day: what only a person has goes, and is not asked for."""
        if self.form is None:
            return
        is_person = form.person.kind == "person"
        for name in _PERSONAL:
            frame = self.form.frame(f"person.{name}")
            if frame.isHidden() == is_person:
                frame.setVisible(is_person)
                frame.mark = "to accept" if is_person and name in _MARKED else ""
        for number in self.form.repeats()["others"].numbers():
            affected = self.form.frame(f"others.{number}.role").value() == "victim"
            for name in OF_AFFECTED:
                self.form.frame(f"others.{number}.{name}").setVisible(affected)

    def _joined(self, joined: Joined) -> None:
        self._joining.take(joined)
        self._touch()

    def _touch(self) -> None:
        if self.autosave is not None:
            self.autosave.touch()

    # Drafts

    def _state(self) -> Content:
        state = self.form.state() if self.form is not None else {}
        return {
            **state,
            "joining": self._joining.state(),
            "files": self.files.state() if self.files is not None else [],
        }

    def _keep(self, state: Content) -> None:
        self.context.drafts.keep(self.KIND, self._subject, state, self._say_kept)

    def _say_kept(self) -> None:
        self.throw.show()
        at = local_time(self.context.clock)
        self.kept.show_chips([chips.noted("green", "tick", f"Draft kept {at:%H:%M}", size=12)])

    def take_draft(self, content: Content | None) -> None:
        """Show what was kept last time."""
        if content is None or self.form is None:
            return
        self._joining.restore(content.get("joining"))
        if self.files is not None:
            self.files.restore(content.get("files"))
        self.form.restore(content)
        self._changed()
        if self.autosave is not None:
            self.autosave.begin_from(self._state(), drafted=True)
            self._say_kept()

    @abstractmethod
    def finish(self) -> None:
        """Log, or keep, the referral."""

    @property
    def answers(self) -> Answers:
        """The draft, which goes with the record in one transaction."""
        return Answers(self.KIND, self._subject)

    def stopped(self) -> None:
        """It became a record, with which the draft went."""
        self.over = True
        if self.autosave is not None:
            self.autosave.stop()

    @property
    def draft(self) -> DraftName:
        """What this form keeps until it is saved, and the files with it."""
        return DraftName(kind=self.KIND, subject=self._subject)

    def throw_away(self) -> None:
        """Throw the draft away, once asked."""
        self.leave()
        ask_to_throw_away(self.context, self.draft, self._thrown)

    def _thrown(self) -> None:
        self.stopped()
        self.context.routes.replace(Route("referrals"))

    def leave(self) -> None:
        if self.autosave is not None:
            self.autosave.flush()

    def panes(self) -> list[QWidget]:
        return [self.form.rail, self.form, self.met] if self.form is not None else []


class NewReferralPage(FormPage):
    """Logging: before it is written, someone who is very likely known is asked about once more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "New referral", "Log referral")
        self._asked_once = False

    def open_route(self, route: Route) -> None:
        self._subject = route.get("draft", NEW)
        if self.form is None:
            self._fetch()

    def fill(self) -> None:
        form = self.form
        if form is None:
            return
        form.frame("received_on").set_value(today(self.context.clock))
        form.frame("urgency").set_value("routine")
        form.frame("person.kind").set_value("person")
        form.look()
        if self.autosave is not None:
            self.autosave.begin_from(self._state())
        self.context.drafts.load(self.KIND, self._subject, self.take_draft, self)
        form.go_to("agency_id")

    def finish(self) -> None:
        if self.form is None:
            return
        made = self.form.command()
        if not isinstance(made, ReferralForm) or self.stands_in_the_way(made):
            return
        likely = self.met.likely()
        if likely is not None and not self._asked_once:
            self._asked_once = True
            self._ask_about(likely)
            return
        self._log(made)

    def _ask_about(self, likely: LookAlike) -> None:
        case = likely.parts[0] if likely.parts else None
        choices = [Choice("new", "New case, another person", "secondary")]
        if case is not None:
            choices.insert(0, Choice("link", f"Same person, linked with {case.reference}"))
            if case.status != "closed":
                choices.insert(0, Choice("append", f"Same person, add to {case.reference}", "primary"))
        else:
            choices.insert(0, Choice("same", "Same person", "primary"))
        words = f"The record holds someone who looks alike: {likely.word.lower()}, {likely.score} of 100."
        path = self.met.path_of(likely)

        def answered(how: str) -> None:
            if how != "new":
                self.met.choose(how, path, likely, case)
            made = self.form.command() if self.form is not None else None
            if isinstance(made, ReferralForm):
                self._log(made)

        self.context.messages.ask(Question(f"Have we met {likely.name} before?", words, tuple(choices)), answered)

    def _log(self, made: ReferralForm) -> None:
        command = made.command(today(self.context.clock), self._joining.join())
        command = identified(command, self.paths(), self._joining.known())
        self.context.do(log_with_files, command, self.draft, then=self._logged, owner=self, answers=self.answers)

    def _logged(self, done: ReferralLogged) -> None:
        self.stopped()
        self.context.messages.toast(
            joined(f"{done.reference} logged.", done.repeat_words if done.repeat else "", by=" ")
        )
        self.context.routes.replace(Route.to("referrals", id=done.id))
