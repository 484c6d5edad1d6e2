"""What came of a case, for its Outcomes page: tools with changes and breaches, support, results, learning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hipdesk.model.cases.orders import OrderStanding, standing_of


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome of any kind: police, court, victim, tool, support; a tool's change, breach or ended."""

    id: str
    kind: str
    title: str
    on_day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach of a tool, and what followed."""

    id: str
    on_day: date
    words: str
    result: str


@dataclass(frozen=True, slots=True)
class OrderChangeView:
    """A change of a tool: what was changed, and the terms and end it had until then."""

    id: str
    on_day: date
    words: str
    terms_before: str
    expires_before: date | None


@dataclass(frozen=True, slots=True)
class ToolView:
    """A tool of enforcement or resolution. ``person_label`` is the label of the one it is for: "Perpetrator 1"."""

    id: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    agency_id: str | None
    agency: str
    applicant: str
    person_id: str | None
    sought_on: date | None
    decided_on: date | None
    terms: str
    starts_on: date | None
    expires_on: date | None
    result: str
    changes: tuple[OrderChangeView, ...]
    breaches: tuple[BreachView, ...]

    def standing(self, today: date) -> OrderStanding:
        """How it stands on a day."""
        return standing_of(self.state, self.starts_on, self.expires_on, today)


@dataclass(frozen=True, slots=True)
class SupportView:
    """Support offered to a person affected, and whether it was taken up."""

    id: str
    kind: str
    kind_words: str
    agency_id: str | None
    agency: str
    person_id: str | None
    offered_on: date | None
    state: str
    state_words: str
    words: str


@dataclass(frozen=True, slots=True)
class PoliceView:
    """A recorded crime and its outcome type."""

    id: str
    incident_id: str | None
    offence_code: str
    offence: str
    recorded_on: date | None
    outcome_type: str
    outcome_words: str
    outcome_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class CourtView:
    """A court's result; ``uplift`` None when it is not known."""

    id: str
    result: str
    result_words: str
    on_day: date | None
    uplift: bool | None
    sentence: str
    order_attached: str


@dataclass(frozen=True, slots=True)
class VictimView:
    """What changed for a person affected."""

    id: str
    person_id: str | None
    on_day: date
    outcomes: tuple[str, ...]
    outcome_words: tuple[str, ...]
    satisfaction: int | None
    consulted: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class LearningView:
    """Good practice or a lesson."""

    id: str
    on_day: date
    theme: str
    lesson: str
    owner: str


@dataclass(frozen=True, slots=True)
class CaseReviewView:
    """An ASB case review: asked for, due, decided and how; all None when none was asked for."""

    requested_on: date | None
    due_on: date | None
    decided_on: date | None
    decision: str

    @property
    def waits(self) -> bool:
        """Whether it was asked for and not decided."""
        return self.requested_on is not None and self.decided_on is None


@dataclass(frozen=True, slots=True)
class OutcomesView:
    """Everything that came of a case, each kind by day."""

    tools: tuple[ToolView, ...] = ()
    support: tuple[SupportView, ...] = ()
    police: tuple[PoliceView, ...] = ()
    court: tuple[CourtView, ...] = ()
    victim: tuple[VictimView, ...] = ()
    learning: tuple[LearningView, ...] = ()
    review: CaseReviewView = CaseReviewView(None, None, None, "")

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(of) for of in (self.tools, self.support, self.police, self.court, self.victim, self.learning))


@dataclass(frozen=True, slots=True)
class OutcomeChoices:
    """What the forms offer: agencies and people as (key, words), lists as (code, words), by name."""

    agencies: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    incidents: tuple[tuple[str, str], ...]
    lists: dict[str, tuple[tuple[str, str], ...]]

    def of(self, name: str) -> tuple[tuple[str, str], ...]:
        """The entries of one list."""
        return self.lists.get(name, ())


def outcome_lines(came: OutcomesView) -> tuple[OutcomeLine, ...]:
    """Every outcome as one line each, by day, those without a day last."""
    found = [*_results(came), *_offered(came)]
    return tuple(sorted(found, key=lambda line: (line.on_day is None, line.on_day or date.max, line.id)))


def order_lines(came: OutcomesView, today: date) -> tuple[OutcomeLine, ...]:
    """What happened to tools after they were given: changes, breaches, and that they ran out."""
    found = []
    for tool in came.tools:
        for change in tool.changes:
            found.append(OutcomeLine(change.id, "change", f"{tool.kind_words} changed", change.on_day, change.words))
        for breach in tool.breaches:
            said = " ".join(part for part in (breach.words, breach.result) if part)
            found.append(OutcomeLine(breach.id, "breach", f"{tool.kind_words} breached", breach.on_day, said))
        if tool.standing(today).code == "ended":
            found.append(OutcomeLine(f"end-{tool.id}", "ended", f"{tool.kind_words} ran out", tool.expires_on, ""))
    return tuple(found)


def _results(came: OutcomesView) -> Iterator[OutcomeLine]:
    for police in came.police:
        title = f"{police.outcome_type}: {police.outcome_words}"
        yield OutcomeLine(police.id, "police", title, police.outcome_on, police.offence or police.words)
    for court in came.court:
        yield OutcomeLine(court.id, "court", court.result_words, court.on_day, court.sentence)
    for victim in came.victim:
        title = ", ".join(victim.outcome_words) or "Person affected asked"
        yield OutcomeLine(victim.id, "victim", title, victim.on_day, victim.words)


def _offered(came: OutcomesView) -> Iterator[OutcomeLine]:
    for tool in came.tools:
        title = f"{tool.kind_words}: {tool.state_words.lower()}"
        day = tool.decided_on or tool.starts_on or tool.sought_on
        yield OutcomeLine(tool.id, "tool", title, day, tool.terms or tool.result)
    for support in came.support:
        title = f"{support.kind_words}: {support.state_words.lower()}"
        yield OutcomeLine(support.id, "support", title, support.offered_on, support.words)
