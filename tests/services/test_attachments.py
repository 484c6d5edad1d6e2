"""Files kept with a case: added, described, found, shown, copied out, removed and put back, over a real vault."""

import errno
from datetime import date

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel import files
from hipdesk.kernel.errors import ChangedMeanwhile, DiskFull, HipDeskError, Refused
from hipdesk.model import attachments as asked
from hipdesk.model.cases.commands import KeepAgencyOut
from hipdesk.services import attachments, cases
from hipdesk.services.search import search
from tests.support import odd_files
from tests.support.casework_desk import casework


@pytest.fixture
def ground(tmp_path, monkeypatch):
    """An open desk on a computer of its own, what is in it, and a folder outside to bring files from."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "computer"))
    outside = tmp_path / "outside"
    outside.mkdir()
    with casework(tmp_path) as (desk, known):
        yield desk, known, outside


def put(outside, name, content):
    """A file outside the vault."""
    target = outside / name
    target.write_bytes(content)
    return target


def add(ground, name="Diary sheets.pdf", content=None, **said):
    """Add a file to the family's case; returns its key."""
    desk, known, outside = ground
    source = put(outside, name, odd_files.a_pdf(3) if content is None else content)
    command = asked.AddAttachment(case_id=known.family, file_name=name, **said)
    return desk.add_attachment(command, source).value


def kept(ground):
    """How many ciphertexts lie in the vault."""
    return len(ground[0]._custody.vault.attachments.names())


def found(desk, words):
    """Cases a search finds."""
    return [case.id for case in desk.read(search, words).cases]


def events(desk):
    """Verbs of the log, oldest first."""
    from hipdesk.store.tables.audit import AuditEventRow

    with desk._custody.records.read(desk.actor) as reading:
        return [row.verb for row in reading.session.query(AuditEventRow).order_by(AuditEventRow.sequence)]


def test_file_when_added_then_listed_counted_and_whole(ground):
    """Type, pages, size, who and when; the vault's own check finds it; the bytes come back as they were."""
    desk, known, _outside = ground
    key = add(ground, kind="diary", received_from="Officer of Marlbridge Homes", received_on=date(2026, 12, 1))
    (view,) = desk.read(attachments.list_attachments, known.family)
    assert (view.id, view.title, view.about.split(", ")[:2]) == (key, "Diary sheets.pdf", ["a PDF", "3 pages"])
    assert (view.kind_words, view.received_on, view.added_by) == ("Diary sheets", date(2026, 12, 1), "A. Price")
    assert desk.open(cases.open_case, known.family).documents == 1
    assert attachments.bytes_of(desk._custody, key) == odd_files.a_pdf(3)
    found = desk.verify()
    assert (found.faults, found.attachments) == ((), 1)
    assert events(desk)[-1] != "attachment.opened"


def test_name_when_it_says_another_kind_then_a_finding_says_so(ground):
    """A PDF called a photograph is kept, and what it is stands beside it."""
    key = add(ground, "Photo of the door.jpg")
    assert ground[0].read(attachments.attachment_details, key).finding == "Its name ends in .jpg, but it is a PDF."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Statement.pdf", bytes(range(256)) * 4, "Its name ends in .pdf, but what it holds is of a kind"),
        ("Recording.xyz", bytes(range(256)) * 4, "It is of a kind this program does not know."),
        ("Photo\u202egpj.pdf", None, "Its name held hidden signs that can make it seem to end otherwise"),
        ("Photo\u200b.pdf", None, "hidden signs"),
        ("Photo.jpg.exe", odd_files.a_picture(), "Its name ends in .exe, but it is a JPEG picture."),
    ],
)
def test_file_when_it_is_not_what_its_name_says_then_kept_with_a_finding(ground, name, content, said):
    """Random bytes, kinds nobody knows, names that read another way than they end: kept, and told at once."""
    key = add(ground, name, content) if content else add(ground, name)
    view = ground[0].read(attachments.attachment_details, key)
    assert said in view.finding
    assert not set("\u202e\u200b") & set(view.file_name + view.title)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(400), "program"),
        (b"MZ" + b"\x90\x8e\x1f\x02" * 99, "program"),
        (bytes(60 * asked.MEGABYTE), "too large: 60 MB"),
    ],
)
def test_file_when_empty_a_program_or_too_large_then_refused_and_nothing_left(ground, content, said):
    """One sentence, no row, no ciphertext."""
    with pytest.raises(Refused, match=said):
        add(ground, "odd.pdf", content)
    assert kept(ground) == 0
    assert ground[0].read(attachments.list_attachments, ground[1].family) == ()


