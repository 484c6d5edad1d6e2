"""The office's own settings: who it is, which quarters it counts in, how its panel meets."""

from datetime import time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Nation = Literal["ENG", "WLS", "SCT", "NIR"]
Basis = Literal["financial", "calendar"]


class Settings(BaseModel):
    """A group of settings: frozen, and silent about its values in errors."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)


class OfficeSettings(Settings):
    """Who the office is: printed on every paper. ``initials_in_packs``: case papers say initials, not names."""

    panel_name: str = Field(default="Hate Incident Panel", max_length=120)
    office_name: str = Field(default="", max_length=120)
    borough: str = Field(default="", max_length=80)
    officer_name: str = Field(default="", max_length=120)
    officer_title: str = Field(default="Hate Crime Partnership Officer", max_length=120)
    phone: str = Field(default="", max_length=40)
    secure_email: str = Field(default="", max_length=120)
    nation: Nation = "ENG"
    quarters: Basis = "financial"
    reference_prefix: str = Field(default="HIP", pattern=r"^[A-Z]{2,6}$")
    marking: str = Field(default="OFFICIAL-SENSITIVE", max_length=40)
    invented: bool = False
    initials_in_packs: bool = False


class PanelSettings(Settings):
    """How the panel meets. ``weekday`` 0 is Monday; ``week`` 1 to 4 of the month, 5 the last.

    ``quorum`` agencies must be there, those named in ``quorum_of``; 0 for no quorum.
    """

    weekday: int = Field(default=3, ge=0, le=6)
    week: int = Field(default=2, ge=1, le=5)
    starts_at: time = time(10, 0)
    minutes: int = Field(default=120, ge=15, le=600)
    place: str = Field(default="", max_length=160)
    online: bool = False
    chair: str = Field(default="", max_length=120)
    chair_title: str = Field(default="", max_length=120)
    minute_taker: str = Field(default="", max_length=120)
    minute_taker_title: str = Field(default="", max_length=120)
    quorum: int = Field(default=3, ge=0, le=50)
    quorum_of: Literal["core", "agencies"] = "core"
    meetings_a_year: int = Field(default=12, ge=1, le=60)


class TimetableSettings(Settings):
    """The steps around a meeting, in working days before or after it, and what a bank holiday does to the meeting.

    ``without_august`` and ``without_december`` are months without a meeting. The defaults are those of the field.
    """

    referrals_close: int = Field(default=10, ge=1, le=40)
    names_list: int = Field(default=8, ge=1, le=40)
    returns_due: int = Field(default=4, ge=1, le=30)
    returns_chaser: int = Field(default=3, ge=1, le=30)
    papers_out: int = Field(default=3, ge=1, le=30)
    action_slips: int = Field(default=1, ge=0, le=30)
    draft_minutes: int = Field(default=5, ge=0, le=40)
    victim_update: int = Field(default=5, ge=0, le=40)
    minutes_agreed: int = Field(default=10, ge=0, le=60)
    chase: int = Field(default=10, ge=0, le=60)
    moved: Literal["week_later", "next_working_day", "working_day_before"] = "week_later"
    without_august: bool = False
    without_december: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Before the meeting: referrals close, then names, then returns, then papers; after it: draft, then agreed."""
        before = (self.referrals_close, self.names_list, self.returns_due, self.papers_out)
        if list(before) != sorted(before, reverse=True) or self.draft_minutes > self.minutes_agreed:
            raise ValueError("Keep the order: referrals close; names list; returns; papers; then draft before agreed")
        return self


class RuleSettings(Settings):
    """Numbers of the panel's own rules: months, working days and points."""

    repeat_months: int = Field(default=12, ge=1, le=60)
    log_days: int = Field(default=1, ge=0, le=30)
    acknowledge_days: int = Field(default=2, ge=0, le=30)
    triage_days: int = Field(default=3, ge=0, le=30)
    first_hearing_days: int = Field(default=20, ge=1, le=120)
    aftercare_days: int = Field(default=28, ge=1, le=365)
    case_review_days: int = Field(default=15, ge=1, le=120)
    action_days: int = Field(default=20, ge=1, le=120)
    lock_minutes: int = Field(default=10, ge=1, le=15)
    question_set: str = "HIP-RA"


class BackupSettings(Settings):
    """Where backups go and when: ``place`` is a folder, empty for none; ``automatic`` makes them by itself.

    Then one is made after a quarter of an hour with changes, and when the window is closed after changes.
    """

    place: str = Field(default="", max_length=1000)
    automatic: bool = True


class PrintSettings(Settings):
    """Whether papers may be printed from this program; off until the office allows it: print queues keep copies."""

    allowed: bool = False


class PopulationSettings(Settings):
    """How many people of each group live in the district: by the number of a table of people affected, then by group.

    ``source`` says where the figures are from: "Census 2021".
    """

    source: str = Field(default="", max_length=120)
    groups: dict[str, dict[str, int]] = Field(default_factory=dict)


class PublicSettings(Settings):
    """Public reports: counts from 1 to one under the ``threshold`` are hidden; the council confirms it."""

    threshold: Literal[3, 5, 10] = 5
    contact: str = Field(default="", max_length=160)
