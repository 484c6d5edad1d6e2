"""Reports: the quarterly report on screen as it will print, and the cases behind every figure."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.parts.paper_page import PaperPage
    from ui.reports.annual_words import AnnualWordsPage
    from ui.reports.police_page import PolicePage
    from ui.reports.public_page import PublicPage
    from ui.reports.published_page import PublishedPage, PublishedPaperPage
    from ui.reports.report_page import ReportPage
    from ui.reports.words_page import ReportWordsPage

    return (
        PageEntry("reports", "Reports", "chart", ReportPage, order=80, gap=True),
        PageEntry("report-words", "Words for the report", "chart", ReportWordsPage, under="reports"),
        PageEntry("annual-words", "Words for the annual report", "chart", AnnualWordsPage, under="reports"),
        PageEntry("public-report", "Report for the public", "chart", PublicPage, under="reports"),
        PageEntry("published-reports", "Published reports", "chart", PublishedPage, under="reports"),
        PageEntry("published-report", "Published report", "file", PublishedPaperPage, under="reports"),
        PageEntry("police-figures", "Police figures", "chart", PolicePage, under="reports"),
        PageEntry(
            "report-preview",
            "Preview",
            "chart",
            lambda handed: PaperPage(handed, "report-preview", "reports"),
            under="reports",
        ),
    )
