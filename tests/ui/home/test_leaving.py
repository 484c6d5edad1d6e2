"""A file that leaves the vault: whom it is for is asked, a password proposed, and its want warned of."""

import io
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import msoffcrypto
import pikepdf
from sqlalchemy import select

from hipdesk.desk import Desk
from hipdesk.store.queries.sending import mail_calls
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from tests.robots.home import HomeRobot
from ui.messages.leaving import LeavingPanel
from ui.routes import Route


def panel_of(home: HomeRobot) -> LeavingPanel:
    """The panel that asks, in front."""
    found = [each for each in home.started.program.window.findChildren(LeavingPanel) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def export(home: HomeRobot, target: Path) -> LeavingPanel:
    """Ask for the list of all referrals as a file, by keys, up to whom it is for."""
    home.started.files.asks = True
    home.started.files.next.append(target)
    home.go(Route("all-referrals"))
    home.find("export-list").setFocus()
    home.press("Space")
    home.find("choice-save").setFocus()
    home.press("Space")
    return panel_of(home)


def left(home: HomeRobot) -> dict[str, object]:
    """What the log holds of the list that left last."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    with desk._custody.records.read(desk.actor) as reading:
        wanted = select(AuditPayloadRow.content).join(AuditEventRow, AuditEventRow.sequence == AuditPayloadRow.sequence)
        content = reading.session.scalars(
            wanted.where(AuditEventRow.verb == "list.exported").order_by(AuditEventRow.sequence.desc())
        ).first()
    return dict(content or {})


def test_list_when_saved_with_the_proposed_password_then_only_that_opens_it(home: HomeRobot, tmp_path: Path) -> None:
    """Nothing leaves before it is said whom it is for; the log holds that, and never the password."""
    target = tmp_path / "list.xlsx"
    panel = export(home, target)
    assert panel.recipient.hasFocus()
    home.press("Enter")
    assert "Say whom it is for" in panel.told.words
    home.write("Marlbridge Homes")
    password = str(panel.password.value())
    assert len(password) >= 12
    home.press("Enter")
    home.wait()
    locked = msoffcrypto.OfficeFile(io.BytesIO(target.read_bytes()))
    assert locked.is_encrypted()
    locked.load_key(password=password)
    opened = io.BytesIO()
    locked.decrypt(opened)
    assert opened.getvalue().startswith(b"PK")
    noted = left(home)
    assert (noted["recipient"], noted["encrypted"]) == ("Marlbridge Homes", True)
    assert password not in str(noted)


def test_list_when_no_password_is_wanted_then_warned_and_noted_so(home: HomeRobot, tmp_path: Path) -> None:
    """The warning stands before the button; a password too short is refused as long as one is wanted."""
    target = tmp_path / "list.xlsx"
    panel = export(home, target)
    home.write("The archive")
    panel.password.set_value("short")
    home.press("Enter")
    assert "12 signs" in panel.told.words
    panel.protect.setFocus()
    home.press("Space")
    assert "anybody who comes by the file can read it" in panel.told.words
    assert not panel.password.isVisible()
    home.find("leaving-do").setFocus()
    home.press("Space")
    home.wait()
    assert target.read_bytes().startswith(b"PK")
    assert (left(home)["recipient"], left(home)["encrypted"]) == ("The archive", False)


def test_list_when_it_is_left_here_then_nothing_is_written(home: HomeRobot, tmp_path: Path) -> None:
    """Escape and the second button both leave it."""
    target = tmp_path / "list.xlsx"
    export(home, target)
    home.press("Escape")
    home.wait()
    assert not target.exists()
    assert left(home) == {}


def test_paper_when_put_into_an_email_then_unsent_locked_and_on_the_call_list(home: HomeRobot, tmp_path: Path) -> None:
    """The tick asks for an e-mail instead of a file: it cannot be unprotected, and its ending is never forgotten."""
    home.started.files.asks = True
    home.started.files.next.append(tmp_path / "contacts")
    home.go(Route("contact-paper"))
    for _step in range(3):
        home.wait()
    home.find("save-pdf").setFocus()
    home.press("Space")
    panel = panel_of(home)
    panel.mail.setFocus()
    home.press("Space")
    assert "kept on the call list" in panel.told.words
    assert not panel.protect.isEnabled()
    password = str(panel.password.value())
    home.find("leaving-do").setFocus()
    home.press("Space")
    home.wait()
    mail = message_from_bytes((tmp_path / "contacts.eml").read_bytes(), policy=default)
    (attached,) = mail.iter_attachments()
    assert mail["X-Unsent"] == "1"
    with pikepdf.open(io.BytesIO(attached.get_content()), password=password) as opened:
        assert len(opened.pages)
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    with desk._custody.records.read(desk.actor) as reading:
        assert [call.password for call in mail_calls(reading)] == [password]


def test_modules_when_they_save_a_paper_then_all_go_by_the_one_asking() -> None:
    """Who writes a paper with ``save_paper`` asks by ``choose_leaving``; letters to many agencies go by their names."""
    saving = [each for each in Path("ui").rglob("*.py") if ".save_paper(" in each.read_text(encoding="utf-8")]
    silent = [str(each) for each in saving if "choose_leaving(" not in each.read_text(encoding="utf-8")]
    assert len(saving) > 3
    assert silent == [str(Path("ui/actions/chasing.py"))]
