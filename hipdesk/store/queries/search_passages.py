"""Hits of the index as passages: notes, incidents, minutes, agency information, actions, documents, places.

Each is read from its own row, and only if its case may be seen; what belongs to no case anyone may see.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from hipdesk.model.search import FoundNote, FoundPlace, excerpt
from hipdesk.model.search_filters import Filter
from hipdesk.store.queries.search_filters import of_actions, of_meetings, of_referrals
from hipdesk.store.queries.search_results import visible_ids
from hipdesk.store.search import Hit
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import LearningPointRow, NoteRow
from hipdesk.store.tables.outcomes import CourtResultRow, EnforcementRow, PoliceOutcomeRow, SupportRow, VictimOutcomeRow
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, DecisionRow, DiscussionRow, MeetingRow
from hipdesk.store.tables.referrals import EarlierStepRow, EvidenceRow, IncidentRow, ReferralRow, SharingRow
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class _Passage:
    """How a kind of record reads in a result: the columns of its text, what it is called, the page of its case."""

    row: type[Base]
    texts: tuple[str, ...]
    called: str
    page: str
    day: str = ""


_PASSAGES = {
    "note": _Passage(NoteRow, ("heading", "text"), "note", "timeline", "on_day"),
    "incident": _Passage(IncidentRow, ("facts", "verbatim", "place"), "incident", "incidents"),
    "decision": _Passage(DecisionRow, ("words", "risk_words"), "decision of the panel", "history"),
    "discussion": _Passage(DiscussionRow, ("text",), "minutes", "history"),
    "agenda_line": _Passage(AgendaLineRow, ("title", "summary"), "agenda", "history"),
    "return": _Passage(AgencyReturnRow, ("text", "staff_risks"), "agency information", "information", "returned_on"),
    "document": _Passage(AttachmentRow, ("file_name", "description"), "document", "documents"),
    "evidence": _Passage(EvidenceRow, ("held",), "evidence", "incidents"),
    "earlier_step": _Passage(EarlierStepRow, ("done", "result"), "done before the referral", "summary", "on_day"),
    "sharing": _Passage(SharingRow, ("limits", "reasoning"), "sharing", "sharing"),
    "learning": _Passage(LearningPointRow, ("theme", "lesson"), "learning", "outcomes"),
    "outcome": _Passage(PoliceOutcomeRow, ("offence", "words"), "police outcome", "outcomes", "outcome_on"),
    "court": _Passage(CourtResultRow, ("sentence", "order_attached"), "court result", "outcomes", "on_day"),
    "change": _Passage(VictimOutcomeRow, ("words",), "what changed", "outcomes", "on_day"),
    "order": _Passage(EnforcementRow, ("terms", "result"), "order", "outcomes", "decided_on"),
    "support": _Passage(SupportRow, ("words",), "support", "outcomes", "offered_on"),
}
OF_TYPE = {
    "note": ("note",),
    "incident": ("incident",),
    "minutes": ("discussion", "decision", "agenda_line"),
    "return": ("return",),
    "document": ("document",),
    "action": ("action", "action_word"),
}
"""The kinds of entry behind what a person calls a type; those not named belong to no type."""
_AGENCY = ("agency", "spelling", "representative")
OF_PLACE = {"referral": ("referral",), "meeting": ("meeting",), "agency": _AGENCY}
"""The kinds of entry behind a place."""
_MEETING_ENDED = {"cancelled": "called off", "postponed": "put off", "held": "held"}


def _told(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def passages(reading: Reading, marked: tuple[str, ...], found: Sequence[Hit], limit: int) -> list[FoundNote]:
    """Passages and actions in the order of the hits, only of cases that may be seen."""
    seen = visible_ids(reading, {hit.case_id for hit in found if hit.case_id})
    kept = [hit for hit in found if hit.case_id is None or hit.case_id in seen]
    by_kind: dict[str, list[str]] = defaultdict(list)
    for hit in kept:
        if len(by_kind[hit.kind]) < limit:
            by_kind[hit.kind].append(hit.record_id)
    shown: dict[str, FoundNote] = {}
    for kind, passage in _PASSAGES.items():
        if by_kind[kind]:
            shown.update(_read(reading, kind, passage, by_kind[kind], marked, seen))
    said = _said_of(reading, by_kind["action_word"])
    actions = _actions(reading, [*by_kind["action"], *said.values()], [], marked)
    ordered = [shown.get(hit.record_id) or actions.get(said.get(hit.record_id, hit.record_id)) for hit in kept]
    return list({note.id: note for note in ordered if note is not None}.values())[:limit]


def actions_matching(reading: Reading, filters: Sequence[Filter], limit: int) -> list[FoundNote]:
    """Without any word: actions that the filters let through, the soonest due first."""
    wanted = select(ActionRow.id).where(*of_actions(reading, filters))
    ids = reading.session.scalars(wanted.order_by(ActionRow.due_on.desc().nulls_last(), ActionRow.id).limit(limit))
    return list(_actions(reading, list(ids), filters, ()).values())


def _read(
    reading: Reading, kind: str, passage: _Passage, ids: Sequence[str], marked: tuple[str, ...], seen: dict[str, str]
) -> dict[str, FoundNote]:
    row = passage.row.__table__.c
    wanted: list[Any] = [row.id, *(row[name] for name in passage.texts)]
    extra = [name for name in ("case_id", "referral_id", "meeting_id", "agenda_line_id", passage.day) if name in row]
    lines = {}
    for one in reading.session.execute(select(*wanted, *(row[name] for name in extra)).where(row.id.in_(ids))):
        kept = dict(zip(extra, one[len(wanted) :], strict=True))
        text = " ".join(str(part) for part in one[1 : len(wanted)] if part)
        day = kept.get(passage.day)
        case_id, meeting_id = kept.get("case_id"), kept.get("meeting_id")
        line_id = one[0] if kind == "agenda_line" else kept.get("agenda_line_id")
        minuted = False
        if line_id is not None:
            of_case, meeting_id, minuted = _of_line(reading, line_id)
            case_id = case_id or of_case
        detail = _told(passage.called, seen.get(case_id or "", ""), f"{day.day} {day:%B}" if day else "")
        lines[one[0]] = FoundNote(
            kind, one[0], case_id, excerpt(text, marked), detail,
            page=passage.page, meeting_id=meeting_id, referral_id=kept.get("referral_id"),
            line_id=line_id if minuted else None,
        )  # fmt: skip
    return lines


def _of_line(reading: Reading, line_id: str) -> tuple[str | None, str, bool]:
    """Case and meeting of a line of an agenda, and whether that meeting has minutes."""
    case_id, meeting_id, opened_at = reading.session.execute(
        select(AgendaLineRow.case_id, AgendaLineRow.meeting_id, MeetingRow.opened_at)
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(AgendaLineRow.id == line_id)
    ).one()
    return case_id, meeting_id, opened_at is not None


def _said_of(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """What was said about an action: the action it was said of."""
    if not ids:
        return {}
    row = ActionUpdateRow
    return dict(reading.session.execute(select(row.id, row.action_id).where(row.id.in_(ids))).all())


def _actions(
    reading: Reading, ids: Sequence[str], filters: Sequence[Filter], marked: tuple[str, ...]
) -> dict[str, FoundNote]:
    if not ids:
        return {}
    row = ActionRow
    rows = reading.session.execute(
        select(row.id, row.case_id, row.number, row.wording, row.status, row.due_on, AgencyRow.name)
        .outerjoin(AgencyRow, AgencyRow.id == row.owner_agency_id)
        .where(row.id.in_(ids), *of_actions(reading, filters))
    )
    found = {
        one.id: FoundNote(
            "action", one.id, one.case_id, excerpt(one.wording, marked),
            _told(f"action {one.number}", one.name), one.status, one.due_on,
        )
        for one in rows
    }  # fmt: skip
    return {key: found[key] for key in ids if key in found}


def places(
    reading: Reading, filters: Sequence[Filter], found: Sequence[Hit], kinds: Collection[str], limit: int
) -> list[FoundPlace]:
    """Referrals that are no case yet, meetings and agencies among the hits, in this order."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for hit in found:
        by_kind[hit.kind].append(hit.record_id)
    shown: list[FoundPlace] = []
    if "referral" in kinds and by_kind["referral"]:
        wanted = ReferralRow.id.in_(by_kind["referral"])
        shown += _referrals(reading, filters, _alone(wanted, of_no_case=kinds != {"referral"}), limit)
    if "meeting" in kinds and by_kind["meeting"]:
        shown += _meetings(reading, filters, MeetingRow.id.in_(by_kind["meeting"]), limit)
    if "agency" in kinds and not filters and any(by_kind[kind] for kind in _AGENCY):
        shown += _agencies(reading, by_kind)[:limit]
    return shown


