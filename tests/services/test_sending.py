"""Papers sent by e-mail: unsent, encrypted, naming nobody, their passwords on the call list and nowhere else."""

import email
import email.policy
import io
from pathlib import Path

import msoffcrypto
import pikepdf
import pytest

from hipdesk.desk.mail_round import write_mails
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.agencies import AddRepresentative
from hipdesk.model.redaction.looking import DecideWords
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.loading.call_list import load_call_list
from hipdesk.services import agencies, finding, panel_papers, redaction
from hipdesk.services.agendas import agenda_view
from hipdesk.services.cases import case_names
from tests.support.panel_desk import marlbridge


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    """The Marlbridge desk with every word of December's narratives decided on."""
    with marlbridge(tmp_path_factory.mktemp("sending")) as (desk, known):
        for meeting in (known.december, known.november):
            for each in desk.open(redaction.words_to_look_at, meeting):
                told = {"case_id": each.case_id, "narrative": each.narrative, "words": (each.words,)}
                desk.do(redaction.decide_words, DecideWords.model_validate(told | {"decision": "pass"}))
        yield desk, known


def opened(path: Path):
    """An e-mail file, and its one attachment as (name, bytes)."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    (attached,) = message.iter_attachments()
    return message, attached.get_filename(), attached.get_content()


def calls(desk, meeting_id):
    """Passwords on a meeting's call list, by recipient."""
    with desk._custody.records.read(desk.actor) as reading:
        return {call.agency: call for call in load_call_list(reading, meeting_id).calls}


def names_of(desk, known):
    """Every word of three letters or more in the names of people on December's cases."""
    cases = [line.case_id for line in desk.read(agenda_view, known.december).cases if line.case_id]
    people = [person for case in cases for person in desk.open(case_names, case)]
    return {word for person in people for word in person.name.split() if len(word) > 2}


@pytest.mark.parametrize(
    ("paper", "meeting", "suffix"),
    [
        ("agenda", "december", ".pdf"),
        ("names-list", "december", ".pdf"),
        ("return-form", "december", ".docx"),
        ("minutes", "november", ".pdf"),
        ("action-slip", "november", ".pdf"),
    ],
)
def test_mails_when_written_to_every_agency_then_unsent_and_encrypted(panel, tmp_path, paper, meeting, suffix):
    """One a recipient; the handling line in it, no name in its subject or its files' names, no password anywhere."""
    desk, known = panel
    meeting_id = getattr(known, meeting)
    done = write_mails(desk, paper, meeting_id, tmp_path)
    assert len(done.written) > 1
    assert sorted(done.written) == sorted(file.name for file in tmp_path.iterdir())
    passwords = {call.password for call in calls(desk, meeting_id).values()}
    people = names_of(desk, known)
    options = PaperOptions(meeting_id=meeting_id, agency_id=known.agencies["Victim Care"])
    handling = desk.make_paper(paper, options).handling
    for name in done.written:
        message, file_name, content = opened(tmp_path / name)
        assert message["X-Unsent"] == "1"
        assert str(message["Subject"]).startswith("OFFICIAL-SENSITIVE: ")
        assert file_name.endswith(suffix)
        body = message.get_body().get_content()
        assert handling in body
        assert not people & set(f"{message['Subject']} {file_name} {name} {body}".split())
        assert not [password for password in passwords if password in body]
        assert msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted() if suffix == ".docx" else _is_locked(content)


def _is_locked(content: bytes) -> bool:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    return True


def test_mail_when_opened_with_the_listed_password_then_it_is_that_agency_s_paper(panel, tmp_path):
    """The password on the list belongs to the file beside it."""
    desk, known = panel
    police = desk.read(finding.find_agency, "Police CSU")
    options = PaperOptions(meeting_id=known.december, agency_id=police)
    made = desk.make_paper("names-list", options)
    target = tmp_path / "names.eml"
    desk.save_paper(made, target, options, "Police CSU")
    _message, _name, content = opened(target)
    with pikepdf.open(io.BytesIO(content), password=calls(desk, known.december)["Police CSU"].password) as pdf:
        assert len(pdf.pages)


