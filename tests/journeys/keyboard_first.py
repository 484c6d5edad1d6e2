"""A first day by keyboard alone, in a process of its own: ``python -m tests.journeys.keyboard_first DATA``.

From a computer without a vault to a referral that was logged, accepted and found again by search. The groups that the
program asks for are read from the sheet that it put out, as a person reads them from the paper.
"""

import re
import sys
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QApplication

from tests.journeys.keyboard import Keyboard, NoMouse
from tests.support.program import running

PASSPHRASE = "copper kettle winter orchard"
DONE = "The day is done: found again."


def set_up(keys: Keyboard, sheet: Path) -> None:
    """The six pages of the first run: the sheet is put out and typed back, the vault begins empty."""
    keys.expect("Welcome to HIP Desk")
    keys.use("Create a vault")
    keys.press("Enter")
    keys.write("Marlbridge Council")
    keys.press("Enter")
    keys.write("Anwen Price")
    keys.tab_to("New passphrase")
    keys.write(PASSPHRASE)
    keys.tab_to("The same again")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    keys.expect("Print the sheet")
    keys.use("Save it to print elsewhere")
    confirm(keys, sheet)
    keys.press("Enter")
    keys.expect("Where backups go")
    keys.use("I will choose a place later, in Settings")
    keys.use("Continue")
    keys.expect("With an empty vault")
    keys.use("Open the vault")
    keys.expect("All changes saved")


def confirm(keys: Keyboard, sheet: Path) -> None:
    """Type back the groups that are asked for."""
    with pypdfium2.PdfDocument(sheet) as paper:
        printed = paper[0].get_textpage().get_text_range()
    groups = dict(re.findall(r"Group (\d)[^\n]*\s+((?:[0-9A-Z] ){3}[0-9A-Z])", printed))
    for number in sorted(words[-1] for words in set(keys.says) if re.fullmatch(r"Group \d", words)):
        keys.tab_to(f"Group {number}")
        keys.write(groups[number].replace(" ", ""))


def add_agency(keys: Keyboard) -> None:
    """Who will refer: the list is empty on a first day."""
    keys.press("Ctrl+7")
    keys.expect("Add an agency")
    keys.use("Add an agency")
    keys.tab_to("Name")
    keys.write("Chalk Homes")
    keys.pick("Kind", "Council")
    keys.press("Ctrl+Enter")
    keys.expect("Contact list")


def log_referral(keys: Keyboard) -> None:
    """The form from the referrer to what is wanted; what nobody could say is answered with its reason."""
    keys.press("Ctrl+Shift+R")
    keys.expect("Referring agency")
    keys.pick("Referring agency", "Chalk")
    keys.pick("How it came", "Telephone")
    keys.fill("At", "13:20")
    keys.fill("Completed on", "1 December 2026")
    keys.fill("Referrer’s name", "Tamsin Abara")
    keys.fill("Their role", "Housing officer")
    keys.fill("Telephone", "020 7946 0011")
    keys.fill("Who will present", "Ines Falk")
    keys.leave_open("Manager knows", "Not asked")
    keys.answer("Declaration", "Yes")
    person_affected(keys)
    what_happened(keys)
    keys.answer("Aware of this referral", "Yes")
    keys.pick("Agreement to the referral", "Yes, spoken")
    keys.fill("Agreed on", "30 November 2026")
    keys.answer("Privacy notice given", "Yes")
    keys.leave_open("How often in the last three months?", "Not asked")
    keys.pick("Is it getting worse?", "Y")
    keys.use("Professional judgement")
    keys.fill("What is asked of the panel", "One plan for the stair")
    keys.leave_open("What the person affected wants", "Not asked")
    keys.press("Ctrl+Enter")
    keys.expect("HIP/2026-27/0001 logged.")


def accept(keys: Keyboard) -> None:
    """Triage: nothing stands in the way."""
    keys.press("Alt+A")
    keys.expect("accepted")


def find(keys: Keyboard) -> None:
    """By the name, from anywhere; the case tells what was told, and what was not asked."""
    keys.press("Ctrl+1")
    keys.press("Ctrl+K")
    keys.write("Rukhsana Begum")
    keys.expect("3 shown in")
    keys.press("Enter")
    keys.expect("Shouted at on the stair, twice")
    keys.expect("whether the manager knows")


def person_affected(keys: Keyboard) -> None:
    """Who was hurt, and how they are reached safely."""
    keys.fill("Name as given", "Rukhsana Begum")
    keys.fill("Date of birth or age", "14 March 1988")
    keys.leave_open("Language", "Not asked")
    keys.leave_open("Interpreter needed", "Not known")
    keys.leave_open("Ethnicity", "Prefers not to say")
    keys.leave_open("Disabled", "Not asked")
    keys.pick("Alleged perpetrator is", "same block")
    keys.fill("Address", "Flat 9, Tallow House")
    keys.leave_open("Tenure", "Not known")
    keys.pick("Safe contact by", "Text message")
    keys.answer("Safe to leave a message", "No")
    keys.answer("Safe to post", "No")
    keys.answer("Address kept out of papers", "No")


def what_happened(keys: Keyboard) -> None:
    """One incident, and what was targeted."""
    keys.tab_to("Remove Incident 1")
    keys.fill("When", "21 November 2026")
    keys.fill("What happened", "Shouted at on the stair, twice")
    keys.use("Race or ethnicity")
    keys.use("Person affected")


def day(local: Path) -> None:
    """The whole day, from no vault to a case that was found."""
    application = QApplication([])
    mouse = NoMouse()
    application.installEventFilter(mouse)
    sheet = local.parent / "sheet.pdf"
    with running(application, local) as started:
        started.files.next.append(sheet)
        keys = Keyboard(started.calm)
        set_up(keys, sheet)
        add_agency(keys)
        log_referral(keys)
        accept(keys)
        find(keys)
    application.removeEventFilter(mouse)
    assert mouse.seen == []


if __name__ == "__main__":
    day(Path(sys.argv[1]))
    sys.stdout.write(DONE)
