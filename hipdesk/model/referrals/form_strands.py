"""Strands on the form: ticked together with one basis and who perceived it, and those told otherwise one by one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from hipdesk.model.commands import Code, Command
from hipdesk.model.referrals.entries import Basis, StrandEntry

STRAND_ANSWERS = ("strand_codes", "sub_codes", "basis", "perceived_by", "strand_details")
_PARENTS: Mapping[str, str] = {"GRT": "RAC"}


class StrandForm(Command):
    """What was told of one strand only: on another basis, perceived by others, or in one ``incident`` (from 1)."""

    code: Code | None = None
    basis: Basis | None = None
    perceived_by: tuple[Code, ...] = ()
    incident: int | None = Field(default=None, ge=1)


def parent_of(code: str) -> str:
    """The strand that a code below it belongs to; a strand's own code for itself."""
    return _PARENTS.get(code, code.partition("-")[0])


def entries_of(
    codes: Sequence[str],
    subs: Sequence[str],
    basis: Basis | None,
    perceived_by: tuple[str, ...],
    details: Sequence[StrandForm],
) -> Iterator[StrandEntry]:
    """Each strand as often as it was told apart, and that for each of its sub-codes."""
    for code in codes:
        told = [detail for detail in details if detail.code == code] or [StrandForm(code=code)]
        below: list[str | None] = [sub for sub in subs if sub != code and parent_of(sub) == code]
        for detail in told:
            for sub in below or [None]:
                yield StrandEntry(
                    code=code, sub_code=sub, basis=detail.basis or basis,
                    perceived_by=detail.perceived_by or perceived_by, incident=detail.incident,
                )  # fmt: skip


def strand_answers(strands: Sequence[StrandEntry]) -> dict[str, Any]:
    """The way back: the first strand's basis and perceivers are those of all, others are told one by one."""
    basis = strands[0].basis if strands else None
    perceived = strands[0].perceived_by if strands else ()
    told: dict[StrandForm, None] = {}
    for strand in strands:
        told[_detail(strand)] = None
    usual = {code: StrandForm(code=code, basis=basis, perceived_by=perceived) for code in _codes(strands)}
    details = tuple(
        detail
        for detail in told
        if detail != usual[detail.code or ""] or sum(other.code == detail.code for other in told) > 1
    )
    subs = [*(strand.sub_code for strand in strands), *(strand.code for strand in strands if strand.code in _PARENTS)]
    return {
        "strand_codes": tuple(_codes(strands)),
        "sub_codes": tuple(dict.fromkeys(sub for sub in subs if sub)),
        "basis": basis,
        "perceived_by": perceived,
        "strand_details": details,
    }


def _codes(strands: Sequence[StrandEntry]) -> list[str]:
    return list(dict.fromkeys(_PARENTS.get(strand.code, strand.code) for strand in strands))


def _detail(strand: StrandEntry) -> StrandForm:
    return StrandForm(
        code=_PARENTS.get(strand.code, strand.code), basis=strand.basis, perceived_by=strand.perceived_by,
        incident=strand.incident,
    )  # fmt: skip
