"""Holders over a real vault: added, changed, removed, a new sheet, new keys; and a fault at any point in between."""

import pytest

from hipdesk.desk import Desk
from hipdesk.kernel.errors import DiskFull, Refused, Stopped
from hipdesk.kernel.files import FaultyDisk, played_by
from hipdesk.kernel.progress import Progress
from hipdesk.model.agencies import AddAgency
from hipdesk.model.holders import AddHolder
from hipdesk.model.users import Actor
from hipdesk.services import holders
from hipdesk.services.agencies import add_agency, list_agencies
from hipdesk.services.gate import read_code
from hipdesk.store.tables.audit import AuditEventRow
from hipdesk.vault import rekey as vault_rekey
from hipdesk.vault.faults import PassphraseRefused, SlotRefused, WrongPassphrase, WrongRecoveryCode
from hipdesk.vault.kdf import KdfPolicy
from tests.faults.jobs import keep_file
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, make_desk, open_desk

IDRIS = AddHolder(name="Idris Vaughan", job_title="Caseworker", role="caseworker")
SECOND = "copper thistle ferry window"
NEW = "granite orchard violin saddle"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An open vault with an agency and an attachment in it."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    with make_desk(tmp_path) as made:
        made.do(add_agency, AddAgency(name="Canal Reach Homes"))
        made.do(keep_file, None, made, b"a letter " * 1000)
        yield made


def of(desk: Desk):
    """Its custody."""
    return desk._custody


def verbs(desk: Desk) -> list[str]:
    """What the log says was done, in order."""
    with of(desk).records.read(desk.actor) as reading:
        return [row.verb for row in reading.session.query(AuditEventRow).order_by(AuditEventRow.sequence)]


def opens(desk: Desk, passphrase: str) -> bool:
    """Whether a passphrase opens the vault, which is closed for it and open again afterwards."""
    desk.close()
    try:
        with Desk.unlock(desk.path, passphrase, a_clock(), POLICY) as again:
            assert again.verify().whole
            assert [agency.name for agency in again.read(list_agencies)] == ["Canal Reach Homes"]
    except WrongPassphrase:
        return False
    return True


def test_add_when_done_then_the_new_holder_opens_it_as_themselves(desk):
    """Role and name come from the record, and the log says who was added."""
    holders.add_holder(of(desk), IDRIS, SECOND, POLICY)
    assert verbs(desk)[-1] == "holder.added"
    lines = desk.read(holders.list_holders)
    assert [(line.name, line.role_name, line.is_you) for line in lines] == [
        ("Anwen Price", "Partnership officer", True), ("Idris Vaughan", "Caseworker", False),
    ]  # fmt: skip
    desk.close()
    with Desk.unlock(desk.path, SECOND, a_clock(), POLICY) as again:
        assert (again.actor.name, again.actor.role) == ("Idris Vaughan", "caseworker")


@pytest.mark.parametrize("words", ["Marlbridge 2026", "Idris Vaughan1", "short"])
def test_add_when_the_passphrase_is_weak_then_refused_and_no_slot_is_left(desk, words):
    """The new holder's own name and the office's are known words."""
    before = of(desk).vault.slots
    with pytest.raises(PassphraseRefused):
        holders.add_holder(of(desk), IDRIS, words, POLICY)
    assert of(desk).vault.slots == before
    assert "holder.added" not in verbs(desk)


def test_add_when_killed_between_slot_and_holder_then_it_is_as_before_and_swept_at_the_next_unlocking(
    desk, monkeypatch
):
    """The slot stands in the header, nobody in the record: its passphrase opens nothing, and it goes."""
    from hipdesk.vault import holders as slots

    number = slots.add_holder_slot(of(desk).vault, SECOND, POLICY)
    desk.close()
    with pytest.raises(Exception, match="No holder of this vault"):
        Desk.unlock(desk.path, SECOND, a_clock(), POLICY)
    with open_desk(desk.path) as again:
        assert number not in {card.number for card in of(again).vault.slots}
        assert again.verify().whole


def test_remove_when_done_then_their_passphrase_opens_nothing(desk):
    """The slot goes, the name stays in the list with the day."""
    key = holders.add_holder(of(desk), IDRIS, SECOND, POLICY)
    holders.remove_holder(of(desk), key)
    assert verbs(desk)[-1] == "holder.removed"
    assert [line.left_on is None for line in desk.read(holders.list_holders)] == [True, False]
    assert not opens(desk, SECOND)
    assert opens(desk, PASSPHRASE)


