"""Where things lie: the program's own resources, and the user's local data folder."""

import os
import sys
from pathlib import Path


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def resources() -> Path:
    """The shipped ``resources`` folder, in a checkout, an installed package or a bundle."""
    return _root() / "resources"


def migrations() -> Path:
    """The shipped ``migrations`` folder."""
    return _root() / "migrations"


def local_data() -> Path:
    """The user's local, not roaming, application data folder for HIP Desk; not created here.

    ``HIPDESK_DATA`` overrides it, for policy and tests.
    """
    override = os.environ.get("HIPDESK_DATA")
    if override:
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "HIP Desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "HIP Desk"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "hipdesk"