def test_disk_when_full_then_a_sentence_and_nothing_half_written(ground):
    """The ciphertext is taken back; the next try, with room, goes well."""
    with files.played_by(files.FaultyDisk(900, errno.ENOSPC)), pytest.raises(DiskFull):
        add(ground)
    assert kept(ground) == 0
    add(ground)
    assert kept(ground) == 1


def test_row_when_it_cannot_be_written_then_the_ciphertext_goes(ground):
    """The very same file twice, a day ahead, another's case: refused, and no stray stays."""
    add(ground)
    with pytest.raises(Refused, match="very same file"):
        add(ground, "Again.pdf")
    with pytest.raises(Refused, match="day to come"):
        add(ground, "Later.pdf", odd_files.a_pdf(1), received_on=date(2027, 1, 1))
    with pytest.raises(Refused, match="not there"):
        command = asked.AddAttachment(case_id="0" * 32, file_name="x.pdf")
        ground[0].add_attachment(command, put(ground[2], "x.pdf", odd_files.a_pdf(2)))
    assert kept(ground) == 1


def test_file_when_shown_then_the_opening_is_logged_and_nothing_lies_in_the_clear(ground, tmp_path):
    """Pages come as pictures; no file of the vault holds the words of the page."""
    desk, _known, outside = ground
    key = add(ground, "Notes.txt", b"Quenby of Thistledown Row rang at ten")
    view, viewing = desk.view_attachment(key)
    assert view.shown == "text"
    assert viewing.text() == ("Quenby of Thistledown Row rang at ten", False)
    assert events(desk)[-1] == "attachment.opened"
    for path in (path for path in desk.path.rglob("*") if path.is_file()):
        assert b"Thistledown" not in path.read_bytes()
    assert [path.name for path in outside.iterdir()] == ["Notes.txt"]
    assert tmp_path.exists()


def test_copy_when_saved_outside_then_the_same_bytes_and_logged(ground):
    """Whole or not at all; a full disk leaves nothing and no note in the log."""
    desk, _known, outside = ground
    key = add(ground)
    desk.save_attachment(key, outside / "copy.pdf")
    assert (outside / "copy.pdf").read_bytes() == odd_files.a_pdf(3)
    assert events(desk)[-1] == "attachment.saved"
    with files.played_by(files.FaultyDisk(500)), pytest.raises(DiskFull):
        desk.save_attachment(key, outside / "second.pdf")
    assert sorted(path.name for path in outside.iterdir()) == ["Diary sheets.pdf", "copy.pdf"]
    assert events(desk).count("attachment.saved") == 1


def test_copy_when_for_an_agency_that_is_kept_out_then_refused_and_for_another_locked_and_noted(ground):
    """Whoever gets no papers of a case gets no document of it either; the log says for whom and whether locked."""
    desk, known, outside = ground
    key = add(ground)
    kept_out = KeepAgencyOut(id=known.family, agency_id=known.agencies["Police CSU"], reason="Party to it")
    desk.do(cases.keep_agency_out, kept_out)
    with pytest.raises(Refused, match="kept out of the case"):
        desk.save_attachment(key, outside / "copy.pdf", "Police Community Safety Unit")
    assert not (outside / "copy.pdf").exists()
    desk.save_attachment(key, outside / "copy.pdf", "Victim Care", password="four-words-of-chance")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(outside / "copy.pdf")
    pikepdf.open(outside / "copy.pdf", password="four-words-of-chance").close()


def test_file_when_described_anew_then_said_and_the_old_words_are_in_the_log(ground):
    """Title, alternative and papers change; another's change meanwhile is not overwritten."""
    desk, _known, _outside = ground
    key = add(ground, "IMG_0041.jpg", odd_files.a_picture())
    version = desk.read(attachments.attachment_details, key).version
    said = asked.ChangeAttachment(
        id=key, version=version, title="Front door, 1 December", alternative="A scratch across the door", in_papers=True
    )
    desk.do(attachments.change_attachment, said)
    view = desk.read(attachments.attachment_details, key)
    assert (view.title, view.file_name, view.in_papers) == ("Front door, 1 December", "IMG_0041.jpg", True)
    assert asked.problems_for_papers(view) == ""
    with pytest.raises(ChangedMeanwhile):
        desk.do(attachments.change_attachment, said)


