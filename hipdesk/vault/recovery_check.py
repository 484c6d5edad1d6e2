"""The check group of a recovery code: four signs that say which of the nine groups holds a slip.

The code's 32 signs and the four check signs are numbers of the field with 32 elements. Every sign has a column of
four numbers (``_COLUMNS``, and the unit columns for the check group); the sum of each sign times its column must be
the mark of the kind of code. No three columns are dependent (distance 4), and no four of one group: so one wrong
sign, or two neighbours swapped, is always found and always placed in its group, and nothing typed wrong within one
group ever passes. A test proves both. Linear and public: it says nothing that the code's 160 bits do not.
"""

import itertools

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
GROUPS = 9
Numbers = tuple[int, ...]

_COLUMNS = (
    "3Y75 AQX8 G1R2 4BHB V2HQ ZXGC M1JS T5H1 GRSV 7VAZ Y7F3 B42H 4R6F 1E2Y 2JC8 YG6J "
    "VVRA S2KA 8AB3 8PDV AEQ3 TG1V 6F6Q P92J A5D2 7K2G QBZC GGZY W8MB HKH8 WZH5 MPVC "
    "1000 0100 0010 0001"
)


def numbers(signs: str) -> Numbers:
    """The field's numbers, 0 to 31, for signs of the alphabet."""
    return tuple(SIGNS.index(sign) for sign in signs)


def _powers() -> tuple[list[int], dict[int, int]]:
    """Powers of the generator of GF(32) modulo x^5 + x^2 + 1, and their exponents."""
    powers, value = [], 1
    for _ in range(31):
        powers.append(value)
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return powers, {power: exponent for exponent, power in enumerate(powers)}


_POWERS, _EXPONENTS = _powers()
COLUMNS = tuple(numbers(column) for column in _COLUMNS.split())


def times(one: int, other: int) -> int:
    """The product in GF(32)."""
    return _POWERS[(_EXPONENTS[one] + _EXPONENTS[other]) % 31] if one and other else 0


def plus(one: Numbers, other: Numbers) -> Numbers:
    """The sum in GF(32), place by place; also the difference."""
    return tuple(a ^ b for a, b in zip(one, other, strict=True))


def total(code: Numbers) -> Numbers:
    """The sum of every number times its column: four numbers."""
    result: Numbers = (0, 0, 0, 0)
    for number, column in zip(code, COLUMNS, strict=False):
        result = plus(result, _scaled(column, number))
    return result


def groups_in_doubt(code: Numbers, mark: Numbers) -> tuple[int, ...]:
    """Which groups, 1 to 9, hold the slip in these 36 numbers; empty when more than one group must be wrong.

    The likeliest slips first: one sign; two neighbours swapped; two signs of one group.
    """
    astray = plus(total(code), mark)
    explained = _one_sign(astray) or _swapped(astray, code) or _two_in_a_group(astray)
    return tuple(sorted(explained))


def _one_sign(astray: Numbers) -> set[int]:
    return {place // GROUP + 1 for place, column in enumerate(COLUMNS) if _ratio(astray, column)}


def _swapped(astray: Numbers, code: Numbers) -> set[int]:
    """Neighbours that, swapped back, make the sum right: their groups (two, when they stand either side of a gap)."""
    found = set()
    for place in range(len(code) - 1):
        between = plus(COLUMNS[place], COLUMNS[place + 1])
        if code[place] != code[place + 1] and _scaled(between, code[place] ^ code[place + 1]) == astray:
            found |= {place // GROUP + 1, (place + 1) // GROUP + 1}
    return found


def _two_in_a_group(astray: Numbers) -> set[int]:
    found = set()
    for group in range(GROUPS):
        columns = COLUMNS[group * GROUP : (group + 1) * GROUP]
        for one, other in itertools.combinations(columns, 2):
            if any(_ratio(plus(astray, _scaled(one, slip)), other) for slip in range(1, 32)):
                found.add(group + 1)
    return found


def _ratio(astray: Numbers, column: Numbers) -> int:
    """The one number that scales the column to ``astray``, or 0 when there is none."""
    return next((slip for slip in range(1, 32) if _scaled(column, slip) == astray), 0)


def _scaled(column: Numbers, by: int) -> Numbers:
    return tuple(times(number, by) for number in column)
