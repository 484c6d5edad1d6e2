"""A referral that is there, on its form: what is changed is kept, what nobody touched stays as it was."""

from functools import partial

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import ChangedMeanwhile, HipDeskError
from hipdesk.model.referrals import AmendReferral, Join, LogReferral
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form_answers import answers_of, counts_of, form_name_of
from hipdesk.model.referrals.form_keys import kept_with
from hipdesk.model.referrals.views import ReferralView
from hipdesk.services import referrals
from hipdesk.services.held_files import amend_with_files
from ui.context import Content, Context
from ui.referrals.form_page import FormPage
from ui.referrals.newer import Shown, onto_newer, shown_by, touched_in
from ui.routes import Route


class AmendReferralPage(FormPage):
    """A referral that is there, on its form."""

    KIND = "referral-change"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Referral", "Keep the changes")
        self._before: LogReferral | None = None
        self._view: ReferralView | None = None
        self._shown: dict[str, Shown] = {}
        self._typed: Content = {}

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
        """Show the referral, then what was typed about it and not saved."""
        self._show()
        self.context.drafts.load(self.KIND, self._subject, self._take_kept, self)

    def _show(self) -> None:
        form, before = self.form, self._before
        if form is None or before is None:
            return
        if self.files is not None:
            self.files.show_kept(self._subject)
        answers, reasons = answers_of(before)
        for name, count in counts_of(before).items():
            form.repeats()[name].set_numbers(list(range(count)))
        self._one_answer_each(answers)
        known = set(form.names)
        form.show_answers(
            {name: value for name, value in answers.items() if name in known},
            {name: why for name, why in reasons.items() if name in known},
        )
        self._shown = shown_by(form)
        form.look()
        self._changed()
        if self.autosave is not None:
            self.autosave.begin_from(self._state())

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
            touched = touched_in(self.form, self._shown)
            content = kept_with(
                content, self.paths(), self.numbers("incidents"), self._joining.known(), self._before, touched
            )
            command = AmendReferral(id=self._subject, version=self._view.version, content=content)
            self.context.do(
                amend_with_files,
                command,
                self.draft,
                then=self._amended,
                failed=self._not_amended,
                owner=self,
                answers=self.answers,
            )

    # A newer version of it

    def _not_amended(self, error: HipDeskError) -> None:
        if not isinstance(error, ChangedMeanwhile):
            self.context.messages.error(error)
            return
        self._typed = self._state()
        self.context.open(referrals.open_referral, self._subject, then=self._take_newer)

    def _take_newer(self, view: ReferralView) -> None:
        show = partial(self._show_newer, view)
        self.context.open(referrals.referral_form, self._subject, then=show, owner=self)

    def _show_newer(self, view: ReferralView, command: LogReferral) -> None:
        """The newer values, and on them what was typed here."""
        self._view, self._before = view, command
        self._show()
        self.take_draft(self._typed)
        self._touch()

    def _state(self) -> Content:
        if self.form is None or self._view is None:
            return super()._state()
        before = {name: list(range(count)) for name, count in counts_of(self._before).items()} if self._before else {}
        version: Content = {"version": self._view.version, "records_before": before}
        return {**super()._state(), **version, "touched": touched_in(self.form, self._shown)}

    def take_draft(self, content: Content | None) -> None:
        """Show what was kept last time; of a draft about an older version only what was changed in it."""
        version, touched = (content or {}).get("version"), (content or {}).get("touched")
        if content is None or self.form is None or self._view is None or not isinstance(touched, list):
            super().take_draft(content)
            return
        if version == self._view.version:
            super().take_draft(content)
            return
        super().take_draft(onto_newer(self.form, content, [str(name) for name in touched]))
        self.context.messages.banner(
            "This referral was changed meanwhile, on another screen.",
            "What you typed stands in the form; everything else shows the newer values.",
            "Look through it, then keep the changes.",
            about=f"newer-{self._subject}",
        )

    def _amended(self, _done: None) -> None:
        self.stopped()
        self.context.messages.settle(f"newer-{self._subject}")
        self.context.messages.toast("The changes are kept.")
        self.context.routes.replace(Route.to("referrals", id=self._subject))
