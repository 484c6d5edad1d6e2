"""Two people who may be one, side by side."""

from sqlalchemy import func, select

from hipdesk.kernel.clock import LONDON
from hipdesk.model.matching import Known
from hipdesk.model.people import DuplicateSide
from hipdesk.store.queries.people import known_of, parts_of
from hipdesk.store.tables.people import PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.work import Reading

Side = tuple[Known, DuplicateSide]


def sides_of(reading: Reading, pair: PossibleDuplicateRow) -> tuple[Side, Side] | None:
    """Both people of a pair with what matching needs; None when one of them is no longer a record of its own."""
    ids = (pair.person_id, pair.other_id)
    known = known_of(reading, ids)
    if set(ids) - set(known):
        return None
    parts = parts_of(reading, ids)
    counted = reading.session.execute(
        select(InvolvementRow.person_id, func.count(func.distinct(InvolvementRow.case_id)))
        .where(InvolvementRow.person_id.in_(ids), InvolvementRow.case_id.is_not(None))
        .group_by(InvolvementRow.person_id)
    )
    cases = {row[0]: row[1] for row in counted}
    made = {row.id: row for row in reading.session.scalars(select(PersonRow).where(PersonRow.id.in_(ids)))}
    found = []
    for person_id in ids:
        of_person, name, own_script, born = known[person_id]
        row = made[person_id]
        seen = tuple(parts[person_id])
        side = DuplicateSide(
            person_id=person_id,
            name=name,
            own_script=own_script or "",
            also=tuple(other for other in of_person.names if other not in (name, own_script)),
            born=born,
            addresses=of_person.places,
            contact=row.contact_number or "",
            language=row.language or "",
            recorded_on=row.created_at.astimezone(LONDON).date(),
            parts=seen,
            hidden_parts=cases.get(person_id, 0) - len({part.case_id for part in seen}),
        )
        found.append((of_person, side))
    return found[0], found[1]
