"""Where a vault may live: every rule, for every system, on any system."""

import json
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hipdesk.vault import places
from hipdesk.vault.faults import PlaceRefused
from hipdesk.vault.places import NETWORK, NOT_ALLOWED, REMOVABLE, SYNCHRONISED, PlaceRules
from tests.vault.fake_computer import ROOT, FakeComputer

HOME = "/home/marta"
VAULT = PurePosixPath(HOME, ".local/share/hipdesk/Marlbridge.hipdesk")
WINDOWS_HOME = PureWindowsPath("C:/Users/marta")
WINDOWS_VAULT = WINDOWS_HOME / "AppData/Local/HIP Desk/Marlbridge.hipdesk"


def judged(path, **answers) -> str | None:
    return places.judge(path, PlaceRules(FakeComputer(**answers)))


def on_windows(path, **answers) -> str | None:
    return judged(PureWindowsPath(path), platform="win32", home=WINDOWS_HOME, **answers)


def mount(point: str, kind: str, source: str = "/dev/sda2") -> tuple[str, str]:
    return ROOT, f"40 22 0:50 / {point} rw,relatime shared:7 - {kind} {source} rw"


def test_place_when_ordinary_then_allowed_on_every_system():
    """The default place on Linux, Windows and macOS."""
    assert judged(VAULT) is None
    assert on_windows(WINDOWS_VAULT) is None
    mac = PurePosixPath("/Users/marta/Library/Application Support/HIP Desk/Marlbridge.hipdesk")
    assert judged(mac, platform="darwin", home=PurePosixPath("/Users/marta")) is None


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "afs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"]
)
def test_place_when_on_a_network_mount_then_refused(kind):
    """Mount types."""
    assert judged(VAULT, mount_lines=mount(HOME, kind)) == NETWORK


@pytest.mark.parametrize("source", ["fileserver:/homes", "//fileserver/homes", "https://dav.example/x", "sftp://x/y"])
def test_place_when_mount_source_is_elsewhere_then_refused(source):
    """A type nobody listed, but a source on another machine."""
    assert judged(VAULT, mount_lines=mount(HOME, "fuse.unheard", source)) == NETWORK


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", "fuse.gocryptfs", "zfs", "ecryptfs"]
)
def test_place_when_on_a_local_mount_then_allowed(kind):
    """Local file systems, encrypted ones too."""
    assert judged(VAULT, mount_lines=mount(HOME, kind, "tank/home")) is None


def test_place_when_a_local_mount_lies_inside_a_share_then_the_inner_one_counts():
    """The innermost mount, and of two on one point the later."""
    share = mount("/home", "nfs4", "server:/home")
    local = f"41 40 8:3 / {HOME} rw - ext4 /dev/sda3 rw"
    assert judged(VAULT, mount_lines=(*share, local)) is None
    assert judged(VAULT, mount_lines=(*share, local, f"42 41 0:51 / {HOME} rw - cifs //server/x rw")) == NETWORK
    assert judged(VAULT, mount_lines=mount("/home/mart", "nfs4", "server:/home")) is None


def test_place_when_mount_point_has_blanks_then_still_matched():
    """mountinfo writes a blank as octal."""
    line = r"40 22 0:50 / /home/marta/Team\040Share rw - cifs //server/team rw"
    assert judged(PurePosixPath(HOME, "Team Share/x.hipdesk"), mount_lines=(ROOT, line)) == NETWORK


def test_place_when_the_whole_machine_is_a_shared_root_then_allowed():
    """A virtual machine whose root is its host's folder has no other disk."""
    assert judged(VAULT, mount_lines=("22 1 0:20 / / rw - 9p host rw",)) is None
    assert judged(VAULT, mount_lines=("22 1 0:20 / / rw - nfs4 server:/root rw",)) == NETWORK


@pytest.mark.parametrize("text", ["", "nonsense", "1 2 3 - ", " - - - ", "22 1 254:0 / / rw"])
def test_place_when_mounts_cannot_be_read_then_not_refused(text):
    """Only what is recognised is refused."""
    assert judged(VAULT, mount_lines=(text,)) is None


