"""Labels for a meeting from the record: places at the table, and files of the cases that are heard."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.labels import THREE_BY_EIGHT, TWO_BY_SEVEN, Label, LabelsPaper
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.loading.research import cases_to_ask
from hipdesk.papers.wording import full_day
from hipdesk.services.attendance import attendance_view
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading


def load_place_labels(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> LabelsPaper:
    """A label for everyone expected, apologies left out. Refused when nobody is."""
    card = meeting_card(reading, meeting_id)
    people = [each for each in attendance_view(reading, meeting_id).people if each.answer != "apologies"]
    if not people:
        raise Refused("Nobody is expected at this meeting yet.", kept="Nothing was made.", to_do="Invite the agencies.")
    title = f"Place labels, {full_day(card.held_on)}"
    return LabelsPaper(
        frame=frame(reading, title, title, copy=copy),
        sheet=TWO_BY_SEVEN,
        largest=24,
        labels=tuple(
            Label(large=each.name, second=each.agency or "Observer", small=_panel(reading, card)) for each in people
        ),
    )


def load_file_labels(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> LabelsPaper:
    """A label for the file of every case that is heard: reference, initials and marking, no name."""
    card, office = meeting_card(reading, meeting_id), setting(reading, OfficeSettings)
    lines = cases_to_ask(reading, meeting_id)
    if not lines:
        raise Refused("No case is on this agenda yet.", kept="Nothing was made.", to_do="Prepare the agenda first.")
    title = f"File labels, {full_day(card.held_on)}"
    return LabelsPaper(
        frame=frame(reading, title, title, copy=copy),
        sheet=THREE_BY_EIGHT,
        largest=15,
        labels=tuple(
            Label(
                large=line.reference,
                second=f"{line.initials or 'Initials not known'}, panel of {full_day(card.held_on)}",
                small=f"{office.marking}. {office.panel_name}",
            )
            for line in lines
        ),
    )


def _panel(reading: Reading, card: MeetingCard) -> str:
    return f"{setting(reading, OfficeSettings).panel_name}, {full_day(card.held_on)}"
