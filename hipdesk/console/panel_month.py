"""A panel month in papers: what the officer prints and sends before and after a meeting, and the last quarter's report.

One that cannot be made is named with the reason, and the rest are made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hipdesk.desk import Desk, PaperForm
from hipdesk.kernel import files
from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError, Refused, Stopped
from hipdesk.model.issuing import OFFICE
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.panels.packs import IssuePacks
from hipdesk.model.periods import previous, quarter_of
from hipdesk.model.redaction.looking import DecideWords
from hipdesk.model.redaction.proof import ProofHit, Undecided, Unproved
from hipdesk.papers.catalogue import PaperOptions, paper_kind
from hipdesk.papers.figures_book import figures_book
from hipdesk.papers.pack_writing import write_packs
from hipdesk.papers.packing import PackOrder, make_packs, write_calendar
from hipdesk.papers.sheets.figures import note_of_figures
from hipdesk.services import packs, redaction
from hipdesk.services.actions import slip_agencies
from hipdesk.services.agendas import agenda_view, propose_agenda
from hipdesk.services.finding import find_meeting
from hipdesk.services.listing_export import note_list_export
from hipdesk.services.sending import mail_recipients
from hipdesk.services.settings import read_settings


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """A file that was written, or a paper that was not, and ``why``."""

    name: str
    why: str = ""


def make_panel_month(desk: Desk, out: Path) -> Iterator[MonthPaper]:
    """Prepare the next meeting's agenda when nobody has, then write every paper."""
    month = _Month(desk, out)
    for about, make in month.papers():
        try:
            yield MonthPaper(make())
        except Stopped:
            raise
        except HipDeskError as fault:
            yield MonthPaper(about, _why(fault))


def _why(fault: HipDeskError) -> str:
    found = {_place(hit): None for hit in fault.proof.hits} if isinstance(fault, Unproved) else {}
    return " ".join([fault.what, *found])


def _place(hit: ProofHit) -> str:
    return f"{hit.where}: {hit.label}, {hit.kind}."


class _Month:
    """The papers of one panel month, each with what it is about and how it is made."""

    def __init__(self, desk: Desk, out: Path) -> None:
        self._desk, self._out = desk, out
        self._coming, self._held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
        if not desk.read(agenda_view, self._coming).lines:
            desk.do(propose_agenda, ProposeAgenda(meeting_id=self._coming))
        office, _panel, _rules = desk.read(read_settings)
        self._period = previous(quarter_of(today(desk.clock), office.quarters)).label

    def papers(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Before the meeting, of the last one, and of the quarter."""
        yield from self._before()
        yield from self._after()
        yield self._paper("quarterly", PaperOptions(period=self._period))
        yield "The quarter’s figures", self._figures
        yield "Dates of the meeting", self._dates

    def _before(self) -> Iterator[tuple[str, Callable[[], str]]]:
        coming = PaperOptions(meeting_id=self._coming)
        yield self._paper("agenda", coming, form="word")
        for paper in ("agenda", "names-list", "attendance-sheet", "action-log", "place-labels", "file-labels"):
            yield self._paper(paper, coming)
        for to in self._desk.read(mail_recipients, "return-form", self._coming):
            if not to.blocks:
                options = PaperOptions(meeting_id=self._coming, agency_id=to.agency_id)
                yield self._paper("return-form", options, to.agency)
        for line in self._desk.read(agenda_view, self._coming).cases:
            if line.case_id and line.has_paper:
                options = PaperOptions(case_id=line.case_id, meeting_id=self._coming)
                yield self._paper("case-paper", options, about=line.reference)
        for paper in ("contact-list", "information-pack"):
            yield self._paper(paper, PaperOptions())
        first = next((to for to in self._desk.read(packs.pack_plan, self._coming).recipients if not to.blocks), None)
        if first is not None:
            invited = PaperOptions(meeting_id=self._coming, agency_id=first.agency_id)
            yield self._paper("letter-invitation", invited, first.agency)
            yield f"Pack for {first.agency}", lambda: self._pack(first.agency_id)
            yield self._paper("call-list", coming)

    def _after(self) -> Iterator[tuple[str, Callable[[], str]]]:
        yield self._paper("minutes", PaperOptions(meeting_id=self._held))
        for to in [each for each in self._desk.read(mail_recipients, "minutes", self._held) if not each.blocks][:1]:
            yield self._paper("minutes", PaperOptions(meeting_id=self._held, agency_id=to.agency_id), to.agency)
        for agency_id, name, _count in self._desk.read(slip_agencies, self._held):
            yield self._paper("action-slip", PaperOptions(meeting_id=self._held, agency_id=agency_id), name)

    def _paper(
        self, paper: str, options: PaperOptions, recipient: str = OFFICE, *, about: str = "", form: PaperForm = "pdf"
    ) -> tuple[str, Callable[[], str]]:
        def make() -> str:
            made = self._desk.make_paper(paper, options, form=form)
            target = self._out / made.file_name
            self._decided(lambda: self._desk.save_paper(made, target, options, recipient))
            return made.file_name

        whose = about or (recipient if recipient != OFFICE else "")
        return " ".join(part for part in (paper_kind(paper).title, whose) if part), make

    def _pack(self, agency_id: str) -> str:
        """One agency's pack, issued."""
        made = self._desk.with_vault(make_packs, PackOrder(self._coming, (agency_id,)), self._desk.press)
        if not made.packs or made.failed:
            raise Refused(" ".join(f"{each.about}: {each.reason}" for each in made.failed) or "No pack was made.")
        if made.hits:
            raise Unproved(made.packs[0].copy.proof)
        copies = tuple(pack.copy for pack in made.packs)
        command = IssuePacks(meeting_id=self._coming, copies=copies)
        self._decided(lambda: self._desk.do(packs.issue_packs, command))
        done = self._desk.with_vault(write_packs, made, self._out)
        if done.fault is not None:
            raise done.fault
        return done.names[0]

    def _decided(self, save: Callable[[], object]) -> None:
        """Save what may wait for words that look like names: in these invented texts they name nobody and may stand."""
        try:
            save()
        except Undecided as undecided:
            for case_id in undecided.case_ids:
                for each in self._desk.open(redaction.case_texts, case_id).to_look_at:
                    self._desk.do(
                        redaction.decide_words,
                        DecideWords(case_id=case_id, narrative=each.narrative, words=(each.words,), decision="pass"),
                    )
            save()

    def _figures(self) -> str:
        made = self._desk.with_vault(figures_book, self._desk.press, self._period)
        name = f"Figures {self._period}.xlsx"
        files.write_bytes(self._out / name, made.content)
        self._desk.do(note_list_export, note_of_figures(made.figures, made.content))
        return name

    def _dates(self) -> str:
        return self._desk.with_vault(write_calendar, self._coming, self._out / "Panel dates.ics").name
