"""What came of the family's case, invented: orders with a change and a breach, support, results, learning, access."""

from datetime import date

from hipdesk.desk import Desk
from hipdesk.model import cases as asked
from hipdesk.services import cases
from tests.support.casework_desk import Casework

SOLICITOR = "Council solicitor"


def tell_outcomes(desk: Desk, known: Casework) -> dict[str, str]:
    """Record everything on the family's case; keys of what was made by kind."""
    case_id, agencies = known.family, known.agencies
    housing, care = agencies["Riverside & Chalk"], agencies["Victim Care"]
    made = {
        "tool": desk.do(
            cases.record_enforcement,
            asked.RecordEnforcement(
                id=case_id, kind="injunction", state="granted", by_agency_id=housing, applicant=SOLICITOR,
                sought_on=date(2026, 9, 21), decided_on=date(2026, 10, 2), starts_on=date(2026, 10, 2),
                expires_on=date(2026, 12, 18), terms="Not to enter the stair of Northgate House, nor to speak to them.",
            ),
        ).value,
        "contract": desk.do(
            cases.record_enforcement,
            asked.RecordEnforcement(
                id=case_id, kind="abc", state="refused", by_agency_id=housing, sought_on=date(2026, 9, 14),
                result="He would not sign.",
            ),
        ).value,
    }  # fmt: skip
    made["change"] = desk.do(
        cases.change_order,
        asked.ChangeOrder(
            id=case_id, enforcement_id=made["tool"], on_day=date(2026, 11, 3), words="The playground was added",
            terms="Not to enter the stair of Northgate House or the playground, nor to speak to them.",
            expires_on=date(2026, 12, 18),
        ),
    ).value  # fmt: skip
    made["breach"] = desk.do(
        cases.record_breach,
        asked.RecordBreach(
            id=case_id, enforcement_id=made["tool"], on_day=date(2026, 11, 28), words="Seen on the stair at 18:40"
        ),
    ).value
    for kind, agency, state, words in (
        ("counselling", care, "accepted", "In Bengali, from 15 December"),
        ("security", housing, "offered", "Letterbox guard and a fire-safe plate"),
        ("housing", housing, "declined", "They want to stay in their home"),
    ):
        support = asked.RecordSupport(
            id=case_id, kind=kind, agency_id=agency, state=state, offered_on=date(2026, 11, 20), words=words
        )
        made["support"] = desk.do(cases.record_support, support).value
    made["police"] = desk.do(
        cases.record_police_outcome,
        asked.RecordPoliceOutcome(
            id=case_id, offence="Harassment, racially aggravated", offence_code="8M", recorded_on=date(2026, 11, 19),
            outcome_type="1", outcome_on=date(2026, 11, 30),
        ),
    ).value  # fmt: skip
    made["court"] = desk.do(
        cases.record_court_result,
        asked.RecordCourtResult(id=case_id, result="pending", on_day=date(2026, 12, 1), uplift=None),
    ).value
    made["victim"] = desk.do(
        cases.record_victim_outcome,
        asked.RecordVictimOutcome(
            id=case_id, outcomes=("reduced", "hardened"), satisfaction=4, on_day=date(2026, 12, 1),
            words="The lighting helps.",
        ),
    ).value  # fmt: skip
    made["learning"] = desk.do(
        cases.record_learning,
        asked.RecordLearning(
            id=case_id, theme="Language", lesson="An interpreter at the first visit saved a fortnight.",
            owner="Victim Care",
        ),
    ).value  # fmt: skip
    desk.do(cases.record_case_review, asked.RecordCaseReview(id=case_id, requested_on=date(2026, 11, 23)))
    made["link"] = desk.do(
        cases.link_cases,
        asked.LinkCases(
            id=case_id, other_id=known.cases[3], kind="same_perpetrator", why="The same neighbour is named in both"
        ),
    ).value
    made["out"] = desk.do(
        cases.keep_agency_out,
        asked.KeepAgencyOut(
            id=case_id, agency_id=agencies["Marlbridge Homes"], reason="Employs the alleged perpetrator"
        ),
    ).value
    desk.do(
        cases.restrict_case, asked.RestrictCase(id=case_id, restricted=True, reason="A member of staff is involved")
    )
    return made
