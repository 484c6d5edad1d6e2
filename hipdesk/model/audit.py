"""The audit chain as plain functions: what an event's MAC covers, and how a chain is checked.

The chain shows altered, removed, swapped and cut-off events to anyone who holds the audit key.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event as the chain sees it; ``subject_id`` is a row id, never a name."""

    sequence: int
    at: datetime
    holder_id: str
    verb: str
    subject_kind: str
    subject_id: str
    fields: tuple[str, ...]
    commitment: str | None
    mac: str


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain stops being true, and how."""

    sequence: int
    words: str


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one way a payload or event is written for a MAC."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str).encode()


def commit_to(payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """A fresh 32-byte salt and HMAC-SHA256(salt, payload) as hex."""
    salt = secrets.token_bytes(32)
    return salt, commitment_of(salt, payload)


def commitment_of(salt: bytes, payload: Mapping[str, Any]) -> str:
    """HMAC-SHA256(salt, payload) as hex; deleting payload and salt later leaves nothing to guess from."""
    return hmac.new(salt, canonical(payload), hashlib.sha256).hexdigest()


def mac_of(key: bytes, event: AuditEvent, previous: str) -> str:
    """HMAC-SHA256 over the event and the MAC before it, as hex."""
    body = canonical(
        {
            "sequence": event.sequence,
            "at": event.at.isoformat(),
            "holder": event.holder_id,
            "verb": event.verb,
            "kind": event.subject_kind,
            "id": event.subject_id,
            "fields": list(event.fields),
            "commitment": event.commitment,
            "previous": previous,
        }
    )
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def fingerprint(mac: str) -> str:
    """The chain's head as printed in footers: eight hex figures in two groups."""
    return f"{mac[:4]} {mac[4:8]}".upper()


def check_chain(key: bytes, events: Iterable[AuditEvent], newest: int | None = None) -> list[ChainFault]:
    """Faults of a whole chain in order of sequence; ``newest`` is the sequence the header remembers."""
    faults: list[ChainFault] = []
    previous, expected = FIRST, 1
    for event in events:
        if event.sequence != expected:
            faults.append(ChainFault(expected, f"Step {expected} is missing from the audit log."))
            expected = event.sequence
        if not hmac.compare_digest(mac_of(key, event, previous), event.mac):
            faults.append(ChainFault(event.sequence, f"Step {event.sequence} of the audit log was altered."))
        previous = event.mac
        expected += 1
    if newest is not None and expected - 1 < newest:
        missing = newest - expected + 1
        faults.append(ChainFault(expected, f"The newest {missing} steps of the audit log are missing."))
    return faults
