"""Code lists as the office keeps them. An entry is ended, never deleted: whatever record names it still says what it
said, and nothing is renumbered.
"""

from hipdesk.kernel.errors import Refused
from hipdesk.model.lists import RULED, AddEntry, ChangeEntry, EntryLine, ListView, check_entry, new_code
from hipdesk.model.users import Right
from hipdesk.model.vocab import code_lists
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import settings as queries
from hipdesk.store.tables.settings import CodeEntryRow
from hipdesk.store.work import Reading, Work


@reads(Right.EDIT_LISTS)
def list_titles(reading: Reading) -> list[tuple[str, str]]:
    """Name and title of every list of this office, by title."""
    there = queries.list_names(reading)
    titles = {name: listed.title for name, listed in code_lists().items() if name in there}
    return sorted(titles.items(), key=lambda pair: pair[1].casefold())


@reads(Right.EDIT_LISTS)
def list_entries(reading: Reading, name: str) -> ListView:
    """One list, ended entries included. Refused for a name that no list has."""
    return _view(reading, name)


@writes(Right.EDIT_LISTS, "list.entry_added")
def add_entry(work: Work, command: AddEntry) -> str:
    """Add an entry at the end; gives its code. Refused for a list ruled by the program and for words twice."""
    listed = _open_list(work, command.list_name)
    check_entry(listed, None, command.label, work.today)
    if command.parent is not None and command.parent not in {entry.code for entry in listed.entries}:
        raise Refused("What it should stand under is not in this list.", kept="Nothing was changed.")
    code = new_code(command.label, frozenset(entry.code for entry in listed.entries))
    row = CodeEntryRow(
        list_name=listed.name, code=code, label=command.label, parent_code=command.parent,
        position=max((entry.position for entry in listed.entries), default=-1) + 1, national=False,
        valid_from=command.valid_from, valid_to=None, note=command.note or None,
    )  # fmt: skip
    work.session.add(row)
    work.record("list.entry_added", "code_entry", f"{listed.name}/{code}", values={"label": command.label})
    return code


@writes(Right.EDIT_LISTS, "list.entry_changed")
def change_entry(work: Work, command: ChangeEntry) -> ChangeEntry:
    """Reword an entry, or say from and to when it may be chosen; gives what it was, to be put back.

    Refused for other days in a list ruled by the program, for words twice, and for ending the last one on offer.
    """
    listed = _view(work, command.list_name)
    before = _entry(listed, command.code)
    days = (before.valid_from, before.valid_to) != (command.valid_from, command.valid_to)
    if days:
        listed = _open_list(work, command.list_name)
    after = EntryLine(
        before.code, command.label, before.parent, before.position, command.valid_from, command.valid_to,
        command.note, before.shipped,
    )  # fmt: skip
    check_entry(listed, command.code, command.label, work.today, offered=after.may_be_chosen(work.today))
    row = queries.entry_row(work, listed.name, command.code)
    row.label, row.note = command.label, command.note or None
    row.valid_from, row.valid_to = command.valid_from, command.valid_to
    old = before.changed(list_name=listed.name)
    _record(work, "list.entry_changed", old, command)
    return old


@writes(Right.EDIT_LISTS, "list.entry_moved")
def move_entry(work: Work, name: str, code: str, by: int) -> None:
    """Move an entry a place up (-1) or down (1) among those under the same one; at an end nothing moves."""
    listed = _view(work, name)
    entry = _entry(listed, code)
    beside = [each for each in listed.entries if each.parent == entry.parent]
    at = beside.index(entry) + by
    if 0 <= at < len(beside):
        other = beside[at]
        first, second = queries.entry_row(work, name, code), queries.entry_row(work, name, other.code)
        first.position, second.position = other.position, entry.position
    work.record("list.entry_moved", "code_entry", f"{name}/{code}", fields=["position"])


def _record(work: Work, verb: str, old: ChangeEntry, new: ChangeEntry) -> None:
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    fields = sorted(field for field in after if before[field] != after[field])
    subject = f"{new.list_name}/{new.code}"
    work.record(verb, "code_entry", subject, fields=fields, values={"old": before, "new": after})


def _view(reading: Reading, name: str) -> ListView:
    shipped = code_lists().get(name)
    if shipped is None:
        raise Refused("There is no such list.", kept="Nothing was changed.")
    rows = queries.entry_rows(reading, name)
    entries = tuple(
        EntryLine(
            row.code, row.label, row.parent_code, row.position, row.valid_from, row.valid_to, row.note or "",
            row.code in shipped,
        )
        for row in rows
    )  # fmt: skip
    return ListView(name, shipped.title, name in RULED, entries)


def _open_list(reading: Reading, name: str) -> ListView:
    listed = _view(reading, name)
    if listed.ruled:
        raise Refused(
            "The entries of this list are part of the program’s rules.", kept="Nothing was changed.",
            to_do="Their words and their order may change.",
        )  # fmt: skip
    return listed


def _entry(listed: ListView, code: str) -> EntryLine:
    for entry in listed.entries:
        if entry.code == code:
            return entry
    raise Refused("This list has no such entry.", kept="Nothing was changed.")
