"""Cases: the list, and one case with its pages."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.page import Page


_LETTERS = {"referral": "referrals", "agency": "agencies"}


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.cases.adding_page import AddIncidentPage, AssessRiskPage
    from ui.cases.case_page import CasePage
    from ui.cases.documents_page import DocumentPage
    from ui.cases.letters_page import LetterPage
    from ui.cases.list_page import CasesPage
    from ui.cases.viewer_page import DocumentViewerPage
    from ui.parts.marking_page import CaseWordsPage

    return (
        PageEntry("cases", "Cases", "folder", CasesPage, order=30, badge="cases"),
        PageEntry("case", "Case", "folder", CasePage, under="cases"),
        PageEntry("case-risk", "Assess risk", "folder", AssessRiskPage, under="cases"),
        PageEntry("case-incident", "Add an incident", "folder", AddIncidentPage, under="cases"),
        PageEntry("case-document", "Document", "folder", DocumentPage, under="cases"),
        PageEntry("case-paper", "Case paper", "folder", _paper, under="cases"),
        PageEntry("case-words", "Words left out of papers", "folder", CaseWordsPage, under="cases"),
        PageEntry("letter", "Letter", "mail", LetterPage, under="cases", under_by=_LETTERS),
        PageEntry("document", "Document", "folder", DocumentViewerPage, under="cases"),
    )


def _paper(handed: "Context") -> "Page":
    from ui.parts.paper_page import PaperPage

    return PaperPage(handed, "case-paper", "case", "case-paper")
