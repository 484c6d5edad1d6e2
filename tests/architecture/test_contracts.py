"""What may import what, beyond the layer order: outside packages stay in the layer that answers for them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Layer: what it may import from outside the standard library and from the project's lower layers.
_LAYERS = {
    "hipdesk/kernel": (),
    "hipdesk/model": ("kernel",),
    "hipdesk/vault": ("kernel",),
    "hipdesk/store": ("kernel", "model", "vault"),
    "hipdesk/services": ("kernel", "model", "vault", "store"),
    "hipdesk/papers": ("kernel", "model", "store", "services"),
    "hipdesk/console": ("kernel", "model", "vault", "services", "papers", "desk"),
}
_OUTSIDE = {
    "hipdesk/model": {"pydantic", "holidays", "rapidfuzz", "jellyfish", "anyascii"},
    "hipdesk/vault": {"cryptography", "zxcvbn"},
    "hipdesk/store": {"sqlalchemy", "alembic", "sqlcipher3"},
    "hipdesk/papers": {
        "typst",
        "pikepdf",
        "pypdfium2",
        "reportlab",
        "python_calamine",
        "PIL",
        "docx",
        "msoffcrypto",
        "xlsxwriter",
    },
    "hipdesk/console": {"typer"},
}
ALLOWED = {
    layer: {layer.replace("/", "."), *(f"hipdesk.{lower}" for lower in below), *_OUTSIDE.get(layer, ())}
    for layer, below in _LAYERS.items()
}
ALLOWED["ui"] = {"ui", "hipdesk.kernel", "hipdesk.model", "hipdesk.services", "hipdesk.papers", "hipdesk.desk"}
ALLOWED["ui"] |= {"PySide6", "shiboken6"}
STANDARD = set(__import__("sys").stdlib_module_names)


def imports_of(path: Path) -> list[tuple[int, str]]:
    """Line and dotted name of everything a file imports, at any depth."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.lineno, node.module))
    return found


def is_allowed(name: str, allowed: set[str]) -> bool:
    """Whether ``name`` or a parent of it is allowed; the version of the product is everybody's."""
    if name == "hipdesk":
        return True
    parts = name.split(".")
    return parts[0] in STANDARD or any(".".join(parts[:length]) in allowed for length in range(1, len(parts) + 1))


@pytest.mark.parametrize("layer", sorted(ALLOWED))
def test_layer_when_it_imports_then_only_what_it_answers_for(layer):
    """cryptography only in vault, SQL only in store and services, documents only in papers, no Qt in hipdesk."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for line, name in imports_of(path)
        if not is_allowed(name, ALLOWED[layer])
    ]
    assert wrong == []


def test_features_when_they_import_then_never_each_other():
    """A feature of the window stands alone over the shared rooms."""
    shared = {"shell", "style", "widgets", "messages", "tasks", "forms", "parts"}
    features = {path.name for path in (ROOT / "ui").iterdir() if path.is_dir() and path.name not in shared}
    wrong = []
    for feature in sorted(features - {"__pycache__"}):
        for path in sorted((ROOT / "ui" / feature).rglob("*.py")):
            for line, name in imports_of(path):
                parts = name.split(".")
                if parts[0] == "ui" and len(parts) > 1 and parts[1] in features - {feature}:
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert wrong == []
