"""The errors a person may read. Each says what happened, what was kept, and what to do.

Never put a value from a case into one of these: a name, a note, a path that holds a name.
"""


class HipDeskError(Exception):
    """A fault told in plain words: ``what`` happened, what was ``kept``, what ``to_do``. No case content, ever."""

    def __init__(self, what: str, *, kept: str = "", to_do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.to_do = to_do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.to_do) if part)


class Refused(HipDeskError):
    """A rule or a right says no; nothing was changed."""


class ChangedMeanwhile(Refused):
    """Someone else, or another screen, saved this record first."""

    def __init__(self) -> None:
        super().__init__(
            "This record was changed since it was opened.",
            kept="What you typed is kept as a draft.",
            to_do="Look at the newer values, then save again.",
        )


class Stopped(HipDeskError):
    """The person, or a lock, stopped long work; what it had begun was undone."""

    def __init__(self, what: str = "Stopped.", *, kept: str = "Nothing was changed.", to_do: str = "") -> None:
        super().__init__(what, kept=kept, to_do=to_do)


class EnvironmentFault(HipDeskError):
    """The machine's doing, not a bug: disk full, no permission, file in use."""


class DiskFull(EnvironmentFault):
    """No room left; what was saved before is whole."""

    def __init__(self, what: str = "The disk is full.") -> None:
        super().__init__(
            what,
            kept="Nothing saved before was lost.",
            to_do="Free some space, or choose another place, and try again.",
        )


class NotWritable(EnvironmentFault):
    """The folder or file may not be written."""

    def __init__(self, what: str = "The file could not be written: this place does not allow it.") -> None:
        super().__init__(
            what, kept="Nothing saved before was lost.", to_do="Choose a place you may write to, and try again."
        )


class NotThere(EnvironmentFault):
    """A file to be read, or the folder one was to go into, is not there."""

    def __init__(self, what: str = "The file, or its folder, is not there.") -> None:
        super().__init__(what, kept="Nothing was written.", to_do="Make the folder first, or choose another place.")


class InUse(EnvironmentFault):
    """Another program holds the file."""

    def __init__(self, what: str = "Another program is using the file.") -> None:
        super().__init__(what, kept="Nothing was changed.", to_do="Close the other program and try again.")
