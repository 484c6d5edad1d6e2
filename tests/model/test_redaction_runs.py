"""Reading a text by runs, and looking first whether anything is there: the quick ways find what the long ways find."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.redaction.scan import SHORTEST_HIDDEN, Scanner
from hipdesk.model.redaction.terms import Told, open_phrases, terms_of
from hipdesk.model.redaction.tokens import Token, _ends_possessive, _folded, _is_soft, folded_runs, key_of, tokens

ODD = "'’‘ʼ`´ʻ′＇-‐–\u0002\ufffe\u00ad\u200b\u200dßæþ½ºéŁđńﬁ⅓①㋀তাহمকি \n\t*.Aazs09"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8"), st.characters(max_codepoint=0xFF)),
                max_size=120)  # fmt: skip
PEOPLE = (
    Told("Child 1", names=("Tahmidul Quayyum", "Tomi", "তাহমিদুল", "Son", "O'Dwyer Grace"), born=date(2017, 5, 2),
         addresses=("7 Saddlers Yard", "Flat 9, Tallow House"), postcodes=("MB4 2AA",), phones=("07700 900146",),
         references=("MB/118204/26",), marked=("the green van",), with_initials=True),
)  # fmt: skip
SCANNER = Scanner([*terms_of(PEOPLE), *open_phrases(["Tahmidul Trust"])])
PIECES = (
    "Tahmidul", "tahmidul", "T a h m i d u l", "Tah-\nmidul", "Quayyum", "Tomi", "তাহমিদুল", "O’Dwyer", "odwyer", "Grace",
    "2/5/2017", "02 May 2017", "2517", "2 5 17", "second of may 2017", "7, SADDLERS YARD", "mb42aa", "+44 7700 900 146",
    "MB/118204/26", "the Green  van", "Tahmidul Trust", "Saddler's Yard", "’s", "'", "1 0 0 1 72 720 cm", "/Span", "x",
    "é", "\xff", "\x00", "ß", "\u200b",
)  # fmt: skip
JOINTS = st.sampled_from(["", " ", "\n", "-", ", ", "’", "/"])
PLANTED = st.lists(st.tuples(st.sampled_from(PIECES), JOINTS), max_size=12)


def sign_by_sign(text):
    """The runs of a text, a sign at a time: what a run is, said the long way."""
    found, word, start, end, capital, gap = [], "", 0, 0, False, ""
    for place, sign in enumerate([*text, " "]):
        folded = " " if place == len(text) or _ends_possessive(text, place) else _folded(sign)
        if word and folded and (folded == " " or folded[0].isdigit() != word[-1].isdigit()):
            found.append(Token(word, start, end, capital, _is_soft(gap)))
            word, gap = "", ""
        if folded == " ":
            gap += sign
        elif folded:
            if not word:
                start, capital = place, not sign.islower()
            word, end = word + folded, place + 1
    return found


@given(TEXTS)
def test_tokens_when_read_by_runs_then_the_same_as_sign_by_sign(text):
    """Any script, mark, apostrophe and control: each run, its place, its capital and what parts it."""
    assert tokens(text) == sign_by_sign(text)


@given(TEXTS)
def test_folded_runs_when_only_words_are_wanted_then_they_read_as_the_tokens_do(text):
    """The same letters and figures in the same order; parted at least where the tokens are."""
    words, whole = folded_runs(text), [token.word for token in tokens(text)]
    assert "".join(words) == "".join(whole) == key_of(text)
    assert _ends(whole) <= _ends(words)


def _ends(words):
    """How far into the whole each word ends."""
    return {sum(map(len, words[:count])) for count in range(1, len(words) + 1)}


def test_tokens_when_a_text_is_one_long_stretch_then_read_once():
    """A file attached as figures has no gaps for a hundred thousand signs, and an apostrophe at its end."""
    text = "a1b2" * 50_000 + "’s"
    assert len(tokens(text)) == len(folded_runs(text)) == 200_001


@given(PLANTED)
def test_may_hold_when_it_says_no_then_hits_finds_nothing_exact(planted):
    """Planted in any order and with any joint: the quick look lets nothing through that counts where nobody reads."""
    text = "".join(piece + joint for piece, joint in planted)
    counted = [hit for hit in SCANNER.hits(text) if not hit.near and len(hit.term.key) >= SHORTEST_HIDDEN]
    assert SCANNER.may_hold(text) or not counted


@given(PLANTED)
def test_may_hold_when_a_file_is_read_as_latin_then_it_says_no_less(planted):
    """Bytes that are no text are read as Latin letters, in which many signs are none."""
    text = "".join(piece + joint for piece, joint in planted).encode("utf-16-be", "surrogatepass").decode("latin-1")
    counted = [hit for hit in SCANNER.hits(text) if not hit.near and len(hit.term.key) >= SHORTEST_HIDDEN]
    assert SCANNER.may_hold(text) or not counted


def test_may_hold_when_only_figures_of_a_drawing_stand_there_then_no():
    """Numbers beside one another are no birth date unless they are parted as one; an open name is none."""
    assert not SCANNER.may_hold("251 7 re 0.25 17 l 900146 m Trust (son) Tahmidu lx")
    assert not SCANNER.may_hold("tomatoes")
    assert SCANNER.may_hold("2 5 17 re")
    assert SCANNER.may_hold("q Tahmidul Q")
    assert unicodedata.normalize("NFD", "Táhmidul") != "Táhmidul"
    assert SCANNER.may_hold(unicodedata.normalize("NFD", "Táhmidul"))
