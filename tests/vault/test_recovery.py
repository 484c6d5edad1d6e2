"""The recovery code: read back forgivingly, every slip found and placed, and split so that neither half speaks."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hipdesk.vault import recovery
from hipdesk.vault import recovery_check as check
from hipdesk.vault.faults import RecoveryCodeMistyped
from hipdesk.vault.recovery import Part, RecoveryCode

CODES = st.builds(RecoveryCode, st.binary(min_size=20, max_size=20))
PLACES = st.integers(0, 35)


def refused(groups) -> tuple[int, ...]:
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.read(groups)
    return caught.value.groups


def regrouped(signs) -> list[str]:
    text = "".join(signs)
    return [text[start : start + 4] for start in range(0, 36, 4)]


@given(CODES)
def test_code_when_read_back_then_the_same(code):
    """Nine groups of four signs, none of them I, L, O or U."""
    assert len(code.groups) == 9
    assert not set("".join(code.groups)) & set("ILOU")
    assert recovery.read(code.text) == code
    assert recovery.read(code.groups) == code


@given(CODES, st.randoms(use_true_random=False))
def test_code_when_typed_carelessly_then_forgiven(code, chance):
    """Small letters, O for 0, I or L for 1, and gaps anywhere or nowhere."""
    bent = {"0": "oO0", "1": "iIlL1"}
    typed = [chance.choice(bent.get(sign, sign + sign.lower())) for sign in code.text.replace("-", "")]
    assert recovery.read("".join(typed)) == code
    assert recovery.read("".join(sign + chance.choice(["", " ", "-", " – ", "\n"]) for sign in typed)) == code


@given(CODES, PLACES, st.integers(1, 31))
def test_code_when_one_sign_is_wrong_then_its_group_alone_is_named(code, place, slip):
    """Every single slip, in the check group as well."""
    signs = list("".join(code.groups))
    signs[place] = check.SIGNS[check.SIGNS.index(signs[place]) ^ slip]
    assert refused(regrouped(signs)) == (place // 4 + 1,)


@given(CODES, st.integers(0, 34))
def test_code_when_neighbours_are_swapped_then_their_groups_are_named(code, place):
    """The commonest slip after a wrong sign; across a gap both groups are named."""
    signs = list("".join(code.groups))
    assume(signs[place] != signs[place + 1])
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    assert {place // 4 + 1, (place + 1) // 4 + 1} <= set(refused(regrouped(signs)))


@given(CODES, st.integers(0, 8), st.text(check.SIGNS, min_size=4, max_size=4))
@settings(deadline=None, max_examples=40)
def test_code_when_one_group_is_typed_wrong_in_any_way_then_never_passes(code, group, typed):
    """Whatever stands in one group."""
    groups = list(code.groups)
    assume(groups[group] != typed)
    groups[group] = typed
    named = refused(groups)
    differing = sum(a != b for a, b in zip(typed, code.groups[group], strict=True))
    assert differing > 2 or group + 1 in named


def test_check_when_any_three_columns_are_taken_then_independent():
    """The proof behind the promise: distance 4, and four independent columns in every group."""
    assert len(check.COLUMNS) == 36
    for three in itertools.combinations(check.COLUMNS, 3):
        assert rank(three) == 3
    for group in range(9):
        assert rank(check.COLUMNS[group * 4 : group * 4 + 4]) == 4


def rank(columns) -> int:
    """The rank over GF(32), by elimination."""
    rows, found = [list(column) for column in columns], 0
    for place in range(4):
        pivot = next((row for row in rows[found:] if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        inverse = next(number for number in range(1, 32) if check.times(number, pivot[place]) == 1)
        pivot = [check.times(inverse, number) for number in pivot]
        rows = [[a ^ check.times(row[place], b) for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(found, pivot)
        found += 1
    return found


def test_field_when_multiplied_then_every_number_has_an_inverse():
    """GF(32) is a field: no two numbers make zero, and each row of the table is a permutation."""
    for number in range(1, 32):
        assert sorted(check.times(number, other) for other in range(32)) == list(range(32))


@pytest.mark.parametrize("typed", ["", "RNEA", "RNEA " * 8, "0" * 35, "0" * 37, "RNEA " * 10])
def test_code_when_groups_are_missing_or_too_many_then_said(typed):
    """Nine groups of four, or 36 signs."""
    with pytest.raises(RecoveryCodeMistyped):
        recovery.read(typed)


def test_code_when_a_sign_is_missing_or_unknown_then_its_group_is_named():
    """Where the gaps show which group it is."""
    groups = list(recovery.new_code().groups)
    assert refused([*groups[:3], groups[3][:3], *groups[4:]]) == (4,)
    assert refused(" ".join([*groups[:3], groups[3][:3], *groups[4:]])) == (4,)
    assert refused([*groups[:3], "AB*U", *groups[4:8], "Ü000"]) == (4, 9)


@given(st.text(max_size=60))
def test_text_when_arbitrary_then_refused_without_a_crash(typed):
    """Anything a person or a scanner may give."""
    with pytest.raises(RecoveryCodeMistyped):
        recovery.read(typed + "!")


def test_code_when_shown_or_refused_then_not_told():
    """Not in a repr, not in a message."""
    code = recovery.new_code()
    groups = list(code.groups)
    groups[0], groups[5] = "ZZZZ", "YYYY"
    with pytest.raises(RecoveryCodeMistyped) as caught:
        recovery.read(groups)
    assert not any(group in str(caught.value) for group in (*groups, *code.groups))
    assert code.secret.hex() not in repr(code)
    assert repr(code.secret) not in repr(code)


@given(CODES)
def test_halves_when_joined_in_either_order_then_the_code(code):
    """Each half reads back as what it is."""
    first, second = code.split()
    assert recovery.read(first.text, Part.FIRST_HALF) == first
    assert recovery.read(second.text, Part.SECOND_HALF) == second
    assert recovery.join(first, second) == recovery.join(second, first) == code


def test_halves_when_split_twice_then_neither_half_depends_on_the_code():
    """Half the sheets in the world belong to any code: a half is fresh chance each time."""
    code = RecoveryCode(bytes(20))
    pairs = [code.split() for _ in range(50)]
    assert len({half.secret for pair in pairs for half in pair}) == 50
    first, _ = pairs[0]
    other = RecoveryCode(b"\xff" * 20)
    fitting = RecoveryCode(bytes(a ^ b for a, b in zip(first.secret, other.secret, strict=True)), Part.SECOND_HALF)
    assert recovery.join(first, fitting) == other


@given(CODES)
@settings(max_examples=30)
def test_half_when_typed_as_another_kind_then_said_so(code):
    """A half is never taken for a whole code, nor one half for the other."""
    codes = {Part.WHOLE: code, **dict(zip((Part.FIRST_HALF, Part.SECOND_HALF), code.split(), strict=True))}
    for (part, given_code), asked in itertools.product(codes.items(), Part):
        if part is not asked:
            with pytest.raises(RecoveryCodeMistyped, match=f"This is a {part}"):
                recovery.read(given_code.text, asked)


def test_halves_when_not_one_of_each_then_refused():
    """Two first halves make nothing."""
    first, second = recovery.new_code().split()
    for pair in ((first, first), (second, second), (recovery.new_code(), second)):
        with pytest.raises(RecoveryCodeMistyped, match="first half and the second half"):
            recovery.join(*pair)
    with pytest.raises(ValueError, match="whole"):
        first.split()


def test_groups_when_typed_back_then_wrong_ones_are_named():
    """The window asks for two groups of the printed sheet."""
    code = recovery.new_code()
    asked = recovery.groups_to_ask()
    assert asked[0] < asked[1] <= 8
    typed = {number: f" {code.groups[number - 1].lower()} " for number in asked}
    assert code.confirms(typed) == ()
    assert code.confirms({**typed, asked[1]: "ZZZ"}) == (asked[1],)


def test_groups_to_ask_when_drawn_often_then_every_group_comes_up():
    """Not always the same two."""
    assert {group for _ in range(300) for group in recovery.groups_to_ask()} == set(range(1, 9))


def test_codes_when_made_then_differ():
    """160 random bits."""
    assert len({recovery.new_code().text for _ in range(100)}) == 100
    with pytest.raises(ValueError, match="160"):
        RecoveryCode(b"short")
