"""The documents of a case in the window: added by dialog or drop, shown page by page, copied out, removed, put back."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from hipdesk.model.attachments import AddAttachment, size_words
from hipdesk.services import attachments, cases
from tests.robots.cases import CaseRobot
from tests.robots.referrals import words_in
from tests.robots.shell import Robot
from tests.support import odd_files, pdf_structure
from tests.support.casework_desk import casework
from tests.support.qt_accessibility import nameless
from tests.support.qt_keys import settle
from tests.support.qt_stand_ins import context_for
from ui.cases.case_page import CasePage
from ui.cases.documents_page import DocumentPage
from ui.cases.documents_tab import DocumentsTab
from ui.cases.viewer_page import DocumentViewerPage
from ui.routes import Route

PASSWORD = "-".join(("amber", "table", "violin", "otter"))
ADDED = (
    ("Diary sheets.pdf", odd_files.a_pdf(12), {"kind": "diary", "received_from": "Marlbridge Homes"}),
    ("IMG_0041.jpg", odd_files.a_picture(), {
        "kind": "photograph", "title": "Front door, 1 December", "in_papers": True,
        "alternative": "A scratch across a blue door, from the letterbox to the lock.",
    }),
    ("Statement.jpg", b"Rang at ten. Two men on the stairs.\n" * 40, {"kind": "statement"}),
)  # fmt: skip


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over the casework vault with three documents, its messages, their keys, and a folder outside."""
    outside = tmp_path / "outside"
    outside.mkdir()
    with casework(tmp_path) as (desk, known):
        keys = []
        for name, content, said in ADDED:
            (outside / name).write_bytes(content)
            command = AddAttachment(case_id=known.family, file_name=name, **said)
            keys.append(desk.add_attachment(command, outside / name).value)
        context, messages = context_for(desk)
        yield context, messages, known, keys, outside
        assert context.operations.shutdown()


def viewer(opened, shown, at: int) -> Robot:
    """A document on its page."""
    context, _messages, _known, keys, _outside = opened
    page = DocumentViewerPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("document", id=keys[at]))
    robot = Robot(page, context.operations)
    robot.wait()
    return robot


def test_list_when_opened_then_tells_each_document_and_what_is_odd(opened, shown):
    """Name, kind, size, from whom, papers; a text that calls itself a picture is told apart."""
    context, _messages, known, _keys, _outside = opened
    page = CasePage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case", id=known.family))
    robot = CaseRobot(page, context.operations)
    robot.wait()
    robot.go_to("documents")
    body = robot.body()
    robot.named("Open Front door, 1 December")
    for said in ("a PDF, 12 pages", "Marlbridge Homes", "Its name ends in .jpg, but it is"):
        assert said in body, said
    assert nameless(page) == []


def test_file_when_dropped_then_the_page_that_adds_it_and_it_is_kept(opened, shown):
    """One file is taken to its page; nothing is kept before that page is finished."""
    context, messages, known, _keys, outside = opened
    (outside / "Letter.pdf").write_bytes(odd_files.a_pdf(1))
    tab = DocumentsTab(context, known.family)
    shown(tab, 1190, 700)
    robot = Robot(tab, context.operations)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(outside / "Letter.pdf"))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(9, 9), action, mime, button, key))
    robot.wait()
    assert len(context.desk.read(attachments.list_attachments, known.family)) == 3
    page = DocumentPage(context)
    shown(page, 1190, 700)
    page.open_route(context.routes.current)
    adding = Robot(page, context.operations)
    adding.wait()
    page.form.frame("received_from").set_value("Victim Care")
    settle()
    adding.press("Ctrl+Return")
    adding.wait()
    kept = context.desk.read(attachments.list_attachments, known.family)
    assert ("Letter.pdf", "Victim Care") in [(view.title, view.received_from) for view in kept]
    assert messages.toasts == ["The document is kept."]
    assert context.drafts.kept == {}


