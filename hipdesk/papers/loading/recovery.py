"""The recovery sheet's model: the code as it was made or replaced, on the office's own paper."""

from hipdesk.papers.loading.frames import Copy, frame
from hipdesk.papers.recovery_sheet import RecoverySheet
from hipdesk.store.work import Reading

_HANDLING = "Opens every record. Never photograph, scan, copy, e-mail or type into another device."


def load_recovery_sheet(
    reading: Reading, groups: tuple[str, ...], code_text: str, asked: tuple[int, int], vault_name: str, number: int = 1
) -> RecoverySheet:
    """The sheet numbered ``number``, asking back the groups ``asked`` (from 1). It holds the code: never keep it."""
    sheet_frame = frame(
        reading, "Recovery sheet", "Recovery sheet", handling=_HANDLING, copy=Copy("the sealed envelope")
    )
    return RecoverySheet(
        frame=sheet_frame, vault_name=vault_name, sheet_number=number, replaces=number - 1 or None,
        made_by=reading.actor.name, printed_at=reading.now, groups=groups, qr_text=code_text, asked=asked,
    )  # fmt: skip
