"""Papers looked at and printed: each is an event, and printing is only for an office that allows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hipdesk.kernel.errors import Refused
from hipdesk.model.settings import PrintSettings
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries.audit import has_done
from hipdesk.store.work import Reading, Work

PRINTED = "paper.printed"


@dataclass(frozen=True, slots=True)
class PrintRules:
    """Whether papers may be printed, and whether this holder was told of the system's print queue."""

    allowed: bool
    warned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """What goes to a printer: which paper about what, its SHA-256, how many pages and copies, and which printer.

    ``passes`` are hits of its proof that may stand, with their reasons.
    """

    paper: str
    subject_kind: str
    subject_id: str
    sha256: str
    pages: int
    copies: int
    printer: str
    passes: Mapping[str, str] = field(default_factory=dict)


@reads(Right.MAKE_PAPERS, "paper.previewed")
def begin_preview(_reading: Reading, _subject_id: str) -> None:
    """A paper about to be shown, which may name people: the log says so."""


@reads(Right.KEEP_DRAFTS)
def print_rules(reading: Reading) -> PrintRules:
    """What holds for the one who asks. Whoever has printed once was told."""
    allowed = setting(reading, PrintSettings).allowed
    return PrintRules(allowed, has_done(reading, reading.actor.holder_id, PRINTED))


@writes(Right.KEEP_DRAFTS, PRINTED)
def note_printed(work: Work, printed: PrintedPaper) -> None:
    """Record that a paper goes to a printer, before it does. Refused where the office has not allowed printing."""
    if not setting(work, PrintSettings).allowed:
        raise Refused("Printing is off for this office.", kept="Nothing was printed.", to_do="Save the paper instead.")
    values: dict[str, object] = {
        "copies": printed.copies,
        "pages": printed.pages,
        "printer": printed.printer,
        "sha256": printed.sha256,
    }
    values["passes"] = dict(printed.passes)
    work.record(PRINTED, printed.subject_kind, printed.subject_id, values={"paper": printed.paper, **values})
