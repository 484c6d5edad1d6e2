"""What a database says when something is wrong, as a plain sentence; nothing bound to a statement rides along."""

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2

from hipdesk.kernel.errors import (
    ChangedMeanwhile,
    DiskFull,
    EnvironmentFault,
    HipDeskError,
    InUse,
    NotWritable,
    Stopped,
)


class DatabaseDamaged(HipDeskError):
    """A page of the database is not what was written."""

    def __init__(self, what: str = "The database of this vault is damaged.") -> None:
        super().__init__(what, kept="Nothing was changed.", to_do="Restore the last proved backup into a new folder.")


class ReadingOnly(DiskFull):
    """The disk had no room when the vault was opened: it can be read, and nothing can be written or logged."""

    def __init__(self) -> None:
        super().__init__("The disk is full, so this vault is open for reading only.")


class WrongKey(HipDeskError):
    """The database does not open with this vault's key: it belongs to another vault, or its first page is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "The database does not belong to this vault, or its first page is damaged.",
            kept="Nothing was changed.",
            to_do="Restore the last proved backup into a new folder.",
        )


def as_fault(error: BaseException | None) -> HipDeskError:
    """The sentence for the driver's error, by SQLite's own words."""
    words = str(error).lower()
    if "interrupted" in words:
        return Stopped()
    if "full" in words:
        return DiskFull()
    if "readonly" in words or "read-only" in words or "permission" in words:
        return NotWritable("The vault may not be written: its folder is read-only.")
    if "locked" in words or "busy" in words:
        return InUse("The database is busy.")
    if "not a database" in words:
        return WrongKey()
    if "malformed" in words or "corrupt" in words or "hmac" in words:
        return DatabaseDamaged()
    if "disk i/o" in words or "unable to open" in words:
        return EnvironmentFault(
            "The disk did not do what was asked of it.",
            kept="What was saved before is kept.",
            to_do="Check the disk, then try again.",
        )
    return HipDeskError(f"The database refused the change ({type(error).__name__}).", kept="Nothing was changed.")


@contextlib.contextmanager
def told_plainly() -> Iterator[None]:
    """Turn database errors inside the block into sentences, without statement or values riding along."""
    try:
        yield
    except DBAPIError as error:
        raise as_fault(error.orig) from None
    except dbapi2.Error as error:  # a statement given to the driver itself: checkpoints
        raise as_fault(error) from None
    except UnicodeError:  # its repr holds the whole text
        raise HipDeskError(
            "There is a sign in this text that cannot be kept.",
            kept="Nothing was changed.",
            to_do="Type the text again instead of pasting it.",
        ) from None
    except StaleDataError:
        raise ChangedMeanwhile() from None
