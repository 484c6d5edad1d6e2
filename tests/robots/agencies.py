"""The robots of Agencies: the list with one agency beside it, and the forms."""

from tests.robots.shell import Robot
from ui.agencies.agency_form import AgencyFormPage
from ui.agencies.contact_page import ContactPage
from ui.agencies.list_page import AgenciesPage
from ui.agencies.representative_form import RepresentativeFormPage
from ui.tasks.operations import Operations
from ui.widgets.labels import Label


class AgenciesRobot(Robot):
    """The list."""

    def __init__(self, page: AgenciesPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def rows(self) -> list[str]:
        """Groups and agencies, as a reader says them."""
        model = self.page.list.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def pane(self) -> str:
        """What is told of the agency at the right."""
        shown = [label for label in self.page.pane.findChildren(Label) if label.isVisible()]
        return " | ".join(label.words for label in shown)

    def go_to(self, name: str) -> None:
        """Walk down to an agency, by key."""
        self.page.list.setFocus()
        self.press("Home")
        for _ in range(self.page.list.model().rowCount()):
            agency = self.page._chosen()
            if agency is not None and agency.name == name:
                return
            self.press("Down")
        raise AssertionError(f"no agency is called {name}")

    def push(self, name: str) -> None:
        """Press a button by its object name, with the space bar."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()


class EntryRobot(Robot):
    """A form of one record."""

    def __init__(self, page: AgencyFormPage | RepresentativeFormPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def fill(self, **answers: object) -> None:
        """Give fields their values."""
        assert self.page.form is not None
        for name, value in answers.items():
            self.page.form.frame(name).set_value(value)

    def value(self, name: str) -> object:
        """What a field holds."""
        assert self.page.form is not None
        return self.page.form.frame(name).value()

    def problem(self, name: str) -> str:
        """What is wrong with a field."""
        assert self.page.form is not None
        return self.page.form.frame(name).problem

    def done(self) -> None:
        """Ctrl+Enter."""
        self.press("Ctrl+Enter")
        self.wait()


class ContactRobot(Robot):
    """The contact list."""

    def __init__(self, page: ContactPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def told(self) -> str:
        """Everything the list says."""
        return " | ".join(label.words for label in self.page.table.findChildren(Label))

    def paper(self) -> None:
        """Go to it as a paper."""
        self.find("contact-paper").setFocus()
        self.press("Space")
