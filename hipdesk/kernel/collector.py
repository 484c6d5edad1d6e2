"""The garbage collector kept out of the way: of work that makes many values and drops none, and of a waiting window."""

import contextlib
import gc
from collections.abc import Iterator

from hipdesk.kernel import heap


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


def settle() -> None:
    """What is there now, mostly the program itself, is not walked again until ``unsettle``.

    Walking all of it holds every thread up for 150 ms, at whatever moment the collector chooses.
    """
    gc.collect()
    heap.give_back()
    gc.freeze()


def unsettle() -> None:
    """The collector walks everything again: what a session leaves behind must not outlast it. What is free goes."""
    gc.unfreeze()
    heap.give_back()
