"""Views of lists that a holder keeps under a name: part of their window, no part of the record, so not logged."""

from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.listings import MOST_VIEWS, ForgetView, KeepView, KeptView, ListName
from hipdesk.model.users import Right
from hipdesk.services.drafts import keep_place, place
from hipdesk.services.registry import reads, unlogged
from hipdesk.store.work import Reading, Work


@reads(Right.KEEP_DRAFTS)
def kept_views(reading: Reading, of: ListName) -> list[KeptView]:
    """The holder's own views of a list, in the order they were first kept."""
    return [KeptView(name, content) for name, content in _kept(reading, of).items()]


@unlogged(Right.KEEP_DRAFTS)
def keep_view(work: Work, command: KeepView) -> None:
    """Keep a view; one of the same name is replaced. Refused when there are twenty of the list already."""
    kept = _kept(work, command.of)
    if not command.name:
        raise Refused("A view needs a name.", kept="The list is as it was.", to_do="Give it one.")
    if command.name not in kept and len(kept) >= MOST_VIEWS:
        raise Refused(
            f"There are {MOST_VIEWS} views of this list already.", kept="Those stay.", to_do="Forget one of them first."
        )
    keep_place(work, _place(command.of), {"views": {**kept, command.name: command.content}})


@unlogged(Right.KEEP_DRAFTS)
def forget_view(work: Work, command: ForgetView) -> None:
    """Forget a view; the list itself is as it was."""
    kept = _kept(work, command.of)
    keep_place(work, _place(command.of), {"views": {name: kept[name] for name in kept if name != command.name}})


def _place(of: ListName) -> str:
    return f"views of {of}"


def _kept(reading: Reading, of: ListName) -> dict[str, dict[str, Any]]:
    content = place(reading, _place(of)) or {}
    return dict(content.get("views", {}))
