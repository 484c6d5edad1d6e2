"""A figure: series over categories, from which come its table, its chart and its alternative text alike."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["flow", "multiples", "stacked"]
Fill = Literal["accent", "sky", "ochre", "stone", "hatch", "white", "back", "cross", "level"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One named run of counts, one per category; ``fill`` matters where series are stacked."""

    name: str
    values: tuple[int, ...]
    fill: Fill = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart and its table in one.

    *flow*: categories are months; series are open at start, accepted, reopened, closed, open at end, in this order.
    *multiples*: categories are periods, one small line per series on one shared scale.
    *stacked*: categories are bars, series their segments in stacking order; ``leading`` sets the first bar apart.
    """

    kind: Kind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    leading: bool = False

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("every series has one value per category")
        if self.kind == "flow" and len(self.series) != 5:
            raise ValueError("a flow has five series")

    def table(self) -> list[list[str]]:
        """Head row and one row per category, as text: the twin of the chart."""
        head = ["", *(series.name for series in self.series)]
        rows = [
            [name, *(str(series.values[place]) for series in self.series)] for place, name in enumerate(self.categories)
        ]
        return [head, *rows]

    def alternative(self) -> str:
        """The whole chart in words: what kind it is, what it counts, and every value."""
        opening = {"flow": "Chart of steps", "multiples": "Small line charts", "stacked": "Stacked bars"}[self.kind]
        if self.kind == "multiples":
            span = f", {self.categories[0]} to {self.categories[-1]}" if self.categories else ""
            lines = [f"{series.name}: {', '.join(map(str, series.values))}." for series in self.series]
            return " ".join([f"{opening}: {self.title}{span}. Unit: {self.unit}.", *lines])
        lines = [
            f"{name}: " + ", ".join(f"{series.name.lower()} {series.values[place]}" for series in self.series) + "."
            for place, name in enumerate(self.categories)
        ]
        return " ".join([f"{opening}: {self.title}. Unit: {self.unit}.", *lines])
