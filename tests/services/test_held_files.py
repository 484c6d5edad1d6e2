"""Files that wait with a draft: seen by their holder only, of the record with it, gone with it."""

import pytest

from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.model.attachments import AddAttachment, DraftName
from hipdesk.model.drafts import KeepDraft
from hipdesk.model.referrals import AmendReferral
from hipdesk.model.users import Actor
from hipdesk.services import attachments, drafts, held_files, referrals
from hipdesk.services.search import search
from hipdesk.store.tables.audit import AuditEventRow
from hipdesk.store.work import Work
from tests.support import odd_files
from tests.support.casework_desk import casework
from tests.support.referral_examples import a_referral

DRAFT = DraftName(kind="referral", subject="new")


@pytest.fixture
def ground(tmp_path, monkeypatch):
    """An open desk, what is in it, and a file that waits with a draft."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "computer"))
    source = tmp_path / "Zylophone sheets.pdf"
    source.write_bytes(odd_files.a_pdf(3))
    with casework(tmp_path) as (desk, known):
        key = desk.add_attachment(AddAttachment(draft=DRAFT, file_name=source.name), source).value
        yield desk, known, key, source


def bytes_kept(desk):
    return len(desk._custody.vault.attachments.names())


def verbs(desk):
    with desk._custody.records.read(desk.actor) as reading:
        return [row.verb for row in reading.session.query(AuditEventRow).order_by(AuditEventRow.sequence)]


def test_file_when_it_waits_then_only_its_holder_knows_of_it_and_no_search_does(ground):
    """It lies in the vault whole, of no case; nobody opens it by its key, another holder cannot let it go."""
    desk, _known, key, source = ground
    assert [(file.id, file.file_name) for file in desk.read(held_files.held_files, DRAFT)] == [(key, source.name)]
    assert desk.verify().faults == ()
    found = desk.read(search, "Zylophone sheets")
    assert (found.cases, found.notes) == ((), ())
    with pytest.raises(HipDeskError):
        desk.read(attachments.attachment_details, key)
    other = Actor(holder_id="b" * 32, name="Somebody Else", role="officer")
    with desk._custody.records.read(other) as reading:
        assert held_files.held_files(reading, DRAFT) == ()
    with pytest.raises(HipDeskError), desk._custody.records.write(other) as work:
        held_files.let_held_go(work, key)


def test_file_when_chosen_twice_then_the_second_is_refused_and_leaves_nothing(ground):
    """The same bytes once with one draft; with another draft they may wait too."""
    desk, _known, _key, source = ground
    with pytest.raises(Refused):
        desk.add_attachment(AddAttachment(draft=DRAFT, file_name=source.name), source)
    assert bytes_kept(desk) == 1
    desk.add_attachment(AddAttachment(draft=DraftName(kind="referral", subject="other"), file_name="D.pdf"), source)
    assert bytes_kept(desk) == 2


def test_referral_when_logged_then_the_file_is_of_it_in_the_same_step(ground):
    """Found, listed and shown from then on; the log says that it was filed."""
    desk, known, key, source = ground
    command = a_referral(known.agencies["Beacon"])
    logged = desk.do(held_files.log_with_files, command, DRAFT).value
    (view,) = desk.read(attachments.referral_attachments, logged.id)
    assert (view.id, view.file_name) == (key, source.name)
    assert desk.read(held_files.held_files, DRAFT) == ()
    assert attachments.bytes_of(desk._custody, key) == source.read_bytes()
    assert verbs(desk)[-2:] == ["referral.logged", "attachment.filed"]


def test_referral_when_it_cannot_be_logged_then_the_file_waits_on(ground, monkeypatch):
    """All of it or nothing: a save that fails at its very end leaves file and draft as they were."""
    desk, known, key, _source = ground

    def fails(_work):
        raise Refused("Not now.")

    with monkeypatch.context() as patch:
        patch.setattr(Work, "finish", fails)
        with pytest.raises(Refused):
            desk.do(held_files.log_with_files, a_referral(known.agencies["Beacon"]), DRAFT)
    assert [file.id for file in desk.read(held_files.held_files, DRAFT)] == [key]
    assert "attachment.filed" not in verbs(desk)


def test_referral_when_amended_then_what_waited_with_the_change_is_added(ground):
    """A file added on the form of a referral that is there."""
    desk, known, _key, source = ground
    referral = known.waiting["F.H."]
    draft = DraftName(kind="referral-change", subject=referral)
    desk.add_attachment(AddAttachment(draft=draft, file_name="Letter.pdf"), source)
    view = desk.open(referrals.open_referral, referral)
    content = desk.open(referrals.referral_form, referral)
    desk.do(held_files.amend_with_files, AmendReferral(id=referral, version=view.version, content=content), draft)
    assert [each.file_name for each in desk.read(attachments.referral_attachments, referral)] == ["Letter.pdf"]


def test_draft_when_thrown_away_then_its_files_go_with_it_and_no_other_draft(ground):
    """Row, bytes and draft; what another draft holds stays."""
    desk, _known, _key, source = ground
    other = DraftName(kind="referral", subject="other")
    desk.add_attachment(AddAttachment(draft=other, file_name="D.pdf"), source)
    for draft in (DRAFT, other):
        desk.do(drafts.keep_draft, KeepDraft(kind=draft.kind, subject=draft.subject, content={"answers": {"a": "b"}}))
    begun = desk.read(referrals.draft_begun, DRAFT)
    assert (begun.answers, begun.files) == (1, 1)
    desk.with_vault(held_files.remove_bytes, desk.do(held_files.throw_away, DRAFT).value)
    assert desk.read(referrals.draft_begun, DRAFT) is None
    assert desk.read(referrals.draft_begun, other).files == 1
    assert bytes_kept(desk) == 1
    assert verbs(desk)[-2:] == ["attachment.let_go", "draft.thrown_away"]
    assert desk.verify().faults == ()


def test_save_when_it_answers_a_draft_then_it_is_told_once(ground):
    """Until the window says that it knows, the vault says what was saved and when."""
    desk, known, _key, _source = ground
    saved = drafts.answering(held_files.log_with_files, "referral", "new")
    assert desk.read(drafts.saved_untold) is None
    with desk._custody.records.write(desk.actor) as work:
        logged = saved(work, a_referral(known.agencies["Beacon"]), DRAFT)
        work.finish()
    untold = desk.read(drafts.saved_untold)
    assert (untold.words, untold.referral_id) == (f"{logged.reference} was logged", logged.id)
    desk.do(drafts.saved_is_told)
    assert desk.read(drafts.saved_untold) is None
