"""Toasts of what was just done with meetings, each with its undo; what stands in the way of one is told as an error."""

from hipdesk.model.panels.meetings import UndoCancel, UndoMove, UndoPlan
from hipdesk.services import meeting_undo
from ui.context import Context
from ui.routes import Route


def tell_planned(context: Context, made: tuple[str, ...]) -> None:
    """Meetings were planned."""
    words = "One meeting planned." if len(made) == 1 else f"{len(made)} meetings planned."

    def undone(_none: None) -> None:
        _leave(context, made, Route("meetings"))

    context.messages.toast(words, lambda: context.do(meeting_undo.undo_plan, UndoPlan(meetings=made), then=undone))


def tell_moved(context: Context, old: str, new: str) -> None:
    """A meeting was moved: the one of the old day, and the one of the new."""

    def undone(_none: None) -> None:
        _leave(context, (new,), Route.to("meeting", id=old))

    context.messages.toast(
        "The meeting was moved, and what was prepared with it.",
        lambda: context.do(meeting_undo.undo_move, UndoMove(meeting_id=old), then=undone),
    )


def tell_cancelled(context: Context, meeting: str) -> None:
    """A meeting was cancelled."""
    context.messages.toast(
        "The meeting is cancelled. Its cases come back by the agenda’s rules.",
        lambda: context.do(meeting_undo.undo_cancel, UndoCancel(meeting_id=meeting)),
    )


def _leave(context: Context, gone: tuple[str, ...], to: Route) -> None:
    """Away from the page of a meeting that is not there any more."""
    current = context.routes.current
    if current is not None and current.name == "meeting" and current.get("id") in gone:
        context.routes.replace(to)
