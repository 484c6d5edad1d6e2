"""Changed files: from a seed to something that is nearly it. The same chance gives the same file."""

import hashlib
import hmac
import io
import json
import random
import re
import zipfile
from typing import Any

from hipdesk.store.backup import seal_key
from hipdesk.vault import format as vault_format

_PIECES = (b"", b"\x00", b"\xff" * 8, b"\x00" * 64, b"-1", b"1e999", b"9" * 40, b'"', b"<", b"[" * 2000, b"%n%s", b"\n")
_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2**31, 2**53 + 1, 10**30, "", "x", "x" * 70_000, "0" * 64, "../../x", "1.9", "9.0",
    [], {}, [[]], [1] * 500,
)  # fmt: skip
_WORDS = (
    b"", b"0", b"-1", b"1", b"7", b"99999999999999999999", b"1e308", b"NaN", b"A0", b"XFD1048576", b"ZZZZZZZ1",
    b"B2:A1", b"s", b"b", b"e", b"str", b"true", b"x" * 40_000, b"&#x10FFFF;", b"&#9;", b"../../x.xml", b"hidden",
    b"2958466",
)  # fmt: skip
_TOML_WORDS = (b'""', b"0", b"7", b"-1", b"1e999", b"true", b"[]", b"{}", b'"x"', b'"' + b"x" * 5000 + b'"')
_XML_WORD = re.compile(rb'"([^"<>]*)"|>([^<>]+)<')
_XML_ELEMENT = re.compile(rb"<(?:c|row|si|sheet|col|xf|mergeCell|Relationship|comment)\b[^<>]*/>")
_TOML_VALUE = re.compile(rb'"([^"\n]*)"|\b(\d+)\b')


def change_bytes(content: bytes, chance: random.Random, first: int = 0, last: int | None = None) -> bytes:
    """One to eight changes between two places: bits, bytes, pieces put in, taken out, doubled, or the end cut off."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        end = min(len(made), last if last is not None else len(made))
        if end <= first:
            return bytes(made)
        at = chance.randrange(first, end)
        length = chance.choice((1, 2, 4, 16, 300))
        match chance.randrange(7):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at : at + length] = chance.randbytes(length)
            case 2:
                made[at:at] = chance.choice(_PIECES)
            case 3:
                del made[at : at + length]
            case 4:
                made[at:at] = made[at : at + length]
            case 5:
                other = chance.randrange(first, end)
                made[at : at + length] = made[other : other + length]
            case _:
                if chance.random() < 0.1:
                    del made[at:]
    return bytes(made)


def change_part(content: bytes, chance: random.Random) -> bytes:
    """A zip whose parts are changed inside it and packed again, so that the container is sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    named = chance.choice([name for name in parts if parts[name]])
    change = change_bytes if chance.random() < 0.3 else change_xml
    parts[named] = change(parts[named], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def change_xml(part: bytes, chance: random.Random) -> bytes:
    """XML that stays well formed: words between and inside tags written over, small elements doubled or taken out."""
    for _ in range(chance.randint(1, 6)):
        found = list((_XML_WORD if chance.random() < 0.8 else _XML_ELEMENT).finditer(part))
        if not found:
            continue
        place = chance.choice(found)
        if place.re is _XML_ELEMENT:
            part = part[: place.start()] + place[0] * chance.choice((0, 2, 500)) + part[place.end() :]
        else:
            group = 1 if place[1] is not None else 2
            part = part[: place.start(group)] + chance.choice(_WORDS) + part[place.end(group) :]
    return part


def change_toml(content: bytes, chance: random.Random) -> bytes:
    """TOML that mostly stays TOML: values written over, a line taken out."""
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(list(_TOML_VALUE.finditer(content)))
        content = content[: place.start()] + chance.choice(_TOML_WORDS) + content[place.end() :]
    if chance.random() < 0.2:
        lines = content.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        content = b"".join(lines)
    return content


def change_header(content: bytes, chance: random.Random) -> bytes:
    """A vault.json with values of its JSON changed, whose checksum is right again."""
    document = json.loads(content)
    for _ in range(chance.randint(1, 3)):
        _change_value(document, chance)
    document.pop("sum", None)
    document["sum"] = hashlib.sha256(vault_format.canonical(document)).hexdigest()
    return vault_format.canonical(document) + b"\n"


def _change_value(document: dict[str, Any], chance: random.Random) -> None:
    place: Any = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(place[key], dict | list) and place[key] and chance.random() < 0.85:
            place = place[key]
            continue
        if chance.random() < 0.2:
            del place[key]
        elif isinstance(place[key], str) and place[key] and chance.random() < 0.5:
            place[key] = place[key][:-1] + chance.choice("0123456789abcdef")
        else:
            place[key] = chance.choice(_VALUES)
        return


def sealed_anew(content: bytes, chance: random.Random, database_key: bytes | None, front: int) -> bytes:
    """A backup changed inside, most often in its front, whose digest is right again; with the key, its seal as well."""
    body = content[:-64]
    last = front if chance.random() < 0.7 else None
    body = body[:17] + change_bytes(body[17:], chance, 0, last)
    digest = hashlib.sha256(body).digest()
    seal = hmac.new(seal_key(database_key or bytes(32)), digest, hashlib.sha256).digest()
    return body + digest + seal
