"""How a case stands: in short, who leads, flags, when it is heard, another person of it."""

from hipdesk.model import cases as asked
from hipdesk.model.cases.flags import FLAG_COLUMNS, LONG_WORDS
from hipdesk.model.partial_dates import read_age_or_birth
from hipdesk.model.referrals import PersonEntry
from hipdesk.services import cases
from ui.cases.asks.ask import Ask, Call

_ROLES = (
    ("child", "Child in the household"),
    ("household", "Adult in the household"),
    ("victim", "Another person affected"),
    ("perpetrator", "Alleged perpetrator"),
    ("witness", "Witness"),
    ("professional", "Professional"),
)


class SummaryAsk(Ask):
    """The case in short."""

    TITLE, SAID, PAGE = "In short", "The summary is kept.", "summary"

    def make(self) -> None:
        self.add_note("text", "Without names", self.view.in_short, lines=4)

    def call(self) -> Call:
        return Call(cases.set_summary, (asked.SetSummary.model_validate(self.on | {"in_short": self.text("text")}),))

    def undo(self) -> Call | None:
        return Call(cases.set_summary, (asked.SetSummary.model_validate(self.of | {"in_short": self.view.in_short}),))


class HearingAsk(Ask):
    """When the panel hears it next."""

    TITLE, DONE, SAID = "When the panel hears it next", "Set the day", "The day is set."

    def make(self) -> None:
        self.add_day("day", "Heard on", self.view.next_hearing, hint="Leave it empty to take the case off.")

    def call(self) -> Call:
        return Call(cases.plan_review, (asked.PlanReview.model_validate(self.on | {"on_day": self.day("day")}),))

    def undo(self) -> Call | None:
        before = self.view.next_hearing
        if before is not None and before < self.today():
            return None
        return Call(cases.plan_review, (asked.PlanReview.model_validate(self.of | {"on_day": before}),))


class LeadAsk(Ask):
    """Who leads."""

    TITLE, DONE, SAID = "Who leads", "Set the lead", "The lead is set."

    def reads(self) -> Call | None:
        return Call(cases.lead_choices, ())

    def make(self) -> None:
        agencies = self.found if isinstance(self.found, tuple) else ()
        self.add_choice("agency", "Agency", agencies, self.view.lead_id)
        self.add_line("officer", "Officer", self.view.lead_officer)

    def call(self) -> Call:
        lead = {"agency_id": self.value("agency"), "officer": self.text("officer")}
        return Call(cases.set_lead, (asked.SetLead.model_validate(self.on | lead),))

    def undo(self) -> Call | None:
        lead = {"agency_id": self.view.lead_id, "officer": self.view.lead_officer}
        return Call(cases.set_lead, (asked.SetLead.model_validate(self.of | lead),))


class FlagsAsk(Ask):
    """What to be careful about."""

    TITLE, DONE, SAID = "Take care", "Keep the flags", "The flags are kept."

    def make(self) -> None:
        choices = [(code, LONG_WORDS[code]) for code in FLAG_COLUMNS if code != "restricted"]
        self.add_ticks("flags", "Flags", choices, self._before())

    def _before(self) -> tuple[str, ...]:
        return tuple(code for code in self.view.flags if code != "restricted")

    def call(self) -> Call:
        return Call(cases.set_flags, (asked.SetFlags.model_validate(self.on | {"flags": self.texts("flags")}),))

    def undo(self) -> Call | None:
        return Call(cases.set_flags, (asked.SetFlags.model_validate(self.of | {"flags": self._before()}),))


class PersonAsk(Ask):
    """Another person of the case."""

    TITLE, DONE, SAID, PAGE = "Add a person", "Add them", "They are on the case.", "people"

    def make(self) -> None:
        self.add_choice("role", "Who it is", _ROLES, "child")
        self.add_line("name", "Name as given")
        self.add_line("birth", "Date of birth or age", example="14 March 2016, or 9")
        self.add_line("school", "School")
        self.add_note("description", "Description", lines=1)

    def call(self) -> Call:
        told = read_age_or_birth(self.value("birth"), self.today())
        role = self.text("role") or "other"
        person = PersonEntry.model_validate(
            {
                "role": role,
                "name": self.text("name"),
                "born": told.born,
                "age_estimate": told.youngest if told.born is None else None,
                "school": self.text("school"),
                "description": self.text("description"),
                "identity": ("named" if self.text("name") else "described") if role == "perpetrator" else None,
            }
        )
        return Call(cases.add_person_to_case, (asked.AddPerson.model_validate(self.on | {"person": person}),))
