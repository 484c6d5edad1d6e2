"""The central database as a file: every case the holder may see, in the clean form or in a panel's own columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.central import CentralAction, CentralColumns, CentralRow, clean_columns, own_columns
from hipdesk.model.listings import Listing, Value
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.model.vocab import code_list
from hipdesk.model.workbooks.mapping import mapping_from_toml
from hipdesk.services.registry import reads
from hipdesk.services.settings import setting
from hipdesk.store.queries import central as queries
from hipdesk.store.work import Reading

TITLE = "Central database"
_OUTCOME = "Outcome"
_A_STEP = 500
_CALLED = {"born": "birth", "name": "victim_name"}


@reads(Right.MAKE_PAPERS)
def central_database(reading: Reading, *, own: bool = False, matching: str = "") -> Listing:
    """Every visible case, one row a referral, names and all; cancelled between rows.

    ``own`` gives the panel's own columns by ``matching`` (TOML), or by that of the newest import. Refused where nothing
    was imported and no matching is given, or when the matching knows no column.
    """
    columns = _columns(reading, matching) if own or matching else clean_columns()
    office = setting(reading, OfficeSettings)
    told = [(case_id, columns.cells(row)) for case_id, row in _rows(reading)]
    return Listing(
        "central", TITLE, columns.headings, tuple(cells for _case_id, cells in told), office.marking,
        office.panel_name, reading.today, "In the panel’s own columns" if own or matching else "",
        tuple(case_id for case_id, _cells in told),
    )  # fmt: skip


def _columns(reading: Reading, matching: str) -> CentralColumns:
    text = matching or queries.newest_matching(reading)
    columns = own_columns(mapping_from_toml(text)) if text else None
    if columns is None or not columns.columns:
        raise Refused(
            "No matching of columns is known.",
            kept="Nothing was made.",
            to_do="Use the clean form, or give the matching that was saved at an import.",
        )
    return columns


@dataclass(frozen=True, slots=True)
class _Parts:
    """Everything that rows are put together from, read in bulk."""

    agencies: dict[str, str]
    involved: queries.Parts
    homes: queries.Parts
    strands: queries.Parts
    incidents: queries.Parts
    types: queries.Parts
    sharing: queries.Parts
    hearings: queries.Parts
    actions: queries.Parts
    closures: queries.Parts
    kept: queries.Parts

    @classmethod
    def read(cls, reading: Reading) -> "_Parts":
        return cls(
            queries.agencies(reading), queries.involved(reading), queries.homes(reading), queries.strands(reading),
            queries.incidents(reading), queries.incident_types(reading), queries.sharing(reading),
            queries.hearings(reading), queries.actions(reading), queries.closures(reading), queries.kept_text(reading),
        )  # fmt: skip


def _rows(reading: Reading) -> Iterator[tuple[str, CentralRow]]:
    """Each row with its case."""
    parts, referrals = _Parts.read(reading), queries.referrals(reading)
    begun: set[str] = set()
    for done, referral in enumerate(referrals):
        if done % _A_STEP == 0:
            reading.progress.step(done, len(referrals), "Reading the cases")
        yield referral.case_id, _row(parts, referral, first=referral.case_id not in begun)
        begun.add(referral.case_id)


def _row(parts: _Parts, referral: Any, *, first: bool) -> CentralRow:  # noqa: ANN401 (a row of a select)
    """One row; what happened to the case stands on its ``first`` referral."""
    people = parts.involved.get(referral.id, [])
    victim = next((person for person in people if person.role == "victim"), None)
    home = next(iter(parts.homes.get(victim.id, [])), None) if victim is not None else None
    incident = next(iter(parts.incidents.get(referral.id, [])), None)
    agreed = next(iter(parts.sharing.get(referral.id, [])), None)
    kept = tuple((note.heading or "", note.text) for note in parts.kept.get(referral.id, []))
    case, closed = referral.case_id if first else "", first and referral.status == "closed"
    return CentralRow(
        reference=referral.reference, old_reference=referral.old_reference or "", received=referral.received_on,
        agency=parts.agencies.get(referral.agency_id, ""), referrer=referral.referrer_name or "",
        victim_name=" ".join(part for part in (victim.title, victim.name) if part) if victim is not None else "",
        birth=_birth(victim), sex=(victim.sex or "") if victim is not None else "",
        ethnicity=(victim.ethnicity or "") if victim is not None else "",
        ethnicity_words=(victim.ethnicity_words or "") if victim is not None else "",
        address=home.lines if home is not None else "", postcode=(home.postcode or "") if home is not None else "",
        ward=(incident.ward if incident is not None else None) or referral.ward or "",
        tenure=(home.tenure or "") if home is not None else "",
        tenure_words=(home.tenancy or "") if home is not None else "",
        landlord=(home.landlord or "") if home is not None else "",
        strands=tuple(_strand(row.code, row.sub_code) for row in parts.strands.get(referral.id, [])),
        incident_types=_types(parts, referral.id), incident_when=_when(incident), summary=referral.summary or "",
        police_reference=(incident.police_reference or "") if incident is not None else "",
        perpetrators=tuple(_perpetrator(each) for each in people if each.role == "perpetrator"),
        risk=referral.risk_entry or "", agreement=(agreed.agreement or "") if agreed is not None else "",
        agreement_words=(agreed.agreed_how or "") if agreed is not None else "",
        hearings=tuple(row.heard_on for row in parts.hearings.get(case, [])),
        actions=tuple(_action(parts, row) for row in parts.actions.get(case, [])),
        outcome=_outcome(parts, case, kept), closed=closed, closed_on=referral.closed_on if closed else None,
        repeat=referral.repeat_override, officer=referral.lead_officer or "", kept=kept,
        unanswered=_unanswered(referral, victim, agreed),
    )  # fmt: skip


def _birth(person: Any) -> Value:  # noqa: ANN401 (a row of a select)
    if person is None:
        return None
    if person.born_earliest is not None and person.born_earliest == person.born_latest:
        born: date = person.born_earliest
        return born
    age: int | None = person.age_estimate
    return str(person.born_words) if person.born_words else age


def _strand(code: str, sub: str | None) -> tuple[str, str]:
    """The code below the strand where the list has one, else the strand's and the tag an import kept beside it."""
    if sub and sub in code_list("strand"):
        return sub, ""
    return code, sub or ""


