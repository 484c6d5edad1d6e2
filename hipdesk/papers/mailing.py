"""Ready e-mails, unsent, and dates for a calendar: plain bytes an officer sends by their own program."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import PurePath

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.text import one_line

_KINDS = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_FOLD_AT = 74
_LINE_MOST = 900

Event = tuple[str, date, time | None, time | None, str, str]
"""Key, day, from, to, title, place; without a time it is a whole day."""


def mail_draft(
    *, to: str, subject: str, body: str, file_name: str, content: bytes, marking: str, made_at: datetime
) -> bytes:
    """An e-mail as a ``.eml`` file that opens unsent, with one encrypted file attached; the same input, the same bytes.

    The marking stands first in the subject and in the text. ``subject`` must hold nobody's name: the caller's part.
    """
    from email.message import EmailMessage  # late, all three: only making a pack needs them
    from email.policy import SMTP
    from email.utils import format_datetime

    # A subject folded over two lines begins with a blank in some programs.
    message = EmailMessage(policy=SMTP.clone(max_line_length=_LINE_MOST))
    message["X-Unsent"] = "1"
    if to:
        message["To"] = one_line(to)
    message["Subject"] = f"{marking}: {one_line(subject)}"
    message["Date"] = format_datetime(made_at.astimezone(UTC))
    message.set_content(f"{marking}\n\n{body.strip()}\n\n{marking}\n")
    main, sub = _KINDS[PurePath(file_name).suffix]
    message.add_attachment(content, maintype=main, subtype=sub, filename=file_name)
    message.set_boundary("=_" + hashlib.sha256(content).hexdigest()[:32])
    return message.as_bytes()


def pack_mail_body(meeting_day: str, copy: str, handling: str, office: str) -> str:
    """What the e-mail with a pack says: the handling line, how to open it, nobody's name."""
    return _body(
        f"The papers for the panel of {meeting_day} are attached: {copy}, made for your agency alone.", handling, office
    )


def paper_mail_body(title: str, handling: str, office: str) -> str:
    """What the e-mail with any other paper says; ``title`` is the kind of paper."""
    return _body(f"Attached: {title}.", handling, office)


def _body(opening: str, handling: str, office: str) -> str:
    return (
        f"{opening}\n\n{handling}\n\n"
        "The file opens with a password, which we tell you by telephone and never by e-mail. If this came to you by "
        "mistake, do not open or forward it: delete it and tell us at once.\n\n"
        f"{office}"
    ).strip()


def calendar(events: Iterable[Event], made_at: datetime) -> bytes:
    """Dates as an ``.ics`` file (RFC 5545).

    Titles are those of meetings and steps, so no case stands in a calendar. Times are London's, written as UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HIP Desk//Panel dates//EN", "CALSCALE:GREGORIAN"]
    for key, day, starts, ends, title, place in events:
        lines += ["BEGIN:VEVENT", f"UID:{key}@hipdesk", f"DTSTAMP:{_instant(made_at)}"]
        if starts is None:
            lines.append(f"DTSTART;VALUE=DATE:{day:%Y%m%d}")
        else:
            lines.append(f"DTSTART:{_instant(datetime.combine(day, starts, LONDON))}")
            if ends is not None and ends > starts:
                lines.append(f"DTEND:{_instant(datetime.combine(day, ends, LONDON))}")
        lines.append(f"SUMMARY:{_text(title)}")
        if place:
            lines.append(f"LOCATION:{_text(place)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return ("\r\n".join(part for line in lines for part in _folded(line)) + "\r\n").encode()


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    plain = one_line(words).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes; what goes on begins with a space."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > _FOLD_AT:
            parts.append(part)
            part = " "
        part += sign
    return [*parts, part]
