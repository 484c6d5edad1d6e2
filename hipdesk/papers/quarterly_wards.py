"""Table 9 of the quarterly report: wards by quarter, with the map where the office has one."""

from dataclasses import dataclass

from hipdesk.model.wards import ListedWard
from hipdesk.papers.charts.ward_map import WardMap, map_content, map_of
from hipdesk.papers.quarterly_tables import or_dash, span_of
from hipdesk.papers.wording import Words, told

FEWEST_SHADED = 5
"""The panel's map shades from here on; fewer are hatched, as they always are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardRow:
    """One ward's counts by quarter, oldest first; None for a quarter before the record begins."""

    name: str
    counts: tuple[int | None, ...]

    @property
    def all(self) -> int:
        """Its cases in every quarter of the record."""
        return sum(filter(None, self.counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class WardsSection:
    """Table 9: ward of the first incident over the last quarters; "Not known" stands last and is never shared out."""

    wards: tuple[WardRow, ...]
    not_known: tuple[int | None, ...]
    quarters: tuple[str, ...]
    finding: Words = ""
    note: str = ""
    name: str = "Where it happened"
    shapes: tuple[ListedWard, ...] = ()

    def figure(self) -> WardMap | None:
        """The map of the last column, in the order of the rows; None without outlines."""
        unknown = WardRow(name="Not known", counts=self.not_known).all
        return map_of(
            self.shapes, {row.name: row.all for row in self._ordered()},
            title=f"Cases by ward of incident, {self._span}",
            not_known=(str(unknown), unknown), least=FEWEST_SHADED, few=f"1 to {FEWEST_SHADED - 1}",
        )  # fmt: skip

    @property
    def _span(self) -> str:
        return span_of(len(self.quarters))

    def _ordered(self) -> list[WardRow]:
        return sorted(self.wards, key=lambda ward: (-ward.all, ward.name))

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads: wards by size, then by name."""
        rows = [*self._ordered(), WardRow(name="Not known", counts=self.not_known)]
        totals = [_total([row.counts[place] for row in rows]) for place in range(len(self.quarters))]
        unit = "Unit: case, counted once, in the ward of its first incident. Date basis: date accepted."
        figure = self.figure()
        return {
            "kind": "wards",
            "name": self.name,
            "finding": told(self.finding),
            "title": f"Ward of incident, {self._span}",
            "heads": ["Ward", *self.quarters, "All"],
            "rows": [
                {"name": row.name, "counts": [or_dash(count) for count in row.counts], "all": row.all} for row in rows
            ],
            "longest": max(row.all for row in rows),
            "total": ["All cases", *map(or_dash, totals), str(sum(row.all for row in rows))],
            "note": f"{unit} Not known is shown, never shared out. {self.note}".strip(),
            "map": map_content(figure),
        }


def _total(counts: list[int | None]) -> int | None:
    """Their sum; None when none of them is known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
