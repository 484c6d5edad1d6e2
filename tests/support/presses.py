"""One press for every test of a run that only has papers made: starting one takes longer than most papers."""

import atexit
import functools
from collections.abc import Iterator
from contextlib import contextmanager

from hipdesk.papers.press import Press


@functools.cache
def shared_press() -> Press:
    """The press of this run, which starts its child again whenever a test had it ended."""
    press = Press()
    atexit.register(press.close)
    return press


@contextmanager
def lent_press() -> Iterator[Press]:
    """The press of this run, where a test would start one of its own."""
    yield shared_press()
