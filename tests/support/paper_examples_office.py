"""Invented papers of the office: action log, contact list, information pack, labels."""

from dataclasses import replace
from datetime import date

from hipdesk.papers.action_log import ActionLogPaper, LoggedAction, LogGroup
from hipdesk.papers.case_paper import CaseAction, State
from hipdesk.papers.contact_list import AgencyContacts, Contact, ContactListPaper
from hipdesk.papers.information_pack import InformationPack, PackPart, PanelDate
from hipdesk.papers.labels import THREE_BY_EIGHT, TWO_BY_SEVEN, Label, LabelsPaper
from hipdesk.papers.wording import Strong, Words
from tests.support.paper_frames import MEETING, frame

_PANEL = "Hate Incident Panel"


def _logged(number: str, initials: str, state: State, words: Words, due: date | None) -> LoggedAction:
    action = CaseAction(
        number=number, action="Fit letterbox guard", owner="Rushmere", due=due, state=state, words=words
    )
    return LoggedAction(action=action, initials=initials)


def action_log() -> ActionLogPaper:
    """One action in every state."""
    overdue = (Strong("Overdue"), " by 6 working days")
    return ActionLogPaper(
        frame=frame("Action log, 12 November 2026", "Action log, 12 November 2026"),
        panel_name=_PANEL,
        meeting_day=MEETING,
        made_on=date(2026, 11, 9),
        groups=(
            LogGroup(name="Overdue", actions=(_logged("0041/2", "N.J.C.", "late", overdue, date(2026, 10, 30)),)),
            LogGroup(name="Due by the panel", actions=(_logged("0041/3", "N.J.C.", "open", "On track", MEETING),)),
            LogGroup(name="Due later", actions=()),
            LogGroup(name="Without a date", actions=(_logged("G/4", "", "carried", "Carried forward once", None),)),
        ),
        ended=LogGroup(
            name="Ended since the last panel",
            actions=(
                _logged("0033/1", "T.O.", "done", "Completed 2 November", date(2025, 11, 2)),
                _logged("0033/2", "T.O.", "changed", "Not done, circumstances changed: rehoused", None),
                _logged("0033/3", "T.O.", "failed", (Strong("Not done by the agency"), ": no staff"), None),
            ),
        ),
    )  # fmt: skip


def poor_action_log() -> ActionLogPaper:
    """Nothing open, nothing ended."""
    none = LogGroup(name="Overdue", actions=())
    return replace(action_log(), groups=(none,), ended=replace(none, name="Ended in the last month"))


def contact_list() -> ContactListPaper:
    """Two agencies, one of them without anybody."""
    return ContactListPaper(
        frame=frame("Contact list, 9 November 2026", "Contact list, 9 November 2026"),
        panel_name=_PANEL,
        made_on=date(2026, 11, 9),
        office=(("Partnership officer", "Marta Żukowska"), ("Telephone", "020 7946 0417"), ("Secure e-mail", "")),
        agencies=(
            AgencyContacts(
                name="Rushmere Housing Association", kind="Registered provider", core=True, phone="020 7946 0843",
                secure_email="rushmere@panel.example", agreement="Sharing agreement to 19 December 2026",
                people=(
                    Contact(
                        name="Oluwaṣeun Adéyẹmí", job_title="ASB Lead", place="Main", phone="020 7946 0844",
                        secure_email="asb@panel.example",
                    ),
                    Contact(name="Karan Sandhu", job_title="", place="Deputy", phone="", secure_email=""),
                ),
            ),
            AgencyContacts(
                name="Youth Service", kind="", core=False, phone="", secure_email="", agreement="", people=()
            ),
        ),
    )  # fmt: skip


def poor_contact_list() -> ContactListPaper:
    """An office without agencies."""
    return replace(contact_list(), office=(), agencies=())


def information_pack() -> InformationPack:
    """One part of every shape."""
    return InformationPack(
        frame=frame("Information pack 2026-27", "Information pack 2026-27", copy_number=None, copies=None),
        panel_name=_PANEL,
        year="2026-27",
        parts=(
            PackPart(title="What the panel is", paragraphs=("It brings agencies together.",), shows="agencies"),
            PackPart(title="What counts", paragraphs=("Anything perceived as hate.",), shows="strands"),
            PackPart(title="How to refer", points=("Ring 999 first.", "Send the form."), numbered=True),
            PackPart(title="When to refer", points=("The risk is high.",)),
            PackPart(title="Dates", shows="dates"),
            PackPart(title="Whom to ask", shows="contact"),
        ),
        agencies=tuple(f"Agency {number}" for number in range(1, 9)),
        strands=("Race or ethnicity", "Disability"),
        dates=(_panel_date(MEETING), replace(_panel_date(date(2026, 12, 10)), planned=False)),
        contact=(("Partnership officer", "Marta Żukowska"), ("Telephone", "")),
    )


def _panel_date(day: date) -> PanelDate:
    return PanelDate(
        day=day, referrals_by=date(2026, 10, 29), returns_by=date(2026, 11, 6), papers_on=date(2026, 11, 9)
    )


def poor_information_pack() -> InformationPack:
    """A year without meetings, an office without agencies."""
    return replace(information_pack(), agencies=(), strands=(), dates=(), contact=())


def place_labels() -> LabelsPaper:
    """Sixteen places: two sheets of fourteen."""
    names = ("Siobhán Ní Riain", "Oluwaṣeun Adéyẹmí", "Farah Haddad فرح حداد", "Nguyễn Thị Ánh")
    return LabelsPaper(
        frame=frame("Place labels, 12 November 2026", "Place labels, 12 November 2026"),
        sheet=TWO_BY_SEVEN,
        largest=24,
        labels=tuple(Label(large=name, second="Rushmere Housing Association", small=_PANEL) for name in names * 4),
    )


def file_labels() -> LabelsPaper:
    """One file."""
    return LabelsPaper(
        frame=frame("File labels, 12 November 2026", "File labels, 12 November 2026"),
        sheet=THREE_BY_EIGHT,
        largest=15,
        labels=(Label(large="HIP/2026-27/0041", second="N.J.C.", small="OFFICIAL-SENSITIVE"),),
    )
