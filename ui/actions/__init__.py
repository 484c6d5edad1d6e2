"""Actions: the log by agency, what was said about each, and who is chased."""

from ui.context import Context
from ui.shell.registry import PageEntry


def pages(_context: Context) -> list[PageEntry]:
    """The log of actions, and one action."""
    from ui.actions.action_page import ActionPage
    from ui.actions.board import ActionsPage

    return [
        PageEntry("actions", "Actions", "tick-square", ActionsPage, order=50, badge="actions"),
        PageEntry("action", "Action", "tick-square", ActionPage, under="actions"),
    ]
