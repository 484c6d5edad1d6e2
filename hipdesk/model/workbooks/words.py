"""The shipped word lists of the importer: ``resources/lists/import/*.toml``, read once, folded for comparing."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from hipdesk.kernel.paths import resources
from hipdesk.model.workbooks.grid import folded


@lru_cache(maxsize=8)
def import_list(name: str) -> Mapping[str, Any]:
    """One file of the folder as it stands, by its name without ``.toml``."""
    loaded: dict[str, Any] = tomllib.loads((resources() / "lists" / "import" / f"{name}.toml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=64)
def word_set(name: str, table: str, key: str) -> frozenset[str]:
    """The folded words of one entry: ``word_set("values", "answers", "not_known")``."""
    return frozenset(folded(word) for word in import_list(name)[table].get(key, ()))


@lru_cache(maxsize=64)
def words_to_codes(name: str, table: str, key: str | None = None) -> Mapping[str, str]:
    """Folded word to code for one table of ``code = [words]``, or for its sub-table ``key``."""
    entries = import_list(name).get(table, {})
    if key is not None:
        entries = entries.get(key, {})
    return {folded(word): code for code, words in entries.items() if isinstance(words, list) for word in words}
