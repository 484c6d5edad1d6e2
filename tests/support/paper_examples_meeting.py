"""Invented papers that go round before a panel: names list, return form, attendance sheet."""

from datetime import date, time

from hipdesk.papers.attendance import AttendanceSheet, ExpectedPerson
from hipdesk.papers.names_list import ListedCase, ListedPerson, NamesListPaper
from hipdesk.papers.return_form import AskedCase, AskedPerson, ReturnFormPaper
from hipdesk.papers.wording import Strong
from tests.support.paper_frames import MEETING, frame

_PANEL = "Hate Incident Panel"
_LIMITS = ("May be quoted", "Not in minutes", "Panel only", "As the person affected agrees")
_AGREED = (
    "what I hear and read here is used only to protect people and prevent crime;",
    "it belongs to the agency that gave it, and I pass it on only with that agency’s leave;",
    "I keep my papers safe, and return or destroy them when asked;",
    "I have told the chair of any connection with a person in a case, and will leave the room for it.",
)


def names_list() -> NamesListPaper:
    """Two cases, a child, a confidential home and somebody not named."""
    return NamesListPaper(
        frame=frame("Names list, 12 November 2026", "Names list, 12 November 2026"),
        panel_name=_PANEL,
        meeting_day=MEETING,
        agency="Rushmere Housing Association",
        returns_due=date(2026, 11, 6),
        return_to="Marta Żukowska, hip@marlbridge.example",
        cases=(
            ListedCase(
                reference="HIP/2026-27/0041",
                initials="N.J.C.",
                people=(
                    ListedPerson(
                        label="Victim A", role="Person affected", name="Nusrat Jahan Chowdhury",
                        own_script="নুসরাত জাহান চৌধুরী", aliases=("Nusrat Khatun",), born="4 March 1988",
                        address="Withheld", unaware=True,
                    ),
                    ListedPerson(
                        label="Child 1", role="Child in the household", name="Tahmid Chowdhury", born="2 May 2017",
                        address="Address A",
                    ),
                    ListedPerson(label="Perpetrator 1", role="Alleged perpetrator", name=""),
                ),
            ),
            ListedCase(
                reference="HIP/2026-27/0033",
                initials="T.O.",
                people=(ListedPerson(label="Victim A", role="Person affected", name="Tunde Okafor", born="1990"),),
            ),
        ),
    )  # fmt: skip


def return_form() -> ReturnFormPaper:
    """Three cases, one of them answered already."""
    people = (
        AskedPerson(label="Victim A", role="Person affected"),
        AskedPerson(label="Perpetrator 1", role="Alleged perpetrator"),
    )
    return ReturnFormPaper(
        frame=frame("Agency return, 12 November 2026", "Agency return, 12 November 2026"),
        panel_name=_PANEL,
        agency="Rushmere Housing Association",
        meeting_day=MEETING,
        to="Oluwaṣeun Adéyẹmí, ASB Lead",
        due=date(2026, 11, 6),
        send_to="Marta Żukowska, hip@marlbridge.example",
        cases=(
            AskedCase(reference="HIP/2026-27/0041", initials="N.J.C.", people=people),
            AskedCase(
                reference="HIP/2026-27/0033", initials="T.O.", people=people,
                answered=(Strong("You have answered"), " (nothing held, 3 November). Write only what is new."),
            ),
            AskedCase(reference="HIP/2026-27/0047", initials="M.R.S.", people=()),
        ),
        limits=_LIMITS,
    )  # fmt: skip


def attendance_sheet() -> AttendanceSheet:
    """The pictured sheet."""
    return AttendanceSheet(
        frame=frame(
            "Attendance sheet, 12 November 2026", "Attendance sheet, 12 November 2026",
            handling="Signed sheet: keep with the minutes for six years. Do not copy.",
        ),
        panel_name=_PANEL,
        meeting_day=MEETING,
        starts=time(10),
        place="Committee Room 2",
        opening="By signing I agree that",
        agreed=_AGREED,
        by_video="the chair reads the statement, each person says “I agree”, and the minute-taker writes “video”.",
        people=(
            ExpectedPerson(name="Siobhán Ní Riain", line="Community Safety (chair), Head of Community Safety"),
            ExpectedPerson(name="Rhys Pŵel", line="Police Community Safety Unit, Detective Sergeant"),
            ExpectedPerson(name="Rhian Llewelyn", line="Housing Options, Team Leader", interest="0033"),
            ExpectedPerson(name="Joaquín Ibáñez", line="Adult Social Care, deputy for Ottilie Brandt"),
            ExpectedPerson(name="Farah Haddad فرح حداد", line="Children’s Social Care, Service Manager"),
        ),
        blank=("Observer: name, agency, role", "Other: name, agency, role", "Other: name, agency, role"),
    )  # fmt: skip


def poor_names_list() -> NamesListPaper:
    """A case nobody is named in."""
    return NamesListPaper(
        frame=frame("Names list", "Names list"), panel_name=_PANEL, meeting_day=MEETING, agency="", returns_due=None,
        return_to="", cases=(ListedCase(reference="HIP/2026-27/0001", initials="", people=()),),
    )  # fmt: skip


def empty_names_list() -> NamesListPaper:
    """A panel without cases."""
    return NamesListPaper(
        frame=frame("Names list", "Names list"), panel_name=_PANEL, meeting_day=MEETING, agency="", returns_due=None,
        return_to="", cases=(),
    )  # fmt: skip


def poor_return_form() -> ReturnFormPaper:
    """An agency without a representative, an office without a name."""
    return ReturnFormPaper(
        frame=frame("Agency return", "Agency return"), panel_name=_PANEL, agency="Youth Service", meeting_day=MEETING,
        to="", due=None, send_to="", cases=(AskedCase(reference="HIP/2026-27/0001", initials="", people=()),),
        limits=(),
    )  # fmt: skip


def poor_attendance_sheet() -> AttendanceSheet:
    """A meeting to which nobody has been asked, without hour or place."""
    return AttendanceSheet(
        frame=frame("Attendance sheet", "Attendance sheet"), panel_name=_PANEL, meeting_day=MEETING, starts=None,
        place="", opening="I agree", agreed=("to be silent.",), by_video="", people=(), blank=("Name",),
    )  # fmt: skip


def crowded_attendance_sheet() -> AttendanceSheet:
    """Forty people."""
    sheet = attendance_sheet()
    return AttendanceSheet(
        frame=sheet.frame, panel_name=_PANEL, meeting_day=MEETING, starts=time(10), place="", opening=sheet.opening,
        agreed=_AGREED, by_video="", people=sheet.people * 8, blank=sheet.blank,
    )  # fmt: skip
