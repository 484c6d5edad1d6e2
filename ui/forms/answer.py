"""A save that answers a draft: the record is made and the draft dropped in one transaction, whatever comes between.

While it is under way typing goes on and is kept on, and nobody knows yet whether there will be a record. So what is
kept then is decided where it is written, after the save: all of it when there is no record, else what the record does
not hold.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from hipdesk.kernel.progress import Progress
from ui.tasks.operations import Running

T = TypeVar("T")
Kept = dict[str, object]


def _nothing(_kept: Kept) -> Kept | None:
    return None


class Answers(NamedTuple):
    """The draft that a save answers. ``left`` gives what of a state kept later the record does not hold, or None.

    ``left`` is called on the writer's thread. ``once``: while one save is under way another of the same draft is the
    same save, so that a key pressed twice makes one record.
    """

    kind: str
    subject: str = ""
    left: Callable[[Kept], Kept | None] = _nothing
    once: bool = True


class Answer:
    """One save under way."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.running: Running | None = None
        self.committed = False
        """Set and read on the writer's thread."""

    def watch(self, work: Callable[[Progress], T]) -> Callable[[Progress], T]:
        """The work, which notes that it was committed."""

        def watched(progress: Progress) -> T:
            outcome = work(progress)
            self.committed = True
            return outcome

        return watched


class UnderWay:
    """The saves under way, by the draft they answer; on the window's thread. ``answered`` is told of each committed."""

    def __init__(self, answered: Callable[[Answers], object]) -> None:
        self._answered = answered
        self._by_draft: dict[tuple[str, str], list[Answer]] = {}

    def begin(self, answers: Answers) -> Answer:
        """A further save, or the one under way when the draft is answered once."""
        there = self._by_draft.setdefault((answers.kind, answers.subject), [])
        if not there or not answers.once:
            there.append(Answer(answers))
        return there[-1]

    def end(self, answer: Answer) -> None:
        """Its outcome is known in the window."""
        there = self._by_draft.get((answer.answers.kind, answer.answers.subject), [])
        if answer in there:
            there.remove(answer)
            if answer.committed:
                self._answered(answer.answers)

    def rest_of(self, kind: str, subject: str, kept: Kept) -> Callable[[], Kept | None]:
        """What there is to keep of a state, asked on the writer's thread once the saves under way now are over."""
        before = tuple(self._by_draft.get((kind, subject), ()))

        def rest() -> Kept | None:
            left: Kept | None = kept
            for answer in before:
                if left is not None and answer.committed:
                    left = answer.answers.left(left)
            return left

        return rest
