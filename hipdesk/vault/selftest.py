"""Known-answer tests of every primitive, run before a vault is touched: a broken library must not write a key."""

import functools
import hashlib
import hmac
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hipdesk.vault.faults import SelfTestFailed


@functools.cache
def run() -> None:
    """Run every test once per process, in a few milliseconds; raises SelfTestFailed naming the primitive."""
    for primitive, holds in {
        "SHA-256": _sha256,
        "HMAC-SHA-256": _hmac,
        "HKDF-SHA-256": _hkdf,
        "AES-256-GCM": _aes_gcm,
        "Argon2id": _argon2id,
        "random numbers": _chance,
    }.items():
        if not _passes(holds):
            raise SelfTestFailed(primitive)


def _passes(holds: Callable[[], bool]) -> bool:
    """A primitive that raises has failed as much as one that answers wrongly."""
    try:
        return holds()
    except Exception:  # noqa: BLE001 - whatever a broken library raises, the answer is the same
        return False


def _sha256() -> bool:
    """FIPS 180-4's example."""
    return hashlib.sha256(b"abc").hexdigest() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def _hmac() -> bool:
    """RFC 4231, test case 2."""
    answer = hmac.new(b"Jefe", b"what do ya want for nothing?", hashlib.sha256).hexdigest()
    return answer == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def _hkdf() -> bool:
    """RFC 5869, test case 1."""
    salt, info = bytes(range(13)), bytes(range(0xF0, 0xFA))
    answer = HKDF(algorithm=SHA256(), length=42, salt=salt, info=info).derive(b"\x0b" * 22).hex()
    return answer == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def _aes_gcm() -> bool:
    """The GCM specification's test case 16, back again, and a flipped bit refused."""
    cipher = AESGCM(bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2))
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    if cipher.encrypt(nonce, plain, bound) != sealed or cipher.decrypt(nonce, sealed, bound) != plain:
        return False
    try:
        cipher.decrypt(nonce, bytes([sealed[0] ^ 1]) + sealed[1:], bound)
    except InvalidTag:
        return True
    return False


def _argon2id() -> bool:
    """RFC 9106, section 5.3."""
    answer = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    return answer.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def _chance() -> bool:
    """The system's source of chance does not repeat itself, nor give only zeros."""
    draws = {secrets.token_bytes(32) for _ in range(8)}
    return len(draws) == 8 and bytes(32) not in draws
