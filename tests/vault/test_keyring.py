"""Keys in memory: distinct, and gone when forgotten."""

import pytest

from hipdesk.vault.faults import KeysForgotten
from hipdesk.vault.keyring import Keyring

DRAWN = ("data_key", "database_key", "attachments_key", "header_key")


def test_keys_when_drawn_then_all_differ_and_stay_the_same():
    """One data key gives the same sub-keys every time, none like another."""
    one, again = Keyring(b"d" * 32), Keyring(b"d" * 32)
    keys = {getattr(one, name) for name in DRAWN}
    assert len(keys) == 4
    assert all(len(key) == 32 for key in keys)
    assert keys == {getattr(again, name) for name in DRAWN}
    assert one.mac("backup", b"list") == again.mac("backup", b"list") != one.mac("other", b"list")


def test_fresh_keys_when_made_twice_then_differ():
    """The data key is random."""
    assert Keyring.fresh().data_key != Keyring.fresh().data_key


def test_keys_when_forgotten_then_each_refuses():
    """After a lock nothing can be asked of the keyring."""
    keyring = Keyring.fresh()
    keyring.forget()
    keyring.forget()
    assert keyring.forgotten
    for name in DRAWN:
        with pytest.raises(KeysForgotten):
            getattr(keyring, name)
    with pytest.raises(KeysForgotten):
        keyring.mac("backup", b"")


def test_keyring_when_shown_then_tells_no_key():
    """Not in a log, not in a traceback."""
    keyring = Keyring(b"d" * 32)
    assert repr(keyring) == "<Keyring held>"
    assert keyring.database_key.hex() not in repr(keyring)


def test_data_key_when_not_32_bytes_then_refused():
    """No short keys."""
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(b"short")
