"""What an unlocked vault holds in memory: the data key and the keys drawn from it, until they are forgotten."""

import hashlib
import hmac
import secrets

from hipdesk.vault import kdf
from hipdesk.vault.faults import KeysForgotten

_PURPOSES = ("database", "attachments", "header")


class Keyring:
    """The data key and its sub-keys. After ``forget`` every one of them raises KeysForgotten."""

    __slots__ = ("_data_key", "_drawn")

    def __init__(self, data_key: bytes) -> None:
        if len(data_key) != kdf.KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._data_key = bytearray(data_key)
        self._drawn = {purpose: bytearray(kdf.derive_from_key(data_key, purpose)) for purpose in _PURPOSES}

    @classmethod
    def fresh(cls) -> "Keyring":
        """A new random data key."""
        return cls(secrets.token_bytes(kdf.KEY_BYTES))

    @property
    def data_key(self) -> bytes:
        """32 bytes; stays inside the vault layer, for wrapping into slots."""
        return bytes(self._held(self._data_key))

    @property
    def database_key(self) -> bytes:
        """32 bytes: SQLCipher's raw key."""
        return bytes(self._held(self._drawn["database"]))

    @property
    def attachments_key(self) -> bytes:
        """32 bytes: wraps each attachment's own key."""
        return bytes(self._held(self._drawn["attachments"]))

    @property
    def header_key(self) -> bytes:
        """32 bytes: the header's MAC."""
        return bytes(self._held(self._drawn["header"]))

    def mac(self, purpose: str, message: bytes) -> bytes:
        """HMAC-SHA256 over ``message`` under a key of its own per ``purpose``: for a backup's list of contents."""
        return hmac.new(kdf.derive_from_key(self.data_key, f"mac {purpose}"), message, hashlib.sha256).digest()

    @property
    def forgotten(self) -> bool:
        """Whether the keys are gone."""
        return not self._data_key

    def forget(self) -> None:
        """Overwrite the keys. Copies that Python or SQLCipher made cannot be reached: not promised."""
        for held in (self._data_key, *self._drawn.values()):
            held[:] = bytes(len(held))
            held.clear()

    def __repr__(self) -> str:
        return f"<Keyring {'forgotten' if self.forgotten else 'held'}>"

    def _held(self, key: bytearray) -> bytearray:
        if not key:
            raise KeysForgotten()
        return key
