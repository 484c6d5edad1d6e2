"""The call list of a meeting's packs from the register of copies."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.call_list import Call, CallList
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import full_day
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.packs import calls
from hipdesk.store.work import Reading

_HANDLING = "For the office only. Do not copy, send or file. Destroy when every copy was opened."


def load_call_list(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> CallList:
    """Every copy that is out, with its password. Refused before any pack was issued."""
    found = calls(reading, meeting_id)
    if not found:
        raise Refused("No pack of this meeting is out.", kept="Nothing was made.", to_do="Issue packs first.")
    day = meeting_card(reading, meeting_id).held_on
    title = f"Call list, {full_day(day)}"
    return CallList(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=day,
        calls=tuple(
            Call(copy=each.copy, agency=each.agency, person=each.person, phone=each.phone, password=each.password)
            for each in found
        ),
    )
