"""People and organisations met by the panel; whether two records may be one person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, Tracked, key_of


class PersonRow(Tracked, Base):
    """One person, organisation, community or group, as recorded once.

    ``merged_into`` points to the record that stands for both; this one then keeps what it said, and nothing else points
    to it until the merge is undone. ``folded`` and ``sound`` serve matching.
    """

    __tablename__ = "person"

    kind: Mapped[str] = mapped_column(String(16), default="person")
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sound: Mapped[str] = mapped_column(index=True, default="")
    own_script: Mapped[str | None]
    title: Mapped[str | None] = mapped_column(String(24))
    pseudonym: Mapped[bool] = mapped_column(default=False)
    born_earliest: Mapped[date | None] = mapped_column(index=True)
    born_latest: Mapped[date | None]
    born_precision: Mapped[str | None] = mapped_column(String(12))
    born_words: Mapped[str | None]
    age_estimate: Mapped[int | None]
    age_estimated_on: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(16))
    gender_as_at_birth: Mapped[bool | None]
    pronouns: Mapped[str | None]
    ethnicity: Mapped[str | None] = mapped_column(String(16))
    ethnicity_observed: Mapped[str | None] = mapped_column(String(16))
    ethnicity_words: Mapped[str | None]
    language: Mapped[str | None]
    interpreter: Mapped[bool | None]
    nationality: Mapped[str | None]
    immigration_vulnerable: Mapped[bool | None]
    religion: Mapped[str | None] = mapped_column(String(16))
    orientation: Mapped[str | None] = mapped_column(String(16))
    disabled: Mapped[bool | None]
    impairments: Mapped[list[str]] = mapped_column(JSON, default=list)
    care_needs: Mapped[str | None]
    adjustments: Mapped[str | None]
    description: Mapped[str | None]
    vulnerability: Mapped[str | None]
    risk_markers: Mapped[str | None]
    contact_method: Mapped[str | None] = mapped_column(String(24))
    contact_number: Mapped[str | None]
    contact_folded: Mapped[str | None] = mapped_column(index=True)
    contact_times: Mapped[str | None]
    contact_unsaid: Mapped[str | None]
    contact_message_safe: Mapped[bool | None]
    contact_post_safe: Mapped[bool | None]
    address_confidential: Mapped[bool | None]
    merged_into: Mapped[str | None] = key_of("person.id", null=True)
    disputed: Mapped[str | None]


class PersonAliasRow(Keyed, Base):
    """Another name of a person: alias, known-as, maiden name, another spelling."""

    __tablename__ = "person_alias"

    person_id: Mapped[str] = key_of("person.id", cascade=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sound: Mapped[str] = mapped_column(index=True, default="")


class NameKeyRow(Base):
    """A word of a person's names, folded (``w:begum``), or its sound (``s:BKM``): the first sieve of matching."""

    __tablename__ = "name_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        KEY, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class AddressRow(Keyed, Base):
    """Where a person lives or lived, with tenure and landlord; ``place_key`` joins different spellings of one home."""

    __tablename__ = "address"

    person_id: Mapped[str] = key_of("person.id", cascade=True)
    lines: Mapped[str]
    place_key: Mapped[str] = mapped_column(index=True)
    postcode: Mapped[str | None] = mapped_column(String(12), index=True)
    uprn: Mapped[str | None] = mapped_column(String(12))
    ward: Mapped[str | None] = mapped_column(String(80))
    tenure: Mapped[str | None] = mapped_column(String(24))
    landlord: Mapped[str | None]
    landlord_agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    tenancy: Mapped[str | None]
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]


class PossibleDuplicateRow(Keyed, Base):
    """Two people who may be one, with score and reasons; only a person decides."""

    __tablename__ = "possible_duplicate"
    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    person_id: Mapped[str] = key_of("person.id", cascade=True)
    other_id: Mapped[str] = key_of("person.id", cascade=True)
    score: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), default="open", index=True)
    reason: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(KEY)


class MergeRow(Keyed, Base):
    """A merge that was made, so that it can be undone.

    ``overlay`` holds what the kept record said before and says since, by column; ``moved`` everything else that was
    touched: rows that point to the kept record now, aliases, pairs, repeat flags (see ``services.merging``).
    """

    __tablename__ = "merge"

    kept_id: Mapped[str] = key_of("person.id")
    folded_id: Mapped[str] = key_of("person.id")
    overlay: Mapped[dict[str, Any]] = mapped_column(JSON)
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(KEY)