def test_remove_when_killed_before_the_slot_goes_then_it_is_as_after(desk):
    """Entered as gone: the passphrase opens nothing, and the slot is swept."""
    key = holders.add_holder(of(desk), IDRIS, SECOND, POLICY)
    with of(desk).records.write(desk.actor) as work:
        holders.let_holder_go(work, key)
        work.finish()
    desk.close()
    with pytest.raises(Exception, match="No holder of this vault"):
        Desk.unlock(desk.path, SECOND, a_clock(), POLICY)
    with open_desk(desk.path) as again:
        assert len(of(again).vault.slots) == 2


def test_remove_when_oneself_or_the_last_who_may_then_refused(desk):
    """Somebody who may manage holders always remains."""
    own = desk.actor.holder_id
    with pytest.raises(Refused, match="own passphrase"):
        holders.remove_holder(of(desk), own)
    boss = holders.add_holder(of(desk), IDRIS.model_copy(update={"role": "administrator"}), SECOND, POLICY)
    of(desk).actor = Actor(boss, "Idris Vaughan", "administrator")
    holders.remove_holder(of(desk), own)
    with pytest.raises(Refused):
        holders.remove_holder(of(desk), own)


def test_passphrase_when_changed_then_only_the_new_one_opens(desk):
    """The old one is asked for first."""
    with pytest.raises(WrongPassphrase):
        holders.change_passphrase(of(desk), "not it at all, really", NEW, POLICY)
    with pytest.raises(PassphraseRefused):
        holders.change_passphrase(of(desk), PASSPHRASE, "Anwen Price 2026", POLICY)
    assert "holder.key_changed" not in verbs(desk)
    holders.change_passphrase(of(desk), PASSPHRASE, NEW, POLICY)
    assert verbs(desk)[-1] == "holder.key_changed"
    assert opens(desk, NEW)
    assert not opens(desk, PASSPHRASE)


def test_passphrase_when_the_disk_is_full_then_the_old_one_opens_and_the_log_says_nothing(desk):
    """The header cannot be written: nothing has changed."""
    with played_by(FaultyDisk(0)), pytest.raises(DiskFull):
        holders.change_passphrase(of(desk), PASSPHRASE, NEW, POLICY)
    assert "holder.key_changed" not in verbs(desk)
    assert opens(desk, PASSPHRASE)


def test_passphrase_when_the_commit_fails_then_the_old_one_opens(desk, monkeypatch):
    """The header went ahead of the record, and is put back."""
    from hipdesk.store.work import Work

    with monkeypatch.context() as patch:
        patch.setattr(Work, "finish", lambda _work: (_ for _ in ()).throw(DiskFull()))
        with pytest.raises(DiskFull):
            holders.change_passphrase(of(desk), PASSPHRASE, NEW, POLICY)
    assert opens(desk, PASSPHRASE)


def test_cost_when_measured_anew_then_a_guess_costs_what_the_policy_says(desk):
    """The same passphrase, wrapped dearer; a wrong one changes nothing."""
    dearer = KdfPolicy.for_tests(memory=1024)
    with pytest.raises(WrongPassphrase):
        holders.raise_cost(of(desk), SECOND, dearer)
    assert holders.raise_cost(of(desk), PASSPHRASE, dearer) == 4.0
    assert opens(desk, PASSPHRASE)


def test_recovery_when_replaced_then_the_old_sheet_opens_nothing_and_the_new_one_does(desk):
    """Until it is put in force the old one holds."""
    first = holders.fresh_recovery(of(desk))
    holders.replace_recovery(of(desk), first)
    second = holders.fresh_recovery(of(desk))
    desk.close()
    with Desk.recover(desk.path, read_code(first.groups), NEW, a_clock(), POLICY)[0] as again:
        with pytest.raises(Exception, match=r".*"):
            Desk.recover(desk.path, second, NEW, a_clock(), POLICY)
        holders.replace_recovery(of(again), second)
    with pytest.raises(WrongRecoveryCode):
        Desk.recover(desk.path, first, NEW, a_clock(), POLICY)


def test_rekey_when_done_then_new_keys_open_everything_and_the_old_ones_nothing(desk):
    """Record, attachment and chain are whole; who gave no passphrase is let go; an old header opens no more."""
    holders.add_holder(of(desk), IDRIS, SECOND, POLICY)
    before, old_key, old_database = (
        desk.path.joinpath("vault.json").read_bytes(),
        of(desk).vault.database_key,
        of(desk).vault.database_path,
    )
    lost = holders.rekey(of(desk), {desk.actor.holder_id: PASSPHRASE}, holders.fresh_recovery(of(desk)), POLICY)
    assert lost == ("Idris Vaughan",)
    assert verbs(desk)[-1] == "vault.rekeyed"
    assert of(desk).vault.database_key != old_key
    assert not old_database.exists()
    assert before != desk.path.joinpath("vault.json").read_bytes()
    desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    assert desk.verify().whole
    desk.close()
    with open_desk(desk.path) as again:
        assert again.warning == ""
        assert len(again.read(list_agencies)) == 2
    with pytest.raises(WrongPassphrase):
        Desk.unlock(desk.path, SECOND, a_clock(), POLICY)


