"""Actions of an imported case, numbered as the panel numbers them, open or done as the workbook says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hipdesk.model.folding import fold
from hipdesk.model.imports import due_at_next
from hipdesk.model.workbooks.proposals import ProposedAction
from hipdesk.services.importing.register import Register
from hipdesk.store.ledger import Ledger
from hipdesk.store.tables.actions import ActionRow


class ActionWriter:
    """Writes actions into the ledger. ``meetings`` maps a day to the past meeting held on it."""

    def __init__(self, ledger: Ledger, register: Register, meetings: Mapping[date, str], ids: Iterator[str]) -> None:
        self._ids, self._register, self._meetings, self._entry = ids, register, meetings, ledger.entry
        self._panels = sorted(meetings)
        self._action = ledger.open(
            ActionRow, "id", "number", "position", "case_id", "meeting_id", "wording", "owner_agency_id", "owner_name",
            "raised_on", "first_due_on", "due_on", "due_words", "status", "completed_on", "last_word", "last_word_on",
            "origin_note",
        )  # fmt: skip

    def write(
        self,
        actions: Sequence[ProposedAction],
        case_id: str,
        reference: str,
        received: date,
        heard: Sequence[date],
        note: str,
    ) -> None:
        """Write the actions of a case ``heard`` on some days, numbered "0041/1"."""
        short = reference.rsplit("/", 1)[-1]
        for position, action in enumerate(actions, 1):
            key, number = next(self._ids), f"{short}/{position}"
            raised, due = action.raised_on or received, due_at_next(action, heard, self._panels)
            self._action(
                (
                    key, number, position, case_id, self._meetings.get(raised), action.wording or action.as_written,
                    self._register.id_of(action.owner), _owner_name(action), raised, due, due,
                    action.due_words or None, "completed" if action.done else "open",
                    action.done_on if action.done else None, action.done_words or None, action.done_on, note,
                )
            )  # fmt: skip
            self._entry(("action", key, case_id, fold(f"{number} {action.wording} {action.done_words}")))


def _owner_name(action: ProposedAction) -> str | None:
    """The person named, and the agencies that share the action with its owner."""
    shared = f"with {' and '.join(action.with_owners)}" if action.with_owners else ""
    return " ".join(part for part in (action.person, shared) if part) or None
