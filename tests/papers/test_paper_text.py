"""Text made printable: nothing a font lacks, nothing hidden, nothing too long for a column."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel import paths
from hipdesk.papers import wording
from hipdesk.papers.text import Whole, clusters, printable, printable_content
from tests.support import font_coverage

COVERAGE = json.loads((paths.resources() / "fonts" / "coverage.json").read_bytes())
PRINTED = {code for spans in COVERAGE.values() for first, last in spans for code in range(first, last + 1)}


def test_coverage_when_read_from_the_fonts_then_the_shipped_file_says_the_same():
    """A changed font without a new coverage file would let a paper fail in front of a panel."""
    written = (paths.resources() / "fonts" / "coverage.json").read_bytes()
    assert written == font_coverage.as_written(font_coverage.measured())


@given(st.text(max_size=200))
def test_printable_when_given_any_text_then_every_sign_is_in_a_shipped_font(text):
    """The press refuses a glyph no font has, so none may reach it."""
    assert {sign for sign in printable(text) if ord(sign) not in PRINTED and sign != "\n"} == set()


@given(st.text(max_size=200))
def test_printable_when_done_twice_then_nothing_changes(text):
    """Printing what was printed before gives the same, breaks within runs aside."""
    once = printable(text).replace("\u200b", "")
    assert printable(once).replace("\u200b", "") == once


@given(st.text(alphabet="abcdefghij0123456789-/@.", min_size=25, max_size=400))
def test_printable_when_a_run_is_long_then_it_may_break_and_loses_nothing(run):
    """A 300-character word stays in its column, and nothing of it is lost."""
    shown = printable(run)
    assert shown.replace("\u200b", "") == run
    assert max(len(part) for part in shown.split("\u200b")) <= 8


@given(st.lists(st.text(alphabet="নুসরাতজহচৌধী", min_size=1, max_size=12), min_size=1, max_size=8))
def test_printable_when_bengali_then_it_stays_letter_for_letter(words):
    """A name in its own script prints as it was typed."""
    text = unicodedata.normalize("NFC", " ".join(words))
    if unicodedata.category(text[0]) != "Mn":
        assert printable(text) == text


def test_printable_when_it_is_to_be_copied_then_nothing_stands_between_its_signs():
    """A password on the call list opens the file when it is copied from there."""
    password = "dialect-chapter-harbour-lantern-violin"
    assert printable(password, whole=True) == password
    assert printable_content({"rows": [[Whole(password), password]]}) == {"rows": [[password, printable(password)]]}
    assert printable(password) != password


def test_printable_when_no_font_has_a_sign_then_its_name_is_printed():
    """漢 is told, not dropped: the reader sees that something stood there."""
    assert printable("A漢B") == "A[U+6F22 CJK UNIFIED IDEOGRAPH-6F22]B"


def test_printable_when_an_emoji_comes_then_its_name_is_printed():
    """An emoji in a quoted message is evidence, so it is told in words."""
    assert printable("ok 😀") == "ok [grinning face]"
    assert printable("👨\u200d👩") == "[man][woman]"


def test_printable_when_hidden_signs_come_then_they_are_gone():
    """NUL, BOM and direction overrides neither reach the press nor mislead a reader."""
    assert printable("a\x00b\ufeffc\u202ed\u2066e") == "abcde"


def test_printable_when_a_minus_or_a_variation_comes_then_it_looks_the_same():
    """A true minus is in no font of ours; an en dash looks like it."""
    assert printable("\u22125\ufe0f") == "–5"


def test_printable_content_when_nested_then_every_string_is_treated():
    """No string of a paper's content escapes, however deep."""
    assert printable_content({"a": ["漢", {"b": ("x\x00", 3, None, True)}]}) == {
        "a": ["[U+6F22 CJK UNIFIED IDEOGRAPH-6F22]", {"b": ["x", 3, None, True]}]
    }


@given(st.text(max_size=60))
def test_clusters_when_joined_then_they_are_the_text(text):
    """Splitting into clusters loses nothing."""
    assert "".join(clusters(text)) == text


@given(st.integers(0, 400), st.integers(0, 400))
def test_share_when_the_base_is_small_then_no_percentage(part, of):
    """No percentage on a base under 20."""
    told = wording.share(min(part, of), of)
    assert ("%" in told) == (of >= 20)
    assert told.endswith(f"{min(part, of)} of {of}")


@given(st.text(max_size=300), st.integers(1, 200))
def test_cut_when_text_is_long_then_it_ends_in_an_ellipsis_and_fits(text, limit):
    """Cutting never gives more than was asked and always says that it cut."""
    shown, was_cut = wording.cut(text, limit)
    assert len(shown) <= limit
    assert was_cut == (len(text) > limit)
    assert not was_cut or shown.endswith("…")


def test_ordinal_when_counting_hearings_then_english_is_right():
    """Third hearing, 11th hearing, 21st hearing."""
    assert [wording.ordinal(n) for n in (1, 3, 10, 11, 12, 13, 21, 22, 103, 111)] == [
        "first", "third", "tenth", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th",
    ]  # fmt: skip
