"""People as the panel meets them: what is typed to find them, and what is shown of those who look alike."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from hipdesk.model.matching import Reason


class Probe(BaseModel):
    """What has been typed so far about a person; any part may be empty."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

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
    """Two people who may be one, waiting for a decision, or decided: ``two_people`` with who, when and why."""

    id: str
    person_id: str
    name: str
    other_id: str
    other_name: str
    score: int
    reasons: tuple[str, ...]
    state: str
    decided_on: date | None = None
    decided_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MergeMade:
    """A merge as listed: the name that stands, the name that was folded in, who made it, and whether it was undone."""

    id: str
    kept_id: str
    name: str
    other_name: str
    made_on: date
    made_by: str
    undone_on: date | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class DuplicatesTray:
    """The tray: pairs to decide (those left for later last), those kept apart lately, and merges, newest first."""

    pairs: tuple[DuplicatePair, ...]
    apart: tuple[DuplicatePair, ...]
    merges: tuple[MergeMade, ...]


@dataclass(frozen=True, slots=True)
class DuplicateSide:
    """One of two people who may be one: what tells people apart, and their parts in cases one may see."""

    person_id: str
    version: int
    name: str
    also: tuple[str, ...]
    addresses: tuple[str, ...]
    recorded_on: date
    source: str
    parts: tuple[PartInCase, ...]


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One field of two records: both answers in words, which is proposed and why.

    ``*_given``: whether it is an answer, or the reason why there is none. ``both``: whether both may be kept.
    """

    code: str
    label: str
    kept: str
    folded: str
    kept_given: bool
    folded_given: bool
    choice: str
    why: str
    same: bool
    both: bool


@dataclass(frozen=True, slots=True)
class DuplicateCompared:
    """A pair side by side, with every reason for and against as the record stands now, and what merging would do.

    The record made earlier is proposed to be kept. ``warning`` says what speaks against merging without a look, if
    anything; ``cases``, ``incidents`` and ``notes`` count what would point to one person, visible cases only.
    """

    id: str
    state: str
    score: int
    word: str
    reasons: tuple[Reason, ...]
    kept: DuplicateSide
    folded: DuplicateSide
    answers: tuple[AnswerPair, ...]
    cases: int
    incidents: int
    notes: int
    warning: str


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people are listed: those the ``words`` find, and those who have a part of this ``role`` in a case."""

    words: str = ""
    role: str | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, by initials: roles in words, how many cases one may see, the newest, and why it was found."""

    id: str
    initials: str
    kind: str
    age: int | None
    roles: tuple[str, ...]
    cases: int
    reference: str
    status: str
    why: str
    duplicate: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person without their name: what they are, and their part in every case one may see, newest first.

    ``pair_id`` is the likeliest pair that waits for a decision, or empty.
    """

    id: str
    initials: str
    kind: str
    age: int | None
    recorded_on: date
    source: str
    parts: tuple[PartInCase, ...]
    pair_id: str


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """What is known of one person: names, homes (the present one first), and (label, words) of every other answer.

    ``merges`` are those that were folded into this record.
    """

    id: str
    name: str
    own_script: str
    also: tuple[str, ...]
    homes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    merges: tuple[MergeMade, ...]
