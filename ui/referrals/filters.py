"""What narrows referrals, the same in the inbox and in the list of all: agency, strand, day received, and words."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout, QWidget

from hipdesk.kernel.clock import Clock, today
from hipdesk.model.referrals.views import FormChoices, InboxFilter
from ui.context import Content
from ui.style import theme
from ui.widgets import layout
from ui.widgets.filters import FilterPill
from ui.widgets.text_field import TextField

_LONGEST = 100
_SINCE = (
    ("7", "the last 7 days"), ("30", "the last 30 days"), ("90", "the last 90 days"), ("365", "the last 365 days"),
)  # fmt: skip


class Filters(QObject):
    """Three pills and a box. ``changed`` after a pill, ``typing`` after every key in the box."""

    changed = Signal()
    typing = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.narrow = TextField("Reference or initials", name="Narrow this list", icon="filter", key="Ctrl+F", width=20)
        self.narrow.setObjectName("narrow")
        self.narrow.changed.connect(self.typing)
        self.pills = {
            "agency": FilterPill("Agency", []),
            "strand": FilterPill("Strand", []),
            "received": FilterPill("Received", _SINCE),
        }
        for name, pill in self.pills.items():
            pill.setObjectName(f"filter-{name}")
            pill.changed.connect(self.changed)

    def offer(self, choices: FormChoices) -> None:
        """What there is to choose from."""
        self.pills["agency"].set_choices(choices.agencies)
        roots = [(code, label) for code, label in choices.of("strand") if "-" not in code and code != "GRT"]
        self.pills["strand"].set_choices(roots)

    def laid_out(self, beside: QWidget) -> QLayout:
        """The box, the pills and what stands at their end; with large text in two lines."""
        pills = layout.row(*self.pills.values(), layout.STRETCH, gap=8)
        if theme.current().large:
            first = layout.row(self.narrow, layout.STRETCH, beside)
            return layout.column(first, pills, gap=6, margins=(24, 8, 24, 6))
        return layout.row(self.narrow, 8, pills, beside, gap=8, margins=(24, 8, 24, 6))

    def words(self) -> str:
        """What is typed in the box, as far as it is looked for."""
        return str(self.narrow.value() or "")[:_LONGEST]

    def wanted(self, *, open_only: bool = False) -> InboxFilter:
        """What a list is narrowed by."""
        since = self.pills["received"].value()
        day = today(self._clock)
        agency, strand = self.pills["agency"].value(), self.pills["strand"].value()
        return InboxFilter(
            agency_id=str(agency) if agency else None,
            strand=str(strand) if strand else None,
            received_from=day.fromordinal(day.toordinal() - int(str(since))) if since else None,
            open_only=open_only,
            words=self.words(),
        )

    def told(self) -> str:
        """ "agency Housing; words “0003”", or nothing."""
        words = f"words “{self.words()}”" if self.words() else ""
        return "; ".join(part for part in (*(pill.told() for pill in self.pills.values()), words) if part)

    def state(self) -> Content:
        """How they stand, as plain values."""
        return {**{name: pill.value() for name, pill in self.pills.items()}, "words": self.words()}

    def show(self, state: Content) -> None:
        """Stand so again, without telling."""
        for name, pill in self.pills.items():
            pill.set_value(state.get(name))
        self.narrow.set_value(state.get("words") or None)
