"""Initials, handles, numbers and references as people shorten them: nothing of a person is left beside a label."""

import pytest

from hipdesk.model.redaction.scan import Scanner, masked, together
from hipdesk.model.redaction.terms import Told, initials_keys, open_phrases, terms_of

PERSON = Told(
    "Victim A",
    names=("Siân O'Dwyer-Mbeki", "Zofia Wójcik", "Li Wei"),
    addresses=("45 Canal Row",),
    address_label="Address A",
    phones=("07700 900123",),
    emails=("zofia.wojcik@post.example",),
    number_label="(number)",
    references=("CAD 4471/12NOV",),
    with_initials=True,
)
SCANNER = Scanner(terms_of([PERSON]))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("S.O'D", "Victim A"),
        ("S O’D", "Victim A"),
        ("S.O.", "Victim A."),
        ("z.wojcik", "Victim A"),
        ("L. Wei", "Victim A"),
        ("L Wei", "Victim A"),
        ("Wei, L.", "Victim A."),
        ("Z.M. Wójcik", "Victim A"),
        ("@zofia_w", "Victim A"),
        ("@big_zofia88", "Victim A"),
        ("zofia_the_wei", "Victim A"),
        ("zofia.w", "Victim A"),
        ("7700900123", "(number)"),
        ("7700 900 123", "(number)"),
        ("zofia.wojcik at post dot example", "(number)"),
        ("zofia dot wojcik (at) post.example", "(number)"),
        ("CAD 4471", "Victim A"),
        ("4471/12NOV", "Victim A"),
        ("cad4471 12nov", "Victim A"),
        ("45 Canal Rw", "Address A"),
        ("45 canal rw.", "Address A."),
    ],
)
def test_masked_when_a_form_is_shortened_then_its_label_stands_for_all_of_it(said, left):
    """No initial, handle, nought or part of a reference stays beside the label or instead of it."""
    assert masked(f"Seen: {said} there", SCANNER) == f"Seen: {left} there"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A Wei came", "A Victim A came"),
        ("I, Zofia", "I, Victim A"),
        ("Dr J. Wei", "Dr J. Victim A"),
        ("Zofia. We left", "Victim A. We left"),
        ("Vitamin B, Zofia", "Vitamin B, Victim A"),
        ("In 4471 rows, on 12 November 2026, 45 canals", "In 4471 rows, on 12 November 2026, 45 canals"),
    ],
)
def test_masked_when_a_letter_or_number_is_nobody_s_then_it_stays(text, left):
    """An article, another person's initial, a full stop and a count are no part of a name."""
    assert masked(text, SCANNER) == left


def test_terms_of_when_a_reference_holds_a_year_then_the_year_tells_nobody():
    """Of HIP/2026-27/0041 neither 2026 nor the serial alone is a secret; its whole is."""
    scanner = Scanner(terms_of([Told("Q", references=("HIP/2026-27/0041",))]))
    assert scanner.hits("In 2026-27, HIP 2026, 0041") == []
    assert scanner.hits("hip 2026 27 0041")


def test_terms_of_when_a_number_was_kept_without_its_nought_then_found_with_it():
    """What a spreadsheet made of 07700 900123 is that number."""
    scanner = Scanner(terms_of([Told("Q", phones=("7700900123",))]))
    assert all(scanner.hits(said) for said in ("07700 900123", "+44 7700 900123", "7700 900123"))


def test_initials_keys_when_a_name_has_hyphens_then_each_half_alone_counts():
    """People leave half of such a name away."""
    assert set(initials_keys("Siân O'Dwyer-Mbeki")) >= {"som", "sodm", "sod", "so", "sm"}


def test_hits_when_who_comes_to_the_panel_is_called_nearly_as_a_child_then_only_the_child_s_own_spelling_counts():
    """An observer written down as Hanna is no Hannah misspelt; Hannah, and Hanna with her family name, still are."""
    told = terms_of([Told("Child 1", names=("Hannah Obi",)), Told("Child 2", names=("Begum",))])
    scanner = together([Scanner(told)], open_phrases(["Hanna", "Begum"]))
    text = "Hanna met Hannah, Hanna Obi and Begum."
    assert [text[hit.start : hit.end] for hit in scanner.hits(text)] == ["Hannah", "Obi", "Begum"]
