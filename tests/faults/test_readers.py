"""Changed files for every reader there is: read, or refused in its own words. Never a crash, never half of it.

The corpus is named: ``tests/data/hip-database.xlsx`` and its mapping, the shipped risk form, a filled
referral form, and a vault's header and backup made here. At least a third of the changed files pass the container's
check, so that the damage gets inside.
"""

import hashlib
import hmac
import io
import json
import random
import shutil
import tarfile
import tomllib
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipdesk.desk import Desk
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.paths import resources
from hipdesk.model.imports import RunImport
from hipdesk.model.question_sets import read_question_set
from hipdesk.model.referrals.form_controls import FormRefused
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.mapping import mapping_from_toml
from hipdesk.model.workbooks.refusal import WorkbookRefused
from hipdesk.papers.press import Press, wire
from hipdesk.papers.reading.word_forms import read_controls
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.services.imports import run_import
from hipdesk.store import backup
from hipdesk.vault import format as vault_format
from hipdesk.vault import opening, recovery, seen, tries
from tests.faults.mutations import change_bytes, change_header, change_part, change_toml, sealed_anew
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, copy_vault, open_desk
from tests.support.filled_forms import blank_form, fill

DATA = Path(__file__).parents[1] / "data"
WORKBOOK = (DATA / "hip-database.xlsx").read_bytes()
MAPPING = (DATA / "hip-database.mapping.toml").read_bytes()
FORM = (resources() / "questions" / "hip-ra-v1.toml").read_bytes()
QUICK, SOAK = 300, 10_000
FRONT = 8_000
Change = Callable[[random.Random], bytes]


@dataclass(frozen=True)
class Reader:
    """A reader, how its files are changed, whether a changed file passes its container, and how it is read.

    ``read`` raises the reader's own refusals and nothing else.
    """

    change: Change
    sound: Callable[[bytes], bool]
    read: Callable[[bytes], object]


def trial(reader: Reader, times: int, seed: int) -> None:
    """Read so many changed files; a third and more must pass the container's check."""
    chance = random.Random(seed)
    inside = read = 0
    for _ in range(times):
        content = reader.change(chance)
        inside += reader.sound(content)
        try:
            reader.read(content)
        except HipDeskError as told:
            assert told.what.endswith(".")  # noqa: PT017 (some files are read, others refused)
        else:
            read += 1
    assert inside * 3 >= times, f"only {inside} of {times} got inside"
    assert read < times


def either(chance: random.Random, inside: Callable[[], bytes], outside: Callable[[], bytes]) -> bytes:
    return inside() if chance.random() < 0.6 else outside()


def passes(check: Callable[[bytes], object]) -> Callable[[bytes], bool]:
    def sound(content: bytes) -> bool:
        try:
            check(content)
        except (HipDeskError, ValueError, RecursionError):
            return False
        return True

    return sound


def is_sound_zip(content: bytes) -> bool:
    """The container's own check: a directory, and every part with the sum it claims."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return False


def workbook_reader(every: int) -> Reader:
    """The workbook, read in this process; each so-many-th that is read is matched and built into proposals as well."""
    count = iter(range(10**9))

    def read(content: bytes) -> None:
        try:
            grid = read_grid(content, "log.xlsx")
        except WorkbookRefused:
            raise
        except HipDeskError as wrong:
            raise AssertionError("another refusal than the reader's own") from wrong
        if next(count) % every == 0:
            build(grid, propose_plan(grid))

    return Reader(
        lambda chance: either(chance, lambda: change_part(WORKBOOK, chance), lambda: change_bytes(WORKBOOK, chance)),
        is_sound_zip,
        read,
    )


def word_form_reader() -> Reader:
    """A filled referral form: its controls, or the reader's own refusal."""
    form = fill(blank_form(), {"person.name": "Rukshana Begom", "incidents.0.types=A02": True})

    def read(content: bytes) -> None:
        try:
            read_controls(content)
        except FormRefused:
            raise
        except HipDeskError as wrong:
            raise AssertionError("another refusal than the reader's own") from wrong

    return Reader(
        lambda chance: either(chance, lambda: change_part(form, chance), lambda: change_bytes(form, chance)),
        is_sound_zip,
        read,
    )


def text_reader(seed: bytes, read: Callable[[str], object]) -> Reader:
    """A TOML file, changed as bytes or value by value."""

    return Reader(
        lambda chance: either(chance, lambda: change_toml(seed, chance), lambda: change_bytes(seed, chance)),
        passes(lambda content: tomllib.loads(content.decode("utf-8", "replace"))),
        lambda content: read(content.decode("utf-8", "replace")),
    )


