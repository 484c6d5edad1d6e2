"""What the program shows of imported cases: no more than the workbook tells, and nothing of it lost."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hipdesk.model.cases import AssessRisk
from hipdesk.model.imports import RunImport, due_at_next, set_aside_words
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.grid import SheetGrid, WorkbookGrid
from hipdesk.model.workbooks.proposals import ProposedAction
from hipdesk.papers.loading.agenda import load_agenda
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.services.home import home_view
from hipdesk.services.imports import changed_rows, decide_changed_row, run_import
from hipdesk.services.risk_assessments import assess_risk
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from tests.support.referral_examples import risk_answers

DATA = Path(__file__).resolve().parents[1] / "data"
DAYS = st.dates(date(2015, 1, 1), date(2018, 12, 31))


@pytest.fixture(scope="module")
def proposal():
    """What the workbook brings."""
    grid = read_grid((DATA / "hip-database.xlsx").read_bytes(), "hip-database.xlsx")
    return build(grid, propose_plan(grid))


@pytest.fixture
def imported(office, proposal):
    """An office with the workbook in its record."""
    office.do(run_import, RunImport(proposal))
    return office


def an_imported_case(office):
    """The key, the old reference and the day received of one case with a risk and a reference from the workbook."""
    with office.records.read(office.actor) as reading:
        return reading.session.execute(
            select(CaseRow.id, ReferralRow.old_reference, CaseRow.received_on)
            .join(ReferralRow, ReferralRow.case_id == CaseRow.id)
            .where(CaseRow.risk_entry.is_not(None), ReferralRow.old_reference.is_not(None), CaseRow.status != "closed")
            .order_by(CaseRow.reference)
        ).first()


def test_case_paper_when_the_case_was_imported_then_gives_its_old_reference_and_an_unscored_band(imported):
    """The panel knows the case by its old reference; a band without a score is said to be as imported."""
    case_id, old, received = an_imported_case(imported)
    with imported.records.read(imported.actor) as reading:
        paper = load_case_paper(reading, case_id)
    assert f"where it was {old}." in paper.referral[0]
    assert len(paper.risk.notes) == 1
    assert str(received.year) in paper.risk.notes[0]
    assert "as imported" in paper.risk.notes[0]


def test_case_paper_when_an_imported_case_is_assessed_here_then_tells_both_kinds_apart(imported):
    """The form is named for the score made here, the imported band keeps its own note."""
    case_id, _old, _received = an_imported_case(imported)
    imported.do(assess_risk, AssessRisk(id=case_id, risk=risk_answers()))
    with imported.records.read(imported.actor) as reading:
        notes = load_case_paper(reading, case_id).risk.notes
    assert notes[0].startswith("Form ")
    assert "as imported" in notes[1]


def test_agenda_when_the_meeting_was_imported_then_lists_the_cases_heard_and_no_time(imported):
    """Every case heard stands there with how often it was heard before; no hour is invented."""
    with imported.records.read(imported.actor) as reading:
        day, meeting_id = reading.session.execute(
            select(MeetingRow.held_on, MeetingRow.id).where(MeetingRow.history).order_by(MeetingRow.held_on.desc())
        ).first()
        heard = reading.session.execute(
            select(CaseRow.reference, CaseRow.id)
            .join(HearingRow, HearingRow.case_id == CaseRow.id)
            .where(HearingRow.heard_on == day)
        ).all()
        earlier = Counter(reading.session.scalars(select(HearingRow.case_id).where(HearingRow.heard_on < day)).all())
        paper = load_agenda(reading, meeting_id)
    assert {case.reference: case.times_heard for line in paper.lines for case in line.cases} == {
        reference: earlier[key] for reference, key in heard
    }
    content = paper.to_content()
    assert ["Cases today", f"{len(heard)}\N{NO-BREAK SPACE}heard"] in content["facts"]
    assert "time not recorded" in str(content["line"])
    assert paper.starts is None
    assert ["Chair", "Not recorded"] in content["facts"]
    assert ["Sent with this agenda", "Not recorded"] in content["facts"]
    assert "names list" not in str(content["opening"])
    assert content["next"] == []


def test_home_when_changed_rows_wait_then_says_how_many_until_they_are_decided(imported, proposal):
    """The line leads to the imports, and goes with the last decision."""
    old = proposal.referrals[0]
    changed = replace(old, summary="Something else.", source=replace(old.source, digest="2" * 64))
    later = replace(proposal, referrals=(changed, *proposal.referrals[1:]), digest="3" * 64)
    report = imported.do(run_import, RunImport(later))
    line = next(line for line in imported.read(home_view).queue if line.code == "import-rows")
    assert (line.count, line.route) == (1, "imports")
    row = imported.read(changed_rows, report.batch_id)[0]
    imported.do(decide_changed_row, row.id, "kept")
    assert "import-rows" not in {line.code for line in imported.read(home_view).queue}


def test_due_day_when_the_words_are_by_next_panel_then_is_the_panel_after_the_only_hearing(imported, proposal):
    """Where the workbook tells at which panel an action was agreed, "by next HIP" is a day; else it stays words."""
    panels = sorted(
        day for day, many in Counter(day for each in proposal.referrals for day in each.hearings).items() if many >= 3
    )
    dated = 0
    with imported.records.read(imported.actor) as reading:
        for each in proposal.referrals:
            case_id = reading.session.scalar(select(ReferralRow.case_id).where(ReferralRow.origin_note.endswith(
                f":{each.source.sheet}:{each.source.row}")))  # fmt: skip
            rows = reading.session.scalars(
                select(ActionRow).where(ActionRow.case_id == case_id).order_by(ActionRow.position)
            ).all()
            for row, action in zip(rows, each.actions, strict=True):
                assert (row.due_words or "") == action.due_words
                after = [day for day in panels if len(each.hearings) == 1 and day > each.hearings[0]]
                if action.due_words == "by next HIP" and after:
                    assert row.due_on == row.first_due_on == after[0]
                    dated += 1
                else:
                    assert row.due_on == action.due
    assert dated


@given(
    panels=st.lists(DAYS, max_size=8).map(sorted),
    heard=st.lists(DAYS, max_size=3, unique=True),
    raised=st.none() | DAYS,
)
def test_next_panel_when_any_days_are_known_then_lies_after_the_panel_that_agreed(panels, heard, raised):
    """Never a day on or before the panel that agreed it, and none left out between."""
    words = "by next HIP"
    action = ProposedAction(1, "", (), "", "fit guard", words, None, False, "", None, raised, f"Fit guard ({words})")
    due = due_at_next(action, heard, panels)
    agreed = raised or (heard[0] if len(heard) == 1 else None)
    later = [day for day in panels if agreed and day > agreed]
    assert due == (min(later) if later else None)


def test_row_of_actions_when_it_says_no_action_then_is_told_in_plain_words():
    """A row with a reference and an owner only is not called an action of no case."""
    referrals = SheetGrid("Referrals", (
        ("HIP Ref", "Date of Referral", "Victim Name", "Summary"),
        ("H1", date(2016, 4, 5), "Nadia Rahman", "Abuse on the stair."),
    ))  # fmt: skip
    actions = SheetGrid("Actions", (
        ("HIP Ref", "Action", "Owner", "Due date", "Status"),
        ("H1", "Fit guard", "Marlbridge Homes", date(2016, 5, 5), "Open"),
        ("H1", None, "Marlbridge Homes", date(2016, 6, 5), "Open"),
    ))  # fmt: skip
    grid = WorkbookGrid("panel.xlsx", "xlsx", "0" * 64, (referrals, actions))
    aside = [each for each in build(grid, propose_plan(grid)).set_aside if each.sheet == "Actions"]
    assert [(each.row, set_aside_words(each.kind)) for each in aside] == [
        (3, "A row of the actions that says no action.")
    ]
