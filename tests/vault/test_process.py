"""Core dumps off; what the unlock page imports; and what the vault layer may not reach."""

import ast
import subprocess
import sys
from pathlib import Path

import hipdesk

PRODUCT = Path(hipdesk.__file__).parent


def run_python(code: str, *arguments: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_process_when_guarded_then_no_core_and_not_dumpable():
    """In a process of its own: the limit cannot be raised again. Windows has no such limit to ask."""
    code = """
import ctypes, sys
from hipdesk.kernel import process
guarded = process.guard()
if sys.platform != "win32":
    import resource
    guarded = guarded and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
print(guarded, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0)
"""
    assert run_python(code) == "True 0"


def test_unlocking_when_done_then_no_slow_library_is_imported(vault, place):
    """The unlock path: neither pydantic, SQLAlchemy nor zxcvbn."""
    vault.close()
    code = """
import sys
from pathlib import Path
from hipdesk.kernel import process
from hipdesk.vault import card, opening, seen
from hipdesk.vault.kdf import KdfPolicy
card.peek(Path(sys.argv[1]))
opening.unlock(Path(sys.argv[1]), sys.argv[2], KdfPolicy.for_tests(memory=64)).close()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"pydantic", "sqlalchemy", "zxcvbn", "hypothesis"}))
"""
    assert run_python(code, str(place), "heron-violet-quarry-lantern") == "[]"


def test_test_policy_when_looked_for_then_not_used_in_the_product():
    """The lowered floor is reached from tests only."""
    calls = [
        path.name
        for folder in (PRODUCT, PRODUCT.parent / "ui")
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "for_tests")
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_PolicyForTests")
    ]
    assert calls == ["kdf.py"]


def test_vault_layer_when_its_imports_are_listed_then_keys_and_kernel_only():
    """It knows nothing about cases or SQL."""
    allowed = {"cryptography", "zxcvbn", "hipdesk.kernel", "hipdesk.vault"}
    found = set()
    for path in (PRODUCT / "vault").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names:
                    found.add(".".join(name.split(".")[:2]) if top == "hipdesk" else top)
    assert found <= allowed
