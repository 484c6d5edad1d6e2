"""Pictures of every screen and paper: ``python -m tests.support.pictures [--vault V] [--out DIR] [--only NAME]``.

Without ``--vault`` a demonstration of the invented day, Wednesday 2 December 2026, is made in a folder that goes again,
and the pictures are written to ``docs/pictures``; with it, the main screens of a copy of that vault, on the days
before its panel, go to ``--out``.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # the platform comes before Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from hipdesk.console.demonstration import PASSPHRASE
from hipdesk.desk import Desk, MadePaper
from hipdesk.kernel import logs
from hipdesk.kernel.clock import Clock, FixedClock, SystemClock, today
from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.model.cases.views import CaseFilter, CaseSort
from hipdesk.model.letters import PAPER, LetterOptions
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.panels.returns import AskAgencies, RecordReturn
from hipdesk.model.periods import previous, quarter_of, year_of
from hipdesk.model.referrals.views import InboxFilter
from hipdesk.papers.catalogue import CATALOGUE, PaperOptions
from hipdesk.papers.pictures import page_pictures
from hipdesk.services import cases, referrals
from hipdesk.services.actions import slip_agencies
from hipdesk.services.agendas import agenda_view, propose_agenda, remove_from_agenda
from hipdesk.services.custody import NewVault
from hipdesk.services.demonstration import invent
from hipdesk.services.demonstration.borough import office_settings
from hipdesk.services.finding import find_meeting
from hipdesk.services.returns import ask_agencies, record_return, returns_view
from hipdesk.services.settings import read_settings
from tests.support.desks import POLICY
from tests.support.picture_clock import clock_for, copy_of
from tests.support.picture_files import picture_of, save
from tests.support.picture_screens import Screen, more_screens, screens, show_first_run
from tests.support.program import ChosenFiles, until
from tests.support.qt_keys import show_active
from tests.support.qt_stand_ins import WEDNESDAY
from ui.app import Features, Program, make_application
from ui.custody.gate import Gate
from ui.custody.unlock import UnlockPage
from ui.features import features
from ui.shell.session import Session
from ui.style import theme

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1366, 768)
DRESSES = (("-light", "light", 1.0), ("-dark", "dark", 1.0), ("-200", "light", 2.0))
CONTRAST = ("-contrast", "contrast", 1.0)
PAGES_SHOWN = 2
CASES_HEARD = 9
YESTERDAY = datetime(2026, 12, 1, 17, 41, tzinfo=UTC)
RETURNED = {
    "Adult Social Care": "Known to the sensory team since spring. A support worker visits on Tuesdays.",
    "Children’s Social Care": "The school is aware. A teacher meets the children at the gate.",
    "Community Safety": "Two further reports from the same landing this autumn; the camera covers the door.",
    "Housing Options": "Has asked about a move and prefers to stay, if it stops.",
    "Marlbridge Homes": "No complaint before this year. The lighting on the stair is on order.",
}
WORKBOOK = ROOT / "tests" / "data" / "hip-database.xlsx"


def parts(vault: Path) -> Features:
    """The whole program, which does not lock itself when the camera sets the clock on to the day of the panel."""
    return features(vault, policy=POLICY, session=Session)


class Studio:
    """The program in front of the camera."""

    def __init__(self, application: QApplication, vault: Path, clock: FixedClock, out: Path) -> None:
        self.vault = vault
        self.out = out
        self.clock = clock
        self.program = Program(application, parts(vault), clock)
        self.files = ChosenFiles(self.program.window)
        self.program.messages = self.files
        self.program.window.messages = self.files
        self.program.window.resize(*SIZE)
        self.faults: list[BaseException] = []
        self.missed: list[str] = []
        self.dresses: tuple[tuple[str, str, float], ...] = DRESSES
        self.program.operations.unexpected = self.faults.append

    def calm(self) -> None:
        """Until nothing is under way."""
        until(lambda: self.program.operations.pending == 0, "the program to be calm", 120)
        QApplication.processEvents()
        until(lambda: self.program.operations.pending == 0, "the program to be calm", 120)
        for fault in self.faults:
            raise fault

    def gate(self) -> UnlockPage:
        """The unlock page, ready."""
        self.calm()
        gate = self.program.window.gate
        if not isinstance(gate, Gate) or not isinstance(gate.page, UnlockPage):
            raise TypeError("the unlock page is not shown")
        return gate.page

    def unlock(self) -> None:
        """Open the vault with the demonstration's passphrase."""
        page = self.gate()
        page.panel.field.setText(PASSPHRASE)
        page.panel.button.click()
        until(
            lambda: bool(self.program.window.workspace or page.panel.told.words or self.faults), "unlocking", 120
        )  # fmt: skip
        self.calm()
        if page.panel.told.words and self.program.window.workspace is None:
            raise RuntimeError(page.panel.told.words)

    def shoot(self, name: str) -> None:
        """Write what the window shows; a full screen without a screen has another size."""
        self.program.window.resize(*SIZE)
        self.calm()
        save(picture_of(self.program.window.grab().toImage()), self.out / f"{name}.png")

    def push(self, name: str) -> bool:
        """Press a button by its object name; False when it is not shown."""
        for button in self.program.window.findChildren(QAbstractButton, name):
            if button.isVisible() and button.isEnabled():
                button.click()
                self.calm()
                return True
        return False

    def pose(self, name: str, then: Callable[["Studio"], None]) -> None:
        """Do what comes before a picture; what goes wrong is told in a line, and the picture shows what is there."""
        try:
            then(self)
            self.calm()
        except (HipDeskError, AssertionError, LookupError, RuntimeError, TypeError, ValueError) as fault:
            self.faults.clear()
            self.missed.append(name)
            why = " ".join(str(fault).split()) or type(fault).__name__
            sys.stdout.write(f"  {name} could not be set up: {why}\n")

    def bring_workbook(self) -> None:
        """Choose the old workbook and go on to its columns."""
        self.files.next = [WORKBOOK]
        if self.push("choose-workbook"):
            self.push("import-next")

    def search(self, words: str) -> None:
        """Open the search and type."""
        workspace = self.program.window.workspace
        if workspace is not None:
            workspace.open_search()
            palette = workspace._palette
            if palette is not None:
                palette.field.setText(words)
                palette.search()


