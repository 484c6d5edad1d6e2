"""What the pages of a case are built of: heading with a button, sections, links with a menu, lines that warn."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

Go = Callable[[str], object]
Ways = Sequence[tuple[str, str]]
"""What a menu offers: words, and the way ``go`` is asked for."""


def page(title: str, said: str, *parts: QWidget, actions: Sequence[QWidget] = ()) -> QWidget:
    """A page of the case: its title, a count or a word beside it, and buttons at the right."""
    head = layout.row(Label(title, "page"), Label(said, "lead"), layout.STRETCH, *actions, gap=10)
    return layout.held(layout.column(head, *parts, layout.STRETCH, gap=12))


def section(title: str, said: str, *parts: QWidget, action: QWidget | None = None) -> QWidget:
    """A part of a page under a heading."""
    head = layout.row(Label(title, "head"), Label(said, "lead"), layout.STRETCH, gap=8)
    if action is not None:
        head.addWidget(action)
    return layout.held(layout.column(head, *parts, gap=4))


def button(words: str, icon: str, name: str, do: Callable[[], object]) -> Button:
    """A button with its name for robots."""
    made = Button(words, icon=icon)
    made.setObjectName(name)
    made.clicked.connect(lambda: do())
    return made


def link(words: str, name: str, do: Callable[[], object], *, said: str = "") -> LinkButton:
    """A link; ``said`` is what a reader says where the words alone would not tell which."""
    made = LinkButton(words)
    made.setObjectName(name)
    made.setAccessibleName(said or words)
    made.clicked.connect(lambda: do())
    return made


def menu_link(words: str, name: str, ways: Ways, go: Go, *, said: str) -> LinkButton:
    """A link that opens a menu of ways."""
    made = LinkButton(words, chevron=True)
    made.setObjectName(name)
    made.setAccessibleName(said)
    made.clicked.connect(lambda: open_menu(made, ways, go))
    return made


def open_menu(under: QWidget, ways: Ways, go: Go) -> None:
    """Show the ways under a button; the menu goes when it is left."""
    menu = QMenu(under)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, way in ways:
        menu.addAction(words).triggered.connect(lambda _on=False, way=way: go(way))
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def nothing(words: str) -> QWidget:
    """What a page says when it has nothing to show."""
    return Label(words, "quiet", wrap=True)


def warning(tone: str, words: str, *actions: QWidget) -> QWidget:
    """A line that wants to be seen: a mark, words, and what can be done."""
    glyph = {"red": "glyph-triangle", "amber": "glyph-diamond", "green": "glyph-done"}.get(tone, "info")
    across = layout.row(
        ChipLabel(chips.noted(tone, glyph, "", size=12)), Label(words, "body", wrap=True), *actions, gap=8
    )
    across.setStretch(1, 1)
    return layout.held(across)
