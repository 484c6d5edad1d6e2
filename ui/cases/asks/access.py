"""Who may see a case and what it belongs with: restriction, an agency kept out, a link with another case."""

from hipdesk.model import cases as asked
from hipdesk.model.cases.access import LINK_WORDS, AccessChoices
from hipdesk.services import cases
from ui.cases.asks.ask import Ask, Call, Look
from ui.widgets.choice_field import ChoiceField


class AccessAsk(Ask):
    """Restrict the case to holders named on it, and bar holders from it whether it is restricted or not."""

    TITLE, DONE, SAID, PAGE = "Who may see it", "Set who may see it", "Who may see it is set.", "sharing"

    def make(self) -> None:
        access = self.view.access
        named = [(one.id, f"{one.name}, {one.role}") for one in access.holders if not one.sees_all]
        others = [(one.id, f"{one.name}, {one.role}") for one in access.holders if not one.me]
        who = "partnership officers and those named below" if named else "partnership officers"
        self.add_tick("restricted", "Restricted", f"Only {who} see it", on=access.restricted)
        self.add_line("reason", "Why", example="A member of staff is involved")
        self.add_ticks("named", "Named on it", named, tuple(one.id for one in access.of("named")))
        self.add_ticks("barred", "Barred from it", others, tuple(one.id for one in access.of("barred")))

    def needed(self) -> dict[str, str]:
        return {"reason": "Say why"}

    def call(self) -> Call:
        given = {
            "restricted": bool(self.value("restricted")),
            "allowed": self.texts("named"),
            "barred": self.texts("barred"),
            "reason": self.text("reason"),
        }
        return Call(cases.restrict_case, (asked.RestrictCase.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        access = self.view.access
        before = {
            "restricted": access.restricted,
            "allowed": tuple(one.id for one in access.of("named")),
            "barred": tuple(one.id for one in access.of("barred")),
            "reason": "Undone",
        }
        return Call(cases.restrict_case, (asked.RestrictCase.model_validate(self.of | before),))


class AgencyOutAsk(Ask):
    """Keep an agency out of the case."""

    TITLE, DONE, PAGE = "Keep an agency out", "Keep it out", "sharing"
    SAID = "The agency gets nothing of this case."

    def reads(self) -> Call | None:
        return Call(cases.access_choices, ())

    def make(self) -> None:
        agencies = self.found.agencies if isinstance(self.found, AccessChoices) else ()
        out = {one.agency_id for one in self.view.access.agencies_out}
        self.add_choice("agency", "Agency", [pair for pair in agencies if pair[0] not in out])
        self.add_line(
            "reason", "Why", example="Works for the alleged perpetrator",
            hint="No papers, no request for information; its people leave the room and do not see the case.",
        )  # fmt: skip

    def needed(self) -> dict[str, str]:
        return {"agency": "Choose the agency", "reason": "Say why"}

    def call(self) -> Call:
        given = {"agency_id": self.value("agency"), "reason": self.text("reason")}
        return Call(cases.keep_agency_out, (asked.KeepAgencyOut.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        return Call(cases.let_agency_back, (asked.LetAgencyBack(id=self.view.id, interest_id=str(self.made)),))


class LinkAsk(Ask):
    """A case that belongs with this one: found by reference or initials."""

    TITLE, DONE, SAID, PAGE = "Link with another case", "Link them", "The cases are linked.", "people"

    def reads(self) -> Call | None:
        return Call(cases.cases_to_link, (self.view.id, ""))

    def make(self) -> None:
        self.add_line("find", "Find by reference or initials", example="0022, or R.B.")
        self.add_choice("other", "Case", self.found if isinstance(self.found, tuple) else ())
        self.add_choice("kind", "How they belong together", tuple(LINK_WORDS.items()), "related")
        self.add_line("why", "Why", example="The same neighbour is named in both")

    def needed(self) -> dict[str, str]:
        return {"other": "Choose the case", "why": "Say why they belong together"}

    def looks(self, name: str) -> Look | None:
        if name != "find":
            return None
        return Look(Call(cases.cases_to_link, (self.view.id, self.text("find"))), self.show_found)

    def show_found(self, found: tuple[tuple[str, str], ...]) -> None:
        """Offer what was found; the only one is chosen."""
        field = self.frames["other"].field
        if isinstance(field, ChoiceField):
            field.set_choices(found)
            if len(found) == 1:
                field.set_value(found[0][0])

    def call(self) -> Call:
        given = {
            "other_id": self.value("other"),
            "kind": self.value("kind") or "related",
            "why": self.text("why"),
        }
        return Call(cases.link_cases, (asked.LinkCases.model_validate(self.on | given),))

    def undo(self) -> Call | None:
        return Call(cases.unlink_cases, (asked.UnlinkCases(id=self.view.id, link_id=str(self.made)),))
