"""Asking the real computer: answers, and silence where there is nothing to ask."""

from pathlib import Path

from hipdesk.vault import probes
from hipdesk.vault.probes import ThisComputer


def test_names_when_listed_then_folders_are_told_apart(tmp_path: Path):
    """A folder has a stroke at its end; a missing folder has no names."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    assert ThisComputer().names(tmp_path) == {"file", "folder/"}
    assert ThisComputer().names(tmp_path / "none") == frozenset()


def test_text_when_missing_or_not_utf8_then_no_crash(tmp_path: Path):
    """Other programs' files."""
    (tmp_path / "odd").write_bytes(b"\xff\xfe")
    assert ThisComputer().text(tmp_path / "none") == ""
    assert len(ThisComputer().text(tmp_path / "odd")) == 2


def test_devices_when_made_of_parts_then_the_disk_under_them_counts(tmp_path: Path, monkeypatch):
    """An encrypted volume on a stick, a partition of a removable disk, and a disk that is neither."""
    classes = tmp_path / "sys/class/block"
    classes.mkdir(parents=True)
    devices = tmp_path / "sys/devices"
    for name, flag in (("pci/sda", "0"), ("pci/sdb", "1"), ("pci/usb2/sdc", "0")):
        (devices / name / "slaves").mkdir(parents=True)
        (devices / name / "removable").write_text(flag + "\n")
        (classes / Path(name).name).symlink_to(devices / name)
    for disk, part in (("pci/sda", "sda1"), ("pci/sdb", "sdb1")):
        (devices / disk / part).mkdir()
        (classes / part).symlink_to(devices / disk / part)
    (devices / "virtual/dm-0/slaves/sdc").mkdir(parents=True)
    (classes / "dm-0").symlink_to(devices / "virtual/dm-0")
    real = Path

    def redirected(*parts):
        return real(str(tmp_path) + parts[0], *parts[1:]) if str(parts[0]).startswith("/sys/") else real(*parts)

    monkeypatch.setattr(probes, "Path", redirected)
    judged = {
        name: ThisComputer().is_removable(f"/dev/{name}") for name in ("sda", "sda1", "sdb", "sdb1", "sdc", "dm-0", "x")
    }
    assert judged == {"sda": False, "sda1": False, "sdb": True, "sdb1": True, "sdc": True, "dm-0": True, "x": False}
    assert not ThisComputer().is_removable("")


def test_windows_questions_when_asked_elsewhere_then_nothing():
    """Zero means not known."""
    computer = ThisComputer()
    if computer.platform != "win32":
        assert (computer.drive_type("C:\\"), computer.attributes(Path("/"))) == (0, 0)
    assert computer.home.is_absolute()
