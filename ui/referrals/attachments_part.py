"""Files that came with a referral: in the vault with its draft as soon as they are chosen, and logged with it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from hipdesk.desk import Done
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import AddAttachment, AttachmentView, DraftName, size_words
from hipdesk.services import attachments
from hipdesk.services.held_files import HeldFile, held_files, let_held_go, remove_bytes
from ui.context import Context
from ui.parts.file_drop import ANY_FILE, files_dropped
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label


class AttachmentsPart(QWidget):
    """``changed`` when a file is added or taken out. What is on its way into the vault is in ``state``, for the draft:
    when a lock comes between, it is taken up again.
    """

    changed = Signal()

    def __init__(self, context: Context, draft: DraftName) -> None:
        super().__init__()
        self._context = context
        self._draft = draft
        self._coming: list[Path] = []
        self._held: tuple[HeldFile, ...] = ()
        self._kept: tuple[AttachmentView, ...] = ()
        self.setObjectName("attachments-part")
        self.setAcceptDrops(True)
        self.add = LinkButton("Add a file", icon="plus", size=13)
        self.add.setObjectName("add-file")
        self.add.clicked.connect(self._choose)
        self._list = layout.column(gap=4)
        hint = "The form itself, photographs, diary sheets. Or drop files here. Each is kept encrypted at once."
        self.setLayout(
            layout.column(self._list, layout.row(self.add, layout.STRETCH), Label(hint, "second", wrap=True))
        )
        self._read()

    def show_kept(self, referral_id: str) -> None:
        """Show the files a referral has already."""
        self._context.read(attachments.referral_attachments, referral_id, then=self._take)

    def _take(self, kept: tuple[AttachmentView, ...]) -> None:
        self._kept = kept
        self._show()

    def _read(self) -> None:
        self._context.read(held_files, self._draft, then=self._take_held, newest="held-files")

    def _take_held(self, held: tuple[HeldFile, ...]) -> None:
        self._held = held
        self._show()

    # Choosing

    def _choose(self) -> None:
        self._context.messages.choose_open_file("Add a file", ANY_FILE, lambda path: self.take_files([path]))

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files into the vault, one after another; one that is refused is told."""
        for path in dict.fromkeys(files):
            if path not in self._coming:
                self._coming.append(path)
                self._hold(path)
        self._show()
        self.changed.emit()

    def _hold(self, path: Path) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> Done[str]:
            return desk.add_attachment(AddAttachment(draft=self._draft, file_name=path.name), path, progress)

        self._context.operations.run(work, partial(self._is_held, path), partial(self._refused, path), owner=self)

    def _is_held(self, path: Path, _done: object) -> None:
        self._came(path)
        self._read()

    def _refused(self, path: Path, fault: HipDeskError) -> None:
        self._came(path)
        kept = "What is on the form, and the other files, are kept."
        self._context.messages.banner(f"{path.name}: {fault.what}", kept, fault.to_do, about="files")

    def _came(self, path: Path) -> None:
        if path in self._coming:
            self._coming.remove(path)
        self._show()
        self.changed.emit()

    def _take_out(self, held: HeldFile) -> None:
        desk = self._context.desk

        def work(_progress: Progress) -> None:
            gone = desk.do(let_held_go, held.id)
            desk.with_vault(remove_bytes, (gone.value,))

        self._context.operations.run(work, lambda _none: self._read(), owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_files(files_dropped(event.mimeData()))

    def _show(self) -> None:
        layout.clear(self._list)
        for view in self._kept:
            link = LinkButton(view.title, icon="file", size=13)
            link.setAccessibleName(f"Open {view.title}")
            link.clicked.connect(lambda _on=False, key=view.id: self._open(key))
            self._list.addLayout(layout.row(link, Label(view.about, "second"), layout.STRETCH, gap=10))
        for held in self._held:
            out = LinkButton("Take it out", quiet=True)
            out.setAccessibleName(f"Take out {held.file_name}")
            out.clicked.connect(lambda _on=False, held=held: self._take_out(held))
            told = Label(size_words(held.size), "second")
            self._list.addLayout(layout.row(Label(held.file_name, "strong"), told, out, layout.STRETCH, gap=10))
        for path in self._coming:
            self._list.addLayout(layout.row(Label(path.name, "strong"), Label("on its way", "second"), layout.STRETCH))

    def _open(self, key: str) -> None:
        self._context.routes.go(Route.to("document", id=key))

    # Keeping

    def state(self) -> list[str]:
        """Where the files lie that are on their way, for the draft."""
        return [str(path) for path in self._coming]

    def restore(self, state: object) -> None:
        """Take up what a lock stopped."""
        if isinstance(state, list) and state:
            self.take_files([Path(path) for path in state if isinstance(path, str)])
