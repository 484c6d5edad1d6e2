"""What a person does in a vault full of planted words, as a program of its own that strace can watch.

``python -m tests.faults.planted_work DEED FOLDER``: ``read`` does everything and locks, ``killed`` dies in the middle,
``window`` goes through the window's pages.
"""

import contextlib
import importlib
import inspect
import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

import hipdesk.services
from hipdesk.desk import Desk, MadePaper
from hipdesk.kernel import logs, process
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.offline import forbid_network
from hipdesk.model.agencies import AddAgency
from hipdesk.model.drafts import KeepDraft
from hipdesk.model.redaction.proof import HitPass, Unproved
from hipdesk.model.risk import question_sets
from hipdesk.papers.catalogue import CATALOGUE, PaperOptions
from hipdesk.services.agencies import add_agency
from hipdesk.services.drafts import drafts_of, keep_draft, keep_place
from hipdesk.services.registry import SERVICES
from hipdesk.store.queries import backups
from hipdesk.store.search import find
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import ReferralRow
from tests.support.desks import open_desk
from tests.support.planting import START

EVERYTHING, BOROUGH, SAVED = "everything.hipdesk", "borough.hipdesk", "saved on purpose.pdf"
_MANY = 40
_SUBJECTS = {
    "case_id": CaseRow, "referral_id": ReferralRow, "person_id": PersonRow, "meeting_id": MeetingRow,
    "agency_id": AgencyRow, "action_id": ActionRow,
}  # fmt: skip


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def keys(desk: Desk) -> dict[str, list[str]]:
    """Some records of each kind, to be opened; all the meetings, of which not each has every paper."""
    with desk._custody.records.read(desk.actor) as reading:
        return {
            name: list(
                reading.session.scalars(select(row.id).order_by(row.id).limit(_MANY if row is MeetingRow else 3))
            )
            for name, row in _SUBJECTS.items()
        }


def readings(found: dict[str, list[str]]) -> Iterator[tuple[str, Callable[..., object], list[str]]]:
    """Every reading service that needs nothing, or a record of one of the kinds above."""
    for _, module, _ in pkgutil.walk_packages(hipdesk.services.__path__, "hipdesk.services."):
        importlib.import_module(module)
    for name, service in sorted(SERVICES.items()):
        if service.writes:
            continue
        module, _, function = f"hipdesk.services.{name}".rpartition(".")
        made = getattr(importlib.import_module(module), function)
        asked = list(inspect.signature(made).parameters.values())[1:]
        needed = [each for each in asked if each.default is inspect.Parameter.empty]
        if not needed:
            yield name, made, []
        elif len(needed) == 1 and needed[0].name in found:
            for key in found[needed[0].name]:
                yield name, made, [key]


def read_all(desk: Desk) -> int:
    """Open whatever a screen could open; returns how many services answered."""
    answered = set()
    for name, service, given in readings(keys(desk)):
        with contextlib.suppress(HipDeskError):
            desk.open(service, *given)
            answered.add(name)
    return len(answered)


def search(desk: Desk) -> int:
    with desk._custody.records.read(desk.actor) as reading:
        return len(find(reading.session, START))


def save(desk: Desk, paper: MadePaper, target: Path, options: PaperOptions) -> None:
    """Save a paper; what its proof finds, where planted words stand for names, may stand."""
    try:
        desk.save_paper(paper, target, options)
    except Unproved as unproved:
        passes = [HitPass(key=hit.key, reason="A planted word") for hit in unproved.proof.hits]
        desk.save_paper(paper, target, options, passes=passes)


def make_papers(desk: Desk) -> list[str]:
    """One of every paper that this record has; returns their names."""
    found = keys(desk)
    made = []
    for kind in CATALOGUE.values():
        for number in range(_MANY):
            options = PaperOptions(
                meeting_id=found["meeting_id"][number % len(found["meeting_id"])] if kind.about == "meeting" else "",
                case_id=found["case_id"][number % len(found["case_id"])] if kind.about == "case" else "",
                period="2026-27 Q2",
                agency_id=found["agency_id"][number % len(found["agency_id"])] if kind.per_agency else "",
            )
            try:
                paper = desk.make_paper(kind.id, options)
            except HipDeskError:
                continue
            made.append(kind.id)
            save(desk, paper, Path(sys.argv[2]) / f"{kind.id} {SAVED}", options)
            break
    return made


