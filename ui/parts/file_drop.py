"""A file of this computer that is chosen or dropped: what both ways share."""

from pathlib import Path

from PySide6.QtCore import QMimeData

ANY_FILE = "All files (*)"


def files_dropped(mime: QMimeData) -> list[Path]:
    """The local files that are being dragged; folders and links to elsewhere are passed over."""
    named = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    return [path for path in named if path.is_file()]
