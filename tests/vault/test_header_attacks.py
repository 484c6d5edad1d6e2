"""A header changed by accident or on purpose: it never opens, and says which of the two it was."""

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.vault import format as vault_format
from hipdesk.vault import opening
from hipdesk.vault.faults import (
    KeyCostRefused,
    VaultDamaged,
    VaultError,
    VaultTampered,
)
from hipdesk.vault.kdf import FLOOR, KdfPolicy
from tests.vault.conftest import PASSPHRASE, POLICY


def resealed(document: dict) -> bytes:
    """A header changed by someone without the key, its checksum made right again."""
    document.pop("sum", None)
    document["sum"] = hashlib.sha256(vault_format.canonical(document)).hexdigest()
    return vault_format.canonical(document) + b"\n"


def still_locked_out(place: Path, raw: bytes) -> None:
    """This header opens with nothing, and leaves no lock behind."""
    (place / "vault.json").write_bytes(raw)
    with pytest.raises(VaultError):
        opening.unlock(place, PASSPHRASE, POLICY)


def test_header_when_each_byte_is_flipped_once_then_never_opens(made, place):
    """The bar: 100 % refused, from the file, before any key is derived."""
    made[0].close()
    raw = (place / "vault.json").read_bytes()
    chance = random.Random(17)
    for spot in range(len(raw)):
        flipped = bytearray(raw)
        flipped[spot] ^= 1 << chance.randrange(8)
        (place / "vault.json").write_bytes(flipped)
        with pytest.raises(VaultDamaged):
            opening.unlock(place, PASSPHRASE, POLICY)
    (place / "vault.json").write_bytes(raw)
    opening.unlock(place, PASSPHRASE, POLICY).close()


@given(st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_header_when_a_figure_is_changed_and_checksum_renewed_then_never_opens(made, place, data):
    """Someone who knows the format changes any one figure or letter of any value."""
    made[0].close()
    original = made[0].folder.path / "vault.original"
    if not original.exists():
        original.write_bytes((place / "vault.json").read_bytes())
    raw = original.read_bytes()
    spot = data.draw(st.integers(0, len(raw) - 2))
    changed = raw[:spot] + data.draw(st.sampled_from("0123456789abcdef")).encode() + raw[spot + 1 :]
    try:
        document = json.loads(changed)
    except ValueError:
        return
    if {**document, "sum": ""} != {**json.loads(raw), "sum": ""}:
        still_locked_out(place, resealed(document))


def test_header_when_a_slot_is_removed_then_tampered(vault, place):
    """Detected at the next unlock with any other slot."""
    vault.close()
    document = json.loads((place / "vault.json").read_bytes())
    document["slots"] = document["slots"][:1]
    (place / "vault.json").write_bytes(resealed(document))
    with pytest.raises(VaultTampered, match="changed outside"):
        opening.unlock(place, PASSPHRASE, POLICY)


def test_header_when_another_slot_is_weakened_then_tampered(vault, place):
    """A slot's terms cannot be lowered behind its holder's back."""
    opened = vault.header.slot(1)
    vault.rewrite(lambda header: header.with_slot(replace(opened, number=3)))
    vault.close()
    document = json.loads((place / "vault.json").read_bytes())
    document["slots"][2]["kdf"]["memory"] = 32
    (place / "vault.json").write_bytes(resealed(document))
    with pytest.raises(VaultTampered):
        opening.unlock(place, PASSPHRASE, POLICY, slot=1)


@pytest.mark.parametrize(("name", "value"), [("memory", 2**21 + 1), ("passes", 21), ("lanes", 17), ("memory", 1)])
def test_header_when_a_slot_asks_for_too_much_then_refused_before_use(vault, place, name, value, monkeypatch):
    """Above 2 GiB or 20 passes, nothing is derived."""
    vault.close()
    document = json.loads((place / "vault.json").read_bytes())
    document["slots"][0]["kdf"][name] = value
    (place / "vault.json").write_bytes(resealed(document))
    monkeypatch.setattr("hipdesk.vault.kdf._argon2id", lambda *_: pytest.fail("it was used"))
    with pytest.raises(KeyCostRefused):
        opening.unlock(place, PASSPHRASE, POLICY)


def test_vault_when_made_by_tests_then_production_refuses_it(vault, place):
    """The floor holds on the way in as well."""
    vault.close()
    with pytest.raises(KeyCostRefused):
        opening.unlock(place, PASSPHRASE, KdfPolicy(FLOOR))
