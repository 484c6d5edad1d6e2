"""People as the panel meets them: what is typed to find them, and what is shown of those who look alike."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from hipdesk.model.matching import Reason


class Probe(BaseModel):
    """What has been typed so far about a person; any part may be empty."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    name: str = Field(default="", max_length=200)
    own_script: str = Field(default="", max_length=200)
    born_earliest: date | None = None
    born_latest: date | None = None
    age: int | None = Field(default=None, ge=0, le=130)
    address: str = Field(default="", max_length=500)
    phone: str = Field(default="", max_length=120)
    except_person: str | None = None


@dataclass(frozen=True, slots=True)
class PartInCase:
    """A part someone has in a case: enough to recognise it in a side panel."""

    case_id: str
    reference: str
    initials: str
    role: str
    status: str
    risk: str | None
    risk_score: int | None
    next_hearing: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Someone in the record who may be the person being typed: 0 to 99, a word, and the reasons."""

    person_id: str
    name: str
    own_script: str | None
    born: str
    score: int
    word: str
    reasons: tuple[Reason, ...]
    parts: tuple[PartInCase, ...]


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """What else the record holds at an address."""

    incidents: int
    victims: int
    perpetrators: int


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two people who may be one, waiting for a decision."""

    id: str
    person_id: str
    name: str
    other_id: str
    other_name: str
    score: int
    reasons: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class DuplicateSide:
    """One of two people who may be one: what tells people apart, and their parts in cases one may see."""

    person_id: str
    name: str
    own_script: str
    also: tuple[str, ...]
    born: str
    addresses: tuple[str, ...]
    contact: str
    language: str
    recorded_on: date
    parts: tuple[PartInCase, ...]
    hidden_parts: int


@dataclass(frozen=True, slots=True)
class DuplicateCompared:
    """A pair side by side, with every reason for and against as the record stands now."""

    id: str
    state: str
    score: int
    word: str
    reasons: tuple[Reason, ...]
    first: DuplicateSide
    second: DuplicateSide
