"""The benchmarks are not collected as tests; they still have to import, and every row they name has to exist."""

import importlib

import pytest

from tests.bench.__main__ import ROWS


@pytest.mark.parametrize("module", sorted(ROWS.values()))
def test_benchmark_when_imported_then_measures(module):
    """A benchmark nobody ran for a month must not rot."""
    found = importlib.import_module(f"tests.bench.{module}")
    assert callable(found.measure)
