"""What a page is to the shell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from ui.context import Context
from ui.routes import Memory, Route
from ui.shell.page_words import PageWords
from ui.widgets.labels import Ground


class Page(Ground):
    """Base of every page. A subclass builds its widgets in ``__init__`` and fills them in ``open_route``.

    ``shows`` names the kinds of record it shows: ``reload`` is called when an operation touched one of them while the
    page is visible, or once when it is shown again. ``help_topic`` is the page F1 opens.
    """

    help_topic = ""
    shows: frozenset[str] = frozenset()
    counts_changed = Signal(dict)
    """A page may tell counts for the navigation, by badge name."""

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.context = context
        self._stale = False
        self.over = False
        """What was typed here became a record: whoever comes by this way again finds a new page."""
        self.words: PageWords | None = None
        """What is typed outside its forms; the shell sees to it."""
        context.hub.changed.connect(self._news)

    def open_route(self, route: Route) -> None:
        """Show what the route says. Called every time the page comes to the front."""

    def remember(self) -> Memory:
        """What this page wants back when it is shown again, as plain JSON values."""
        return {}

    def restore(self, memory: Memory) -> None:
        """Take back what ``remember`` gave; called after ``open_route`` of a new page."""

    def reload(self, changes: Changes | None) -> None:
        """Read anew what is shown; ``changes`` is None when several came while the page was hidden."""

    def panes(self) -> list[QWidget]:
        """The panes F6 goes through, each a widget that can take the focus."""
        return []

    def first_focus(self) -> QWidget | None:
        """Where the focus goes when the page is opened."""
        return None

    def show_names(self) -> None:
        """Ctrl+. was pressed: show or hide names, where the page has any."""

    def leave(self) -> None:
        """The page goes: keep what was typed. It is deleted afterwards."""

    def came_to_front(self) -> None:
        """Read anew if something changed while hidden. The shell calls this."""
        if self._stale:
            self._stale = False
            self.reload(None)

    def _news(self, changes: Changes) -> None:
        if self.shows and changes.touches(*self.shows):
            if self.isVisible():
                self.reload(changes)
            else:
                self._stale = True
