"""The vaults this computer knows, and the other ways in, at the left of the gate."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from hipdesk.services.known_vaults import KnownVault
from ui.style import icons, theme
from ui.style.tokens import BODY, BUTTON, SMALL
from ui.widgets import drawn, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label


class VaultRow(QPushButton):
    """One vault: name, where it lies, when it was closed or what is wrong with it. Exclusive among its fellows."""

    def __init__(self, vault: KnownVault) -> None:
        super().__init__()
        self.vault = vault
        self._over = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(vault)

    def say(self, vault: KnownVault) -> None:
        """Show what is known of it now."""
        self.vault = vault
        self.setAccessibleName(", ".join(part for part in (vault.name, *self._under()) if part))
        self.updateGeometry()
        self.update()

    def _under(self) -> list[str]:
        return [self.vault.place, self.vault.fault or self.vault.closed]

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(200), px(76 if self._under()[1] else 60))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._over = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            edge = tokens.accent if tokens.high_contrast else ""
            drawn.box(painter, rect, now.px(BUTTON), tokens.soft, edge)
            drawn.fill(painter, QRectF(0, now.px(12), now.px(3), rect.height() - 2 * now.px(12)), tokens.accent)
        elif self.underMouse():
            drawn.box(painter, rect, now.px(BUTTON), tokens.hover)
        side = now.px(18)
        icons.paint(painter, "lock", now.px(12), now.px(12), side, tokens.accent if self.isChecked() else tokens.ink2)
        left, y = now.px(42), float(now.px(12))
        wide = rect.width() - left - now.px(12)
        drawn.text(painter, QRectF(left, y, wide, now.line(BODY)), self.vault.name, tokens.ink, BODY, bold=True)
        y += now.line(BODY)
        for at, words in enumerate(self._under()):
            ink = tokens.red.ink if at and self.vault.fault else tokens.ink2
            drawn.text(painter, QRectF(left, y, wide, now.line(SMALL)), words, ink, SMALL)
            y += now.line(SMALL)
        painter.end()


class VaultList(QWidget):
    """``chosen`` carries the vault a person picked; Up and Down go through them."""

    chosen = Signal(object)

    def __init__(self, vaults: Sequence[KnownVault], current: Path | None) -> None:
        super().__init__()
        self.setAccessibleName("Vaults on this computer")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        down = layout.column(gap=4)
        if vaults:
            down.addLayout(layout.row(Label("Vaults on this computer", "caption"), margins=(12, 0, 0, 4)))
        self._rows: dict[Path, VaultRow] = {}
        for vault in vaults:
            row = self._rows[vault.path] = VaultRow(vault)
            row.setObjectName(f"vault-{vault.path.name}")
            row.setChecked(vault.path == current)
            row.clicked.connect(lambda _on=False, vault=vault: self.chosen.emit(vault))
            self._group.addButton(row)
            down.addWidget(row)
        self.setLayout(down)

    def say_fault(self, vault: KnownVault) -> None:
        """Something is wrong with a vault of the list."""
        self._rows[vault.path].say(vault)


class Ways(QWidget):
    """The other ways in. ``asked`` carries ``create``, ``open`` or ``restore``."""

    asked = Signal(str)
    WAYS = (
        ("create", "Create a new vault", "plus"),
        ("open", "Open a vault from another place", "folder"),
        ("restore", "Restore from a backup", "undo"),
    )

    def __init__(self) -> None:
        super().__init__()
        down = layout.column(gap=6, margins=(12, 24, 0, 0))
        for name, words, icon in self.WAYS:
            link = LinkButton(words, icon=icon, size=BODY, quiet=True)
            link.setObjectName(f"way-{name}")
            link.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            down.addWidget(link)
        self.setLayout(down)
