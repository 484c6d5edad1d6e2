"""A referral that is there, on its form: what is changed is kept, what nobody touched stays as it was."""

from hipdesk.kernel.clock import today
from hipdesk.model.referrals import AmendReferral, Join, LogReferral
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form_answers import answers_of, counts_of, form_name_of
from hipdesk.model.referrals.form_keys import kept_with
from hipdesk.model.referrals.views import ReferralView
from hipdesk.services import referrals
from ui.context import Content, Context
from ui.forms.form import Form
from ui.referrals.form_page import FormPage
from ui.routes import Route

Shown = tuple[object, str | None]
"""What a field shows: its answer, and the reason for having none."""


class AmendReferralPage(FormPage):
    """A referral that is there, on its form."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Referral", "Keep the changes")
        self._before: LogReferral | None = None
        self._view: ReferralView | None = None
        self._shown: dict[str, Shown] = {}

    def open_route(self, route: Route) -> None:
        self._subject = route.get("id")
        self._go_to = route.get("field")
        if self.form is None:
            self.context.open(referrals.open_referral, self._subject, then=self._take_view)
        else:
            self._go()

    def _take_view(self, view: ReferralView) -> None:
        self._view = view
        self.header.say(f"Referral {view.reference}", view.initials)
        self.context.open(referrals.referral_form, self._subject, then=self._take_form)

    def _take_form(self, command: LogReferral) -> None:
        self._before = command
        self._fetch()

    def fill(self) -> None:
        form, before = self.form, self._before
        if form is None or before is None:
            return
        if self.files is not None:
            self.files.show_kept(self._subject)
        answers, reasons = answers_of(before)
        for name, count in counts_of(before).items():
            form.repeats()[name].set_count(count)
        self._one_answer_each(answers)
        known = set(form.names)
        form.show_answers(
            {name: value for name, value in answers.items() if name in known},
            {name: why for name, why in reasons.items() if name in known},
        )
        self._shown = _shown_by(form)
        form.look()
        self._changed()
        if self.autosave is not None:
            self.autosave.begin_from(self._state())
        self.context.drafts.load(self.KIND, self._subject, self._take_kept, self)

    def _one_answer_each(self, answers: dict[str, object]) -> None:
        """A question with one answer is a choice, not a list of ticks."""
        for question in self.risk.questions.questions if self.risk is not None else ():
            told = answers.get(f"risk_answers.{question.code}")
            if isinstance(told, tuple) and told and not question.several:
                answers[f"risk_answers.{question.code}"] = told[0]

    def _take_kept(self, content: Content | None) -> None:
        self.take_draft(content)
        self._go()

    def _go(self) -> None:
        if self.form is not None and self._go_to and self._before is not None:
            self._go_to_field(form_name_of(self._go_to, self._before))

    def finish(self) -> None:
        if self.form is None or self._before is None or self._view is None:
            return
        made = self.form.command()
        if isinstance(made, ReferralForm) and not self.stands_in_the_way(made):
            join: Join = self._joining.join() if self._joining.chosen else self._before.join
            content = made.command(today(self.context.clock), join, self._before)
            touched = {name for name, shown in _shown_by(self.form).items() if self._shown.get(name) != shown}
            content = kept_with(
                content, self.paths(), self.numbers("incidents"), self._joining.known(), self._before, touched
            )
            command = AmendReferral(id=self._subject, version=self._view.version, content=content)
            self.context.do(referrals.amend_referral, command, then=self._amended, owner=self)

    def _amended(self, _done: None) -> None:
        self.stopped()
        self.keep_files(self._subject)
        self.context.messages.toast("The changes are kept.")
        self.context.routes.replace(Route.to("referrals", id=self._subject))


def _shown_by(form: Form) -> dict[str, Shown]:
    return {name: (form.frame(name).value(), form.frame(name).unanswered) for name in form.names}