@pytest.fixture(scope="module")
def closed(template, tmp_path_factory):
    """A closed vault, its backup and its database key."""
    folder = tmp_path_factory.mktemp("closed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIPDESK_DATA", str(folder / "memory"))
        vault = copy_vault(template, folder / "marlbridge.hipdesk")
        with open_desk(vault) as desk:
            desk.back_up(folder / "kept.hipbackup")
            return vault, (folder / "kept.hipbackup").read_bytes(), desk._custody.vault.database_key


@pytest.fixture
def readers(closed, tmp_path):
    """Every reader by its name."""
    vault, kept, key = closed
    header = (vault / "vault.json").read_bytes()
    return {
        "workbook": workbook_reader(10),
        "word form": word_form_reader(),
        "mapping": text_reader(MAPPING, mapping_from_toml),
        "risk form": text_reader(FORM, read_question_set),
        "header": Reader(
            lambda chance: either(chance, lambda: change_header(header, chance), lambda: change_bytes(header, chance)),
            has_right_sum,
            lambda content: opening.open_header(content, PASSPHRASE, POLICY)[1].forget(),
        ),
        "backup": Reader(
            lambda chance: either(
                chance,
                lambda: sealed_anew(kept, chance, chance.choice((key, None)), FRONT),
                lambda: change_bytes(kept, chance),
            ),
            lambda content: has_right_digest(content, tmp_path),
            lambda content: restore(content, tmp_path),
        ),
    }


def has_right_sum(content: bytes) -> bool:
    """The container's own check of a header: JSON whose checksum is right."""
    try:
        document = json.loads(content)
        claimed = document.pop("sum", None)
        return bool(claimed == hashlib.sha256(vault_format.canonical(document)).hexdigest())
    except (ValueError, AttributeError, RecursionError):
        return False


def has_right_digest(content: bytes, folder: Path) -> bool:
    (folder / "now.hipbackup").write_bytes(content)
    return passes(lambda _: backup.check_whole(folder / "now.hipbackup"))(content)


def restore(content: bytes, folder: Path) -> None:
    """Restore a changed backup: a whole vault, or no folder at all, and nothing beside it."""
    target = folder / "restored.hipdesk"
    (folder / "now.hipbackup").write_bytes(content)
    before = set(folder.iterdir())
    try:
        Desk.restore(folder / "now.hipbackup", target, PASSPHRASE, a_clock(), POLICY).close()
    finally:
        after = set(folder.iterdir()) - before
        assert after <= {target, folder / "memory"}
    assert (target / "vault.json").exists()
    shutil.rmtree(target)


NAMES = ("workbook", "word form", "mapping", "risk form", "header", "backup")


@pytest.mark.parametrize("name", NAMES)
def test_reader_when_its_file_is_changed_then_reads_or_refuses_it(readers, name):
    """Some hundreds of changed files."""
    trial(readers[name], QUICK, 1)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_reader_when_ten_thousand_files_are_changed_then_none_is_a_crash(readers, name):
    """The bar: 10,000 for each reader, 0 crashes."""
    trial(readers[name], SOAK, 2)


@pytest.mark.parametrize("count", [QUICK, pytest.param(SOAK, marks=pytest.mark.soak)])
def test_small_files_when_changed_then_are_taken_as_nothing(tmp_path, count):
    """The memory of vaults, the count of failed tries, the press's answers and a typed recovery code."""
    chance = random.Random(3)
    memory = b'{"%s": {"sequence": 12, "slot": 1}, "%s": {"sequence": 3, "slot": null}}' % (b"a" * 32, b"b" * 32)
    counted = b'{"count": 3, "newest": "2026-12-02T14:00:00+00:00"}'
    answer = wire.encode(["done", {"rows": [[1, 2.5, "x", None, b"bytes", a_clock().now().date()]]}, 4096])
    code = recovery.new_code().text
    for _ in range(count):
        place = tmp_path / "small"
        place.write_bytes(change_bytes(memory, chance))
        assert seen.recall("a" * 32, memory_file=place).sequence >= 0
        place.write_bytes(change_bytes(counted, chance))
        found = tries.read(place)
        assert found is None or found.wait_seconds(a_clock().now()) <= 300
        for ask in (
            lambda: wire.decode(change_bytes(answer, chance)),
            lambda: recovery.read(change_bytes(code.encode(), chance).decode("latin-1")),
        ):
            passes(lambda _, ask=ask: ask())(b"")


