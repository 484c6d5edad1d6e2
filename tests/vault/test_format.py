"""The header's bytes: read back exactly, and never half-read."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.vault import format as vault_format
from hipdesk.vault.faults import VaultDamaged, VaultError, VaultTampered, VaultTooNew
from hipdesk.vault.format import Header, Slot, canonical, decode, encode

KEY = b"k" * 32
SLOTS = (
    Slot(
        1,
        "passphrase",
        {"name": "argon2id", "salt": "00" * 16, "memory": 64, "passes": 1, "lanes": 1},
        b"n" * 12,
        b"w" * 48,
    ),
    Slot(3, "recovery", {"name": "hkdf-sha256", "salt": "11" * 16}, b"m" * 12, b"v" * 48),
)
HEADER = Header(
    "ab" * 16, "cd" * 16, "records-0123456789abcdef.db", SLOTS, next_slot=4, sequence=41, audit_mac=b"a" * 32
)
RAW = encode(HEADER, KEY)


def resealed(document: dict) -> bytes:
    """The bytes someone would write who knows the format but no key: the checksum right, the MAC as it was."""
    document.pop("sum", None)
    document["sum"] = hashlib.sha256(canonical(document)).hexdigest()
    return canonical(document) + b"\n"


def signed(document: dict) -> bytes:
    """The bytes a newer program that holds the key would write."""
    document.pop("sum", None)
    document.pop("mac", None)
    document["mac"] = vault_format._mac(canonical(document), KEY).hex()
    return resealed(document)


def test_header_when_written_and_read_then_the_same():
    """Nothing is lost on the way to the file and back."""
    assert decode(RAW).prove(KEY) == HEADER


def test_header_when_any_single_bit_is_flipped_then_refused():
    """Every bit of every byte: the whole bar of the design, before any key is derived."""
    for place in range(len(RAW)):
        for bit in range(8):
            flipped = bytearray(RAW)
            flipped[place] ^= 1 << bit
            with pytest.raises(VaultDamaged):
                decode(bytes(flipped))


def test_header_when_cut_short_or_added_to_then_refused():
    """A write that stopped half-way, or anything after the end."""
    for length in range(len(RAW)):
        with pytest.raises(VaultDamaged):
            decode(RAW[:length])
    for added in (b"\n", b" ", b"{}", RAW):
        with pytest.raises(VaultDamaged):
            decode(RAW + added)


def test_header_when_any_value_is_changed_and_checksum_renewed_then_mac_refuses():
    """Someone who knows the format: each value changed in turn, slots and their terms included."""
    changes = [
        ("sequence", 40),
        ("audit_mac", "00"),
        ("database", "records-ffffffffffffffff.db"),
        ("copy", "ee" * 16),
        ("vault", "ee" * 16),
        ("next_slot", 9),
        ("slots", [SLOTS[0].document()]),
        ("mac", "00" * 32),
    ]
    for slot_change in (
        {"nonce": "00" * 12},
        {"wrapped": "00" * 48},
        {"kdf": {"name": "hkdf-sha256", "salt": "22" * 16}},
    ):
        changes.append(("slots", [SLOTS[0].document(), {**SLOTS[1].document(), **slot_change}]))
    for name, value in changes:
        with pytest.raises(VaultTampered):
            decode(resealed({**json.loads(RAW), name: value})).prove(KEY)


def test_header_when_proved_with_another_key_then_tampered():
    """The MAC belongs to one data key."""
    with pytest.raises(VaultTampered):
        decode(RAW).prove(b"x" * 32)


def test_header_when_newer_minor_then_opens_and_keeps_what_it_does_not_know():
    """Unknown fields live through a rewrite, at the top and in a slot, and the minor stays."""
    document = json.loads(RAW)
    document |= {"format": "1.7", "colour": {"of": ["teal", 3]}}
    document["slots"][1]["sealed_by"] = "two"
    header = decode(signed(document)).prove(KEY)
    again = json.loads(encode(header.without_slot(1), KEY))
    assert (again["format"], again["colour"]) == ("1.7", {"of": ["teal", 3]})
    assert again["slots"][0]["sealed_by"] == "two"


def test_header_when_unknown_field_of_newer_minor_is_changed_then_tampered():
    """The MAC covers what this program does not understand."""
    document = json.loads(signed({**json.loads(RAW), "format": "1.7", "colour": "teal"}))
    with pytest.raises(VaultTampered):
        decode(resealed({**document, "colour": "grey"})).prove(KEY)


def test_header_when_unknown_field_in_our_own_minor_then_damaged():
    """Our own format has no other fields."""
    with pytest.raises(VaultDamaged):
        decode(signed({**json.loads(RAW), "colour": "teal"}))


def test_header_when_newer_major_then_refused_with_a_sentence():
    """A newer major says so, rather than damaged."""
    with pytest.raises(VaultTooNew, match="newer version"):
        decode(signed({"format": "2.0", "anything": "else"}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "0.9"),
        ("format", "1"),
        ("format", "01.0"),
        ("format", 1),
        ("vault", "AB" * 16),
        ("vault", "ab" * 15),
        ("vault", None),
        ("database", "../records-0123456789abcdef.db"),
        ("database", "records-0123456789abcdef.db\n"),
        ("sequence", -1),
        ("sequence", True),
        ("sequence", 2**60),
        ("sequence", "41"),
        ("audit_mac", "ab" * 65),
        ("audit_mac", "abc"),
        ("mac", "00"),
        ("mac", 7),
        ("next_slot", 3),
        ("slots", []),
        ("slots", {}),
        ("slots", [7]),
        ("slots", [{**SLOTS[0].document(), "kdf": 7}]),
        ("slots", [{**SLOTS[0].document(), "kind": "Passphrase"}]),
        ("slots", [{**SLOTS[0].document(), "number": 0}]),
        ("slots", [SLOTS[1].document(), SLOTS[0].document()]),
        ("slots", [SLOTS[0].document(), SLOTS[0].document()]),
        ("slots", [{**SLOTS[0].document(), "number": number} for number in range(1, 70)]),
    ],
)
def test_header_when_a_field_is_malformed_then_damaged(name, value):
    """Each shape is checked, also when the checksum is right."""
    with pytest.raises(VaultDamaged):
        decode(
            signed({**json.loads(RAW), name: value}) if name != "mac" else resealed({**json.loads(RAW), name: value})
        )


def test_header_when_too_large_then_refused_unread_and_never_written():
    """A limit on both sides."""
    with pytest.raises(VaultDamaged):
        decode(b" " * (vault_format.LARGEST_HEADER + 1))
    many = tuple(Slot(number, "recovery", {}, b"n" * 12, b"w" * 48) for number in range(1, 70))
    with pytest.raises(ValueError, match="too large"):
        encode(Header("ab" * 16, "cd" * 16, "records-0123456789abcdef.db", many, next_slot=70), KEY)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 60_000,
        b'{"format":1.5}\n',
        b'{"format":NaN}\n',
        b'{"format":"1.0","format":"1.0"}\n',
        b'{"sequence":' + b"9" * 6000 + b"}\n",
        b'{"a":"\\ud800"}\n',
        b"\xff\xfe{}\n",
        b"null\n",
        b"",
    ],
)
def test_bytes_when_hostile_then_damaged(raw):
    """Nesting, floats, NaN, doubled names, huge numbers, lone surrogates: one sentence, no crash."""
    with pytest.raises(VaultDamaged):
        decode(raw)


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_bytes_when_arbitrary_then_refused(raw):
    """No bytes but a header's are read as one."""
    with pytest.raises(VaultError):
        decode(raw)


SCALARS = st.none() | st.booleans() | st.integers(-5, 2**54) | st.text(max_size=40) | st.just("ab" * 16)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@given(st.sampled_from(sorted(json.loads(RAW))), VALUES)
@settings(max_examples=150, deadline=None)
def test_header_when_a_field_takes_any_value_then_refused_or_unchanged(name, value):
    """Whatever JSON stands in a field, with a good checksum: proved only when it is what was written."""
    try:
        header = decode(resealed({**json.loads(RAW), name: value})).prove(KEY)
    except VaultError:
        return
    assert header == HEADER


def test_slot_when_replaced_or_removed_then_number_is_not_used_again():
    """Numbers are for good: the database points at them."""
    assert HEADER.without_slot(3).next_slot == 4
    assert HEADER.with_slot(Slot(4, "recovery", {})).next_slot == 5
    assert [slot.number for slot in HEADER.with_slot(Slot(1, "recovery", {})).slots] == [1, 3]
