"""The minutes of a panel meeting: draft until agreed, then frozen, with every later correction listed. Never cut."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from hipdesk.papers.agenda import Risk
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import (
    NOT_KNOWN,
    NOT_RECORDED,
    Strong,
    Words,
    clock,
    counted,
    day_month,
    full_day,
    ordinal,
    sentence,
    short_or,
    told,
    weekday,
)

Unfinished = Literal["changed", "failed", "carried", "open"]
_UNFINISHED: dict[Unfinished, str] = {
    "changed": "Not done because circumstances changed",
    "failed": "Not done by the agency",
    "carried": "Carried forward",
    "open": "Still to be done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAttendee:
    """One person in the room. ``signed`` None: not recorded. ``in_room`` is ready to print ("To 11:27")."""

    agency: str
    person: str
    signed: bool | None
    in_room: str = "Throughout"

    def to_content(self) -> list[object]:
        """The four cells."""
        signed = {True: "Yes", False: "No", None: NOT_RECORDED}[self.signed]
        return [self.agency or NOT_KNOWN, self.person or NOT_RECORDED, signed, self.in_room or NOT_RECORDED]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDeclaration:
    """An interest declared: who, in which case (a reference), and what was done."""

    who: str
    reference: str
    done: Words

    def to_content(self) -> list[object]:
        """The three cells."""
        return [self.who, self.reference, told(self.done or NOT_RECORDED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLogLine:
    """An action that was due and is not complete, and why."""

    number: str
    action: str
    owner: str
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLogGroup:
    """Incomplete actions of one kind; the two kinds of not done are never merged."""

    kind: Unfinished
    lines: tuple[MinutesLogLine, ...]

    def to_content(self) -> dict[str, object]:
        """The group row and its lines."""
        return {
            "sign": self.kind,
            "name": told((Strong(_UNFINISHED[self.kind]), f" ({len(self.lines)})")),
            "lines": [[line.number, line.action, line.owner, told(line.why or NOT_RECORDED)] for line in self.lines],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAction:
    """An action raised: full number ("0041/9"), verb first, owner ready to print, due day."""

    number: str
    action: str
    owner: str
    due: date | None

    def to_content(self) -> list[object]:
        """The four cells."""
        return [self.number, self.action, self.owner or NOT_RECORDED, short_or(self.due)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedLine:
    """Something that happened in the room at a time: someone left, came back."""

    at: time | None
    words: Words

    def to_content(self) -> list[object]:
        """Time and words."""
        return [clock(self.at) if self.at else "", told(self.words)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCase:
    """One case as heard. ``information`` is new information only, by agency: (agency, text).

    ``earlier`` follows the score ("30 on 8 October"); ``hearing`` counts from 1; ``happened_after`` are the timed lines
    that stand under the case. ``risk_agreed``, ``not_to_be_said`` and ``told_by`` empty print as not recorded, except
    that an empty ``risk_agreed`` is left out when the decision carries it (``risk_in_decision``).
    """

    reference: str
    initials: str
    strands: str
    risk: Risk
    score: int | None
    score_of: int | None
    decision: Words
    earlier: str = ""
    received: date | None = None
    presented_by: str = ""
    hearing: int | None = None
    starts: time | None = None
    ends: time | None = None
    information: tuple[tuple[str, Words], ...] = ()
    risk_agreed: Words = ""
    risk_in_decision: bool = False
    actions: tuple[MinutesAction, ...] = ()
    told_by: str = ""
    not_to_be_said: str = ""
    next_review: str = ""
    next_label: str = "Next review"
    closed: bool = False
    happened_after: tuple[TimedLine, ...] = ()

    def to_content(self) -> dict[str, object]:
        """The case block."""
        return {
            "reference": self.reference,
            "initials": self.initials or "initials not known",
            "score": "; ".join(part for part in (self._score(), self.earlier) if part),
            "risk": self.risk,
            "under": self._under(),
            "information": [[agency, told(text)] for agency, text in self.information],
            "risk_agreed": "" if self.risk_in_decision or self.closed else told(self.risk_agreed or NOT_RECORDED),
            "decision": told(self.decision or NOT_RECORDED + "."),
            "actions": [action.to_content() for action in self.actions],
            "next": [] if self.closed and not self.told_by else self._next(),
            "after": [line.to_content() for line in self.happened_after],
        }

    def _score(self) -> str:
        if self.score is None:
            return ""
        return f"{self.score} of {self.score_of}" if self.score_of else f"{self.score}"

    def _under(self) -> str:
        parts = [sentence(self.strands or "Strand not known")]
        if self.received:
            parts.append(f"Received {day_month(self.received)}.")
        if self.presented_by:
            parts.append(sentence(f"Presented by {self.presented_by}"))
        heard = f"{ordinal(self.hearing).capitalize()} hearing" if self.hearing else ""
        if self.starts and self.ends:
            heard += f"{', ' if heard else ''}{clock(self.starts)} to {clock(self.ends)}"
        parts.append(sentence(heard))
        return " ".join(part for part in parts if part)

    def _next(self) -> list[list[str]]:
        return [
            ["Victim told by", self.told_by or NOT_RECORDED],
            ["Not to be said", self.not_to_be_said or NOT_RECORDED],
            [self.next_label, self.next_review or "Not set"],
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSection:
    """A numbered heading after the action log: cases in the order heard, or a text (for trends, learning ...)."""

    number: int
    title: str
    cases: tuple[MinutesCase, ...] = ()
    text: Words = ""

    def to_content(self) -> dict[str, object]:
        """The section."""
        return {
            "number": str(self.number),
            "title": self.title,
            "cases": [case.to_content() for case in self.cases],
            "text": told(self.text or ("" if self.cases else "None.")),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCorrection:
    """A correction made after agreement."""

    day: date
    where: str
    said: str
    now_says: str
    by: str

    def to_content(self) -> list[object]:
        """The five cells."""
        return [day_month(self.day), self.where, self.said, self.now_says, self.by]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAgreement:
    """Who agreed the minutes, when, and as what they were frozen ("1.0", "91B3 4E77")."""

    by: str
    day: date
    at: time | None
    frozen_version: str
    frozen_fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Everything the minutes print. ``agreement`` None makes a draft, whatever the frame says.

    ``corrections_by`` is the day by which the chair of a draft is to answer. ``extract_for`` names the agency when
    only its cases are in. ``log_summary`` is the sentence above the log of incomplete actions. ``history`` is a meeting
    that only an old workbook tells of: its minutes are neither a draft nor agreed here.
    """

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    place: str
    chair: str
    minuted_by: str
    opened: time | None
    closed: time | None
    attendance: tuple[MinutesAttendee, ...]
    agreement: MinutesAgreement | None = None
    corrections_by: date | None = None
    corrections: tuple[MinutesCorrection, ...] = ()
    extract_for: str = ""
    observers: str = ""
    apologies: str = ""
    quorum: str = ""
    confidentiality: str = ""
    declarations: tuple[MinutesDeclaration, ...] = ()
    previous_day: date | None = None
    previous: Words = ""
    log_summary: Words = ""
    log: tuple[MinutesLogGroup, ...] = ()
    sections: tuple[MinutesSection, ...] = ()
    history: bool = False

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "minutes"

    def to_content(self) -> dict[str, object]:
        """What ``minutes.typ`` reads."""
        return {
            "frame": {**self.frame.to_content(), "draft": self.is_draft},
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))),
            "draft": self.is_draft,
            "status": told(self._status()),
            "facts": [
                ["Place", self.place or NOT_RECORDED],
                ["Chair", self.chair or NOT_RECORDED],
                ["Minutes", self.minuted_by or NOT_RECORDED],
                ["Opened and closed", self._hours()],
            ],
            "attendance": [attendee.to_content() for attendee in self.attendance],
            "observers": self.observers or self._none("None."),
            "apologies": self.apologies or self._none("None."),
            "quorum": self.quorum,
            "confidentiality": self.confidentiality or "The statement read is not recorded.",
            "no_interest": self._none("No interest was declared."),
            "declarations": [declaration.to_content() for declaration in self.declarations],
            "previous_title": f"Minutes of {full_day(self.previous_day)}" if self.previous_day else "Previous minutes",
            "previous": told(self.previous or NOT_RECORDED + "."),
            "log_summary": told(self.log_summary),
            "log": [group.to_content() for group in self.log if group.lines],
            "sections": [section.to_content() for section in self.sections],
            "agreed": self._agreed(),
            "corrections": [correction.to_content() for correction in self.corrections],
        }

    @property
    def is_draft(self) -> bool:
        """Whether the chair has still to agree them."""
        return self.agreement is None and not self.history

    def _none(self, words: str) -> str:
        """What stands where there is nothing: of a meeting of the past nobody knows whether there was."""
        return f"{NOT_RECORDED}." if self.history else words

    def _status(self) -> Words:
        extract = f" Extract for {self.extract_for}: only the cases it works on." if self.extract_for else ""
        marking = Strong(self.frame.marking)
        if self.history:
            return (Strong("From an old record."), " What was minuted at the time is not held here. ", marking, ".")
        if self.agreement is None:
            by = f" by {day_month(self.corrections_by)}" if self.corrections_by else ""
            rest = f" For the chair’s corrections{by}. Do not quote.{extract} "
            return (Strong("DRAFT, not agreed."), rest, marking, ".")
        since = ""
        if self.corrections:
            number = len(self.corrections)
            since = (
                f" {'One' if number == 1 else number} correction{'' if number == 1 else 's'} since; see the last page."
            )
        return (Strong("Agreed"), f" by the chair on {full_day(self.agreement.day)}.{since}{extract} ", marking, ".")

    def _hours(self) -> str:
        if self.opened and self.closed:
            return f"{clock(self.opened)} to {clock(self.closed)}"
        return f"{clock(self.opened)}; end not recorded" if self.opened else NOT_RECORDED

    def _agreed(self) -> list[list[str]]:
        if self.agreement is None:
            return []
        at = f", {clock(self.agreement.at)}" if self.agreement.at else ""
        return [
            ["Agreed by the chair", self.agreement.by],
            ["On", f"{full_day(self.agreement.day)}{at}"],
            ["Frozen as", _frozen(self.agreement)],
        ]


