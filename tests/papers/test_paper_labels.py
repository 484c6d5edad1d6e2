"""Labels: on standard sheets, marked, and nothing ever leaves its label."""

import contextlib
import math
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.papers.catalogue import CATALOGUE
from hipdesk.papers.faces import register_faces, width_of
from hipdesk.papers.labels import THREE_BY_EIGHT, TWO_BY_SEVEN, Label, fitted
from hipdesk.papers.produce import produce
from hipdesk.papers.recovery_sheet import draw_recovery_sheet
from hipdesk.papers.shaping import shaped_by
from tests.support import pdf_structure
from tests.support.paper_examples_office import file_labels, place_labels
from tests.support.paper_examples_recovery import recovery_sheet
from tests.support.paper_troubles import HOSTILE
from tests.support.presses import lent_press

SHEETS = (TWO_BY_SEVEN, THREE_BY_EIGHT)
POINT = 0.3528
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=140) | st.just("W" * 300) | st.just(HOSTILE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_when_measured_then_its_labels_lie_on_the_page_beside_each_other(sheet):
    """The sizes are those of sheets sold in shops: no label over another or over the edge of A4."""
    corners = [sheet.corner(place) for place in range(sheet.on_a_sheet)]
    assert all(x >= 0 and x + sheet.wide <= 210 and y >= 0 and y + sheet.high <= 297 for x, y in corners)
    assert (sheet.step_across >= sheet.wide, sheet.step_down >= sheet.high) == (True, True)
    assert len(set(corners)) == sheet.across * sheet.down


@settings(deadline=None)
@given(
    WORDS, st.sampled_from([(91.1, 16.7, 24.0), (55.5, 14.5, 15.0), (55.5, 6.9, 10.5), (55.5, 4.8, 7.5)]), st.booleans()
)
def test_fitted_when_words_are_of_any_length_then_every_line_lies_in_the_box(words, box, bold):
    """Long names get smaller, then wrap, and are never clipped."""
    register_faces()
    wide, high, largest = box
    size, lines = fitted(words, wide, high, largest, bold=bold)
    assert size <= largest
    assert all(width_of(line, size, bold=bold) <= wide + 0.01 for line in lines)
    assert len(lines) * size * 1.22 * POINT <= high + 0.01 or len(lines) <= 1


def test_fitted_when_a_name_is_long_then_all_of_it_is_printed():
    """A name within the length a field takes is smaller, not shorter."""
    name = "Oluwaṣeun Bartholomew-Featherstonehaugh Adéyẹmí-Wiśniewska of Marlbridge"
    register_faces()
    size, lines = fitted(name, 91.1, 16.7, 24, bold=True)
    assert (" ".join(lines), size < 24) == (name, True)


def test_fitted_when_part_is_in_another_script_then_the_part_it_can_write_stands():
    """One face on a label: a name told twice is printed once, a name told only so by its signs' numbers."""
    register_faces()
    assert fitted("Farah Haddad فرح حداد", 91.1, 16.7, 24, bold=True)[1] == ["Farah Haddad"]
    assert fitted("فرح", 91.1, 16.7, 24, bold=True)[1][0].startswith("[U+0641]")


@pytest.mark.parametrize("make", [place_labels, file_labels])
def test_labels_when_drawn_then_marked_on_every_sheet_and_the_same_each_time(make):
    """As many sheets as it takes, marked above and below the labels."""
    paper = make()
    made = paper.draw()
    assert pdf_structure.marking_findings(made, "OFFICIAL-SENSITIVE") == []
    pages = pdf_structure.page_texts(made)
    assert len(pages) == math.ceil(len(paper.labels) / paper.sheet.on_a_sheet)
    assert paper.labels[0].large.split()[0] in " ".join(pages)
    assert made == make().draw()


NINE = {
    "arabic": "سلمى إدريس", "hebrew": "שרה בן דוד", "bengali": "নুসরাত জাহান চৌধুরী", "gujarati": "ગીતા પટેલ",
    "gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "devanagari": "सीता शर्मा", "tamil": "தமிழ்ச்செல்வி குமார்", "ethiopic": "ሰላም በቀለ",
    "latin": "Nguyễn Thị Ánh Đặng-Żółć",
}  # fmt: skip


def test_labels_when_names_are_in_nine_scripts_then_shaped_where_they_belong_and_found_again():
    """Each name is read back from the sheet whole, within its own label; the same labels give the same bytes."""
    paper = replace(place_labels(), labels=tuple(Label(large=name, second="Police CSU") for name in NINE.values()))
    with lent_press() as press:
        made = produce(paper, press)
        assert made == produce(paper, press)
    (page,) = pdf_structure.page_texts(made)
    found = page.replace("\u200b", "").split()
    assert [word for name in NINE.values() for word in name.split() if word not in found] == []
    with contextlib.closing(pypdfium2.PdfDocument(made)) as document:
        drawn = document[0].render(scale=1).to_pil().convert("L")
    for place in range(len(NINE)):
        x, y = (side * 72 / 25.4 for side in paper.sheet.corner(place))
        name = drawn.crop((round(x), round(y), round(x + 270), round(y + 60)))
        assert name.getextrema()[0] < 100, "the name stands in its own label"
    assert "U+" not in pdf_structure.page_texts(made)[0]
    assert pdf_structure.marking_findings(made, "OFFICIAL-SENSITIVE") == []


@pytest.mark.parametrize("words", ["😀 Farah", "漢字 Li", "\ue000x", "W" * 300 + " سلمى", "سلمى " * 60])
def test_labels_when_a_sign_is_in_no_face_or_a_name_has_no_end_then_still_one_sheet(words):
    """A picture sign is told by name, an unknown one by number; what is too long gets smaller and stays in its box."""
    paper = replace(place_labels(), labels=(Label(large=words, second="سلمى", small="x"),))
    with lent_press() as press:
        (page,) = pdf_structure.page_texts(produce(paper, press))
    assert ("[grinning face]" in page) == ("😀" in words)
    assert ("[U+6F22" in page) == ("漢" in words)


def test_recovery_sheet_when_its_maker_has_a_name_in_another_script_then_shaped_and_the_code_stays_here():
    """The name is found on the sheet; what was shaped held nothing of the code."""
    told = []
    sheet = replace(recovery_sheet(), made_by="سلمى إدريس")
    with lent_press() as press:

        def shape(lines):
            told.extend(line.words for line in lines)
            return shaped_by(press)(lines)

        made = draw_recovery_sheet(sheet, shape)
    assert told == ["سلمى إدريس"]
    assert all(part in pdf_structure.page_texts(made)[0] for part in ("سلمى", "إدريس"))


@pytest.mark.parametrize("make", [place_labels, file_labels])
def test_labels_when_their_words_are_hostile_then_still_labels(make):
    """Whatever is typed is drawn as words."""
    paper = replace(make(), labels=(Label(large=HOSTILE, second=HOSTILE, small=HOSTILE),))
    (page,) = pdf_structure.page_texts(paper.draw())
    assert "#set" in page
    assert "54439" not in page


def test_catalogue_when_listed_then_only_labels_are_for_printing_only():
    """Everything else is structured for reading aloud."""
    print_only = {kind.id for kind in CATALOGUE.values() if kind.structure != "ua-1"}
    assert print_only == {"place-labels", "file-labels"}
