"""One template to be changed: its text, the paper it makes of invented content, what differs from the shipped one."""

import re
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.templates import STATE_WORDS, ChangeTemplate, TemplateView, compared
from hipdesk.papers.office_templates import TriedTemplate, try_template
from hipdesk.services import templates
from hipdesk.services.logo import logo_view
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.messages.seam import ask_first
from ui.parts.paper_view import PaperView
from ui.parts.told import Told
from ui.settings.code_box import CodeBox
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Label
from ui.widgets.tabs import Tab, TabBar

DRAFT = "template"
OfferUndo = Callable[[str, Callable[..., object], object], None]
"""Says what was done, and offers to call a writing service with a value to undo it."""
LEAD = (
    "Lines that begin with // explain. Marking, handling line and copy number must stay on every page. Before it is "
    "kept it is tried with invented content, as the preview shows it."
)
_TABS = (Tab("text", "Text"), Tab("preview", "Preview"), Tab("compare", "Against the shipped one"))
_LINE = re.compile(r"Line (\d+)")
_SAME = "Nothing differs from the shipped template."


class TemplateEditor(QWidget):
    """``left`` goes back to the list; what was typed and not kept stays as a draft."""

    left = Signal()

    def __init__(self, context: Context, name: str, offer_undo: OfferUndo) -> None:
        super().__init__()
        self._offer_undo = offer_undo
        self._context = context
        self._name = name
        self._view: TemplateView | None = None
        self._read_at: datetime | None = None
        self._title = Label("", "page")
        self._state = Label("", "second", wrap=True)
        self.tabs = TabBar(_TABS, name="Template")
        self.box = CodeBox(name="Text of the template")
        self.box.setObjectName("template-text")
        self.preview = PaperView(context)
        self.preview.setMinimumHeight(theme.current().px(520))
        self.differences = CodeBox(name="What differs from the shipped template", read_only=True)
        self.differences.setObjectName("template-differences")
        self._stack = QStackedWidget()
        for part in (self.box, layout.held(self._shown_preview()), self.differences):
            self._stack.addWidget(part)
        self.told = Told()
        self._where = Label("", "hint")
        self._caught_up = self._link("Compared: it stays as it is", "template-caught-up", self._note_caught_up)
        self._drop = self._link("Go back to the shipped template", "template-drop", self._ask_to_drop)
        self.setLayout(self._lay_out())
        self.autosave = Autosave(self._typed, lambda state: context.drafts.keep(DRAFT, name, state), self)
        self.box.changed.connect(self.autosave.touch)
        self.box.kept.connect(self.keep)
        self.box.cursorPositionChanged.connect(self._say_line)
        self.tabs.chosen.connect(self._turn_to)

    def _shown_preview(self) -> QVBoxLayout:
        return layout.column(self.preview, layout.row(self.preview.toggle, layout.STRETCH), gap=6)

    def _lay_out(self) -> QVBoxLayout:
        back = self._link("All templates", "all-templates", self.left.emit)
        keep = self._button("Keep", "keep-template", self.keep, "primary", key="Ctrl+Enter")
        check = self._button("Check now", "check-template", self.check)
        return layout.column(
            layout.row(back, layout.STRETCH), self._title, self._state, Label(LEAD, "quiet", wrap=True), 4,
            layout.row(keep, check, layout.STRETCH, gap=12), self.told, self.tabs, self._stack, self._where,
            layout.row(self._link("Begin anew from what is kept", "template-anew", self._ask_anew), self._drop,
                       self._caught_up, layout.STRETCH, gap=16),
            layout.STRETCH, gap=6,
        )  # fmt: skip

    def _button(
        self, words: str, name: str, do: Callable[[], object], role: str = "secondary", key: str = ""
    ) -> Button:
        made = Button(words, role, key=key)
        made.setObjectName(name)
        made.clicked.connect(do)
        return made

    def _link(self, words: str, name: str, do: Callable[[], object]) -> LinkButton:
        made = LinkButton(words, quiet=True)
        made.setObjectName(name)
        made.clicked.connect(do)
        return made

    # What is shown

    def load(self) -> None:
        """Read the template, then what was typed and not kept."""
        self._context.read(templates.template_view, self._name, then=self._take, failed=self._failed, owner=self)

    def _take(self, view: TemplateView) -> None:
        first = self._view is None
        self._show(view)
        if first:
            self._context.drafts.load(DRAFT, self._name, self._take_draft, self)
        self.box.setFocus()

    def _show(self, view: TemplateView) -> None:
        self._view, self._read_at = view, view.changed_at
        self._title.say(view.title)
        self._state.say(f"{STATE_WORDS[view.state]}.")
        self._drop.setVisible(bool(view.own))
        self._caught_up.setVisible(view.state == "behind")
        self._put(view.text)
        self.autosave.begin_from(self._typed())
        self._show_differences()

    def _put(self, text: str) -> None:
        self.box.setPlainText(text)
        self._say_line()

    def _take_draft(self, kept: Content | None) -> None:
        text = kept.get("text") if kept is not None else None
        if kept is None or not isinstance(text, str):
            return
        at = kept.get("read_at")
        self._read_at = datetime.fromisoformat(at) if isinstance(at, str) and at else None
        self._put(text)
        self.autosave.begin_from(self._typed(), drafted=True)
        self._show_differences()
        self.told.say("What you typed last is shown; it is not kept yet.", "amber")

    def _typed(self) -> Content:
        return {"text": self.box.toPlainText(), "read_at": self._read_at.isoformat() if self._read_at else ""}

    def _say_line(self) -> None:
        self._where.say(f"Line {self.box.line} of {self.box.blockCount()}")

    def _turn_to(self, name: str) -> None:
        self._stack.setCurrentIndex([tab.name for tab in _TABS].index(name))
        self._where.setVisible(name == "text")
        if name == "preview":
            self.check()
        elif name == "compare":
            self._show_differences()

    def _show_differences(self) -> None:
        if self._view is not None:
            lines = compared(self._view.shipped, self.box.toPlainText())
            self.differences.setPlainText("\n".join(lines) or _SAME)

    # Trying and keeping

    def check(self) -> None:
        """Try the text with invented content, and show what it makes."""
        self._try(lambda _tried: self.told.say("No fault was found.", "green"))

    def keep(self) -> None:
        """Try it, and keep it when nothing is wrong with it."""
        self._try(self._keep)

    def _try(self, then: Callable[[TriedTemplate], object]) -> None:
        desk, name, text = self._context.desk, self._name, self.box.toPlainText()
        self.autosave.flush()
        self.told.say("Trying it with invented content…")

        def work(progress: Progress) -> TriedTemplate:
            return try_template(desk.press, name, text, desk.read(logo_view), progress)

        def take(tried: TriedTemplate) -> None:
            self._show_paper(tried)
            if tried.fault:
                self._say_fault(tried.fault)
            else:
                then(tried)

        self._context.operations.read(work, take, self._failed, owner=self, newest="template")

    def _show_paper(self, tried: TriedTemplate) -> None:
        if tried.papers:
            self.preview.show_paper(tried.papers[0][1], f"{self._title.words}, invented content")
        else:
            self.preview.forget()

    def _say_fault(self, words: str) -> None:
        self.told.say(words, "red")
        found = _LINE.match(words)
        if found:
            self._to_text()
            self.box.go_to_line(int(found.group(1)))
            self._reveal(self.told)

    def _reveal(self, part: QWidget) -> None:
        """Scroll to it, while the focus is elsewhere."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(part, 0, theme.current().px(40))

    def _to_text(self) -> None:
        self.tabs.go_to("text")
        self._stack.setCurrentIndex(0)
        self._where.show()

    def _keep(self, _tried: TriedTemplate) -> None:
        before = self._view
        command = ChangeTemplate(name=self._name, text=self.box.toPlainText(), read_at=self._read_at)
        self._context.do(
            templates.change_template, command, then=lambda _none: self._kept(before), failed=self._failed, owner=self,
            answers=Answers(DRAFT, self._name),
        )  # fmt: skip

    def _kept(self, before: TemplateView | None) -> None:
        self.told.say("Kept. Papers are made with it from now on.", "green")
        self.load()
        if before is not None and before.own:
            back = ChangeTemplate(name=before.name, text=before.own)
            self._offer_undo("The template is kept.", templates.change_template, back)
        else:
            self._offer_undo("The template is kept.", templates.drop_template, self._name)

    # Going back

    def _ask_anew(self) -> None:
        ask_first(self._context.messages, "Begin anew?", "What was changed here and not kept goes.", "Begin anew",
                  self._anew)  # fmt: skip

    def _anew(self) -> None:
        self._context.drafts.drop(DRAFT, self._name)
        self.told.say("")
        self.load()

    def _ask_to_drop(self) -> None:
        ask_first(
            self._context.messages, "Go back to the shipped template?",
            "Papers are made with the shipped one again. Your copy goes; the log keeps its text.", "Go back to it",
            self._drop_it,
        )  # fmt: skip

    def _drop_it(self) -> None:
        self._context.drafts.drop(DRAFT, self._name)
        self._context.do(templates.drop_template, self._name, then=self._dropped, failed=self._failed, owner=self)

    def _dropped(self, back: ChangeTemplate) -> None:
        self.told.say("The shipped template is in use again.", "green")
        self.load()
        self._offer_undo("Gone back to the shipped template.", templates.change_template, back)

    def _note_caught_up(self) -> None:
        self._context.do(
            templates.note_caught_up, self._name, then=lambda _none: self.load(), failed=self._failed, owner=self
        )

    def _failed(self, fault: HipDeskError) -> None:
        self._say_fault(str(fault))
