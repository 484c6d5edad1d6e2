"""Settings: the office, its panel, its rules and locking, how it looks, backups and the check of the vault."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.registry import PageEntry


def pages(_context: "Context") -> "list[PageEntry]":
    """Settings, at the foot of the navigation."""
    from ui.shell.registry import PageEntry, late

    return [
        PageEntry("settings", "Settings", "sliders", late("ui.settings.page", "SettingsPage"), order=900, foot=True)
    ]
