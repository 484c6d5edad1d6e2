"""A file on screen: pages and pictures drawn by the press, or running text; turned and enlarged by button or key."""

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import Shown
from ui import shortcuts
from ui.context import Context
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.labels import Ground, Hairline, Label

ZOOMS = (50, 75, 100, 125, 150, 200, 300, 400)
_SAID = 1_200
_MOST_WIDE = 4_000


class Drawn(Protocol):
    """One page as PNG with its words."""

    @property
    def png(self) -> bytes: ...

    @property
    def words(self) -> str: ...


class Viewing(Protocol):
    """What is shown: pages drawn when asked for, or its text. Called on the reader's thread."""

    def page(self, place: int, width: int, progress: Progress = ...) -> Drawn:
        """Page ``place`` from 0, ``width`` points wide."""
        ...

    def text(self, progress: Progress = ...) -> tuple[str, bool]:
        """The text, and whether its end was left out."""
        ...

    def close(self) -> None:
        """Forget the bytes."""
        ...


class _Sheet(QScrollArea):
    """The drawn page; PgUp and PgDn turn pages once its end is in sight."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("ground")
        # The picture has the focus, not what scrolls it: it is a graphic with words to those who listen.
        self.page = QLabel()
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.page)
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.page)
        self.setWidgetResizable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Viewer(Ground):
    """``show_file`` shows one; ``alternative`` is what it says to those who listen, where the file says nothing."""

    REDRAW_MS = 150

    def __init__(self, context: Context) -> None:
        super().__init__("sunken")
        self.setObjectName("viewer")
        self._context = context
        self._viewing: Viewing | None = None
        self._name = self._alternative = ""
        self._shown: Shown = ""
        self._pages, self.place, self.zoom = 1, 0, 100
        self.sheet = _Sheet()
        self.sheet.turned.connect(self.turn)
        self.words = self._text_box()
        self.nothing = Label("", "body", wrap=True)
        self._stack = QStackedWidget()
        said = layout.column(self.nothing, layout.STRETCH, margins=(24, 20, 24, 20))
        for part in (self.sheet, self.words, layout.held(said)):
            self._stack.addWidget(part)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.REDRAW_MS)
        self._soon.timeout.connect(self._draw)
        self.sheet.resized.connect(self._fit_again)
        self.setLayout(layout.column(self._tools(), Hairline(), self._stack, gap=0))
        self._bind()

    def _text_box(self) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setReadOnly(True)
        box.setFrameShape(QFrame.Shape.NoFrame)
        box.setTabChangesFocus(True)
        box.setObjectName("viewer-text")
        return box

    def _tools(self) -> QWidget:
        self.before = IconButton("chevron-left", "Page before", key="Alt+PgUp")
        self.after = IconButton("chevron-right", "Next page", key="Alt+PgDn")
        self.smaller = IconButton("minus", "Smaller", key="Ctrl+-")
        self.larger = IconButton("plus", "Larger", key="Ctrl++")
        self.fit = LinkButton("Fit the width")
        self.fit.setObjectName("viewer-fit")
        self.where = Label("", "quiet")
        self.where.setObjectName("viewer-page")
        self.scale = Label("", "quiet")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.enlarge(-1))
        self.larger.clicked.connect(lambda: self.enlarge(1))
        self.fit.clicked.connect(lambda: self._set_zoom(100))
        return layout.held(
            layout.row(
                self.before, self.where, self.after, layout.STRETCH, self.smaller, self.scale, self.larger, 8, self.fit,
                gap=6, margins=(20, 4, 20, 4),
            )
        )  # fmt: skip

    def _bind(self) -> None:
        shortcuts.bind(self, "Ctrl+=", lambda: self.enlarge(1))
        shortcuts.bind(self, "Ctrl+0", lambda: self._set_zoom(100))

    # Showing

    def show_file(self, viewing: Viewing, shown: Shown, pages: int, name: str, alternative: str = "") -> None:
        """Show a file from its first page."""
        self.close_file()
        self._viewing, self._shown, self._pages = viewing, shown, max(1, pages)
        self._name, self._alternative, self.place = name, alternative, 0
        if shown == "text":
            self._stack.setCurrentWidget(self.words)
            self._context.operations.read(viewing.text, self._take_text, self._failed, owner=self, newest="viewer")
        else:
            self._stack.setCurrentIndex(0)
            self._draw()
        self._say()

    def show_nothing(self, words: str) -> None:
        """Say why nothing is shown."""
        self.close_file()
        self.nothing.say(words)
        self._stack.setCurrentIndex(2)
        self._say()

    def close_file(self) -> None:
        """Forget the file and what was drawn of it."""
        self._soon.stop()
        if self._viewing is not None:
            self._viewing.close()
        self._viewing, self._shown = None, ""
        self.sheet.page.setPixmap(QPixmap())
        self.words.clear()

    def focus_target(self) -> QWidget:
        """What takes the focus."""
        return self.words if self._stack.currentWidget() is self.words else self.sheet

    def turn(self, by: int) -> None:
        """To the next page, or the one before."""
        place = min(max(0, self.place + by), self._pages - 1)
        if place != self.place and self._viewing is not None:
            self.place = place
            self.sheet.verticalScrollBar().setValue(0)
            self._draw()
            self._say()

    def enlarge(self, by: int) -> None:
        """One step larger or smaller."""
        steps = [zoom for zoom in ZOOMS if (zoom > self.zoom if by > 0 else zoom < self.zoom)]
        if steps:
            self._set_zoom(min(steps) if by > 0 else max(steps))

    def _set_zoom(self, zoom: int) -> None:
        self.zoom = zoom
        if self._shown == "text":
            self._size_text()
        elif self._viewing is not None:
            self._draw()
        self._say()

    def _say(self) -> None:
        paged = bool(self._viewing) and self._shown == "pages"
        turning: tuple[QWidget, ...] = (self.before, self.where, self.after)
        sizing: tuple[QWidget, ...] = (self.smaller, self.scale, self.larger, self.fit)
        for part in turning:
            part.setVisible(paged)
        for part in sizing:
            part.setVisible(self._viewing is not None)
        self.before.setEnabled(self.place > 0)
        self.after.setEnabled(self.place < self._pages - 1)
        self.where.say(f"Page {self.place + 1} of {self._pages}")
        self.scale.say(f"{self.zoom} %")
        self.smaller.setEnabled(self.zoom > ZOOMS[0])
        self.larger.setEnabled(self.zoom < ZOOMS[-1])

    # Drawing

    def _fit_again(self) -> None:
        if self._viewing is not None and self._shown != "text":
            self._soon.start()

    def _width(self) -> int:
        """How many real points the page is wide."""
        room = max(200, self.sheet.viewport().width() - theme.current().px(32))
        return min(_MOST_WIDE, round(room * self.zoom / 100 * self.devicePixelRatioF()))

    def _draw(self) -> None:
        viewing, place, width = self._viewing, self.place, self._width()
        if viewing is None:
            return
        self._context.operations.read(
            lambda progress: viewing.page(place, width, progress), self._take_page, self._failed, owner=self,
            newest="viewer",
        )  # fmt: skip

    def _take_page(self, page: Drawn) -> None:
        if self._viewing is None:
            return
        picture = QPixmap()
        picture.loadFromData(page.png)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.page.setPixmap(picture)
        said = self._alternative or page.words or "A picture without a written alternative."
        where = f"Page {self.place + 1} of {self._pages} of {self._name}" if self._shown == "pages" else self._name
        for part in (self.sheet, self.sheet.page):
            part.setAccessibleName(where)
            part.setAccessibleDescription(said[:_SAID])

    def _take_text(self, told: tuple[str, bool]) -> None:
        words, cut = told
        self.words.setPlainText(f"{words}\n\n(The rest is left out here: it is too long.)" if cut else words)
        self.words.setAccessibleName(self._name)
        self._size_text()

    def _size_text(self) -> None:
        font = QFont(self.words.font())
        font.setPixelSize(max(8, round(theme.current().px(13) * self.zoom / 100)))
        self.words.setFont(font)

    def _failed(self, error: HipDeskError) -> None:
        self.nothing.say(str(error))
        self._stack.setCurrentIndex(2)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit_again()
        return super().event(event)
