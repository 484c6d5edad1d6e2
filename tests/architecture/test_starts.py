"""Both programs begin by forbidding the network and core dumps, before anything else of theirs is imported."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("place", ["hipdesk/__main__.py", "ui/__main__.py"])
def test_program_when_it_starts_then_calls_both_guards(place):
    """Whoever moves the calls keeps them."""
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert {"guard", "forbid_network", "run"} <= called
