"""What a worker does in a vault until it is killed. Each tells a line only once its commit has returned."""

import hashlib
import io
import itertools
import os
import random
import secrets
import signal
from datetime import date
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.model.agencies import AddAgency
from hipdesk.model.drafts import KeepDraft
from hipdesk.services import holders
from hipdesk.services.agencies import add_agency
from hipdesk.services.demonstration import invent
from hipdesk.services.drafts import answering, keep_draft
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.cases import CaseRow, NoteRow
from hipdesk.store.work import Work
from tests.support.desks import PASSPHRASE, POLICY, make_desk, open_desk
from tests.support.killing import Tell

INVENTED = 100
BACKUP = "kept.hipbackup"


def remember_in(folder: Path) -> None:
    """This computer's memory of vaults, for this worker alone."""
    os.environ["HIPDESK_DATA"] = str(folder / "memory")


def open_case(work: Work) -> str:
    """A case to write notes on."""
    row = CaseRow(reference="RCH-0001", status="open", received_on=work.today, accepted_on=work.today)
    work.session.add(row)
    work.session.flush()
    work.record("case.opened", "case", row.id)
    return row.id


def write_note(work: Work, case_id: str, text: str) -> str:
    """A note on a case, as rows."""
    row = NoteRow(case_id=case_id, on_day=date(2026, 12, 2), at=work.now, text=text)
    work.session.add(row)
    work.session.flush()
    work.record("note.written", "note", row.id, values={"text": text})
    return row.id


def keep_file(work: Work, case_id: str | None, desk: Desk, content: bytes) -> str:
    """An attachment: the ciphertext first, then the row that points at it; returns the ciphertext's name."""
    blob = desk._custody.vault.attachments.write(io.BytesIO(content))
    row = AttachmentRow(
        case_id=case_id, file_name="photograph.jpg", media_type="image/jpeg", stored_name=blob.name,
        wrapped_key=blob.wrapped_key, size=blob.size, sha256=blob.sha256.hex(),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.record("attachment.added", "attachment", row.id)
    return blob.name


def begins_with_a_borough(seed: int) -> bool:
    """Every sixth worker."""
    return seed % 6 == 0


def write(tell: Tell, folder: str, seed: str) -> None:
    """Agencies, notes, drafts and attachments until killed; with a seed for it, first a borough in one transaction."""
    remember_in(Path(folder))
    chance = random.Random(seed)
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    case_id = desk.do(open_case).value
    tell("open")
    if begins_with_a_borough(int(seed)):
        desk.do(invent, INVENTED, chance.randint(1, 9))
        tell("invented")
    for number in itertools.count():
        what = chance.choice(("agency", "note", "draft", "attachment"))
        if what == "agency":
            tell(f"agency {desk.do(add_agency, AddAgency(name=f'Agency {number}')).value}")
        elif what == "note":
            tell(f"note {desk.do(write_note, case_id, 'words ' * chance.randint(1, 2000)).value}")
        elif what == "draft":
            desk.do(keep_draft, KeepDraft(kind="note", subject="typing", content={"number": number}))
            tell(f"draft {number}")
        else:
            content = chance.randbytes(chance.choice((0, 100, 3_000_000)))
            tell(f"attachment {desk.do(keep_file, case_id, desk, content).value} {hashlib.sha256(content).hexdigest()}")


def answer_drafts(tell: Tell, folder: str) -> None:
    """Type a note, keep it as a record that answers its draft, and again, until killed."""
    remember_in(Path(folder))
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    case_id = desk.do(open_case).value
    tell("open")
    for number in itertools.count():
        desk.do(keep_draft, KeepDraft(kind="note", subject=case_id, content={"number": number}))
        tell(f"draft {number}")
        desk.do(answering(write_note, "note", case_id), case_id, str(number))
        tell(f"note {number}")


def fill(desk: Desk) -> None:
    """Something of every kind for a re-keying: a borough, a note, a draft and two attachments."""
    desk.do(invent, 20, 1)
    case_id = desk.do(open_case).value
    desk.do(write_note, case_id, "words " * 2000)
    desk.do(keep_draft, KeepDraft(kind="note", subject=case_id, content={"number": 1}))
    for size in (100, 300_000):
        desk.do(keep_file, case_id, desk, random.Random(size).randbytes(size))


def rekey(tell: Tell, folder: str) -> None:
    """Put the vault under new keys, once; it tells that it may be killed, and how far it went."""
    from hipdesk.kernel.progress import Progress

    remember_in(Path(folder))
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    keys = desk._custody
    code = holders.fresh_recovery(keys)
    tell("open")
    holders.rekey(
        keys, {desk.actor.holder_id: PASSPHRASE}, code, POLICY, Progress(lambda *step: tell(f"step {step[0]}"))
    )
    tell("rekeyed")
    desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    tell("written")
    signal.pause()


def back_up(tell: Tell, folder: str) -> None:
    """One backup after another over the same file, with a change between."""
    remember_in(Path(folder))
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    tell("open")
    for _ in itertools.count():
        desk.do(add_agency, AddAgency(name=f"Agency {secrets.token_hex(8)}"))
        made = desk.back_up(Path(folder) / BACKUP)
        tell(f"backed up {made.sequence} {len(made.faults)}")


def create(tell: Tell, folder: str) -> None:
    """A new vault, once."""
    remember_in(Path(folder))
    make_desk(Path(folder)).close()
    tell("created")


def restore(tell: Tell, folder: str) -> None:
    """Restore a backup into a new folder, once."""
    from tests.support.clock import a_clock

    remember_in(Path(folder))
    Desk.restore(
        Path(folder) / BACKUP, Path(folder) / "restored.hipdesk", PASSPHRASE, a_clock(), POLICY
    ).close()  # fmt: skip
    tell("restored")


def fill_under_limit(tell: Tell, folder: str) -> None:
    """Commit under RLIMIT_FSIZE until a file may not grow, then lock: SIGXFSZ is off, so writing fails with EFBIG."""
    import resource

    place = Path(folder) / "marlbridge.hipdesk"
    desk = open_desk(place)
    most = max(path.stat().st_size for path in place.iterdir()) + 60_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    saved = 0
    try:
        for number in itertools.count():
            desk.do(add_agency, AddAgency(name=f"Agency {number} {'x' * 100}"))
            saved = number + 1
    except EnvironmentFault as fault:
        tell(f"kept {saved}")
        tell(f"{fault}")
    desk.close()
    tell("closed")


def write_and_wait(tell: Tell, folder: str, count: str) -> None:
    """A known number of commits, then nothing: the kill leaves them in the WAL."""
    remember_in(Path(folder))
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    for number in range(int(count)):
        tell(f"agency {desk.do(add_agency, AddAgency(name=f'Agency {number}')).value}")
    tell("waiting")
    signal.pause()


def bring_in(tell: Tell, folder: str) -> None:
    """A whole workbook in one transaction."""
    from hipdesk.model.imports import RunImport
    from hipdesk.model.workbooks.analysis import propose_plan
    from hipdesk.model.workbooks.building import build
    from hipdesk.papers.reading.workbooks import read_grid
    from hipdesk.services.imports import run_import

    remember_in(Path(folder))
    workbook = Path(__file__).parents[1] / "data" / "hip-database.xlsx"
    grid = read_grid(workbook.read_bytes(), workbook.name)
    proposal = build(grid, propose_plan(grid))
    desk = open_desk(Path(folder) / "marlbridge.hipdesk")
    tell("open")
    report = desk.do(run_import, RunImport(proposal=proposal)).value
    tell(f"imported {report.created['referrals']}")
    signal.pause()
