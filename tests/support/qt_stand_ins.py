"""Stand-ins for what a page is handed: a scripted ``Messages``, drafts in memory, and a context over them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject

from hipdesk.kernel.clock import FixedClock
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from ui.context import Content, Context
from ui.forms.answer import UnderWay
from ui.forms.drafts import DeskDrafts
from ui.messages.seam import Chosen, Leaving, Left, Let, Offer, Question
from ui.routes import Routes
from ui.style import theme
from ui.tasks.changes import ChangeHub
from ui.tasks.operations import Operations

if TYPE_CHECKING:
    from hipdesk.desk import Desk

T = TypeVar("T")
WEDNESDAY = datetime(2026, 12, 2, 14, 2, tzinfo=UTC)
"""The invented day of every picture: 2 December 2026."""


class ScriptedMessages:
    """Answers questions from a script and writes down what was said.

    ``answers``, ``files`` are taken from the front; a question without an answer left fails the test, so that nothing
    is ever answered by accident. None in the script leaves the question, as Esc does.
    """

    def __init__(self) -> None:
        self.answers: list[str | None] = []
        self.files: list[Path | None] = []
        self.choices: list[tuple[str, str, str]] = []
        self.leavings: list[Leaving] = []
        self.passwords: list[str] = []
        self.asked: list[Question] = []
        self.banners: dict[str, tuple[str, str, str, str]] = {}
        self.offers: dict[str, Sequence[Offer]] = {}
        self.toasts: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.errors: list[HipDeskError] = []

    def ask(self, question: Question, answer: Callable[[str], object]) -> None:
        """Answer from the script."""
        self.asked.append(question)
        assert self.answers, f"nobody scripted an answer to: {question.title}"
        name = self.answers.pop(0)
        if name is not None:
            assert name in [choice.name for choice in question.choices], f"{name} is no choice of: {question.title}"
            answer(name)

    def _choose(self, title: str, suggested: str, kinds: str, chosen: Chosen) -> None:
        self.choices.append((title, suggested, kinds))
        assert self.files, f"nobody scripted a file for: {title}"
        path = self.files.pop(0)
        if path is not None:
            chosen(path)

    def choose_save_file(self, title: str, suggested: str, kinds: str, chosen: Chosen) -> None:
        """Choose from the script."""
        self._choose(title, suggested, kinds, chosen)

    def choose_leaving(self, leaving: Leaving, let: Let) -> None:
        """Choose the file from the script, for whom it is likely for, with the next password or none."""
        self.leavings.append(leaving)
        password = self.passwords.pop(0) if self.passwords else ""
        recipient = leaving.recipient or "the office"
        self._choose(
            f"Save: {leaving.title}", leaving.suggested, leaving.kinds,
            lambda target: let(Left(target, recipient, password)),
        )  # fmt: skip

    def choose_open_file(self, title: str, kinds: str, chosen: Chosen) -> None:
        """Choose from the script."""
        self._choose(title, "", kinds, chosen)

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        """Choose from the script."""
        self._choose(title, "", "", chosen)

    def banner(
        self,
        what: str,
        kept: str = "",
        to_do: str = "",
        *,
        tone: str = "amber",
        offers: Sequence[Offer] = (),
        about: str = "",
    ) -> None:
        """Write it down."""
        self.banners[about or what] = (what, kept, to_do, tone)
        self.offers[about or what] = offers

    def settle(self, about: str) -> None:
        """Cross it out."""
        self.banners.pop(about, None)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Write it down."""
        self.toasts.append(words)
        self.undo = undo

    def error(self, error: HipDeskError) -> None:
        """Write it down."""
        self.errors.append(error)


class MemoryDrafts:
    """Drafts in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Content] = {}
        self.under_way: UnderWay = UnderWay(lambda answers: self.drop(answers.kind, answers.subject))

    @property
    def may_keep(self) -> bool:
        """Anyone may."""
        return True

    @property
    def waiting(self) -> bool:
        """Memory takes everything."""
        return False

    def keep(self, kind: str, subject: str, content: Content, then: Callable[[], object] | None = None) -> None:
        """Keep."""
        rest = self.under_way.rest_of(kind, subject, content)()
        if rest is not None:
            self.kept[kind, subject] = rest
        if then is not None:
            then()

    def load(self, kind: str, subject: str, then: Callable[[Content | None], object], owner: QObject) -> None:
        """Load at once."""
        assert owner is not None
        then(self.kept.get((kind, subject)))

    def stop(self) -> None:
        """Nothing is held."""

    def drop(self, kind: str, subject: str) -> None:
        """Drop."""
        self.kept.pop((kind, subject), None)


class NoDesk:
    """A desk for pages that are only looked at; any use fails."""

    def run(self, progress: Progress, service: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """Not here."""
        raise AssertionError(f"this test has no desk for {service} {len(args)} {len(kwargs)} {progress}")

    def open(self, service: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """Not here."""
        raise AssertionError(f"this test has no desk for {service} {len(args)} {len(kwargs)}")

    def read(self, service: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """Not here."""
        raise AssertionError(f"this test has no desk for {service} {len(args)} {len(kwargs)}")


def context_for(desk: "Desk | None" = None, at: datetime = WEDNESDAY) -> tuple[Context, ScriptedMessages]:
    """A context with scripted messages; call ``operations.shutdown()`` when done (the fixture ``context`` does)."""
    messages = ScriptedMessages()
    hub = ChangeHub()
    operations = Operations(hub, messages.error)
    made = Context(
        desk=desk or cast("Desk", NoDesk()),
        operations=operations,
        hub=hub,
        messages=messages,
        theme=theme.current(),
        routes=Routes(),
        drafts=MemoryDrafts(),
        clock=FixedClock(at),
    )
    return made, messages


@contextmanager
def real_drafts(handed: tuple[Context, ScriptedMessages, object]) -> Iterator[None]:
    """Drafts of a context that has a desk go into its vault."""
    context, messages, _known = handed
    drafts = DeskDrafts(context.desk, context.operations, messages)
    context.drafts = drafts
    yield
    drafts.stop()
