"""The contact list: the agencies of the panel, who comes for them and how to reach them."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.text import Whole
from hipdesk.papers.wording import Strong, counted, cut, full_day, told

_OPENING = (
    ". Use secure e-mail for anything about a case, and never put a name in its subject line. Tell the office when "
    "someone leaves or a number changes."
)


_IN_A_HEADING = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person who comes for an agency: ``place`` in words ("Main", "Deputy")."""

    name: str
    job_title: str
    place: str
    phone: str
    secure_email: str

    def to_content(self) -> dict[str, object]:
        """The row."""
        return {
            "name": self.name,
            "role": ", ".join(part for part in (self.place, self.job_title) if part),
            "phone": self.phone or "–",
            "email": Whole(self.secure_email or "–"),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyContacts:
    """An agency: ``agreement`` says how its information-sharing agreement stands."""

    name: str
    kind: str
    core: bool
    phone: str
    secure_email: str
    agreement: str
    people: tuple[Contact, ...]

    def to_content(self) -> dict[str, object]:
        """The heading, which is repeated on every page its people reach, and the people."""
        return {
            "name": cut(self.name, _IN_A_HEADING)[0],
            "kind": ", ".join(part for part in (cut(self.kind, 60)[0], "core" if self.core else "") if part),
            "phone": cut(self.phone, 40)[0],
            "email": Whole(cut(self.secure_email, _IN_A_HEADING)[0]),
            "agreement": self.agreement,
            "people": [person.to_content() for person in self.people],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactListPaper:
    """Everything the contact list prints: core agencies first, in the order given."""

    frame: PaperFrame
    panel_name: str
    made_on: date
    office: tuple[tuple[str, str], ...]
    agencies: tuple[AgencyContacts, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "contact-list"

    def to_content(self) -> dict[str, object]:
        """What ``contact-list.typ`` reads."""
        people = sum(len(agency.people) for agency in self.agencies)
        many = f"{counted(len(self.agencies), 'agency', 'agencies')}, {counted(people, 'person', 'people')}"
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(full_day(self.made_on)))),
            "facts": [["On it", many], *([label, _fact(shown)] for label, shown in self.office)],
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "agencies": [agency.to_content() for agency in self.agencies],
        }


def _fact(shown: str) -> str:
    """What is told of the office: an address is copied from the paper and stays in one piece."""
    return Whole(shown) if "@" in shown else shown or "Not set"