def test_mails_when_stopped_half_way_then_what_is_written_is_told_and_registered(panel, tmp_path):
    """The first stays, in the folder and in the register; the others are named."""
    desk, known = panel
    before = len(desk.read(panel_papers.meeting_papers, known.december).issued)
    progress = Progress(lambda done, _of, _what: progress.cancel() if done == 1 else None)
    done = write_mails(desk, "agenda", known.december, tmp_path, progress)
    assert done.stopped
    assert len(done.written) == 1
    assert [file.name for file in tmp_path.iterdir()] == list(done.written)
    assert all("Stopped" in why for _agency, why in done.failed)
    assert len(desk.read(panel_papers.meeting_papers, known.december).issued) == before + 1


def test_mails_when_files_are_there_already_then_none_is_written_over(panel, tmp_path):
    """The second round into the same folder tells every agency why."""
    desk, known = panel
    write_mails(desk, "agenda", known.december, tmp_path)
    held = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    again = write_mails(desk, "agenda", known.december, tmp_path)
    assert again.written == ()
    assert len(again.failed) == len(held)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == held


def test_mails_when_the_paper_goes_to_no_agency_then_refused(panel, tmp_path):
    """A case paper is for a pack or one person."""
    desk, known = panel
    with pytest.raises(Refused, match="does not go to agencies"):
        write_mails(desk, "case-paper", known.december, tmp_path)


def test_save_when_the_name_is_another_kind_of_file_then_refused_and_nothing_written(panel, tmp_path):
    """No PDF under a Word name."""
    desk, known = panel
    options = PaperOptions(meeting_id=known.december)
    made = desk.make_paper("agenda", options)
    with pytest.raises(Refused, match="This is a PDF"):
        desk.save_paper(made, tmp_path / "agenda.docx", options)
    assert list(tmp_path.iterdir()) == []


def test_paper_when_its_title_has_no_day_then_its_files_name_has_one(panel):
    """Of the meeting it is for, else of the making: a second version does not take the first one's name."""
    desk, known = panel
    line = next(line for line in desk.read(agenda_view, known.december).cases if line.case_id)
    of_case = PaperOptions(case_id=line.case_id, meeting_id=known.december)
    names = {
        paper: desk.make_paper(paper, options, form=form).file_name
        for paper, options, form in (
            ("case-paper", of_case, "pdf"),
            ("agenda", PaperOptions(meeting_id=known.december), "word"),
            ("information-pack", PaperOptions(), "word"),
            ("risk-form", PaperOptions(), "word"),
        )
    }
    assert names == {
        "case-paper": f"Case paper {line.reference.replace('/', '-')} 10 December 2026.pdf",
        "agenda": "Agenda 10 December 2026.docx",
        "information-pack": "Information pack 2026-27 2 December 2026.docx",
        "risk-form": "Risk form 2 December 2026.docx",
    }


def test_letter_when_sent_by_mail_then_its_password_is_on_the_list_of_letters(panel, tmp_path):
    """Letters belong to no meeting: they have a list of their own."""
    desk, known = panel
    police = desk.read(finding.find_agency, "Police CSU")
    inbox = AddRepresentative(agency_id=police, name="Ines Okafor", secure_email="csu@police.example")
    desk.do(agencies.add_representative, inbox)
    options = PaperOptions(agency_id=police)
    target = tmp_path / "letter.eml"
    desk.save_paper(desk.make_paper("letter-chaser", options), target, options, "Police CSU")
    message, _name, content = opened(target)
    assert message["To"] == "csu@police.example"
    with desk._custody.records.read(desk.actor) as reading:
        (call,) = load(reading, "letters-call-list", PaperOptions()).calls
    with pikepdf.open(io.BytesIO(content), password=call.password) as pdf:
        assert len(pdf.pages)
    listed = {line.paper for line in desk.read(panel_papers.meeting_papers, known.december).papers}
    assert "letters-call-list" in listed
