"""Papers sent by e-mail apart from packs: to whom a ready e-mail goes, and whom to ring with its password."""

from dataclasses import dataclass
from datetime import datetime

MAIL_SUFFIX = ".eml"
TO_AGENCIES = ("agenda", "names-list", "return-form", "minutes", "action-slip")
"""Papers of a meeting that go to every agency concerned, each its own cut and its own password."""
FILLED_IN = frozenset({"return-form", "referral-form", "risk-form"})
"""Papers that are sent as Word, since whoever gets one fills it in."""


@dataclass(frozen=True, slots=True)
class MailTo:
    """The address of an e-mail, who opens it and the number to ring; each empty when the record has none."""

    email: str = ""
    person: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Mailed:
    """What the register keeps of an e-mail: what is in it, to whom, and the password of its file, for the call list."""

    title: str
    to: MailTo
    password: str


@dataclass(frozen=True, slots=True)
class MailRecipient:
    """An agency that a paper of a meeting goes to; ``blocks`` are sentences why it gets none now."""

    agency_id: str
    agency: str
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailCall:
    """An e-mailed paper that is out: which, whose, when it was made, whom to ring, and the password to say."""

    title: str
    recipient: str
    made_at: datetime
    person: str
    phone: str
    password: str
