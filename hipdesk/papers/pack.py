"""The panel pack: everything one recipient gets for a panel, set in one piece; or what is new since an earlier copy."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hipdesk.papers.action_log import ActionLogPaper
from hipdesk.papers.agenda import AgendaPaper
from hipdesk.papers.case_paper import CasePaper
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.minutes import MinutesPaper
from hipdesk.papers.text import Drawn
from hipdesk.papers.wording import Strong, Words, counted, cut, full_day, listed, told, weekday

_OPENING = (
    ". Read it where nobody else can, keep it locked away, and bring it to the panel. Give it to nobody. Return or "
    "destroy it after the meeting and say so to the office, which keeps a register of every copy."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSheet:
    """One page of a kept file as a picture (JPEG bytes, its size in points), and what it shows in words."""

    jpeg: bytes
    width: int
    height: int
    alternative: str
    caption: str

    def to_content(self) -> dict[str, object]:
        """What ``pack.typ`` reads: the picture inside a drawing, since a template takes no bytes, with a thin frame,
        since a white page would have no edge.
        """
        line = max(self.width, self.height) / 900
        frame = f'x="{line / 2:.2f}" y="{line / 2:.2f}" width="{self.width - line:.2f}"'
        inside = base64.b64encode(self.jpeg).decode("ascii")
        size = f'width="{self.width}" height="{self.height}"'
        return {
            "picture": Drawn(
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self.width} {self.height}">'
                f'<image {size} href="data:image/jpeg;base64,{inside}"/>'
                f'<rect {frame} height="{self.height - line:.2f}" fill="none" stroke="#4d5964" '
                f'stroke-width="{line:.2f}"/></svg>'
            ),
            "alternative": self.alternative,
            "caption": cut(self.caption, 160)[0],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A kept file as a pack shows it."""

    title: str
    sheets: tuple[EvidenceSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedCase:
    """A case paper with the evidence behind it; ``not_printed`` names files that cannot be set as pages."""

    case_id: str
    paper: CasePaper
    evidence: tuple[Evidence, ...] = ()
    not_printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPaper:
    """Everything a pack prints. ``since`` is the copy a supplement follows; it has no minutes and no log.

    ``to_come`` are references of cases whose paper could not be made and follows.
    """

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    recipient: str
    person: str
    agenda: AgendaPaper
    cases: tuple[PackedCase, ...]
    minutes: MinutesPaper | None = None
    log: ActionLogPaper | None = None
    since: int | None = None
    to_come: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "pack"

    @property
    def name(self) -> str:
        """What it is called on its first page."""
        return f"Supplement to copy {self.since}" if self.since else "Panel papers"

    def to_content(self) -> dict[str, object]:
        """What ``pack.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "name": self.name,
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))),
            "facts": [
                ["For", cut(self.recipient, 70)[0]],
                ["Person", cut(self.person, 60)[0] or "Nobody named"],
                ["Cases", str(len(self.cases))],
                ["Copy", self._copy()],
            ],
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "parts": list(self._parts()),
            "notes": list(self._notes()),
        }

    def _copy(self) -> str:
        number, of = self.frame.copy_number, self.frame.copies
        if number is None:
            return "Not numbered"
        return f"{number} of {of}" if of else str(number)

    def _parts(self) -> Iterator[dict[str, object]]:
        yield _part("agenda", "Agenda", full_day(self.meeting_day), self.agenda.to_content())
        if self.minutes is not None:
            state = "Draft" if self.minutes.frame.draft else "Agreed"
            about = f"{full_day(self.minutes.meeting_day)}. {state}"
            yield _part("minutes", "Minutes of the last panel", about, self.minutes.to_content())
        if self.log is not None:
            yield _part("action-log", "Action log", "Every open action, overdue first", self.log.to_content())
        for case in self.cases:
            pages = sum(len(each.sheets) for each in case.evidence)
            about = case.paper.initials + (f", with {counted(pages, 'page')} of evidence" if pages else "")
            evidence = [
                {"title": cut(each.title, 90)[0], "sheets": [sheet.to_content() for sheet in each.sheets]}
                for each in case.evidence
            ]
            title = f"Case {case.paper.reference}"
            yield _part("case-paper", title, about, case.paper.to_content()) | {"evidence": evidence}

    def _notes(self) -> Iterator[Words]:
        if self.to_come:
            yield f"Not in this pack, to follow: {listed(list(self.to_come))}."
        for case in self.cases:
            if case.not_printed:
                yield f"{case.paper.reference}: held by the office, not printed: {listed(list(case.not_printed))}."


def _part(kind: str, title: str, about: str, content: dict[str, object]) -> dict[str, object]:
    return {"kind": kind, "title": title, "about": about, "content": content}
