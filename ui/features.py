"""Which features the program has, and where each says what it brings. The only module that knows them by name.

A feature folder exposes ``pages(context)``, which returns its ``PageEntry`` rows. Some bring more:
``ui.custody.gate.gate`` the pages before unlocking, ``ui.home.search.finder`` the search, ``ui.home.started.started``
what is shown at once (status line, counts, warnings), and ``ui.settings.closing.closing`` the backup on closing.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.app import Features, Program

if TYPE_CHECKING:
    from hipdesk.services.gate import KdfPolicy
    from ui.context import Context
    from ui.parts.printing import Printing
    from ui.shell.palette import Finder
    from ui.shell.registry import PageRegistry
    from ui.shell.session import Session

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
    "help",
)
"""In the order they stand; each places its own pages in the navigation."""


def _brought(module: str, name: str) -> Callable[..., Any] | None:
    """What a feature brings, imported only now; None for a feature this build leaves out."""
    parent = module.rpartition(".")[0]
    if find_spec(parent) is None or find_spec(module) is None:
        return None
    return getattr(import_module(module), name, None)


def warm() -> None:
    """Import what comes after unlocking, on the thread that unlocks, so that the window does not wait for it."""
    for feature in FEATURES:
        _brought(f"ui.{feature}", "pages")
    for module in ("ui.home.home", "ui.home.started", "ui.home.search", "ui.shell.workspace", "ui.forms.drafts"):
        import_module(module)


def _pages(registry: "PageRegistry", context: "Context") -> None:
    for feature in FEATURES:
        pages = _brought(f"ui.{feature}", "pages")
        for entry in pages(context) if pages is not None else ():
            registry.add(entry)


def _finder(context: "Context", registry: "PageRegistry") -> "Finder":
    from ui.home.search import finder

    return finder(context, registry)


def _started(program: Program, context: "Context") -> None:
    from ui.home.started import started
    from ui.settings.regular import regular_backups

    started(program, context)
    if program.window.workspace is not None:
        regular_backups(context, program.window.workspace)


def _closing(program: Program, context: "Context", go_on: Callable[[], object]) -> None:
    from ui.settings.closing import closing

    closing(program, context, go_on)


def features(
    vault: Path | None = None,
    *,
    policy: "KdfPolicy | None" = None,
    printing: "Printing | None" = None,
    session: "Callable[[Program], Session] | None" = None,
) -> Features:
    """Everything this build has; ``vault`` is the one to begin with.

    ``policy`` is what a passphrase costs and ``session`` what tells of lock and sleep, for tests.
    """

    def gate(program: Program) -> QWidget:
        from ui.custody.gate import gate as made

        begin = program.last_vault or vault
        return made(program, vault=begin, policy=policy, warm=warm, printing=printing)

    def watch(program: Program) -> Callable[[], object]:
        from ui.shell.watching import watch_program

        return watch_program(program, session)

    return Features(gate=gate, pages=_pages, finder=_finder, started=_started, closing=_closing, watch=watch)
