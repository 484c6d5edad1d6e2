"""Invented papers for the tests: the panel of 12 November 2026 in Marlbridge, as the papers' design pictures it."""

from datetime import date, time

from hipdesk.papers.agenda import AgendaCase, AgendaLine, AgendaPaper
from tests.support.paper_examples_case import case_paper
from tests.support.paper_examples_minutes import draft_minutes, minutes
from tests.support.paper_examples_quarterly import quarterly
from tests.support.paper_examples_slips import action_slips
from tests.support.paper_frames import MEETING, frame

__all__ = ["action_slips", "agenda", "case_paper", "draft_minutes", "frame", "minutes", "quarterly"]


def agenda() -> AgendaPaper:
    """The pictured agenda."""
    return AgendaPaper(
        frame=frame("Agenda, 12 November 2026", "Agenda, 12 November 2026", recipient="Rushmere Housing Association"),
        panel_name="Hate Incident Panel",
        meeting_day=MEETING,
        starts=time(10),
        ends=time(12, 30),
        place="Committee Room 2, Town Hall, and video",
        chair="Head of Community Safety",
        sent_with="Last minutes, action log, 8 case papers, Quarter 2 report",
        names_list_sent=date(2026, 11, 2),
        lines=_lines(),
        next_panel=date(2026, 12, 10),
        next_starts=time(10),
        referrals_by=date(2026, 11, 26),
        actions_reach=date(2026, 11, 13),
    )


def _case(
    at: str, number: str, initials: str, strands: str, risk: str, by: str, presenter: str, heard: int
) -> AgendaCase:
    return AgendaCase(
        at=time.fromisoformat(at),
        reference=f"HIP/2026-27/{number}",
        initials=initials,
        strands=strands,
        risk=risk,  # type: ignore[arg-type]  # written by hand below
        referred_by=by,
        presenter=presenter,
        times_heard=heard,
    )


def _lines() -> tuple[AgendaLine, ...]:
    return (
        AgendaLine(
            number=1, at=time(10), title="Welcome, introductions, apologies and deputies", who="Chair", minutes=5
        ),
        AgendaLine(
            number=2,
            at=time(10, 5),
            title="Confidentiality; declarations of interest",
            who="Chair",
            minutes=5,
            detail="Everyone signs the attendance sheet first. Declared so far: the Housing Options representative has "
            "been sent no paper on HIP/2026-27/0033 and leaves the room for it.",
        ),
        AgendaLine(number=3, at=time(10, 10), title="Minutes of 8 October and matters arising", who="Chair", minutes=5),
        AgendaLine(
            number=4,
            at=time(10, 15),
            title="Action log, overdue first",
            who="Partnership officer",
            minutes=10,
            detail="26 actions open: 4 overdue, 13 due today, 9 not yet due.",
        ),
        AgendaLine(
            number=5,
            at=time(10, 25),
            title="Cases for review",
            minutes=30,
            kind="review",
            cases=(
                _case("10:25", "0041", "N.J.C.", "Race, faith", "medium", "Rushmere", "ASB lead", 2),
                _case("10:35", "0033", "T.O.", "Sexual orientation", "high", "Police CSU", "sergeant", 3),
                _case("10:45", "0047", "M.R.S.", "Disability", "medium", "Marlbridge Homes", "manager", 1),
            ),
        ),
        AgendaLine(
            number=6,
            at=time(10, 55),
            title="New cases",
            minutes=45,
            kind="new",
            detail="Cases with children come first, so that Children’s Social Care and the school may leave at 11:25.",
            cases=(
                _case("10:55", "0056", "A.A.H.", "Faith; child", "high", "Ashdown School", "safeguarding lead", 0),
                _case("11:10", "0059", "L.W.", "Race; child", "medium", "Canal Reach", "housing officer", 0),
                _case("11:25", "0061", "J.F.", "Disability", "standard", "Adult Social Care", "social worker", 0),
            ),
        ),
        AgendaLine(
            number=7,
            at=time(11, 40),
            title="Urgent and late items",
            minutes=10,
            kind="urgent",
            cases=(_case("11:40", "0063", "E.M.", "Race", "high", "Police CSU", "sergeant", 0),),
        ),
        AgendaLine(
            number=8,
            at=time(11, 50),
            title="Cases for closure",
            minutes=5,
            kind="closure",
            cases=(
                _case("11:50", "0026", "D.Ł.", "Sexual orientation", "standard", "Victim Support", "caseworker", 3),
            ),
        ),
        AgendaLine(
            number=9,
            at=time(11, 55),
            title="Cases due off the list at 12 months",
            note_only=True,
            detail="HIP/2025-26/0061 and HIP/2025-26/0064: last heard 13 November 2025, no new report since. "
            "Not discussed unless a member asks.",
        ),
        AgendaLine(
            number=10, at=time(11, 55), title="Trends, hotspots and community tension", who="Police CSU", minutes=10
        ),
        AgendaLine(number=11, at=time(12, 5), title="Good practice and learning", who="Chair", minutes=5),
        AgendaLine(
            number=12, at=time(12, 10), title="Partner updates, training, third-party reporting", who="All", minutes=10
        ),
        AgendaLine(number=13, at=time(12, 20), title="Any other business", who="All", minutes=5),
        AgendaLine(number=14, at=time(12, 25), title="Next meeting", who="Partnership officer", minutes=5),
    )
