"""What PySide6 reads of its own source to word an error, read when there is one to word.

At its first import PySide6 compiles 100 kB of Python afresh: the texts of its signatures and the generator of its
stubs. They serve ``help()``, stubs and the message of a wrong call, and cost as much as all the rest of that import.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType
from typing import Any, SupportsIndex

_FINDER = "EmbeddableZipImporter"
# Not ``mapping``: Qt's part in C looks into it without asking Python.
_PUT_OFF = frozenset(("errorhandler", "layout", "parser", "enum_sig", "pyi_generator", "tool"))
_reading = RLock()


class _Late(ModuleType):
    """A module that is read when something in it is asked for."""

    def __getattr__(self, name: str) -> object:
        # Names such as ``__path__`` and ``__file__`` are asked of every module in passing.
        if not name.startswith("__"):
            with _reading:
                read: Callable[[], None] | None = self.__dict__.pop("_read", None)
                if read is not None:
                    read()
            if name in self.__dict__:
                return self.__dict__[name]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


class _Finders(list[Any]):
    """``sys.meta_path`` while PySide6 puts its own finder there."""

    def insert(self, at: SupportsIndex, finder: object) -> None:
        super().insert(at, finder)
        at_once = getattr(finder, "exec_module", None)
        if type(finder).__name__ == _FINDER and at_once is not None:
            vars(finder)["exec_module"] = lambda module: _put_off(module, at_once)


def _put_off(module: ModuleType, at_once: Callable[[ModuleType], None]) -> None:
    """Run a module now; or later, when nothing but a message needs it."""
    name, spec = module.__name__, module.__spec__
    if spec is None or name.rpartition(".")[2] not in _PUT_OFF:
        at_once(module)
        return

    def read() -> None:
        # PySide6 has meanwhile given it a second name, under which its finder does not know it.
        second, spec.name = spec.name, name
        try:
            at_once(module)
        finally:
            spec.name = second

    module.__class__ = _Late
    vars(module)["_read"] = read


@contextmanager
def put_off() -> Iterator[None]:
    """While PySide6 is imported for the first time. Where its finder is not the one known here, nothing changes."""
    before = sys.meta_path
    sys.meta_path = _Finders(before)
    try:
        yield
    finally:
        before[:] = sys.meta_path
        sys.meta_path = before
