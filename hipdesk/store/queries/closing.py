"""What closing a case looks at."""

from datetime import date

from sqlalchemy import func, select

from hipdesk.model.periods import add_months
from hipdesk.model.statuses import LIVE_ACTIONS, NOT_DONE_ACTIONS
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import ClosureRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.work import Reading

_ADULT_MONTHS = 18 * 12


def action_facts(reading: Reading, case_id: str) -> tuple[int, int]:
    """How many actions of a case are live, and how many ended undone without a reason."""
    live = select(func.count()).where(ActionRow.case_id == case_id, ActionRow.status.in_(sorted(LIVE_ACTIONS)))
    dropped = select(func.count()).where(
        ActionRow.case_id == case_id,
        ActionRow.status.in_(sorted(NOT_DONE_ACTIONS)),
        func.coalesce(ActionRow.not_done_reason, "") == "",
    )
    return reading.session.scalar(live) or 0, reading.session.scalar(dropped) or 0


def consulted_on(reading: Reading, case_id: str) -> date | None:
    """The newest day on which a person affected was asked about closing."""
    return reading.session.scalar(
        select(func.max(VictimOutcomeRow.on_day)).where(
            VictimOutcomeRow.case_id == case_id, VictimOutcomeRow.consulted.is_(True)
        )
    )


def newest_closure(reading: Reading, case_id: str) -> ClosureRow | None:
    """The newest closure of a case."""
    return reading.session.scalars(
        select(ClosureRow)
        .where(ClosureRow.case_id == case_id)
        .order_by(ClosureRow.closed_on.desc(), ClosureRow.id.desc())
        .limit(1)
    ).first()


def births_of_children(reading: Reading, case_id: str) -> list[date]:
    """Latest possible birth days of those affected or alleged who are not 18 yet."""
    since = add_months(reading.today, -_ADULT_MONTHS)
    rows = reading.session.scalars(
        select(PersonRow.born_latest)
        .join(InvolvementRow, InvolvementRow.person_id == PersonRow.id)
        .where(
            InvolvementRow.case_id == case_id,
            InvolvementRow.role.in_(("victim", "child", "household", "perpetrator")),
            PersonRow.born_latest > since,
        )
    )
    return [day for day in rows if day is not None]
