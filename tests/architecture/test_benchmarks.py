"""The benchmarks are not collected as tests; they still have to import, and every row they name has to exist."""

import importlib

import pytest

from tests.bench.__main__ import ROWS, merged


@pytest.mark.parametrize("module", sorted(ROWS.values()))
def test_benchmark_when_imported_then_measures(module):
    """A benchmark nobody ran for a month must not rot."""
    found = importlib.import_module(f"tests.bench.{module}")
    assert callable(found.measure)


def test_page_when_one_row_is_measured_then_the_others_stay_and_stand_in_order():
    """A row that takes minutes may be measured alone."""
    before = "# Benchmarks\n\n| row | what |\n|---|---|\n| 2 | old two |\n| 10 | ten |\n| 2 | old two again |\n"
    assert merged(before, ["| 2 | new two |", "| 4 | four |"]) == ["| 2 | new two |", "| 4 | four |", "| 10 | ten |"]
