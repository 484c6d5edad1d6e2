"""The case paper of one case for one hearing: exactly two pages; what does not fit is cut by rule and says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.papers.agenda import Risk
from hipdesk.papers.case_cuts import ROOMS, Room, kept_actions, kept_incidents, kept_returns
from hipdesk.papers.charts.risk_line import RiskLine, draw_risk_line
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import (
    NOT_KNOWN,
    NOT_RECORDED,
    Strong,
    Words,
    counted,
    cut,
    day_month,
    day_near,
    day_or,
    full_day,
    short_near,
    spoken,
    told,
)

State = Literal["done", "late", "changed", "failed", "carried", "open", "unknown"]
Trend = Literal["", "down", "up", "level"]
_WORD_OF: dict[Risk, str] = {"high": "High", "medium": "Medium", "standard": "Standard", "unknown": "Not scored"}
_LABEL_NOTE = "“Perpetrator” is a label, not a finding. Labels never change during the life of a case."

_GAPS_KEPT = "Questions without an answer: on the record."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFlag:
    """A warning in the black strip: strong words, then the rest; ``warning`` draws the triangle, else a dot."""

    strong: str
    rest: str = ""
    warning: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """One person by label; name and address already redacted for whom the paper is ("Address C (withheld)")."""

    label: str
    name: str = ""
    own_script: str = ""
    age: str = ""
    who: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIncident:
    """One line of the chronology, oldest first; ``when`` is ready to print ("12 Jun", "since May")."""

    when: str
    what: str
    strand: str = ""
    reported: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssessment:
    """One risk assessment. ``starred`` marks a band set by the panel over the score."""

    day: date | None
    score: int | None
    band: Risk
    starred: bool = False
    unknown: int | None = None
    victims_own: int | None = None

    def to_content(self, on: date) -> list[str]:
        """The five cells, on a paper of the day ``on``."""
        return [
            short_near(self.day, on) if self.day else NOT_KNOWN,
            "–" if self.score is None else str(self.score),
            _WORD_OF[self.band] + ("*" if self.starred else ""),
            "–" if self.unknown is None else str(self.unknown),
            "–" if self.victims_own is None else str(self.victims_own),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturn:
    """What one agency told. ``returned`` is ready to print ("5 Nov", "Late"); ``nothing_held`` goes first in a cut."""

    agency: str
    returned: str
    information: str
    limits: str = "–"
    nothing_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAction:
    """An earlier action and its state on the paper's day, the sign's code and its words."""

    number: str
    action: str
    owner: str
    due: date | None
    state: State
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOptions:
    """A column of options: (name, tried or in place)."""

    title: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRisk:
    """Risk as last assessed, on ``day``: band, score out of ``highest``, the trend in words, and at entry."""

    band: Risk = "unknown"
    score: int | None = None
    highest: int | None = None
    trend: Trend = ""
    trend_words: str = ""
    at_entry: str = ""
    line: RiskLine | None = None
    notes: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """Everything a case paper prints. Empty text prints as not known or not recorded, empty lists as a sentence.

    ``targets`` are tags ("Race: Bangladeshi"); ``their_heading`` ends the fifth heading ("what she has agreed to").
    ``decided`` is what the panel decided last; ``people_gaps`` are why questions have no answer, a line a person.
    Notes are the line under each table; an empty one is made from the counts where it can be.
    """

    frame: PaperFrame
    meeting_day: date | None
    reference: str
    initials: str
    number_on_agenda: int | None = None
    targets: tuple[str, ...] = ()
    perceived_by: str = ""
    risk: CaseRisk = CaseRisk()
    lead: str = ""
    accepted: date | None = None
    first_heard: date | None = None
    times_heard: str = ""
    flags: tuple[CaseFlag, ...] = ()
    referral: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    people: tuple[CasePerson, ...] = ()
    people_note: str = ""
    people_gaps: tuple[str, ...] = ()
    incidents: tuple[CaseIncident, ...] = ()
    incidents_head: str = "Date"
    incidents_note: str = ""
    assessments: tuple[CaseAssessment, ...] = ()
    victim_label: str = "the victim"
    their_heading: str = "what was agreed"
    wishes: str = ""
    agreement: Words = ""
    returns: tuple[CaseReturn, ...] = ()
    returns_note: str = ""
    decided: str = ""
    actions: tuple[CaseAction, ...] = ()
    actions_note: str = ""
    actions_on: date | None = None
    options: tuple[CaseOptions, ...] = ()
    options_note: str = ""

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "case-paper"

    def to_content(self) -> dict[str, object]:
        """What ``case-paper.typ`` reads: both pages at every tightness, of which it takes the first that fits."""
        chart = self._chart()
        return {
            "frame": self.frame.to_content(),
            "head": self._head(),
            "victim_label": cut(self.victim_label, 24)[0],
            "their_heading": cut(self.their_heading, 40)[0],
            "first": [self._first(room, gaps=gaps) | chart for room in ROOMS for gaps in self._with_gaps],
            "second": [self._second(room) for room in ROOMS],
        }

    def _head(self) -> dict[str, object]:
        meeting = f" panel of {full_day(self.meeting_day)}" if self.meeting_day else ""
        number = f", item {self.number_on_agenda}" if self.number_on_agenda else ""
        return {
            "line": told((Strong(self.frame.marking), f" case paper{':' if meeting else ''}{meeting}{number}")),
            "reference": cut(self.reference, 24)[0],
            "initials": cut(self.initials, 20)[0],
            "risk_name": f"Risk on {day_near(self.risk.day, self.frame.version_day)}" if self.risk.day else "Risk now",
            "risk": self.risk.band,
            "score": "–" if self.risk.score is None else str(self.risk.score),
            "of": self._out_of(),
            "trend": self.risk.trend,
            "trend_words": cut(self.risk.trend_words, 24)[0],
            "at_entry": cut(self.risk.at_entry, 40)[0] or "Risk at entry not recorded",
        }

    def _out_of(self) -> str:
        if self.risk.score is None:
            return "" if self.risk.band == "unknown" else "no score"
        return f"of {self.risk.highest}" if self.risk.highest else ""

    @property
    def _with_gaps(self) -> tuple[bool, ...]:
        """Lines of what has no answer give way before anything that has one is cut."""
        return (True, False) if self.people_gaps else (False,)

    def _first(self, room: Room, *, gaps: bool) -> dict[str, object]:
        incidents, incidents_cut = kept_incidents(self.incidents, room.incidents)
        people = self.people[: room.people]
        left = len(self.people) - len(people)
        own_note = cut(self.people_note, max(room.cell, 50))[0]
        people_note = " ".join(part for part in (own_note, _LABEL_NOTE) if part) if self.people else ""
        if left:
            people_note = f"{counted(left, 'more person', 'more people')} on the record. {people_note}"
        if self.people_gaps and not gaps:
            people_note = f"{people_note} {_GAPS_KEPT}"
        return {
            "targets": [cut(target, room.short)[0] for target in self.targets[:5]] or ["Strand not known"],
            "perceived_by": cut(self.perceived_by, room.short)[0],
            "facts": [
                ["Lead", cut(self.lead, max(room.cell, 30))[0] or NOT_KNOWN],
                ["Accepted", day_or(self.accepted)],
                ["First heard", day_or(self.first_heard, "Not yet heard")],
                ["Times heard", cut(self.times_heard, 50)[0] or NOT_RECORDED],
            ],
            "flags": [[cut(f.strong, 48)[0], cut(f.rest, 32)[0], f.warning] for f in self.flags[: room.flags]],
            **_paragraphs("referral", self.referral, room.text),
            "questions": [cut(question, room.cell * 2)[0] for question in self.questions[: room.questions]],
            "people": [self._person(person, room) for person in people],
            "people_note": people_note,
            "people_gaps": [cut(line, 200)[0] for line in self.people_gaps[: room.people]] if gaps else [],
            "incidents_head": cut(self.incidents_head, 12)[0],
            "incidents": [_incident(incident, room) for incident in incidents],
            "incidents_note": _noted(
                self.incidents_note or counted(len(self.incidents), "incident") + ".", incidents_cut, room
            )
            if self.incidents
            else "",
            **self._risk_lines(room),
        }

    def _person(self, person: CasePerson, room: Room) -> list[str]:
        return [
            cut(person.label, 24)[0],
            cut(person.name, room.cell)[0] or NOT_KNOWN,
            cut(person.own_script, room.cell)[0],
            cut(person.age, 10)[0] or "–",
            cut(person.who, room.cell)[0] or NOT_RECORDED,
            cut(person.address, room.cell)[0] or NOT_KNOWN,
        ]

    def _risk_lines(self, room: Room) -> dict[str, object]:
        kept = self.assessments[-room.assessments :]
        left = len(self.assessments) - len(kept)
        notes = [cut(note, room.cell * 2)[0] for note in self.risk.notes[:3]]
        if left:
            notes.insert(0, f"{counted(left, 'earlier assessment')} on the record.")
        return {
            "assessments": [assessment.to_content(self.frame.version_day) for assessment in kept],
            "risk_notes": notes,
        }

    def _chart(self) -> dict[str, object]:
        """The line of risk, drawn once for pages of every tightness."""
        line = self.risk.line
        if line is None or not line.scores:
            return {"chart": "", "chart_alt": ""}
        return {"chart": draw_risk_line(line), "chart_alt": line.alternative()}

    def _second(self, room: Room) -> dict[str, object]:
        returns, returns_cut = kept_returns(self.returns, room.returns)
        actions, actions_cut = kept_actions(self.actions, room.actions)
        agreement: Words = self.agreement
        if len(spoken(agreement)) > room.text:
            agreement = cut(spoken(agreement), room.text)[0]
        return {
            **_paragraphs("wishes", (self.wishes,) if self.wishes else (), room.text),
            "agreement": told(agreement or "Nothing is recorded about agreement to share."),
            "returns": [
                [
                    cut(r.agency, room.short)[0],
                    cut(r.returned, 16)[0],
                    cut(r.information, room.said)[0],
                    cut(r.limits, room.short)[0] or "–",
                ]
                for r in returns
            ],
            "returns_note": _noted(self.returns_note, returns_cut, room),
            "decided": cut(self.decided, room.said)[0],
            "actions": [_action(action, room, self.frame.version_day) for action in actions],
            "actions_on": f"State on {day_month(self.actions_on)}" if self.actions_on else "State",
            "actions_note": _noted(self.actions_note, actions_cut, room),
            "options": [
                [cut(group.title, 40)[0], [[cut(name, room.cell)[0], ticked] for name, ticked in group.options[:6]]]
                for group in self.options[:3]
            ],
            "options_note": cut(self.options_note, room.cell * 2)[0],
            "score_of": str(self.risk.highest) if self.risk.highest else "",
        }


def _paragraphs(name: str, given: Sequence[str], limit: int) -> dict[str, object]:
    """Paragraphs within a budget of characters, and whether anything was left out."""
    kept: list[str] = []
    left, shortened = limit, False
    for paragraph in given:
        if left < 40:
            shortened = True
            break
        shown, was_cut = cut(paragraph, left)
        kept.append(shown)
        shortened |= was_cut
        left -= len(shown)
    return {name: kept, f"{name}_cut": shortened}


def _incident(incident: CaseIncident, room: Room) -> list[str]:
    return [
        cut(incident.when, 24)[0] or NOT_KNOWN,
        cut(incident.what, room.cell)[0] or NOT_RECORDED,
        cut(incident.strand, room.short)[0] or NOT_KNOWN,
        cut(incident.reported, room.cell)[0] or NOT_RECORDED,
        cut(incident.evidence, room.cell)[0] or "None recorded",
    ]


def _action(action: CaseAction, room: Room, on: date) -> list[object]:
    words = action.words if len(spoken(action.words)) <= room.cell else cut(spoken(action.words), room.cell)[0]
    due = short_near(action.due, on) if action.due else "No date"
    owner = cut(action.owner, room.short)[0]
    return [cut(action.number, 12)[0], cut(action.action, room.cell)[0], owner, due, action.state, told(words)]


def _noted(note: str, cut_note: str, room: Room) -> str:
    return " ".join(part for part in (cut(note, max(room.cell * 2, 60))[0], cut_note) if part)
