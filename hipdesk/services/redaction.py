"""What may not be said of a case's people: looking through its narratives, deciding on words, and letters of homes."""

from collections.abc import Iterable, Iterator

from hipdesk.model.redaction.audiences import hidden
from hipdesk.model.redaction.homes import address_labels
from hipdesk.model.redaction.looking import DecideWords, MarkWords, WordsToLook
from hipdesk.model.redaction.tokens import key_of
from hipdesk.model.redaction.unknown import narrative_key, unknown_words
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.cases import case_names, open_case
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import redaction as stored
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.returns import cases_on
from hipdesk.store.queries.returns import of_case as returns_of_case
from hipdesk.store.tables.papers import RedactionRow
from hipdesk.store.work import Reading, Work


@reads(Right.MAKE_PAPERS, "names.looked_for")
def words_to_look_at(reading: Reading, meeting_id: str) -> tuple[WordsToLook, ...]:
    """Names, numbers and streets in the narratives of a meeting's cases that are nobody's on the case.

    Each stands here until it is decided on; the decision holds as long as the narrative stays as it is.
    """
    office = setting(reading, OfficeSettings)
    expected = (*stored.names_at_work(reading), *form_choices(reading).wards, office.borough, office.panel_name)
    found: list[WordsToLook] = []
    for case_id in dict.fromkeys(cases_on(reading, meeting_id)):
        found += _in_case(reading, case_id, expected)
    return tuple(found)


@writes(Right.MAKE_PAPERS, "redaction.decided")
def decide_words(work: Work, command: DecideWords) -> None:
    """Keep a decision on words of a narrative: they stand, or are left out of everything about the case."""
    case_row(work, command.case_id)
    for words in command.words:
        work.session.add(
            RedactionRow(
                case_id=command.case_id, narrative=command.narrative, words=words, decision=command.decision,
                decided_at=work.now, decided_by=work.actor.holder_id,
            )
        )  # fmt: skip
    values = {"decision": command.decision, "words": list(command.words), "narrative": command.narrative}
    work.record("redaction.decided", "case", command.case_id, fields=["redaction"], values={"new": values})


@writes(Right.MAKE_PAPERS, "redaction.marked")
def mark_words(work: Work, command: MarkWords) -> None:
    """Keep words marked by hand: no paper that leaves names out says them."""
    case_row(work, command.case_id)
    work.session.add(
        RedactionRow(
            case_id=command.case_id, narrative=narrative_key(command.words), words=command.words, decision="mark",
            decided_at=work.now, decided_by=work.actor.holder_id,
        )
    )  # fmt: skip
    work.record(
        "redaction.marked", "case", command.case_id, fields=["redaction"], values={"new": {"words": command.words}}
    )


def keep_address_labels(work: Work, case_ids: Iterable[str]) -> None:
    """Keep the letters of these cases' homes from now on: a paper with them leaves the program."""
    for case_id in dict.fromkeys(case_ids):
        labels = address_labels(case_names(work, case_id), stored.kept_labels(work, case_id))
        stored.keep_labels(work, case_id, labels)


def _in_case(reading: Reading, case_id: str, expected: tuple[str, ...]) -> list[WordsToLook]:
    case = open_case(reading, case_id)
    known = hidden(case_names(reading, case_id), "public", {}, marked=stored.marked_words(reading, case_id))
    decided = stored.decided_words(reading, case_id)
    usual = (*expected, case.reference, case.lead, case.lead_officer)
    found: dict[str, WordsToLook] = {}
    for where, text in _narratives(reading, case_id):
        narrative = narrative_key(text)
        for each in unknown_words(text, known, usual):
            key = key_of(each.words)
            if key not in found and (narrative, key) not in decided:
                found[key] = WordsToLook(
                    case_id, case.reference, narrative, where, each.words, each.looks, each.around
                )  # fmt: skip
    return list(found.values())


def _narratives(reading: Reading, case_id: str) -> Iterator[tuple[str, str]]:
    """The free texts of a case that its paper prints, each with where it stands."""
    case = open_case(reading, case_id)
    yield "The case in short", case.in_short
    for line in case.referrals:
        if line.status != "duplicate":
            yield "Why it was referred", line.summary
            yield "What the panel is asked", line.wanted
            yield "What the person wants", line.victim_wants_words
    for incident in case.incidents:
        yield f"Incident {incident.number}", f"{incident.facts}\n{incident.place}"
    for told in returns_of_case(reading, case_id):
        yield f"Return of {told.agency}", told.text
    for action in case.actions:
        yield f"Action {action.number}", action.wording
