"""The recovery sheet: the code on the page and nowhere else in the file."""

import io
from dataclasses import replace

import pikepdf
import pytest

from hipdesk.papers import recovery_sheet as sheets
from tests.support import pdf_structure
from tests.support.paper_examples_recovery import GROUPS, recovery_sheet
from tests.support.paper_troubles import HOSTILE


def test_sheet_when_drawn_then_one_marked_page_with_every_group():
    """Nine groups, sign by sign, on one marked page."""
    pdf = sheets.draw_recovery_sheet(recovery_sheet())
    (page,) = pdf_structure.page_texts(pdf)
    signs = "".join(page.split())
    assert all(group in signs for group in GROUPS)
    assert pdf_structure.marking_findings(pdf, "OFFICIAL-SENSITIVE") == []


def test_sheet_when_drawn_then_no_title_or_alternative_holds_the_code():
    """What other programs index (title, subject, alternatives) never has a group of the code."""
    with pikepdf.open(io.BytesIO(sheets.draw_recovery_sheet(recovery_sheet()))) as opened:
        told = " ".join(str(value) for value in opened.docinfo.values())
        alternatives = [str(found.get("/Alt", "")) for found in opened.objects if isinstance(found, pikepdf.Dictionary)]
    assert not any(group in told + " ".join(alternatives) for group in GROUPS)


def test_sheet_when_drawn_twice_then_the_bytes_are_the_same():
    """The same sheet is the same bytes."""
    assert sheets.draw_recovery_sheet(recovery_sheet()) == sheets.draw_recovery_sheet(recovery_sheet())


def test_sheet_when_a_name_is_hostile_then_one_page_still():
    """A vault named by a mischief-maker neither breaks the page nor pushes the code off it."""
    made = replace(recovery_sheet(), vault_name=HOSTILE, made_by=HOSTILE)
    pdf = sheets.draw_recovery_sheet(made)
    (page,) = pdf_structure.page_texts(pdf)
    assert all(group in "".join(page.split()) for group in GROUPS)


def test_words_when_a_strong_one_ends_a_sentence_then_its_full_stop_is_light():
    """A bold full stop is a blot; the stop still stands at its word, without a space."""
    assert sheets._runs("Type *3* and *9*. Now.") == [
        [("Type", False)], [("3", True)], [("and", False)], [("9", True), (".", False)], [("Now.", False)],
    ]  # fmt: skip
    (page,) = pdf_structure.page_texts(sheets.draw_recovery_sheet(recovery_sheet()))
    assert "Use the recovery sheet." in " ".join(page.split())


def test_sheet_when_the_code_is_split_then_it_says_which_half():
    """Neither half may pass for the whole key."""
    (page,) = pdf_structure.page_texts(sheets.draw_recovery_sheet(replace(recovery_sheet(), half="second")))
    assert "The second half of the key" in page
    assert "Whoever holds both halves" in page


@pytest.mark.parametrize("groups", [GROUPS[:8], (*GROUPS[:8], "ABC")])
def test_sheet_when_the_code_is_not_nine_groups_of_four_then_it_is_an_error(groups):
    """A code that lost a sign must never be printed."""
    with pytest.raises(ValueError, match="nine groups"):
        replace(recovery_sheet(), groups=groups)


def test_sheet_when_asked_why_it_is_print_only_then_it_says_so():
    """The list of papers outside PDF/UA gives its reasons."""
    assert "sealed" in sheets.PRINT_ONLY
