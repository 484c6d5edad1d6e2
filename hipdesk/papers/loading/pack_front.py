"""The front of a pack, set alone to be proved: agenda and action log, and the last panel's minutes.

One proof over the whole pack is not enough: it holds case papers, which name people, so that nobody named in one of
them can be looked for in all of it. The agenda and the log name nobody at all, and the minutes may hide a child of one
case that another case's paper names. Page ranges would leave out what stands on no page (bookmarks, alternatives, the
structure), so each part is set from the same model by the same template without the rest, and that file is proved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hipdesk.model.panels.packs import PackPlan
from hipdesk.model.redaction.audiences import Audience
from hipdesk.model.redaction.scan import Scanner
from hipdesk.papers.loading.gone import Speaks, gone_for
from hipdesk.papers.pack import PackPaper
from hipdesk.services.pack_front import minuted_before
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class FrontPart:
    """A part of a pack without the rest, and what must not be found in it. Of recipients who get the same it is the
    same.
    """

    name: str
    paper: PackPaper
    gone: Scanner


@dataclass(frozen=True, slots=True)
class FrontGone:
    """What must not be found: in the agenda and the log, and in the minutes of the last panel where there are any."""

    nameless: Scanner
    minutes: Scanner | None


class FrontsGone:
    """What must not be found in the fronts of a meeting's packs: worked out once for all who are kept out of the same
    cases.
    """

    def __init__(self, reading: Reading, plan: PackPlan, audience: Audience) -> None:
        self._reading, self._meeting, self._audience = reading, plan.meeting_id, audience
        self._known: dict[frozenset[str], FrontGone] = {}

    def of(self, agency_id: str) -> FrontGone:
        """For one recipient."""
        out = cases_kept_from(self._reading, agency_id)
        if out not in self._known:
            self._known[out] = self._worked_out(agency_id)
        return self._known[out]

    def _worked_out(self, agency_id: str) -> FrontGone:
        before = minuted_before(self._reading, self._meeting)
        minutes = self._gone(before, self._audience, agency_id) if before else None
        return FrontGone(self._gone(self._meeting, "agenda", agency_id), minutes)

    def _gone(self, meeting_id: str, audience: Audience, agency_id: str) -> Scanner:
        speaks = Speaks(meeting_id=meeting_id, actions="all", agency_id=agency_id)
        return gone_for(self._reading, audience, speaks).scanner


def front_parts(pack: PackPaper, gone: FrontGone) -> Iterator[FrontPart]:
    """The front of a pack in the parts it is proved in, without whose copy it is."""
    frame = pack.agenda.frame
    log = replace(pack.log, frame=frame) if pack.log else None
    alone = replace(pack, frame=frame, recipient="", person="", cases=(), to_come=(), since=None, minutes=None, log=log)
    yield FrontPart("Agenda and action log" if log else "Agenda", alone, gone.nameless)
    if pack.minutes is not None and gone.minutes is not None:
        yield FrontPart("Minutes of the last panel", replace(alone, minutes=pack.minutes, log=None), gone.minutes)
