"""How a picture of the window becomes a small file that keeps its colours."""

import io
from collections import Counter
from pathlib import Path
from typing import cast

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice

Colour = tuple[int, int, int]
EXACT = 192
"""Colours of a picture that are kept as they are; the others share what is left of 256."""


def picture_of(image: object) -> Image.Image:
    """A Qt image as a Pillow one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[attr-defined]  # a QImage
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def save(picture: Image.Image, target: Path) -> None:
    """Write a picture small: a palette of its own and the best packing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    in_few_colours(picture.convert("RGB")).save(target, optimize=True)


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture in 256 colours: grounds and coloured marks keep theirs, only the grey edges of letters share some."""
    colours = cast("tuple[Colour, ...]", picture.get_flattened_data())
    many = Counter(colours)
    found = sorted(many, key=lambda colour: many[colour] * (1 + max(colour) - min(colour)), reverse=True)
    kept, edges = found[:EXACT], found[EXACT:]
    palette, place = [part for colour in kept for part in colour], {colour: at for at, colour in enumerate(kept)}
    if edges:
        line = Image.new("RGB", (len(edges), 1))
        line.putdata(edges)
        shared = line.quantize(256 - EXACT, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        palette += (shared.getpalette() or [])[: 3 * (256 - EXACT)]
        spots = cast("tuple[int, ...]", shared.get_flattened_data())
        place |= {colour: EXACT + at for colour, at in zip(edges, spots, strict=True)}
    made = Image.new("P", picture.size)
    made.putpalette(palette)
    made.putdata([place[colour] for colour in colours])
    return made
