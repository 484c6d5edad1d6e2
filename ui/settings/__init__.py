"""Settings: the office, its panel, its rules and locking, how it looks, backups and the check of the vault."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.registry import PageEntry


def pages(_context: "Context") -> "list[PageEntry]":
    """Settings, at the foot of the navigation."""
    from ui.settings.page import SettingsPage
    from ui.shell.registry import PageEntry

    return [PageEntry("settings", "Settings", "sliders", SettingsPage, order=900, foot=True)]