def referrals_matching(
    reading: Reading, filters: Sequence[Filter], limit: int, *, of_no_case: bool
) -> list[FoundPlace]:
    """Without any word: the newest referrals that the filters let through; all, or only those of no case."""
    return _referrals(reading, filters, _alone(ReferralRow.id.is_not(None), of_no_case=of_no_case), limit)


def _alone(wanted: ColumnElement[bool], *, of_no_case: bool) -> ColumnElement[bool]:
    """One that became a case is found as that case, unless referrals alone are wanted.

    Written so that the index of cases is not taken: thousands may be no case.
    """
    return and_(wanted, func.coalesce(ReferralRow.case_id, "") == "") if of_no_case else wanted


def _referrals(
    reading: Reading, filters: Sequence[Filter], wanted: ColumnElement[bool], limit: int
) -> list[FoundPlace]:
    row = ReferralRow
    rows = reading.session.execute(
        select(
            row.id, row.reference, row.initials, row.status, row.received_on,
            func.coalesce(AgencyRow.short_name, AgencyRow.name, "").label("agency"),
        )
        .outerjoin(AgencyRow, AgencyRow.id == row.agency_id)
        .where(wanted, *of_referrals(reading, filters))
        .order_by(row.received_on.desc(), row.reference.desc())
        .limit(limit)
    )  # fmt: skip
    return [
        FoundPlace(
            "referral", one.id, one.reference, one.initials,
            _told(f"referral of {one.received_on.day} {one.received_on:%B %Y}", one.agency),
            one.status,
        )
        for one in rows
    ]  # fmt: skip


