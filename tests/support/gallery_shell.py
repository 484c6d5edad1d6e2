"""The shell in the gallery: navigation, bars, a page, the search over it, and a question."""

from collections.abc import Hashable

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import FixedClock
from tests.support import gallery_pages
from tests.support.qt_stand_ins import WEDNESDAY, context_for
from ui.context import Context
from ui.messages.in_window import InWindow
from ui.messages.seam import Choice, Question
from ui.routes import Route
from ui.shell.page import Page
from ui.shell.palette import Deliver, Finder
from ui.shell.registry import PageRegistry
from ui.shell.window import DeskWindow
from ui.shell.workspace import Workspace
from ui.widgets import chips, layout
from ui.widgets.rows_model import Group, Line


class Shown(Page):
    """A page holding one of the gallery's."""

    def __init__(self, context: Context, build: str) -> None:
        super().__init__(context)
        self.setLayout(layout.column(gallery_pages.PAGES[build](), gap=0))


def _find(_words: str, _scope: str, deliver: Deliver) -> None:
    deliver(
        [
            Group("Cases"),
            Line(
                "1",
                "HIP/2026-27/0022",
                "R.B.",
                "a name on this case",
                icon="folder",
                keyhint="Enter",
                chips=(),
                right=chips.risk("high", 36),
            ),
            Line(
                "2", "HIP/2025-26/0031", "J.L.", "a witness on this case", icon="folder", right=chips.status("closed")
            ),
            Group("People"),
            Line(
                "3",
                "Rukhsana Begum রুখসানা বেগম",
                "",
                "born 1988, person affected in 1 case",
                icon="person",
                plain_title=True,
                marked=("begum",),
            ),
            Group("Commands"),
            Line("4", "Log a referral for “begum”", icon="plus", plain_title=True, keyhint="Ctrl+Shift+R"),
        ]
    )


def window(build: str) -> DeskWindow:
    """The window unlocked, showing a page of the gallery."""
    context, _ = context_for()
    registry = PageRegistry()
    for order, (name, title, icon, badge) in enumerate(
        (
            ("home", "Home", "home", ""),
            ("referrals", "Referrals", "inbox", "r"),
            ("cases", "Cases", "folder", "c"),
            ("meetings", "Meetings", "calendar", "m"),
            ("actions", "Actions", "tick-square", "a"),
            ("people", "People", "people", "p"),
            ("agencies", "Agencies", "building", ""),
            ("reports", "Reports", "chart", ""),
            ("strategy", "Strategy", "flag", ""),
            ("registers", "Registers", "book", ""),
            ("settings", "Settings", "sliders", ""),
        ),
        start=1,
    ):
        registry.register(
            name,
            title,
            icon,
            lambda context: Shown(context, build),
            order * 10,
            badge,
            gap=name in ("referrals", "people", "reports"),
            foot=name == "settings",
        )
    made = DeskWindow(FixedClock(WEDNESDAY))
    workspace = Workspace(context, registry, Finder(_find, _opened))
    made.show_workspace(workspace)
    made.messages = InWindow(made)
    made.idle.stop()
    workspace.navigation.show_counts({"r": 3, "c": 4, "m": 1, "a": 6, "p": 3})
    workspace.top.show_holder("Anwen Price")
    workspace.status.show_saved("All changes saved 14:02")
    workspace.status.show_backup("Backup proved Tue 1 Dec, 18:05")
    workspace.status.show_papers("Papers go out in 3 working days, Mon 7 Dec")
    workspace.status.show_marking("OFFICIAL-SENSITIVE")
    names = {"home": "home", "table": "cases", "inbox": "referrals", "empty": "registers"}
    workspace.begin(Route(names[build]))
    made.resize(1366, 768)
    return made


def _opened(_key: Hashable) -> None:
    return None


def shell_home() -> QWidget:
    """The shell around Home."""
    return window("home")


def shell_table() -> QWidget:
    """The shell around a table, with the search over it."""
    made = window("table")
    made.show()
    workspace = made.workspace
    assert workspace is not None
    workspace.open_search()
    return made


def shell_question() -> QWidget:
    """The shell with a question, a banner and a toast."""
    made = window("inbox")
    made.show()
    assert made.messages is not None
    made.messages.banner(
        "This is an older copy: 14 recorded steps are missing",
        "The vault itself is sound.",
        "Restore the newest backup, or go on with this one.",
    )
    made.messages.toast("Referral 0042 logged. Receipt letter drafted.", undo=lambda: None)
    made.messages.ask(
        Question(
            "Delete 3 attachments?",
            "They cannot be brought back.",
            (Choice("do", "Delete 3 attachments", "danger"), Choice("leave", "Leave it as it is")),
            ("photograph of the door, 21 November", "photograph of the stair", "letter of 3 November"),
        ),
        lambda _name: None,
    )
    return made


PAGES = {"shell-home": shell_home, "shell-search": shell_table, "shell-question": shell_question}
