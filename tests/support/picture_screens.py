"""Which screens are pictured: the main ones, as a first start shows them, and every other for the documents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hipdesk.desk import Desk
from hipdesk.services import cases
from hipdesk.services.agendas import agenda_view
from hipdesk.services.finding import find_meeting
from hipdesk.services.setup_flow import STEPS, Answers, SetupFlow
from tests.support import poses
from tests.support.qt_keys import settle
from ui.app import Program
from ui.custody.gate import Gate
from ui.custody.setup import SetupPage
from ui.routes import Route
from ui.settings.page import ROWS as GROUPS

if TYPE_CHECKING:
    from tests.support.pictures import Studio

_CASE_PAGES = ("people", "incidents", "risk", "actions", "information", "history", "documents", "sharing", "timeline")
_PLAIN = {
    "meetings": "meetings",
    "referrals-all": "all-referrals",
    "report-public": "public-report",
    "report-words": "report-words",
    "report-annual": "annual-words",
    "reports-published": "published-reports",
    "reports-police": "police-figures",
    "imports": "imports",
    "agency-form": "agency-form",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its number and name, the route to it, and what is done there before the picture."""

    name: str
    route: Route
    then: Callable[["Studio"], None] | None = None
    contrast: bool = False


def telling_case(desk: Desk, meeting_id: str) -> str:
    """The case of an agenda with most to see: a known alleged perpetrator, open actions, late ones above all."""

    def much(case_id: str) -> int:
        view = desk.open(cases.open_case, case_id)
        late = sum(action.rag.days_late > 0 for action in view.open_actions)
        named = any(person.role == "perpetrator" for person in view.people)
        return 3 * late + len(view.open_actions) + 2 * named + 2 * (view.risk.band == "high")

    listed = [line.case_id for line in desk.read(agenda_view, meeting_id).cases if line.case_id]
    return max(listed, key=much, default="")


def screens(desk: Desk) -> list[Screen]:
    """Every screen this build has, on a meeting, a case and an agency that are there."""
    coming, held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
    case = telling_case(desk, coming)
    return [
        Screen("home", Route("home"), contrast=True),
        Screen("referrals", Route("referrals")),
        Screen("referral-form", Route("referral-form"), poses.fill_referral),
        Screen("cases", Route("cases")),
        Screen("case", Route.to("case", id=case)),
        Screen("case-outcomes", Route.to("case", id=case, page="outcomes"), poses.record_outcomes),
        Screen("meeting-prepare", Route.to("meeting", id=coming, page="prepare")),
        Screen("meeting-papers", Route.to("meeting", id=coming, page="papers")),
        Screen("meeting-packs", Route.to("meeting-packs", id=coming), poses.make_packs),
        Screen("paper", Route.to("meeting-paper", paper="agenda", id=coming), poses.show_pages),
        Screen("paper-text", Route.to("meeting-paper", paper="case-paper", id=coming, case=case), poses.show_text),
        Screen("minutes-agreed", Route.to("meeting", id=held, page="minutes")),
        Screen("actions", Route("actions")),
        Screen("reports", Route("reports"), poses.open_figure),
        Screen("people", Route("people"), poses.show_a_person),
        Screen("people-duplicates", Route.to("people", page="duplicates"), poses.find_duplicates),
        Screen("agencies", Route("agencies")),
        Screen("agencies-contacts", Route("contacts")),
        Screen("import-columns", Route("import"), lambda studio: studio.bring_workbook()),
        Screen("search", Route("cases"), lambda studio: studio.search("begum")),
        Screen("settings-backups", Route.to("settings", page="backups")),
        Screen("settings-holders", Route.to("settings", page="holders")),
        Screen("settings-lists", Route.to("settings", page="lists")),
        Screen("settings-risk-form", Route.to("settings", page="risk-form")),
        Screen("settings-templates", Route.to("settings", page="templates")),
        Screen("settings-wording", Route.to("settings", page="wording")),
        Screen("settings-logo", Route.to("settings", page="logo")),
        Screen("help", Route.to("help", topic="meetings")),
        Screen("meeting-run", Route.to("meeting", id=coming, page="run"), poses.run_panel),
        Screen("minutes-review", Route.to("meeting", id=coming, page="minutes"), poses.close_panel),
    ]


def more_screens(desk: Desk) -> Iterator[Screen]:
    """The screens beside the main ones."""
    case = telling_case(desk, desk.read(find_meeting, "next"))
    shown = {screen.name for screen in screens(desk)}
    yield from (Screen(f"case-{page}", Route.to("case", id=case, page=page)) for page in _CASE_PAGES)
    yield Screen("case-risk-form", Route.to("case-risk", id=case))
    yield Screen("case-words", Route.to("case-words", id=case))
    yield Screen("case-letter", Route.to("letter", about="case", id=case, kind="victim"))
    yield Screen("people-merges", Route.to("people", page="merges"))
    yield from (Screen(name, Route(route)) for name, route in _PLAIN.items())
    settings = (Screen(f"settings-{group.name}", Route.to("settings", page=group.name)) for group in GROUPS)
    yield from (screen for screen in settings if screen.name not in shown)


def show_first_run(program: Program) -> Iterator[str]:
    """The pages of the first run in front of the camera, one after another; yields what each is called."""
    gate = program.window.gate
    if not isinstance(gate, Gate):
        raise TypeError("the gate is not shown")
    named = Answers(
        office_name="Marlbridge Council",
        borough="Marlbridge",
        holder="Amara Castellan",
        path=Path("/home/officer/Documents/HIP.hipdesk"),
    )
    flow = SetupFlow(named)
    page = SetupPage(flow, lambda _title, _take: None)
    gate._show(page)
    for number, step in enumerate(STEPS, 1):
        flow.step = step
        page.show_page()
        for _pass in range(9):  # parts within parts find their room one event after another
            settle()
        yield f"{number}-{step.value}"
