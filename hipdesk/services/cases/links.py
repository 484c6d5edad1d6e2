"""Cases that belong together: linking, taking a link back, and finding the other one."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.users import Right
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries.access import cases_like
from hipdesk.store.queries.cases import case_row, link_there
from hipdesk.store.tables.cases import CaseLinkRow
from hipdesk.store.work import Reading, Work


@writes(Right.EDIT_CASES, "cases.linked")
def link_cases(work: Work, command: asked.LinkCases) -> str:
    """Link two cases, saying how and why; returns the key of the link.

    Refused with itself, without a reason, or when they are linked already. Both pages show it.
    """
    case, other = seen_to_change(work, command), case_row(work, command.other_id)
    if case.id == other.id:
        raise Refused("A case cannot be linked with itself.", kept="Nothing was changed.")
    if not command.why:
        raise Refused("Say why they belong together.", kept="Nothing was changed.", to_do="Write the reason.")
    if link_there(work, case.id, other.id):
        raise Refused("These cases are linked already.", kept="Nothing was changed.")
    row = CaseLinkRow(case_id=case.id, other_id=other.id, kind=command.kind, why=command.why)
    work.session.add(row)
    work.session.flush()
    values = {"other": other.reference, "kind": command.kind}
    work.record("cases.linked", "case", case.id, fields=["links"], values=values)
    return row.id


@writes(Right.EDIT_CASES, "cases.unlinked")
def unlink_cases(work: Work, command: asked.UnlinkCases) -> None:
    """Take a link back; the log keeps how and why it stood. Refused for a link of other cases."""
    case = seen_to_change(work, command)
    row = work.find(CaseLinkRow, command.link_id)
    if case.id not in (row.case_id, row.other_id):
        raise Refused("That link is between other cases.", kept="Nothing was changed.")
    other = case_row(work, row.other_id if row.case_id == case.id else row.case_id)
    values = {"old": {"other": other.reference, "kind": row.kind, "why": row.why}}
    work.session.delete(row)
    work.record("cases.unlinked", "case", case.id, fields=["links"], values=values)


@reads(Right.READ_CASES)
def cases_to_link(reading: Reading, case_id: str, words: str) -> tuple[tuple[str, str], ...]:
    """Cases the holder may see whose reference or initials hold the words: (key, "HIP/2026-27/0022 R.B.")."""
    return tuple(cases_like(reading, words, case_id))