def _types(parts: _Parts, referral_id: str) -> tuple[str, ...]:
    incidents = parts.incidents.get(referral_id, [])
    return tuple(dict.fromkeys(row.code for each in incidents for row in parts.types.get(each.id, [])))


def _when(incident: Any) -> Value:  # noqa: ANN401 (a row of a select)
    if incident is None:
        return None
    if incident.day_earliest is not None and incident.day_earliest == incident.day_latest:
        day: date = incident.day_earliest
        return day
    return str(incident.day_words or "")


def _perpetrator(person: Any) -> str:  # noqa: ANN401 (a row of a select)
    called = " ".join(part for part in (person.title, person.name) if part)
    return str(person.description or called or (person.identity or "unknown").capitalize())


def _action(parts: _Parts, row: Any) -> CentralAction:  # noqa: ANN401 (a row of a select)
    due = row.due_words or (f"{row.due_on:%d/%m/%Y}" if row.due_on else "")
    done = row.status == "completed"
    owner = parts.agencies.get(row.owner_agency_id, "")
    return CentralAction(owner, row.owner_name or "", row.wording, due, done, row.completed_on if done else None)


def _outcome(parts: _Parts, case: str, kept: tuple[tuple[str, str], ...]) -> str:
    written = dict(kept).get(_OUTCOME, "")
    closing = next(iter(parts.closures.get(case, [])), None) if case else None
    return written or ((closing.words or closing.reason or "").replace("_", " ") if closing is not None else "")


def _unanswered(referral: Any, victim: Any, agreed: Any) -> dict[str, str]:  # noqa: ANN401 (rows of selects)
    told: dict[str, str] = {}
    for part in (referral.unanswered, *((victim.of_part, victim.unanswered) if victim is not None else ())):
        told |= part or {}
    told |= (agreed.unanswered or {}) if agreed is not None else {}
    return {_CALLED.get(name, name): why for name, why in told.items()}
