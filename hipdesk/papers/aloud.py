"""A paper as text in reading order, for those who listen: taken by the press from the bytes that will be saved."""

from dataclasses import dataclass

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.papers.press import Press

_JOB = "hipdesk.papers.aloud_jobs:as_passages"
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph, list point, table row or picture. ``kind`` is h1 to h6, text, point, row or picture."""

    kind: str
    words: str

    @property
    def level(self) -> int:
        """1 to 6 for a heading, else 0."""
        return int(self.kind[1:]) if self.kind[:1] == "h" else 0


def read_aloud(press: Press, content: bytes, progress: Progress = SILENT) -> tuple[Passage, ...]:
    """The passages of a paper. Refused when it cannot be read as text."""
    told = press.run(_JOB, seconds=SECONDS, progress=progress, content=content)
    return tuple(Passage(str(kind), str(words)) for kind, words in told) if isinstance(told, list) else ()
