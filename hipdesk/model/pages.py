"""One page of a long list, as a lazy table asks for it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Page(Generic[View]):
    """The ``rows`` from ``offset`` on, of ``total`` that match the filters."""

    rows: tuple[View, ...]
    total: int
    offset: int = 0
