"""The self-test: passes here and notices each primitive that answers wrongly."""

import pytest

from hipdesk.vault import selftest
from hipdesk.vault.faults import SelfTestFailed


@pytest.fixture(autouse=True)
def run_anew():
    selftest.run.cache_clear()
    yield
    selftest.run.cache_clear()


def test_self_test_when_all_is_well_then_passes_and_is_not_done_twice():
    """It runs at every start, once."""
    selftest.run()
    selftest.run()
    assert selftest.run.cache_info().misses == 1


class Broken:
    """A primitive whose answers are all alike."""

    def __init__(self, *_, **__):
        pass

    def derive(self, _):
        return bytes(42)

    def encrypt(self, *_):
        return bytes(76)

    def decrypt(self, *_):
        return bytes(60)

    def hexdigest(self):
        return "00"


class Raising:
    """A primitive that is not there."""

    def __init__(self, *_, **__):
        raise OSError("unsupported")


@pytest.mark.parametrize("replacement", [Broken, Raising])
@pytest.mark.parametrize(
    ("name", "primitive"),
    [
        ("hashlib.sha256", "SHA-256"),
        ("hmac.new", "HMAC-SHA-256"),
        ("HKDF", "HKDF-SHA-256"),
        ("AESGCM", "AES-256-GCM"),
        ("Argon2id", "Argon2id"),
    ],
)
def test_self_test_when_a_primitive_is_broken_then_named(monkeypatch, name, primitive, replacement):
    """Each on its own, wrong or absent."""
    monkeypatch.setattr(f"hipdesk.vault.selftest.{name}", replacement)
    with pytest.raises(SelfTestFailed, match=primitive):
        selftest.run()


def test_self_test_when_a_changed_message_is_accepted_then_failed(monkeypatch):
    """A cipher that encrypts but does not authenticate."""
    real = selftest.AESGCM

    class Careless:
        def __init__(self, key):
            self._real = real(key)

        def encrypt(self, *parts):
            return self._real.encrypt(*parts)

        def decrypt(self, nonce, sealed, bound):
            try:
                return self._real.decrypt(nonce, sealed, bound)
            except selftest.InvalidTag:
                return b""

    monkeypatch.setattr(selftest, "AESGCM", Careless)
    with pytest.raises(SelfTestFailed, match="AES"):
        selftest.run()


def test_self_test_when_chance_repeats_itself_then_failed(monkeypatch):
    """A source of chance that is stuck."""
    monkeypatch.setattr("hipdesk.vault.selftest.secrets.token_bytes", lambda count: b"\x07" * count)
    with pytest.raises(SelfTestFailed, match="random"):
        selftest.run()
