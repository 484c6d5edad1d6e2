"""What may not be said of a case's people: looking through its narratives, deciding on words, and letters of homes."""

from collections.abc import Iterable, Iterator
from datetime import date

from hipdesk.kernel.clock import LONDON
from hipdesk.model.cases.views import CaseView
from hipdesk.model.panels.packs import IssuePacks
from hipdesk.model.redaction.audiences import Narratives, hidden
from hipdesk.model.redaction.homes import address_labels
from hipdesk.model.redaction.looking import (
    CaseTexts,
    Category,
    DecideWords,
    MarkedWords,
    MarkWords,
    WordsToLook,
    label_of,
)
from hipdesk.model.redaction.proof import Undecided
from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Told, terms_of
from hipdesk.model.redaction.tokens import key_of
from hipdesk.model.redaction.unknown import looks_of, narrative_key, unknown_words
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.cases import case_names, open_case
from hipdesk.services.pack_front import cases_in_front
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import redaction as stored
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.returns import cases_kept_from, cases_on
from hipdesk.store.queries.returns import of_case as returns_of_case
from hipdesk.store.tables.papers import RedactionRow
from hipdesk.store.work import Reading, Work

_BY_RULE = ("Repeat", "First referral")


@reads(Right.MAKE_PAPERS, "names.looked_for")
def words_to_look_at(reading: Reading, meeting_id: str) -> tuple[WordsToLook, ...]:
    """Names, numbers and streets in the narratives that the papers of a meeting print and that are nobody's on the
    case: of its own cases, and of those its packs tell of before them.

    Each stands here until it is decided on; the decision holds as long as the narrative stays as it is.
    """
    front, own = cases_in_front(reading, meeting_id), cases_on(reading, meeting_id)
    whole = dict.fromkeys([*own, *front.minutes])
    return (*_in_cases(reading, whole), *_in_cases(reading, (key for key in front.log if key not in whole), "actions"))


def undecided_in(reading: Reading, case_ids: Iterable[str], narratives: Narratives = "all") -> dict[str, int]:
    """How many words of each case's narratives are still to be decided on; cases without any are left out."""
    found: dict[str, int] = {}
    for each in _in_cases(reading, case_ids, narratives):
        found[each.case_id] = found.get(each.case_id, 0) + 1
    return found


def refuse_undecided_packs(reading: Reading, packs: IssuePacks) -> None:
    """Raises Undecided when words of what these packs print were never decided on: of their cases, the last minutes and
    the action log. A supplement has neither minutes nor log.
    """
    whole = dict.fromkeys(case for copy in packs.copies for case in copy.case_ids)
    logged: dict[str, None] = {}
    front = cases_in_front(reading, packs.meeting_id)
    for copy in packs.copies:
        if copy.since is None:
            out = cases_kept_from(reading, copy.agency_id)
            whole.update((case, None) for case in front.minutes if case not in out)
            logged.update((case, None) for case in front.log if case not in out)
    left = undecided_in(reading, whole) | undecided_in(
        reading, (case for case in logged if case not in whole), "actions"
    )
    if left:
        raise Undecided(left)


@writes(Right.MAKE_PAPERS, "redaction.decided")
def decide_words(work: Work, command: DecideWords) -> None:
    """Keep a decision on words of a narrative: they stand, or are left out of everything about the case."""
    case_row(work, command.case_id)
    mark = command.decision == "mark"
    for words in command.words:
        work.session.add(
            RedactionRow(
                case_id=command.case_id, narrative=command.narrative, words=words, decision=command.decision,
                category=_category(words) if mark else None, decided_at=work.now, decided_by=work.actor.holder_id,
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
            category=command.category, decided_at=work.now, decided_by=work.actor.holder_id,
        )
    )  # fmt: skip
    values = {"new": {"words": command.words, "category": command.category}}
    work.record("redaction.marked", "case", command.case_id, fields=["redaction"], values=values)


@writes(Right.MAKE_PAPERS, "redaction.unmarked")
def unmark_words(work: Work, redaction_id: str) -> None:
    """Take a mark back: the words may stand again, as far as nothing else keeps them out."""
    row = work.find(RedactionRow, redaction_id)
    case_row(work, row.case_id)
    values = {"old": {"words": row.words, "category": row.category}}
    work.session.delete(row)
    work.record("redaction.unmarked", "case", row.case_id, fields=["redaction"], values=values)


