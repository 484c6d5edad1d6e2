"""Step 4: what the words in the lists mean, and which agency each spelling joins."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.vocab import code_list, code_lists
from hipdesk.model.workbooks.plan import AgencyMatch, Plan, ValueMatch, with_agency, with_value
from hipdesk.model.workbooks.values import ANSWERS, KINDS, LIKELY
from ui.imports.parts import ARROW, HowSure, MatchTable, chooser
from ui.widgets import layout
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll
from ui.widgets.tabs import Tab, TabBar

AGENCIES = "agencies"
MOST = 150
_WIDE = 252
_TITLES = {
    AGENCIES: "Agencies",
    "strand": "Strands",
    "incident_type": "Incident types",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "tenure": "Tenure",
    "risk": "Risk",
    "agreement": "Agreement",
    "status": "Status",
}
_ANSWERS = {"not_known": "Not known", "not_asked": "Not asked", "declined": "Prefers not to say"}
_OWN: dict[str, tuple[tuple[str, str], ...]] = {
    "risk": (("standard", "Standard"), ("medium", "Medium"), ("high", "High")),
    "status": (("open", "Open"), ("closed", "Closed")),
}
_ORIGIN = {"contacts": "On the list of contacts", "register": "In the register", "answer": "You named it"}


class ValuesPane(Ground):
    """``settled`` carries the plan after a person said what a value or spelling means."""

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self._plan: Plan | None = None
        self._kind = AGENCIES
        words = layout.column(
            Label("What do the words mean?", "page"),
            Label("What is not matched is kept as text on the case, and listed. Nothing is lost.", "quiet", wrap=True),
            gap=2,
            margins=(20, 16, 20, 4),
        )
        self.tabs = TabBar([Tab(AGENCIES, "Agencies")], name="Lists")
        self.tabs.chosen.connect(self._choose)
        self.table = MatchTable(
            ("As written", "Times", "", "Means", "How sure", "Note"),
            name="Values",
            stretch=(5,),
            fixed={0: 190, 1: 50, 3: 252, 4: 120},
        )
        self.more = Label("", "hint", wrap=True)
        scroller = Scroll(self.table, name="Values")
        body = layout.column(words, layout.row(self.tabs, layout.STRETCH, margins=(12, 0, 20, 0)), scroller, gap=0)
        body.setStretch(2, 1)
        body.addLayout(layout.row(self.more, margins=(20, 2, 20, 6)))
        self.setLayout(body)

    def show_plan(self, plan: Plan) -> None:
        """Show what is matched; a tab counts what is worth looking at."""
        self._plan = plan
        tabs = [Tab(AGENCIES, _TITLES[AGENCIES], _count(sum(map(_doubtful_agency, plan.agencies))))]
        for kind in KINDS:
            values = [value for value in plan.values if value.kind == kind]
            if values:
                tabs.append(Tab(kind, _TITLES[kind], _count(sum(map(_doubtful, values)))))
        self.tabs.show_tabs(tabs)
        if self._kind not in [tab.name for tab in tabs]:
            self._kind = AGENCIES
        self.tabs.go_to(self._kind)
        self._show()

    def first_focus(self) -> QWidget | None:
        """The tabs."""
        return self.tabs

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._show()

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.table.begin()
        if self._kind == AGENCIES:
            matches = sorted(plan.agencies, key=lambda each: (not _doubtful_agency(each), -each.count, each.written))
            for agency in matches[:MOST]:
                self.table.add(self._agency_line(plan, agency))
            left = len(matches) - MOST
        else:
            values = [value for value in plan.values if value.kind == self._kind]
            values.sort(key=lambda each: (not _doubtful(each), -each.count, each.written))
            choices = _choices(self._kind)
            for value in values[:MOST]:
                self.table.add(self._value_line(value, choices))
            left = len(values) - MOST
        self.table.finish()
        self.more.say(f"{left} more stand as they were guessed. Save the matching to settle them in a file.")
        self.more.setVisible(left > 0)

    def _agency_line(self, plan: Plan, agency: AgencyMatch) -> list[QWidget | str]:
        names = list(
            dict.fromkeys([*(c.agency for c in plan.contacts), *plan.register, *(a.name for a in plan.agencies)])
        )
        means = chooser(
            [(name, name) for name in sorted(names) if name],
            agency.name,
            f"{agency.written} means",
            lambda name: self._settle_agency(agency, name),
            _WIDE,
        )
        note = _ORIGIN.get(agency.origin, "Provisional: to be confirmed")
        return [
            Label(agency.written, "strong", wrap=True),
            Label(str(agency.count), "second"),
            Label(ARROW, "quiet"),
            means,
            HowSure(agency.confidence, agency.settled_by),
            Label(note, "second", wrap=True),
        ]

    def _value_line(self, value: ValueMatch, choices: Sequence[tuple[object, str]]) -> list[QWidget | str]:
        offered = list(choices)
        if len(value.codes) > 1:
            words = " and ".join(_word(value.kind, code) for code in value.codes)
            offered.insert(0, (value.codes, words))
        means = chooser(
            offered, value.codes, f"{value.written} means", lambda codes: self._settle_value(value, codes), _WIDE
        )
        note = "Kept as text" if not value.codes else ""
        return [
            Label(value.written, "strong", wrap=True),
            Label(str(value.count), "second"),
            Label(ARROW, "quiet"),
            means,
            HowSure(value.confidence, value.settled_by),
            Label(note, "second"),
        ]

    def _settle_agency(self, agency: AgencyMatch, name: object) -> None:
        if self._plan is not None and isinstance(name, str) and name and name != agency.name:
            self._plan = with_agency(self._plan, agency.written, name)
            self.settled.emit(self._plan)

    def _settle_value(self, value: ValueMatch, codes: object) -> None:
        if self._plan is not None and isinstance(codes, tuple) and codes != value.codes:
            self._plan = with_value(self._plan, value.kind, value.written, codes)
            self.settled.emit(self._plan)


def _count(doubtful: int) -> str:
    return str(doubtful) if doubtful else ""


def _doubtful_agency(agency: AgencyMatch) -> bool:
    return agency.settled_by == "guess" and (agency.origin == "provisional" or agency.confidence < LIKELY)


def _doubtful(value: ValueMatch) -> bool:
    return value.settled_by == "guess" and value.confidence < LIKELY


def _choices(kind: str) -> list[tuple[object, str]]:
    """What a value may stand for, each as a tuple of codes; nothing keeps the words as text."""
    own = _OWN.get(kind) or tuple((entry.code, entry.label) for entry in code_list(kind).entries)
    found: list[tuple[object, str]] = [((code,), label) for code, label in own]
    found += [((answer,), _ANSWERS[answer]) for answer in ANSWERS]
    return [*found, ((), "Keep as text")]


def _word(kind: str, code: str) -> str:
    if code in _ANSWERS:
        return _ANSWERS[code]
    return dict(_OWN[kind])[code] if kind in _OWN else code_lists()[kind].label(code)
