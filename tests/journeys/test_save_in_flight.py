"""A save and a lock, or a kill, at any moment of it: one record and no draft, or no record and everything typed."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from sqlalchemy import func, select

from hipdesk.desk import Desk
from hipdesk.services import drafts
from hipdesk.store.tables.cases import NoteRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Work
from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.referrals import FormRobot
from tests.robots.window import ProgramRobot
from tests.support.casework_desk import Casework, casework
from tests.support.desks import PASSPHRASE, copy_vault, open_desk
from tests.support.program import Started
from ui.cases.case_page import CasePage
from ui.cases.timeline_pane import TimelinePane
from ui.referrals.form_page import FormPage
from ui.routes import Route
from ui.widgets.banner import Banner

MOMENTS = ("before", "waiting", "written", "committed", "told")
"""Of a save: not asked for; behind other work; before its commit; after it and nobody knows; after the page knows."""
WHOSE = {"note.written", "referral.logged"}
NAMES = dict(
    zip(MOMENTS, ("Wilma Quist", "Ottoline Farr", "Bronwen Idle", "Casimir Yeo", "Philippa Nkemelu"), strict=True)
)
"""People who do not look alike, so that nobody is asked whether they are one."""


@dataclass
class Held:
    """The writer's thread, stopped at a moment of a save until it may go on."""

    moment: str
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """On the writer's thread."""
        self.reached.set()
        assert self.go_on.wait(30)


@contextmanager
def held_at(moment: str, started: Started) -> Iterator[Held]:
    """Stop the writer at a moment of the next save, while the block lasts or until it may go on."""
    held = Held(moment)
    finish = Work.finish

    def stopping(work: Work) -> object:
        ours = bool(WHOSE & set(work.verbs))
        if ours and moment == "written":
            work.session.flush()
            held.stop()
        changes = finish(work)
        if ours and moment == "committed":
            held.stop()
        return changes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Work, "finish", stopping)
        if moment == "waiting":
            started.program.operations.run(lambda _progress: held.stop())
        try:
            yield held
        finally:
            held.go_on.set()


def reach(held: Held, started: Started) -> None:
    """Until the save is at that moment."""
    if held.moment == "told":
        started.calm()
    elif held.moment != "before":
        started.until(held.reached.is_set, held.moment)


def lock(robot: ProgramRobot, held: Held) -> None:
    """Ctrl+L while the writer is held, then let it go on."""
    started = robot.started
    sealed = QSignalSpy(started.program.locked)
    robot.press("Ctrl+L")
    held.go_on.set()
    started.until(lambda: sealed.count() > 0 and started.program.operations.pending == 0, "the vault to be sealed")


def notes(desk: Desk, text: str) -> int:
    """How many notes begin with this text."""
    with desk._custody.records.read(desk.actor) as reading:
        return int(reading.session.scalar(select(func.count()).where(NoteRow.text.startswith(text))) or 0)


def referrals(desk: Desk) -> int:
    """How many referrals there are."""
    with desk._custody.records.read(desk.actor) as reading:
        return int(reading.session.scalar(select(func.count()).select_from(ReferralRow)) or 0)


@pytest.fixture
def held_vault(tmp_path: Path) -> tuple[Path, Casework]:
    """A closed vault of casework."""
    with casework(tmp_path) as (desk, known):
        path = desk.path
    return path, known


