"""Python's own ``import`` kept in force beside Qt.

PySide6 puts a function of its own before every ``import`` of the program, which reads the source of each module that
is loaded to see whether it may ask for ``from __feature__``. HIP Desk never does. Reading its own source over again
is a tenth of the time to the unlock page, and makes every import within a function slower for as long as it runs.
"""

import builtins


def keep() -> None:
    """Load Qt's core, and put back the ``import`` that PySide6 replaced. Without its hook nothing is changed."""
    import PySide6.QtCore  # noqa: F401  # it is this import that puts the hook in place

    hook = getattr(builtins, "__feature_import__", None)
    own = getattr(builtins, "__orig_import__", None)
    if own is not None and builtins.__import__ is hook:
        builtins.__import__ = own
