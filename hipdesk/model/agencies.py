"""Agencies of the panel: commands to add and change them, and how they are shown."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from hipdesk.model.folding import fold

_COMMAND = ConfigDict(frozen=True, hide_input_in_errors=True, str_strip_whitespace=True, defer_build=True)


class AddAgency(BaseModel):
    """A new agency, or the new values of one."""

    model_config = _COMMAND

    name: str = Field(min_length=1, max_length=120)
    short_name: str | None = Field(default=None, max_length=40)
    kind: str = Field(default="other", max_length=24)
    core: bool = False
    provisional: bool = False
    patch: str | None = Field(default=None, max_length=120)
    stock: int | None = Field(default=None, ge=0)
    secure_email: str | None = Field(default=None, max_length=120)
    phone: str | None = Field(default=None, max_length=40)
    agreement_signed: bool | None = None
    agreement_signed_on: date | None = None
    agreement_expires_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    engagement: str | None = Field(default=None, max_length=24)
    spellings: tuple[str, ...] = ()


class AddRepresentative(BaseModel):
    """Someone who comes to the panel for an agency: ``place`` main, deputy or other."""

    model_config = _COMMAND

    agency_id: str
    name: str = Field(min_length=1, max_length=120)
    job_title: str | None = Field(default=None, max_length=120)
    place: str = Field(default="main", pattern="^(main|deputy|other)$")
    secure_email: str | None = Field(default=None, max_length=120)
    phone: str | None = Field(default=None, max_length=40)


@dataclass(frozen=True, slots=True)
class Representative:
    """A representative as shown."""

    id: str
    name: str
    job_title: str
    place: str
    secure_email: str
    phone: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency as shown, with those who come for it and what it has sent."""

    id: str
    name: str
    short_name: str
    kind: str
    kind_label: str
    core: bool
    provisional: bool
    phone: str
    secure_email: str
    agreement_expires_on: date | None
    agreement_signed: bool | None
    left_on: date | None
    spellings: tuple[str, ...]
    representatives: tuple[Representative, ...]
    referrals: int
    open_actions: int
    version: int
    patch: str = ""
    stock: int | None = None
    agreement_signed_on: date | None = None
    joined_on: date | None = None
    engagement: str = ""
    engagement_label: str = ""

    @property
    def called(self) -> str:
        """What the agency is called in tight places."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class AgencyChoices:
    """What the form of an agency offers: kinds and stages of engagement as (code, label), those valid today."""

    kinds: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, str], ...]


def command_of(agency: AgencyView) -> AddAgency:
    """The command that leaves an agency as it is, and confirms it."""
    return AddAgency(
        name=agency.name, short_name=agency.short_name or None, kind=agency.kind, core=agency.core,
        patch=agency.patch or None, stock=agency.stock, secure_email=agency.secure_email or None,
        phone=agency.phone or None, agreement_signed=agency.agreement_signed,
        agreement_signed_on=agency.agreement_signed_on, agreement_expires_on=agency.agreement_expires_on,
        joined_on=agency.joined_on, left_on=agency.left_on, engagement=agency.engagement or None,
        spellings=agency.spellings,
    )  # fmt: skip


def agency_key(name: str) -> str:
    """A name as agencies are matched: folded, "&" as "and"."""
    return fold(name.replace("&", " and "))