def type_and_fail(desk: Desk, word: str) -> None:
    """Type, and have what was typed refused, by the command, by a rule and by the database."""
    logs.set_up()
    desk.do(keep_draft, KeepDraft(kind="note", subject="typing", content={"text": word}))
    desk.do(keep_place, "cases", {"search": word})
    desk.read(drafts_of)
    for ask in (
        lambda: AddAgency(name=word * 200),
        lambda: desk.do(add_agency, AddAgency(name=word, kind=word)),
        lambda: desk.make_paper(word, PaperOptions()),
        lambda: desk.read_workbook(word.encode("utf-16"), f"{word}.xlsx"),
    ):
        with contextlib.suppress(HipDeskError, ValueError):
            ask()


def read_files(desk: Desk) -> int:
    """Every attachment into memory, and a workbook through the press."""
    with desk._custody.records.read(desk.actor) as reading:
        blobs = backups.attachments(reading).values()
    for blob in blobs:
        desk._custody.vault.attachments.read_all(blob)
    desk.read_workbook((Path(sys.argv[2]) / "planted.xlsx").read_bytes(), "planted.xlsx")
    return len(blobs)


def read(folder: Path, word: str) -> None:
    """Everything, in both vaults, and lock."""
    with open_desk(folder / EVERYTHING) as desk:
        say(f"hits {search(desk)}")
        assert any(START in form.title for form in question_sets().values())
        desk.verify()
        desk.back_up(folder / "everything.hipbackup")
    with open_desk(folder / BOROUGH) as desk:
        say(f"answered {read_all(desk)}")
        type_and_fail(desk, word)
        say(f"files {read_files(desk)}")
        say(f"papers {' '.join(make_papers(desk))}")
        desk.back_up(folder / "borough.hipbackup")
        assert desk.verify().whole


def killed(folder: Path, word: str) -> None:
    """Die while a paper is being made, with drafts in the WAL."""
    desk = open_desk(folder / BOROUGH)
    read_all(desk)
    type_and_fail(desk, word)
    found = keys(desk)
    threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGKILL)).start()
    while True:
        for case_id in found["case_id"]:
            desk.make_paper("case-paper", PaperOptions(case_id=case_id))


def window(folder: Path, word: str) -> None:
    """The window itself: every page that a record has, something typed and left, and lock."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    from tests.support.program import running
    from tests.support.qt_keys import settle
    from ui.app import make_application
    from ui.routes import Route

    desk = open_desk(folder / BOROUGH)
    found = keys(desk)
    routes = [Route.to(name) for name in PAGES] + [
        Route.to(name, id=found[kind][0]) for name, kind in RECORD_PAGES.items()
    ]  # fmt: skip
    application = QApplication.instance() or make_application(["hipdesk"])
    assert isinstance(application, QApplication)
    with running(application, Path(os.environ["HIPDESK_DATA"]), folder / BOROUGH) as started:
        started.program.unlocked(desk)
        shown = 0
        for route in routes:
            started.program.routes.go(route)
            until_loaded = QDeadlineTimer(20_000)
            while started.program.operations.pending and not until_loaded.hasExpired():
                application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            settle()
            shown += started.program.routes.current == route
            context = started.program.context
            assert context is not None
            context.drafts.keep("note", route.name, {"text": word})
        say(f"shown {shown}")
        started.faults.clear()


PAGES = ("home", "referrals", "cases", "meetings", "actions", "reports", "settings", "help", "referral-form", "import")
RECORD_PAGES = {"case": "case_id", "meeting": "meeting_id", "action": "action_id", "referral-edit": "referral_id"}

if __name__ == "__main__":
    forbid_network()
    process.guard()
    {"read": read, "killed": killed, "window": window}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
