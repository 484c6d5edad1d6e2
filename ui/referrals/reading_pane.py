"""One referral beside the inbox: what happened, what is asked, what it still needs, and the decision."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hipdesk.kernel.clock import today
from hipdesk.model.attachments import DraftName
from hipdesk.model.referrals import AcceptReferral, AcknowledgeReferral, InformationCame
from hipdesk.model.referrals.views import NamedPerson, ReferralAccepted, ReferralBegun, ReferralView
from hipdesk.services import referrals
from hipdesk.services.referrals.begun import KIND
from ui.context import Context
from ui.parts.begun_referrals import way_on
from ui.parts.case_words import clock, day_within, joined, on_day
from ui.referrals import pane_sections
from ui.referrals.begun import beside
from ui.referrals.decisions import DECISIONS, DecisionPanel
from ui.referrals.throwing import ask_to_throw_away
from ui.routes import Route
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.filters import DecisionBar
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll

_LIVE = ("received", "awaiting_information")


class ReadingPane(Ground):
    """``show_referral`` opens one (which is logged); names are fetched only when asked for, and logged again."""

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.context = context
        self.setObjectName("reading-pane")
        self.view: ReferralView | None = None
        self._asked = ""
        self._names: tuple[NamedPerson, ...] = ()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.panel: DecisionPanel | None = None
        self.deciding = ""
        """The decision to ask for once the referral is shown, as after unlocking."""
        self._bar_shown: QWidget | None = None
        self._menu: QMenu | None = None
        self.gone_on = False
        """Whether the list went on to another row, which is not shown yet: nothing is decided meanwhile."""

    @property
    def _chosen(self) -> ReferralView | None:
        """What is shown, while it is what the list has chosen."""
        view = self.view
        return None if view is None or self.gone_on or view.id != self._asked else view

    @property
    def shown_id(self) -> str:
        """The referral that is shown, or is on its way."""
        return self._asked

    def show_nothing(self) -> None:
        """No referral is chosen."""
        self.keep()
        self._asked, self.view, self._names, self.panel = "", None, (), None
        layout.clear(self._down)

    def show_begun(self, begun: ReferralBegun) -> None:
        """One that is not logged yet: what it is, and the way on."""
        self.show_nothing()
        go_on = partial(self.context.routes.go, way_on(begun.subject))
        draft = DraftName(kind=KIND, subject=begun.subject)
        throw = partial(ask_to_throw_away, self.context, draft, self.show_nothing)
        self._down.addWidget(beside(begun, today(self.context.clock), go_on, throw))

    def show_referral(self, referral_id: str) -> None:
        """Open one."""
        if referral_id != self._asked:
            self._names = ()
        self._asked = referral_id
        self.context.open(referrals.open_referral, referral_id, then=self._take)

    def _take(self, view: ReferralView) -> None:
        if view.id == self._asked:
            self.view = view
            self._build()
            kind, self.deciding = self.deciding, ""
            if kind in DECISIONS and (kind == "again") != (view.status in _LIVE):
                self.decide(kind)

    def show_names(self) -> None:
        """Show names, or hide them again."""
        if self.view is None:
            return
        if self._names:
            self._names = ()
            self._build()
        else:
            self.context.open(referrals.referral_names, self.view.id, then=self._take_names)

    def _take_names(self, names: tuple[NamedPerson, ...]) -> None:
        self._names = names
        self._build()

    def keep(self) -> None:
        """Keep what was typed for a decision: the page goes, or the program locks."""
        if self.panel is not None:
            self.panel.autosave.flush()

    def open_record(self) -> None:
        """Open the case it became, or its form."""
        view = self.view
        if view is None:
            return
        if view.case_id and view.status == "accepted":
            self.context.routes.go(Route.to("case", id=view.case_id))
        else:
            self.context.routes.go(Route.to("referral-edit", id=view.id))

    def _answer(self, field: str) -> None:
        if self.view is not None:
            self.context.routes.go(Route.to("referral-edit", id=self.view.id, field=field))

    def _compare(self, pair_id: str) -> None:
        self.context.routes.go(Route.to("people", pair=pair_id))

    # Building

    def _build(self) -> None:
        view = self.view
        if view is None:
            return
        self.keep()
        layout.clear(self._down)
        day_now = today(self.context.clock)
        body = layout.column(
            pane_sections.facts(view, day_now),
            pane_sections.story(view, day_now),
            pane_sections.asked(view),
            pane_sections.foot(view, self._answer, self._compare),
            layout.STRETCH,
            gap=10,
            margins=(24, 12, 24, 12),
        )
        self._down.addWidget(self._head(view))
        self._down.addWidget(Hairline())
        self._down.addWidget(Scroll(body, name=f"Referral {view.reference}"), 1)
        self._bar_shown = self._bar(view)
        self._down.addWidget(self._bar_shown)
        self.panel = None

    def _head(self, view: ReferralView) -> QWidget:
        names = LinkButton("Hide names" if self._names else "Show names", icon="eye-off" if self._names else "eye")
        names.setObjectName("show-names")
        names.clicked.connect(self.show_names)
        opened = Button("Open", icon="folder")
        opened.setObjectName("open-referral")
        opened.clicked.connect(self.open_record)
        status = ChipLabel(chips.status(_STATUS[view.status], _STATUS_WORDS.get(view.status, "")))
        first = layout.row(
            Label(view.reference, "page"), Label(view.initials, "page"), status,
            layout.STRETCH, names, Label("Ctrl+.", "tiny"), 4, opened, gap=10,
        )  # fmt: skip
        lines = layout.column(first, Label(self._received(view), "quiet", wrap=True), gap=2, margins=(24, 14, 24, 10))
        if self._names:
            said = [f"{person.label}: {person.name or 'not named'}" for person in self._names]
            told = Label("; ".join(said), "strong", wrap=True)
            told.setObjectName("names")
            lines.addWidget(told)
        return layout.held(lines)

    def _received(self, view: ReferralView) -> str:
        when = joined(day_within(view.received_on, today(self.context.clock)), clock(view.received_at))
        how = f" by {view.channel[:1].lower()}{view.channel[1:]}" if view.channel else ""
        told = (
            f" Acknowledged {day_within(view.acknowledged_on, today(self.context.clock))}."
            if view.acknowledged_on
            else ""
        )
        urgent = f" {view.urgency_words}." if view.urgency != "routine" else ""
        return f"Received {when}{how}, {joined(view.referrer, view.agency)}.{told}{urgent}"

    # Deciding

    def _bar(self, view: ReferralView) -> QWidget:
        if view.status not in _LIVE:
            bar = DecisionBar(*self._buttons_after(view))
            bar.say(joined(pane_sections.decided_words(view, today(self.context.clock)), view.decision_words, by=" "))
            return bar
        accept = self._button("Accept", "primary", "tick", "Alt+A", self.accept)
        buttons = [accept, self._button("Ask for more", "secondary", "mail", "Alt+M", lambda: self.decide("ask"))]
        if view.status == "awaiting_information":
            buttons.insert(1, self._button("It came in", "secondary", "inbox", "Alt+I", self._came))
        buttons.append(self._button("Redirect", "secondary", "arrow-right", "Alt+R", lambda: self.decide("redirect")))
        buttons.append(self._button("Decline", "secondary", "cross", "Alt+D", lambda: self.decide("decline")))
        buttons.append(self._button("Other", "secondary", "more", "", self._show_others))
        bar = DecisionBar(*buttons)
        bar.say(pane_sections.would_follow(view, today(self.context.clock)))
        return bar

    def _button(self, words: str, role: str, icon: str, key: str, do: Callable[[], object]) -> Button:
        button = Button(words, role, icon=icon, key=key)
        button.setObjectName(f"decide-{words.split()[0].lower()}")
        button.clicked.connect(lambda: do())
        return button

    def _show_others(self) -> None:
        """What is decided less often."""
        if self.view is None:
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        if self.view.acknowledged_on is None:
            self._menu.addAction("The referrer was told that it is here").triggered.connect(self._acknowledge)
        for kind, words in (("withdraw", "It was withdrawn"), ("duplicate", "It is the same as another case")):
            self._menu.addAction(words).triggered.connect(partial(self.decide, kind))
        button = self.findChild(Button, "decide-other")
        self._menu.addAction("Write a letter").triggered.connect(lambda _on=False: self._write())
        self._menu.popup((button or self).mapToGlobal(QPoint(0, 0)))

    def _buttons_after(self, view: ReferralView) -> list[Button]:
        if view.status == "accepted":
            return [self._button("Open the case", "primary", "folder", "", self.open_record)]
        letter = self._button("Letter", "primary", "mail", "", self._write)
        return [letter, self._button("Look at it again", "secondary", "arrow-left", "", lambda: self.decide("again"))]

    def accept(self) -> None:
        """Accept, or say what stands in the way."""
        view = self._chosen
        if view is not None:
            command = AcceptReferral(id=view.id, version=view.version)
            self.context.do(referrals.accept_referral, command, then=self._accepted, owner=self)

    def _accepted(self, done: ReferralAccepted) -> None:
        hearing = done.next_hearing
        heard = f", heard {on_day(hearing, today(self.context.clock))}" if hearing else ""
        words = f"Added to {done.reference}" if done.joined else f"{done.reference} accepted{heard}"
        self.context.messages.toast(f"{words}.")

    def _write(self) -> None:
        """Go to the page of letters about this referral."""
        if self.view is not None:
            self.context.routes.go(Route.to("letter", about="referral", id=self.view.id))

    def _came(self) -> None:
        if self.view is not None:
            self.context.do(referrals.information_came, InformationCame(id=self.view.id, version=self.view.version))

    def _acknowledge(self, _on: bool = False) -> None:
        if self.view is not None:
            self.context.do(referrals.acknowledge, AcknowledgeReferral(id=self.view.id, version=self.view.version))

    def decide(self, kind: str, _on: bool = False) -> None:
        """Show what has to be said for this decision, in the place of the buttons."""
        view = self._chosen
        if view is None or self.panel is not None:
            return
        self.panel = DecisionPanel(self.context, view, kind)
        self.panel.left.connect(self._build)
        if self._bar_shown is not None:
            self._down.removeWidget(self._bar_shown)
            self._bar_shown.hide()
            self._bar_shown.deleteLater()
            self._bar_shown = None
        self._down.addWidget(self.panel)
        self.panel.begin()


_STATUS = {
    "draft": "draft",
    "received": "received",
    "awaiting_information": "awaiting_information",
    "accepted": "listed",
    "declined": "declined",
    "redirected": "redirected",
    "withdrawn": "declined",
    "duplicate": "redirected",
}
_STATUS_WORDS = {"accepted": "Accepted", "withdrawn": "Withdrawn", "duplicate": "Duplicate"}