@pytest.mark.parametrize("point", ["/media/marta/STICK", "/run/media/marta/STICK"])
def test_place_when_mounted_as_a_stick_then_refused(point):
    """Where the desktop mounts what is plugged in."""
    assert judged(PurePosixPath(point, "x.hipdesk"), mount_lines=mount(point, "vfat", "/dev/sdb1")) == REMOVABLE


def test_place_when_device_is_removable_then_refused_wherever_mounted():
    """The kernel says so."""
    lines = mount(HOME, "ext4", "/dev/sdb1")
    assert judged(VAULT, mount_lines=lines, removable=frozenset({"/dev/sdb1"})) == REMOVABLE


@pytest.mark.parametrize(
    "path", [r"\\server\team\x.hipdesk", "//server/team/x.hipdesk", r"\\?\UNC\server\team\x.hipdesk"]
)
def test_place_when_unc_then_refused(path):
    """A share without a drive letter."""
    assert on_windows(path) == NETWORK


@pytest.mark.parametrize(
    ("kind", "expected"), [(2, REMOVABLE), (4, NETWORK), (5, REMOVABLE), (3, None), (6, None), (0, None)]
)
def test_place_when_windows_says_the_drive_type_then_judged_by_it(kind, expected):
    """GetDriveTypeW; the long-path prefix does not hide the drive."""
    assert on_windows(r"Z:\vaults\x.hipdesk", drives={"Z:\\": kind}) == expected
    assert on_windows(r"\\?\Z:\vaults\x.hipdesk", drives={"Z:\\": kind}) == expected


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer", "APPDATA"])
def test_place_when_a_sync_variable_names_it_then_refused_whatever_the_case(variable):
    """OneDrive's folders, and the roaming profile."""
    environment = {variable: r"C:\Users\marta\Work Files"}
    assert on_windows(r"c:\users\MARTA\work files\x.hipdesk", environment=environment) == SYNCHRONISED
    assert on_windows(r"C:\Users\marta\Work Files Local\x.hipdesk", environment=environment) is None


@pytest.mark.parametrize("attribute", [0x00080000, 0x00100000, 0x00040000, 0x00400000])
def test_place_when_a_folder_above_is_marked_as_a_cloud_file_then_refused(attribute):
    """Pinned, unpinned, recalled on opening or on reading."""
    assert on_windows(r"C:\Work\Team\x.hipdesk", marked={r"C:\Work": 0x10 | attribute}) == SYNCHRONISED


@pytest.mark.parametrize("folder", ["Library/Mobile Documents/com~apple~CloudDocs", "Library/CloudStorage/Box-Box"])
def test_place_when_in_a_mac_cloud_folder_then_refused(folder):
    """iCloud, and every provider that uses the system's cloud storage."""
    home = PurePosixPath("/Users/marta")
    assert judged(home / folder / "x.hipdesk", platform="darwin", home=home) == SYNCHRONISED


def test_place_when_on_another_mac_volume_then_refused():
    """Sticks and shares are mounted there."""
    assert judged(PurePosixPath("/Volumes/STICK/x.hipdesk"), platform="darwin") == REMOVABLE


@pytest.mark.parametrize(
    "folder",
    ["OneDrive", "OneDrive - Marlbridge Council", "Dropbox", "Dropbox (Council)", "Google Drive", "GoogleDrive",
     "Nextcloud", "ownCloud", "iCloudDrive", "Box Sync", "pCloudDrive", "MEGA", "MEGAsync", "Seafile", "SynologyDrive",
     "Proton Drive", "Box", "Sync", "My Drive"],
)  # fmt: skip
def test_place_when_a_folder_is_named_like_a_sync_client_then_refused(folder):
    """Their usual names, in the home folder."""
    assert judged(PurePosixPath(HOME, folder, "Cases/x.hipdesk")) == SYNCHRONISED


@pytest.mark.parametrize("folder", ["Toolbox", "work/Box", "Synced notes", "Drop box", "Megan", "data/Sync"])
def test_place_when_a_folder_only_sounds_alike_then_allowed(folder):
    """Ordinary words elsewhere are not refused."""
    assert judged(PurePosixPath(HOME, folder, "x.hipdesk")) is None


