"""Papers in trouble: hostile text in every field, and hardly anything known."""

import dataclasses
from datetime import date, time
from typing import Any, TypeVar, get_type_hints

from hipdesk.papers.action_slips import ActionSlip, ActionSlipsPaper, UndatedAction
from hipdesk.papers.agenda import AgendaCase, AgendaLine, AgendaPaper
from hipdesk.papers.case_paper import CaseAction, CaseAssessment, CaseIncident, CasePaper, CasePerson, CaseReturn
from hipdesk.papers.minutes import MinutesCase, MinutesPaper, MinutesSection
from hipdesk.papers.quarterly import (
    ActionsSection,
    QuarterlyPaper,
    StrandCases,
    StrandLine,
    StrandsSection,
    count_tile,
    share_tile,
)
from hipdesk.papers.quarterly_tables import (
    BarSection,
    FlowMonth,
    FlowSection,
    PoliceSection,
    PoliceStatus,
    ReferrersSection,
    TextSection,
)
from hipdesk.papers.quarterly_wards import WardsSection
from tests.support.paper_frames import MEETING, frame

SCRIPTS = "Łódź নুসরাত سلمى नमस्ते ગુજરાતી ਪੰਜਾਬੀ தமிழ் ሰላም שלום Ελλάδα Київ"
HOSTILE = (
    '<b>A & B</b> #set text(red) #panic("x") =HYPERLINK("http://x") {{ 7*7777 }} $x^2$ [c] <5 @ref *bold* _it_ `raw` '
    f"// ; \\ \x00\ufeff\u202egnp.exe\u202c \u2066x\u2069 {'W' * 300} {SCRIPTS} 😀 👨\u200d👩\u200d👧 漢字 "
    "a\u0901 \u0903 → ≥ \u2212 \U0001f3f4\u200d\u2620\ufe0f"
)
_Any = TypeVar("_Any")


def hostile(paper: _Any) -> _Any:
    """The same paper with hostile text in every field that takes a person's words; codes and the marking stay."""
    changed: Any = _hostile(paper)
    return changed  # type: ignore[no-any-return]  # the same class as was given


def _hostile(value: Any, hint: str = "") -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        hints = {name: str(hint) for name, hint in get_type_hints(type(value)).items()}
        return dataclasses.replace(
            value,
            **{
                field.name: _hostile(getattr(value, field.name), hints[field.name])
                for field in dataclasses.fields(value)
                if field.init and field.name != "marking"
            },
        )
    if isinstance(value, tuple):
        return tuple(_hostile(part, hint) for part in value)
    if isinstance(value, str) and "Literal" not in hint:
        return HOSTILE
    return value


def poor_agenda() -> AgendaPaper:
    """A meeting nobody has prepared: one case of which nothing is known, headings without times."""
    unknown = AgendaCase(
        at=None, reference="HIP/2026-27/0001", initials="", strands="", risk="unknown", referred_by="", presenter="",
        times_heard=0,
    )  # fmt: skip
    return AgendaPaper(
        frame=frame("Agenda", "Agenda", copy_number=None, copies=None, recipient="", fingerprint=""),
        panel_name="Hate Incident Panel",
        meeting_day=MEETING,
        starts=time(10),
        ends=None,
        place="",
        chair="",
        sent_with="",
        names_list_sent=None,
        lines=(
            AgendaLine(number=1, title="Cases for review", kind="review"),
            AgendaLine(number=2, title="New cases", kind="new", cases=(unknown,)),
        ),
    )


def poor_minutes() -> MinutesPaper:
    """A draft begun in a hurry."""
    case = MinutesCase(
        reference="HIP/2026-27/0001", initials="", strands="", risk="unknown", score=None, score_of=None, decision=""
    )
    return MinutesPaper(
        frame=frame("Minutes", "Minutes", draft=True),
        panel_name="Hate Incident Panel",
        meeting_day=MEETING,
        place="",
        chair="",
        minuted_by="",
        opened=None,
        closed=None,
        attendance=(),
        sections=(
            MinutesSection(number=5, title="Cases for review", cases=(case,)),
            MinutesSection(number=6, title="New cases"),
        ),
    )


