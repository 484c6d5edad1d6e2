"""What the button "Change" of a case offers: changes, what large text leaves no room for, and its seldom papers."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui.cases.change_panel import TITLES
from ui.routes import Route
from ui.style import theme

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage

_CHANGES = ("summary", "hearing", "lead", "flags", "person", "link", "access", "agency-out", "review")
_OWN_PAPER = frozenset({"victim", "household", "perpetrator"})


def fill(menu: QMenu, page: "CasePage") -> None:
    """Fill the menu for the case that is shown."""
    menu.clear()
    if theme.current().large:
        menu.addAction("Show or hide names", page.show_names)
        menu.addAction("Letter", page.letter.click)
        menu.addAction("Case paper", page.make_paper)
    closed = page.view is not None and page.view.status == "closed"
    for kind in (*_CHANGES, *(("aftercare", "reopen") if closed else ("close",))):
        menu.addAction(TITLES[kind]).triggered.connect(lambda _on=False, kind=kind: page.change(kind))
    view = page.view
    if view is None:
        return
    menu.addSeparator()
    words = menu.addAction("Words left out of papers")
    words.triggered.connect(lambda: page.context.routes.go(Route.to("case-words", id=view.id)))
    for person in view.people:
        if person.role in _OWN_PAPER:
            way = menu.addAction(f"Case paper for {person.label} only")
            way.triggered.connect(
                lambda _on=False, key=person.person_id: page.context.routes.go(
                    Route.to("case-paper", case=view.id, subject=key)
                )
            )
