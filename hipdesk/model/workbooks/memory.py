"""Forgetting what an import has read: the texts that were kept at hand to read the next row quickly."""

from hipdesk.model import folding
from hipdesk.model.workbooks import actions, agencies, days, grid, people, rows, values


def forget_texts() -> None:
    """Empty every store of texts that reading filled. Call it when an import ends, and when the vault is locked."""
    grid.forget_cells()
    rows.forget_rows()
    actions.forget_lines()
    folding.forget_names()
    for kept in (
        agencies.squashed,
        agencies.words_of,
        days.read_day_words,
        people.read_name,
        people.read_perpetrators,
        values.guess_value,
        values.split_values,
        values.short_answer,
    ):
        kept.cache_clear()
