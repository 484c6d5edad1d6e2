"""Whether papers may be printed from this program."""

from hipdesk.model.settings import PrintSettings
from hipdesk.services.settings import print_settings
from ui.context import Context
from ui.forms.grid import FieldGrid
from ui.parts.printing import SPOOL
from ui.settings.group_pane import GroupPane

LEAD = f"Every print is logged with its copies and printer. {SPOOL}"


class PrintPane(GroupPane):
    """One question, saved as every group is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, PrintSettings, "Printing", LEAD, print_fields)

    def load(self) -> None:
        self._context.read(print_settings, then=self.show_kept, owner=self)


def print_fields(grid: FieldGrid) -> None:
    """Allowed or not."""
    grid.add_yes_no("allowed", "Papers may be printed from this program")
