"""What was learnt at the panels of a period, as it was noted there."""

from datetime import date

from sqlalchemy import or_, select

from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.figures.days import within
from hipdesk.store.tables.cases import LearningPointRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.work import Reading


def noted(reading: Reading, first: date, last: date, most: int) -> list[tuple[str, str]]:
    """Theme and lesson of what was noted at meetings held between two days, of cases the actor may see."""
    rows = reading.session.execute(
        select(LearningPointRow.theme, LearningPointRow.lesson)
        .join(MeetingRow, MeetingRow.id == LearningPointRow.meeting_id)
        .where(
            within(MeetingRow.held_on, first, last),
            or_(LearningPointRow.case_id.is_(None), of_visible_case(reading, LearningPointRow.case_id)),
        )
        .order_by(MeetingRow.held_on, LearningPointRow.id)
        .limit(most)
    )
    return [(theme or "", lesson) for theme, lesson in rows]
