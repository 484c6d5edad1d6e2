"""Pictures of widgets, for people to look at and for tests to compare."""

import os
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

DRESSES = {"light": ("light", 1.0), "dark": ("dark", 1.0), "contrast": ("contrast", 1.0), "large": ("light", 2.0)}
"""What a screen is looked at in: the theme, and how many times as large the text is."""


def image_of(widget: QWidget) -> QImage:
    """What a widget looks like now."""
    QApplication.processEvents()
    return widget.grab().toImage()


def grab(widget: QWidget, name: str) -> QImage:
    """The picture, saved under ``name`` as well when ``HIPDESK_PICTURES`` names a folder."""
    image = image_of(widget)
    folder = os.environ.get("HIPDESK_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        image.save(str(Path(folder) / f"{name}.png"))
    return image


def colours_in(image: QImage) -> set[str]:
    """Every colour in a picture, as upper-case ``#RRGGBB``."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    spots = ((x, y) for y in range(plain.height()) for x in range(plain.width()))
    return {plain.pixelColor(x, y).name().upper() for x, y in spots}
