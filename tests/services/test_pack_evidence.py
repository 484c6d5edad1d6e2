"""Evidence in a pack, from a real vault: pages with their words, titles masked, the rest told, leaks found."""

import contextlib
import io

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from hipdesk.model import attachments as asked
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.meetings import PlanMeeting
from hipdesk.papers.loading import evidence
from hipdesk.papers.packing import PackOrder, make_packs
from hipdesk.services import agendas, panels
from tests.services.panel_ground import PANEL
from tests.support import odd_files, pdf_structure
from tests.support.casework_desk import casework

SOUND = b"ID3" + bytes(400)
UNKNOWN = "of a kind this program does not know"


@pytest.fixture
def ground(tmp_path, monkeypatch):
    """An open desk with the family's case, which has a child, on the agenda; its meeting, and what is known."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "computer"))
    with casework(tmp_path) as (desk, known):
        meeting = desk.do(panels.plan_meeting, PlanMeeting(held_on=PANEL)).value
        desk.do(agendas.add_to_agenda, AddToAgenda(meeting_id=meeting, case_id=known.family))
        yield desk, known, meeting, tmp_path


def keep(ground, name, content, **said):
    """Keep a file with the family's case."""
    desk, known, _meeting, folder = ground
    source = folder / name
    source.write_bytes(content)
    command = asked.AddAttachment(case_id=known.family, file_name=name, **({"in_papers": True} | said))
    return desk.add_attachment(command, source).value


def pack(ground):
    """The police's pack."""
    desk, known, meeting, _folder = ground
    made = desk.with_vault(make_packs, PackOrder(meeting, (known.agencies["Police CSU"],)), desk.press)
    assert made.failed == ()
    return made.packs[0]


def left_out(ground):
    """What is told of evidence that is in no pack."""
    desk, known, meeting, _folder = ground
    return desk.with_vault(make_packs, PackOrder(meeting, (known.agencies["Police CSU"],)), desk.press).not_printed


def text_of(pdf):
    """Its text layer."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


def alternatives(pdf):
    """The written alternatives in it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(each.Alt) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def test_pack_when_files_may_go_into_papers_then_pages_with_alternatives_and_the_rest_told(ground):
    """A picture and two pages as figures; a sound is named; what may not go into papers is not there."""
    keep(
        ground, "Door.jpg", odd_files.a_picture(), title="Amina’s door", alternative="Paint on the door of Amina Begum"
    )
    keep(ground, "Diary.pdf", odd_files.a_pdf(2), title="Diary sheets")
    keep(ground, "Bell.mp3", SOUND, title="Doorbell")
    keep(ground, "Private.jpg", odd_files.a_picture(size=(300, 200)), title="Not for papers", in_papers=False)
    made = pack(ground)
    words = text_of(made.plain)
    assert pdf_structure.findings(made.plain) == []
    assert pdf_structure.marking_findings(made.plain, "OFFICIAL-SENSITIVE") == []
    assert made.copy.proof.holds()
    assert "Evidence: Child 1’s door" in words
    assert "not printed: Doorbell (a sound recording)" in " ".join(words.split())
    assert "Not for papers" not in words
    told = alternatives(made.plain)
    assert "Paint on the door of Child 1" in told
    (diary,) = [each for each in told if each.startswith("Diary sheets, page 2 of 2. It reads: Diary sheet, page 2 ")]
    assert diary.endswith("18 November 2026: noise on the stairs, 35:10")
    assert "Amina" not in words + " ".join(told)


def test_pack_when_a_document_is_not_what_its_name_says_then_told_again(ground):
    """By reference, without its title; a kind nobody knows is named among what is not printed."""
    keep(ground, "Door.pdf", odd_files.a_picture(), title="The door", alternative="Paint on a door")
    keep(ground, "Chat.pdf", bytes(range(256)) * 4, title="Chat")
    desk, known, meeting, _folder = ground
    made = desk.with_vault(make_packs, PackOrder(meeting, (known.agencies["Police CSU"],)), desk.press)
    assert sorted(words.partition(": ")[2] for words in made.odd) == [
        "Its name ends in .pdf, but it is a JPEG picture. Look at it before the packs go.",
        f"Its name ends in .pdf, but what it holds is {UNKNOWN}. Look at it before the packs go.",
    ]
    told = " ".join(text_of(made.packs[0].plain).split())
    assert f"not printed: Chat ({UNKNOWN})" in told


def test_pack_when_a_document_has_more_pages_than_are_shown_then_its_own_number_is_told(ground, monkeypatch):
    """Not the number that is shown; a page that is only a picture is said to be one."""
    monkeypatch.setattr(evidence, "_MOST_PAGES", 1)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _page in range(2):
        canvas.rect(90, 90, 300, 300)
        canvas.showPage()
    canvas.save()
    keep(ground, "Diary.pdf", out.getvalue(), title="Diary")
    made = pack(ground)
    told = "Diary, page 1 of 2, the first 1 shown"
    assert f"{told}. The text of this page is not read out: it is a picture." in alternatives(made.plain)
    words = " ".join(text_of(made.plain).split())
    assert ", page 1 of 2, the first 1 shown" in words
    assert "not printed: Diary, from page 2" in words
    assert any(case.startswith("HIP/") and "Diary, from page 2" in case for case in left_out(ground))


def test_pack_when_a_page_of_evidence_names_the_child_then_not_proved_and_said_where(ground):
    """A scanned letter cannot be masked: its words are read, and the pack waits for the officer."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(90, 700, "The school writes about Amina and her mother.")
    canvas.save()
    keep(ground, "Letter.pdf", out.getvalue(), title="Letter of the school")
    made = pack(ground)
    proof = made.copy.proof
    assert any("It reads: The school writes about Child 1 and her mother." in each for each in alternatives(made.plain))
    assert [(hit.where, hit.words, hit.label) for hit in proof.hits] == [("A page of evidence", "Amina", "Child 1")]
    assert not proof.holds()
    assert proof.holds([proof.hits[0].key])
