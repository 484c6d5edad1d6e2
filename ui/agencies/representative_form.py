"""The form of someone who comes to the panel for an agency."""

from collections.abc import Sequence

from hipdesk.model.agencies import AddRepresentative, AgencyView, Representative
from hipdesk.services.agencies import add_representative, change_representative, list_agencies
from ui.agencies.rows import PLACES
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.routes import Route


class RepresentativeFormPage(EntryPage):
    """Route: ``Route.to("representative-form", id=…)``, the id of the agency; with ``person`` to change someone."""

    help_topic = "agencies"
    KIND = "representative"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Who comes for the agency", "Keep them")
        self._agency_id = ""
        self._person: Representative | None = None

    def open_route(self, route: Route) -> None:
        self._agency_id = route.get("id")
        super().open_route(Route.to(route.name, id=route.get("person") or route.get("id")))

    def fetch(self) -> None:
        self.context.read(list_agencies, then=self._make)

    def _make(self, agencies: Sequence[AgencyView]) -> None:
        if self.form is not None:
            return
        agency = next((one for one in agencies if one.id == self._agency_id), None)
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
        people = agency.representatives if agency is not None else ()
        self._person = next((one for one in people if one.id == self.subject), None)
        if self._person is not None:
            told = self._person
            form.show_answers(
                {
                    "name": told.name, "job_title": told.job_title or None, "place": told.place,
                    "secure_email": told.secure_email or None, "phone": told.phone or None,
                }
            )  # fmt: skip
            self.begin(form, "name")
            return
        taken = agency is not None and any(one.place == "main" for one in agency.representatives)
        form.show_answers({"place": "deputy" if taken else "main"})
        self.begin(form, "name")

    def _command(self, values: Values) -> AddRepresentative:
        return AddRepresentative.model_validate({**values, "agency_id": self._agency_id})

    def finish(self) -> None:
        command = self.form.command() if self.form is not None else None
        if not isinstance(command, AddRepresentative):
            return
        if self._person is None:
            self.save(add_representative, command, then=self._added)
        else:
            changed = (change_representative, self._person.id, command, self._person.version)
            self.save(*changed, then=self._changed)

    def _added(self, _key: str) -> None:
        self.ended("They are on the list.", Route.to("agencies", id=self._agency_id))

    def _changed(self, _done: None) -> None:
        self.ended("The changes are kept.", Route.to("agencies", id=self._agency_id))
