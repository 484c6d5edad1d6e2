"""Settings: a rail of groups, one shown at a time."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from ui.context import Context
from ui.forms.autosave import Autosave
from ui.routes import Route
from ui.settings.backups_pane import BackupsPane
from ui.settings.form_pane import FormPane
from ui.settings.group_pane import GroupPane, office_fields, panel_fields, rule_fields
from ui.settings.holders_pane import HoldersPane
from ui.settings.imports_pane import ImportsPane
from ui.settings.lists_pane import ListsPane
from ui.settings.logo_pane import LogoPane
from ui.settings.look_pane import LookPane
from ui.settings.population_pane import PopulationPane
from ui.settings.print_pane import PrintPane
from ui.settings.templates_pane import TemplatesPane
from ui.settings.timetable_pane import TimetablePane
from ui.settings.wards_pane import WardsPane
from ui.settings.wording_pane import WordingPane
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline
from ui.widgets.page_header import PageHeader
from ui.widgets.rail import Rail, RailRow
from ui.widgets.scroll import Scroll

Pane = (
    GroupPane | ListsPane | FormPane | HoldersPane | BackupsPane | ImportsPane | TemplatesPane | WordingPane | LogoPane
    | LookPane | WardsPane | PopulationPane
)  # fmt: skip
ROWS = (
    RailRow("office", "Office", icon="building"),
    RailRow("panel", "Panel", icon="calendar"),
    RailRow("timetable", "Timetable", icon="clock"),
    RailRow("rules", "Rules and locking", icon="lock"),
    RailRow("lists", "Code lists", icon="list"),
    RailRow("wards", "Wards", icon="pin"),
    RailRow("population", "Population", icon="people"),
    RailRow("risk-form", "Risk form", icon="scales"),
    RailRow("holders", "Holders", icon="key"),
    RailRow("backups", "Backups", icon="shield"),
    RailRow("imports", "Imports", icon="upload"),
    RailRow("templates", "Templates", icon="file"),
    RailRow("wording", "Wording", icon="edit"),
    RailRow("logo", "Logo", icon="building"),
    RailRow("printing", "Printing", icon="printer"),
    RailRow("look", "How it looks", icon="eye"),
)


class SettingsPage(Page):
    """``settings?page=backups`` opens one group."""

    help_topic = "settings"
    shows = frozenset({"backup"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._panes: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], Pane]] = {
            "office": lambda: GroupPane(
                context, OfficeSettings, "The office", "Papers, letters and reports show these.", office_fields
            ),
            "panel": lambda: GroupPane(
                context, PanelSettings, "The panel", "When it meets, and who leads it. Meetings already planned stay.",
                panel_fields,
            ),
            "timetable": lambda: TimetablePane(context),
            "rules": lambda: GroupPane(
                context, RuleSettings, "Rules and locking", "Deadlines count working days unless they say otherwise.",
                rule_fields,
            ),
            "lists": lambda: ListsPane(context),
            "wards": lambda: WardsPane(context),
            "population": lambda: PopulationPane(context),
            "risk-form": lambda: FormPane(context),
            "holders": lambda: HoldersPane(context),
            "backups": lambda: BackupsPane(context),
            "imports": lambda: ImportsPane(context),
            "templates": lambda: TemplatesPane(context),
            "wording": lambda: WordingPane(context),
            "logo": lambda: LogoPane(context),
            "printing": lambda: PrintPane(context),
            "look": lambda: LookPane(context),
        }  # fmt: skip
        self.rail = Rail(name="Groups of settings")
        self.rail.show_rows(ROWS)
        # Qt gives a list the focus before its page is filled, and then picks the first row by itself.
        self.rail.go_to(ROWS[0].name)
        self.box = ChoiceField([(row.name, row.title) for row in ROWS], name="Group of settings")
        self._stack = QStackedWidget()
        self._lay_out()
        self.rail.chosen.connect(self._go)
        self.box.activated.connect(lambda _at: self._go(str(self.box.value())))

    def _go(self, name: str) -> None:
        self.context.routes.replace(Route.to("settings", page=name))

    def _lay_out(self) -> None:
        header = PageHeader("Settings")
        if theme.current().large:
            across = layout.row(self.box, margins=(16, 6, 16, 6))
            self.setLayout(layout.column(header, across, Hairline(), self._stack, gap=0))
            self.rail.setParent(self)
            self.rail.hide()
        else:
            self.box.setParent(self)
            self.box.hide()
            side = Ground("sunken")
            side.setLayout(layout.column(self.rail, gap=0, margins=(8, 12, 8, 12)))
            side.setFixedWidth(theme.current().px(228))
            across = layout.row(side, Hairline(upright=True), self._stack, gap=0)
            across.setStretch(2, 1)
            body = layout.column(header, across, gap=0)
            body.setStretch(1, 1)
            self.setLayout(body)

    def open_route(self, route: Route) -> None:
        name = route.get("page", "office")
        if name not in self._makers:
            name = "office"
        if name not in self._panes:
            pane = self._makers[name]()
            pane.setMaximumWidth(theme.current().px(760))
            inner = layout.row(pane, layout.STRETCH, gap=0, margins=(32, 20, 24, 24))
            inner.setStretch(0, 1000)
            self._panes[name] = Scroll(inner, name=pane.accessibleName(), room_below=46)
            self._stack.addWidget(self._panes[name])
            pane.load()
        self._stack.setCurrentWidget(self._panes[name])
        self.rail.go_to(name)
        self.box.set_value(name)

    def leave(self) -> None:
        for kept in self._stack.findChildren(Autosave):
            kept.flush()

    def reload(self, _changes: Changes | None) -> None:
        for pane in self._stack.findChildren(BackupsPane):
            pane.load()

    def panes(self) -> list[QWidget]:
        return [self._chooser(), self._stack]

    def first_focus(self) -> QWidget | None:
        return self._chooser()

    def _chooser(self) -> QWidget:
        return self.box if theme.current().large else self.rail
