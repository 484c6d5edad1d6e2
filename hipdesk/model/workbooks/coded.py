"""Cells of list columns as codes, by what the plan settled and else by guess; what matches nothing is kept as text."""

from collections.abc import Mapping

from hipdesk.model import vocab
from hipdesk.model.workbooks.fields import TICK
from hipdesk.model.workbooks.grid import cell_words, folded
from hipdesk.model.workbooks.plan import Plan
from hipdesk.model.workbooks.proposals import ProposedStrand
from hipdesk.model.workbooks.row_cells import KEPT_AS_TEXT, RowCells, Target, quoted
from hipdesk.model.workbooks.values import (
    ANSWERS,
    GUESS,
    answer_of,
    guess_value,
    split_values,
    tag_of,
    tick_of,
)

_NAMES = {
    "strand": "strand",
    "incident_type": "incident type",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "tenure": "tenure",
    "risk": "risk band",
    "agreement": "answer about agreement",
    "status": "status",
}


class CodeBook:
    """What every written value of a plan stands for."""

    def __init__(self, plan: Plan) -> None:
        self._settled: Mapping[tuple[str, str], tuple[str, ...]] = {
            (value.kind, folded(value.written) or value.written): value.codes for value in plan.values
        }

    def codes(self, kind: str, words: str) -> tuple[str, ...]:
        """The codes of one value; none where nothing fits well enough."""
        settled = self._settled.get((kind, folded(words) or words))
        if settled is not None:
            return settled
        guess = guess_value(kind, words)
        return guess.codes if guess.confidence >= GUESS else ()

    def whole(self, kind: str, words: str) -> tuple[str, ...] | None:
        """The codes of a whole cell where somebody settled exactly these words."""
        return self._settled.get((kind, folded(words) or words))

    def one(self, cells: RowCells, kind: str, field: str) -> tuple[str, str]:
        """The code of a field that takes one, and the words as written; both empty where there is no answer."""
        found = cells.first(kind)
        if found is None:
            return "", ""
        column, cell = found
        words = cell_words(cell)
        codes = self.codes(kind, words)
        if codes and codes[0] in ANSWERS:
            cells.unanswered.setdefault(field, codes[0])
            return "", words
        if not codes:
            unlisted(cells, column, _NAMES[kind], words)
            return "", words
        return codes[0], words

    def several(self, cells: RowCells, kind: str, field: str) -> list[tuple[str, str]]:
        """Every code of a field that takes several, each with the words it comes from."""
        found: list[tuple[str, str]] = []
        for column, cell in cells.cells(kind):
            words = cell_words(cell)
            for piece in (words,) if self.whole(kind, words) else split_values(kind, words):
                codes = self.codes(kind, piece)
                if not codes:
                    unlisted(cells, column, _NAMES[kind], piece)
                for code in codes:
                    if code in ANSWERS:
                        cells.unanswered.setdefault(field, code)
                    else:
                        found.append((code, piece))
        return found

    def strands(self, cells: RowCells) -> tuple[ProposedStrand, ...]:
        """Every strand of a referral, from cells of words and from columns of ticks."""
        found = self.several(cells, "strand", "strands")
        for target in cells.about.by_target:
            if target.startswith(TICK):
                found.extend(self._ticked(cells, target))
        strands = dict.fromkeys(_strand(code, words) for code, words in found)
        detailed = {strand.code for strand in strands if strand.sub_code or strand.tag}
        return tuple(strand for strand in strands if strand.sub_code or strand.tag or strand.code not in detailed)

    def _ticked(self, cells: RowCells, target: str) -> list[tuple[str, str]]:
        code = target.removeprefix(TICK)
        found = []
        for column, cell in cells.cells(target):
            words = cell_words(cell)
            ticked = tick_of(words)
            if ticked:
                found.append((code, ""))
            elif ticked is None and answer_of(words) is None:
                found.extend(self._in_tick_column(cells, column, code, words))
        return found

    def _in_tick_column(self, cells: RowCells, column: Target, code: str, words: str) -> list[tuple[str, str]]:
        """Words where a tick was expected: a strand of the same kind, or something to keep."""
        named = self.codes("strand", words)
        if named and named[0] not in ANSWERS and _strand(named[0], words).code == code:
            return [(named[0], words)]
        cells.unread(column, words, "Neither a tick nor a strand.")
        return []

    def incident_types(self, cells: RowCells) -> tuple[str, ...]:
        """Every incident type of a referral, each once."""
        return tuple(dict.fromkeys(code for code, _ in self.several(cells, "incident_type", "incident_types")))


def unlisted(cells: RowCells, column: Target, name: str, words: str) -> None:
    """Keep words that no entry of the list of a ``name`` fits, and tell it with the words, at most 40 characters.

    The finding has ``words`` of its own only where they were cut short in what it tells.
    """
    shown, whole = quoted(words)
    cells.keep(column.heading, words)
    cells.find("unread", column, f"No {name} in our list is called so: {shown}.", KEPT_AS_TEXT, whole)


def _strand(code: str, words: str) -> ProposedStrand:
    root = vocab.code_list("strand").root(code).code
    return ProposedStrand(root, code if code != root else "", tag_of(words))
