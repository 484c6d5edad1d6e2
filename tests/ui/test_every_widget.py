"""Every general widget, in every dress: a name and a role for a reader, nothing cut off, a ring for the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.support import gallery_form, gallery_pages
from tests.support.gallery import buttons, fields
from tests.support.qt_accessibility import interface_of, nameless, roleless, walk
from tests.support.qt_keys import press, settle, tab_round
from tests.support.qt_leaks import let_go, no_window_flashes
from tests.support.qt_pictures import colours_in, grab
from ui.style import theme
from ui.style.tokens import LIGHT
from ui.widgets.focus_ring import FocusRing
from ui.widgets.table_view import TableView
from ui.widgets.text_field import TextField

PAGES = {"buttons": buttons, "fields": fields, **gallery_pages.PAGES, **gallery_form.PAGES}
DRESSES = {"light": ("light", 1.0), "dark": ("dark", 1.0), "contrast": ("contrast", 1.0), "large": ("light", 2.0)}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("page", PAGES)
def test_widgets_when_walked_by_a_reader_then_have_names_and_roles(
    page: str, dress: str, shown: Callable[..., QWidget]
) -> None:
    """Every control has a name; whatever takes the focus has a role."""
    theme.current().use(*DRESSES[dress])
    widget = shown(PAGES[page](), 1366, 768)
    assert nameless(widget) == []
    assert roleless(widget) == []
    grab(widget, f"{page}-{dress}")


@pytest.mark.parametrize("dress", ["light", "large"])
@pytest.mark.parametrize("page", [page for page in PAGES if page != "form"])
def test_widgets_when_built_then_no_part_flashes_as_a_window(page: str, dress: str) -> None:
    """Nothing is shown before it stands in its page."""
    theme.current().use(*DRESSES[dress])
    with no_window_flashes():
        widget = PAGES[page]()
    let_go(widget)


@pytest.mark.parametrize("page", PAGES)
def test_widgets_when_tabbed_through_then_there_is_no_trap(page: str, shown: Callable[..., QWidget]) -> None:
    """Tab comes round on every page."""
    widget = shown(PAGES[page](), 1366, 768)
    press(widget, "Tab")
    assert len(tab_round(widget)) >= 1


@pytest.mark.parametrize("dress", ["light", "large"])
@pytest.mark.parametrize("page", ["buttons", "fields", "form"])
def test_labels_when_shown_then_are_not_cut_off(page: str, dress: str, shown: Callable[..., QWidget]) -> None:
    """No label is narrower or lower than its words."""
    theme.current().use(*DRESSES[dress])
    widget = shown(PAGES[page](), 1366, 900)
    cut = [
        label.text()[:40]
        for label in widget.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and (label.width() < label.sizeHint().width() - 1 or label.height() < label.sizeHint().height() - 1)
    ]
    assert cut == []


def test_table_when_walked_then_cells_say_their_chips(shown: Callable[..., QWidget]) -> None:
    """A reader hears the risk, not the colour."""
    widget = shown(gallery_pages.table(), 1366, 768)
    view = widget.findChild(TableView)
    assert view is not None
    said = {found.text(QAccessible.Text.Name) for found in walk(interface_of(view))}
    assert any("Risk" in words for words in said)


def test_ring_when_focus_moves_by_key_then_stands_outside_and_keeps_off_what_was_clicked(
    qapp: QApplication, shown: Callable[..., QWidget]
) -> None:
    """Two pixels of accent, two outside; a clicked button has none, a field always."""
    ring = FocusRing(qapp)
    holder = QWidget()
    field = TextField(name="Field")
    field.setParent(holder)
    field.setGeometry(40, 40, 200, 32)
    shown(holder, 300, 120)
    field.clearFocus()
    settle()
    assert LIGHT.accent not in colours_in(grab(holder, "ring-none"))
    field.setFocus()
    settle()
    image = grab(holder, "ring")
    assert image.pixelColor(37, 56).name().upper() == LIGHT.accent
    assert image.pixelColor(39, 56).name().upper() != LIGHT.accent
    qapp.focusChanged.disconnect(ring._moved)
    ring._moved(field, None)
    ring.deleteLater()
    settle()
