"""Holders, their roles, and the rights each role has. Kept by the program, not by cryptography."""

from dataclasses import dataclass
from enum import StrEnum

from hipdesk.kernel.errors import Refused


class Right(StrEnum):
    """A verb for a kind of record; every service names the one it needs."""

    READ_CASES = "read cases"
    LOG_REFERRALS = "log and edit referrals"
    TRIAGE = "decide on referrals"
    EDIT_CASES = "edit cases"
    CLOSE_CASES = "close cases"
    OVERRIDE_CLOSURE = "close against the closure test"
    RUN_PANEL = "prepare and minute the panel"
    UPDATE_ACTIONS = "update actions"
    READ_FIGURES = "read figures"
    MAKE_PAPERS = "make and issue papers"
    IMPORT = "import a workbook"
    EDIT_AGENCIES = "edit agencies"
    EDIT_PEOPLE = "edit and merge people"
    EDIT_LISTS = "edit settings and lists"
    MANAGE_HOLDERS = "manage holders"
    BACK_UP = "back up and restore"
    READ_AUDIT = "read the audit log"
    KEEP_DRAFTS = "keep drafts"


_OFFICER = frozenset(Right) - {Right.READ_AUDIT, Right.OVERRIDE_CLOSURE}
ROLE_RIGHTS: dict[str, frozenset[Right]] = {
    "officer": _OFFICER | {Right.READ_AUDIT},
    "caseworker": frozenset({Right.READ_CASES, Right.LOG_REFERRALS, Right.UPDATE_ACTIONS, Right.KEEP_DRAFTS}),
    "projects": frozenset({Right.KEEP_DRAFTS}),
    "approver": frozenset(
        {Right.READ_CASES, Right.CLOSE_CASES, Right.OVERRIDE_CLOSURE, Right.READ_FIGURES, Right.KEEP_DRAFTS}
    ),
    "auditor": frozenset({Right.READ_AUDIT, Right.READ_FIGURES, Right.KEEP_DRAFTS}),
    "administrator": frozenset({Right.MANAGE_HOLDERS, Right.EDIT_LISTS, Right.BACK_UP, Right.KEEP_DRAFTS}),
}
ROLE_NAMES = {
    "officer": "Partnership officer",
    "caseworker": "Caseworker",
    "projects": "Projects officer",
    "approver": "Approver",
    "auditor": "Auditor",
    "administrator": "Administrator",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at work: the holder whose passphrase opened the vault, and their role."""

    holder_id: str
    name: str
    role: str
    agency_id: str | None = None

    def may(self, right: Right) -> bool:
        """Whether the role carries the right."""
        return right in ROLE_RIGHTS.get(self.role, frozenset())

    def demand(self, right: Right) -> None:
        """Raise Refused when the role does not carry the right."""
        if not self.may(right):
            raise Refused(
                f"Your role may not {right.value}.", kept="Nothing was changed.", to_do="Ask the partnership officer."
            )


SETUP = Actor(holder_id="0" * 32, name="Set-up", role="officer")
