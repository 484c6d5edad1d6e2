"""Closing after changes makes one backup and proves it; without changes, or without a place, it does not."""

from datetime import timedelta
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock
from hipdesk.model.settings import BackupSettings, PanelSettings
from hipdesk.services.settings import change_settings
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE, POLICY
from tests.support.qt_stand_ins import WEDNESDAY
from ui.routes import Route
from ui.settings.regular import RegularBackups


def set_place(home: HomeRobot, place: Path) -> None:
    """In Settings, by keyboard."""
    home.go(Route.to("settings", page="backups"))
    home.started.files.next.append(place)
    home.find("choose-place").setFocus()
    home.press("Space")
    home.wait()


def close(home: HomeRobot) -> None:
    """The window's cross, until the window is gone."""
    home.close_window()
    home.started.until(lambda: not home.started.program.window.isVisible(), "the window to close", 60)


def test_closing_when_something_changed_then_makes_one_proved_backup(empty_home: HomeRobot, tmp_path: Path) -> None:
    """The file opens with the passphrase of the vault, and holds the change."""
    share = tmp_path / "share"
    share.mkdir()
    set_place(empty_home, share)
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    desk.do(change_settings, PanelSettings(place="The Guildhall"))
    close(empty_home)
    (backup,) = share.glob("*.hipbackup")
    with Desk.restore(backup, tmp_path / "copy.hipdesk", PASSPHRASE, FixedClock(WEDNESDAY), POLICY) as restored:
        assert restored.verify().whole


def test_closing_when_no_place_is_set_then_just_closes(empty_home: HomeRobot) -> None:
    """Nothing is asked."""
    close(empty_home)
    assert empty_home.locked


def test_closing_when_the_place_is_gone_then_says_so_and_stays_open(empty_home: HomeRobot, tmp_path: Path) -> None:
    """The work is safe; the person decides."""
    gone = tmp_path / "gone"
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    desk.do(change_settings, BackupSettings(place=str(gone / "deeper")))
    gone.write_text("a file where a folder should be")
    empty_home.close_window()
    empty_home.started.until(lambda: bool(banners(empty_home)), "the banner")
    empty_home.wait()
    assert empty_home.started.program.window.isVisible()
    assert "Your work is safe in the vault" in banners(empty_home)[0]
    desk.do(change_settings, BackupSettings())


def banners(home: HomeRobot) -> list[str]:
    """What the banners say."""
    from ui.widgets.banner import Banner

    return [banner.accessibleName() for banner in home.root.findChildren(Banner) if banner.isVisible()]


def test_quarter_of_an_hour_when_something_changed_then_a_backup_is_made_once(
    empty_home: HomeRobot, tmp_path: Path
) -> None:
    """The second look finds nothing new; the status line tells of the first."""
    share = tmp_path / "share"
    share.mkdir()
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    desk.do(change_settings, BackupSettings(place=str(share)))
    regular = empty_home.workspace.findChild(RegularBackups)
    assert regular is not None
    assert regular._every.isActive()
    regular.look()
    empty_home.wait()
    assert len(list(share.glob("*.hipbackup"))) == 1
    empty_home.started.until(lambda: "Backup proved Wed 2 Dec" in empty_home.status(), "the status line")
    empty_home.started.clock.advance(timedelta(minutes=2))
    regular.look()
    empty_home.wait()
    assert len(list(share.glob("*.hipbackup"))) == 1


def test_quarter_of_an_hour_when_the_place_is_gone_then_a_banner_offers_two_ways_on(
    empty_home: HomeRobot, tmp_path: Path
) -> None:
    """What happened, what was kept, and what to do."""
    gone = tmp_path / "gone"
    gone.write_text("a file where a folder should be")
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    desk.do(change_settings, BackupSettings(place=str(gone / "deeper")))
    regular = empty_home.workspace.findChild(RegularBackups)
    assert regular is not None
    regular.look()
    empty_home.wait()
    assert banners(empty_home)[0].startswith("The 14:02 backup could not be finished")
    empty_home.click("Choose another place")
    empty_home.wait()
    assert empty_home.route() == Route.to("settings", page="backups")
    desk.do(change_settings, BackupSettings())
