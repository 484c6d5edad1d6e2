"""The office's logo: set and removed. The press opened the picture and made it a plain one before any of this."""

import hashlib

from hipdesk.kernel.errors import Refused
from hipdesk.model.logo import LARGEST_KEPT, NO_LOGO, LogoView, SetLogo, refused
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import office_files as stored
from hipdesk.store.tables.settings import OfficeFileRow
from hipdesk.store.work import Reading, Work

_PNG = b"\x89PNG\r\n\x1a\n"


@reads(Right.EDIT_LISTS)
def logo_view(reading: Reading) -> LogoView:
    """The logo as papers show it."""
    row = stored.office_file(reading, stored.LOGO)
    return LogoView(row.content, row.words or "", row.changed_at) if row else NO_LOGO


@writes(Right.EDIT_LISTS, "logo.set")
def set_logo(work: Work, command: SetLogo) -> LogoView:
    """Set the logo of papers and letters; gives the one before. Refused without words and for what is no picture."""
    if not command.words:
        raise refused("The logo still needs words.", "Say what it shows, such as the council’s name.")
    if not command.png.startswith(_PNG) or len(command.png) > LARGEST_KEPT:
        raise refused("This is no picture that papers can show.", "Choose the file again.")
    before = logo_view(work)
    row = stored.office_file(work, stored.LOGO)
    if row is None:
        row = OfficeFileRow(kind=stored.LOGO, name=stored.LOGO, content=b"")
        work.session.add(row)
    row.content, row.words = command.png, command.words
    row.changed_at, row.changed_by = work.now, work.actor.holder_id
    values = {"old": _told(before.png, before.words), "new": _told(command.png, command.words)}
    fields = [name for name in ("picture", "words") if values["old"].get(name) != values["new"][name]]
    work.record("logo.set", "logo", "office", fields=fields, values=values)
    return before


@writes(Right.EDIT_LISTS, "logo.removed")
def remove_logo(work: Work) -> LogoView:
    """Papers go without a logo; gives the one that was, so that it can be put back."""
    row = stored.office_file(work, stored.LOGO)
    if row is None:
        raise Refused("The office has no logo.", kept="Nothing was changed.")
    before = logo_view(work)
    work.session.delete(row)
    work.record("logo.removed", "logo", "office", values={"old": _told(before.png, before.words)})
    return before


def _told(png: bytes, words: str) -> dict[str, str]:
    return {"picture": hashlib.sha256(png).hexdigest(), "words": words} if png else {}
