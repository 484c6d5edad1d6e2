"""Actions on a sheet of their own, joined to their cases by reference."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.actions import read_action, take_done
from hipdesk.model.workbooks.agency_book import AgencyBook
from hipdesk.model.workbooks.days import DayContext, read_day, read_day_words
from hipdesk.model.workbooks.grid import cell_words
from hipdesk.model.workbooks.proposals import ProposedAction
from hipdesk.model.workbooks.row_cells import RowCells
from hipdesk.model.workbooks.sources import loose_key, reference_key
from hipdesk.model.workbooks.vague_days import count_vague, vague_day
from hipdesk.model.workbooks.values import answer_of, guess_value, tick_of

_RAG_DONE = frozenset({"green", "g", "done", "complete", "completed", "actioned", "discharged", "closed"})


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of a sheet of actions: the reference it names, and its cells."""

    reference: str
    cells: RowCells


@dataclass(slots=True)
class ActionSheet:
    """Every action that stands on sheets of their own, by the key of the case's reference."""

    by_reference: dict[str, list[ActionRow]] = field(default_factory=lambda: defaultdict(list))
    used: set[str] = field(default_factory=set)

    def add(self, cells: RowCells, before: str) -> str:
        """Add a row; one without a reference belongs to the case ``before`` it. Gives the reference it took."""
        reference = cells.line("reference") or before
        self.by_reference[reference_key(reference)].append(ActionRow(reference, cells))
        return reference

    def meet_cases(self, references: Iterable[str]) -> None:
        """Give the rows whose reference is no case's as written to the one case whose letters and numbers are the same;
        where several cases' are, to none. To be called once, when every row was added."""
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for reference in references:
            alike[loose_key(reference)].append(reference_key(reference))
        exact = {key for keys in alike.values() for key in keys}
        for key in [key for key in self.by_reference if key and key not in exact]:
            loose = loose_key(self.by_reference[key][0].reference)
            cases = alike.get(loose, []) if loose else []
            if len(cases) == 1:
                self.by_reference[cases[0]] += self.by_reference.pop(key)

    def of(self, reference: str) -> tuple[list[ActionRow], bool]:
        """The rows of a case, none for a case without a reference; and whether an earlier case took them already."""
        key = reference_key(reference)
        if not key or key not in self.by_reference:
            return [], False
        taken = key in self.used
        self.used.add(key)
        return self.by_reference[key], taken

    def left(self) -> Iterator[ActionRow]:
        """The rows that joined no case."""
        for key, rows in self.by_reference.items():
            if key not in self.used:
                yield from rows


def read_action_row(row: ActionRow, place: int, agencies: AgencyBook, near: date | None) -> ProposedAction:
    """One row as an action. ``place`` numbers it, from 1, where it has no number; ``near`` helps with years."""
    cells = row.cells
    wording = one_line(cells.text("wording"))
    written = read_action(wording, place, agencies.is_known, near)
    number = cells.line("number")
    owner_words = one_line(cells.text("owner"))
    owners, person = agencies.owners(owner_words) if owner_words else (written.owners, written.person)
    due_words, due = _day(cells, "due", near)
    done, done_words, done_on = _done(cells, near)
    names = tuple(dict.fromkeys(agencies.resolve(owner).name for owner in owners))
    return ProposedAction(
        int(number) if number.isdigit() and len(number) < 5 else written.number,
        names[0] if names else "",
        names[1:],
        person,
        written.wording
        if not owner_words or written.owners == owners
        else _unnumbered(wording, written.wording, owners),
        due_words or written.due_words,
        due or written.due,
        done or written.done,
        done_words or written.done_words,
        done_on or written.done_on,
        _counted(cells, "raised", None)[1],
        " | ".join(words for words in (wording, owner_words, due_words, done_words) if words),
    )


def _unnumbered(wording: str, stripped: str, owners: tuple[str, ...]) -> str:
    """The wording as it stands: with an owner's column beside it, "VS to visit" keeps its first words."""
    return wording if owners else stripped


def _day(cells: RowCells, target: str, near: date | None) -> tuple[str, date | None]:
    found = cells.first(target)
    if found is None:
        return "", None
    column, cell = found
    reading = read_day(cell, cells.context(column, near, after=near is not None))
    return one_line(cell_words(cell)), reading.day


def _counted(cells: RowCells, target: str, near: date | None) -> tuple[str, date | None]:
    """The words of a column of plain days, and the day. Words that are no exact day count on the first they can mean;
    they are kept beside the case and told, and so are those that tell none."""
    words, day = _day(cells, target, near)
    found = cells.first(target)
    if found is None or day or tick_of(words) is not None or answer_of(words):
        return words, day
    column, cell = found
    part = vague_day(cell, None)
    if part.earliest and part.latest:
        counted = max(part.earliest, near) if near and near <= part.latest else part.earliest
        count_vague(cells, column, cell, counted, None)
        return words, counted
    cells.unread(column, words, "This is no day that could be read.")
    return words, None


def _done(cells: RowCells, near: date | None) -> tuple[bool, str, date | None]:
    """Whether it is done: by its day of completion, else by a yes, a word or a day in its state."""
    done_words, done_on = _counted(cells, "done_on", near)
    if done_on:
        return True, done_words, done_on
    found = cells.first("state") or cells.first("done_on")
    if found is None:
        return False, "", None
    column, cell = found
    words = one_line(cell_words(cell))
    day = read_day(cell, cells.context(column, near, after=near is not None)).day
    if day:
        return True, words, day
    opening = re.match(r"^(\S+?)[\s\-–:,(]+(.+?)\)?$", words)
    if opening and tick_of(opening[1]):
        return True, words, read_day_words(opening[2], DayContext(near=near, after=near is not None)).day
    _, done, _, said_on = take_done(words, near)
    closed = guess_value("status", words).codes == ("closed",)
    return bool(done or tick_of(words) or closed or words.casefold() in _RAG_DONE), words, said_on
