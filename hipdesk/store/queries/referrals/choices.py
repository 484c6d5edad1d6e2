"""What the referral form offers."""

from collections import defaultdict

from sqlalchemy import func, or_, select

from hipdesk.model.referrals.views import FormChoices
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow
from hipdesk.store.tables.settings import CodeEntryRow, WardRow
from hipdesk.store.work import Reading


def form_choices(reading: Reading) -> FormChoices:
    """Agencies that have not left, wards and code entries valid today, in order."""
    day = reading.today
    agencies = reading.session.execute(
        select(AgencyRow.id, AgencyRow.name)
        .where(or_(AgencyRow.left_on.is_(None), AgencyRow.left_on >= day))
        .order_by(AgencyRow.folded)
    )
    wards = reading.session.scalars(
        select(WardRow.name).where(or_(WardRow.valid_to.is_(None), WardRow.valid_to >= day)).order_by(WardRow.folded)
    )
    rows = reading.session.execute(
        select(CodeEntryRow.list_name, CodeEntryRow.code, CodeEntryRow.label)
        .where(
            func.coalesce(CodeEntryRow.valid_from, day) <= day,
            func.coalesce(CodeEntryRow.valid_to, day) >= day,
        )
        .order_by(CodeEntryRow.list_name, CodeEntryRow.position)
    )
    lists: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for list_name, code, label in rows:
        lists[list_name].append((code, label))
    spellings: dict[str, list[str]] = defaultdict(list)
    short = select(AgencyRow.id, func.coalesce(AgencyRow.short_name, ""))
    for statement in (short, select(AgencySpellingRow.agency_id, AgencySpellingRow.name)):
        for key, name in reading.session.execute(statement):
            spellings[key].append(name)
    return FormChoices(
        tuple((key, name) for key, name in agencies),
        tuple(wards),
        {name: tuple(entries) for name, entries in lists.items()},
        {key: tuple(filter(None, names)) for key, names in spellings.items()},
    )
