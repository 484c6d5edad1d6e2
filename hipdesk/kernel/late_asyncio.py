"""asyncio read when something in it is used: SQLAlchemy names it, HIP Desk never does.

With asyncio come ssl, sockets and subprocesses: 40 modules and 3 MiB, in a program that opens no connection.
"""

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_NAME = "asyncio"


class _Late(ModuleType):
    """The package, of which only the function that is taken while importing is there from the start."""

    def __getattr__(self, name: str) -> object:
        if name == "iscoroutine":
            from asyncio.coroutines import iscoroutine

            return iscoroutine
        spec = self.__spec__
        # Names such as ``__file__`` are asked of every module in passing.
        if spec is None or spec.loader is None or name.startswith("__"):
            raise AttributeError(f"module {_NAME!r} has no attribute {name!r}")
        object.__setattr__(self, "__class__", ModuleType)
        spec.loader.exec_module(self)
        return getattr(self, name)


def put_off() -> None:
    """Put it where ``import asyncio`` finds it; nothing changes when it is there already."""
    spec = None if _NAME in sys.modules else find_spec(_NAME)
    if spec is not None:
        package = module_from_spec(spec)
        package.__class__ = _Late
        sys.modules[_NAME] = package
