"""The Risk page of a case: its line over time, why it is so, what is not known, every assessment and its answers."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView, RiskLine
from hipdesk.model.question_sets import Question, QuestionSet
from hipdesk.model.referrals.views import RiskWords
from hipdesk.model.risk import question_set, question_sets
from ui import shortcuts
from ui.cases.tab_parts import Go, button, link, nothing, page, section, warning
from ui.parts.case_words import full_day, joined, risk_chip, trend_chip
from ui.parts.plain_table import Part, PlainTable
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label
from ui.widgets.spark import Spark

_TONES = {"high": "red", "medium": "amber", "standard": "grey"}


def risk(view: CaseView, go: Go) -> QWidget:
    """The newest assessment in words, what the form suggests, and all of them with their answers."""
    add = button("Assess risk", "trend-up", "assess-risk", lambda: go("add:risk"))
    if not view.risks:
        words = "Risk has not been assessed. The questions of the office’s form take some ten minutes."
        return page("Risk", "", nothing(words), actions=[add])
    newest = view.risks[-1]
    form = question_sets().get(newest.form) or question_set()
    parts: list[QWidget] = [_now(view, form)]
    if newest.score is not None and newest.unknowns >= form.warn_unknown_at:
        again = link("Assess it again", "assess-unknowns", lambda: go("add:risk"))
        parts.append(warning("amber", f"{newest.unknowns} answers are not known: the score may be too low.", again))
    if view.why_risk:
        parts.append(Label(view.why_risk, "body", wrap=True))
    suggested = form.suggested(newest.band)
    if suggested:
        lines = layout.held(layout.column(*(Label(f"•  {words}", "body", wrap=True) for words in suggested), gap=1))
        parts.append(section(f"What the form suggests at {form.band(newest.band).label}", "", lines))
    heads = ["Assessed", "Risk", "When", "Not known", "Person’s own", "By", "Why", ""]
    table = PlainTable(heads, name="Assessments", stretch={6: 1})
    table.show_rows([_row(line, go) for line in reversed(view.risks)])
    parts.append(section("Every assessment", f"{len(view.risks)}; none is ever changed", table))
    return page("Risk", "", *parts, actions=[add])


def _now(view: CaseView, form: QuestionSet) -> QWidget:
    line: list[QWidget] = [ChipLabel(risk_chip(view.risk, view.trend))]
    scores = [one.score for one in view.risks if one.score is not None]
    if len(scores) > 1:
        most = max(one.score_max or 0 for one in view.risks) or form.max
        line.append(Spark(scores[-8:], most=most, tone=_TONES.get(view.risk.band, ""), name="Risk over time"))
    moved = trend_chip(view.trend)
    if moved is not None:
        line.append(ChipLabel(moved))
    line.append(Label(view.trend_words, "quiet", wrap=True))
    across = layout.row(*line, gap=10)
    across.setStretch(len(line) - 1, 1)
    return layout.held(across)


def _row(line: RiskLine, go: Go) -> Sequence[Part]:
    by_hand = f"Set by hand{f' by {line.override_by}' if line.override_by else ''}: {line.override_reason}"
    why = joined(*line.automatic, by_hand if line.override_reason else "", line.words)
    own = "–" if line.victim_rating is None else f"{line.victim_rating} of 10"
    unknown = str(line.unknowns) if line.score is not None else "–"
    chip = ChipLabel(risk_chip(RiskWords(line.band, line.score)))
    answers: Part = ""
    if line.score is not None and line.form in question_sets():
        said = f"Answers of {full_day(line.on_day)}"
        answers = link("Answers", f"answers-{line.id}", lambda: go(f"answers:{line.id}"), said=said)
    return (full_day(line.on_day), chip, line.occasion, unknown, own, line.assessor, why, answers)


class AnswersSheet(QWidget):
    """The answers of one assessment, question by question, with their points."""

    def __init__(self, line: RiskLine, answers: Mapping[str, tuple[str, ...]], go: Go) -> None:
        super().__init__()
        form = question_sets().get(line.form) or question_set()
        self.back = Button("Back to risk", icon="undo", key="Esc")
        self.back.setObjectName("answers-back")
        self.back.clicked.connect(lambda: go("risk"))
        shortcuts.bind(self, "Esc", self.back.click)
        table = PlainTable(["", "Question", "Answer", "Points"], name="Answers", stretch={1: 3, 2: 3})
        table.show_rows([_answer(question, answers) for question in form.questions])
        score = f"{line.score} of {line.score_max}, {form.name} version {form.version}, {line.assessor}".rstrip(", ")
        body = page(f"Answers of {full_day(line.on_day)}", score, table, actions=[self.back])
        self.setLayout(layout.column(body, gap=0))


def _answer(question: Question, answers: Mapping[str, tuple[str, ...]]) -> Sequence[Part]:
    chosen = answers.get(question.code)
    number = question.code.removeprefix("q")
    if not chosen or chosen == ("unknown",):
        unknown = layout.row(ChipLabel(chips.noted("amber", "glyph-ring", "Not known")), layout.STRETCH)
        return (number, question.text, layout.held(unknown), "–")
    given = [option for option in question.options if option.code in chosen]
    points = sum(option.points for option in given)
    capped = points if question.cap is None else min(points, question.cap)
    return (number, question.text, joined(*(option.label for option in given)), str(capped))
