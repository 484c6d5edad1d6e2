"""The form of one agency: a new one, or one that is there."""

from collections.abc import Sequence

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.agencies import AddAgency, AgencyChoices, AgencyView, command_of
from hipdesk.services.agencies import add_agency, agency_choices, change_agency, list_agencies
from ui.context import Context
from ui.forms.form import Form
from ui.forms.values import Values
from ui.parts.entry_page import EntryPage
from ui.routes import Route

_ANSWERS = ("yes", "Yes"), ("no", "No")


class AgencyFormPage(EntryPage):
    """Route: ``Route("agency-form")`` for a new agency, with ``id`` for one that is there."""

    help_topic = "agencies"
    KIND = "agency"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "New agency", "Keep the agency")
        self._agency: AgencyView | None = None

    def fetch(self) -> None:
        desk = self.context.desk
        self.context.operations.read(
            lambda _progress: desk.read(list_agencies, with_left=True), self._take_agencies, owner=self
        )

    def _take_agencies(self, agencies: Sequence[AgencyView]) -> None:
        self._agency = next((agency for agency in agencies if agency.id == self.subject), None)
        if self._agency is not None:
            self.header.say("Change an agency", self._agency.name)
        self.context.read(agency_choices, then=self._make)

    def _make(self, choices: AgencyChoices) -> None:
        if self.form is not None:
            return
        form = Form("Agency", build=_command)
        who = form.add_section("who", "Who it is")
        who.add_text("name", "Name", mark="to keep")
        who.add_text("short_name", "Short name", hint="Where there is little room: lists, labels, slips.")
        who.add_choice("kind", "Kind", choices.kinds, placeholder="Find a kind")
        who.add_yes_no("core", "Sits on the panel", hint="Invited to every meeting, and asked for returns.")
        who.add_text("spellings", "Others write", wide=True, hint="Other names and abbreviations, with commas between.")
        reach = form.add_section("reach", "How it is reached")
        reach.add_text("secure_email", "Secure e-mail")
        reach.add_text("phone", "Telephone")
        self._add_terms(form, choices)
        if self._agency is not None:
            form.show_answers(_answers(self._agency))
        self.begin(form, "name")

    def _add_terms(self, form: Form, choices: AgencyChoices) -> None:
        sharing = form.add_section("sharing", "Sharing agreement")
        sharing.add_segments("agreement_signed", "Signed", _ANSWERS)
        sharing.add_date("agreement_signed_on", "Signed on", lambda: today(self.context.clock))
        sharing.add_date("agreement_expires_on", "Runs until", lambda: today(self.context.clock), lean="near")
        more = form.add_section("more", "Place in the borough")
        more.add_text("patch", "Part of the borough")
        more.add_text("stock", "Homes", hint="For figures by a thousand homes.", width=10)
        more.add_choice("engagement", "Engagement", choices.stages)
        more.add_date("joined_on", "On the panel since", lambda: today(self.context.clock))
        more.add_date("left_on", "Left on", lambda: today(self.context.clock), hint="Past work keeps its name.")

    def finish(self) -> None:
        command = self.form.command() if self.form is not None else None
        if not isinstance(command, AddAgency):
            return
        if self._agency is None:
            self.save(add_agency, command, then=self._added, failed=self._refused)
        else:
            changed = (change_agency, self._agency.id, command, self._agency.version)
            self.save(*changed, then=self._changed, failed=self._refused)

    def _added(self, agency_id: str) -> None:
        self.ended("The agency is on the list.", Route.to("agencies", id=agency_id))

    def _changed(self, _done: None) -> None:
        self.ended("The changes are kept.", Route.to("agencies", id=self.subject))

    def _refused(self, fault: HipDeskError) -> None:
        if self.form is not None:
            self.form.frame("name").set_problem(fault.what)
            self.form.go_to("name")


def _command(values: Values) -> AddAgency:
    told = dict(values)
    told["spellings"] = tuple(one.strip() for one in str(told.get("spellings", "")).split(",") if one.strip())
    if "agreement_signed" in told:
        told["agreement_signed"] = told["agreement_signed"] == "yes"
    return AddAgency.model_validate(told)


def _answers(agency: AgencyView) -> Values:
    kept = command_of(agency).model_dump()
    signed = kept.pop("agreement_signed")
    stock = kept.pop("stock")
    others = [name for name in kept.pop("spellings") if name != agency.short_name]
    return {
        **kept,
        "spellings": ", ".join(others) or None,
        "agreement_signed": None if signed is None else "yes" if signed else "no",
        "stock": None if stock is None else str(stock),
    }
