"""When pictures are taken: a demonstration vault's own time, reckoned from its panels, whatever day it is here."""

import shutil
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hipdesk.console.demonstration import PASSPHRASE
from hipdesk.desk import Desk
from hipdesk.kernel.clock import LONDON, Clock, FixedClock, today
from hipdesk.kernel.errors import Refused
from hipdesk.model.workdays import add_working_days
from hipdesk.services.meetings import list_meetings
from hipdesk.vault.kdf import KdfPolicy

BEFORE = 2
"""Working days from the pictures to the panel."""
_AT = time(14, 2)
_OPENS = timedelta(minutes=2)


def clock_for(vault: Path, clock: Clock, policy: KdfPolicy) -> FixedClock:
    """The afternoon two working days before the vault's coming panel, or today's when that is gone already.

    Where every panel lies behind, the newest that nobody held counts as coming, so that an old demonstration still has
    its pictures. Raises Refused when no panel is planned at all.
    """
    with Desk.unlock(vault, PASSPHRASE, clock, policy) as desk:
        days = sorted(line.held_on for line in desk.read(list_meetings).rows if line.status == "planned")
    if not days:
        raise Refused("No panel is planned in this vault.", to_do="Make the demonstration anew.")
    here = today(clock)
    panel = next((day for day in days if day >= here), days[-1])
    afternoon = _in_london(add_working_days(panel, -BEFORE), _AT)
    return FixedClock(max(afternoon, clock.now(), _in_london(here, _AT)) if panel >= here else afternoon)


def on_panel_day(clock: Clock, day: date, starts: time | None) -> datetime:
    """Two minutes after the panel's hour on its day, or now when that is over."""
    return max(clock.now(), _in_london(day, starts or time(10)) + _OPENS)


def later(clock: Clock, days: int, month: str = "%B") -> str:
    """A day so many days on from today, as it is said: 15 December; with ``%b``, 15 Dec."""
    day = today(clock) + timedelta(days=days)
    return f"{day.day} {day:{month}}"


def copy_of(vault: Path, folder: Path) -> Path:
    """A copy of a closed vault to pose with: what is done for a picture never reaches the vault itself."""
    return Path(shutil.copytree(vault, folder / vault.name))


def _in_london(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON)
