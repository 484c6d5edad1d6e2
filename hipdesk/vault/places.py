"""Where a vault may live: not on network shares, in synchronised folders or on removable media, where recognisable.

SECURITY.md lists what is recognised. Every rule is a plain function of a path and the computer's answers (``probes``).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from hipdesk.vault.faults import PlaceRefused
from hipdesk.vault.probes import Probes, ThisComputer

NETWORK = "network"
SYNCHRONISED = "synchronised"
REMOVABLE = "removable"
NOT_ALLOWED = "not_allowed"

_SENTENCES = {
    NETWORK: "This folder is on a network share, where a vault cannot be kept safe from damage.",
    SYNCHRONISED: "This folder is copied elsewhere by a synchronising program, which would damage the vault.",
    REMOVABLE: "This folder is on a removable disk, which is easily lost.",
    NOT_ALLOWED: "Your office’s policy does not allow a vault in this folder.",
}

_NETWORK_TYPES = (
    "nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs coda ceph glusterfs lustre beegfs orangefs gfs2 ocfs2 davfs davfs2 "
    "9p virtiofs vboxsf vmhgfs prl_fs drvfs "
    "fuse.sshfs fuse.rclone fuse.gvfsd-fuse fuse.davfs fuse.davfs2 fuse.s3fs fuse.goofys fuse.gcsfuse fuse.curlftpfs "
    "fuse.glusterfs fuse.ceph fuse.ceph-fuse fuse.smbnetfs fuse.afpfs fuse.vmhgfs-fuse fuse.mount-s3 fuse.juicefs "
    "fuse.google-drive-ocamlfuse fuse.onedriver fuse.kio-fuse fuse.blobfuse fuse.blobfuse2 fuse.seadrive"
)
_HOST_TYPES = frozenset(("9p", "virtiofs"))
_REMOTE_SOURCE = re.compile(r"//|\\\\|[a-z][a-z0-9+.-]*://|[^/:]+:/")

_SYNCHRONISED_FOLDER = re.compile(
    r"onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|googledrive-.+|nextcloud\d*|owncloud\d*|icloud ?drive|"
    r"mobile documents|cloudstorage|box sync|pcloud ?drive|proton ?drive|mega(sync)?|synologydrive|seafile|seadrive|"
    r"tresorit drive|creative cloud files",
    re.IGNORECASE,
)
_SYNCHRONISED_IN_HOME = re.compile(r"box|sync|my drive", re.IGNORECASE)
_MARKERS = frozenset(
    (
        ".dropbox",
        ".dropbox.cache/",
        ".stfolder",
        ".stfolder/",
        ".nextcloudsync.log",
        ".owncloudsync.log",
        ".csync_journal.db",
        ".tmp.drivedownload/",
        ".tmp.driveupload/",
        ".synologyworkingdirectory/",
        ".849c9593-d756-4e56-8d6e-42412f2a707b",
    )
)
_JOURNAL = re.compile(r"\._?sync_[0-9a-f]+\.db|\._sync_.*\.db|\.sync_.*\.db", re.IGNORECASE)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "APPDATA")
_CLOUD_ATTRIBUTES = 0x00080000 | 0x00100000 | 0x00040000 | 0x00400000
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_DISC = 2, 4, 5


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The computer to ask, and the folders a policy file allows; none named means any that is safe."""

    probes: Probes | None = None
    allowed: Sequence[PurePath] = ()


def refuse_unsafe(path: PurePath, rules: PlaceRules | None = None) -> None:
    """Raise PlaceRefused, with the remedy, when a vault may not live at this path, which need not exist yet."""
    kind = judge(path, rules)
    if kind is not None:
        raise PlaceRefused(kind, _SENTENCES[kind])


def judge(path: PurePath, rules: PlaceRules | None = None) -> str | None:
    """Why a vault may not live here: ``network``, ``synchronised``, ``removable``, ``not_allowed``; or None."""
    rules = rules or PlaceRules()
    probes = rules.probes or ThisComputer()
    for place in dict.fromkeys((path, probes.real(path))):
        for rule in _RULES:
            found = rule(place, probes)
            if found is not None:
                return found
    real = probes.real(path)
    if rules.allowed and not any(_inside(real, probes.real(each)) for each in rules.allowed):
        return NOT_ALLOWED
    return None


