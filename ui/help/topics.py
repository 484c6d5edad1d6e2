"""The topics there are, and their texts."""

from dataclasses import dataclass

from hipdesk.kernel import paths


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help: its name, and its title in the rail. ``gap`` leaves room above."""

    name: str
    title: str
    gap: bool = False


TOPICS = (
    Topic("start", "Getting about"),
    Topic("search", "Search"),
    Topic("keys", "Keys"),
    Topic("home", "Home", gap=True),
    Topic("referrals", "Referrals"),
    Topic("referral-form", "Logging a referral"),
    Topic("cases", "Cases"),
    Topic("case", "A case"),
    Topic("letters", "Letters"),
    Topic("meetings", "Meetings"),
    Topic("actions", "Actions"),
    Topic("people", "People"),
    Topic("agencies", "Agencies"),
    Topic("reports", "Reports"),
    Topic("import", "Importing a workbook"),
    Topic("settings", "Settings", gap=True),
    Topic("vault", "Vault and passphrases"),
)
_NAMES = frozenset(topic.name for topic in TOPICS)


def text_of(name: str) -> str:
    """The text of a topic, light Markdown; of the first one for a name nobody wrote about."""
    known = name if name in _NAMES else TOPICS[0].name
    return (paths.resources() / "help" / f"{known}.md").read_text(encoding="utf-8")