class Kills:
    """Pictures of the vault's folder as a kill would have left it, and what must be true of each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looks: list[tuple[Path, Callable[[Desk], None]]] = []

    def take(self, vault: Path, look: Callable[[Desk], None]) -> None:
        """A process that is killed leaves its files as they are now."""
        number = len(self._looks)
        copy = copy_vault(vault, self._folder / f"killed {number}" / vault.name)
        self._looks.append((copy, look))

    def look(self, monkeypatch: pytest.MonkeyPatch) -> int:
        """Open each and look."""
        for copy, look in self._looks:
            monkeypatch.setenv("HIPDESK_DATA", str(copy.parent / "memory"))
            with open_desk(copy) as desk:
                assert desk.verify().faults == ()
                look(desk)
            shutil.rmtree(copy.parent)
        return len(self._looks)


def timeline(robot: ProgramRobot) -> TimelinePane:
    """The line of time of the case in front."""
    page = robot.page
    assert isinstance(page, CasePage)
    assert page.places is not None
    return page.places.timeline


def one_note_or_its_draft(case: str, text: str, more: str, *, killed: bool = False) -> Callable[[Desk], None]:
    """One note and a draft of what came behind it, or no note and a draft of all. A kill may lose what came behind."""

    def look(desk: Desk) -> None:
        kept = desk.read(drafts.draft, "note", case)
        words = str(kept.content["text"]).strip() if kept is not None else ""
        there = notes(desk, text)
        allowed = ([""] if killed or not more else []) + [more.strip()] if there else [text, text + more]
        assert there in (0, 1)
        assert words in allowed, (there, bool(more))

    return look


@pytest.mark.parametrize("more", ["", " And then"])
def test_note_when_the_vault_locks_or_dies_at_any_moment_of_its_saving_then_it_is_there_once_or_still_typed(
    run: Run, held_vault: tuple[Path, Casework], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """Type, Ctrl+Enter, perhaps type on, lock: never twice, never lost, nor what was typed behind it."""
    vault, known = held_vault
    kills = Kills(tmp_path)
    saved = []
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        for moment in MOMENTS:
            robot.go(Route.to("case", id=known.family))
            pane = timeline(robot)
            pane.note.set_value(None)
            text = f"Telephoned {moment}"
            robot.press("Ctrl+N")
            robot.write(text)
            pane.autosave.flush()
            started.calm()
            with held_at(moment, started) as held:
                if moment != "before":
                    robot.press("Ctrl+Return")
                    robot.press("Ctrl+Return")
                reach(held, started)
                robot.write(more)
                kills.take(vault, one_note_or_its_draft(known.family, text, more, killed=True))
                lock(robot, held)
            GateRobot(started).unlock(PASSPHRASE)
            assert started.program.desk is not None
            one_note_or_its_draft(known.family, text, more)(started.program.desk)
            saved.append(notes(started.program.desk, text))
    assert saved[0] == saved[1] == 0
    assert saved[3] == saved[4] == 1
    assert kills.look(monkeypatch) == len(MOMENTS)


def one_referral_or_its_draft(key: str, name: str, before: int) -> Callable[[Desk], None]:
    """One referral more and no draft, or none and the draft with the name."""

    def look(desk: Desk) -> None:
        kept = desk.read(drafts.draft, "referral", key)
        if referrals(desk) == before:
            assert kept is not None
            assert kept.content["answers"]["person.name"] == name
        else:
            assert (referrals(desk), kept) == (before + 1, None)

    return look


def referral_form(robot: ProgramRobot, draft: str = "new") -> FormRobot:
    """Go to the form of a new referral, with what this draft holds."""
    robot.go(Route.to("referral-form", draft=draft))
    assert isinstance(robot.page, FormPage)
    return FormRobot(robot.page, robot.started.program.operations)


def test_referral_when_the_vault_locks_or_dies_at_any_moment_of_its_logging_then_it_is_there_once_or_still_typed(
    run: Run, held_vault: tuple[Path, Casework], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form comes back filled only when nothing was logged; typing on after Ctrl+Enter brings no draft back."""
    vault, known = held_vault
    kills = Kills(tmp_path)
    logged, told = [], []
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        form = referral_form(robot)
        form.fill_whole(known.agencies["Beacon"])
        filled = form.page._state()
        form.page.leave()
        for moment in MOMENTS:
            assert started.program.desk is not None
            assert started.program.context is not None
            before = referrals(started.program.desk)
            name = NAMES[moment]
            filled["answers"]["person.name"] = name  # type: ignore[index]  # answers by name
            started.program.context.drafts.keep("referral", moment, filled)
            form = referral_form(robot, moment)
            started.calm()
            look = one_referral_or_its_draft(moment, name, before)
            with held_at(moment, started) as held:
                if moment != "before":
                    robot.press("Ctrl+Return")
                    robot.press("Ctrl+Return")
                reach(held, started)
                if moment in ("waiting", "written", "committed"):
                    form.field("summary").focus()
                    robot.write("Typed on")
                    form.page.leave()
                kills.take(vault, look)
                lock(robot, held)
            GateRobot(started).unlock(PASSPHRASE)
            look(started.program.desk)
            logged.append(referrals(started.program.desk) - before)
            started.calm()
            told.append([banner.accessibleName() for banner in robot.root.findChildren(Banner) if banner.isVisible()])
    assert logged[:2] == [0, 0]
    assert logged[3:] == [1, 1]
    assert [len(said) for said in told] == [0, 0, logged[2], 1, 0]
    assert "was logged at 14:02" in told[3][0]
    assert kills.look(monkeypatch) == len(MOMENTS)
