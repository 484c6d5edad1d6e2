"""Reading a workbook through the press: the job the child does, and the call the program makes.

The child opens the file and sends back plain cells; matching and building happen on the program's side, where no
file is open any more.
"""

from typing import Protocol

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.workbooks.grid import WorkbookGrid
from hipdesk.model.workbooks.plain import Plain, grid_from_plain, grid_to_plain
from hipdesk.model.workbooks.refusal import WorkbookRefused

READ_WORKBOOK = "hipdesk.papers.reading.jobs:read_workbook"
SECONDS = 120.0
"""The longest a workbook may take."""


class RunsJobs(Protocol):
    """What is needed of the press."""

    def run(self, job: str, *, seconds: float = ..., progress: Progress = ..., **given: object) -> object:
        """Do a job with plain values and return its answer."""


def read_workbook(content: bytes, file_name: str) -> Plain:
    """The job: ``read_grid`` as plain values. Raises ``WorkbookRefused``."""
    from hipdesk.papers.reading.workbooks import read_grid  # late: the program asks the press, and never reads itself

    return grid_to_plain(read_grid(content, file_name))


def read_in_press(press: RunsJobs, content: bytes, file_name: str, progress: Progress = SILENT) -> WorkbookGrid:
    """Read a workbook in the child process.

    Raises ``WorkbookRefused`` with the reader's own sentence, ``Stopped`` when cancelled, and what the press raises
    when its child dies or the job breaks.
    """
    try:
        plain = press.run(READ_WORKBOOK, seconds=SECONDS, progress=progress, content=content, file_name=file_name)
    except HipDeskError as told:
        if type(told) is HipDeskError:
            raise WorkbookRefused(told.what, kept=told.kept, to_do=told.to_do) from None
        raise
    return grid_from_plain(plain)
