"""Code lists as an office keeps them: entries are added, reworded, ordered, ended; never renumbered or deleted."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from anyascii import anyascii
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean

Line = Annotated[str, AfterValidator(clean)]
LONGEST_CODE = 40
_UNCHANGED = "Nothing was changed."

# Their entries are named by the program's own rules, or are a national coding: words may change, entries may not.
RULED = frozenset({
    "action_status", "action_not_done", "attendance", "interest_ruling", "return_state", "return_limit", "hearing_kind",
    "panel_decision", "case_status", "risk_band", "risk_stage", "meeting_kind", "police_ethnicity_16",
    "observed_ethnicity", "ethnicity", "police_recording", "crime_class", "police_outcome", "offence_aggravated",
    "tool_state", "age_band", "marking", "origin", "source_grade", "referral_status", "agreement", "unanswered",
    "attachment_kind", "agency_stage", "member_role", "person_role", "victim_kind", "identity_status", "care_flag",
    "case_review_state", "support_state",
})  # fmt: skip


class AddEntry(BaseModel):
    """A further entry at the end of a list, or under ``parent``; it may be chosen from ``valid_from`` on."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    list_name: str = Field(max_length=40)
    label: Line = Field(min_length=1, max_length=120)
    parent: str | None = None
    valid_from: date | None = None
    note: Line = Field(default="", max_length=500)


class ChangeEntry(BaseModel):
    """What an entry says and when it may be chosen; the code and what it stands under never change."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    list_name: str = Field(max_length=40)
    code: str = Field(max_length=LONGEST_CODE)
    label: Line = Field(min_length=1, max_length=120)
    valid_from: date | None = None
    valid_to: date | None = None
    note: Line = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("An entry cannot end before it begins")
        return self


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in its list, by ``position``; ``shipped`` when it came with the program."""

    code: str
    label: str
    parent: str | None
    position: int
    valid_from: date | None
    valid_to: date | None
    note: str
    shipped: bool

    def may_be_chosen(self, day: date) -> bool:
        """Whether it is offered for something that happened on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def changed(self, **what: object) -> ChangeEntry:
        """The command that keeps this entry as it is, but for ``what``; the list's name is among it."""
        kept = {name: getattr(self, name) for name in ("code", "label", "valid_from", "valid_to", "note")}
        return ChangeEntry.model_validate({**kept, **what})


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with its entries in order; ``ruled`` when only words and order may change."""

    name: str
    title: str
    ruled: bool
    entries: tuple[EntryLine, ...]


def new_code(label: str, taken: frozenset[str]) -> str:
    """A code for a new entry out of its words, such as no entry of the list ever had; it is kept for ever."""
    plain = re.sub(r"[^a-z0-9]+", "_", anyascii(label).lower()).strip("_")[: LONGEST_CODE - 4] or "entry"
    found, number = plain, 2
    while found in taken:
        found, number = f"{plain}_{number}", number + 1
    return found


def check_entry(listed: ListView, code: str | None, label: str, day: date, *, offered: bool = True) -> None:
    """Refused for words that another entry on offer has, and for ending the last entry that may be chosen."""
    others = [entry for entry in listed.entries if entry.code != code and entry.may_be_chosen(day)]
    if offered and any(entry.label.casefold() == label.casefold() for entry in others):
        raise Refused("The list has an entry with these words.", kept=_UNCHANGED, to_do="Word it otherwise.")
    if not offered and not others:
        raise Refused(
            "This is the last entry that can be chosen.", kept="Nothing was changed.", to_do="Add another one first."
        )
