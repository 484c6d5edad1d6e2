"""One imported referral and its case: every row it becomes, its actions and hearings, and the text kept on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hipdesk.model.folding import fold
from hipdesk.model.imports import closed_on
from hipdesk.model.partial_dates import age_on
from hipdesk.model.referrals.naming import initials_of_person, label_for
from hipdesk.model.vocab import code_list
from hipdesk.model.workbooks.proposals import ProposedReferral
from hipdesk.services.importing.actions import ActionWriter
from hipdesk.services.importing.people import PeopleWriter
from hipdesk.services.importing.register import Register
from hipdesk.store.ledger import Ledger
from hipdesk.store.tables.cases import CaseRow, ClosureRow, NoteRow, StatusChangeRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    ReferralRow,
    SharingRow,
    StrandRow,
)
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Work

_ADULT = 18
LINE_AT_MOST = 200
"""Signs of a heading of kept text, and of a line of incident types, that the record keeps."""
_OF_OTHERS = frozenset({"born", "sex", "ethnicity", "victim_name", "agreement"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A referral with what was settled for it: its reference, day received, whether it is a repeat, its origin, and the
    key its home is told apart by."""

    referral: ProposedReferral
    reference: str
    received: date
    repeat: bool
    repeat_reason: str
    note: str
    place: str


