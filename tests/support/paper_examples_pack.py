"""A panel pack as example: the pictured papers in one, with a page of evidence."""

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from hipdesk.papers.call_list import Call, CallList
from hipdesk.papers.pack import Evidence, EvidenceSheet, PackedCase, PackPaper
from tests.support import paper_examples, paper_examples_office
from tests.support.paper_frames import frame


def a_picture(width: int = 600, height: int = 800) -> bytes:
    """A JPEG of stripes."""
    drawn = Image.new("RGB", (width, height), "#cfd8dc")
    pen = ImageDraw.Draw(drawn)
    for place in range(0, width + height, 60):
        pen.line((place, 0, 0, place), fill="#9a1b1b", width=9)
    out = io.BytesIO()
    drawn.save(out, "JPEG")
    return out.getvalue()


def evidence(pages: int = 2) -> Evidence:
    """A file of some pages."""
    sheets = tuple(
        EvidenceSheet(
            jpeg=a_picture(), width=600, height=800, alternative=f"Paint on a front door, photograph {place}",
            caption=f"Photographs of 21 September, page {place} of {pages}",
        )
        for place in range(1, pages + 1)
    )  # fmt: skip
    return Evidence(title="Evidence: photographs of the door", sheets=sheets)


def pack(cases: int = 3, *, odd_evidence: bool = False) -> PackPaper:
    """A pack of some cases, the first with two pages of evidence; with ``odd_evidence`` every third with one."""
    case = paper_examples.case_paper()
    packed = tuple(
        PackedCase(
            case_id=f"{place:032x}", paper=replace(case, reference=f"HIP/2026-27/{40 + place:04d}"),
            evidence=(evidence(1 if odd_evidence else 2),) if place == 0 or (odd_evidence and place % 3 == 0) else (),
            not_printed=("Doorbell sound (a sound recording)",) * (place == 0),
        )
        for place in range(cases)
    )  # fmt: skip
    return PackPaper(
        frame=frame("Panel papers, 12 November 2026, Victim Care", "Panel papers, 12 November 2026"),
        panel_name="Marlbridge Hate Incident Panel",
        meeting_day=case.meeting_day or case.frame.version_day,
        recipient="Victim Care",
        person="M. Diallo",
        agenda=paper_examples.agenda(),
        minutes=paper_examples.draft_minutes(),
        log=paper_examples_office.action_log(),
        cases=packed,
        to_come=("HIP/2026-27/0050",),
    )


def supplement() -> PackPaper:
    """What is new since copy 4."""
    return replace(pack(1), since=4, minutes=None, log=None, to_come=())


def poor_pack() -> PackPaper:
    """A pack of nothing but an agenda."""
    return replace(pack(0), minutes=None, log=None, to_come=(), person="")


def call_list() -> CallList:
    """Two copies to ring about, one with no number."""
    return CallList(
        frame=frame("Call list, 12 November 2026", "Call list, 12 November 2026"),
        panel_name="Marlbridge Hate Incident Panel",
        meeting_day=pack(0).meeting_day,
        calls=(
            Call(
                paper="Panel pack", which="Copy 1", agency="Police CSU", person="PC Ó Briain", phone="020 7946 0123",
                password="-".join(("amber", "table", "violin", "otter")),
            ),
            Call(
                paper="Agency return form", which="20 November, 14:02", agency="Victim Care", person="", phone="",
                password="-".join(("paper", "lemon", "harbour")),
            ),
        ),
    )  # fmt: skip
