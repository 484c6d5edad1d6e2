"""Who lives in the district: a table to fill, read back in, shown with its source."""

import csv
import io
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hipdesk.kernel import files
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.population import PopulationFound
from hipdesk.model.settings import PopulationSettings
from hipdesk.papers.reading.police import read_table_in_press
from hipdesk.services import attachments
from hipdesk.services.population import population, population_of, population_table
from hipdesk.services.settings import change_settings
from ui.context import Context
from ui.messages.seam import Choice, Question, ask_first
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Label

LEAD = (
    "How many people of each age, sex, ethnicity, disability, religion and sexual orientation live in the district, as "
    "of the census. The annual report sets people affected beside them."
)
_KINDS = "Tables (*.csv)"
_TOLD = 10


class PopulationPane(QWidget):
    """What there is, and three buttons: a table to fill, reading it in, taking the figures out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Population")
        self._context = context
        self._kept = PopulationSettings()
        self.standing = Label("", "strong", wrap=True)
        self.standing.setObjectName("population-standing")
        self.blank = Button("Save the table to fill", icon="download")
        self.blank.setObjectName("population-blank")
        self.choose = Button("Read it in", "primary", icon="upload")
        self.choose.setObjectName("population-import")
        self.remove = LinkButton("Take the figures out", quiet=True)
        self.remove.setObjectName("population-remove")
        self.told = Told()
        self.setLayout(
            layout.column(
                Label("Population", "page"), Label(LEAD, "quiet", wrap=True), 8,
                layout.row(self.choose, self.blank, self.remove, layout.STRETCH, gap=16), self.told, 8,
                self.standing, layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self.blank.clicked.connect(self._save_blank)
        self.choose.clicked.connect(
            lambda: context.messages.choose_open_file("Choose the filled table", _KINDS, self.open_file)
        )
        self.remove.clicked.connect(self._ask_to_remove)

    def load(self) -> None:
        """Read what is kept."""
        self._context.read(population, then=self._show, failed=self._failed, owner=self)

    def _show(self, kept: PopulationSettings) -> None:
        self._kept = kept
        found = PopulationFound(kept.groups, ())
        words = f"{kept.source}: {found.words}." if kept.source else f"{found.words}."
        self.standing.say(words if kept.groups else "No figures yet: the annual report says so.")
        self.remove.setVisible(bool(kept.groups))

    def _save_blank(self) -> None:
        def chosen(target: Path) -> None:
            def save(rows: list[tuple[str, str, str]]) -> None:
                self._context.operations.run(
                    lambda _progress: files.write_bytes(target, _as_csv(rows)),
                    lambda _none: self._context.messages.toast(f"Saved as {target.name}."), self._failed, owner=self,
                )  # fmt: skip

            self._context.read(population_table, then=save, failed=self._failed, owner=self)

        self._context.messages.choose_save_file("Save the table to fill", "Population.csv", _KINDS, chosen)

    def open_file(self, path: Path) -> None:
        """Read a filled table in the press, and ask before anything is kept."""

        def work(progress: Progress) -> list[list[str]]:
            rows, _digest = read_table_in_press(self._context.desk.press, attachments.read_outside(path), progress)
            return rows

        def read(rows: list[list[str]]) -> None:
            self._context.read(
                population_of, rows, then=lambda found: self._ask(path.stem, found), failed=self._failed, owner=self
            )

        self.told.say("")
        self._context.operations.run(work, read, self._failed, owner=self)

    def _ask(self, source: str, found: PopulationFound) -> None:
        def answered(choice: str) -> None:
            if choice == "import":
                groups = {number: dict(people) for number, people in found.groups.items()}
                self._context.do(
                    change_settings, PopulationSettings(source=source[:120], groups=groups), then=self._imported,
                    failed=self._failed, owner=self,
                )  # fmt: skip

        more = len(found.findings) - _TOLD
        details = [*found.findings[:_TOLD], *([f"And {more} more."] if more > 0 else [])]
        self._context.messages.ask(
            Question(
                "Keep these figures?", f"{found.words}. Reports name the file as their source: “{source}”.",
                (Choice("import", "Keep them", "primary"), Choice("no", "Leave it as it is")), tuple(details),
            ),
            answered,
        )  # fmt: skip

    def _imported(self, _none: None) -> None:
        self.told.say("Kept. The annual report sets people affected beside them.", "green")
        self.load()

    def _ask_to_remove(self) -> None:
        ask_first(
            self._context.messages, "Take the figures out?", "The annual report then says that there are none.",
            "Take them out", self._remove,
        )  # fmt: skip

    def _remove(self) -> None:
        self._context.do(
            change_settings, PopulationSettings(), then=self._removed, failed=self._failed, owner=self
        )  # fmt: skip

    def _removed(self, _none: None) -> None:
        self.told.say("The figures are taken out.", "green")
        self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def _as_csv(rows: list[tuple[str, str, str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")