@pytest.mark.parametrize("count", [12, pytest.param(500, marks=pytest.mark.soak)])
def test_press_when_changed_workbooks_are_opened_in_it_then_each_is_a_grid_or_one_sentence(vault, count):
    """Through the desk, as a person opens one: the press stays, or dies with a sentence, and the next file works."""
    chance = random.Random(5)
    with Press() as press, Desk.unlock(vault, PASSPHRASE, a_clock(), POLICY, press) as desk:
        for _ in range(count):
            content = either(chance, lambda: change_part(WORKBOOK, chance), lambda: change_bytes(WORKBOOK, chance))
            try:
                grid = desk.read_workbook(content, "log.xlsx")
            except HipDeskError as told:
                assert told.what.endswith(".")  # noqa: PT017 (some are read, others refused)
            else:
                assert grid.sheets
        assert desk.read_workbook(WORKBOOK, "log.xlsx").sheets


@pytest.mark.parametrize("count", [8, pytest.param(200, marks=pytest.mark.soak)])
def test_import_when_the_workbook_was_changed_then_it_is_whole_or_nothing_of_it_is_there(vault, count):
    """0 partial imports: what was promised is in, or no row more than before."""
    chance = random.Random(6)
    taken = 0
    with open_desk(vault) as desk:
        for _ in range(count):
            try:
                grid = read_grid(change_part(WORKBOOK, chance), "log.xlsx")
            except WorkbookRefused:
                continue
            proposal = build(grid, propose_plan(grid))
            before = desk.verify().rows
            try:
                report = desk.do(run_import, RunImport(proposal=proposal)).value
            except HipDeskError:
                assert desk.verify().rows == before
            else:
                grown = desk.verify().rows["referral"] - before["referral"]
                assert grown == report.created.get("referrals", 0)
                taken += grown > 0
        assert desk.verify().whole
    assert taken


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"null", b"[" * 100_000, b"\xff", b'{"vault": 1, "made_at": 5, "sequence": 1, "rows": {}}',
     b'{"vault": "v", "made_at": "2026-12-02T14:00:00+00:00", "sequence": 1e999, "rows": {}}',
     b'{"vault": "v", "made_at": "2026-12-02T14:00:00+00:00", "sequence": 1, "rows": 7}'],
)  # fmt: skip
def test_manifest_when_it_makes_no_sense_then_the_backup_is_damaged(text):
    """Found by changed files: brackets too deep, and numbers past every number."""
    with pytest.raises(backup.BackupDamaged):
        backup.Manifest.from_json(text)


HOSTILE = {
    "climbs out": ("../evil", {}),
    "climbs out of files": ("files/../../evil", {}),
    "stands at the root": ("/evil", {}),
    "is deep": ("files/a/b", {}),
    "is a link": ("files/" + "a" * 32, {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
    "is a hard link": ("files/" + "a" * 32, {"type": tarfile.LNKTYPE, "linkname": "vault.json"}),
    "is a device": ("files/" + "a" * 32, {"type": tarfile.CHRTYPE}),
    "is a pipe": ("files/" + "a" * 32, {"type": tarfile.FIFOTYPE}),
    "is a folder": ("files", {"type": tarfile.DIRTYPE}),
}


@pytest.mark.parametrize("member", HOSTILE)
def test_backup_when_sealed_by_a_holder_with_a_member_that_reaches_out_then_nothing_is_written_outside(
    closed, tmp_path, member
):
    """Someone who holds a key can seal what they like: a member that is not a plain file in its place is refused."""
    name, about = HOSTILE[member]
    _vault, kept, key = closed
    body = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(kept[17:-64])) as source, tarfile.open(fileobj=body, mode="w") as made:
        for each in source:
            made.addfile(each, source.extractfile(each))
        extra = tarfile.TarInfo(name)
        for field, value in about.items():
            setattr(extra, field, value)
        made.addfile(extra)
    place = tmp_path / "inner" / "now.hipbackup"
    place.parent.mkdir()
    place.write_bytes(sealed_as_is(kept[:17] + body.getvalue(), key))
    with pytest.raises(backup.BackupDamaged):
        Desk.restore(place, tmp_path / "inner" / "restored.hipdesk", PASSPHRASE, a_clock(), POLICY)
    assert {each.name for each in tmp_path.rglob("*") if each.name != "seen.json"} <= {
        "inner",
        "now.hipbackup",
        "memory",
    }


def sealed_as_is(body: bytes, key: bytes) -> bytes:
    digest = hashlib.sha256(body).digest()
    return body + digest + hmac.new(backup.seal_key(key), digest, hashlib.sha256).digest()
