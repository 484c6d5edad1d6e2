"""Files that came with a referral: chosen or dropped while the form is filled in, kept once the referral is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import AddAttachment, AttachmentView
from hipdesk.services import attachments
from ui.context import Context
from ui.parts.file_drop import ANY_FILE, files_dropped
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label


class AttachmentsPart(QWidget):
    """``changed`` when a file is added or taken out. Nothing enters the vault before ``keep_with``."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._files: list[Path] = []
        self._kept: tuple[AttachmentView, ...] = ()
        self.setObjectName("attachments-part")
        self.setAcceptDrops(True)
        self.add = LinkButton("Add a file", icon="plus", size=13)
        self.add.setObjectName("add-file")
        self.add.clicked.connect(self._choose)
        self._list = layout.column(gap=4)
        hint = "The form itself, photographs, diary sheets. Or drop files here. Kept encrypted once the referral is."
        self.setLayout(
            layout.column(self._list, layout.row(self.add, layout.STRETCH), Label(hint, "second", wrap=True))
        )

    def show_kept(self, referral_id: str) -> None:
        """Show the files a referral has already."""
        self._context.read(attachments.referral_attachments, referral_id, then=self._take)

    def _take(self, kept: tuple[AttachmentView, ...]) -> None:
        self._kept = kept
        self._show()

    # Choosing

    def _choose(self) -> None:
        self._context.messages.choose_open_file("Add a file", ANY_FILE, lambda path: self.take_files([path]))

    def take_files(self, files: Sequence[Path]) -> None:
        """Put files on the list, each once."""
        self._files += [path for path in dict.fromkeys(files) if path not in self._files]
        self._show()
        self.changed.emit()

    def _take_out(self, path: Path) -> None:
        self._files.remove(path)
        self._show()
        self.changed.emit()

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
        for path in self._files:
            out = LinkButton("Take it out", quiet=True)
            out.setAccessibleName(f"Take out {path.name}")
            out.clicked.connect(lambda _on=False, path=path: self._take_out(path))
            self._list.addLayout(layout.row(Label(path.name, "strong"), out, layout.STRETCH, gap=10))

    def _open(self, key: str) -> None:
        self._context.routes.go(Route.to("document", id=key))

    # Keeping

    def state(self) -> list[str]:
        """Where the files lie, for the draft."""
        return [str(path) for path in self._files]

    def restore(self, state: object) -> None:
        """Put back what a draft kept."""
        if isinstance(state, list):
            self._files = [Path(path) for path in state if isinstance(path, str)]
            self._show()

    def keep_with(self, referral_id: str) -> None:
        """Keep every file with this referral; those that are refused are told together, the others are kept."""
        files, desk, messages = tuple(self._files), self._context.desk, self._context.messages
        if not files:
            return

        def work(progress: Progress) -> list[str]:
            refused = []
            for at, path in enumerate(files):
                progress.step(at, len(files), "Keeping files")
                try:
                    desk.add_attachment(AddAttachment(referral_id=referral_id, file_name=path.name), path, progress)
                except HipDeskError as fault:
                    refused.append(f"{path.name}: {fault.what}")
            return refused

        def told(refused: list[str]) -> None:
            if refused:
                kept = "The referral and the other files are kept."
                messages.banner(" ".join(refused), kept, "Add them again on the referral’s form.", about="files")

        # The page goes on to another meanwhile: the outcome belongs to the window.
        self._context.operations.run(work, told)
