"""The one error a workbook can raise: it was not read, and why."""

from hipdesk.kernel.errors import HipDeskError

KEPT = "Nothing was read and nothing was changed."


class WorkbookRefused(HipDeskError):
    """The file is not one we will read. ``what`` is one sentence without any content of the file."""

    def __init__(self, what: str, *, kept: str = KEPT, to_do: str = "") -> None:
        super().__init__(what, kept=kept, to_do=to_do)
