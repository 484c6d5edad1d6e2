"""Looking at papers and printing them: events, and the setting that printing waits for."""

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.settings import PrintSettings
from hipdesk.services import paper_use
from hipdesk.services.settings import change_settings, print_settings
from hipdesk.store.queries.audit import verbs
from hipdesk.store.tables.audit import AuditPayloadRow

PRINTED = paper_use.PrintedPaper(
    paper="agenda", subject_kind="meeting", subject_id="m" * 32, sha256="0" * 64, pages=4, copies=2, printer="Office"
)


def test_note_printed_when_the_office_has_not_allowed_it_then_refused_and_nothing_is_logged(office):
    """Off until it is allowed, whoever asks and however."""
    assert not office.read(print_settings).allowed
    with pytest.raises(Refused, match="Printing is off"):
        office.do(paper_use.note_printed, PRINTED)
    with office.records.read(office.actor) as reading:
        assert "paper.printed" not in verbs(reading)


def test_note_printed_when_allowed_then_copies_and_printer_are_in_the_log_and_the_holder_was_told(office):
    """Before the first print the holder is to be told of the queue; afterwards not again."""
    office.do(change_settings, PrintSettings(allowed=True))
    assert office.read(paper_use.print_rules) == paper_use.PrintRules(allowed=True, warned=False)
    office.do(paper_use.note_printed, PRINTED)
    assert office.read(paper_use.print_rules) == paper_use.PrintRules(allowed=True, warned=True)
    with office.records.read(office.actor) as reading:
        assert verbs(reading, "m" * 32) == ["paper.printed"]
        kept = [row.content for row in reading.session.query(AuditPayloadRow)][-1]
    assert kept["copies"] == 2
    assert kept["printer"] == "Office"
    assert kept["pages"] == 4