def meetings_matching(reading: Reading, filters: Sequence[Filter], limit: int) -> list[FoundPlace]:
    """Without any word: the newest meetings that the filters let through, those still to come first."""
    return _meetings(reading, filters, MeetingRow.id.is_not(None), limit)


def _meetings(reading: Reading, filters: Sequence[Filter], asked: ColumnElement[bool], limit: int) -> list[FoundPlace]:
    row = MeetingRow
    wanted = select(row.id, row.held_on, row.kind, row.status, row.place).where(asked, *of_meetings(filters))
    return [
        FoundPlace(
            "meeting", one.id, f"Panel of {one.held_on.day} {one.held_on:%B %Y}", one.place or "",
            _told("" if one.kind == "ordinary" else one.kind, _MEETING_ENDED.get(one.status, "")),
        )
        for one in reading.session.execute(wanted.order_by(row.held_on.desc()).limit(limit))
    ]  # fmt: skip


def _agencies(reading: Reading, by_kind: dict[str, list[str]]) -> list[FoundPlace]:
    spelled = select(AgencySpellingRow.agency_id).where(AgencySpellingRow.id.in_(by_kind["spelling"]))
    people = {
        agency_id: (name, title or "")
        for agency_id, name, title in reading.session.execute(
            select(RepresentativeRow.agency_id, RepresentativeRow.name, RepresentativeRow.job_title).where(
                RepresentativeRow.id.in_(by_kind["representative"])
            )
        )
    }
    keys = {*by_kind["agency"], *reading.session.scalars(spelled), *people}
    rows = reading.session.execute(
        select(AgencyRow.id, AgencyRow.name, AgencyRow.short_name)
        .where(AgencyRow.id.in_(keys))
        .order_by(AgencyRow.folded)
    )
    return [FoundPlace("agency", key, name, short or "", _told(*people.get(key, ()))) for key, name, short in rows]
