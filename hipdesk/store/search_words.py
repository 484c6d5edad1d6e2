"""Which words of which rows the search finds, under what kind, and which case they belong to."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from hipdesk.model.folding import fold
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow, LearningPointRow, NoteRow
from hipdesk.store.tables.outcomes import CourtResultRow, EnforcementRow, PoliceOutcomeRow, SupportRow, VictimOutcomeRow
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, DecisionRow, DiscussionRow, MeetingRow
from hipdesk.store.tables.people import AddressRow, PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import EarlierStepRow, EvidenceRow, IncidentRow, ReferralRow, SharingRow

PEOPLE = ("person", "alias", "address")
"""The kinds of entry that lead to a person."""
OF_PERSON = "zzperson"
"""A word put to every entry of a person, so that the index itself tells people from what is said of them."""

Indexed = tuple[str, Callable[[Any], str], Callable[[Session, Any], str | None]]


def as_indexed(kind: str, words: str) -> str:
    """The words of an entry as they are indexed: folded, and marked where they are a person's."""
    folded = fold(words)
    return f"{folded} {OF_PERSON}" if folded and kind in PEOPLE else folded


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def _own(_session: Session, row: Any) -> str | None:  # noqa: ANN401 (any row that names its case)
    case_id: str | None = row.case_id
    return case_id


def _none(_session: Session, _row: object) -> None:
    return None


def _of_line(session: Session, row: DiscussionRow) -> str | None:
    line = session.get(AgendaLineRow, row.agenda_line_id)
    return line.case_id if line is not None else None


def _of_action(session: Session, row: ActionUpdateRow) -> str | None:
    action = session.get(ActionRow, row.action_id)
    return action.case_id if action is not None else None


def _referral(row: ReferralRow) -> str:
    return _joined(
        row.reference, row.old_reference, row.summary, row.wanted_from_panel, row.victim_wants_words,
        row.done_so_far, row.referrer_name, " ".join(row.own_references or []),
    )  # fmt: skip


def _meeting(row: MeetingRow) -> str:
    day = row.held_on
    return _joined("panel meeting", f"{day.day} {day:%B %Y %a} {day.isoformat()}", row.kind, row.place, row.chair)


def _document(row: AttachmentRow) -> str:
    """Nothing of one that was removed, or that waits with a draft."""
    shown = not (row.removed_at or row.held_for)
    return _joined(row.title, row.file_name, row.description, row.received_from) if shown else ""


# A row whose words are empty is not indexed.
KINDS: dict[type[Base], Indexed] = {
    ReferralRow: ("referral", _referral, _own),
    CaseRow: (
        "case",
        lambda row: _joined(row.reference, row.in_short, row.lead_officer),
        lambda _session, row: str(row.id),
    ),
    NoteRow: ("note", lambda row: _joined(row.heading, row.text), _own),
    IncidentRow: (
        "incident",
        lambda row: _joined(row.facts, row.verbatim, row.place, row.police_reference, row.police_officer),
        _own,
    ),
    ActionRow: (
        "action", lambda row: _joined(row.number, row.wording, row.done_when, row.evidence, row.last_word), _own,
    ),
    ActionUpdateRow: ("action_word", lambda row: row.text or "", _of_action),
    PersonRow: ("person", lambda row: _joined(row.name, row.own_script, row.contact_number), _none),
    PersonAliasRow: ("alias", lambda row: row.name, _none),
    AddressRow: ("address", lambda row: _joined(row.lines, row.postcode), _none),
    AgencyRow: ("agency", lambda row: _joined(row.name, row.short_name), _none),
    AgencySpellingRow: ("spelling", lambda row: row.name, _none),
    RepresentativeRow: ("representative", lambda row: _joined(row.name, row.job_title), _none),
    MeetingRow: ("meeting", _meeting, _none),
    AgendaLineRow: ("agenda_line", lambda row: _joined(row.title, row.summary), _own),
    DiscussionRow: ("discussion", lambda row: row.text, _of_line),
    DecisionRow: ("decision", lambda row: _joined(row.words, row.risk_words), _own),
    AgencyReturnRow: ("return", lambda row: _joined(row.text, row.staff_risks), _own),
    AttachmentRow: ("document", _document, _own),
    EvidenceRow: ("evidence", lambda row: row.held or "", _own),
    EarlierStepRow: ("earlier_step", lambda row: _joined(row.done, row.result), _own),
    SharingRow: ("sharing", lambda row: _joined(row.limits, row.reasoning), _own),
    LearningPointRow: ("learning", lambda row: _joined(row.theme, row.lesson), _own),
    PoliceOutcomeRow: ("outcome", lambda row: _joined(row.offence, row.words), _own),
    CourtResultRow: ("court", lambda row: _joined(row.sentence, row.order_attached), _own),
    VictimOutcomeRow: ("change", lambda row: row.words or "", _own),
    EnforcementRow: ("order", lambda row: _joined(row.terms, row.result), _own),
    SupportRow: ("support", lambda row: row.words or "", _own),
}  # fmt: skip
