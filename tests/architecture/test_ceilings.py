"""Small rooms: no file, class, function or widget constructor grows past its ceiling."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for folder in ("hipdesk", "ui") for path in (ROOT / folder).rglob("*.py"))
FILE, CLASS, FUNCTION, CONSTRUCTOR = 400, 250, 50, 60
# Exceptions may only shrink: "path" or "path:Class.function".
EXCEPTIONS: frozenset[str] = frozenset()
ATTICS = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"}


def too_long(path: Path) -> list[str]:
    """What in a file stands over its ceiling."""
    text = path.read_text(encoding="utf-8")
    place = str(path.relative_to(ROOT))
    found = [f"{place}: {len(text.splitlines())} lines"] if len(text.splitlines()) > FILE else []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
            continue
        lines = node.end_lineno - node.lineno + 1
        ceiling = CLASS if isinstance(node, ast.ClassDef) else CONSTRUCTOR if node.name == "__init__" else FUNCTION
        if lines > ceiling and f"{place}:{node.name}" not in EXCEPTIONS:
            found.append(f"{place}:{node.name}: {lines} lines, ceiling {ceiling}")
    return found


def test_files_when_measured_then_nothing_stands_over_its_ceiling():
    """A file over 400 lines becomes a folder; a function over 50 becomes two."""
    assert [line for path in SOURCES for line in too_long(path)] == []


def test_files_when_named_then_there_is_no_attic():
    """What a thing is for decides where it lives, so nothing is called utils."""
    assert [str(path) for path in SOURCES if path.name in ATTICS] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_when_read_then_says_what_belongs_in_it(path):
    """Every module opens with its purpose."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_entry_points_when_imported_by_a_child_then_import_nothing():
    """A spawned press imports the main module again: it must not pull the window in."""
    for place in ("hipdesk/__main__.py", "ui/__main__.py"):
        tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
        assert [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)] == [], place


def test_writing_when_a_file_is_opened_then_only_kernel_files_does_it():
    """One module writes files; everything else goes through it."""
    found = []
    for path in SOURCES:
        if path.name == "files.py" and path.parent.name == "kernel":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in {"write_bytes", "write_text"} and not _is_ours(node.func):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
                if node.func.attr in {"mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "mkdtemp"}:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def _is_ours(function: ast.Attribute) -> bool:
    """``files.write_bytes(...)`` is kernel.files."""
    return isinstance(function.value, ast.Name) and function.value.id in {"files", "kernel_files"}