@reads(Right.MAKE_PAPERS, "names.looked_for")
def case_texts(reading: Reading, case_id: str) -> CaseTexts:
    """The texts of a case to mark words in: what its papers print, then its notes; what is marked and left to decide.

    The opening is logged: these texts name people.
    """
    case = open_case(reading, case_id)
    texts = [(where, text.strip()) for where, text in _narratives(reading, case, "all") if text.strip()]
    texts += [
        (f"Note of {_day(each.on_day)}", each.text) for each in case.timeline if each.kind == "note" and each.text
    ]
    marked = []
    for row in stored.marked_rows(reading, case_id):
        only = Scanner(terms_of([Told("", marked=(row.words,))]))
        where = tuple(dict.fromkeys(place for place, text in texts if only.hits(text)))
        day = row.decided_at.astimezone(LONDON).date()
        marked.append(
            MarkedWords(row.id, row.words, row.category or "other", label_of(row.category), where, day)
        )  # fmt: skip
    words = _in_cases(reading, [case_id])
    return CaseTexts(case_id, case.reference, case.initials, tuple(texts), tuple(marked), words)


def keep_address_labels(work: Work, case_ids: Iterable[str]) -> None:
    """Keep the letters of these cases' homes from now on: a paper with them leaves the program."""
    for case_id in dict.fromkeys(case_ids):
        labels = address_labels(case_names(work, case_id), stored.kept_labels(work, case_id))
        stored.keep_labels(work, case_id, labels)


def _category(words: str) -> Category:
    """What words that were found by looking are: a street or postcode, a number, else a name."""
    looks = looks_of(words)
    return "address" if looks == "street" else looks


def _in_cases(reading: Reading, case_ids: Iterable[str], narratives: Narratives = "all") -> tuple[WordsToLook, ...]:
    office = setting(reading, OfficeSettings)
    expected = (*stored.names_at_work(reading), *form_choices(reading).wards, office.borough, office.panel_name)
    return tuple(
        each for case_id in dict.fromkeys(case_ids) for each in _in_case(reading, case_id, expected, narratives)
    )


def _in_case(reading: Reading, case_id: str, expected: tuple[str, ...], narratives: Narratives) -> list[WordsToLook]:
    case = open_case(reading, case_id)
    known = hidden(case_names(reading, case_id), "public", {}, marked=stored.marked_words(reading, case_id))
    decided = stored.decided_words(reading, case_id)
    usual = (*expected, case.reference, case.lead, case.lead_officer)
    found: dict[str, WordsToLook] = {}
    for where, text in _narratives(reading, case, narratives):
        narrative = narrative_key(text)
        for each in unknown_words(text, known, usual):
            key = key_of(each.words)
            if key not in found and (narrative, key) not in decided:
                found[key] = WordsToLook(
                    case_id, case.reference, narrative, where, each.words, each.looks, each.around
                )  # fmt: skip
    return list(found.values())


def _narratives(reading: Reading, case: CaseView, narratives: Narratives) -> Iterator[tuple[str, str]]:
    """The free texts of a case that papers print, each with where it stands."""
    if narratives == "all":
        yield "The case in short", case.in_short
        for line in case.referrals:
            if line.status != "duplicate":
                yield "Why it was referred", line.summary
                yield "What the panel is asked", line.wanted
                yield "What the person wants", line.victim_wants_words
                yield "Why it is a repeat", "" if line.repeat_words.startswith(_BY_RULE) else line.repeat_words
        for incident in case.incidents:
            yield f"Incident {incident.number}", f"{incident.facts}\n{incident.place}\n{incident.evidence}"
        for told in returns_of_case(reading, case.id):
            yield f"Return of {told.agency}", told.text
        for heard in case.hearings:
            yield f"Decided on {_day(heard.on_day)}", heard.words
        for day, text in stored.said_at_panels(reading, case.id):
            yield f"Said on {_day(day)}", text
        for sharing in case.sharing:
            yield "Ground for sharing", sharing.reasoning
    for action in case.actions:
        yield f"Action {action.number}", f"{action.wording}\n{action.done_when}\n{action.not_done_reason}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