class ReferralWriter:
    """Writes referrals with their cases into the ledger. ``meetings`` maps a day to the past meeting held on it."""

    def __init__(
        self,
        work: Work,
        ledger: Ledger,
        register: Register,
        meetings: Mapping[date, str],
        ids: Iterator[str],
    ) -> None:
        self._ids, self._now, self._entry = ids, work.now, ledger.entry
        self._register, self._meetings = register, meetings
        self._types = code_list("incident_type")
        self._open_core(ledger)
        self.people = PeopleWriter(ledger, ids)
        self._open_details(ledger)
        self._actions = ActionWriter(ledger, register, meetings, ids)

    def _open_core(self, ledger: Ledger) -> None:
        self._case = ledger.open(
            CaseRow, "id", "reference", "initials", "status", "lead_agency_id", "lead_officer", "received_on",
            "accepted_on", "first_heard_on", "last_heard_on", "times_heard", "strands", "ward", "in_short",
            "risk_entry", "risk_now", "child", "not_aware", "closed_on", "origin_note",
        )  # fmt: skip
        self._referral = ledger.open(
            ReferralRow, "id", "reference", "old_reference", "case_id", "initials", "received_on", "agency_id",
            "referrer_name", "repeat", "repeat_override", "repeat_reason", "summary", "decided_on", "unanswered",
            "origin_note", status="accepted",
        )  # fmt: skip

    def _open_details(self, ledger: Ledger) -> None:
        self._involve = ledger.open(
            InvolvementRow, "id", "referral_id", "case_id", "person_id", "role", "label", "position", "identity",
            "unanswered", "origin_note",
        )  # fmt: skip
        self._incident = ledger.open(
            IncidentRow, "id", "referral_id", "case_id", "day_earliest", "day_latest", "day_precision", "day_words",
            "ongoing", "ward", "facts", "police_status", "police_reference", "origin_note", number=1,
        )  # fmt: skip
        self._type = ledger.open(IncidentTypeRow, "incident_id", "code")
        self._strand = ledger.open(
            StrandRow, "id", "referral_id", "case_id", "incident_id", "code", "sub_code", "position"
        )
        self._sharing = ledger.open(
            SharingRow, "id", "referral_id", "case_id", "agreement", "agreed_how", "unanswered", "origin_note"
        )
        self._risk = ledger.open(
            RiskAssessmentRow, "id", "referral_id", "case_id", "assessed_on", "band", "origin_note", occasion="entry"
        )
        self._change = ledger.open(StatusChangeRow, "id", "case_id", "from_status", "to_status", "on_day")
        self._closure = ledger.open(ClosureRow, "id", "case_id", "closed_on", "words", "origin_note", reason="")
        self._hearing = ledger.open(HearingRow, "id", "case_id", "heard_on", "meeting_id")
        self._note = ledger.open(
            NoteRow, "id", "case_id", "referral_id", "on_day", "heading", "text", "origin_note", kind="import",
            at=self._now,
        )  # fmt: skip

    def write(self, placed: Placed) -> str:
        """Write one referral and its case; returns the key of the referral."""
        referral, case_id, referral_id = placed.referral, next(self._ids), next(self._ids)
        closed = closed_on(referral, placed.received)
        self._write_case(placed, case_id, closed)
        self._write_referral(placed, referral_id, case_id)
        self._write_people(placed, referral_id, case_id)
        self._write_incident(placed, referral_id, case_id)
        self._write_sharing_and_risk(placed, referral_id, case_id)
        self._write_history(placed, case_id, closed)
        self._actions.write(
            referral.actions, case_id, placed.reference, placed.received, referral.hearings, placed.note
        )
        kept = [("Outcome", referral.outcome)] if referral.outcome else []
        for heading, text in (*kept, *referral.kept_text):
            self.write_note(case_id, referral_id, placed.received, heading, text, placed.note)
        return referral_id

    def write_note(self, case_id: str, referral_id: str, day: date, heading: str, text: str, note: str) -> None:
        """Keep text of the workbook as a note on the case."""
        key = next(self._ids)
        self._note((key, case_id, referral_id, day, heading[:LINE_AT_MOST] or None, text, note))
        self._entry(("note", key, case_id, fold(f"{heading} {text}")))

    def write_hearing(self, case_id: str, day: date) -> None:
        """A day the case was heard; part of a past meeting where enough cases share it."""
        self._hearing((next(self._ids), case_id, day, self._meetings.get(day)))

    def _write_case(self, placed: Placed, case_id: str, closed: date | None) -> None:
        referral, heard = placed.referral, placed.referral.hearings
        status = "closed" if closed else "heard" if heard else "listed"
        kinds = ", ".join(self._types.label(code) for code in referral.incident_types)[:LINE_AT_MOST]
        self._case(
            (
                case_id, placed.reference, initials_of_person(referral.victim.name), status,
                self._register.id_of(referral.agency), referral.officer or None, placed.received, placed.received,
                heard[0] if heard else None, heard[-1] if heard else None, len(heard),
                ",".join(dict.fromkeys(each.code for each in referral.strands)), referral.ward[:80] or None,
                kinds or None, referral.risk or None, referral.risk or None, _is_child(placed),
                bool(referral.perpetrators), closed, placed.note,
            )
        )  # fmt: skip
        self._entry(("case", case_id, case_id, fold(f"{placed.reference} {kinds}")))

    def _write_referral(self, placed: Placed, referral_id: str, case_id: str) -> None:
        referral = placed.referral
        unanswered = {name: why for name, why in referral.unanswered if name not in _OF_OTHERS}
        reason = placed.repeat_reason if referral.repeat is None else "As written in the workbook"
        self._referral(
            (
                referral_id, placed.reference, referral.old_reference[:64] or None, case_id,
                initials_of_person(referral.victim.name), placed.received, self._register.id_of(referral.agency),
                referral.referrer_name or None, placed.repeat, referral.repeat, reason or None,
                referral.summary or None, placed.received, unanswered, placed.note,
            )
        )  # fmt: skip
        words = (placed.reference, referral.old_reference, referral.summary, referral.referrer_name)
        self._entry(("referral", referral_id, case_id, fold(" ".join(words))))

    def _write_people(self, placed: Placed, referral_id: str, case_id: str) -> None:
        referral, note = placed.referral, placed.note
        tenure = _only("tenure", referral)
        victim = self.people.victim(referral, note, placed.place)
        self._involve((next(self._ids), referral_id, case_id, victim, "victim", "Victim A", 0, None, tenure, note))
        taken: list[str] = []
        for position, one in enumerate(referral.perpetrators, 1):
            taken.append(label_for("perpetrator", taken))
            person = self.people.perpetrator(one, note)
            self._involve(
                (
                    next(self._ids), referral_id, case_id, person, "perpetrator", taken[-1], position, one.identity,
                    {}, note,
                )
            )  # fmt: skip

    def _write_incident(self, placed: Placed, referral_id: str, case_id: str) -> None:
        referral, key = placed.referral, next(self._ids)
        when = referral.incident_when
        known = when.precision != "blank"
        self._incident(
            (
                key, referral_id, case_id, when.earliest, when.latest, when.precision if known else None,
                (when.words or when.text) if known else None, when.ongoing, referral.ward[:80] or None,
                referral.summary or None, referral.police_status or None, referral.police_reference or None,
                placed.note,
            )
        )  # fmt: skip
        # The summary is found through the referral: the same words twice would only swell the index.
        if referral.police_reference:
            self._entry(("incident", key, case_id, fold(referral.police_reference)))
        for code in dict.fromkeys(referral.incident_types):
            self._type((key, code))
        for position, strand in enumerate(referral.strands):
            sub = strand.sub_code or strand.tag or None
            self._strand((next(self._ids), referral_id, case_id, key, strand.code, sub, position))

    def _write_sharing_and_risk(self, placed: Placed, referral_id: str, case_id: str) -> None:
        referral = placed.referral
        why = _only("agreement", referral)
        if referral.agreement or referral.agreement_as_written or why:
            self._sharing(
                (
                    next(self._ids), referral_id, case_id, referral.agreement or None,
                    referral.agreement_as_written or None, why, placed.note,
                )
            )  # fmt: skip
        if referral.risk:
            self._risk((next(self._ids), referral_id, case_id, placed.received, referral.risk, placed.note))

    def _write_history(self, placed: Placed, case_id: str, closed: date | None) -> None:
        """Accepted on the day received, heard, closed: the changes that the flow of cases is counted from."""
        heard = placed.referral.hearings
        self._change((next(self._ids), case_id, None, "listed", placed.received))
        last = "listed"
        if heard and (closed is None or heard[0] <= closed):
            self._change((next(self._ids), case_id, last, "heard", max(heard[0], placed.received)))
            last = "heard"
        if closed:
            self._change((next(self._ids), case_id, last, "closed", closed))
            self._closure((next(self._ids), case_id, closed, placed.referral.outcome or None, placed.note))
        for day in heard:
            self.write_hearing(case_id, day)


def _only(name: str, referral: ProposedReferral) -> dict[str, str]:
    """Why one field has no answer, if the row says so."""
    return {field: why for field, why in referral.unanswered if field == name}


def _is_child(placed: Placed) -> bool:
    """Whether the person affected was under eighteen when the referral was received."""
    victim = placed.referral.victim
    if victim.age is not None:
        return victim.age < _ADULT
    born = victim.born.exact if victim.born else None
    return born is not None and born <= placed.received and age_on(born, placed.received) < _ADULT
