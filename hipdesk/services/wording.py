"""The office's own words for letters and papers: changed page by page, put back to the shipped ones."""

import json

from hipdesk.kernel.errors import Refused
from hipdesk.model.users import Right
from hipdesk.model.wording import ChangeWording, WordingPage, WordingView, own_words, problems_of, wording_pages
from hipdesk.model.wording import wording_page as page_of
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import office_files as stored
from hipdesk.store.tables.settings import OfficeFileRow
from hipdesk.store.work import Reading, Work


@reads(Right.EDIT_LISTS)
def list_wording(reading: Reading) -> tuple[tuple[WordingPage, int], ...]:
    """Every page, and how many of its texts are the office's own."""
    own = stored.own_words(reading)
    return tuple((page, len(own.get(page.id, {}))) for page in wording_pages().values())


@reads(Right.EDIT_LISTS)
def wording_view(reading: Reading, page_id: str) -> WordingView:
    """One page with the office's words. Refused when there is none of that id."""
    return WordingView(page_of(page_id), stored.own_words(reading, page_id).get(page_id, {}))


@writes(Right.EDIT_LISTS, "wording.changed")
def change_wording(work: Work, command: ChangeWording) -> ChangeWording:
    """Keep the office's words of a page, whole; gives what puts them back as they were.

    Words that are as shipped are not kept; with none of its own left, the page is the shipped one. Refused for words
    that cannot stand, and when nothing changes.
    """
    page = page_of(command.page)
    if problems_of(page, command.texts):
        # Which words they are is told beside their field, never in an error.
        raise Refused(
            "Some of these words cannot stand.", kept="The words in use are as they were.", to_do="See each field."
        )
    name = stored.file_name(stored.WORDING, page.id)
    row = stored.office_file(work, name)
    old = stored.own_words(work, page.id).get(page.id, {})
    new = own_words(page, command.texts)
    if new == old:
        raise Refused("Nothing was changed in these words.", kept="They are as they were.")
    if row is None:
        row = OfficeFileRow(kind=stored.WORDING, name=name, content=b"")
    row.content, row.changed_at, row.changed_by = json.dumps(new).encode(), work.now, work.actor.holder_id
    if new:
        work.session.add(row)
    else:
        work.session.delete(row)
    fields = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    work.record("wording.changed", "wording", page.id, fields=fields, values={"old": old, "new": new})
    return ChangeWording(page=page.id, texts=old)
