"""Creating, unlocking, recovering, backing up and restoring a real vault."""

import pytest
from sqlalchemy import delete, text

from hipdesk.desk import Desk
from hipdesk.model.agencies import AddAgency
from hipdesk.services import custody
from hipdesk.services.agencies import add_agency, list_agencies
from hipdesk.store.faults import WrongKey
from hipdesk.store.migrate import NewerVault
from hipdesk.store.tables.audit import AuditEventRow
from hipdesk.vault.faults import VaultDamaged, VaultExists, VaultInUse, WrongPassphrase
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, make_desk, new_vault, open_desk


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """This computer's memory of vaults, for this test alone."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))


@pytest.fixture
def vault(tmp_path):
    """A closed vault with one agency in it."""
    with make_desk(tmp_path) as desk:
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
    return tmp_path / "marlbridge.hipdesk"


def test_unlock_when_the_passphrase_is_right_then_the_record_is_there(vault):
    """What was saved before locking is there after."""
    with open_desk(vault) as desk:
        assert [agency.name for agency in desk.read(list_agencies)] == ["Canal Reach Homes"]
        assert desk.actor.name == "Anwen Price"
        assert desk.warning == ""
        assert desk.verify().whole


def test_unlock_when_something_is_wrong_then_each_has_its_own_sentence(vault, tmp_path):
    """Wrong passphrase, in use, damage, another vault's database and a newer schema are told apart."""
    with pytest.raises(WrongPassphrase):
        Desk.unlock(vault, "some other words entirely", a_clock(), POLICY)
    with open_desk(vault), pytest.raises(VaultInUse):
        open_desk(vault)
    with open_desk(vault) as desk:
        database = desk._custody.records.path
        with desk._custody.records.writer.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerVault):
        open_desk(vault)
    database.write_bytes(b"\0" * 8192)
    with pytest.raises(WrongKey):
        open_desk(vault)
    (vault / "vault.json").write_bytes((vault / "vault.json").read_bytes()[:-40])
    with pytest.raises(VaultDamaged):
        open_desk(vault)


def test_unlock_when_steps_are_missing_then_says_how_many(vault):
    """A database that ends before the header's newest step is an older copy."""
    with open_desk(vault) as desk, desk._custody.records.writer.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("DELETE FROM audit_payload"))
        connection.execute(delete(AuditEventRow).where(AuditEventRow.sequence > 3))
    with open_desk(vault) as desk:
        assert desk.warning == "This is an older copy: 2 recorded steps are missing."
        assert not desk.verify().whole


def test_create_when_there_is_one_then_never_overwrites(vault):
    """An existing vault is safe from a second creation."""
    with pytest.raises(VaultExists):
        Desk.create(new_vault(vault), a_clock(), POLICY)
    with open_desk(vault) as desk:
        assert len(desk.read(list_agencies)) == 1


def test_recover_when_the_sheet_is_used_then_a_new_passphrase_and_sheet_hold(tmp_path):
    """The lost passphrase journey: the old passphrase and the old sheet stop working."""
    path = tmp_path / "marlbridge.hipdesk"
    desk, code = Desk.create(new_vault(path), a_clock(), POLICY)
    desk.close()
    opened, fresh = custody.recover(path, code, "a wholly new set of words", a_clock(), POLICY)
    opened.close()
    assert fresh != code
    with pytest.raises(WrongPassphrase):
        Desk.unlock(path, PASSPHRASE, a_clock(), POLICY)
    Desk.unlock(path, "a wholly new set of words", a_clock(), POLICY).close()


def test_backup_when_restored_then_is_a_copy_of_its_own_and_whole(vault, tmp_path):
    """Backup, proof and restore: the same record under a new copy id, never over a live vault."""
    with open_desk(vault) as desk:
        made = desk.back_up(tmp_path / desk.backup_name)
        assert made.faults == ()
        first_copy = desk._custody.vault.copy_id
    target = tmp_path / "restored.hipdesk"
    with Desk.restore(tmp_path / made.file_name, target, PASSPHRASE, a_clock(), POLICY) as desk:
        assert [agency.name for agency in desk.read(list_agencies)] == ["Canal Reach Homes"]
        assert desk._custody.vault.copy_id != first_copy
        found = desk.verify()
        assert found.whole, found.faults
    with pytest.raises(VaultExists):
        Desk.restore(tmp_path / made.file_name, target, PASSPHRASE, a_clock(), POLICY)
    with pytest.raises(WrongPassphrase):
        Desk.restore(tmp_path / made.file_name, tmp_path / "other.hipdesk", "some other words", a_clock(), POLICY)
    assert not (tmp_path / "other.hipdesk").exists()
