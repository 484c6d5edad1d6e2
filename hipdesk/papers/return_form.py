"""The return form of one agency: what it knows of the people of each case, to be filled in and sent back."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import NOT_RECORDED, Strong, Words, counted, full_day, short_weekday, told, weekday

_OPENING = (
    ". Who the people are stands on the names list: write no name here. Answer every case: “nothing held” is an "
    "answer, and a blank is not. Say only what bears on the risk to someone, and tell fact from opinion."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPerson:
    """Somebody an agency is asked about, by label and role: no name."""

    label: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCase:
    """One case to answer. ``answered`` says what the agency told already ("Nothing held, 3 December"), or is empty."""

    reference: str
    initials: str
    people: tuple[AskedPerson, ...]
    answered: Words = ""
    case_id: str = ""

    def to_content(self) -> dict[str, object]:
        """The block."""
        return {
            "case_id": self.case_id,
            "reference": self.reference,
            "initials": self.initials,
            "people": [{"label": person.label, "role": person.role} for person in self.people],
            "answered": told(self.answered),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFormPaper:
    """Everything an agency's return form prints; ``limits`` are the ways an answer may be used, to be ticked.

    The ids, and ``limit_codes`` beside ``limits``, stand in the Word form's controls, so that it can be read back.
    """

    frame: PaperFrame
    panel_name: str
    agency: str
    meeting_day: date
    to: str
    due: date | None
    send_to: str
    cases: tuple[AskedCase, ...]
    limits: tuple[str, ...]
    limit_codes: tuple[str, ...] = ()
    meeting_id: str = ""
    agency_id: str = ""

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "return-form"

    def to_content(self) -> dict[str, object]:
        """What ``return-form.typ`` reads."""
        due: Words = (Strong(short_weekday(self.due)),) if self.due else "Not set"
        return {
            "frame": self.frame.to_content(),
            "line": told((Strong(self.agency), f", for the panel of {weekday(self.meeting_day)}")),
            "facts": [
                ["To", self.to or NOT_RECORDED],
                ["Asked about", counted(len(self.cases), "case")],
                ["Send this back by", told(due)],
                ["Send it to", self.send_to or "The partnership officer"],
            ],
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "cases": [case.to_content() for case in self.cases],
            "limits": list(self.limits),
            "limit_codes": list(self.limit_codes),
            "form": {
                "meeting": self.meeting_id,
                "agency": self.agency_id,
                "for": f"{self.agency}, {full_day(self.meeting_day)}",
            },
        }
