"""Attachments: what goes in comes out, and any change to the file, its name or its key is told."""

import io
import itertools
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.kernel import files
from hipdesk.kernel.errors import DiskFull, Stopped
from hipdesk.kernel.files import FaultyDisk
from hipdesk.kernel.progress import Progress
from hipdesk.vault import blobs
from hipdesk.vault.faults import AttachmentDamaged, AttachmentMissing, KeysForgotten
from hipdesk.vault.keyring import Keyring

KEYS = Keyring(b"d" * 32)
SMALL = 16
SEALED = SMALL + 16
TEXT = bytes(range(50))


@pytest.fixture
def stored(tmp_path: Path):
    """A file of four small chunks: 16, 16, 16 and 2 bytes."""
    return tmp_path, blobs.write(tmp_path, KEYS, io.BytesIO(TEXT), chunk=SMALL)


def opened(folder: Path, blob, keys=KEYS) -> bytes:
    return blobs.read_all(folder, keys, blob, chunk=SMALL)


@given(st.binary(max_size=100), st.sampled_from(["stream", "pieces"]), st.integers(1, 40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_attachment_when_written_and_read_then_the_same(tmp_path, text, kind, length):
    """Any length, around every chunk's edge, from a stream or from pieces."""
    pieces = [text[start : start + length] for start in range(0, len(text), length)]
    blob = blobs.write(tmp_path, KEYS, io.BytesIO(text) if kind == "stream" else pieces, chunk=SMALL)
    assert (blob.size, blob.sha256) == (len(text), sha256(text).digest())
    assert opened(tmp_path, blob) == text
    blobs.remove(tmp_path, blob.name)
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("size", [0, 1, blobs.CHUNK - 1, blobs.CHUNK, blobs.CHUNK + 1, 2 * blobs.CHUNK])
def test_attachment_when_at_the_edge_of_a_real_chunk_then_the_same(tmp_path, size):
    """1 MiB chunks as in production; streamed in pieces of at most that."""
    text = bytes(size)
    blob = blobs.write(tmp_path, KEYS, io.BytesIO(text))
    pieces = list(blobs.read(tmp_path, KEYS, blob.name, blob.wrapped_key))
    assert b"".join(pieces) == text
    assert max(map(len, pieces)) <= blobs.CHUNK
    blobs.verify(tmp_path, KEYS, blob)


def test_attachment_when_any_byte_is_flipped_then_damaged(stored):
    """Every byte of the file, a bit of each."""
    folder, blob = stored
    raw = (folder / blob.name).read_bytes()
    for place in range(len(raw)):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << place % 8
        (folder / blob.name).write_bytes(flipped)
        with pytest.raises(AttachmentDamaged):
            opened(folder, blob)


def test_attachment_when_cut_or_added_to_then_damaged(stored):
    """Every length, the ends of chunks among them."""
    folder, blob = stored
    raw = (folder / blob.name).read_bytes()
    for length in range(len(raw)):
        (folder / blob.name).write_bytes(raw[:length])
        with pytest.raises(AttachmentDamaged):
            opened(folder, blob)
    for added in (b"\0", raw[-18:], raw[8 : 8 + SEALED]):
        (folder / blob.name).write_bytes(raw + added)
        with pytest.raises(AttachmentDamaged):
            opened(folder, blob)


def test_attachment_when_chunks_are_put_in_another_order_or_doubled_then_damaged(stored):
    """Position and end are bound in."""
    folder, blob = stored
    raw = (folder / blob.name).read_bytes()
    mark, body = raw[:8], raw[8:]
    chunks = [body[start : start + SEALED] for start in range(0, len(body), SEALED)]
    orders = set(itertools.permutations(range(4))) | {(0, 1, 1, 3), (0, 0, 1, 2, 3), (0, 1, 3), (3,), (0, 1, 2)}
    for order in orders - {(0, 1, 2, 3)}:
        (folder / blob.name).write_bytes(mark + b"".join(chunks[number] for number in order))
        with pytest.raises(AttachmentDamaged):
            opened(folder, blob)


def test_attachments_when_swapped_then_damaged_both_with_and_without_their_keys(tmp_path):
    """A file under another's name, a key with another's name, and both together."""
    one, other = (blobs.write(tmp_path, KEYS, [text], chunk=SMALL) for text in (b"one", b"other"))
    swapped_keys = replace(one, wrapped_key=other.wrapped_key)
    with pytest.raises(AttachmentDamaged):
        opened(tmp_path, swapped_keys)
    (tmp_path / one.name).write_bytes((tmp_path / other.name).read_bytes())
    with pytest.raises(AttachmentDamaged):
        opened(tmp_path, one)
    with pytest.raises(AttachmentDamaged):
        opened(tmp_path, swapped_keys)


def test_attachment_when_its_key_or_row_is_changed_then_damaged(stored):
    """Every byte of the wrapped key; size and hash of the row."""
    folder, blob = stored
    for place in range(len(blob.wrapped_key)):
        flipped = bytearray(blob.wrapped_key)
        flipped[place] ^= 1
        with pytest.raises(AttachmentDamaged):
            opened(folder, replace(blob, wrapped_key=bytes(flipped)))
    for change in ({"size": 49}, {"sha256": bytes(32)}, {"wrapped_key": b""}, {"wrapped_key": blob.wrapped_key[:-1]}):
        with pytest.raises(AttachmentDamaged):
            opened(folder, replace(blob, **change))
    with pytest.raises(AttachmentDamaged):
        blobs.verify(folder, KEYS, replace(blob, size=1))


def test_attachment_when_another_vaults_key_is_used_then_damaged(stored):
    """Each vault its own."""
    folder, blob = stored
    with pytest.raises(AttachmentDamaged):
        opened(folder, blob, Keyring(b"e" * 32))


def test_attachment_when_missing_then_said_so(stored):
    """Not the same as damaged, for the integrity page."""
    folder, blob = stored
    blobs.remove(folder, blob.name)
    blobs.remove(folder, blob.name)
    with pytest.raises(AttachmentMissing):
        opened(folder, blob)


@pytest.mark.parametrize("name", ["../vault.json", "", "A" * 32, "0" * 31, "0" * 32 + "\n", "/etc/passwd"])
def test_attachment_when_a_row_names_another_path_then_refused(stored, name):
    """A name is 32 hex figures and nothing else."""
    folder, blob = stored
    with pytest.raises(AttachmentDamaged):
        opened(folder, replace(blob, name=name))
    with pytest.raises(AttachmentDamaged):
        blobs.remove(folder, name)


def test_attachment_when_rekeyed_then_opens_with_the_new_keys_only(stored):
    """The file stays; its key is wrapped anew."""
    folder, blob = stored
    new = Keyring(b"e" * 32)
    moved = replace(blob, wrapped_key=blobs.rewrap_key(KEYS, new, blob.name, blob.wrapped_key))
    assert opened(folder, moved, new) == TEXT
    with pytest.raises(AttachmentDamaged):
        opened(folder, moved)


def test_attachment_when_the_disk_fills_anywhere_then_nothing_is_left(tmp_path):
    """At every byte: no file, no half file, a sentence."""
    length = 8 + 50 + 4 * 16
    for room in range(length):
        with files.played_by(FaultyDisk(room)), pytest.raises(DiskFull):
            blobs.write(tmp_path, KEYS, io.BytesIO(TEXT), chunk=SMALL)
        assert list(tmp_path.iterdir()) == []
    with files.played_by(FaultyDisk(length)):
        blobs.write(tmp_path, KEYS, io.BytesIO(TEXT), chunk=SMALL)
    assert len(blobs.names(tmp_path)) == 1


def test_attachment_when_stopped_then_nothing_is_left(tmp_path):
    """A lock does not wait for a large file."""
    progress = Progress()
    progress.cancel()
    with pytest.raises(Stopped):
        blobs.write(tmp_path, KEYS, [TEXT], progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_attachment_when_on_disk_then_shows_neither_text_nor_a_repeated_byte_run(tmp_path):
    """The same text twice makes two unlike files."""
    one, other = (blobs.write(tmp_path, KEYS, [b"planted words " * 20]) for _ in range(2))
    raw, again = ((tmp_path / blob.name).read_bytes() for blob in (one, other))
    assert b"planted" not in raw
    assert raw[8:] != again[8:]
    assert (tmp_path / one.name).stat().st_mode & 0o077 == 0


def test_attachment_when_keys_are_forgotten_then_refused(stored):
    """Nothing after a lock."""
    folder, blob = stored
    keys = Keyring(b"d" * 32)
    keys.forget()
    with pytest.raises(KeysForgotten):
        opened(folder, blob, keys)
