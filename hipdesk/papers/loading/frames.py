"""The frame every paper from the record shares: whose panel, which marking, whose copy, the audit fingerprint."""

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from hipdesk.model.audit import fingerprint
from hipdesk.model.issuing import OFFICE
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.furniture import OfficeLook, PaperFrame
from hipdesk.services.settings import setting
from hipdesk.store.queries import audit
from hipdesk.store.queries.office_files import LOGO, office_file, own_templates
from hipdesk.store.work import Reading

PANEL_HANDLING = "For panel members only. Do not copy or forward. Destroy or return after the meeting."


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy a paper is, and which version of it."""

    recipient: str = ""
    number: int | None = None
    of: int | None = None
    version: str = "1.0"


OFFICE_COPY = Copy(OFFICE, 1, 1)


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
        look=office_look(reading), panel=office.panel_name, marking=office.marking, title=title,
        short_title=short_title, handling=handling,
        version=copy.version, version_day=reading.today, fingerprint=fingerprint(audit.head(reading)),
        copy_number=copy.number, copies=copy.of, recipient=copy.recipient, draft=draft,
    )  # fmt: skip


_looks: WeakKeyDictionary[Reading, OfficeLook] = WeakKeyDictionary()


def office_look(reading: Reading) -> OfficeLook:
    """The office's own templates and logo; read once in a snapshot, whatever number of papers is loaded from it."""
    if reading not in _looks:
        logo = office_file(reading, LOGO)
        _looks[reading] = OfficeLook(
            templates=own_templates(reading),
            logo=logo.content if logo else b"",
            logo_words=(logo.words or "") if logo else "",
        )
    return _looks[reading]
