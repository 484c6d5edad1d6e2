"""Printing minutes as they will be frozen: the bytes already say who agreed them, when, and as what."""

from datetime import date

from hipdesk.model.audit import fingerprint
from hipdesk.model.panels.minutes import AgreeMinutes
from hipdesk.papers.loading.minutes import load_minutes
from hipdesk.papers.minutes import MinutesAgreement, MinutesPaper
from hipdesk.services.minutes import minutes_view
from hipdesk.store.queries import audit
from hipdesk.store.work import Reading


def minutes_to_freeze(
    reading: Reading, meeting_id: str, agreed_by: str, agreed_on: date | None = None
) -> tuple[MinutesPaper, AgreeMinutes]:
    """The paper to print, and the command that freezes it once its ``pdf`` holds the printed bytes."""
    day, mark = agreed_on or reading.today, fingerprint(audit.head(reading))
    agreement = MinutesAgreement(by=agreed_by, day=day, at=None, frozen_version="1.0", frozen_fingerprint=mark)
    paper = load_minutes(reading, meeting_id, agreeing=agreement)
    digest = minutes_view(reading, meeting_id).digest
    command = AgreeMinutes(
        meeting_id=meeting_id, agreed_by=agreed_by, agreed_on=day, pdf=b"-", digest=digest, fingerprint=mark
    )
    return paper, command
