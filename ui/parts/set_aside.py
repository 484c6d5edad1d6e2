"""Told in the window: an office's own template could not be used for a paper, so the shipped one was."""

from hipdesk.model.users import Right
from ui.context import Context
from ui.messages.seam import Offer
from ui.routes import Route

_ABOUT = "template"
_TEMPLATES = Route.to("settings", page="templates")


def tell_set_aside(context: Context, note: str) -> None:
    """Show the sentence above the page until it is settled; an empty one settles it."""
    if not note:
        context.messages.settle(_ABOUT)
        return
    offers = (Offer("Open the templates", lambda: context.routes.go(_TEMPLATES)),)
    may = context.desk.actor.may(Right.EDIT_LISTS)
    context.messages.banner(note, tone="amber", offers=offers if may else (), about=_ABOUT)
