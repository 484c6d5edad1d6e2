"""Reading a table of figures through the press: the child decodes the CSV, the program reads what it says."""

import csv
import hashlib
import io

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.police_figures import PoliceFileRefused, PoliceTable, read_rows
from hipdesk.papers.reading.jobs import RunsJobs

READ_CSV = "hipdesk.papers.reading.police:read_csv"
FILE_MOST = 2 * 1024 * 1024
"""The largest file in bytes; a borough's figures of ten years are a few thousand."""
_ROWS_MOST, _COLUMNS_MOST, _CELL_MOST = 20_000, 400, 500
_SECONDS = 30.0
_TO_DO = "Save the table of figures as CSV, and choose that file."


def read_csv(content: bytes) -> list[list[str]]:
    """The job: the rows of a CSV as texts. Raises PoliceFileRefused."""
    if not content.strip():
        raise _refused("The file is empty.")
    if b"\x00" in content or content[:2] in (b"PK", b"\xd0\xcf"):
        raise _refused("The file is not a CSV.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= _ROWS_MOST or len(row) > _COLUMNS_MOST:
                raise _refused("The file is larger than any table of figures.")
            rows.append([cell[:_CELL_MOST] for cell in row])
    except csv.Error:
        raise _refused("The file is not a CSV that can be read.") from None
    return rows


def read_table_in_press(press: RunsJobs, content: bytes, progress: Progress = SILENT) -> tuple[list[list[str]], str]:
    """The rows of a CSV as texts, and its SHA-256. Raises PoliceFileRefused, and what the press raises when its child
    dies."""
    if len(content) > FILE_MOST:
        raise _refused("The file is larger than any table of figures.")
    try:
        rows = press.run(READ_CSV, seconds=_SECONDS, progress=progress, content=content)
    except HipDeskError as told:
        if type(told) is HipDeskError:
            raise PoliceFileRefused(told.what, kept=told.kept, to_do=told.to_do) from None
        raise
    if not isinstance(rows, list):
        raise TypeError("the press answers with rows")
    return rows, hashlib.sha256(content).hexdigest()


def read_police_in_press(press: RunsJobs, content: bytes, progress: Progress = SILENT) -> tuple[PoliceTable, str]:
    """What a file of police figures says, and its SHA-256. Raises as ``read_table_in_press``."""
    rows, digest = read_table_in_press(press, content, progress)
    return read_rows(rows), digest


def _refused(what: str) -> PoliceFileRefused:
    return PoliceFileRefused(what, kept="Nothing was imported.", to_do=_TO_DO)
