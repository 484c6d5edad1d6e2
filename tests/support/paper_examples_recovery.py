"""An invented recovery sheet; its code opens nothing."""

from datetime import UTC, date, datetime

from hipdesk.papers.recovery_sheet import RecoverySheet
from tests.support.paper_frames import frame

GROUPS = ("RNEA", "RJHR", "0F1W", "99MA", "G372", "VJD4", "QY81", "769B", "3HME")


def recovery_sheet() -> RecoverySheet:
    """The pictured sheet."""
    return RecoverySheet(
        frame=frame("Recovery sheet", "Recovery sheet", version_day=date(2026, 11, 3), fingerprint="19D0 AA63"),
        vault_name="Marlbridge HIP, 6C2E-91F4",
        sheet_number=1,
        replaces=None,
        made_by="Marta Żukowska",
        printed_at=datetime(2026, 11, 3, 9, 12, tzinfo=UTC),
        groups=GROUPS,
        qr_text="-".join(GROUPS),
        asked=(3, 7),
    )
