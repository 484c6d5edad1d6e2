"""The office's logo: chosen from a file, seen on a letter, kept with its words, removed."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.logo import LogoView, LookedLogo, SetLogo
from hipdesk.model.templates import shipped_text
from hipdesk.papers.logo import ready_logo
from hipdesk.papers.office_templates import TriedTemplate, try_template
from hipdesk.services import logo
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.messages.seam import ask_first
from ui.parts.paper_view import PaperView
from ui.parts.told import Told
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.text_field import TextField

DRAFT = "logo"
LEAD = (
    "It stands at the head of papers and letters; a letter to a person affected never shows it. The picture is opened "
    "apart from the vault and kept as a plain one."
)
_KINDS = "Pictures (*.png *.jpg *.jpeg *.svg)"
_SEEN_ON = "letter"


class LogoPane(QWidget):
    """The picture on an invented letter, its words, and three buttons."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Logo")
        self._context = context
        self._shown = LogoView()
        self._kept = LogoView()
        self._standing = Label("", "strong", wrap=True)
        self.words = TextField()
        self.words.setObjectName("logo-words")
        self.frame = FieldFrame("What it shows, in words", self.words, hint="Read aloud in place of the picture")
        self.choose = Button("Choose a picture", icon="upload")
        self.choose.setObjectName("choose-logo")
        self.keep = Button("Keep the logo", "primary", key="Ctrl+Enter")
        self.keep.setObjectName("keep-logo")
        self.remove = LinkButton("Remove the logo", quiet=True)
        self.remove.setObjectName("remove-logo")
        self.told = Told()
        self.preview = PaperView(context)
        self.preview.setMinimumHeight(theme.current().px(520))
        self.setLayout(
            layout.column(
                Label("Logo", "page"), Label(LEAD, "quiet", wrap=True), 8, self._standing,
                layout.row(self.choose, layout.STRETCH), 8, self.frame, self.told,
                layout.row(self.keep, self.remove, layout.STRETCH, gap=16), 8,
                Label("On a letter of invented content", "strong"), self.preview,
                layout.row(self.preview.toggle, layout.STRETCH), layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self.autosave = Autosave(self._typed, lambda state: context.drafts.keep(DRAFT, "", state), self)
        self.words.changed.connect(self._changed)
        self.choose.clicked.connect(
            lambda: context.messages.choose_open_file("Choose the logo", _KINDS, self.open_file)
        )
        self.keep.clicked.connect(self.keep_it)
        self.remove.clicked.connect(self._ask_to_remove)

    def load(self) -> None:
        """Read the logo in use, then words that were typed and not kept."""
        self._context.read(logo.logo_view, then=self._take, failed=self._failed, owner=self)

    def _take(self, view: LogoView) -> None:
        self._kept = view
        self.words.set_value(view.words)
        self._show(view, "Papers carry this logo." if view.png else "Papers carry no logo.")
        self.autosave.begin_from(self._typed())
        self._context.drafts.load(DRAFT, "", self._take_draft, self)

    def _take_draft(self, kept: Content | None) -> None:
        words = kept.get("words") if kept is not None else None
        if isinstance(words, str):
            self.words.set_value(words)
            self.autosave.begin_from(self._typed(), drafted=True)

    def _typed(self) -> Content:
        return {"words": str(self.words.value() or "")}

    def _changed(self) -> None:
        if self.frame.problem:
            self.frame.set_problem("")
        self.autosave.touch()

    def _show(self, view: LogoView, standing: str) -> None:
        self._shown = view
        self._standing.say(standing)
        self.keep.setEnabled(bool(view.png))
        self.remove.setVisible(bool(self._kept.png))
        press = self._context.desk.press

        def work(progress: Progress) -> TriedTemplate:
            return try_template(press, _SEEN_ON, shipped_text(_SEEN_ON), view, progress)

        self._context.operations.read(work, self._show_paper, self._failed, owner=self, newest="logo")

    def _show_paper(self, tried: TriedTemplate) -> None:
        self.preview.show_paper(tried.papers[0][1], "Letter of invented content")

    # Choosing and keeping

    def open_file(self, path: Path) -> None:
        """Make a picture ready and show it on a letter; nothing is kept yet."""
        press = self._context.desk.press
        self._context.operations.read(
            lambda progress: ready_logo(press, path, progress), self._take_ready, self._failed, owner=self
        )

    def _take_ready(self, ready: LookedLogo) -> None:
        self.told.say(ready.finding, "amber")
        self._show(LogoView(ready.png, str(self.words.value() or "The logo")), "This picture is not kept yet.")
        self.words.setFocus()

    def keep_it(self) -> None:
        """Keep the picture that is shown, with its words."""
        words = str(self.words.value() or "")
        if not words.strip():
            self.frame.set_problem("Say what it shows, such as the council’s name")
            self.frame.focus()
            return
        made = made_or_findings(SetLogo.model_validate, {"png": self._shown.png, "words": words})
        if isinstance(made, Findings):
            self.frame.set_problem(" ".join(made.words.values()))
            return
        self._context.do(logo.set_logo, made, then=self._set, failed=self._failed, owner=self, answers=Answers(DRAFT))

    def _set(self, before: LogoView) -> None:
        self.told.say("Kept. Papers carry it from now on.", "green")
        self._context.messages.toast("The logo is kept.", lambda: self._put_back(before))
        self.load()

    def _put_back(self, before: LogoView) -> None:
        if before.png:
            back = SetLogo(png=before.png, words=before.words)
            self._context.do(logo.set_logo, back, then=lambda _now: self.load(), owner=self)
        else:
            self._context.do(logo.remove_logo, then=lambda _now: self.load(), owner=self)

    def _ask_to_remove(self) -> None:
        ask_first(self._context.messages, "Remove the logo?", "Papers and letters made from now on go without it.",
                  "Remove it", self._remove)  # fmt: skip

    def _remove(self) -> None:
        self._context.do(logo.remove_logo, then=self._removed, failed=self._failed, owner=self)

    def _removed(self, before: LogoView) -> None:
        self.told.say("Removed. Papers go without a logo.", "green")
        self._context.messages.toast("The logo is removed.", lambda: self._put_back(before))
        self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")
