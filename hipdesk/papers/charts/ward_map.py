"""The map of wards: darkest means most, hatched means few or hidden, and wards not known have a bar of their own.

Wards have letters in the order of the table beside the map; the table, the words and the map are of one ``WardMap``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hipdesk.model.wards import ListedWard, ward_key
from hipdesk.papers.charts.canvas import GREY, INK, MM, WHITE, Canvas, width_of
from hipdesk.papers.charts.outline import Rings, hatching, holds, projection, room_in
from hipdesk.papers.text import Drawn

DEPTHS = ("#b3d6db", "#2a7886", "#07404b")
"""From few to most. White stands on the two darkest."""
_ON_DEPTHS = (INK, WHITE, WHITE)
_HIGHEST = 118 * MM
_KEY_LINE, _KEY_BOX = 13.4, 23.0
_LABEL, _LABEL_HIGH = 8.5, 22.0
_HATCH_GAP = 4.2


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedWard:
    """A ward on the map: its name, its outline, its letter in the table, its count; None for a hidden one."""

    name: str
    letter: str
    count: int | None
    rings: Rings


@dataclass(frozen=True, slots=True, kw_only=True)
class WardMap:
    """Wards with their counts, lightest from ``least`` up: what is fewer is hatched, and said as ``few``.

    ``not_known`` is shown as it stands in the table; ``off_map`` are names that are no ward of the office's list.
    """

    title: str
    wards: tuple[MappedWard, ...]
    not_known: str
    not_known_count: int | None
    least: int
    few: str
    off_map: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[tuple[int, int | None], ...]:
        """The three shades: from and to, the last open."""
        most = max((ward.count or 0 for ward in self.wards), default=0)
        step = max(2, -(-(most - self.least + 1) // len(DEPTHS)) if most > self.least + 7 else 2)
        if step > 9:
            step = -(-step // 5) * 5
        starts = [self.least + step * at for at in range(len(DEPTHS))]
        return tuple((start, start + step - 1 if at < len(DEPTHS) - 1 else None) for at, start in enumerate(starts))

    def shade(self, count: int | None) -> int | None:
        """Which shade a count has: -1 is hatched, None is none."""
        if count == 0:
            return None
        if count is None or count < self.least:
            return -1
        return max(at for at, (start, _) in enumerate(self.classes) if count >= start)

    @property
    def key(self) -> tuple[tuple[int | None, str], ...]:
        """The key from most to none, in words."""
        shades = [
            (
                at,
                f"{start} or more" if end is None else f"{start} or {end}" if end == start + 1 else f"{start} to {end}",
            )
            for at, (start, end) in enumerate(self.classes)
        ]
        return (*reversed(shades), (-1, self.few), (None, "none"))

    def alternative(self) -> str:
        """The whole map in words: every ward with its letter and count."""
        told = ", ".join(
            f"{ward.letter} {ward.name} {self.few if ward.count is None else ward.count}" for ward in self.wards
        )
        off = f" Not on the map: {', '.join(self.off_map)}." if self.off_map else ""
        return f"Map of wards: {self.title}. {told}. Ward not known: {self.not_known}.{off}"


def letter(place: int) -> str:
    """A, B … Z, AA, AB …"""
    return (letter(place // 26 - 1) if place > 25 else "") + chr(ord("A") + place % 26)


def map_of(
    shapes: tuple[ListedWard, ...], counts: Mapping[str, int | None], *, title: str, not_known: tuple[str, int | None],
    least: int, few: str,
) -> WardMap | None:  # fmt: skip
    """The map of counts by ward, in the order of the table; a ward that is not among them counts nothing. None without
    outlines."""
    if not shapes:
        return None
    by_key = {ward_key(each.name): each for each in shapes}
    listed = [
        *counts,
        *(each.name for each in shapes if ward_key(each.name) not in {ward_key(name) for name in counts}),
    ]
    wards = tuple(
        MappedWard(name=name, letter=letter(at), count=counts.get(name, 0), rings=by_key[ward_key(name)].rings)
        for at, name in enumerate(each for each in listed if ward_key(each) in by_key)
    )
    off = tuple(name for name in counts if ward_key(name) not in by_key)
    return WardMap(
        title=title,
        wards=wards,
        not_known=not_known[0],
        not_known_count=not_known[1],
        least=least,
        few=few,
        off_map=off,
    )


def map_content(figure: WardMap | None) -> dict[str, object] | None:
    """What a template needs of a map: the drawing, its words, the letters of the table's rows, what it leaves out."""
    if figure is None:
        return None
    off = f"Not on the map, because no ward has this name: {', '.join(figure.off_map)}." if figure.off_map else ""
    return {
        "chart": draw_ward_map(figure), "alt": figure.alternative(), "title": figure.title,
        "letters": {ward.name: ward.letter for ward in figure.wards}, "off": off,
    }  # fmt: skip


