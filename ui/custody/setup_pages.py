"""The six short pages of the first run: each gives its answers and shows what stops it; ``setup_flow`` orders them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from hipdesk.services.gate import default_path
from hipdesk.services.setup_flow import Answers, Start
from ui.parts.secrets import NewPassphrase
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.segments import Segments
from ui.widgets.text_field import TextField
from ui.widgets.tick import RoundChoice

NATIONS = (("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland"))
_ABOUT = (
    (
        "<b>One vault on this computer.</b> Every referral, case, meeting and paper is kept in one encrypted folder. "
        "Nothing goes over a network, and there is no account anywhere."
    ),
    (
        "<b>Your passphrase opens it.</b> Nobody can open it without: neither the council’s IT nor its makers. "
        "That is why a recovery sheet is printed and sealed in a moment."
    ),
    "<b>Backups are yours to place.</b> They are as unreadable as the vault, and each is proved by opening it.",
)


class SetupStep(QWidget):
    """What every page can do. ``changed`` when something was typed or chosen."""

    changed = Signal()

    def given(self) -> dict[str, object]:
        """The answers of this page by name."""
        return {}

    def show_findings(self, findings: dict[str, str]) -> None:
        """Mark what stops this page."""

    def first_focus(self) -> QWidget | None:
        """Where the focus goes."""
        return None

    def _framed(self, name: str, frame: FieldFrame, frames: dict[str, FieldFrame]) -> FieldFrame:
        """Keep a frame by name; its problem goes when it is typed in."""
        frames[name] = frame
        frame.field.control().setObjectName(name)

        def typed() -> None:
            if frame.problem:
                frame.set_problem("")
            self.changed.emit()

        frame.changed.connect(typed)
        return frame


class AboutStep(SetupStep):
    """What this is."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(layout.column(*(Label(words, "lead", wrap=True, rich=True) for words in _ABOUT), gap=12))


class _Framed(SetupStep):
    """A page of framed fields."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: dict[str, FieldFrame] = {}

    def given(self) -> dict[str, object]:
        return {name: frame.value() or "" for name, frame in self._frames.items()}

    def show_findings(self, findings: dict[str, str]) -> None:
        for name, frame in self._frames.items():
            frame.set_problem(findings.get(name, ""))
        for name, frame in self._frames.items():
            if name in findings:
                frame.focus()
                break

    def first_focus(self) -> QWidget | None:
        return next((frame.field.control() for frame in self._frames.values()), None)


class OfficeStep(_Framed):
    """Office details and the quarters it counts in; all of it can be changed later."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        nation = ChoiceField(NATIONS)
        quarters = Segments((("financial", "April to March"), ("calendar", "January to December")))
        parts = (
            ("office_name", FieldFrame("Council or office", TextField()), answers.office_name),
            ("panel_name", FieldFrame("Name of the panel", TextField(), hint="As papers show it"), answers.panel_name),
            ("borough", FieldFrame("Borough or district", TextField(), mark="optional"), answers.borough),
            ("nation", FieldFrame("Bank holidays of", nation), answers.nation),
            ("quarters", FieldFrame("Reports count quarters of the year", quarters), answers.quarters),
        )
        column = layout.column(gap=8)
        for name, frame, value in parts:
            frame.set_value(value or None)
            column.addWidget(self._framed(name, frame, self._frames))
        self.setLayout(column)


