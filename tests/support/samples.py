"""Writes what trying an office's template is filled with: invented papers, as the press takes them.

``python -m tests.support.samples`` after a template asks for something new.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hipdesk.kernel.paths import resources
from hipdesk.model.referrals.form_questions import risk_parts
from hipdesk.model.risk import question_sets
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.forms import BlankForm
from hipdesk.papers.produce import DrawnPaper, Paper
from hipdesk.papers.text import printable_content
from tests.support import paper_examples, paper_examples_meeting, paper_examples_office, paper_examples_pack
from tests.support.desks import open_desk
from tests.support.paper_examples_letters import a_letter
from tests.support.paper_frames import frame
from tests.support.program import borough_vault


def _blank_form() -> BlankForm:
    return BlankForm(
        frame=frame("Risk form", "Risk form"), title="Risk form", panel_name="Marlbridge Hate Incident Panel",
        opening="Answer what you know.", send_to="Anwen Price",
        parts=risk_parts(next(iter(question_sets().values()))),
    )  # fmt: skip


SAMPLES: Mapping[str, Callable[[], Paper]] = {
    "action-log": paper_examples_office.action_log,
    "action-slips": paper_examples.action_slips,
    "agenda": paper_examples.agenda,
    "attendance": paper_examples_meeting.attendance_sheet,
    "blank-form": _blank_form,
    "call-list": paper_examples_pack.call_list,
    "case-paper": paper_examples.case_paper,
    "contact-list": paper_examples_office.contact_list,
    "information-pack": paper_examples_office.information_pack,
    "letter": a_letter,
    "minutes": paper_examples.minutes,
    "names-list": paper_examples_meeting.names_list,
    "pack": lambda: paper_examples_pack.pack(1),
    "quarterly": paper_examples.quarterly,
    "return-form": paper_examples_meeting.return_form,
}


_SHEET = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='210' height='297'>"
    "<rect x='4' y='4' width='202' height='289' fill='white' stroke='black'/></svg>"
)


def _lighter(content: dict[str, Any]) -> dict[str, Any]:
    """One plain sheet stands for the photographs of evidence."""
    for part in content.get("parts", ()):
        for entry in part.get("evidence", ()):
            entry["sheets"] = [{**sheet, "picture": _SHEET} for sheet in entry["sheets"][:1]]
    return content


def _reports() -> Iterator[tuple[str, Paper]]:
    """Papers of figures, counted in an invented borough."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_desk(borough_vault(Path(folder))) as desk,
        desk._custody.records.read(desk.actor) as reading,
    ):
        for paper, period in (("quarterly-public", "2026-27 Q2"), ("annual", "2025-26")):
            loaded = load(reading, paper, PaperOptions(period=period))
            assert not isinstance(loaded, DrawnPaper)
            yield loaded.template, loaded


def write_samples(folder: Path) -> None:
    """Write every sample into a folder."""
    for name, paper in (*((name, make()) for name, make in SAMPLES.items()), *_reports()):
        content = json.loads(json.dumps(printable_content(paper.to_content())))
        told = {"made_at": paper.frame.made_at, "content": _lighter(content)}
        (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=None) + "\n", "utf-8")


if __name__ == "__main__":
    write_samples(resources() / "samples")
