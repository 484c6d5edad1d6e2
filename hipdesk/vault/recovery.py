"""The recovery code: 160 random bits as nine groups of four signs, read back forgivingly, and split into two halves.

The first eight groups are the code in Crockford's signs (no I, L, O or U), the ninth checks them (``recovery_check``).
A sealed half is 160 bits of its own, with a check of its own kind, so that it is never taken for a whole code.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hipdesk.vault import recovery_check as check
from hipdesk.vault.faults import RecoveryCodeMistyped

SECRET_BYTES = 20
_FORGIVEN = str.maketrans("oOiIlL", "001111")
_GAPS = re.compile(r"[\s\-‐‑‒–—_.,:;/|]+")


class Part(StrEnum):
    """Whether a code is whole, or one of two sealed halves."""

    WHOLE = "whole"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"


_MARKS = {
    Part.WHOLE: check.numbers("0000"),
    Part.FIRST_HALF: check.numbers("NC5M"),
    Part.SECOND_HALF: check.numbers("8Z1G"),
}


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """160 random bits. Its text is shown, printed and sealed; it is never logged, and not in its repr."""

    secret: bytes = field(repr=False)
    part: Part = Part.WHOLE

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise ValueError("a recovery code holds 160 bits")

    @property
    def groups(self) -> tuple[str, ...]:
        """The nine groups of four signs as they are printed; the ninth is the check."""
        value = int.from_bytes(self.secret)
        code = tuple(value >> 5 * place & 31 for place in reversed(range(32)))
        code += check.plus(check.total(code), _MARKS[self.part])
        signs = "".join(check.SIGNS[number] for number in code)
        return tuple(signs[start : start + check.GROUP] for start in range(0, len(signs), check.GROUP))

    @property
    def text(self) -> str:
        """The groups with hyphens: for the QR code, and for a file when the command line is told to write one."""
        return "-".join(self.groups)

    def confirms(self, typed: Mapping[int, str]) -> tuple[int, ...]:
        """Which of the groups asked for (number 1 to 9: what was typed) were typed wrong; empty when all are right."""
        groups = self.groups
        return tuple(number for number, text in sorted(typed.items()) if _tidied(text) != groups[number - 1])

    def split(self) -> tuple["RecoveryCode", "RecoveryCode"]:
        """Two sealed halves, new each time: either alone is random and says nothing; ``join`` makes the code again."""
        if self.part is not Part.WHOLE:
            raise ValueError("only a whole code is split")
        first = secrets.token_bytes(SECRET_BYTES)
        return RecoveryCode(first, Part.FIRST_HALF), RecoveryCode(_xor(first, self.secret), Part.SECOND_HALF)


def new_code() -> RecoveryCode:
    """A fresh code from the operating system's source of chance."""
    return RecoveryCode(secrets.token_bytes(SECRET_BYTES))


def groups_to_ask() -> tuple[int, int]:
    """Two of the first eight groups, by chance and in order, to be typed back from the printed sheet."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, check.GROUPS), 2))
    return first, second


def join(first: RecoveryCode, second: RecoveryCode) -> RecoveryCode:
    """The whole code of two halves of one pair, in either order. Halves of two pairs give a code that opens nothing."""
    if {first.part, second.part} != {Part.FIRST_HALF, Part.SECOND_HALF}:
        raise RecoveryCodeMistyped("Give the first half and the second half of the code, one of each.", ())
    return RecoveryCode(_xor(first.secret, second.secret))


def read(typed: str | Sequence[str], part: Part = Part.WHOLE) -> RecoveryCode:
    """A code from what was typed: one text, or nine fields. Small letters, gaps, O for 0 and I or L for 1 are forgiven.

    Raises RecoveryCodeMistyped with the groups to look at again.
    """
    groups = _grouped(typed)
    _check_signs(groups)
    code = check.numbers("".join(groups))
    mark = check.total(code)
    if mark != _MARKS[part]:
        _explain(code, mark, part)
    value = 0
    for number in code[:32]:
        value = value << 5 | number
    return RecoveryCode(value.to_bytes(SECRET_BYTES), part)


def _grouped(typed: str | Sequence[str]) -> list[str]:
    """Nine tidied groups. Where gaps show nine groups, they are taken as typed, so that a missing sign is placed."""
    if not isinstance(typed, str):
        return [_tidied(group) for group in typed]
    pieces = [_tidied(piece) for piece in _GAPS.split(typed.strip()) if piece]
    if len(pieces) == check.GROUPS:
        return pieces
    signs = "".join(pieces)
    return [signs[start : start + check.GROUP] for start in range(0, len(signs), check.GROUP)]


def _tidied(group: str) -> str:
    return _GAPS.sub("", group).translate(_FORGIVEN).upper()


def _check_signs(groups: list[str]) -> None:
    """Refuse anything but nine groups of four signs of the alphabet, saying which groups are wrong."""
    wrong = tuple(
        number
        for number, group in enumerate(groups, 1)
        if len(group) != check.GROUP or any(sign not in check.SIGNS for sign in group)
    )
    if len(groups) != check.GROUPS:
        raise RecoveryCodeMistyped("A recovery code has nine groups of four letters and figures.", ())
    if wrong:
        raise RecoveryCodeMistyped(f"{_named(wrong)} not four letters and figures from the sheet.", wrong)


def _explain(code: check.Numbers, mark: check.Numbers, part: Part) -> None:
    """Raise with the likeliest reason: the wrong kind of code, a slip in one group, or in several."""
    for other, its_mark in _MARKS.items():
        if mark == its_mark:
            raise RecoveryCodeMistyped(f"This is a {other} code; the {part} code is asked for here.", ())
    groups = check.groups_in_doubt(code, _MARKS[part])
    if not groups:
        raise RecoveryCodeMistyped("More than one group is mistyped.", ())
    if len(groups) == 1:
        raise RecoveryCodeMistyped(f"Group {groups[0]} is mistyped.", groups)
    raise RecoveryCodeMistyped(f"The slip is in group {' or '.join(str(number) for number in groups)}.", groups)


def _named(groups: tuple[int, ...]) -> str:
    listed = " and ".join(str(number) for number in groups)
    return f"Group {listed} is" if len(groups) == 1 else f"Groups {listed} are"


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
