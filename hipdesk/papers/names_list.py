"""The names list of a panel: who the cases on its agenda are about, for agencies to look up what they know."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, Words, counted, short_weekday, told, weekday

_OPENING = (
    ". For research only: look these people up in your own records and answer on the return form. Contact nobody "
    "because of this list. Keep it apart from the agenda, and destroy it when your return is sent. “Alleged” is no "
    "finding."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """One person: ``label`` as the case paper calls them, ``role`` in words, and the home as it may be said."""

    label: str
    role: str
    name: str
    own_script: str = ""
    aliases: tuple[str, ...] = ()
    born: str = ""
    address: str = ""
    unaware: bool = False

    def to_content(self) -> dict[str, object]:
        """The row; what is not known is told."""
        return {
            "label": self.label,
            "role": self.role,
            "name": self.name or "Not named",
            "own_script": self.own_script,
            "aliases": f"Also known as {', '.join(self.aliases)}" if self.aliases else "",
            "born": self.born or "Not known",
            "address": self.address or "Not known",
            "unaware": "Does not know of the referral." if self.unaware else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """The people of one case."""

    reference: str
    initials: str
    people: tuple[ListedPerson, ...]

    def to_content(self) -> dict[str, object]:
        """The heading row and its people."""
        return {
            "reference": self.reference,
            "initials": self.initials,
            "people": [person.to_content() for person in self.people],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesListPaper:
    """Everything the names list prints; ``agency`` is empty on the office's own."""

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    agency: str
    returns_due: date | None
    return_to: str
    cases: tuple[ListedCase, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "names-list"

    def to_content(self) -> dict[str, object]:
        """What ``names-list.typ`` reads."""
        people = sum(len(case.people) for case in self.cases)
        due: Words = (Strong(short_weekday(self.returns_due)),) if self.returns_due else "Not set"
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))),
            "facts": [
                ["For", self.agency or "The office"],
                ["On it", f"{counted(len(self.cases), 'case')}, {counted(people, 'person', 'people')}"],
                ["Answer by", told(due)],
                ["Return it to", self.return_to or "The partnership officer"],
            ],
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "cases": [case.to_content() for case in self.cases],
        }
