"""The risk form: its questions and weights made into a further version, and published from a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model import form_editing as editing
from hipdesk.model.question_sets import QuestionSet, content_of
from hipdesk.services.question_sets import FormStanding, form_standing, publish_form
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.messages.seam import ask_first
from ui.parts.plain_table import PlainTable
from ui.parts.told import Told
from ui.settings.in_place import InPlace
from ui.settings.question_form import QuestionForm
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField

DRAFT = "risk-form"
LEAD = "Change what is below and publish it as a further version. Assessments made before keep the version they have."


class FormPane(InPlace):
    """The version being made; it is kept as a draft until it is published or begun anew."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._standing: FormStanding | None = None
        self._content: editing.FormContent = {}
        self._form: QuestionForm | None = None
        self._where = Label("", "strong", wrap=True)
        self.table = PlainTable(("", "Question", "Points", ""), name="Questions", stretch={1: 1}, quiet=(2,))
        self._bands = [TextField(name=f"{word} from", width=8) for word in ("Medium", "High")]
        self._reasons = NoteBox(name="Reasons that make it High", lines=4)
        self._day = DateField(lambda: today(context.clock), name="In force from")
        named = {"medium-from": self._bands[0], "high-from": self._bands[1], "form-reasons": self._reasons}
        for name, field in {**named, "form-from": self._day}.items():
            field.setObjectName(name)
        self.told = Told()
        self.stand(self._lay_out())
        self.autosave = Autosave(self._state, lambda state: context.drafts.keep(DRAFT, "", state), self)
        for changed in (self._bands[0].changed, self._bands[1].changed, self._reasons.changed, self._day.changed):
            changed.connect(self.autosave.touch)

    def _lay_out(self) -> QVBoxLayout:
        reasons = FieldFrame("These make it High, whatever the score", self._reasons, hint="One a line")
        medium, high = (FieldFrame(f"{word} from", field, hint="Points") for word, field in
                        zip(("Medium", "High"), self._bands, strict=True))  # fmt: skip
        day = FieldFrame("In force from", self._day, hint="Today, or a later day")
        return layout.column(
            Label("Risk form", "page"), Label(LEAD, "quiet", wrap=True), 4, self._where, 8, self.table, 8,
            layout.row(self._button("Add a question", "add-question", lambda: self._open(None)), layout.STRETCH), 8,
            layout.row(medium, high, layout.STRETCH, gap=16), reasons, 8, day, self.told,
            layout.row(self._button("Publish this version", "publish-form", self._ask, "primary"), self._again(),
                       layout.STRETCH, gap=16),
            layout.STRETCH, gap=4,
        )  # fmt: skip

    def _button(self, words: str, name: str, do: Callable[[], object], role: str = "secondary") -> Button:
        made = Button(words, role)
        made.setObjectName(name)
        made.clicked.connect(do)
        return made

    def _again(self) -> LinkButton:
        made = LinkButton("Begin anew from the form in force", quiet=True)
        made.setObjectName("form-anew")
        made.clicked.connect(self._ask_anew)
        return made

    # What is shown

    def load(self) -> None:
        """Read the form in force, then what was being changed."""
        self._context.read(form_standing, then=self._take, failed=self._failed, owner=self)

    def _take(self, standing: FormStanding) -> None:
        self._standing = standing
        self._show(content_of(standing.now))
        self._context.drafts.load(DRAFT, "", self._take_draft, self)

    def _take_draft(self, kept: Content | None) -> None:
        if kept is None or not isinstance(kept.get("content"), dict):
            return
        self._show(kept["content"])  # type: ignore[arg-type]  # a dict, as was just seen
        self._show_typed(kept.get("typed"))
        question = kept.get("question")
        if isinstance(question, dict):
            self._open(question.get("at"))
            if self._form is not None:
                self._form.restore(question)

    def _show(self, content: editing.FormContent) -> None:
        self._content = content
        now = self._standing
        if now is not None:
            self._where.say(standing_words(now))
        self.table.show_rows([self._row(at, question) for at, question in enumerate(content["questions"])])
        for field, band in zip(self._bands, content["bands"][1:], strict=False):
            field.set_value(band["from"])
        self._reasons.set_value("\n".join(reason["label"] for reason in content["automatic"]))
        self.autosave.begin_from(self._state())

    def _row(self, at: int, question: editing.FormContent) -> tuple[str | QWidget, ...]:
        change, remove = Button("Change", small=True), Button("Remove", small=True)
        change.setObjectName(f"change-{at}")
        remove.setObjectName(f"remove-{at}")
        change.setAccessibleName(f"Change question {at + 1}")
        remove.setAccessibleName(f"Remove question {at + 1}")
        change.clicked.connect(lambda: self._open(at))
        remove.clicked.connect(lambda: self._remove(at))
        buttons = layout.held(layout.row(change, remove, layout.STRETCH, gap=4))
        return (str(at + 1), question["text"], f"up to {editing.most_points(question)}", buttons)

    # Changing

    def _state(self) -> Content:
        question = self._form.state() if self._form is not None else None
        typed = [*(field.text() for field in self._bands), str(self._reasons.value() or ""), self._day.text()]
        return {"content": self._typed_in(self._content), "question": question, "typed": typed}

    def _show_typed(self, typed: object) -> None:
        """What stands in bands, reasons and day as it was typed, also where it cannot be read yet."""
        if not isinstance(typed, list) or len(typed) != 4:
            return
        fields: tuple[Field, ...] = (*self._bands, self._reasons, self._day)
        for field, words in zip(fields, typed, strict=True):
            field.set_value(words or None)
        self.autosave.begin_from(self._state(), drafted=True)

    def _typed_in(self, content: editing.FormContent) -> editing.FormContent:
        """The form with bands and reasons as typed, where they can be read."""
        if not content:
            return content
        try:
            firsts = [int(str(field.value() or "")) for field in self._bands]
            made = editing.with_bands(content, firsts)
            reasons = editing.reasons_from_lines(str(self._reasons.value() or ""), content["automatic"])
            return {**made, "automatic": reasons}
        except (ValueError, HipDeskError):
            return content

    def _open(self, at: object) -> None:
        place = at if isinstance(at, int) and at < len(self._content["questions"]) else None
        self._form = QuestionForm(place, self._content["questions"][place] if place is not None else None)
        self.put_in_place(self._form)
        self._form.changed.connect(self.autosave.touch)
        self._form.left.connect(self._close)
        self._form.asked.connect(self._keep_question)
        self._form.first_focus().setFocus()

    def _keep_question(self) -> None:
        form = self._form
        if form is None:
            return
        try:
            made = editing.with_question(self._typed_in(self._content), form.at, *form.typed())
        except HipDeskError as fault:
            form.say(str(fault))
            return
        self._close()
        self._changed(made)

    def _close(self) -> None:
        self._form = None
        self.show_overview()
        self.overview.findChildren(Button, "add-question")[0].setFocus()
        self.autosave.touch()

    def _remove(self, at: int) -> None:
        before = self._typed_in(self._content)
        try:
            made = editing.without_question(before, at)
        except HipDeskError as fault:
            self._failed(fault)
            return
        self._changed(made)
        self._context.messages.toast("The question is taken out.", lambda: self._changed(before))

    def _changed(self, content: editing.FormContent) -> None:
        self._show(content)
        self._context.drafts.keep(DRAFT, "", self._state())

    def _ask_anew(self) -> None:
        ask_first(self._context.messages, "Begin anew?", "What was changed here and not published goes.",
                  "Begin anew", self._anew)  # fmt: skip

    def _anew(self) -> None:
        self._context.drafts.drop(DRAFT, "")
        if self._standing is not None:
            self._show(content_of(self._standing.now))

    # Publishing

    def _ask(self) -> None:
        day = self._day.value()
        if not isinstance(day, date):
            self.told.say("Say from which day it is in force.", "red")
            self._day.setFocus()
            return
        ask_first(
            self._context.messages, f"Publish this version from {british_dates.short(day, year=True)}?",
            "A published version is never changed again: what follows is a further version.", "Publish it",
            lambda: self._publish(day),
        )  # fmt: skip

    def _publish(self, day: object) -> None:
        content = self._typed_in(self._content)
        told = Answers(DRAFT)
        self._context.do(
            publish_form, content, day, then=self._published, failed=self._failed, owner=self, answers=told
        )

    def _published(self, form: QuestionSet) -> None:
        self.told.say(f"Version {form.version} is published.", "green")
        self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def standing_words(standing: FormStanding) -> str:
    """ "HIP-RA version 1 is in force: 16 questions, at most 52 points. Version 2 comes on 1 Jan 2027." """
    now = standing.now
    words = f"{now.name} version {now.version} is in force: {len(now.questions)} questions, at most {now.max} points."
    if standing.coming is not None and standing.coming_from is not None:
        words += f" Version {standing.coming.version} comes on {british_dates.short(standing.coming_from, year=True)}."
    for version in standing.unreadable:
        words += f" Version {version} cannot be read and is left out; assessments made with it are kept."
    return words