def draw_ward_map(figure: WardMap, width: float = 78 * MM) -> Drawn:
    """The map with its key in a corner where no ward is; the sheet grows downwards until there is one."""
    view = projection([ward.rings for ward in figure.wards], width - 2, _HIGHEST)
    shapes = [[[(x + 1, y + 1) for x, y in view.spots(ring)] for ring in ward.rings] for ward in figure.wards]
    high = (len(figure.key) + 1) * _KEY_LINE + 6
    told = (_told_not_known(figure), *(words for _, words in figure.key))
    # Reckoned widths are a little short of what a face with wide letters takes.
    wide = _KEY_BOX + 10 + 1.15 * max(width_of(words, 8) for words in told)
    x, y = _corner(shapes, (width, view.high + 2), (wide, high))
    canvas = Canvas(width, max(view.high + 3, y + high))
    for ward, rings in zip(figure.wards, shapes, strict=True):
        _ward(canvas, figure, ward, rings)
    for ward, rings in zip(figure.wards, shapes, strict=True):
        _label(canvas, figure, ward, rings)
    _key(canvas, figure, x, y)
    return canvas.finished()


def _corner(shapes: Sequence[Rings], room: tuple[float, float], key: tuple[float, float]) -> tuple[float, float]:
    """The upper left of a corner that is free for the key, on the sheet or as little below it as will do."""
    wide, high = key
    right, low = room[0] - wide, room[1] - high
    places = [(0.0, low), (right, low), (0.0, 0.0), (right, 0.0)] if low >= 0 else []
    places += [(x, low + down) for down in range(6, int(high) + 6, 6) for x in (0.0, right) if low + down >= 0]
    for x, y in places:
        spots = [(x + wide * across / 10, y - 4 + (high + 4) * down / 16) for across in range(11) for down in range(17)]
        if not any(holds(rings, *spot) for rings in shapes for spot in spots):
            return x, y
    return 0.0, room[1] + 6


def _ward(canvas: Canvas, figure: WardMap, ward: MappedWard, rings: Rings) -> None:
    shade = figure.shade(ward.count)
    canvas.shape(rings, fill=DEPTHS[shade] if shade is not None and shade >= 0 else WHITE, stroke="none")
    if shade == -1:
        for (x1, y1), (x2, y2) in hatching(rings, _HATCH_GAP):
            canvas.line(x1, y1, x2, y2, stroke=GREY, weight=0.5)
    # Between two dark wards a black border would not be seen: a white one lies beneath it.
    canvas.shape(rings, fill="none", stroke=WHITE, weight=1.6)
    canvas.shape(rings, fill="none", stroke=INK, weight=0.6)


def _label(canvas: Canvas, figure: WardMap, ward: MappedWard, rings: Rings) -> None:
    shade = figure.shade(ward.count)
    ink = _ON_DEPTHS[shade] if shade is not None and shade >= 0 else INK
    counted = shade is not None and shade >= 0
    x, y, room = room_in(rings, _LABEL_HIGH)
    shown = str(ward.count)
    if room < width_of(shown if counted else ward.letter, _LABEL) + 1:
        x, y, _ = room_in(rings, _LABEL)
        counted = False
    canvas.text(
        x, y - 1 if counted else y + 3, ward.letter, size=_LABEL, bold=True, at="centre", fill=ink, halo=shade == -1
    )
    if counted:
        canvas.text(x, y + 9, shown, size=_LABEL, at="centre", fill=ink)


def _key(canvas: Canvas, figure: WardMap, x: float, y: float) -> None:
    """The shades in words; beneath them the bar of wards not known, as long as it is many."""
    for at, (shade, words) in enumerate(figure.key):
        top = y + at * _KEY_LINE
        fill = DEPTHS[shade] if shade is not None and shade >= 0 else WHITE
        canvas.rect(x + 1, top, _KEY_BOX, 9, fill=fill, stroke=INK, weight=0.5)
        if shade == -1:
            canvas.hatch(x + 1, top, _KEY_BOX, 9, gap=_HATCH_GAP)
        canvas.text(x + _KEY_BOX + 6, top + 7.6, words, size=8)
    top = y + len(figure.key) * _KEY_LINE + 4
    most = max([1, figure.not_known_count or 0, *(ward.count or 0 for ward in figure.wards)])
    wide = _KEY_BOX if figure.not_known_count is None else max(_KEY_BOX * figure.not_known_count / most, 1.0)
    if figure.not_known_count is None:
        canvas.rect(x + 1, top, wide, 9, stroke=GREY, weight=0.5)
        canvas.hatch(x + 1, top, wide, 9, gap=_HATCH_GAP)
    elif figure.not_known_count:
        canvas.rect(x + 1, top, wide, 9, fill=GREY)
    canvas.text(x + _KEY_BOX + 6, top + 7.6, _told_not_known(figure), size=8)


def _told_not_known(figure: WardMap) -> str:
    return f"ward not known: {figure.not_known}"
