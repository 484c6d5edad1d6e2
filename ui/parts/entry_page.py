"""A page with one form that becomes a record: what is typed is kept as a draft until then."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TypeVar

from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.forms.form import Form
from ui.routes import Route
from ui.shell.page import Page
from ui.tasks.operations import Failed
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.page_header import PageHeader

T = TypeVar("T")


class EntryPage(Page):
    """Header with Close and one main button, and the form under it. ``KIND`` names the draft, ``subject`` what of."""

    KIND = ""

    def __init__(self, context: Context, title: str, action: str) -> None:
        super().__init__(context)
        self.subject = ""
        self.form: Form | None = None
        self.autosave: Autosave | None = None
        self.header = PageHeader(title)
        close = Button("Close", icon="cross")
        close.setObjectName("entry-close")
        close.clicked.connect(context.routes.back)
        self.header.add_action(close)
        self.done = Button(action, "primary", icon="tick", key="Ctrl+Enter")
        self.done.setObjectName("entry-done")
        self.done.clicked.connect(self.finish)
        self.header.add_action(self.done)
        self._down = layout.column(self.header, gap=0)
        self.setLayout(self._down)

    def open_route(self, route: Route) -> None:
        self.subject = route.get("id")
        if self.form is None:
            self.fetch()

    @abstractmethod
    def fetch(self) -> None:
        """Read what the form offers, then make it."""

    @abstractmethod
    def finish(self) -> None:
        """Make the record, by ``save``."""

    @property
    def answers(self) -> Answers:
        """The draft, which goes with the record in one transaction."""
        return Answers(self.KIND, self.subject)

    def save(
        self,
        service: Callable[..., T],
        *args: object,
        then: Callable[[T], object],
        failed: Failed | None = None,
    ) -> None:
        """Make the record, which answers the draft."""
        self.context.do(service, *args, then=then, failed=failed, owner=self, answers=self.answers)

    def begin(self, form: Form, first: str) -> None:
        """Show the form, with what was typed last time; ``first`` is the field that has the focus."""
        self.form = form
        form.finish()
        self._down.addWidget(form, 1)
        self.autosave = Autosave(form.state, self._keep, self, places=True)
        self.autosave.begin_from(form.state())
        form.changed.connect(self.autosave.touch)
        self.context.drafts.load(self.KIND, self.subject, self._take_draft, self)
        form.go_to(first)

    def _keep(self, state: Content) -> None:
        self.context.drafts.keep(self.KIND, self.subject, state)

    def _take_draft(self, content: Content | None) -> None:
        if content is not None and self.form is not None and self.autosave is not None:
            self.form.restore(content)
            self.autosave.begin_from(self.form.state(), drafted=True)

    def ended(self, words: str, onward: Route) -> None:
        """It became a record: say so, and go on."""
        self.over = True
        if self.autosave is not None:
            self.autosave.stop()
        self.context.messages.toast(words)
        self.context.routes.replace(onward)

    def leave(self) -> None:
        if self.autosave is not None:
            self.autosave.flush()
