"""The frame every paper from the record shares: whose panel, which marking, whose copy, the audit fingerprint."""

from dataclasses import dataclass, replace

from hipdesk.model.audit import fingerprint
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.furniture import PaperFrame
from hipdesk.services.settings import setting
from hipdesk.store.queries import audit
from hipdesk.store.work import Reading

PANEL_HANDLING = "For panel members only. Do not copy or forward. Destroy or return after the meeting."


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy a paper is, and which version of it."""

    recipient: str = ""
    number: int | None = None
    of: int | None = None
    version: str = "1.0"


OFFICE_COPY = Copy("the office", 1, 1)


def copy_for(agency: str, copy: Copy) -> Copy:
    """The copy of a paper made for one agency: the agency's own, unless somebody else was named."""
    return replace(copy, recipient=agency) if agency and copy.recipient == OFFICE_COPY.recipient else copy


def frame(
    reading: Reading,
    title: str,
    short_title: str,
    *,
    handling: str = PANEL_HANDLING,
    copy: Copy = OFFICE_COPY,
    draft: bool = False,
) -> PaperFrame:
    """The frame of a paper made today. ``title`` is the document's own, ``short_title`` stands top right."""
    office = setting(reading, OfficeSettings)
    return PaperFrame(
        panel=office.panel_name, marking=office.marking, title=title, short_title=short_title, handling=handling,
        version=copy.version, version_day=reading.today, fingerprint=fingerprint(audit.head(reading)),
        copy_number=copy.number, copies=copy.of, recipient=copy.recipient, draft=draft,
    )  # fmt: skip
