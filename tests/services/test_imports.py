"""Importing the old workbook: the truth met through the database, once and again, all or nothing, and undone."""

import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from hipdesk.kernel.errors import DiskFull, Refused, Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.model.imports import RunImport
from hipdesk.model.partial_dates import exact_day
from hipdesk.model.periods import quarter, span
from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml
from hipdesk.model.workbooks.proposals import ProposedPerpetrator
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.services.figures import figures
from hipdesk.services.imports import (
    changed_rows,
    decide_changed_row,
    import_findings,
    list_imports,
    preview_import,
    run_import,
    undo_import,
)
from hipdesk.store import integrity
from hipdesk.store.search import find
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow, NoteRow
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.tables.people import PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import ReferralRow

DATA = Path(__file__).resolve().parents[1] / "data"
WHOLE = span(date(2015, 4, 1), date(2018, 3, 31), "financial")


@pytest.fixture(scope="module")
def truth():
    """The counts a correct import reproduces."""
    return json.loads((DATA / "hip-database.truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def proposal():
    """What the workbook brings, with the officer's answers about two spellings."""
    grid = read_grid((DATA / "hip-database.xlsx").read_bytes(), "hip-database.xlsx")
    mapping = mapping_from_toml((DATA / "hip-database.mapping.toml").read_text("utf-8"))
    return build(grid, rematch(grid, apply_mapping(propose_plan(grid), mapping)))


def rows_of(office, kind):
    with office.records.read(office.actor) as reading:
        return reading.session.execute(select(func.count()).select_from(kind)).scalar_one()


def everything(office):
    """Rows by table, but the log, the lists and what is kept of undone imports."""
    with office.records.read(office.actor) as reading:
        names = reading.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        apart = ("audit_", "search_words", "import_", "sqlite_", "reference_series")
        return {
            name: reading.session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
            for name in names
            if not name.startswith(apart)
        }


def test_import_when_the_workbook_is_read_then_figures_by_quarter_meet_the_truth(office, proposal, truth):
    """Each quarter has the referrals of the truth, accepted the same day."""
    office.do(run_import, RunImport(proposal))
    for label, many in truth["by_quarter"].items():
        year, number = label.split()
        made = office.read(figures, quarter(int(year[:4]), int(number[1]), "financial"))
        assert (made.referrals, made.accepted) == (many, many), label


def test_import_when_the_workbook_is_read_then_totals_meet_the_truth(office, proposal, truth):
    """Strands, agencies, closings, hearings and actions over the whole span, through the figures."""
    report = office.do(run_import, RunImport(proposal))
    made = office.read(figures, WHOLE)
    assert made.referrals == truth["cases"]
    assert {key: many for key, many in made.strand_flags.items() if many} == truth["strand_flags"]
    assert made.multi_strand == truth["multi_strand_cases"]
    assert made.referrals_by_agency == truth["by_agency"]
    assert made.closed == truth["closed"]
    assert made.actions_raised == truth["actions"]
    assert made.hearings == truth["hearings"]
    assert made.meetings_held == truth["panel_days_shared_by_three_cases_or_more"]
    assert made.open_at_end == truth["cases"] - truth["closed"]
    assert report.created["referrals"] == truth["cases"]


def test_people_when_names_are_shared_then_nobody_is_merged_and_births_keep_them_apart(office, proposal, truth):
    """People who share a name but not a birth date stay two, and are not even filed."""
    office.do(run_import, RunImport(proposal))
    with office.records.read(office.actor) as reading:
        assert reading.session.scalar(select(func.count()).where(PersonRow.merged_into.is_not(None))) == 0
        people = {row.id: row for row in reading.session.scalars(select(PersonRow))}
        pairs = reading.session.scalars(select(PossibleDuplicateRow)).all()
    births: dict[str, set] = {}
    for person in people.values():
        if person.folded and person.born_precision == "day":
            births.setdefault(person.folded, set()).add(person.born_earliest)
    shared = {name for name, days in births.items() if len(days) > 1}
    for pair in pairs:
        one, other = people[pair.person_id], people[pair.other_id]
        assert not (one.folded == other.folded and one.folded in shared and one.born_earliest and other.born_earliest
                    and one.born_earliest != other.born_earliest)  # fmt: skip
    assert len(people) == 368
    assert pairs


def test_hearings_when_three_cases_share_a_day_then_it_is_a_past_meeting(office, proposal):
    """Shared days are meetings held; the one other day stands as history on its cases."""
    office.do(run_import, RunImport(proposal))
    with office.records.read(office.actor) as reading:
        heard = reading.session.execute(select(HearingRow.heard_on, HearingRow.meeting_id)).all()
        meetings = {row.id: row for row in reading.session.scalars(select(MeetingRow))}
    counts = Counter(day for day, _ in heard)
    for day, meeting in heard:
        assert (meeting is not None) == (counts[day] >= 3)
        assert meeting is None or (meetings[meeting].held_on, meetings[meeting].history) == (day, True)


def test_text_when_it_goes_to_no_field_then_it_is_a_note_on_the_case_and_found(office, proposal):
    """Nothing of a row is dropped: what no field takes is kept, listed and searchable."""
    report = office.do(run_import, RunImport(proposal))
    kept = [(heading, words) for each in proposal.referrals for heading, words in each.kept_text]
    with office.records.read(office.actor) as reading:
        notes = {(heading, words) for heading, words in reading.session.execute(select(NoteRow.heading, NoteRow.text))}
        assert set(kept) <= notes
        assert {hit.kind for hit in find(reading.session, "awaiting CPS", 500)} == {"note"}
    unread = office.read(import_findings, report.batch_id, "unread")
    assert unread.total == sum(finding.kind == "unread" for finding in proposal.findings)
    assert all(finding.sheet and finding.what and finding.done for finding in unread.rows)


def test_agencies_when_no_contact_is_near_then_are_provisional_and_listed(office, proposal):
    """Legal owns actions and is on no list of contacts."""
    report = office.do(run_import, RunImport(proposal))
    assert report.provisional_agencies == ("Legal",)
    with office.records.read(office.actor) as reading:
        found = {row[0]: row[1] for row in reading.session.execute(select(AgencyRow.name, AgencyRow.provisional))}
    assert found["Legal"] is True
    assert sum(found.values()) == 1
    listed = [finding.what for finding in office.read(import_findings, report.batch_id, "supposed", limit=500).rows]
    assert any("Legal" in what for what in listed)


def test_again_when_the_same_file_is_imported_then_nothing_is_created(office, proposal):
    """The second time everything is there already."""
    office.do(run_import, RunImport(proposal))
    before = everything(office)
    report = office.do(run_import, RunImport(proposal))
    assert (report.batch_id, report.created, report.already_there) == ("", {}, 164)
    assert everything(office) == before
    preview = office.read(preview_import, proposal)
    assert preview.nothing_new
    assert preview.already_there == 164


def later_copy(proposal):
    """Ten rows fewer at first; then the whole file, with one open case closed and heard once more."""
    first = replace(proposal, referrals=proposal.referrals[:-10], digest="1" * 64)
    at = next(n for n, each in enumerate(first.referrals) if each.status == "open" and each.hearings)
    old = proposal.referrals[at]
    changed = replace(
        old, status="closed", closed_on=date(2017, 6, 8), closed_by="closing date",
        hearings=(*old.hearings, date(2017, 6, 8)), source=replace(old.source, digest="2" * 64),
    )  # fmt: skip
    referrals = (*proposal.referrals[:at], changed, *proposal.referrals[at + 1 :])
    return first, replace(proposal, referrals=referrals, digest="3" * 64), changed


def test_later_copy_when_rows_are_new_or_changed_then_adds_the_new_and_lists_the_changed(office, proposal):
    """Ten new rows are added; the changed one waits for a decision and the record stays as it was."""
    first, later, changed = later_copy(proposal)
    office.do(run_import, RunImport(first))
    preview = office.read(preview_import, later)
    assert (preview.create["referrals"], preview.already_there, len(preview.changed)) == (10, 153, 1)
    assert {each.field for each in preview.changed[0].differences} == {"hearings", "closed_on"}
    report = office.do(run_import, RunImport(later))
    assert (report.created["referrals"], report.changed, report.taken) == (10, 1, 0)
    assert office.read(figures, WHOLE).closed == 105
    listed = office.read(changed_rows, report.batch_id)
    assert [(row.state, row.row) for row in listed] == [("changed", changed.source.row)]
    office.do(decide_changed_row, listed[0].id, "kept")
    again = office.do(run_import, RunImport(later))
    assert (again.batch_id, again.changed, again.already_there) == ("", 0, 164)


def test_later_copy_when_nothing_changed_but_the_digest_then_no_field_is_named(office, proposal):
    """Every row of the workbook says field by field what the record has: only other words can have changed."""
    office.do(run_import, RunImport(proposal))
    rows = [
        replace(each, source=replace(each.source, digest=f"{at:064}")) for at, each in enumerate(proposal.referrals)
    ]
    changed = office.read(preview_import, replace(proposal, referrals=tuple(rows), digest="4" * 64)).changed
    assert len(changed) == 164
    assert {(each.field, each.words) for row in changed for each in row.differences} == {
        ("row", "Other words of the row changed")
    }


CHANGED_FIELDS = (
    ({"victim": "Imogen Vale-Quist"}, "victim_name", "Person affected: name"),
    ({"address": "99 Nowhere Rise"}, "address", "Address"),
    ({"ward": "Elsewhere"}, "ward", "Ward"),
    ({"officer": "Perdita Nuttall"}, "officer", "Officer"),
    ({"police_reference": "CAD 9/99"}, "police_reference", "Police reference"),
    ({"received": date(2010, 1, 2)}, "received", "Referral received on"),
    ({"perpetrators": (ProposedPerpetrator("described", "a man in red"),)}, "perpetrator", "Alleged perpetrators"),
    ({"kept_text": (("Cost code", "B7 new"),)}, "kept", "Cost code"),
)


@pytest.mark.parametrize(("change", "field", "label"), CHANGED_FIELDS, ids=[each[1] for each in CHANGED_FIELDS])
def test_later_copy_when_one_field_of_a_row_changed_then_it_is_named_and_its_value_is_not(
    office, proposal, change, field, label
):
    """The officer sees which column to look at; the value stays in the workbook."""
    few = replace(proposal, referrals=proposal.referrals[:5])
    office.do(run_import, RunImport(few))
    old = few.referrals[2]
    given = dict(change)
    if "victim" in given:
        given["victim"] = old.victim._replace(name=given["victim"])
    if "received" in given:
        given["received"] = exact_day(given["received"])
    new = replace(old, source=replace(old.source, digest="5" * 64), **given)
    later = replace(few, referrals=(*few.referrals[:2], new, *few.referrals[3:]), digest="6" * 64)
    (row,) = office.read(preview_import, later).changed
    assert [(each.field, each.words, each.can_take) for each in row.differences] == [
        (field, f"{label}: differs from the record", False)
    ]


def test_later_copy_when_a_change_is_ticked_then_the_hearing_and_closing_are_taken_over(office, proposal):
    """What only adds to the record is added, and the flow of cases still adds up."""
    first, later, changed = later_copy(proposal)
    office.do(run_import, RunImport(first))
    report = office.do(run_import, RunImport(later, take=frozenset({changed.source.key})))
    assert report.taken == 1
    made = office.read(figures, WHOLE)
    assert (made.closed, made.hearings) == (106, 201)
    assert office.do(run_import, RunImport(later)).already_there == 164


def test_undo_when_nothing_was_touched_then_the_record_is_as_before(office, proposal):
    """Every row goes, the log stays whole, and the same file may be imported again."""
    before = everything(office)
    report = office.do(run_import, RunImport(proposal))
    assert office.do(undo_import, report.batch_id) == 164
    assert everything(office) == before
    found = integrity.look(office.records.writer, office.records.audit_key, newest=office.sequence)
    assert found.whole, found.faults
    assert office.read(list_imports)[0].undone_at is not None
    assert office.do(run_import, RunImport(proposal)).created["referrals"] == 164


def add_note(work):
    case = work.session.scalars(select(CaseRow)).first()
    work.session.add(NoteRow(case_id=case.id, on_day=work.today, at=work.now, text="She called."))
    work.record("note.added", "case", case.id)


def change_action(work):
    action = work.session.scalars(select(ActionRow)).first()
    action.status = "in_progress"
    work.record("action.updated", "action", action.id)


def tell_meeting(work):
    hearing = work.session.scalars(select(HearingRow)).first()
    work.session.add(HearingRow(case_id=hearing.case_id, heard_on=date(2026, 11, 12)))
    work.record("hearing.added", "case", hearing.case_id)


@pytest.mark.parametrize("touch", [add_note, change_action, tell_meeting])
def test_undo_when_something_was_added_since_then_refuses_and_removes_nothing(office, proposal, touch):
    """A note, a change or a hearing made by a person is never taken away."""
    report = office.do(run_import, RunImport(proposal))
    office.do(touch)
    before = everything(office)
    with pytest.raises(Refused, match="cannot be undone"):
        office.do(undo_import, report.batch_id)
    assert everything(office) == before


def test_stop_when_pressed_in_the_middle_then_nothing_stays(office, proposal):
    """The import stops at its next step, and the record is as before."""
    before = everything(office)
    progress = Progress()
    steps = []

    def listen(done, of, what):
        steps.append(what)
        if len(steps) == 2:
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Stopped):
        office.do(run_import, RunImport(proposal), progress=progress)
    assert everything(office) == before
    assert steps


def test_full_disk_when_it_happens_then_nothing_stays_and_it_is_said_plainly(office, proposal):
    """A database that may not grow: the sentence says so, and nothing of the import is left."""
    before = everything(office)
    pages = pragma(office, "page_count")
    pragma(office, f"max_page_count = {pages + 60}")
    with pytest.raises(DiskFull) as told:
        office.do(run_import, RunImport(proposal))
    assert "disk is full" in str(told.value)
    assert everything(office) == before
    pragma(office, "max_page_count = 1000000")
    assert office.do(run_import, RunImport(proposal)).created["referrals"] == 164


def pragma(office, words):
    raw = office.records.writer.raw_connection()
    try:
        return raw.driver_connection.execute(f"PRAGMA {words}").fetchone()[0]
    finally:
        raw.close()


KILLED = """
import os, pickle, sys
from pathlib import Path
from hipdesk.kernel.progress import Progress
from hipdesk.model.imports import RunImport
from hipdesk.services.imports import run_import
from tests.support.office import Office
office = Office(Path(sys.argv[1]))
proposal = pickle.loads(sys.stdin.buffer.read())
def listen(done, of, what):
    if what.startswith("Looking"):
        os._exit(9)
office.do(run_import, RunImport(proposal), progress=Progress(listen))
"""


def test_killed_when_in_the_middle_then_the_database_opens_as_before(office, proposal, tmp_path):
    """The process dies after every referral was written and before the commit."""
    before = everything(office)
    office.records.checkpoint()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        input=pickle.dumps(proposal), env={**os.environ, "PYTHONPATH": str(DATA.parents[1])}, check=False,
        cwd=DATA.parents[1], capture_output=True,
    )  # fmt: skip
    assert done.returncode == 9, done.stderr.decode()
    assert everything(office) == before
    assert office.do(run_import, RunImport(proposal)).created["referrals"] == 164


def test_origin_when_imported_then_every_referral_names_batch_sheet_and_row(office, proposal):
    """A record can be traced to its row."""
    report = office.do(run_import, RunImport(proposal))
    with office.records.read(office.actor) as reading:
        notes = reading.session.execute(select(ReferralRow.origin, ReferralRow.origin_note)).all()
    expected = {f"{report.batch_id}:{each.source.sheet}:{each.source.row}" for each in proposal.referrals}
    assert {note for _, note in notes} == expected
    assert {origin for origin, _ in notes} == {"imported"}
