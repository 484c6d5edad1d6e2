"""A letter of the office: who to, which references, what it says, and a list of actions where it has one."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, counted, cut_within, day_near, full_day, sentence, told


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAction:
    """One action in a letter: ``days_late`` in working days, 0 when it is not late; ``missed`` dates before."""

    number: str
    initials: str
    wording: str
    due: date | None
    days_late: int
    missed: int = 0

    def to_content(self, on: date) -> list[str]:
        """The row."""
        late = f"{counted(self.days_late, 'working day')} late" if self.days_late > 0 else "not late"
        missed = f", {counted(self.missed, 'date')} missed before" if self.missed else ""
        due = day_near(self.due, on) if self.due else "No date set"
        return [f"{self.number} {self.initials}".strip(), sentence(self.wording), due, f"{late}{missed}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """``recipient`` are the lines of the address, all that may be seen from outside; ``delivery`` how it goes.

    ``before`` and ``after`` are the paragraphs around the list of ``actions``; ``agency`` is for the file's name.
    """

    frame: PaperFrame
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    delivery: str
    day: date
    references: tuple[tuple[str, str], ...]
    subject: str
    greeting: str
    before: tuple[str, ...]
    actions: tuple[LetterAction, ...] = ()
    after: tuple[str, ...] = ()
    closing: str = "Yours sincerely"
    signed: tuple[str, ...] = ()
    agency: str = ""

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "letter"

    def to_content(self) -> dict[str, object]:
        """What ``letter.typ`` reads."""
        content: dict[str, object] = {
            "frame": self.frame.to_content(),
            "sender": [line for line in self.sender if line],
            "recipient": [line for line in self.recipient if line],
            "delivery": self.delivery,
            "facts": [["Date", full_day(self.day)], *([name, value] for name, value in self.references if value)],
            "marking": told((Strong(self.frame.marking),)),
            "subject": self.subject,
            "greeting": self.greeting,
            "before": list(self.before),
            "actions": [action.to_content(self.day) for action in self.actions],
            "after": list(self.after),
            "closing": self.closing,
            "signed": [line for line in self.signed if line],
        }
        return {name: cut_within(value, {}, 20_000) for name, value in content.items()}
