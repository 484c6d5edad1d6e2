"""Workbooks of reports: counted for an audience, written, and proved before anybody gets the bytes."""

from typing import NamedTuple

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.periods import parse_period
from hipdesk.model.publishing import Audience
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.catalogue import PUBLIC_MARKING
from hipdesk.papers.press import Press
from hipdesk.papers.proof_gate import prove_figures
from hipdesk.papers.sheets.figures import Figures, figures_of, write_figures
from hipdesk.services.custody import Custody
from hipdesk.services.publishing_annual import annual_report
from hipdesk.services.publishing_public import public_report
from hipdesk.services.reports.report import report
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading


class FiguresBook(NamedTuple):
    """A workbook as bytes, and the figures it holds, for the note of what left."""

    figures: Figures
    content: bytes


def figures_book(
    custody: Custody, press: Press, label: str, audience: Audience = "panel", *, annual: bool = False,
    progress: Progress = SILENT,
) -> FiguresBook:  # fmt: skip
    """The workbook of a report on a period by its label: for the panel or the public, or of a year's annual report.

    What the public version hides is nowhere in it. Raises Refused for words that name no period and ``Unproved`` for
    what must not leave.
    """
    with custody.records.read(custody.actor, progress) as reading:
        figures = _counted(reading, label, audience, annual=annual)
        office = setting(reading, OfficeSettings)
    marking = PUBLIC_MARKING if audience == "public" else office.marking
    content = write_figures(figures, marking, office.panel_name)
    prove_figures(custody, press, content, label, audience, progress=progress)
    return FiguresBook(figures, content)


def _counted(reading: Reading, label: str, audience: Audience, *, annual: bool) -> Figures:
    period = parse_period(label)
    if annual:
        return figures_of(annual_report(reading, period, audience), "Annual report", audience)
    if audience == "public":
        return figures_of(public_report(reading, period), "Figures", audience)
    return figures_of(report(reading, period), "Figures", audience)