def _frozen(agreement: MinutesAgreement) -> str:
    if not agreement.frozen_fingerprint:
        return f"Version {agreement.frozen_version}, set from the record"
    return f"Version {agreement.frozen_version}, audit {agreement.frozen_fingerprint}"


def log_summary(
    open_before: int, due: int, completed: int, carried: int, changed: int, failed: int, undated: int = 0
) -> Words:
    """The sentence over the action log: how many were open, how many of those due came to what."""
    parts = [
        f"{completed} completed" if completed else "",
        f"{carried} carried forward" if carried else "",
        f"{changed} not done because circumstances changed" if changed else "",
        f"{failed} not done by the agency" if failed else "",
    ]
    left = due - completed - carried - changed - failed
    if any(parts) and left > 0:
        parts.append(f"{left} still to be done")
    told_of = ", ".join(part for part in parts if part)
    verb = "was" if open_before == 1 else "were"
    later = open_before - due - undated
    stood = ((due, "due or overdue"), (later, "not yet due"), (undated, "without a date"))
    how = ", ".join(f"{many} {words}" for many, words in stood if many)
    opening = f"{counted(open_before, 'action')} {verb} open: {how}."
    those = f" Of the {due}: " if due > 1 else " "
    return (f"{opening}{those}", Strong(told_of), ".") if told_of else opening
