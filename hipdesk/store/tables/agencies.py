"""Agencies of the panel, the names others write for them, and who represents them."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Keyed, Tracked, key_of


class AgencyRow(Tracked, Base):
    """One agency; ``provisional`` when an import had to make it from a spelling nobody has confirmed."""

    __tablename__ = "agency"

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    short_name: Mapped[str | None]
    kind: Mapped[str] = mapped_column(String(24), default="other")
    provisional: Mapped[bool] = mapped_column(default=False)
    core: Mapped[bool] = mapped_column(default=False)
    patch: Mapped[str | None]
    stock: Mapped[int | None]
    secure_email: Mapped[str | None]
    phone: Mapped[str | None]
    agreement_signed: Mapped[bool | None]
    agreement_signed_on: Mapped[date | None]
    agreement_expires_on: Mapped[date | None]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    referral_route: Mapped[str | None]
    engagement: Mapped[str | None] = mapped_column(String(24))


class AgencySpellingRow(Keyed, Base):
    """Another name or abbreviation of an agency, as people write it."""

    __tablename__ = "agency_spelling"

    agency_id: Mapped[str] = key_of("agency.id", cascade=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)


class RepresentativeRow(Tracked, Base):
    """A person who comes to the panel for an agency: main, deputy or other."""

    __tablename__ = "representative"

    agency_id: Mapped[str] = key_of("agency.id")
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    job_title: Mapped[str | None]
    place: Mapped[str] = mapped_column(String(16), default="main")
    secure_email: Mapped[str | None]
    phone: Mapped[str | None]
    confidentiality_signed_on: Mapped[date | None]
    left_on: Mapped[date | None]