@pytest.mark.parametrize(
    "marker",
    [".dropbox", ".dropbox.cache/", ".stfolder", ".stfolder/", ".sync_0123456789ab.db", "._sync_0123456789ab.db",
     ".nextcloudsync.log", ".owncloudsync.log", ".csync_journal.db", ".tmp.drivedownload/",
     ".SynologyWorkingDirectory/", ".849C9593-D756-4E56-8D6E-42412F2A707B"],
)  # fmt: skip
def test_place_when_a_sync_client_left_its_mark_above_then_refused(marker):
    """Dropbox, Syncthing, Nextcloud, ownCloud, Google Drive, Synology, OneDrive."""
    path = PurePosixPath("/srv/team/cases/x.hipdesk")
    assert judged(path, listed={"/srv/team": ("notes.txt", marker)}) == SYNCHRONISED
    assert judged(path, listed={"/srv/other": (marker,)}) is None


def test_place_when_the_home_folder_holds_dropbox_settings_then_allowed():
    """``~/.dropbox/`` is the client's settings, not a synchronised folder."""
    assert judged(VAULT, listed={HOME: (".dropbox/", ".stfolderx")}) is None


@pytest.mark.parametrize(
    "text", [json.dumps({"business": {"path": "/srv/drop"}}), json.dumps({"personal": {"path": "/srv"}})]
)
def test_place_when_dropbox_says_it_is_its_folder_then_refused(text):
    """info.json names the folder, whatever it is called."""
    texts = {f"{HOME}/.dropbox/info.json": text}
    assert judged(PurePosixPath("/srv/drop/x.hipdesk"), texts=texts) == SYNCHRONISED
    assert judged(VAULT, texts=texts) is None


def test_place_when_dropbox_on_windows_says_so_then_refused():
    """The same file, under the application data."""
    texts = {r"C:\Local\Dropbox\info.json": json.dumps({"business": {"path": r"D:\Team"}})}
    assert on_windows(r"D:\Team\x.hipdesk", texts=texts, environment={"LOCALAPPDATA": r"C:\Local"}) == SYNCHRONISED


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 7}', '{"a": {"path": 7}}', "[" * 50_000])
def test_place_when_dropbox_settings_make_no_sense_then_passed_over(text):
    """Another program's file is never trusted."""
    assert judged(VAULT, texts={f"{HOME}/.dropbox/info.json": text}) is None


def test_place_when_a_link_leads_into_a_share_then_refused():
    """The path as given and the path it leads to are both judged."""
    links = {f"{HOME}/cases": "/mnt/team/cases"}
    lines = mount("/mnt/team", "cifs", "//server/team")
    assert judged(PurePosixPath(HOME, "cases/x.hipdesk"), links=links, mount_lines=lines) == NETWORK


def test_place_when_policy_names_folders_then_only_those():
    """A policy may narrow, never widen."""
    rules = PlaceRules(FakeComputer(), allowed=(PurePosixPath("/srv/hip"), PurePosixPath("/home/marta/Dropbox")))
    assert places.judge(PurePosixPath("/srv/hip/x.hipdesk"), rules) is None
    assert places.judge(VAULT, rules) == NOT_ALLOWED
    assert places.judge(PurePosixPath("/home/marta/Dropbox/x.hipdesk"), rules) == SYNCHRONISED


def test_refusal_when_told_then_has_the_remedy_and_no_path():
    """A sentence a person can act on."""
    with pytest.raises(PlaceRefused) as caught:
        places.refuse_unsafe(PurePosixPath(HOME, "Dropbox/x.hipdesk"), PlaceRules(FakeComputer()))
    assert caught.value.kind == SYNCHRONISED
    assert "send backups to the share" in str(caught.value)
    assert HOME not in str(caught.value)


def test_place_when_asked_of_this_computer_then_the_same_rules(tmp_path: Path):
    """The real probes: a marker file, a link to it, and a plain folder."""
    synced = tmp_path / "team"
    synced.mkdir()
    (synced / ".stfolder").mkdir()
    (tmp_path / "link").symlink_to(synced)
    assert places.judge(tmp_path / "plain" / "x.hipdesk") is None
    assert places.judge(synced / "x.hipdesk") == SYNCHRONISED
    assert places.judge(tmp_path / "link" / "x.hipdesk") == SYNCHRONISED
