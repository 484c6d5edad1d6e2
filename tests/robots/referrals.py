"""The robots of Referrals: the inbox with its referral, and the form."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.robots.shell import Robot
from tests.support.qt_keys import settle
from ui.referrals.form_page import FormPage
from ui.referrals.inbox_page import InboxPage
from ui.tasks.operations import Operations
from ui.widgets.chips import ChipLabel
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.rows_model import ROW, Group, Line


def words_in(widget: QWidget) -> str:
    """Everything a person reads in a widget, in no particular order."""
    labels = [label.words for label in widget.findChildren(Label) if label.isVisible()]
    chips = [chip.accessibleName() for chip in widget.findChildren(ChipLabel) if chip.isVisible()]
    return " | ".join([*labels, *chips])


class InboxRobot(Robot):
    """The inbox and the referral beside it."""

    def __init__(self, page: InboxPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def wait(self) -> None:
        """Wait for everything, the moment before a chosen referral opens included."""
        super().wait()
        if self.page._soon.isActive():
            self.page._show_chosen()
            super().wait()

    def _rows(self) -> list[object]:
        model = self.page.list.model()
        return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]

    def groups(self) -> list[str]:
        """The headings with what stands at their right."""
        return [f"{row.title}: {row.right}" for row in self._rows() if isinstance(row, Group)]

    def lines(self) -> list[str]:
        """Every referral as a reader says it."""
        return [row.text for row in self._rows() if isinstance(row, Line)]

    def go_to(self, initials: str) -> None:
        """Walk down to a referral by key, and let it open."""
        self.page.list.setFocus()
        self.press("Home")
        for _ in self.lines():
            row = self.page.list.currentIndex().data(ROW)
            if isinstance(row, Line) and row.beside == initials:
                self.wait()
                return
            self.press("Down")
        raise AssertionError(f"no referral is called {initials}")

    def narrow(self, words: str) -> None:
        """Type a reference or initials into the box that narrows, by key."""
        self.type_to_narrow(words)
        self.page._typing.stop()
        self.page._read()
        self.wait()

    def pane(self) -> str:
        """What is read of the referral."""
        return words_in(self.page.pane)

    def decide(self, name: str) -> None:
        """Press a button of the decision bar."""
        self.find(f"decide-{name}").setFocus()
        self.press("Space")
        self.wait()


class FormRobot(Robot):
    """The referral form."""

    def __init__(self, page: FormPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def field(self, name: str) -> FieldFrame:
        """A field by its name on the form."""
        assert self.page.form is not None, "the form is not there yet"
        return self.page.form.frame(name)

    def type_in(self, name: str, text: str) -> None:
        """Put the focus into a field, write into it, and leave it."""
        self.field(name).focus()
        held = QApplication.focusWidget()
        if isinstance(held, (QLineEdit, QPlainTextEdit)):
            held.selectAll()
        self.write(text)
        self.press("Tab")
        settle()

    def choose(self, name: str, value: object) -> None:
        """Choose an answer, as a person does from its list."""
        self.field(name).set_value(value)
        settle()

    def say_why(self, name: str, reason: str) -> None:
        """Say why there is no answer."""
        self.field(name).set_unanswered(reason)
        settle()

    def let_it_look(self) -> None:
        """Let the side panel ask, and wait for its answer."""
        self.page.met._soon.stop()
        self.page.met._ask()
        self.wait()

    def met(self) -> str:
        """What the side panel says."""
        return words_in(self.page.met)

    def fill_whole(self, agency_id: str, name: str = "Rukshana Begom") -> None:
        """Everything that is needed to log."""
        for field, value in (
            ("agency_id", agency_id),
            ("channel", "phone"),
            ("declared", True),
            ("person.contact_method", "text"),
            ("person.message_safe", False),
            ("person.address_confidential", False),
            ("sharing.victim_aware", "yes"),
            ("sharing.agreement", "yes_verbal"),
        ):
            self.choose(field, value)
        for field, text in (
            ("received_at", "13:20"),
            ("completed_on", "2 Dec 2026"),
            ("referrer_name", "Tamsin Abara"),
            ("referrer_role", "Housing officer"),
            ("referrer_phone", "020 7946 0011"),
            ("person.name", name),
            ("person.birth", "14 March 1988"),
            ("incidents.0.facts", "Shouted at on the stairs"),
        ):
            self.type_in(field, text)

    def finish(self) -> None:
        """Ctrl+Enter."""
        self.press("Ctrl+Return")
        self.wait()
