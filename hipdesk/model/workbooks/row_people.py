"""The people of one referral: who is affected, and who is alleged to have done it. Nobody is merged with anybody."""

import re
from datetime import date

from hipdesk.kernel.text import one_line
from hipdesk.model.partial_dates import PartialDay, read_age_or_birth
from hipdesk.model.workbooks.coded import CodeBook
from hipdesk.model.workbooks.evidence import POSTCODE
from hipdesk.model.workbooks.grid import Cell, cell_line, cell_words
from hipdesk.model.workbooks.people import WrittenName, read_name, read_perpetrators
from hipdesk.model.workbooks.proposals import ProposedPerpetrator, ProposedPerson
from hipdesk.model.workbooks.row_cells import RowCells, Target
from hipdesk.model.workbooks.row_days import born_day

Birth = tuple[PartialDay | None, int | None, str]
"""A birth, or an age in years, or the words that told neither."""


def victim(cells: RowCells, codes: CodeBook, reference: date | None) -> ProposedPerson:
    """The person affected. An age stands on the day the referral was received."""
    name = _name(cells)
    born, age, age_words = _birth(cells, reference)
    sex, sex_words = codes.one(cells, "sex", "sex")
    ethnicity, ethnicity_words = codes.one(cells, "ethnicity", "ethnicity")
    return ProposedPerson(
        name.name,
        name.title,
        name.as_written,
        born,
        age,
        reference if age is not None else None,
        age_words,
        sex,
        one_line(sex_words),
        ethnicity,
        one_line(ethnicity_words),
    )


def _name(cells: RowCells) -> WrittenName:
    whole = cells.line("victim_name", "victim_name")
    parts = [cells.first(target) for target in ("victim_given", "victim_family")]
    joined = " ".join(cell_line(part[1]) for part in parts if part)
    if whole:
        for part in parts:
            if part and cell_line(part[1]).casefold() not in whole.casefold():
                cells.keep(part[0].heading, cell_words(part[1]))
    whole = whole or joined
    name = read_name(whole)
    title = cells.line("victim_title")
    if title and not name.title:
        name = WrittenName(name.name, read_name(f"{title} X").title or title, f"{title} {name.as_written}".strip())
    return name


def _birth(cells: RowCells, reference: date | None) -> Birth:
    """The best of every cell that tells an age or a birth: a birth, else an age, else the words."""
    born: PartialDay | None = None
    age: int | None = None
    words: list[str] = []
    for column, cell in cells.cells("birth"):
        if cells.answered("born", cell_line(cell)):
            continue
        found_born, found_age, found_words = _one_birth(cells, column, cell, reference)
        born = born or found_born
        age = found_age if age is None else age
        if found_words:
            words.append(found_words)
    if born is not None or age is not None:
        cells.unanswered.pop("born", None)
    return born, age, "; ".join(words)


def _one_birth(cells: RowCells, column: Target, cell: Cell, reference: date | None) -> Birth:
    born = born_day(cell, cells, column, reference)
    if born is None:
        read = read_age_or_birth(cell_line(cell) if isinstance(cell, str) else cell, reference)
        if read.age is not None:
            return None, read.age, ""
        if read.youngest is not None or read.oldest is not None:
            return None, None, read.words
        born = read.born
    if born and born.earliest and reference and born.earliest > reference:
        cells.unread(column, cell_words(cell), "The birth lies after the day the referral was received.")
        return None, None, ""
    if born is None:
        cells.unread(column, cell_words(cell), "Neither an age nor a date of birth.")
        return None, None, cell_line(cell)
    return born, None, ""


def address(cells: RowCells) -> tuple[str, str]:
    """The address without its postcode, and the postcode as "E2 0AA"; either may be empty."""
    lines = cells.text("address", "address")
    written = one_line(lines.replace("\n", ", "))
    code = cells.line("postcode", "postcode")
    own = POSTCODE.search(code)
    inside = POSTCODE.search(written)
    if code and not own:
        return written, code
    found = own or inside
    if inside and found and inside[0].upper().replace(" ", "") == found[0].upper().replace(" ", ""):
        written = re.sub(r"[\s,]+$", "", one_line(written[: inside.start()] + written[inside.end() :]))
    return written, f"{found[1].upper()} {found[2].upper()}" if found else ""


def perpetrators(cells: RowCells) -> tuple[ProposedPerpetrator, ...]:
    """Everybody alleged to have done it, each as named, described, unknown or a group."""
    found: list[ProposedPerpetrator] = []
    for _, cell in cells.cells("perpetrator"):
        for written in read_perpetrators(cell_words(cell)):
            name = written.name
            person = ProposedPerson(name.name, name.title, name.as_written) if name else None
            match written.identity:
                case "named":
                    found.append(ProposedPerpetrator("named", written.words, person))
                case "unknown":
                    found.append(ProposedPerpetrator("unknown", written.words))
                case "group":
                    found.append(ProposedPerpetrator("group", written.words))
                case _:
                    found.append(ProposedPerpetrator("described", written.words))
    return tuple(found)
