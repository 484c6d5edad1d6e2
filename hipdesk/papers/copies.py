"""Which copy of a paper of the catalogue this is: whose, by which number, and of which cases it tells."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hipdesk.model.issuing import OFFICE, CopyOut
from hipdesk.model.letters import PAPER
from hipdesk.papers.catalogue import PaperKind, PaperOptions
from hipdesk.papers.loading.gone import Speaks, cases_spoken_of
from hipdesk.papers.produce import DrawnPaper, Paper
from hipdesk.services.issuing import next_copy
from hipdesk.store.queries.packs import numbers_of_cases
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading


def numbered(reading: Reading, kind: PaperKind, options: PaperOptions) -> PaperOptions:
    """The options with whose copy it is and the next free number, where it is for anybody but the office.

    A letter is written to somebody: it is not one copy of several.
    """
    copy = options.copy
    if copy.recipient == OFFICE and options.agency_id:
        copy = replace(copy, recipient=reading.find(AgencyRow, options.agency_id).name)
    if copy.recipient == OFFICE or kind.id.startswith(PAPER):
        return options
    number = next_copy(reading, kind.id, options.about(kind.about))
    return replace(options, copy=replace(copy, number=number, of=number))


def copy_out(
    reading: Reading, kind: PaperKind, options: PaperOptions, paper: Paper | DrawnPaper | None = None
) -> CopyOut:
    """What the register must know of a copy: its number, and the cases that stand in it by reference or an action's
    number.

    Without the ``paper``, as for minutes kept as bytes, every case it is about.
    """
    frame = paper.frame if paper is not None else None
    return CopyOut(
        title=kind.title,
        number=(frame.copy_number if frame else None) or 1,
        of=(frame.copies if frame else None) or 1,
        numbered=frame is not None and frame.copy_number is not None and not kind.id.startswith(PAPER),
        whose=frame.recipient if frame else "",
        tells=kind.tells,
        case_ids=tuple(_told(reading, kind, options, paper)) if kind.tells else (),
        subject_id=options.subject_id,
        written_to=options.agency_id if kind.id.startswith(PAPER) and kind.about == "agency" else "",
    )


def _told(reading: Reading, kind: PaperKind, options: PaperOptions, paper: Paper | DrawnPaper | None) -> Iterator[str]:
    speaks = Speaks(
        case_ids=(options.case_id,) if kind.about == "case" else (),
        meeting_id=options.meeting_id if kind.about == "meeting" else "",
        agency_id=options.agency_id,
        actions=kind.actions if paper is not None else "",
    )
    cases = cases_spoken_of(reading, speaks)
    if paper is None or isinstance(paper, DrawnPaper) or kind.about == "case":
        yield from cases
        return
    strings = list(_strings(paper.to_content()))
    words, whole = "\n".join(strings), frozenset(strings)
    numbers = numbers_of_cases(reading, list(cases))
    for key, reference in cases.items():
        if not whole.isdisjoint(numbers.get(key, ())) or re.search(rf"(?<!\w){re.escape(reference)}(?!\w)", words):
            yield key


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for each in content.values():
            yield from _strings(each)
    elif isinstance(content, list | tuple):
        for each in content:
            yield from _strings(each)
