"""The call lists from the register of copies: of a meeting's packs and e-mails, and of letters that went by e-mail."""

from collections.abc import Iterable
from datetime import datetime

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import Refused
from hipdesk.model.sending import MailCall
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.call_list import Call, CallList
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import day_month, full_day
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.packs import calls
from hipdesk.store.queries.sending import mail_calls
from hipdesk.store.work import Reading

_HANDLING = "For the office only. Do not copy, send or file. Destroy when every copy was opened."


def load_call_list(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> CallList:
    """Every pack and e-mail of a meeting that is out, with its password. Refused before any was made."""
    packs = [
        Call(
            paper="Panel pack", which=f"Copy {each.copy}", agency=each.agency, person=each.person, phone=each.phone,
            password=each.password,
        )
        for each in calls(reading, meeting_id)
    ]  # fmt: skip
    found = (*packs, *_mailed(mail_calls(reading, meeting_id)))
    if not found:
        raise Refused("No pack of this meeting is out.", kept="Nothing was made.", to_do="Issue packs first.")
    day = meeting_card(reading, meeting_id).held_on
    title = f"Call list, {full_day(day)}"
    return CallList(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=day,
        calls=found,
    )


def load_letters_call_list(reading: Reading, *, copy: Copy = OFFICE_COPY) -> CallList:
    """Every letter and paper of no meeting that went by e-mail lately. Refused when there is none."""
    found = _mailed(mail_calls(reading))
    if not found:
        raise Refused("No letter went by e-mail in the last 60 days.", kept="Nothing was made.")
    title = f"Call list of letters, {full_day(reading.today)}"
    return CallList(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=None,
        calls=found,
    )


def _mailed(found: Iterable[MailCall]) -> tuple[Call, ...]:
    return tuple(
        Call(
            paper=each.title, which=_made(each.made_at.astimezone(LONDON)), agency=each.recipient, person=each.person,
            phone=each.phone, password=each.password,
        )
        for each in found
    )  # fmt: skip


def _made(at: datetime) -> str:
    """When a file was made: one made twice has two passwords."""
    return f"{day_month(at.date())}, {at:%H:%M}"
