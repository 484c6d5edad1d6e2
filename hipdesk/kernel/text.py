"""Text as it may be kept and shown: normalised, without controls or direction overrides."""

import unicodedata

_BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)}
_KEPT_CONTROLS = {"\n", "\t"}
_JOINERS = {"\u200c", "\u200d"}


def clean(text: str) -> str:
    """NFC, line ends as ``\\n``, no NUL or other controls, no BOM, no bidi overrides, no lone surrogates.

    Zero-width joiners stay: Bengali, Persian and emoji need them.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if plain.replace("\n", " ").replace("\t", " ").isprintable():
        return plain  # nothing printable is ever taken out, and nearly every text is: an import cleans millions
    return "".join(sign for sign in plain if _allowed(sign))


def _allowed(sign: str) -> bool:
    if sign in _KEPT_CONTROLS or sign in _JOINERS:
        return True
    if sign in _BIDI or sign == "\ufeff":
        return False
    return unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co")


def one_line(text: str) -> str:
    """Clean text on one line, with single spaces and none at the ends."""
    if text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # as nearly every text is that an import asks about
    return " ".join(clean(text).split())