def test_rekey_when_both_give_their_passphrase_then_both_open(desk):
    """Each wraps the new key with their own."""
    other = holders.add_holder(of(desk), IDRIS, SECOND, POLICY)
    asked = [line.id for line in holders.holders_to_ask(of(desk))]
    assert asked == [desk.actor.holder_id, other]
    code = holders.fresh_recovery(of(desk))
    assert holders.rekey(of(desk), {asked[0]: PASSPHRASE, other: SECOND}, code, POLICY) == ()
    assert opens(desk, SECOND)
    assert opens(desk, PASSPHRASE)


@pytest.mark.parametrize("given", [{}, {"own": "wrong passphrase, quite"}])
def test_rekey_when_the_own_passphrase_is_missing_or_wrong_then_nothing_changes(desk, given):
    """A slip does not become the new secret, and the old sheet stays in force."""
    before = desk.path.joinpath("vault.json").read_bytes()
    words = {desk.actor.holder_id: given["own"]} if given else {}
    with pytest.raises((Refused, WrongPassphrase)):
        holders.rekey(of(desk), words, holders.fresh_recovery(of(desk)), POLICY)
    assert desk.path.joinpath("vault.json").read_bytes() == before


@pytest.mark.parametrize("room", [0, 3_000, 40_000, 200_000])
def test_rekey_when_the_disk_fills_then_the_old_vault_is_whole(desk, room):
    """At any byte of ours: the old keys open it, and nothing of the copy is left."""
    words = {desk.actor.holder_id: PASSPHRASE}
    try:
        with played_by(FaultyDisk(room)):
            holders.rekey(of(desk), words, holders.fresh_recovery(of(desk)), POLICY)
    except DiskFull:
        assert len(list(desk.path.glob("records-*.db"))) == 1
    assert desk.verify().whole
    assert opens(desk, PASSPHRASE)


def test_rekey_when_stopped_then_the_old_vault_is_whole(desk):
    """Locking in the middle."""
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Stopped):
        holders.rekey(of(desk), {desk.actor.holder_id: PASSPHRASE}, holders.fresh_recovery(of(desk)), POLICY, stopped)
    assert desk.verify().whole
    assert opens(desk, PASSPHRASE)


class Killed(BaseException):
    """Stands in for a kill: nothing catches it on purpose."""


@pytest.mark.parametrize("after", [False, True])
def test_rekey_when_killed_around_the_rename_then_it_is_before_or_after(desk, monkeypatch, after):
    """The process ends just before, or just after, vault.json is renamed: the passphrase opens a whole vault."""
    switch = vault_rekey.switch_over

    def killed(vault, plan):
        if after:
            switch(vault, plan)
        raise Killed

    monkeypatch.setattr(vault_rekey, "switch_over", killed)
    monkeypatch.setattr("hipdesk.store.rekey.remove_database", lambda _path: None)
    with pytest.raises(Killed):
        holders.rekey(of(desk), {desk.actor.holder_id: PASSPHRASE}, holders.fresh_recovery(of(desk)), POLICY)
    assert len(list(desk.path.glob("records-*.db"))) == 2
    of(desk).records.close()
    of(desk).vault.close()
    monkeypatch.undo()
    with open_desk(desk.path) as again:
        assert again.verify().whole
        assert ("vault.rekeyed" in verbs(again)) is after
    assert len(list(desk.path.glob("records-*.db"))) == 1


@pytest.mark.parametrize("role", ["caseworker", "approver", "auditor"])
def test_holders_when_without_the_right_then_refused(desk, role):
    """Only those who may manage holders add, remove, re-key or make a sheet; everyone changes their own."""
    holder = holders.add_holder(of(desk), IDRIS.model_copy(update={"role": role}), SECOND, POLICY)
    desk.close()
    with Desk.unlock(desk.path, SECOND, a_clock(), POLICY) as theirs:
        for refused in (
            lambda: holders.add_holder(of(theirs), IDRIS, NEW, POLICY),
            lambda: holders.remove_holder(of(theirs), holder),
            lambda: holders.fresh_recovery(of(theirs)),
            lambda: holders.list_holders and theirs.read(holders.list_holders),
        ):
            with pytest.raises(Refused, match="may not"):
                refused()
        holders.change_passphrase(of(theirs), SECOND, NEW, POLICY)


def test_slot_when_the_last_of_a_passphrase_then_the_vault_refuses_too(desk):
    """The vault's own rule stands under the program's."""
    from hipdesk.vault import holders as slots

    with pytest.raises(SlotRefused):
        slots.remove_slot(of(desk).vault, of(desk).vault.slot_number)