def shoot_screens(studio: Studio, only: str) -> Iterator[str]:
    """Every screen in every dress; yields the names written."""
    program = studio.program
    program.start()
    show_active(program.window)
    for suffix, name, scale in studio.dresses:
        theme.current().use(name, scale)
        program.window.show_gate(parts(studio.vault).gate(program))
        page = studio.gate()
        page.panel.field.setText("correct horse battery")
        page.panel.field.setFocus()
        studio.shoot(f"unlock{suffix}")
        yield f"unlock{suffix}"
        if studio.dresses == DRESSES:
            for step in show_first_run(program):
                studio.shoot(f"first-run-{step}{suffix}")
                yield f"first-run-{step}{suffix}"
    theme.current().use("light", 1.0)
    program.window.show_gate(parts(studio.vault).gate(program))
    studio.unlock()
    desk = program.desk
    if desk is None:
        raise RuntimeError("the vault did not open")
    for screen in (*screens(desk), *(more_screens(desk) if studio.dresses == DRESSES else ())):
        if only in screen.name and program._registry is not None and program._registry.entry(screen.route.name):
            yield from _in_every_dress(studio, screen)


def _in_every_dress(studio: Studio, screen: Screen) -> Iterator[str]:
    contrast = (CONTRAST,) if screen.contrast and studio.dresses == DRESSES else ()
    for suffix, name, scale in (*studio.dresses, *contrast):
        studio.program.restyle(name, scale)
        studio.program.routes.go(screen.route)
        studio.calm()
        if screen.then is not None:
            studio.pose(screen.name, screen.then)
        studio.shoot(f"{screen.name}{suffix}")
        _close_overlays(studio)
        yield f"{screen.name}{suffix}"
    studio.program.restyle("light", 1.0)


def _close_overlays(studio: Studio) -> None:
    from ui.widgets.overlay import Overlay

    for overlay in studio.program.window.findChildren(Overlay):
        overlay.close_overlay()
    studio.calm()


def shoot_papers(desk: Desk, out: Path) -> Iterator[str]:
    """The first pages of every paper of the catalogue; yields the names written."""
    coming, held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
    case = next((line.case_id for line in desk.read(agenda_view, coming).cases if line.case_id), "")
    agencies = desk.read(slip_agencies, held)
    office, _panel, _rules = desk.read(read_settings)
    period = previous(quarter_of(today(desk.clock), office.quarters)).label
    year = previous(year_of(today(desk.clock), office.quarters)).label
    for paper in CATALOGUE:
        meeting = held if paper in ("minutes", "action-slip") else coming
        agency = agencies[-1][0] if agencies and CATALOGUE[paper].per_agency else ""
        days = year if paper.startswith("annual") else period
        options = PaperOptions(meeting_id=meeting, case_id=case, period=days, agency_id=agency)
        made = None
        with contextlib.suppress(Refused):  # such as a call list before any pack is out
            made = letter(desk, paper, options) if paper.startswith(PAPER) else desk.make_paper(paper, options)
        if made is None:
            continue
        for place, page in enumerate(page_pictures(made.content, 96, PAGES_SHOWN), 1):
            save(Image.open(io.BytesIO(page)), out / f"{paper}-p{place}.png")
            yield f"{paper}-p{place}"


