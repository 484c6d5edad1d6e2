"""The risk form as a section: the office's questions, reasons for High, and the score as it stands."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals.entries import RiskEntry
from hipdesk.model.referrals.views import RiskWords
from hipdesk.services.risk_assessments import score_of
from ui.forms.form import Form
from ui.forms.section import Section
from ui.parts.case_words import risk_chip
from ui.widgets.chips import ChipLabel, noted
from ui.widgets.labels import Label

_RATINGS = tuple((number, str(number)) for number in range(1, 11))


class RiskSection:
    """Adds the section and keeps its chip in step with the answers."""

    def __init__(self, form: Form, questions: QuestionSet) -> None:
        self.questions = questions
        self.section: Section = form.add_section("risk", "Risk")
        self.chip = ChipLabel()
        self.section.add_beside_title(self.chip)
        self.low = ChipLabel()
        self.section.add_widget(Label(questions.health_warning, "second", wrap=True))
        self.section.add_widget(self.low)
        self.low.hide()
        for question in questions.questions:
            name = f"risk_answers.{question.code}"
            options = [(option.code, option.label) for option in question.options]
            if question.several:
                self.section.add_ticks(name, question.text, options, no_answer=True, hint=question.help)
            else:
                self.section.add_choice(name, question.text, options, no_answer=True, hint=question.help, wide=True)
        reasons = [(reason.code, reason.label) for reason in questions.automatic]
        self.section.add_ticks("risk_automatic", "High whatever the score", reasons, columns=1)
        self.section.add_choice("victim_rating", "Their own rating, 1 to 10", _RATINGS)
        self.section.add_text("risk_assessor", "Assessed by")

    def show_score(self, risk: RiskEntry) -> None:
        """Show what the answers come to now."""
        words = self.score(risk)
        self.chip.show_chips([risk_chip(words)])
        low = words.unknowns >= self.questions.warn_unknown_at and bool(words.band)
        said = f"{words.unknowns} answers are not known: the score may be too low"
        self.low.show_chips([noted("amber", "glyph-diamond", said)] if low else [])
        self.low.setVisible(low)
        unknown = f", {words.unknowns} not known" if words.unknowns else ""
        named = {band.code: band.label for band in self.questions.bands}
        self.section.summary = f"{named[words.band]} {words.score}{unknown}" if words.band else ""

    def score(self, risk: RiskEntry) -> RiskWords:
        """The score of the answers so far; none while there is none or it cannot be reckoned."""
        try:
            found = score_of(risk) if risk.given else None
        except Refused:
            found = None
        return RiskWords(found.band, found.score, found.unknown_count) if found else RiskWords()
