"""The garbage collector kept out of work that makes many values and drops none: it would walk them again and again."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def at_rest() -> Iterator[None]:
    """No garbage collection inside the block; as it was before afterwards. May be nested, on one thread at a time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # What was made counts as old already: enabling alone would walk all of it at once.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
