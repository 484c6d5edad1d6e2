"""Publishing a report: what is written for it, what freezes it, how a published one is listed and looked at later."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key, Line, Text

ReportKind = Literal["quarterly", "annual"]
Audience = Literal["panel", "public"]
_TEXTS = ("foreword", "purpose", "commentary", "community", "feedback", "learning", "risks", "priorities")
PeriodLabel = Annotated[str, Field(min_length=4, max_length=16)]
KIND_WORDS: dict[ReportKind, str] = {"quarterly": "Quarterly report", "annual": "Annual report"}
AUDIENCE_WORDS: dict[Audience, str] = {"panel": "Panel version", "public": "Public version"}


def paper_of(kind: ReportKind, audience: Audience) -> str:
    """The catalogue's name of a report: "quarterly", "annual-public"."""
    return kind if audience == "panel" else f"{kind}-public"


class CaseStudy(Command):
    """A case told without a name, changed so that nobody is known by it; only an ``approved`` one goes public."""

    title: Line = ""
    text: Text = ""
    approved: bool = False


class WriteReport(Command):
    """What the officer writes for a report, for both versions; ``priorities`` are the plan ahead.

    All but the case studies, which are approved one by one, goes public only when ``approved``.
    """

    kind: ReportKind
    period: PeriodLabel
    foreword: Text = ""
    purpose: Text = ""
    community: Text = ""
    feedback: Text = ""
    priorities: Text = ""
    commentary: Text = ""
    learning: Text = ""
    risks: Text = ""
    approved: bool = False
    case_studies: tuple[CaseStudy, ...] = Field(default=(), max_length=4)

    @property
    def every_text(self) -> str:
        """All of it, one text after another."""
        studies = [part for study in self.case_studies for part in (study.title, study.text)]
        texts = [getattr(self, name) for name in _TEXTS] + studies
        return "\n".join(text for text in texts if text)

    def for_public(self) -> "WriteReport":
        """What of it the public version prints: only what was approved for it."""
        studies = tuple(study for study in self.case_studies if study.approved)
        if self.approved:
            return self.model_copy(update={"case_studies": studies})
        kept_back = dict.fromkeys(_TEXTS, "")
        return self.model_copy(update={"case_studies": studies, **kept_back})


class PublishReport(Command):
    """Freeze a report as printed in ``pdf``; ``head`` is the newest audit event when its paper was made."""

    kind: ReportKind
    period: PeriodLabel
    audience: Audience
    pdf: bytes = Field(min_length=1)
    head: str = Field(min_length=1, max_length=64)


class WithdrawReport(Command):
    """Take a published report back, with the reason; it stays in the record as it was."""

    id: Key
    reason: Annotated[Line, Field(min_length=3)]


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A published report in the list. ``withdrawn`` is why it was taken back; empty while it stands."""

    id: str
    kind: ReportKind
    period: str
    audience: Audience
    version: str
    published_on: date
    published_by: str
    cases: int
    withdrawn: str

    @property
    def words(self) -> str:
        """ "Quarterly report, 2026-27 Q2, public version"."""
        return f"{KIND_WORDS[self.kind]}, {self.period}, {AUDIENCE_WORDS[self.audience].lower()}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that would be another today: what it counts, as published, as counted now."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What a published report would say today: figures that differ, cases that joined its list or left it."""

    figures: tuple[Changed, ...]
    joined: int
    left: int

    @property
    def words(self) -> str:
        """In one sentence."""
        if not (self.figures or self.joined or self.left):
            return "Counted again today, every figure is as published."
        figures = "1 figure differs" if len(self.figures) == 1 else f"{len(self.figures)} figures differ"
        return f"Counted again today: {figures}; {self.joined} cases joined the list, {self.left} left it."
