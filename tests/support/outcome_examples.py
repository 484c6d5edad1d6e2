"""What came of a case, invented: orders with a change and a breach, support, results, learning, access."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hipdesk.desk import Desk
from hipdesk.kernel.clock import Clock, today
from hipdesk.model import cases as asked
from hipdesk.model.cases.outcomes import ToolView
from hipdesk.model.referrals.views import PersonLine
from hipdesk.services import cases
from tests.support.casework_desk import Casework
from tests.support.picture_clock import later

Step = tuple[Callable[..., object], object]
TERMS = "Not to enter the stair of Northgate House{more}, nor to speak to them."
SOLICITOR = "Council solicitor"


def _near(clock: Clock) -> Callable[[int], date]:
    """Days before (below nought) or after the clock's own day."""
    return lambda days: today(clock) + timedelta(days=days)


def outcomes_of(case_id: str, landlord: str, helper: str, people: Sequence[PersonLine], clock: Clock) -> list[Step]:
    """Services and commands that record what came of a case, in order; the first is the injunction."""
    near = _near(clock)
    accused = next((line.person_id for line in people if line.role == "perpetrator"), None)
    affected = next((line.person_id for line in people if line.role == "victim"), None)
    steps: list[Step] = [
        (
            cases.record_enforcement,
            asked.RecordEnforcement(
                id=case_id, kind="injunction", state="granted", by_agency_id=landlord, applicant=SOLICITOR,
                person_id=accused, sought_on=near(-72), decided_on=near(-61),
                starts_on=near(-61), expires_on=near(16), terms=TERMS.format(more=""),
            ),
        ),
        (
            cases.record_enforcement,
            asked.RecordEnforcement(
                id=case_id, kind="abc", state="refused", by_agency_id=landlord, person_id=accused,
                sought_on=near(-79), result="He would not sign.",
            ),
        ),
    ]  # fmt: skip
    for kind, agency, state, words in (
        ("counselling", helper, "accepted", f"In Bengali, from {later(clock, 13)}"),
        ("security", landlord, "offered", "Letterbox guard and a fire-safe plate"),
        ("housing", landlord, "declined", "They want to stay in their home"),
    ):
        support = asked.RecordSupport(
            id=case_id, kind=kind, agency_id=agency, state=state, offered_on=near(-12), words=words,
            person_id=affected,
        )  # fmt: skip
        steps.append((cases.record_support, support))
    police = asked.RecordPoliceOutcome(
        id=case_id, offence="Harassment, racially aggravated", offence_code="8M", recorded_on=near(-13),
        outcome_type="1", outcome_on=near(-2),
    )  # fmt: skip
    changed = asked.RecordVictimOutcome(
        id=case_id, person_id=affected, outcomes=("reduced", "hardened"), satisfaction=4, on_day=near(-1),
        words="The lighting helps.",
    )  # fmt: skip
    lesson = asked.RecordLearning(
        id=case_id, theme="Language", lesson="An interpreter at the first visit saved a fortnight.", owner="Housing"
    )
    steps += [
        (cases.record_police_outcome, police),
        (cases.record_court_result, asked.RecordCourtResult(id=case_id, result="pending", on_day=near(-1))),
        (cases.record_victim_outcome, changed),
        (cases.record_learning, lesson),
        (cases.record_case_review, asked.RecordCaseReview(id=case_id, requested_on=near(-9))),
    ]
    return steps


def later_of(case_id: str, tool: ToolView, clock: Clock) -> list[Step]:
    """The injunction varied, then breached."""
    near = _near(clock)
    change = asked.ChangeOrder(
        id=case_id, enforcement_id=tool.id, on_day=near(-29), words="The playground was added",
        terms=TERMS.format(more=" or the playground"), expires_on=near(16),
    )  # fmt: skip
    breach = asked.RecordBreach(id=case_id, enforcement_id=tool.id, on_day=near(-4), words="Seen on the stair at 18:40")
    return [(cases.change_order, change), (cases.record_breach, breach)]


def tell_outcomes(desk: Desk, known: Casework) -> dict[str, str]:
    """Record everything on the family's case, with a link, an agency kept out and a restriction; keys by kind."""
    case_id, agencies = known.family, known.agencies
    people = desk.open(cases.open_case, case_id).people
    steps = outcomes_of(case_id, agencies["Riverside & Chalk"], agencies["Victim Care"], people, desk.clock)
    for service, command in steps:
        desk.do(service, command)
    tool = next(one for one in desk.open(cases.open_case, case_id).came.tools if one.kind == "injunction")
    for service, command in later_of(case_id, tool, desk.clock):
        desk.do(service, command)
    why = "The same neighbour is named in both"
    link = asked.LinkCases(id=case_id, other_id=known.cases[3], kind="same_perpetrator", why=why)
    desk.do(cases.link_cases, link)
    out = asked.KeepAgencyOut(
        id=case_id, agency_id=agencies["Marlbridge Homes"], reason="Employs the alleged perpetrator"
    )
    desk.do(cases.keep_agency_out, out)
    hidden = asked.RestrictCase(id=case_id, restricted=True, reason="A member of staff is involved")
    desk.do(cases.restrict_case, hidden)
    came = desk.open(cases.open_case, case_id).came
    return {
        "tool": tool.id, "support": came.support[0].id, "police": came.police[0].id, "court": came.court[0].id,
        "victim": came.victim[0].id, "learning": came.learning[0].id,
    }  # fmt: skip
