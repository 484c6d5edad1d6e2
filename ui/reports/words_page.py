"""What the officer writes for the quarterly report: case studies, learning, risks, the plan ahead."""

from hipdesk.model.periods import Period, parse_period
from hipdesk.model.publishing import WriteReport
from hipdesk.services.figures import report_quarters
from hipdesk.services.publishing import report_texts, write_report
from hipdesk.services.reports.learning import learning_noted
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.routes import Route

STUDIES = 2
_NAMELESS = "Nobody is named, and details are changed so that nobody is known by them."


class ReportWordsPage(EntryPage):
    """Route: ``Route.to("report-words", id="2026-27 Q2")``, the label of the quarter."""

    help_topic = "reports"
    KIND = "report-words"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Words for the quarterly report", "Keep them")
        self._written: WriteReport | None = None

    def fetch(self) -> None:
        if self.subject:
            self.context.read(report_texts, "quarterly", self.subject, then=self._take_written)
        else:
            self.context.read(report_quarters, then=self._take_newest)

    def _take_newest(self, quarters: tuple[Period, ...]) -> None:
        """Without a quarter, the newest."""
        self.subject = quarters[0].label
        self.fetch()

    def _take_written(self, written: WriteReport) -> None:
        self._written = written
        self.context.read(learning_noted, parse_period(self.subject), then=self._make)

    def _make(self, noted: tuple[str, ...]) -> None:
        if self.form is not None or self._written is None:
            return
        self.header.say("Words for the quarterly report", self.subject)
        form = Form("Words for the report", build=self._command)
        for number in range(STUDIES):
            self._add_study(form, number)
        learnt = form.add_section("learning", "Learning")
        hint = f"Noted at the panels: {'; '.join(noted)}" if noted else "What the panel does differently since."
        learnt.add_note("learning", "What was learnt", lines=4, hint=hint)
        ahead = form.add_section("ahead", "Risks and plan ahead")
        ahead.add_note("risks", "Risks", lines=4, hint="What may keep the panel from its work.")
        ahead.add_note("priorities", "The plan ahead", lines=4, hint="What comes in the next quarter.")
        public = form.add_section("public", "Public version")
        public.add_yes_no(
            "approved", "Learning, risks and plan may stand in the public version",
            hint="Each case study is approved by itself, above.",
        )  # fmt: skip
        form.show_answers(_answers(self._written))
        self.begin(form, "case_studies.0.title")

    def _add_study(self, form: Form, number: int) -> None:
        section = form.add_section(f"study-{number + 1}", f"Case study {number + 1}")
        at = f"case_studies.{number}"
        section.add_text(f"{at}.title", "Heading", wide=True, placeholder="Asked for the recording on the day")
        section.add_note(f"{at}.text", "What happened, and what helped", lines=5, hint=_NAMELESS)
        section.add_yes_no(f"{at}.approved", "Approved for the public version")

    def _command(self, values: Values) -> WriteReport:
        """What is on the form, over what was written elsewhere; an empty case study is none."""
        before = self._written.model_dump() if self._written is not None else {}
        given = values.pop("case_studies", [])
        studies = [one for one in given if one.get("title") or one.get("text")] if isinstance(given, list) else []
        more = list(before.get("case_studies", ()))[STUDIES:]
        blank = dict.fromkeys(("learning", "risks", "priorities"), "") | {"approved": False}
        return WriteReport.model_validate({**before, **blank, **values, "case_studies": [*studies, *more]})

    def finish(self) -> None:
        command = self.form.command() if self.form is not None else None
        if isinstance(command, WriteReport):
            self.save(write_report, command, then=self._kept)

    def _kept(self, _done: None) -> None:
        self.ended("Kept. They stand in the report.", Route.to("reports", period=self.subject))


def _answers(written: WriteReport) -> dict[str, object]:
    """What was written, by the form's names."""
    found: dict[str, object] = {
        "learning": written.learning or None,
        "risks": written.risks or None,
        "priorities": written.priorities or None,
        "approved": written.approved or None,
    }
    for number, study in enumerate(written.case_studies[:STUDIES]):
        at = f"case_studies.{number}"
        found |= {f"{at}.title": study.title or None, f"{at}.text": study.text or None}
        found[f"{at}.approved"] = study.approved or None
    return found