def test_file_when_refused_then_said_on_the_page_and_nothing_typed_is_lost(opened, shown):
    """An empty file: one banner; another can be chosen."""
    context, messages, known, _keys, outside = opened
    (outside / "Empty.pdf").write_bytes(b"")
    page = DocumentPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case-document", id=known.family, file=str(outside / "Empty.pdf")))
    robot = Robot(page, context.operations)
    robot.wait()
    page.form.frame("title").set_value("What they sent")
    page.finish()
    robot.wait()
    assert "empty" in messages.banners["document"][0]
    assert page.form.frame("title").value() == "What they sent"
    assert page.done.isEnabled()
    page.autosave.stop()


def test_pages_when_turned_by_key_then_shown_and_said_aloud(opened, shown):
    """PgDn at the end of a page turns it, Ctrl++ enlarges; those who listen hear the page's words."""
    robot = viewer(opened, shown, 0)
    view = robot.root.viewer
    assert "Page 1 of 12" in words_in(view)
    view.turn(1)
    robot.wait()
    assert "Page 2 of 12" in words_in(view)
    assert "Diary sheet, page 2" in view.sheet.accessibleDescription()
    before = view.sheet.page.pixmap().width()
    robot.press("Ctrl++")
    robot.wait()
    assert view.sheet.page.pixmap().width() > before
    assert nameless(view) == []


def test_text_and_picture_when_shown_then_read_and_described(opened, shown):
    """Text is text; a picture says its written alternative."""
    robot = viewer(opened, shown, 2)
    assert "Two men on the stairs" in robot.root.viewer.words.toPlainText()
    robot = viewer(opened, shown, 1)
    assert robot.root.viewer.sheet.accessibleDescription().startswith("A scratch across a blue door")


def test_copy_when_saved_outside_then_asked_first_naming_what_leaves(opened, shown):
    """The question names the document and its marking; Esc leaves everything where it is."""
    _context, messages, _known, _keys, outside = opened
    robot = viewer(opened, shown, 0)
    messages.answers = [None, "save"]
    messages.files = [outside / "copy.pdf"]
    robot.root.save_copy()
    assert not (outside / "copy.pdf").exists()
    robot.root.save_copy()
    robot.wait()
    assert (outside / "copy.pdf").read_bytes() == ADDED[0][1]
    said = f"Diary sheets.pdf, a PDF, 12 pages, {size_words(len(ADDED[0][1]))}"
    assert messages.asked[0].details == (said, "Marked OFFICIAL-SENSITIVE")
    assert [leaving.lockable for leaving in messages.leavings] == [True]


def test_copy_when_saved_with_marking_then_every_page_is_marked_and_nothing_else_goes_along(opened, shown):
    """The pages anew, one for one, with marking and case reference; a text has no pages and is only saved as it is."""
    context, messages, known, _keys, outside = opened
    robot = viewer(opened, shown, 0)
    messages.answers, messages.files = ["marked"], [outside / "marked.pdf"]
    messages.passwords = [PASSWORD]
    robot.root.save_copy()
    robot.wait()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(outside / "marked.pdf")
    unlocked = io.BytesIO()
    with pikepdf.open(outside / "marked.pdf", password=PASSWORD) as opened_pdf:
        opened_pdf.save(unlocked)
    made = unlocked.getvalue()
    pages = pdf_structure.page_texts(made)
    assert len(pages) == odd_files.pages_of(ADDED[0][1])
    reference = context.desk.open(cases.open_case, known.family).reference
    for page in pages:
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert reference in page
    robot = viewer(opened, shown, 2)
    messages.answers = [None]
    robot.root.save_copy()
    assert [choice.name for choice in messages.asked[-1].choices] == ["save", "leave"]


def test_document_when_removed_then_a_reason_is_asked_and_it_can_be_put_back(opened, shown):
    """Without a reason nothing goes; the toast, and the page, put it back."""
    context, messages, known, keys, _outside = opened
    robot = viewer(opened, shown, 0)
    page = robot.root
    page.remove.click()
    robot.find("remove-done").click()
    robot.wait()
    assert len(context.desk.read(attachments.list_attachments, known.family)) == 3
    page.reason.setText("It belongs to another case")
    robot.find("remove-done").click()
    robot.wait()
    assert keys[0] not in [view.id for view in context.desk.read(attachments.list_attachments, known.family)]
    messages.undo()
    robot.wait()
    assert keys[0] in [view.id for view in context.desk.read(attachments.list_attachments, known.family)]
    assert page.view.removed_at is None
