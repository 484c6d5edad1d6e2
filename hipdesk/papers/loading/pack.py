"""Packs from the record: what each recipient may have, and what must not be found in it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.model.panels.packs import PackPlan, Recipient
from hipdesk.model.redaction.audiences import Audience
from hipdesk.model.redaction.scan import Scanner, together
from hipdesk.model.redaction.terms import open_phrases
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.loading.action_log import load_action_log
from hipdesk.papers.loading.agenda import load_agenda
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.papers.loading.evidence import ReadFile, load_evidence
from hipdesk.papers.loading.frames import Copy, frame
from hipdesk.papers.loading.masking import masking, whole_case
from hipdesk.papers.loading.minutes import load_minutes
from hipdesk.papers.pack import PackedCase, PackPaper
from hipdesk.papers.press import Press
from hipdesk.papers.wording import full_day
from hipdesk.services.cases import case_names
from hipdesk.services.pack_front import minuted_before
from hipdesk.services.settings import setting
from hipdesk.store.queries.redaction import names_at_work
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class FailedPaper:
    """A paper that could not be made: the case or recipient, and why in a sentence."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case ready for every pack: its paper, what may not be said of it, and the words on its evidence."""

    packed: PackedCase
    hidden: Scanner
    words: str


@dataclass
class LoadedPapers:
    """What all packs of a meeting share, and what went wrong with it."""

    audience: Audience
    cases: dict[str, LoadedCase] = field(default_factory=dict)
    failed: list[FailedPaper] = field(default_factory=list)


def load_cases(
    reading: Reading, plan: PackPlan, wanted: Iterable[Recipient], press: Press, read_file: ReadFile, *, initials: bool
) -> LoadedPapers:
    """The case papers and evidence these recipients get, each once. One that fails is told and left out of all."""
    audience: Audience = "initials" if initials else "pack"
    found = LoadedPapers(audience)
    asked = list({case.id: case for each in wanted for case in each.cases}.values())
    for place, case in enumerate(asked):
        reading.progress.step(place, len(asked), f"Reading {case.reference}")
        try:
            paper = load_case_paper(reading, case.id, meeting_id=plan.meeting_id, audience=audience)
            _homes, mask = masking(reading, case.id, case_names(reading, case.id), audience)
            evidence, left, words = load_evidence(
                reading, case.id, mask.scanner, press, read_file, reading.progress
            )  # fmt: skip
            packed = PackedCase(case_id=case.id, paper=paper, evidence=evidence, not_printed=left)
            found.cases[case.id] = LoadedCase(packed, mask.scanner, words)
        except Stopped:
            raise
        except HipDeskError as error:
            found.failed.append(FailedPaper(f"Case {case.reference}", error.what))
    return found


def load_pack(
    reading: Reading, plan: PackPlan, to: Recipient, papers: LoadedPapers, copy: Copy, *, supplement: bool = False
) -> PackPaper:
    """The pack of one recipient, without the cases it is kept out of; a supplement holds what is new to it."""
    office = setting(reading, OfficeSettings)
    wanted = to.new if supplement else to.cases
    out = cases_kept_from(reading, to.agency_id)
    title = f"{'Supplement' if supplement else 'Panel papers'}, {full_day(plan.held_on)}"
    before = None if supplement else minuted_before(reading, plan.meeting_id)
    return PackPaper(
        frame=frame(reading, f"{title}, {to.agency}", title, copy=copy),
        panel_name=office.panel_name,
        meeting_day=plan.held_on,
        recipient=to.agency,
        person=to.person,
        agenda=load_agenda(reading, plan.meeting_id, without=out),
        cases=tuple(papers.cases[case.id].packed for case in wanted if case.id in papers.cases),
        minutes=load_minutes(reading, before, without=out, audience=papers.audience) if before else None,
        log=None if supplement else load_action_log(reading, plan.meeting_id, to.agency_id),
        since=to.copy if supplement else None,
        to_come=tuple(case.reference for case in wanted if case.id not in papers.cases),
    )


def gone_from(reading: Reading, to: Recipient, papers: LoadedPapers, minutes: Scanner | None = None) -> Scanner:
    """What must not be found anywhere in a recipient's pack: what each of its cases and the last ``minutes`` hide, and
    all of the cases it is kept out of.

    What a case paper prints openly is no secret of the pack as a whole, whatever the minutes hide, and a day on which
    something was done may be a birthday of one of the last panel's cases: the minutes are therefore proved alone too,
    see ``papers.loading.pack_front``.
    """
    own = [papers.cases[case.id].hidden for case in to.cases if case.id in papers.cases]
    out = [whole_case(reading, case_id) for case_id in sorted(cases_kept_from(reading, to.agency_id))]
    front = [Scanner([term for term in minutes.terms if term.kind != "birth date"], minutes.shown)] if minutes else []
    return together([*own, *front, *out], open_phrases(names_at_work(reading)))


def words_of_evidence(papers: LoadedPapers, pack: PackPaper) -> str:
    """What stands on the pages of evidence of a pack, as far as it can be read."""
    return "\n".join(papers.cases[case.case_id].words for case in pack.cases)
