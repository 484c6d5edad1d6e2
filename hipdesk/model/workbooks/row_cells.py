"""One referral's cells by the field they go to, with everything that was found or kept while reading them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.days import DayContext
from hipdesk.model.workbooks.grid import Cell, Row, cell_line, cell_words, column_letters, is_blank
from hipdesk.model.workbooks.proposals import Finding, FindingKind
from hipdesk.model.workbooks.values import answer_of

KEPT_AS_TEXT = "Kept as text on the case."
_SHOWN_MOST = 40


def quoted(words: str) -> tuple[str, str]:
    """Words as a finding quotes them, at most 40 characters; and the words whole where they were cut, else none."""
    written = one_line(words)
    return (written, "") if len(written) <= _SHOWN_MOST else (f"{written[: _SHOWN_MOST - 1]}…", words)


@dataclass(frozen=True, slots=True)
class Target:
    """A column of one sheet as the plan reads it: its place, its heading, and whether it writes the month first."""

    column: int
    heading: str
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class SheetTargets:
    """The columns of one sheet ``by_target`` and as ``pairs`` of target and column with its place, all of them
    ``in_order`` of their folded headings, and how days count."""

    sheet: str
    by_target: Mapping[str, tuple[Target, ...]]
    pairs: tuple[tuple[str, Target, int], ...]
    in_order: tuple[tuple[str, int], ...] = ()
    from_1904: bool = False


@dataclass(slots=True)
class RowCells:
    """The cells of one referral: its row and any that go on with it. ``at`` counts from 0.

    ``findings``, ``kept`` and ``unanswered`` fill while its fields are read.
    """

    about: SheetTargets
    at: int
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    unanswered: dict[str, str] = field(default_factory=dict)
    _filled: dict[str, list[tuple[Target, Cell]]] | None = None

    def go_on_with(self, row: Row) -> None:
        """Take in a row that goes on with this one."""
        self.rows.append(row)
        self._filled = None

    def cells(self, target: str) -> Sequence[tuple[Target, Cell]]:
        """Every filled cell that goes to a field, row by row."""
        return (self._filled or self._filled_anew()).get(target, ())

    def _filled_anew(self) -> dict[str, list[tuple[Target, Cell]]]:
        filled = self._filled = {}
        for row in self.rows:
            width = len(row)
            for target, column, at in self.about.pairs:
                cell = row[at] if at < width else None
                if cell is not None and (cell.__class__ is not str or not is_blank(cell)):
                    if target in filled:
                        filled[target].append((column, cell))
                    else:
                        filled[target] = [(column, cell)]
        return filled

    def first(self, target: str, answers: str = "") -> tuple[Target, Cell] | None:
        """The first filled cell of a field that takes one; further ones are kept as text.

        ``answers`` names the field for which "not known" and the like are an answer, and then there is no cell.
        """
        found = (self._filled or self._filled_anew()).get(target)
        if found is None:
            return None
        if len(found) > 1:
            for column, cell in found[1:]:
                if cell_line(cell) != cell_line(found[0][1]):
                    self.keep(column.heading, cell_words(cell))
        if answers and self.answered(answers, cell_line(found[0][1])):
            return None
        return found[0]

    def line(self, target: str, answers: str = "") -> str:
        """The first filled cell of a field as one line, empty where there is none."""
        found = self.first(target, answers)
        return cell_line(found[1]) if found else ""

    def text(self, target: str, answers: str = "") -> str:
        """Every filled cell of a field as text, one under the other; empty where they only say "not known"."""
        pieces = [cell_words(cell) for _, cell in self.cells(target)]
        if answers:
            pieces = [piece for piece in pieces if not self.answered(answers, piece)]
        return "\n".join(dict.fromkeys(pieces)) if len(pieces) > 1 else pieces[0] if pieces else ""

    def answered(self, name: str, words: str) -> bool:
        """Whether the words say why there is no answer; the reason is then noted for the field."""
        answer = answer_of(words)
        if answer:
            self.unanswered.setdefault(name, answer)
        return answer is not None

    def keep(self, heading: str, words: str) -> None:
        """Keep text of this row on the case, under its heading."""
        pair = (one_line(heading), words.strip())
        if pair[1] and pair not in self.kept:
            self.kept.append(pair)

    def unread(self, column: Target, words: str, what: str) -> None:
        """Keep what could not be read, and tell it."""
        self.keep(column.heading, words)
        self.find("unread", column, what, KEPT_AS_TEXT, words)

    def find(self, kind: FindingKind, column: Target | None, what: str, done: str, words: str = "") -> None:
        """Tell something about a cell of this row, or about the whole row where ``column`` is nothing."""
        letters = column_letters(column.column) if column else ""
        heading = column.heading if column else ""
        self.findings.append(
            Finding(kind, self.about.sheet, self.at + 1, letters, heading, what, done, one_line(words)[:200])
        )

    def context(
        self, column: Target, near: date | None = None, *, after: bool = False, latest: date | None = None
    ) -> DayContext:
        """What helps to read a day in this column."""
        return DayContext(near, after, latest, column.month_first, self.about.from_1904)

    def fingerprint(self) -> list[str]:
        """Every filled cell after its heading, in an order that does not depend on the sheet's."""
        lines = []
        for row in self.rows:
            width = len(row)
            for heading, column in self.about.in_order:
                cell = row[column] if column < width else None
                if cell is not None and (words := cell_line(cell)):
                    lines.append(f"{heading}\x1f{words}")
        return lines
