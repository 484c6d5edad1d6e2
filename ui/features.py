"""Which features the program has, and where each says what it brings. The only module that knows them by name.

A feature folder exposes ``pages(context)``, which returns its ``PageEntry`` rows. Three of them bring more:
``ui.custody.gate.gate(program)`` the pages before unlocking, ``ui.home.search.finder(context, registry)`` the search, and
``ui.home.started.started(program, context)`` what is shown at once (status line, counts, warnings).
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.app import Features, Program

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.palette import Finder
    from ui.shell.registry import PageRegistry

FEATURES = (
    "home",
    "referrals",
    "cases",
    "panels",
    "actions",
    "people",
    "agencies",
    "reports",
    "strategy",
    "registers",
    "imports",
    "exchange",
    "settings",
    "audit",
    "retention",
    "subject_access",
    "custody",
    "help",
)
"""In the order they stand; each places its own pages in the navigation."""


def _brought(module: str, name: str) -> Callable[..., Any] | None:
    """What a feature brings, imported only now; None for a feature this build leaves out."""
    parent = module.rpartition(".")[0]
    if find_spec(parent) is None or find_spec(module) is None:
        return None
    return getattr(import_module(module), name, None)


def _gate(program: Program) -> QWidget:
    from ui.custody.gate import gate

    return gate(program)


def _pages(registry: "PageRegistry", context: "Context") -> None:
    for feature in FEATURES:
        pages = _brought(f"ui.{feature}", "pages")
        for entry in pages(context) if pages is not None else ():
            registry.add(entry)


def _finder(context: "Context", registry: "PageRegistry") -> "Finder":
    from ui.shell.page_finder import pages_finder

    search = _brought("ui.home.search", "finder")
    found: Finder = search(context, registry) if search is not None else pages_finder(context, registry)
    return found


def _started(program: Program, context: "Context") -> None:
    started = _brought("ui.home.started", "started")
    if started is not None:
        started(program, context)


def features() -> Features:
    """Everything this build has."""
    return Features(gate=_gate, pages=_pages, finder=_finder, started=_started)
