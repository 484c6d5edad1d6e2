"""Buttons: primary (one a page), secondary, danger, small; links; icons with a name; filter pills."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import BODY, BUTTON, CONTROL, CONTROL_SMALL, SMALL
from ui.widgets import drawn, keyhint


class _Flat(QPushButton):
    """A button that paints itself and knows whether the pointer is on it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        # The parent apart: with both, Qt's constructor could mean an icon, and loads 151 names of icons to see.
        super().__init__(words)
        if parent is not None:
            self.setParent(parent)
        self._over = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setAutoDefault(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses as Space does; held down, it presses once.
        if shortcuts.is_enter(event) and self.isEnabled():
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()

    def say(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Button(_Flat):
    """A button of a role: ``primary``, ``secondary``, ``danger``; small or not, with icon and key.

    The key is shown in a box and bound, except plain Enter and Esc, which belong to the form around it, and one that
    is ``bound`` elsewhere.
    """

    def __init__(
        self,
        words: str,
        role: str = "secondary",
        *,
        icon: str = "",
        key: str = "",
        small: bool = False,
        bound: bool = False,
    ) -> None:
        super().__init__(words)
        self._role = role
        self._icon = icon
        self._key = key
        self._small = small
        self._bare = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if key and key not in ("Enter", "Esc") and not bound:
            shortcuts.bind(self, key, self.click)

    @property
    def is_main(self) -> bool:
        """Whether it is the button that does what its page or strip is for."""
        return self._role in ("primary", "danger")

    @property
    def icon_room(self) -> int:
        """What its icon and the gap after it take or would take, in pixels; 0 without an icon."""
        now = theme.current()
        return (now.px(14 if self._small else 16) + now.px(6 if self._small else 8)) if self._icon else 0

    @property
    def is_bare(self) -> bool:
        """Whether it leaves its icon out."""
        return self._bare

    def set_bare(self, bare: bool) -> None:
        """Leave the icon out, or show it again: where there is little room the words need it more."""
        if bare != self._bare:
            self._bare = bare
            self.updateGeometry()
            self.update()

    @property
    def _pad(self) -> int:
        """Room left and right of the words, in logical pixels."""
        return theme.current().px(9 if self._small else 12)

    @property
    def _bold(self) -> bool:
        return self._role in ("primary", "strong")

    @property
    def _size(self) -> int:
        return SMALL if self._small else BODY

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = drawn.width_of(self.text(), self._size, bold=self._bold) + 2 * self._pad
        if not self._bare:
            wide += self.icon_room
        if self._key and not now.large:
            wide += now.px(10) + keyhint.width(self._key)
        return QSize(round(wide + 0.5), now.px(CONTROL_SMALL if self._small else CONTROL))

    def _colours(self) -> tuple[str, str, str]:
        tokens = theme.current().tokens
        if not self.isEnabled():
            return tokens.sunken, tokens.line2, tokens.ink3
        if self._role == "primary":
            return tokens.accent, tokens.accent, tokens.on_accent
        ground = tokens.soft if self.isDown() else tokens.hover if self._over else tokens.surface
        if self._role == "danger":
            return ground, tokens.red.mark, tokens.red.ink
        return ground, tokens.line2, tokens.ink

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        ground, edge, ink = self._colours()
        rect = QRectF(self.rect())
        if self._role == "primary" and self.isEnabled() and (self._over or self.isDown()):
            painter.setOpacity(0.92)
        drawn.box(painter, rect, now.px(BUTTON), ground, edge, dashed=not self.isEnabled())
        painter.setOpacity(1.0)
        self._inside(painter, ink)
        painter.end()

    def _inside(self, painter: QPainter, ink: str) -> None:
        now = theme.current()
        hint = self.sizeHint().width()
        x = max(0.0, (self.width() - hint) / 2) + self._pad
        if self._icon and not self._bare:
            side = now.px(14 if self._small else 16)
            plain = ink if self._role != "secondary" or not self.isEnabled() else now.tokens.ink2
            icons.paint(painter, self._icon, x, (self.height() - side) / 2, side, plain)
            x += self.icon_room
        line = QRectF(x, 0, self.width() - x, self.height())
        x += drawn.text(painter, line, self.text(), ink, self._size, bold=self._bold)
        if self._key and not now.large:
            primary = self._role == "primary" and self.isEnabled()
            keyhint.paint(painter, x + now.px(10), self.height() / 2, self._key, on_accent=primary)


class LinkButton(_Flat):
    """Bold accent words that do something; ``quiet`` is not bold and grey, ``size`` a size of the design."""

    def __init__(
        self, words: str, *, icon: str = "", size: int = SMALL, quiet: bool = False, chevron: bool = False
    ) -> None:
        super().__init__(words)
        self._icon = icon
        self._size = size
        self._quiet = quiet
        self._chevron = chevron
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = drawn.width_of(self.text(), self._size, bold=not self._quiet)
        wide += now.px(22) if self._icon else 0
        wide += now.px(18) if self._chevron else 0
        return QSize(round(wide + 0.5) + 2, max(now.px(24), now.line(self._size)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        ink = now.tokens.ink2 if self._quiet else now.tokens.accent
        if not self.isEnabled():
            ink = now.tokens.ink3
        x = 0.0
        side = now.px(16)
        if self._icon:
            icons.paint(painter, self._icon, x, (self.height() - side) / 2, side, ink)
            x += now.px(22)
        bold = not self._quiet
        line = QRectF(x, 0, self.width() - x, self.height())
        wide = drawn.text(painter, line, self.text(), ink, self._size, bold=bold)
        if self._over and self.isEnabled():
            low = round((self.height() + now.metrics(self._size, bold=bold).height()) / 2) - 1
            drawn.hairline(painter, x, low, x + wide, ink)
        if self._chevron:
            small = now.px(14)
            icons.paint(painter, "chevron-down", x + wide + now.px(4), (self.height() - small) / 2, small, ink)
        painter.end()


class IconButton(_Flat):
    """An icon alone, with its name for readers and as tooltip: Back, Forward, Close and the like."""

    def __init__(self, icon: str, name: str, *, key: str = "", side: int = 28) -> None:
        super().__init__("")
        self._icon = icon
        self._side = side
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if key and key != "Esc":
            shortcuts.bind(self, key, self.click)

    def show_icon(self, icon: str, name: str) -> None:
        """Show another icon with another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        if self._over and self.isEnabled():
            drawn.box(painter, QRectF(self.rect()), now.px(BUTTON), now.tokens.hover)
        side = now.px(16)
        ink = now.tokens.ink2 if self.isEnabled() else now.tokens.line2
        icons.paint(painter, self._icon, (self.width() - side) / 2, (self.height() - side) / 2, side, ink)
        painter.end()


class Pill(_Flat):
    """A rounded toggle: soft ground and accent edge when on. ``strong`` words follow in bold, ``mark`` is an icon."""

    def __init__(self, words: str, *, strong: str = "", mark: str = "", icon: str = "", checkable: bool = True) -> None:
        super().__init__(words)
        self._strong = strong
        self._mark = mark
        self._icon = icon
        self._lit = False
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_strong(self, strong: str, *, mark: str, lit: bool) -> None:
        """Show other bold words and mark; ``lit`` as though it were on."""
        self._strong, self._mark, self._lit = strong, mark, lit
        self.setAccessibleName(" ".join(part for part in (self.text(), strong) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = drawn.width_of(self.text(), SMALL) + 2 * now.px(11)
        if self._strong:
            wide += now.px(4) + drawn.width_of(self._strong, SMALL, bold=True)
        wide += now.px(20) if self._mark else 0
        wide += now.px(16) if self._icon else 0
        return QSize(round(wide + 0.5), now.px(CONTROL_SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        lit = self._lit or self.isChecked()
        ground = tokens.soft if lit else tokens.hover if self._over else tokens.surface
        edge = tokens.accent if lit else tokens.line2
        drawn.box(painter, QRectF(self.rect()), self.height() / 2, ground, edge)
        x = float(now.px(11))
        if self._icon:
            side = now.px(12)
            icons.paint(painter, self._icon, x, (self.height() - side) / 2, side, tokens.ink2)
            x += now.px(16)
        line = QRectF(x, 0, self.width(), self.height())
        x += drawn.text(painter, line, self.text(), tokens.ink, SMALL)
        if self._strong:
            x += now.px(4)
            x += drawn.text(
                painter, QRectF(x, 0, self.width(), self.height()), self._strong, tokens.ink, SMALL, bold=True
            )
        if self._mark:
            side = now.px(14)
            icons.paint(painter, self._mark, x + now.px(6), (self.height() - side) / 2, side, tokens.ink2)
        painter.end()
