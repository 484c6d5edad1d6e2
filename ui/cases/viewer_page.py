"""One document on a page of its own: looked at, copied out after asking, removed with a reason, put back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipdesk.model.attachments import AttachmentView, RemoveAttachment
from hipdesk.papers.stamps import save_stamped
from hipdesk.papers.viewing import Viewing
from hipdesk.services import attachments
from ui.context import Context
from ui.messages.seam import Choice, Leaving, Left, Question
from ui.parts.asking import Asking
from ui.parts.file_drop import ANY_FILE
from ui.parts.viewer import Viewer
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.text_field import TextField

_NOT_SHOWN = "This kind of file cannot be shown here. Save a copy outside to open it in another program."

_MARKED = ("pages", "picture")


class DocumentViewerPage(Page):
    """Route: ``Route.to("document", id=…)``. Opening is logged; the bytes are forgotten on leaving and locking."""

    help_topic = "case"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._id = ""
        self.view: AttachmentView | None = None
        self.header = PageHeader("Document")
        self._make_buttons()
        self.finding = Label("", "body", wrap=True)
        self.said = layout.held(layout.row(self.finding, margins=(24, 8, 24, 8)))
        self.said.hide()
        self.viewer = Viewer(context)
        self.strip = self._make_strip()
        self.setLayout(layout.column(self.header, self.said, self.strip, self.viewer, gap=0))

    def _make_buttons(self) -> None:
        self.details = self._button("Details", "edit", "document-details", self._change)
        self.save = self._button("Save a copy outside", "download", "document-save", self.save_copy)
        self.remove = self._button("Remove", "cross", "document-remove", self._ask_reason)
        self.back = self._button("Put it back", "undo", "document-back", self._put_back)
        if theme.current().large:
            self.details.hide()

    def _button(self, words: str, icon: str, name: str, do: object) -> Button:
        button = Button(words, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(do)
        self.header.add_action(button)
        return button

    def _make_strip(self) -> Asking:
        self.reason = TextField("Why it does not belong here", name="Why it is removed")
        self.reason.setObjectName("remove-reason")
        self.reason.returnPressed.connect(self._remove)
        done = Button("Remove it", "danger")
        done.setObjectName("remove-done")
        done.clicked.connect(self._remove)
        leave = Button("Leave it")
        strip = Asking("sunken")
        strip.setObjectName("remove-ask")
        strip.reopen = lambda _what: self._ask_reason()
        leave.clicked.connect(strip.leave)
        words = "It can be put back until the case’s retention ends."
        row = layout.row(self.reason, done, leave, gap=8)
        strip.setLayout(layout.column(row, Label(words, "second", wrap=True), gap=4, margins=(24, 10, 24, 10)))
        strip.hide()
        return strip

    # Reading

    def open_route(self, route: Route) -> None:
        self._id = route.get("id")
        desk, key = self.context.desk, self._id
        self.context.operations.run(lambda _progress: desk.view_attachment(key), self._take, owner=self)

    def _take(self, opened: tuple[AttachmentView, Viewing]) -> None:
        view, viewing = opened
        if view.id != self._id:
            viewing.close()
            return
        self._show_facts(view)
        if view.shown and (view.pages or view.shown == "text"):
            self.viewer.show_file(viewing, view.shown, view.pages or 1, view.title, view.alternative)
        else:
            viewing.close()
            self.viewer.show_nothing(view.finding or _NOT_SHOWN)
        self.viewer.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self, view: AttachmentView) -> None:
        self.view = view
        came = f", from {view.received_from}" if view.received_from else ""
        self.header.say(view.title, f"{view.kind_words or 'Document'}: {view.about}{came}")
        removed = f"Removed: {view.removed_reason}" if view.removed_at else ""
        said = " ".join(part for part in (removed, view.finding, view.description) if part)
        self.finding.say(said)
        self.said.setVisible(bool(said))
        self.remove.setVisible(view.removed_at is None)
        self.back.setVisible(view.removed_at is not None)

    def _again(self, _done: object = None) -> None:
        self.context.read(attachments.attachment_details, self._id, then=self._show_facts)

    # Doing

    def _change(self) -> None:
        if self.view is not None and self.view.case_id:
            self.context.routes.go(Route.to("case-document", id=self.view.case_id, document=self.view.id))

    def save_copy(self) -> None:
        """Ask first, naming what leaves; then where to."""
        view = self.view
        if view is None:
            return
        marked = (Choice("marked", "Save with marking", "primary"),) if view.shown in _MARKED else ()
        as_it_came = Choice(
            "save", "Save a copy as it came" if marked else "Save a copy", "secondary" if marked else "primary"
        )
        question = Question(
            "Save a copy outside?",
            "This program can neither watch nor destroy a copy outside the vault. Next it asks whom it is for, and "
            "proposes a password where the file can have one. That it was saved is logged.",
            (*marked, as_it_came, Choice("leave", "Leave it")),
            (f"{view.title}, {view.about}", f"Marked {view.marking}"),
        )
        self.context.messages.ask(question, self._answered)

    def _answered(self, answer: str) -> None:
        view = self.view
        if answer == "save" and view is not None:
            as_it_came = Leaving(view.title, view.file_name, ANY_FILE, lockable=view.can_be_locked)
            self.context.messages.choose_leaving(as_it_came, self._save)
        elif answer == "marked" and view is not None:
            marked = Leaving(f"{view.title}, marked", "Evidence.pdf", "PDF documents (*.pdf)")
            self.context.messages.choose_leaving(marked, self._save_marked)

    def _save_marked(self, left: Left) -> None:
        desk, key = self.context.desk, self._id
        self.context.operations.run(
            lambda progress: desk.with_vault(
                save_stamped, key, left.target, desk.press, progress, left.recipient, left.password
            ),
            lambda _done: self.context.messages.toast("The marked copy is saved, and that is logged."), owner=self,
        )  # fmt: skip

    def _save(self, left: Left) -> None:
        desk, key = self.context.desk, self._id
        said = "The copy is saved, and that is logged."
        self.context.operations.run(
            lambda _progress: desk.save_attachment(key, left.target, left.recipient, password=left.password),
            lambda _done: self.context.messages.toast(said), owner=self,
        )  # fmt: skip

    def _ask_reason(self) -> bool:
        may = self.view is not None and self.view.removed_at is None
        if may:
            self.strip.begin_at(self.reason)
        return may

    def _remove(self) -> None:
        if self.view is None:
            return
        reason = str(self.reason.value() or "")
        if not reason:
            self.reason.set_problem("Say why")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        command = RemoveAttachment(id=self.view.id, version=self.view.version, reason=reason)
        self.strip.answer(self.context, attachments.remove_attachment, command, then=self._removed)

    def _removed(self, _done: None) -> None:
        self.context.messages.toast("Removed from the case.", self._put_back)
        self._again()

    def _put_back(self) -> None:
        self.context.do(attachments.put_back_attachment, self._id, then=self._again, owner=self)

    # The shell

    def leave(self) -> None:
        self.viewer.close_file()

    def panes(self) -> list[QWidget]:
        return [self.viewer]

    def first_focus(self) -> QWidget | None:
        return self.viewer.focus_target()
