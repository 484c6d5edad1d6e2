"""What tests of the panel stand on: invented agencies, people who come for them, and cases on the list."""

from datetime import date, timedelta

from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.services.agencies import add_agency, add_representative
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from tests.support.office import Office

PANEL = date(2026, 12, 10)


def agency(office: Office, name: str, short: str = "", *, core: bool = True, people: tuple[str, ...] = ()) -> str:
    """An agency with its main representative and deputies; returns its id."""
    key = office.do(add_agency, AddAgency(name=name, short_name=short or None, kind="other", core=core))
    for at, person in enumerate(people):
        office.do(
            add_representative,
            AddRepresentative(agency_id=key, name=person, place="main" if at == 0 else "deputy", job_title="Officer"),
        )
    return key


def case(office: Office, number: int, **values: object) -> str:
    """A case accepted ten days ago, not yet heard, unless ``values`` say otherwise; returns its id."""
    received = date(2026, 11, 20)
    kept: dict[str, object] = {
        "reference": f"HIP/2026-27/{number:04d}",
        "initials": "R.B.",
        "status": "listed",
        "received_on": received,
        "accepted_on": received + timedelta(days=3),
        "strands": "RAC",
    }
    with office.records.write(office.actor) as work:
        row = CaseRow(**(kept | values))
        work.session.add(row)
        work.session.flush()
        if row.risk_now:
            work.session.add(
                RiskAssessmentRow(
                    case_id=row.id, occasion="entry", assessed_on=received, band=row.risk_now, score=row.risk_score
                )
            )
        work.record("case.accepted", "case", row.id)
        work.finish()
        return row.id


def heard(office: Office, case_id: str, *days: date) -> None:
    """Earlier hearings of a case, as history."""
    with office.records.write(office.actor) as work:
        row = work.find(CaseRow, case_id)
        for day in days:
            work.session.add(HearingRow(case_id=case_id, heard_on=day))
        row.first_heard_on, row.last_heard_on, row.times_heard = min(days), max(days), len(days)
        row.status = "heard"
        work.record("case.heard", "case", case_id)
        work.finish()