def letter(desk: Desk, paper: str, options: PaperOptions) -> MadePaper | None:
    """A letter about the first record it fits; None when it fits none."""
    about = CATALOGUE[paper].about
    if about == "referral":
        inbox = desk.read(referrals.inbox, InboxFilter())
        keys = [row.id for group in inbox.groups for row in group.rows]
        tried = [replace(options, referral_id=key) for key in keys]
    elif about == "case":
        closed = desk.read(cases.list_cases, CaseFilter(view="closed"), CaseSort(), 0, 5).rows
        handed = replace(options, letter=LetterOptions(by_hand=True))
        tried = [handed, *(replace(handed, case_id=line.id) for line in closed)]
    else:
        agencies = [key for key, _name, _count in desk.read(slip_agencies, desk.read(find_meeting, "last"))]
        tried = [replace(options, agency_id=key) for key in agencies]
    for each in tried:
        with contextlib.suppress(Refused):
            return desk.make_paper(paper, each)
    return None


def make_demonstration(folder: Path, clock: Clock) -> Path:
    """The invented borough with its panel month under way: agenda proposed, returns asked and half of them in."""
    office = office_settings()
    path = folder / "Documents" / "HIP" / "Marlbridge Hate Incident Panel.hipdesk"
    asked = NewVault(path, PASSPHRASE, office.officer_name, office, office.officer_title)
    desk, _code = Desk.create(asked, clock, POLICY)
    with desk:
        desk.do(invent)
        coming = desk.read(find_meeting, "next")
        if not desk.read(agenda_view, coming).lines:
            desk.do(propose_agenda, ProposeAgenda(meeting_id=coming))
        for line in desk.read(agenda_view, coming).cases[CASES_HEARD:]:
            desk.do(remove_from_agenda, line.id)
        desk.do(ask_agencies, AskAgencies(meeting_id=coming))
        agencies = desk.read(returns_view, coming).agencies
        answered = {agency.agency_id for agency in agencies[: len(agencies) * 7 // 12]}
        for at, one in enumerate(desk.read(returns_view, coming).returns):
            if one.agency_id in answered:
                told = RETURNED.get(one.agency, "") if at % 2 else ""
                desk.do(
                    record_return,
                    RecordReturn(
                        meeting_id=coming, case_id=one.case_id, agency_id=one.agency_id, text=told,
                        state="received" if told else "nothing_held", limits="may_be_quoted" if told else None,
                    ),
                )  # fmt: skip
        desk.back_up(folder / desk.backup_name)
    os.utime(path / "vault.json", (YESTERDAY.timestamp(), YESTERDAY.timestamp()))
    return path


@contextmanager
def local_data(folder: Path) -> Iterator[None]:
    """The program's own folder elsewhere, so that pictures leave nothing in the person's."""
    before = os.environ.get("HIPDESK_DATA")
    os.environ["HIPDESK_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("HIPDESK_DATA")
        else:
            os.environ["HIPDESK_DATA"] = before


def main(arguments: list[str]) -> int:
    """Make the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description="Pictures of every screen and paper.")
    parser.add_argument("--vault", type=Path, help="A demonstration vault; without it one is made.")
    parser.add_argument("--out", type=Path, help="Where the screens go.")
    parser.add_argument("--only", default="", help="Only screens whose name holds this.")
    given = parser.parse_args(arguments)
    logs.set_up()
    out = given.out or ROOT / "docs" / "pictures" / "screens"
    with tempfile.TemporaryDirectory() as made, local_data(Path(made) / "local"):
        clock = FixedClock(WEDNESDAY)
        if given.vault:
            vault = copy_of(given.vault.absolute(), Path(made))
            clock = clock_for(vault, SystemClock(), POLICY)
        else:
            vault = make_demonstration(Path(made), clock)
        application = make_application(["pictures"])
        studio = Studio(application, vault, clock, out)
        # A first start shows each screen once; the documents show it in every look.
        studio.dresses = DRESSES[:1] if given.vault else DRESSES
        for name in shoot_screens(studio, given.only):
            sys.stdout.write(f"  {name}\n")
        studio.calm()
        if given.vault is None and studio.program.desk is not None:
            for name in shoot_papers(studio.program.desk, ROOT / "docs" / "pictures" / "papers"):
                sys.stdout.write(f"  {name}\n")
        studio.program.lock()
        until(lambda: studio.program.desk is None and studio.program.operations.pending == 0, "the lock", 60)
        studio.program.end()
    return int(bool(studio.missed) and given.vault is None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
