"""What must not be found in a paper that leaves: by the audience its kind is for, over every case it may speak of."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from hipdesk.kernel.errors import Refused
from hipdesk.model.folding import fold
from hipdesk.model.letters import PAPER
from hipdesk.model.periods import parse_period
from hipdesk.model.redaction.audiences import ActionsTold, Audience, hidden
from hipdesk.model.redaction.scan import Scanner, together
from hipdesk.model.redaction.terms import Told, open_phrases, terms_of
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.model.statuses import LIVE_ACTIONS
from hipdesk.papers.loading.masking import hidden_in, whole_case
from hipdesk.services.letters import case_letter, referral_letter
from hipdesk.services.pack_front import cases_in_front
from hipdesk.services.settings import setting
from hipdesk.store.queries.actions import cases_of_actions
from hipdesk.store.queries.agencies import agency_called
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.redaction import names_at_work, names_told_of
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.returns import cases_kept_from, cases_on
from hipdesk.store.queries.search_vocabulary import wards
from hipdesk.store.queries.settings import labels
from hipdesk.store.work import Reading

_REPORT_LISTS = (
    "ethnicity", "religion", "sexual_orientation", "tenure", "relationship", "incident_type", "location_type",
    "agreement", "sharing_ground", "enforcement_tool", "support_kind", "closure_reason", "victim_outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a paper may speak of, and who gets it: keys; ``subject_id`` the person it is for.

    ``actions``: also of the cases of live actions, ``own`` of ``agency_id`` or ``all``. ``period`` a report's.
    ``to`` are names it may say openly: the addressee's.
    """

    case_ids: tuple[str, ...] = ()
    meeting_id: str = ""
    referral_id: str = ""
    agency_id: str = ""
    period: str = ""
    actions: ActionsTold = ""
    subject_id: str = ""
    recipient: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """What must not be found in a paper, and the cases it may speak of."""

    scanner: Scanner
    cases: tuple[str, ...]


def gone_for(reading: Reading, audience: Audience, speaks: Speaks) -> Gone:
    """What must not be found in a paper for an audience.

    An agency's own paper may say nothing of the cases it is kept out of; Refused when it is only about such a case.
    """
    out = kept_out(reading, speaks)
    refuse_kept_out(out, speaks.case_ids)
    cases = tuple(key for key in _cases(reading, speaks) if key not in out)
    scanners = [hidden_in(reading, key, audience, subject_id=speaks.subject_id) for key in cases]
    scanners += [whole_case(reading, key) for key in sorted(out)]
    if speaks.referral_id:
        people = referral_letter(reading, speaks.referral_id).people
        scanners.append(hidden(people, audience, {}, subject_id=speaks.subject_id))
    if speaks.period:
        scanners.append(_of_period(reading, speaks.period))
    office, panel = setting(reading, OfficeSettings), setting(reading, PanelSettings)
    usual = [*names_at_work(reading), office.officer_name, panel.chair, panel.minute_taker, *speaks.to]
    if speaks.period:
        usual += printed_in_reports(reading)
    return Gone(_without(together(scanners, open_phrases(usual)), speaks.to), cases)


def cases_spoken_of(reading: Reading, speaks: Speaks) -> dict[str, str]:
    """The cases a paper may speak of, by key, with their references."""
    out = kept_out(reading, speaks)
    return {key: case_row(reading, key).reference for key in _cases(reading, speaks) if key not in out}


def kept_out(reading: Reading, speaks: Speaks) -> frozenset[str]:
    """The cases nothing may be said of: those the agency it was cut for is kept out of, and those of its recipient."""
    agencies = {speaks.agency_id, agency_called(reading, speaks.recipient) or ""} - {""}
    return frozenset().union(*(cases_kept_from(reading, key) for key in agencies))


def refuse_kept_out(out: frozenset[str], case_ids: Collection[str]) -> None:
    """Refused when all that a paper is about are cases its recipient is kept ``out`` of."""
    if case_ids and out.issuperset(case_ids):
        raise Refused(
            "This agency is kept out of the case: it gets no paper about it.",
            kept="Nothing was made.",
            to_do="Give it to another recipient, or put the declared interest right.",
        )


def addressee(reading: Reading, paper_id: str, case_id: str, referral_id: str, to: str) -> tuple[str, ...]:
    """The names a letter may say openly, for it is written to them."""
    if to:
        return (to,)
    if not paper_id.startswith(PAPER) or not (case_id or referral_id):
        return ()
    facts = case_letter(reading, case_id) if case_id else referral_letter(reading, referral_id)
    return (facts.referrer,) if facts.referrer else ()


def _cases(reading: Reading, speaks: Speaks) -> Iterable[str]:
    found = [case_row(reading, key).id for key in speaks.case_ids]
    found += cases_on(reading, speaks.meeting_id) if speaks.meeting_id else []
    if speaks.actions == "all" and speaks.meeting_id:
        # A log also tells of actions that ended since the last panel: of cases that have no live one any more.
        found += cases_in_front(reading, speaks.meeting_id).log
    if speaks.actions:
        own = speaks.agency_id if speaks.actions == "own" else ""
        found += cases_of_actions(reading, sorted(LIVE_ACTIONS), own)
    return dict.fromkeys(found)


def _of_period(reading: Reading, label: str) -> Scanner:
    """The names of everybody of a period, those apart that are also the name of a place or agency of the office."""
    period = parse_period(label)
    office = setting(reading, OfficeSettings)
    names = names_told_of(reading, period.first, period.last)
    usual = [*names_at_work(reading), *form_choices(reading).wards, office.borough, office.panel_name]
    shown = {fold(word) for name in usual for word in name.split()}
    terms = terms_of([Told("A person", names=names)])
    return Scanner([term for term in terms if term.key not in shown], shown, small=False)


def printed_in_reports(reading: Reading) -> Iterator[str]:
    """What a report prints whole: wards as recorded, and words of the lists its tables count by."""
    yield from (ward.label for ward in wards(reading))
    for name in _REPORT_LISTS:
        yield from labels(reading, name).values()


def _without(scanner: Scanner, names: Iterable[str]) -> Scanner:
    """The same without the words of some names."""
    said = {term.key for term in terms_of([Told("", names=tuple(names))])}
    if not said:
        return scanner
    return Scanner([t for t in scanner.terms if t.key not in said], scanner.shown | said, small=scanner.small)
