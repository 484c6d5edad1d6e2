"""Throwing a draft of a referral away: asked first, naming what goes."""

from collections.abc import Callable
from functools import partial

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import DraftName
from hipdesk.model.referrals.views import ReferralBegun
from hipdesk.services.held_files import remove_bytes, throw_away
from hipdesk.services.referrals import draft_begun
from ui.context import Context
from ui.messages.seam import ask_first
from ui.parts.case_words import clock, day_within, joined


def ask_to_throw_away(context: Context, draft: DraftName, then: Callable[[], object]) -> None:
    """Ask, then throw it away with the files that wait with it; ``then`` before it goes, for a form to stop keeping.

    What was put in to be kept before is kept first, so that what is named is what goes.
    """

    def ask(begun: ReferralBegun | None) -> None:
        if begun is None:
            then()
            return
        day = today(context.clock)
        begun_words = f"Begun {day_within(begun.begun_on, day)}"
        kept = f"last kept {joined(day_within(begun.kept_on, day), clock(begun.kept_at), by=' ')}"
        files = _many(begun.files, "file") if begun.files else ""
        details = (
            joined(begun.initials or "Nobody named yet", f"from {begun.agency}" if begun.agency else ""),
            joined(begun_words, kept),
            joined(_many(begun.answers, "answer"), files, by=" and "),
        )
        ask_first(
            context.messages, "Throw this draft away?", "What was typed in it goes for good. Nothing else is touched.",
            "Throw it away", partial(_throw, context, draft, then), details=details,
        )  # fmt: skip

    def look(_none: None) -> None:
        context.read(draft_begun, draft, then=ask)

    context.operations.run(lambda _progress: None, look)


def _throw(context: Context, draft: DraftName, then: Callable[[], object]) -> None:
    desk = context.desk
    then()

    def work(_progress: Progress) -> object:
        done = desk.do(throw_away, draft)
        desk.with_vault(remove_bytes, done.value)
        return done

    def thrown(_done: object) -> None:
        context.messages.toast("The draft is thrown away, and that it was is in the log.")
        context.hub.broadcast(Changes(frozenset({"draft"})))

    context.operations.run(work, thrown)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
