"""The header, ``vault.json``: what stands in it, its canonical bytes, its checksum and its MAC. No files, no keys kept.

The file is canonical JSON (sorted names, no spaces, ASCII) and one line end, byte for byte. ``sum`` is SHA-256 over
all else and tells accident from a wrong passphrase before any key is derived; ``mac`` is HMAC-SHA256 under the header
key over all but ``sum`` and ``mac``, and tells deliberate change once a slot has opened. Every format to come keeps
``format``, ``sum`` and the canonical bytes, so that an older program can say "newer" rather than "damaged".
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from hipdesk.vault.faults import VaultDamaged, VaultTampered, VaultTooNew

MAJOR = 1
MINOR = 0
LARGEST_HEADER = 64 * 1024
MOST_SLOTS = 64
_LARGEST_NUMBER = 2**53
_MAC_PURPOSE = b"hipdesk vault header 1\0"
_DATABASE = re.compile(r"records-[0-9a-f]{16}\.db")
_KIND = re.compile(r"[a-z][a-z_]{0,19}")
_FORMAT = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Document = dict[str, Json]


def canonical(document: Mapping[str, Json]) -> bytes:
    """The one way to write a document: sorted names, no spaces, ASCII."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: the data key wrapped under a key made from a passphrase or a recovery code.

    ``kdf`` holds the derivation's name, salt and cost as they stand in the file; ``unknown`` what a newer minor added.
    """

    number: int
    kind: str
    kdf: Mapping[str, Json]
    nonce: bytes = b""
    wrapped: bytes = field(default=b"", repr=False)
    unknown: Mapping[str, Json] = field(default_factory=dict)

    def document(self) -> Document:
        """As it stands in the file."""
        return {
            **self.unknown,
            "number": self.number,
            "kind": self.kind,
            "kdf": dict(self.kdf),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }


@dataclass(frozen=True, slots=True)
class Header:
    """Everything in ``vault.json`` but its checksum and MAC. ``minor`` stays what it was when a newer one is read."""

    vault_id: str
    copy_id: str
    database: str
    slots: tuple[Slot, ...] = ()
    next_slot: int = 1
    sequence: int = 0
    audit_mac: bytes = b""
    minor: int = MINOR
    unknown: Mapping[str, Json] = field(default_factory=dict)

    def document(self) -> Document:
        """As it stands in the file, without checksum and MAC."""
        return {
            **self.unknown,
            "format": f"{MAJOR}.{self.minor}",
            "vault": self.vault_id,
            "copy": self.copy_id,
            "database": self.database,
            "next_slot": self.next_slot,
            "sequence": self.sequence,
            "audit_mac": self.audit_mac.hex(),
            "slots": [slot.document() for slot in self.slots],
        }

    def slot(self, number: int) -> Slot | None:
        """The slot with this number, or None."""
        return next((slot for slot in self.slots if slot.number == number), None)

    def with_slot(self, slot: Slot) -> "Header":
        """The same header with this slot in place of the one of its number, or added at the end."""
        others = [each for each in self.slots if each.number != slot.number]
        slots = tuple(sorted((*others, slot), key=lambda each: each.number))
        return replace(self, slots=slots, next_slot=max(self.next_slot, slot.number + 1))

    def without_slot(self, number: int) -> "Header":
        """The same header without the slot of this number; the number is never used again."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.number != number))


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header read from bytes whose checksum is right and whose MAC is still to be proved with ``prove``."""

    header: Header
    body: bytes = field(repr=False)
    mac: bytes = field(repr=False)

    def prove(self, header_key: bytes) -> Header:
        """The header, once its MAC is right under the header key; otherwise VaultTampered."""
        import hmac  # late, as in ``_mac``: the unlock page proves no key

        if not hmac.compare_digest(_mac(self.body, header_key), self.mac):
            raise VaultTampered()
        return self.header


def encode(header: Header, header_key: bytes) -> bytes:
    """The bytes of ``vault.json`` for this header."""
    document = header.document()
    document["mac"] = _mac(canonical(document), header_key).hex()
    document["sum"] = hashlib.sha256(canonical(document)).hexdigest()
    raw = canonical(document) + b"\n"
    if len(raw) > LARGEST_HEADER or len(header.slots) > MOST_SLOTS:
        raise ValueError("the header has grown too large")
    return raw


def decode(raw: bytes) -> SealedHeader:
    """Read bytes strictly. Raises VaultDamaged for any accident, VaultTooNew for a newer major format."""
    if len(raw) > LARGEST_HEADER:
        raise VaultDamaged()
    document = _parsed(raw)
    claimed = document.pop("sum", None)
    if claimed != hashlib.sha256(canonical(document)).hexdigest():
        raise VaultDamaged()
    minor = _minor(document)
    mac = _bytes(document, "mac", 32)
    del document["mac"]
    body = canonical(document)
    return SealedHeader(_header(document, minor), body, mac)


def _mac(body: bytes, header_key: bytes) -> bytes:
    import hmac

    return hmac.new(header_key, _MAC_PURPOSE + body, hashlib.sha256).digest()


def _parsed(raw: bytes) -> Document:
    """One JSON object whose canonical bytes are exactly ``raw``."""
    try:
        document = json.loads(raw.decode("ascii"), parse_float=_refuse, parse_constant=_refuse)
        if isinstance(document, dict) and canonical(document) + b"\n" == raw:
            return document
    except (ValueError, RecursionError):
        pass
    raise VaultDamaged()


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _minor(document: Document) -> int:
    """The minor format number; refuses another major."""
    written = document.get("format")
    found = _FORMAT.fullmatch(written) if isinstance(written, str) else None
    if found is None or int(found[1]) < MAJOR:
        raise VaultDamaged()
    if int(found[1]) > MAJOR:
        raise VaultTooNew()
    return int(found[2])


def _header(document: Document, minor: int) -> Header:
    slots = document.get("slots")
    if not isinstance(slots, list) or not 1 <= len(slots) <= MOST_SLOTS:
        raise VaultDamaged()
    header = Header(
        vault_id=_bytes(document, "vault", 16).hex(),
        copy_id=_bytes(document, "copy", 16).hex(),
        database=_text(document, "database", _DATABASE),
        slots=tuple(_slot(slot, minor) for slot in slots),
        next_slot=_number(document, "next_slot", 1),
        sequence=_number(document, "sequence", 0),
        audit_mac=_bytes(document, "audit_mac", None),
        minor=minor,
    )
    numbers = [slot.number for slot in header.slots]
    if numbers != sorted(set(numbers)) or header.next_slot <= numbers[-1]:
        raise VaultDamaged()
    return replace(header, unknown=_beyond(document, header.document(), minor))


def _slot(document: Json, minor: int) -> Slot:
    if not isinstance(document, dict):
        raise VaultDamaged()
    kdf = document.get("kdf")
    if not isinstance(kdf, dict):
        raise VaultDamaged()
    slot = Slot(
        number=_number(document, "number", 1),
        kind=_text(document, "kind", _KIND),
        kdf=kdf,
        nonce=_bytes(document, "nonce", 12),
        wrapped=_bytes(document, "wrapped", 48),
    )
    return replace(slot, unknown=_beyond(document, slot.document(), minor))


def _beyond(document: Document, known: Document, minor: int) -> Document:
    """What the document holds that this program does not know: kept for a newer minor, refused for ours."""
    unknown = {name: value for name, value in document.items() if name not in known}
    if unknown and minor <= MINOR:
        raise VaultDamaged()
    return unknown


def _number(document: Document, name: str, least: int) -> int:
    value = document.get(name)
    if type(value) is not int or not least <= value <= _LARGEST_NUMBER:
        raise VaultDamaged()
    return value


def _text(document: Document, name: str, shape: re.Pattern[str]) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise VaultDamaged()
    return value


def _bytes(document: Document, name: str, length: int | None) -> bytes:
    """Bytes written as lower-case hex; ``length`` None means at most 64."""
    value = document.get(name)
    if not isinstance(value, str) or not re.fullmatch(r"(?:[0-9a-f]{2}){0,64}", value):
        raise VaultDamaged()
    if length is not None and len(value) != 2 * length:
        raise VaultDamaged()
    return bytes.fromhex(value)
