"""What the officer writes for the annual report: foreword, the year in words, what was learnt, what comes next."""

from hipdesk.model.periods import Period
from hipdesk.model.publishing import WriteReport
from hipdesk.services.figures import report_quarters
from hipdesk.services.publishing import report_texts, write_report
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.reports.periods import with_years
from ui.routes import Route

_TITLE = "Words for the annual report"
_FIELDS = ("foreword", "purpose", "commentary", "community", "feedback", "learning", "priorities")


class AnnualWordsPage(EntryPage):
    """Route: ``Route.to("annual-words", id="2025-26")``, the label of the year."""

    help_topic = "reports"
    KIND = "annual-words"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _TITLE, "Keep them")
        self._written: WriteReport | None = None

    def fetch(self) -> None:
        """What was written before; without a year, of the newest."""
        if self.subject:
            self.context.read(report_texts, "annual", self.subject, then=self._make)
        else:
            self.context.read(report_quarters, then=self._take_newest)

    def _take_newest(self, quarters: tuple[Period, ...]) -> None:
        self.subject = next(each.label for each in with_years(quarters) if each.kind == "year")
        self.fetch()

    def _make(self, written: WriteReport) -> None:
        if self.form is not None:
            return
        self._written = written
        self.header.say(_TITLE, self.subject)
        form = Form(_TITLE, build=self._command)
        opening = form.add_section("opening", "Opening")
        opening.add_note("foreword", "Foreword", lines=6, hint="Of the chair or the officer; signed with the name.")
        opening.add_note(
            "purpose", "What the panel is for", lines=3, hint="Its purpose; who sits on it stands at the end."
        )
        year = form.add_section("year", "The year")
        year.add_note("commentary", "The year in words", lines=5, hint="What the figures do not say by themselves.")
        year.add_note(
            "community", "In the community", lines=4,
            hint="Campaigns, reporting centres, people trained, pledges signed, and how the action plan stands.",
        )  # fmt: skip
        year.add_note(
            "feedback", "What people told us", lines=3, hint="Of those affected and of agencies; nobody is named."
        )
        year.add_note("learning", "What was learnt", lines=4, hint="What the panel does differently since.")
        ahead = form.add_section("ahead", "Next year")
        ahead.add_note("priorities", "Priorities", lines=4, hint="What the panel sets itself.")
        public = form.add_section("public", "Public version")
        public.add_yes_no(
            "approved", "These words may stand in the public version", hint="Nobody is named or known by them."
        )
        given = {name: getattr(written, name) or None for name in (*_FIELDS, "approved")}
        form.show_answers(given)
        self.begin(form, "foreword")

    def _command(self, values: Values) -> WriteReport:
        """What is on the form, over what was written elsewhere."""
        before = self._written.model_dump() if self._written is not None else {}
        blank = dict.fromkeys(_FIELDS, "") | {"approved": False}
        return WriteReport.model_validate({**before, **blank, **values})

    def finish(self) -> None:
        """Keep them."""
        command = self.form.command() if self.form is not None else None
        if isinstance(command, WriteReport):
            self.save(write_report, command, then=self._kept)

    def _kept(self, _done: None) -> None:
        self.ended("Kept. They stand in the annual report.", Route.to("reports", period=self.subject))
