"""The pages of a case by name: what their tabs say, and what stands on each."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView
from hipdesk.model.referrals.views import NamedPerson
from ui.cases import tabs
from ui.cases.documents_tab import DocumentsTab
from ui.cases.history_tab import history
from ui.cases.outcomes_tab import outcomes
from ui.cases.risk_tab import risk
from ui.cases.sharing_tab import sharing
from ui.cases.summary_tab import summary
from ui.cases.tab_parts import Go
from ui.context import Context
from ui.widgets.tabs import Tab


def tabs_of(view: CaseView) -> list[Tab]:
    """The tabs in their order, with counts."""
    told = f"{view.returns_in}/{view.returns_asked}" if view.returns_asked else _count(len(view.returns))
    return [
        Tab("summary", "Summary"),
        Tab("people", "People", _count(len(view.people))),
        Tab("incidents", "Incidents", _count(len(view.incidents))),
        Tab("risk", "Risk"),
        Tab("actions", "Actions", _count(len(view.open_actions))),
        Tab("information", "Agency information", told),
        Tab("history", "Panel history", _count(len(view.hearings))),
        Tab("outcomes", "Outcomes", _count(view.came.count)),
        Tab("documents", "Documents", _count(view.documents)),
        Tab("sharing", "Sharing"),
        Tab("timeline", "Timeline"),
    ]


def page_of(name: str, context: Context, view: CaseView, named: Sequence[NamedPerson], today: date, go: Go) -> QWidget:
    """One page; the summary for a name that is none."""
    names = {person.id: person.name or "Not named" for person in named}
    pages: dict[str, Callable[[], QWidget]] = {
        "people": lambda: tabs.people(view, named, names, go),
        "incidents": lambda: tabs.incidents(view, today, go),
        "risk": lambda: risk(view, go),
        "actions": lambda: tabs.actions(view, today, go),
        "information": lambda: tabs.information(view, today),
        "history": lambda: history(view, today, go),
        "outcomes": lambda: outcomes(view, today, go),
        "documents": lambda: DocumentsTab(context, view.id),
        "sharing": lambda: sharing(view, go),
    }
    return pages.get(name, lambda: summary(view, names, today, go))()


def _count(number: int) -> str:
    return str(number) if number else ""
