"""A logo from outside: read once, opened in the press, and given back as a plain picture."""

from pathlib import Path

from hipdesk.kernel.files import told_plainly
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.logo import LARGEST_FILE, LookedLogo, refuse_file, refused
from hipdesk.papers.press import Press, PressDied, PressFailed

_JOB = "hipdesk.papers.press.logo_jobs:ready_logo"
_SECONDS = 30.0


def ready_logo(press: Press, source: Path, progress: Progress = SILENT) -> LookedLogo:
    """The logo in a file, made ready for papers. Refused, in a sentence, for what cannot be one."""
    with told_plainly():
        if not source.is_file():
            raise refused("This is not a file.", "Choose one file.")
        refuse_file(source.stat().st_size, source.suffix)
        with source.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    refuse_file(len(content), source.suffix)
    try:
        made = press.run(_JOB, seconds=_SECONDS, progress=progress, content=content)
    except (PressDied, PressFailed):
        raise refused("This picture could not be opened safely.", "Ask for it as a PNG picture.") from None
    png, width, height, finding = made if isinstance(made, list) else (b"", 0, 0, "")
    return LookedLogo(bytes(png), int(width), int(height), str(finding))
