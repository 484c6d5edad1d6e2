"""Attachments in ``files/``: each under a random name and its own random key, AES-256-GCM in chunks.

A file is a mark of eight bytes, then chunks of up to 1 MiB of text, each followed by its 16-byte tag. A chunk's nonce
holds its position and whether it is the last; its additional data the mark and the file's name: so a chunk dropped,
added, swapped, moved to another file or changed by one bit fails. The file's own key is wrapped by the attachments
key, bound to the name. Nothing points at a file until it is synced and renamed.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hipdesk.kernel import files
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.vault.faults import AttachmentDamaged, AttachmentMissing
from hipdesk.vault.keyring import Keyring

CHUNK = 1 << 20
_TAG = 16
_NONCE = 12
_MARK = b"HIPBLOB1"
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What a row keeps of an attachment: file name, wrapped key (60 bytes), size in bytes and SHA-256 of the text."""

    name: str
    wrapped_key: bytes = field(repr=False)
    size: int
    sha256: bytes


def write(
    folder: Path,
    keyring: Keyring,
    source: BinaryIO | Iterable[bytes],
    *,
    chunk: int = CHUNK,
    progress: Progress = SILENT,
) -> StoredBlob:
    """Encrypt ``source`` into a new file in ``folder``, synced and renamed on return. Leaves nothing on failure."""
    name = secrets.token_hex(16)
    key = secrets.token_bytes(32)
    wrapped_key = wrap_key(keyring, name, key)
    cipher, bound = AESGCM(key), _MARK + name.encode()
    digest, size = hashlib.sha256(), 0
    with files.replacing(folder / name) as writer:
        writer.write(_MARK)
        for position, (piece, last) in enumerate(_with_last(_pieces(source, chunk))):
            progress.step(size, 0)
            digest.update(piece)
            size += len(piece)
            writer.write(cipher.encrypt(_nonce(position, last), piece, bound))
    return StoredBlob(name, wrapped_key, size, digest.digest())


def read(folder: Path, keyring: Keyring, name: str, wrapped_key: bytes, *, chunk: int = CHUNK) -> Iterator[bytes]:
    """The attachment's text piece by piece, each verified. A file cut short is known only at its end: read it all.

    Raises AttachmentDamaged, or AttachmentMissing when there is no such file.
    """
    cipher, bound = AESGCM(unwrap_key(keyring, name, wrapped_key)), _MARK + name.encode()
    with files.told_plainly():
        try:
            stream = (folder / name).open("rb")
        except FileNotFoundError:
            raise AttachmentMissing() from None
        with stream:
            if stream.read(len(_MARK)) != _MARK:
                raise AttachmentDamaged()
            sealed = iter(lambda: stream.read(chunk + _TAG), b"")
            position = -1
            for position, (piece, last) in enumerate(_with_last(sealed)):
                try:
                    yield cipher.decrypt(_nonce(position, last), piece, bound)
                except (InvalidTag, ValueError):
                    raise AttachmentDamaged() from None


def read_all(folder: Path, keyring: Keyring, blob: StoredBlob, *, chunk: int = CHUNK) -> bytes:
    """The whole attachment, verified against its row's size and SHA-256 before a byte is handed out."""
    whole = b"".join(read(folder, keyring, blob.name, blob.wrapped_key, chunk=chunk))
    if len(whole) != blob.size or hashlib.sha256(whole).digest() != blob.sha256:
        raise AttachmentDamaged()
    return whole


def verify(folder: Path, keyring: Keyring, blob: StoredBlob, *, progress: Progress = SILENT) -> None:
    """Read an attachment through without keeping it; raises AttachmentDamaged when it is not what its row says."""
    digest, size = hashlib.sha256(), 0
    for piece in read(folder, keyring, blob.name, blob.wrapped_key):
        digest.update(piece)
        size += len(piece)
        progress.step(size, blob.size)
    if size != blob.size or digest.digest() != blob.sha256:
        raise AttachmentDamaged()


def wrap_key(keyring: Keyring, name: str, key: bytes) -> bytes:
    """A file's key under the attachments key, bound to the file's name: 60 bytes."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(keyring.attachments_key).encrypt(nonce, key, _key_bound_to(name))


def unwrap_key(keyring: Keyring, name: str, wrapped_key: bytes) -> bytes:
    """A file's key; AttachmentDamaged when it was changed or belongs to another file."""
    if not _NAME.fullmatch(name) or len(wrapped_key) != _NONCE + 32 + _TAG:
        raise AttachmentDamaged()
    nonce, sealed = wrapped_key[:_NONCE], wrapped_key[_NONCE:]
    try:
        return AESGCM(keyring.attachments_key).decrypt(nonce, sealed, _key_bound_to(name))
    except InvalidTag:
        raise AttachmentDamaged() from None


def rewrap_key(old: Keyring, new: Keyring, name: str, wrapped_key: bytes) -> bytes:
    """The same file's key under another attachments key, for re-keying; the file itself stays as it is."""
    return wrap_key(new, name, unwrap_key(old, name, wrapped_key))


def remove(folder: Path, name: str) -> None:
    """Remove an attachment's file, if it is there; its row must be gone first."""
    if not _NAME.fullmatch(name):
        raise AttachmentDamaged()
    files.remove(folder / name)


def names(folder: Path) -> frozenset[str]:
    """The names of all attachment files there are, for finding those no row points at."""
    with files.told_plainly():
        return frozenset(each.name for each in folder.iterdir() if _NAME.fullmatch(each.name))


def _key_bound_to(name: str) -> bytes:
    return b"hipdesk 1 attachment key\0" + name.encode()


def _nonce(position: int, last: bool) -> bytes:
    return position.to_bytes(_NONCE - 1) + bytes([last])


def _pieces(source: BinaryIO | Iterable[bytes], chunk: int) -> Iterator[bytes]:
    """The source in pieces of exactly ``chunk`` bytes, the last perhaps shorter; none for an empty source."""
    held = bytearray()
    for part in _parts(source, chunk):
        held += part
        while len(held) >= chunk:
            yield bytes(held[:chunk])
            del held[:chunk]
    if held:
        yield bytes(held)


def _parts(source: BinaryIO | Iterable[bytes], chunk: int) -> Iterable[bytes]:
    reading: Callable[[int], bytes] | None = getattr(source, "read", None)
    return iter(lambda: reading(chunk), b"") if reading is not None else source


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece with whether it is the last; an empty source is one empty last piece."""
    held = next(pieces, b"")
    for piece in pieces:
        yield held, False
        held = piece
    yield held, True
