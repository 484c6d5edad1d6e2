"""Help on F1 names buttons, pages and headings by the very words the window has."""

import re
from pathlib import Path

import pytest

from hipdesk.papers.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "resources" / "help").glob("*.md"))
PAPERS = {paper.title for paper in CATALOGUE.values()}
BEGINNINGS = {
    "case": {"The timeline"},
    "home": {"The next panel", "What is late"},
    "letters": {"To a person affected"},
    "meetings": {"Look at the words", "Make packs.", "Passwords"},
    "referral-form": {"To log", "Dates", "Several people", "Changed on another screen meanwhile"},
    "referrals": {"Look at who it may be.", "Decide", "Change your mind", "Find a referral again."},
    "search": {"Narrow"},
    "start": {
        "Begin", "Find anything", "Go back and forward", "Move between the parts of a page",
        "Names are hidden in lists.", "When something leaves the vault", "When the vault locks just as you save",
        "When the disk is full",
    },
    "vault": {
        "A passphrase", "A wrong passphrase", "The recovery sheet", "Locking", "When somebody leaves", "A full disk",
    },
}  # fmt: skip
"""Bold words that begin a paragraph and are no name; none may stand elsewhere."""
MARKS = {
    "agencies": {"sharing agreement"}, "case": {"Case paper for Victim A only"}, "meetings": {"H", "proved"},
    "reports": {"[r]", "annual report"}, "search": {"Tab"},
}  # fmt: skip
"""Keys, words explained, and one name the window makes of a label."""


@pytest.fixture(scope="module")
def window() -> str:
    """Every module of the window."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_help_when_it_names_a_thing_of_the_window_then_by_its_very_words(page, window):
    """A reader who looks for the button the help speaks of finds it."""
    text = page.read_text(encoding="utf-8")
    begins = set(re.findall(r"^ *(?:- |\d\. )?\*\*(.+?)\*\*", text, re.MULTILINE))
    known = PAPERS | MARKS.get(page.stem, set()) | (BEGINNINGS.get(page.stem, set()) & begins)
    named = set(re.findall(r"\*\*(.+?)\*\*", text))
    assert [name for name in sorted(named) if name not in known and f'"{name}"' not in window] == []


def test_help_when_an_exception_is_no_longer_needed_then_it_goes(window):
    """The exceptions stay few: each still stands in its page, and is no name of the window."""
    for exceptions in (BEGINNINGS, MARKS):
        for stem, words in exceptions.items():
            text = (ROOT / "resources" / "help" / f"{stem}.md").read_text(encoding="utf-8")
            assert [word for word in words if f"**{word}**" not in text or f'"{word}"' in window] == []
