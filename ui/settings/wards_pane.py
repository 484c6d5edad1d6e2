"""The office's wards: a map chosen from a file, what it matches, taken out again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.measures import counted
from hipdesk.model.wards import ImportWards, WardFile, WardsImported, WardsView, unmatched_words
from hipdesk.papers.reading.ward_files import read_wards_in_press
from hipdesk.services import attachments
from hipdesk.services.wards import import_wards, list_wards, remove_wards, unmatched_by
from ui.context import Context
from ui.messages.seam import Choice, Question, ask_first
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Label

LEAD = (
    "A map of the district’s wards, as GeoJSON in longitude and latitude. Reports draw Table 9 on it, and forms offer "
    "its wards. No record is changed."
)
_KINDS = "Maps of wards (*.geojson *.json)"
_TOLD = 12


class WardsPane(QWidget):
    """What there is, what matches none of it, and two buttons."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Wards")
        self._context = context
        self.standing = Label("", "strong", wrap=True)
        self.standing.setObjectName("wards-standing")
        self.names = Label("", "body", wrap=True)
        self.names.setObjectName("wards-names")
        self.unmatched = Label("", "body", wrap=True)
        self.unmatched.setObjectName("wards-unmatched")
        self.choose = Button("Import a map", "primary", icon="upload")
        self.choose.setObjectName("import-wards")
        self.remove = LinkButton("Take the wards out", quiet=True)
        self.remove.setObjectName("remove-wards")
        self.told = Told()
        self.setLayout(
            layout.column(
                Label("Wards", "page"), Label(LEAD, "quiet", wrap=True), 8,
                layout.row(self.choose, self.remove, layout.STRETCH, gap=16), self.told, 8,
                self.standing, self.names, 8, self.unmatched, layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self.choose.clicked.connect(
            lambda: context.messages.choose_open_file("Choose the map of wards", _KINDS, self.open_file)
        )
        self.remove.clicked.connect(self._ask_to_remove)

    def load(self) -> None:
        """Read what is kept."""
        self._context.read(list_wards, then=self._show, failed=self._failed, owner=self)

    def _show(self, view: WardsView) -> None:
        many = len(view.wards)
        self.standing.say(f"{counted(many, 'ward')}" if many else "No map yet: Table 9 is a ranked table.")
        self.names.say(", ".join(view.wards))
        self.remove.setVisible(bool(many))
        self.unmatched.setVisible(bool(view.unmatched))
        self.unmatched.say(
            f"Recorded in incidents, but no ward of the map: {_shortened(view.unmatched)}. Reports list them beside it."
        )

    def open_file(self, path: Path) -> None:
        """Read a map in the press and ask before anything is kept."""

        def work(progress: Progress) -> tuple[WardFile, str]:
            return read_wards_in_press(self._context.desk.press, attachments.read_outside(path), progress)

        def read(found: tuple[WardFile, str]) -> None:
            file, digest = found
            command = ImportWards(file_name=path.name[:200], sha256=digest, wards=file.wards)
            self._context.read(
                unmatched_by, command, then=lambda left: self._ask(command, file.findings, left), owner=self
            )

        self.told.say("")
        self._context.operations.run(work, read, self._failed, owner=self)

    def _ask(
        self, command: ImportWards, findings: Sequence[str], unmatched: Sequence[tuple[str, int]]
    ) -> None:  # fmt: skip
        def answered(choice: str) -> None:
            if choice == "import":
                self._context.do(import_wards, command, then=self._imported, failed=self._failed, owner=self)

        details = [", ".join(each.name for each in command.wards), *findings]
        if unmatched:
            details.append(f"Recorded, but no ward of this map: {_shortened(unmatched)}.")
        self._context.messages.ask(
            Question(
                f"Import {counted(len(command.wards), 'ward')}?",
                "They take the place of the wards there are. No record is changed.",
                (Choice("import", "Import them", "primary"), Choice("no", "Leave it as it is")), tuple(details),
            ),
            answered,
        )  # fmt: skip

    def _imported(self, done: WardsImported) -> None:
        gone = f" No longer listed: {', '.join(done.gone)}." if done.gone else ""
        self.told.say(f"{counted(done.wards, 'ward')} imported.{gone}", "green")
        self.load()

    def _ask_to_remove(self) -> None:
        ask_first(
            self._context.messages, "Take the wards out?",
            "Reports print the ranked table again. No record is changed.", "Take them out", self._remove,
        )  # fmt: skip

    def _remove(self) -> None:
        self._context.do(remove_wards, then=self._removed, failed=self._failed, owner=self)

    def _removed(self, _none: None) -> None:
        self.told.say("The wards are taken out.", "green")
        self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def _shortened(unmatched: Sequence[tuple[str, int]]) -> str:
    """As many as there is room for, and how many more."""
    more = f" and {len(unmatched) - _TOLD} more" if len(unmatched) > _TOLD else ""
    return f"{unmatched_words(unmatched[:_TOLD])}{more}"
