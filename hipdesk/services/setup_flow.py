"""The order of the first run, without widgets: six short pages, what each asks, and what stops it from going on.

The vault is made on leaving the third page, because only then is there a recovery code to print; from there one does
not go back. Imports no pydantic: the flow is walked before anything is unlocked.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.services import gate
from hipdesk.services.gate import RecoveryCode

Basis = Literal["financial", "calendar"]
Start = Literal["empty", "demonstration", "workbook"]
SEE_MARKED = "Something is still missing."


class Step(StrEnum):
    """The six pages in order."""

    ABOUT = "about"
    OFFICE = "office"
    HOLDER = "holder"
    SHEET = "sheet"
    BACKUP = "backup"
    START = "start"


STEPS = tuple(Step)
TITLES: dict[Step, str] = {
    Step.ABOUT: "What this is",
    Step.OFFICE: "Your office",
    Step.HOLDER: "You and your passphrase",
    Step.SHEET: "The recovery sheet",
    Step.BACKUP: "Where backups go",
    Step.START: "How to begin",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far. ``path`` is where the vault goes; passphrases are never in its repr."""

    panel_name: str = "Hate Incident Panel"
    office_name: str = ""
    borough: str = ""
    nation: str = "ENG"
    quarters: Basis = "financial"
    path: Path | None = None
    holder: str = ""
    job_title: str = "Hate Crime Partnership Officer"
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    backup_place: Path | None = None
    backup_later: bool = False
    start: Start = "empty"

    @property
    def known_words(self) -> tuple[str, ...]:
        """Names that add nothing to a passphrase."""
        return tuple(word for word in (self.holder, self.office_name, self.borough, self.panel_name) if word)


class SetupFlow:
    """Where the first run is. ``sheet_out`` is set once the sheet was printed or saved; ``confirm`` takes the groups
    typed back from it.
    """

    def __init__(self, answers: Answers | None = None) -> None:
        self.answers = answers or Answers()
        self.step = Step.ABOUT
        self.sheet_out = False
        self.asked: tuple[int, int] = gate.groups_to_ask()
        self._code: RecoveryCode | None = None
        self._confirmed = False

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return STEPS.index(self.step) + 1

    @property
    def last(self) -> bool:
        """Whether this is the last page."""
        return self.step == STEPS[-1]

    @property
    def made(self) -> bool:
        """Whether the vault is there already."""
        return self._code is not None

    @property
    def makes_vault(self) -> bool:
        """Whether leaving this page makes the vault."""
        return self.step == Step.HOLDER and not self.made

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to: not past the making of the vault."""
        return self.number > 1 and not (self.made and self.number <= STEPS.index(Step.SHEET) + 1)

    def answer(self, **given: object) -> None:
        """Take answers by name; an unknown name is a mistake."""
        self.answers = replace(self.answers, **given)  # type: ignore[arg-type]  # the names are those of Answers

    def findings(self) -> dict[str, str]:
        """What stops this page, by the name of the answer; empty when one may go on."""
        return {
            Step.OFFICE: self._office,
            Step.HOLDER: self._holder,
            Step.SHEET: self._sheet,
            Step.BACKUP: self._backup,
        }.get(self.step, dict[str, str])()

    def forward(self) -> Step:
        """Go to the next page. Refused while something stops this one, or before the vault was made."""
        if self.findings():
            raise Refused(SEE_MARKED, to_do="Look at what is marked.")
        if self.makes_vault:
            raise Refused("The vault is not made yet.", kept="What you typed is kept.")
        if not self.last:
            self.step = STEPS[self.number]
        return self.step

    def back(self) -> Step:
        """Go to the page before."""
        if self.can_go_back:
            self.step = STEPS[self.number - 2]
        return self.step

    def vault_made(self, code: RecoveryCode) -> None:
        """The vault is there: forget the passphrase, keep the code until the sheet is confirmed."""
        self._code = code
        self.answers = replace(self.answers, passphrase="", again="")
        self.step = Step.SHEET

    def confirm(self, typed: dict[int, str]) -> tuple[int, ...]:
        """Compare groups typed back from the sheet; returns those that are wrong, and remembers when none is."""
        wrong = self._code.confirms(typed) if self._code else tuple(self.asked)
        self._confirmed = not wrong and set(typed) == set(self.asked)
        return wrong

    def _office(self) -> dict[str, str]:
        found = {}
        if not self.answers.panel_name.strip():
            found["panel_name"] = "Give the panel a name, as papers will show it"
        if not self.answers.office_name.strip():
            found["office_name"] = "Name the council or office"
        return found

    def _holder(self) -> dict[str, str]:
        if self.made:
            return {}
        answers, found = self.answers, {}
        if not answers.holder.strip():
            found["holder"] = "Write your name, as the log will show it"
        judged = gate.judge(answers.passphrase, answers.known_words)
        if not judged.ok:
            found["passphrase"] = judged.sentence
        elif answers.again != answers.passphrase:
            found["again"] = "The two are not the same"
        return found

    def _sheet(self) -> dict[str, str]:
        if not self.sheet_out:
            return {"sheet": "Print the sheet, or save it to print it elsewhere"}
        if not self._confirmed:
            return {"groups": "Type these two groups from the sheet"}
        return {}

    def _backup(self) -> dict[str, str]:
        if self.answers.backup_place is None and not self.answers.backup_later:
            return {"backup_place": "Choose a folder, or say that you will do it later"}
        return {}
