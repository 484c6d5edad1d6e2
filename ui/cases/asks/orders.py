"""Tools of enforcement and resolution: one sought or granted, how it was changed, that it was breached."""

from hipdesk.model import cases as asked
from hipdesk.model.cases.outcomes import BreachView, OutcomeChoices, ToolView
from hipdesk.services import cases
from ui.cases.asks.ask import Ask, Call, Values

_PAGE = "outcomes"


class OnTool(Ask):
    """What concerns a tool; the subject is its key, or "tool.breach" for a breach of it."""

    PAGE = _PAGE

    @property
    def tool(self) -> ToolView | None:
        """The tool, or None for a new one."""
        key = self.subject.partition(".")[0]
        return next((tool for tool in self.view.came.tools if tool.id == key), None)

    @property
    def title(self) -> str:
        """Which tool it is about."""
        return f"{self.TITLE}: {self.tool.kind_words}" if self.tool is not None else self.TITLE

    @property
    def at_tool(self) -> Values:
        """Which tool a command is about."""
        return {"enforcement_id": self.tool.id if self.tool is not None else None}


class ToolAsk(OnTool):
    """A tool with its days, terms and state."""

    TITLE, DONE, SAID = "Tool or order", "Keep it", "The tool is on the record."

    def reads(self) -> Call | None:
        return Call(cases.outcome_choices, (self.view.id,))

    def make(self) -> None:
        found = self.found
        if not isinstance(found, OutcomeChoices):
            return
        tool = self.tool
        accused = {line.person_id for line in self.view.people if line.role == "perpetrator"}
        person = tool.person_id if tool else next(iter(accused)) if len(accused) == 1 else None
        self.add_choice("kind", "What it is", found.of("enforcement_tool"), tool and tool.kind)
        self.add_choice("state", "How it stands", found.of("tool_state"), tool.state if tool else "considered")
        self.add_choice("agency", "By which agency", found.agencies, tool and tool.agency_id)
        self.add_line("applicant", "Who asks for it", tool and tool.applicant)
        self.add_choice("person", "For whom", found.people, person)
        self.add_day("sought", "Sought on", tool and tool.sought_on)
        self.add_day("decided", "Decided on", tool and tool.decided_on)
        self.add_day("starts", "In force from", tool and tool.starts_on)
        self.add_day("expires", "In force to", tool and tool.expires_on, hint="Home tells you four weeks before.")
        self.add_line("result", "Result", tool and tool.result)
        self.add_note("terms", "Terms in short", tool and tool.terms)

    def needed(self) -> dict[str, str]:
        return {"kind": "Choose what it is"}

    def call(self) -> Call:
        given = {
            "kind": self.value("kind"),
            "state": self.value("state") or "considered",
            "by_agency_id": self.value("agency"),
            "applicant": self.text("applicant"),
            "person_id": self.value("person"),
            "sought_on": self.day("sought"),
            "decided_on": self.day("decided"),
            "starts_on": self.day("starts"),
            "expires_on": self.day("expires"),
            "terms": self.text("terms"),
            "result": self.text("result"),
        }
        command = asked.RecordEnforcement.model_validate(self.on | self.at_tool | given)
        return Call(cases.record_enforcement, (command,))

    def undo(self) -> Call | None:
        tool = self.tool
        if tool is None:
            return Call(
                cases.take_back_outcome,
                (asked.TakeBackOutcome(id=self.view.id, kind="tool", outcome_id=str(self.made)),),
            )
        before = {
            "kind": tool.kind, "state": tool.state, "by_agency_id": tool.agency_id, "applicant": tool.applicant,
            "person_id": tool.person_id, "sought_on": tool.sought_on, "decided_on": tool.decided_on,
            "starts_on": tool.starts_on, "expires_on": tool.expires_on, "terms": tool.terms, "result": tool.result,
        }  # fmt: skip
        return Call(
            cases.record_enforcement, (asked.RecordEnforcement.model_validate(self.of | self.at_tool | before),)
        )


class OrderChangeAsk(OnTool):
    """How a tool was changed: the new terms and end, from a day."""

    TITLE, DONE, SAID = "Change of", "Keep the change", "The change is on the record."

    def make(self) -> None:
        tool = self.tool
        if tool is None:
            return
        self.add_day("on", "Changed on", self.today())
        self.add_day("expires", "In force to, from now", tool.expires_on)
        self.add_note("words", "What was changed, and why", lines=1, hint="Terms and end until now stay with it.")
        self.add_note("terms", "Terms from now", tool.terms)

    def needed(self) -> dict[str, str]:
        return {"on": "Give the day", "words": "Say what was changed"}

    def call(self) -> Call:
        given = {
            "on_day": self.day("on"),
            "words": self.text("words"),
            "terms": self.text("terms"),
            "expires_on": self.day("expires"),
        }
        return Call(cases.change_order, (asked.ChangeOrder.model_validate(self.on | self.at_tool | given),))

    def undo(self) -> Call | None:
        back = asked.TakeBackOutcome(id=self.view.id, kind="change", outcome_id=str(self.made))
        return Call(cases.take_back_outcome, (back,))


class BreachAsk(OnTool):
    """That a tool was breached, and what followed."""

    TITLE, DONE, SAID = "Breach of", "Keep the breach", "The breach is on the record. Assess risk again."

    @property
    def breach(self) -> BreachView | None:
        """The breach that is brought up to date, or None for a new one."""
        key = self.subject.partition(".")[2]
        return next((one for one in self.tool.breaches if one.id == key), None) if self.tool and key else None

    def make(self) -> None:
        breach = self.breach
        self.add_day("on", "Breached on", breach.on_day if breach else self.today())
        self.add_line("result", "What followed", breach and breach.result, example="Arrested, bailed to 8 January")
        self.add_note("words", "What happened", breach and breach.words)

    def needed(self) -> dict[str, str]:
        return {"on": "Give the day"}

    def call(self) -> Call:
        breach = self.breach
        given = {
            "breach_id": breach.id if breach else None,
            "on_day": self.day("on"),
            "words": self.text("words"),
            "result": self.text("result"),
        }
        return Call(cases.record_breach, (asked.RecordBreach.model_validate(self.on | self.at_tool | given),))

    def undo(self) -> Call | None:
        breach = self.breach
        if breach is None:
            back = asked.TakeBackOutcome(id=self.view.id, kind="breach", outcome_id=str(self.made))
            return Call(cases.take_back_outcome, (back,))
        before = {"breach_id": breach.id, "on_day": breach.on_day, "words": breach.words, "result": breach.result}
        return Call(cases.record_breach, (asked.RecordBreach.model_validate(self.of | self.at_tool | before),))
