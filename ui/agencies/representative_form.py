"""The form of someone who comes to the panel for an agency."""

from collections.abc import Sequence

from hipdesk.model.agencies import AddRepresentative, AgencyView
from hipdesk.services.agencies import add_representative, list_agencies
from ui.agencies.agency_pane import PLACES
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.routes import Route


class RepresentativeFormPage(EntryPage):
    """Route: ``Route.to("representative-form", id=…)``, the id of the agency."""

    help_topic = "agencies"
    KIND = "representative"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Who comes for the agency", "Add them")

    def fetch(self) -> None:
        self.context.read(list_agencies, then=self._make)

    def _make(self, agencies: Sequence[AgencyView]) -> None:
        if self.form is not None:
            return
        agency = next((one for one in agencies if one.id == self.subject), None)
        if agency is not None:
            self.header.say("Who comes for the agency", agency.name)
        form = Form("Representative", build=self._command)
        who = form.add_section("who", "Who they are")
        who.add_text("name", "Name", mark="to keep")
        who.add_text("job_title", "Job title")
        who.add_segments("place", "Comes as", list(PLACES.items()), hint="The deputy comes when the main one cannot.")
        reach = form.add_section("reach", "How they are reached")
        reach.add_text("secure_email", "Secure e-mail", hint="Papers go to secure addresses only.")
        reach.add_text("phone", "Telephone")
        taken = agency is not None and any(one.place == "main" for one in agency.representatives)
        form.show_answers({"place": "deputy" if taken else "main"})
        self.begin(form, "name")

    def _command(self, values: Values) -> AddRepresentative:
        return AddRepresentative.model_validate({**values, "agency_id": self.subject})

    def finish(self) -> None:
        command = self.form.command() if self.form is not None else None
        if isinstance(command, AddRepresentative):
            self.context.do(add_representative, command, then=self._added, owner=self)

    def _added(self, _key: str) -> None:
        self.ended("They are on the list.", Route.to("agencies", id=self.subject))
