"""Every general widget, in every dress: a name and a role for a reader, nothing cut off, a ring for the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFocusFrame, QLabel, QToolButton, QWidget

from tests.support import gallery_form, gallery_pages
from tests.support.gallery import buttons, fields
from tests.support.qt_accessibility import interface_of, nameless, roleless, walk
from tests.support.qt_keys import press, settle, tab_round
from tests.support.qt_leaks import let_go, no_window_flashes
from tests.support.qt_pictures import DRESSES, colours_in, grab
from ui.style import theme
from ui.style.tokens import LIGHT
from ui.widgets.focus_ring import FocusRing
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar
from ui.widgets.text_field import TextField

PAGES = {"buttons": buttons, "fields": fields, **gallery_pages.PAGES, **gallery_form.PAGES}


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
    let_ring_go(qapp, ring, field)


def let_ring_go(qapp: QApplication, ring: FocusRing, held: QWidget) -> None:
    """Take a ring away from the application."""
    qapp.focusChanged.disconnect(ring._moved)
    ring._moved(held, None)
    ring.deleteLater()
    settle()


def test_ring_when_tabs_have_the_focus_then_surrounds_the_current_tab_once_a_key_was_pressed(
    qapp: QApplication, shown: Callable[..., QWidget]
) -> None:
    """A page that opens shows no ring round its tabs; the first key does, and it moves with the tab."""
    ring = FocusRing(qapp)
    holder = QWidget()
    tabs = TabBar([Tab("a", "Summary"), Tab("b", "People"), Tab("c", "Incidents")])
    tabs.setParent(holder)
    tabs.setGeometry(40, 40, 400, 36)
    shown(holder, 500, 120)
    tabs.setFocus()
    settle()
    assert not holder.findChildren(QFocusFrame)
    ring.by_pointer = False
    settle()
    frames = holder.findChildren(QFocusFrame)
    assert len(frames) == 1
    for at in range(3):
        tabs.setCurrentIndex(at)
        settle()
        image = grab(holder, f"ring-tab-{at}")
        middle = 40 + tabs.tabRect(at).center().x()
        ringed = [x for x in range(image.width()) if image.pixelColor(x, 41).name().upper() == LIGHT.accent]
        assert min(ringed) < middle < max(ringed)
        assert max(ringed) - min(ringed) < tabs.tabRect(at).width()
    let_ring_go(qapp, ring, tabs)


def test_tabs_when_there_is_no_room_then_two_buttons_to_scroll_can_be_hit(shown: Callable[..., QWidget]) -> None:
    """At 200 % the pages of a case do not fit: both arrows are 24 px or more, and drawn."""
    theme.current().use("light", 2.0)
    tabs = TabBar([Tab(str(at), f"A page of number {at}") for at in range(9)])
    shown(tabs, 700, 80)
    arrows = tabs.findChildren(QToolButton)
    assert [arrow.width() >= 24 and arrow.isVisible() for arrow in arrows] == [True, True]
    right = next(arrow for arrow in arrows if arrow.isEnabled())
    assert len(colours_in(grab(right, "scroller"))) > 1
