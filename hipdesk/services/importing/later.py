"""A later copy of a workbook: how its changed rows differ from the record, and taking over what only adds to it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hipdesk.model.imports import ChangedRow, Difference, KnownRow, closed_on, received_on
from hipdesk.model.measures import counted
from hipdesk.model.statuses import CASE
from hipdesk.model.workbooks.fields import target_label
from hipdesk.model.workbooks.proposals import ProposedAction, ProposedReferral
from hipdesk.services.importing.referrals import LINE_AT_MOST
from hipdesk.services.importing.register import Register
from hipdesk.store.queries import imports as queries
from hipdesk.store.queries.imported_rows import BETWEEN
from hipdesk.store.queries.imports import Recorded, RecordedAction
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import CaseRow, ClosureRow, StatusChangeRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.work import Reading, Work


def differences(
    reading: Reading, changed: Sequence[ProposedReferral], known: Mapping[str, KnownRow]
) -> tuple[ChangedRow, ...]:
    """Each changed row with what it says differently from the record; of cases the actor may see."""
    recorded = queries.recorded(reading, [known[each.source.key].referral_id for each in changed])
    found = []
    for each in changed:
        before = known[each.source.key]
        record = recorded.get(before.referral_id)
        if record is None:
            continue
        source = each.source
        waiting = source.digest in before.waiting
        found.append(
            ChangedRow(source.key, source.sheet, source.row, record.reference, _compare(each, record), waiting)
        )
    return tuple(found)


def _compare(row: ProposedReferral, record: Recorded) -> tuple[Difference, ...]:
    found: list[Difference] = []
    new_days = [day for day in row.hearings if day not in record.heard]
    if new_days:
        found.append(Difference("hearings", f"Heard on {', '.join(_day(day) for day in new_days)}", can_take=True))
    closed = closed_on(row, record.received_on)
    if closed and record.closed_on is None:
        found.append(Difference("closed_on", f"Closed on {_day(closed)}", can_take=True))
    elif closed and closed != record.closed_on and record.closed_on:
        found.append(Difference("closed_on", f"Closed on {_day(closed)}, recorded as {_day(record.closed_on)}"))
    elif not closed and record.closed_on:
        found.append(Difference("status", "Open in the workbook, closed in the record"))
    new_actions = row.actions[len(record.actions) :]
    if new_actions:
        found.append(Difference("actions", counted(len(new_actions), "new action"), can_take=True))
    done = _newly_done(row.actions, record.actions)
    if done:
        found.append(Difference("actions_done", f"{counted(len(done), 'action')} done", can_take=True))
    for field, theirs, ours in (
        ("risk", row.risk, record.risk),
        ("summary", row.summary, record.summary),
        ("agency", row.agency, record.agency),
        ("strands", " ".join(sorted({each.code for each in row.strands})), " ".join(sorted(record.strands))),
    ):
        if theirs and theirs != ours:
            found.append(Difference(field, f"{field.capitalize()} differs from the record"))
    found += _other_fields(row, record)
    return tuple(found) or (Difference("row", "Other words of the row changed"),)


def _other_fields(row: ProposedReferral, record: Recorded) -> Iterator[Difference]:
    """The fields in which the row says something that the record does not have: by name, never what it says."""
    for field, values in _said_by_row(row, record.received_on).items():
        if any(value and value not in record.said.get(field, ()) for value in values):
            yield Difference(field, f"{target_label('referrals', field)}: differs from the record")
    for heading, text in (("Outcome", row.outcome), *row.kept_text):
        if text and f"{heading[:LINE_AT_MOST]}{BETWEEN}{text}" not in record.said.get("kept", ()):
            yield Difference("kept", f"{heading}: differs from the record")


def _said_by_row(row: ProposedReferral, received: date) -> dict[str, Sequence[str]]:
    """The fields of a row as the record has them: cut and chosen as they are when they are written."""
    victim, when = row.victim, row.incident_when
    born = victim.born.earliest.isoformat() if victim.born and victim.born.earliest else ""
    age = "" if victim.age is None else str(victim.age)
    home = row.address or row.postcode
    return {
        "old_reference": (row.old_reference[:64],),
        "received": (received_on(row, received).isoformat(),),
        "referrer": (row.referrer_name,),
        "officer": (row.officer,),
        "ward": (row.ward[:80],),
        "victim_name": (victim.name,),
        "birth": (born or age or victim.age_words,),
        "sex": (victim.sex,),
        "ethnicity": (victim.ethnicity or victim.ethnicity_as_written,),
        "address": (row.address,),
        "postcode": (row.postcode[:12],),
        "tenure": (row.tenure or row.tenure_as_written if home else "",),
        "landlord": (row.landlord if home else "",),
        "perpetrator": [(each.person.name if each.person else "") or each.words for each in row.perpetrators],
        "incident_type": row.incident_types,
        "incident_when": (when.words or when.text if when.precision != "blank" else "",),
        "police_reference": (row.police_reference,),
        "agreement": (row.agreement or row.agreement_as_written,),
    }


def _newly_done(actions: Sequence[ProposedAction], recorded: Sequence[RecordedAction]) -> list[int]:
    """Places (from 0) of actions that the row says are done and the record has as open."""
    pairs = enumerate(zip(actions, recorded, strict=False))
    return [at for at, (theirs, ours) in pairs if theirs.done and ours.status == "open"]


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def take(work: Work, rows: Sequence[ProposedReferral], known: Mapping[str, KnownRow], batch_id: str) -> list[str]:
    """Add to the record what these changed rows add: hearings, actions, completions, closing. Returns references."""
    register = Register(queries.agency_keys(work))
    recorded = queries.recorded(work, [known[each.source.key].referral_id for each in rows])
    taken = []
    for row in rows:
        record = recorded.get(known[row.source.key].referral_id)
        if record is None:
            continue
        note = f"{batch_id}:{row.source.sheet}:{row.source.row}"
        _take_hearings(work, row, record)
        _take_actions(work, row, record, register, note)
        _take_closing(work, row, record, note)
        taken.append(record.reference)
    return taken


def _take_hearings(work: Work, row: ProposedReferral, record: Recorded) -> None:
    new = [day for day in row.hearings if day not in record.heard]
    if not new:
        return
    meetings = queries.meetings_on(work, new)
    for day in new:
        work.session.add(HearingRow(case_id=record.case_id, heard_on=day, meeting_id=meetings.get(day)))
    case = work.change(CaseRow, record.case_id)
    every = sorted({*new, *record.heard})
    case.first_heard_on, case.last_heard_on, case.times_heard = every[0], every[-1], len(every)
    if case.status == "listed":
        _turn(work, case, "heard", max(every[0], case.accepted_on))


def _take_actions(work: Work, row: ProposedReferral, record: Recorded, register: Register, note: str) -> None:
    for at in _newly_done(row.actions, record.actions):
        done = work.change(ActionRow, record.actions[at].id)
        done.status, done.completed_on = "completed", row.actions[at].done_on
        done.last_word = row.actions[at].done_words or done.last_word
    short = record.reference.rsplit("/", 1)[-1]
    for position, action in enumerate(row.actions[len(record.actions) :], len(record.actions) + 1):
        work.session.add(
            ActionRow(
                number=f"{short}/{position}",
                position=position,
                case_id=record.case_id,
                wording=action.wording or action.as_written,
                owner_agency_id=register.id_of(action.owner),
                owner_name=action.person or None,
                raised_on=action.raised_on or record.received_on,
                first_due_on=action.due,
                due_on=action.due,
                due_words=action.due_words or None,
                status="completed" if action.done else "open",
                completed_on=action.done_on if action.done else None,
                origin="imported",
                origin_note=note,
            )
        )


def _take_closing(work: Work, row: ProposedReferral, record: Recorded, note: str) -> None:
    closed = closed_on(row, record.received_on)
    case = work.change(CaseRow, record.case_id)
    if closed is None or record.closed_on is not None or not CASE.may_follow(case.status, "closed"):
        return
    # A closing never lies before the last change of status: the flow of cases is counted from these.
    day = max(closed, record.last_change)
    _turn(work, case, "closed", day)
    case.closed_on = day
    work.session.add(
        ClosureRow(
            case_id=case.id, closed_on=day, reason="", words=row.outcome or None, origin="imported", origin_note=note
        )
    )


def _turn(work: Work, case: CaseRow, status: str, day: date) -> None:
    work.session.add(StatusChangeRow(case_id=case.id, from_status=case.status, to_status=status, on_day=day))
    case.status = status
