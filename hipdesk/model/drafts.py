"""What a holder was typing, and where they were."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class KeepDraft(BaseModel):
    """The state of something being typed: ``kind`` of form, ``subject`` it is about (a row id, or empty for new)."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    kind: str = Field(max_length=40)
    subject: str = Field(default="", max_length=64)
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as kept."""

    kind: str
    subject: str
    content: dict[str, Any]
    begun_at: datetime
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class SavedUntold:
    """What was saved and the window does not know of: in words, when in ISO form, and the referral it was, if one."""

    words: str
    at: str
    referral_id: str = ""