def poor_case_paper() -> CasePaper:
    """A case imported from an old spreadsheet: a reference and little else."""
    return CasePaper(
        frame=frame("Case paper", "Case paper"), meeting_day=None, reference="HIP/2019-20/0003", initials=""
    )


def sparse_case_paper() -> CasePaper:
    """One of everything, each of which is nearly empty."""
    return dataclasses.replace(
        poor_case_paper(),
        people=(CasePerson(label="Victim A"),),
        incidents=(CaseIncident(when="", what=""),),
        assessments=(CaseAssessment(day=None, score=None, band="unknown"),),
        returns=(CaseReturn(agency="Police", returned="", information=""),),
        actions=(CaseAction(number="0003/1", action="", owner="", due=None, state="unknown", words="Not known"),),
    )


def crowded_case_paper(base: CasePaper) -> CasePaper:
    """Far more than two pages hold."""
    return dataclasses.replace(
        base,
        referral=base.referral * 12,
        questions=base.questions * 6,
        people=base.people * 8,
        incidents=base.incidents * 9,
        assessments=base.assessments * 9,
        wishes=base.wishes * 20,
        returns=base.returns * 6,
        actions=base.actions * 6,
        flags=base.flags * 5,
    )


def poor_slips() -> ActionSlipsPaper:
    """An action without a date or a test of done."""
    return ActionSlipsPaper(
        frame=frame("Action slip", "Action slip"),
        agency="Youth Service",
        meeting_day=MEETING,
        to="",
        sender="",
        summary="",
        send_back_by=None,
        slips=(
            ActionSlip(
                action="Ring", number="0001/1", initials="", due=None, working_days=None, risk="unknown", history=""
            ),
            ActionSlip(
                action="Ring again",
                number="0001/2",
                initials="A.",
                due=date(2026, 10, 1),
                working_days=-6,
                risk="standard",
            ),
        ),
        undated=(UndatedAction(action="Write", number="0001/3", initials="", raised=None),),
    )


def poor_quarterly() -> QuarterlyPaper:
    """A first quarter in which nothing happened."""
    return QuarterlyPaper(
        frame=frame("Quarterly monitoring report", "Quarter 1"),
        period="Quarter 1, 2026-27",
        months="April to June 2026",
        flow=FlowSection(
            months=tuple(
                FlowMonth(name=name, start=0, accepted=0, reopened=0, closed=0, end=0)
                for name in ("April", "May", "June")
            ),
            opens="1 April",
            ends="30 June",
            period="Quarter 1",
        ),
        tiles=(count_tile("Referrals", 0, None, "Quarter 4"), share_tile("Actions on time", 0, 0, None, "Quarter 4")),
        sections=(
            ReferrersSection(rows=(), period="Quarter 1"),
            BarSection(
                name="What was decided", number="Table 4", title="Decisions", heads=("Decision", "Referrals"), rows=()
            ),
            StrandsSection(
                lines=(StrandLine(name="Race", quarters=(0,), months=(0, 0, 0), year_ago=None),),
                quarters=("2026-27 Q1",),
                months=("April", "May", "June"),
                period="Quarter 1",
                previous_period="Quarter 4",
                cases=StrandCases(months=(0, 0, 0), quarter=0, previous=None, year_ago=None),
            ),
            PoliceSection(
                strands=("Race",),
                statuses=(PoliceStatus(name="Hate crime", head="Hate crime", fill="accent", by_strand=(0,), cases=0),),
            ),
            WardsSection(wards=(), not_known=(0,), quarters=("26-27 Q1",)),
            ActionsSection(agencies=(), raised=0),
            TextSection(name="Learning", paragraphs=("None yet.",)),
        ),
    )
