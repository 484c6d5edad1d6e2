"""How much a workbook may hold, and the sentences that refuse one. Sizes are in bytes unless named otherwise."""

from hipdesk.model.workbooks.refusal import WorkbookRefused

MEGABYTE = 1024 * 1024

FILE_MOST = 64 * MEGABYTE
UNPACKED_MOST = 400 * MEGABYTE
RATIO_MOST = 200
RATIO_COUNTS_FROM = 10 * MEGABYTE
PARTS_MOST = 5_000
ROWS_MOST = 200_000
CELLS_MOST = 5_000_000
WORDS_MOST = 256 * MEGABYTE
SHEETS_MOST = 250


def empty_refusal() -> WorkbookRefused:
    """No bytes, or not one filled cell."""
    return WorkbookRefused("The workbook is empty.", to_do="Choose the workbook that holds the panel’s cases.")


def kind_refusal() -> WorkbookRefused:
    """Some other kind of file."""
    return WorkbookRefused("This file is not a workbook.", to_do="Choose an .xlsx, .xlsm, .xls or .ods file.")


def binary_refusal() -> WorkbookRefused:
    """Excel's binary form."""
    return WorkbookRefused(
        "This is a binary workbook (.xlsb), which cannot be read here.",
        to_do="Open it in Excel, save it as .xlsx, and choose that file.",
    )


def password_refusal() -> WorkbookRefused:
    """Encrypted as a whole, or any part of it."""
    return WorkbookRefused(
        "The workbook is protected by a password.",
        to_do="Take the password off in Excel (File, Info, Protect Workbook) and choose the file again.",
    )


def damaged_refusal() -> WorkbookRefused:
    """It begins like a workbook, and cannot be read through."""
    return WorkbookRefused(
        "The workbook is damaged and cannot be read.",
        to_do="Open it in Excel, save it again as .xlsx, and choose that file.",
    )


def large_refusal(why: str) -> WorkbookRefused:
    """Larger than any panel's workbook. ``why`` is a clause with a figure in it and no content."""
    return WorkbookRefused(
        f"The workbook is too large to read: {why}.",
        to_do="Save the sheets that hold the cases as a workbook of their own, and choose that file.",
    )


def bomb_refusal() -> WorkbookRefused:
    """Built to exhaust the machine that opens it."""
    return WorkbookRefused(
        "The workbook unpacks to far more than its size allows, as a hostile file does.",
        to_do="Do not open it in another program; ask whoever sent it.",
    )