def test_file_when_removed_then_gone_from_list_and_search_until_put_back(ground):
    """Reversible: row and bytes stay; a reason is asked for."""
    desk, known, _outside = ground
    key = add(ground, "Quokka statement.pdf")
    assert found(desk, "quokka") == [known.family]
    version = desk.read(attachments.attachment_details, key).version
    with pytest.raises(Refused, match="Say why"):
        desk.do(attachments.remove_attachment, asked.RemoveAttachment(id=key, version=version, reason=" "))
    desk.do(attachments.remove_attachment, asked.RemoveAttachment(id=key, version=version, reason="Another case’s"))
    assert desk.read(attachments.list_attachments, known.family) == ()
    assert desk.read(attachments.list_attachments, known.family, True)[0].removed_reason == "Another case’s"
    assert found(desk, "quokka") == []
    assert kept(ground) == 1
    desk.do(attachments.put_back_attachment, key)
    assert [view.id for view in desk.read(attachments.list_attachments, known.family)] == [key]
    assert found(desk, "quokka") == [known.family]


def test_file_when_it_came_with_a_referral_then_shown_with_its_case_once_there_is_one(ground):
    """Kept with the referral; a case shows those of its referrals as well."""
    from hipdesk.model.referrals import AcceptReferral
    from hipdesk.services import referrals

    desk, known, outside = ground
    waiting = known.waiting["F.H."]
    command = asked.AddAttachment(referral_id=waiting, file_name="Form.pdf")
    desk.add_attachment(command, put(outside, "Form.pdf", odd_files.a_pdf(1)))
    assert len(desk.read(attachments.referral_attachments, waiting)) == 1
    case_id = desk.do(referrals.accept_referral, AcceptReferral(id=waiting)).value.case_id
    assert [view.title for view in desk.read(attachments.list_attachments, case_id)] == ["Form.pdf"]
    assert desk.open(cases.open_case, case_id).documents == 1


def test_case_when_the_holder_is_barred_then_its_files_are_not_there(ground):
    """Visibility of a file is that of its case, for every service."""
    from hipdesk.store.tables.cases import CaseAccessRow

    desk, known, _outside = ground
    key = add(ground, "Quokka.pdf")

    def bar(work):
        work.session.add(CaseAccessRow(case_id=known.family, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "cases", known.family)

    desk.do(bar)
    for reading in (attachments.attachment_details, attachments.open_attachment):
        with pytest.raises(HipDeskError, match="not there"):
            desk.open(reading, key)
    with pytest.raises(HipDeskError, match="not there"):
        attachments.bytes_of(desk._custody, key)
    assert found(desk, "quokka") == []


@given(st.integers(0, asked.LARGEST))
def test_size_when_said_then_short_and_with_its_unit(size):
    """Never more than four figures, always a unit a person knows."""
    words = asked.size_words(size)
    number, unit = words.split(" ")
    assert unit in ("byte", "bytes", "kB", "MB")
    assert float(number) <= 1024


@given(st.text(min_size=1, max_size=80), st.sampled_from(sorted(asked.FILE_KINDS)))
def test_name_when_compared_with_its_bytes_then_at_most_one_short_sentence(name, media_type):
    """Whatever the name, the finding is one sentence and holds at most its ending."""
    finding = asked.name_finding(name, media_type)
    assert finding == "" or (finding.endswith(".") and len(finding) < 120)


@pytest.mark.parametrize(
    ("given", "plain"),
    [("C:\\Users\\me\\door.jpg", "door.jpg"), ("/home/me/door.jpg", "door.jpg"), ("a\nb.txt", "a b.txt")],
)
def test_name_when_it_has_folders_then_only_its_own_part_is_kept(given, plain):
    """Where a file lay on somebody's computer is nobody's business."""
    assert asked.AddAttachment(case_id="0" * 32, file_name=given).file_name == plain


@pytest.mark.parametrize(
    ("head", "megabytes", "taken"),
    [(b"\xff\xd8\xff", 60, True), (b"\xff\xd8\xff", 101, False), (b"%PDF-1.7", 60, False), (b"%PDF-1.7", 50, True)],
)
def test_size_when_large_then_a_photograph_may_be_larger_than_other_files(head, megabytes, taken):
    """A camera's photograph of 60 MB is evidence as it came; papers print it smaller."""
    size = megabytes * asked.MEGABYTE
    if taken:
        asked.refuse_size(size, head)
    else:
        with pytest.raises(HipDeskError, match="photographs of up to 100 MB and other files of up to 50 MB"):
            asked.refuse_size(size, head)