class HolderStep(_Framed):
    """The first holder and their passphrase."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        holder = FieldFrame("Your name", TextField(), hint="As the log and papers show it")
        title = FieldFrame("Your job", TextField(), mark="optional")
        for name, frame, value in (("holder", holder, answers.holder), ("job_title", title, answers.job_title)):
            frame.set_value(value or None)
            self._framed(name, frame, self._frames)
        self.passphrase = NewPassphrase(self._known)
        self.passphrase.changed.connect(self.changed)
        self.setLayout(layout.column(holder, title, self.passphrase, gap=8))

    def given(self) -> dict[str, object]:
        typed = {"passphrase": self.passphrase.first.text(), "again": self.passphrase.again.text()}
        return {**super().given(), **typed}

    def show_findings(self, findings: dict[str, str]) -> None:
        if "passphrase" in findings or "again" in findings:
            self.passphrase.problem()
        super().show_findings(findings)

    def _known(self) -> tuple[str, ...]:
        return (*self._answers.known_words, str(self._frames["holder"].value() or ""))


class BackupStep(SetupStep):
    """Where backups go: a folder on another disk or the office's share, or later."""

    def __init__(self, answers: Answers, choose: Callable[[Callable[[Path], object]], object]) -> None:
        super().__init__()
        self._place = answers.backup_place
        self._told = Label("", "strong", wrap=True)
        self._choose = Button("Choose a folder", icon="folder")
        self._choose.setObjectName("choose-place")
        self._later = RoundChoice("I will choose a place later, in Settings")
        self._later.setObjectName("backup-later")
        self._later.setAutoExclusive(False)
        self._later.setChecked(answers.backup_later)
        self._problem = Label("", "strong", wrap=True, tone="red")
        words = (
            "The vault stays on this computer’s disk. Send backups somewhere else: an office share or a second disk. "
            "One is made and proved each time you close HIP Desk after changes."
        )
        self.setLayout(
            layout.column(
                Label(words, "lead", wrap=True), layout.row(self._choose, layout.STRETCH), self._told, self._later,
                self._problem, gap=10,
            )
        )  # fmt: skip
        self._choose.clicked.connect(lambda: choose(self._take))
        self._later.toggled.connect(lambda _on: self.changed.emit())
        self._show()

    def given(self) -> dict[str, object]:
        return {"backup_place": self._place, "backup_later": self._later.isChecked()}

    def show_findings(self, findings: dict[str, str]) -> None:
        self._problem.say(findings.get("backup_place", ""))

    def first_focus(self) -> QWidget | None:
        return self._choose

    def _take(self, folder: Path) -> None:
        self._place = folder
        self._later.setChecked(False)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._told.say(f"Backups go to {self._place}" if self._place else "")
        self._problem.say("")


class StartStep(SetupStep):
    """How to begin: empty, with the demonstration, or from a workbook."""

    WAYS: tuple[tuple[Start, str, str], ...] = (
        ("empty", "With an empty vault", "You log the first referral, or add agencies and plan the meetings first."),
        (
            "workbook",
            "From the workbook you have",
            "The old Excel book is read and shown before anything is written; the import can be undone.",
        ),
        (
            "demonstration",
            "With a demonstration",
            (
                "An invented borough, three years of cases and meetings. Your office’s name becomes the invented "
                "one, so do this in a vault made for practice only."
            ),
        ),
    )

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        column = layout.column(gap=4)
        for at, (name, title, words) in enumerate(self.WAYS):
            choice = RoundChoice(title)
            choice.setObjectName(f"start-{name}")
            choice.setAccessibleDescription(words)
            choice.setChecked(answers.start == name)
            self._group.addButton(choice, at)
            under = layout.row(Label(words, "quiet", wrap=True), margins=(24, 0, 0, 10))
            column.addWidget(choice)
            column.addLayout(under)
        self._group.idToggled.connect(lambda _at, _on: self.changed.emit())
        self.setLayout(column)

    def given(self) -> dict[str, object]:
        return {"start": self.WAYS[max(0, self._group.checkedId())][0]}

    def first_focus(self) -> QWidget | None:
        return self._group.checkedButton()


class PlaceLine(QWidget):
    """Where the new vault goes, and a way to put it elsewhere."""

    def __init__(self, answers: Answers, choose: Callable[[Callable[[Path], object]], object]) -> None:
        super().__init__()
        self._name = answers.panel_name
        self.path = answers.path or default_path(answers.panel_name)
        self._label = Label(str(self.path), "hint", wrap=True)
        other = Button("Another folder", small=True, icon="folder")
        other.setObjectName("vault-place")
        other.clicked.connect(lambda: choose(self._take))
        across = layout.row(self._label, other, gap=12)
        across.setStretch(0, 1)
        self.setLayout(layout.column(Label("The vault is made in", "caption"), across, gap=2))
        self.setMinimumHeight(theme.current().px(48))

    def _take(self, folder: Path) -> None:
        self.path = default_path(self._name, folder)
        self._label.say(str(self.path))
