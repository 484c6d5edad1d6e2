"""Flags that ask for care: codes of the care-flag list and the column of the case each is kept in."""

from collections.abc import Mapping
from typing import Literal

Flag = Literal[
    "child", "adult_at_risk", "address_kept", "not_aware", "media", "councillor", "tension", "staff", "legal_hold",
]  # fmt: skip
FLAG_COLUMNS: Mapping[str, str] = {
    "child": "child",
    "adult_at_risk": "adult_at_risk",
    "address_kept": "address_kept",
    "not_aware": "not_aware",
    "restricted": "restricted",
    "media": "media_interest",
    "councillor": "councillor_interest",
    "tension": "community_tension",
    "staff": "staff_involved",
    "legal_hold": "legal_hold",
}
SHORT_WORDS: Mapping[str, str] = {
    "child": "Child",
    "adult_at_risk": "Adult at risk",
    "address_kept": "Address kept",
    "not_aware": "Not aware",
    "restricted": "Restricted",
    "media": "Media",
    "councillor": "Councillor",
    "tension": "Tension",
    "staff": "Staff",
    "legal_hold": "Legal hold",
}
LONG_WORDS: Mapping[str, str] = {
    "child": "Child in household",
    "adult_at_risk": "Adult at risk",
    "address_kept": "Address kept out of papers",
    "not_aware": "Subject not aware",
    "restricted": "Restricted",
    "media": "Media interest",
    "councillor": "Councillor or MP interest",
    "tension": "Community tension",
    "staff": "Staff member involved",
    "legal_hold": "Legal hold",
}


def flags_of(case: object) -> tuple[str, ...]:
    """The codes of the flags that are on, of anything with the case's columns."""
    return tuple(code for code, column in FLAG_COLUMNS.items() if getattr(case, column))