def _linux_mount(path: PurePath, probes: Probes) -> str | None:
    """The type and source of the mount a path lies on. A share that is the whole machine's root is not refused."""
    if probes.platform != "linux":
        return None
    point, kind, source = _mount_of(path, probes.mounts())
    if kind in _NETWORK_TYPES.split() and not (point == "/" and kind in _HOST_TYPES):
        return NETWORK
    if _REMOTE_SOURCE.match(source) and kind not in _HOST_TYPES:
        return NETWORK
    text = path.as_posix()
    if (text.startswith(("/media/", "/run/media/")) and point != "/") or probes.is_removable(source):
        return REMOVABLE
    return None


def _mount_of(path: PurePath, mountinfo: str) -> tuple[str, str, str]:
    """Mount point, type and source of the innermost mount; of two on one point, the later hides the earlier."""
    best = ("", "", "")
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if len(left) < 5 or len(right) < 2:
            continue
        point = _unescaped(left[4])
        if _inside(path, type(path)(point)) and len(point) >= len(best[0]):
            best = (point, right[0], _unescaped(right[1]))
    return best


def _unescaped(text: str) -> str:
    """mountinfo writes blanks and backslashes as octal."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _windows_drive(path: PurePath, probes: Probes) -> str | None:
    """A UNC path, or what GetDriveTypeW says of the drive."""
    if probes.platform != "win32":
        return None
    text = str(path).replace("/", "\\")
    if text.upper().startswith("\\\\?\\UNC\\"):
        return NETWORK
    text = text.removeprefix("\\\\?\\")
    if text.startswith("\\\\"):
        return NETWORK
    kind = probes.drive_type(text[:2] + "\\") if text[1:2] == ":" else 0
    return {_DRIVE_REMOTE: NETWORK, _DRIVE_REMOVABLE: REMOVABLE, _DRIVE_DISC: REMOVABLE}.get(kind)


def _windows_cloud(path: PurePath, probes: Probes) -> str | None:
    """Inside a folder that a sync client's variables name (or the roaming profile), or marked as a cloud file."""
    if probes.platform != "win32":
        return None
    for name in _SYNC_VARIABLES:
        root = probes.environment.get(name)
        if root and _inside(path, type(path)(root)):
            return SYNCHRONISED
    if any(probes.attributes(each) & _CLOUD_ATTRIBUTES for each in _upwards(path)):
        return SYNCHRONISED
    return None


def _mac_volume(path: PurePath, probes: Probes) -> str | None:
    """Another volume than the system's: a stick, a disk image or a share."""
    if probes.platform == "darwin" and path.as_posix().startswith("/Volumes/"):
        return REMOVABLE
    return None


def _sync_folder_name(path: PurePath, probes: Probes) -> str | None:
    """A folder named as the sync clients name theirs; the commonest words only directly in the home folder."""
    for each in _upwards(path):
        if _SYNCHRONISED_FOLDER.fullmatch(each.name):
            return SYNCHRONISED
        if each.parent == probes.home and _SYNCHRONISED_IN_HOME.fullmatch(each.name):
            return SYNCHRONISED
    return None


def _sync_marker(path: PurePath, probes: Probes) -> str | None:
    """A file that a sync client leaves in the folder it copies."""
    for each in _upwards(path):
        names = {name.lower() for name in probes.names(each)}
        if names & _MARKERS or any(_JOURNAL.fullmatch(name) for name in names):
            return SYNCHRONISED
    return None


def _dropbox(path: PurePath, probes: Probes) -> str | None:
    """Dropbox writes where its folders are into ``info.json``."""
    places = [probes.home / ".dropbox"]
    for variable in ("APPDATA", "LOCALAPPDATA"):
        if variable in probes.environment:
            places.append(type(path)(probes.environment[variable]) / "Dropbox")
    for place in places:
        try:
            accounts = json.loads(probes.text(place / "info.json") or "{}")
            roots = [account["path"] for account in accounts.values() if isinstance(account.get("path"), str)]
        except (ValueError, AttributeError, RecursionError):
            continue
        if any(_inside(path, type(path)(root)) for root in roots):
            return SYNCHRONISED
    return None


_RULES = (_linux_mount, _windows_drive, _windows_cloud, _mac_volume, _sync_folder_name, _sync_marker, _dropbox)


def _inside(path: PurePath, folder: PurePath) -> bool:
    """Whether a path is a folder or lies in it; by whole names, and without case where the system has none."""
    return path == folder or folder in path.parents


def _upwards(path: PurePath) -> Iterator[PurePath]:
    yield path
    yield from path.parents
