"""The invented borough: the same from the same seed, whole, and with everything a screen must cope with."""

import unicodedata

from sqlalchemy import func, select

from hipdesk.services.demonstration import invent
from hipdesk.store import integrity
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import ReferralRow
from tests.support.office import copy_template

SCRIPTS = ("LATIN", "ARABIC", "BENGALI", "GUJARATI", "GURMUKHI", "DEVANAGARI", "TAMIL", "ETHIOPIC", "HEBREW")


def test_invent_when_made_then_the_record_is_whole(office):
    """Every check of integrity passes on it."""
    made = office.do(invent, 240, 7)
    found = integrity.look(office.records.writer, office.records.audit_key, office.sequence)
    assert found.whole, found.faults
    assert found.rows["cases"] == made.cases
    assert made.meetings >= 36
    assert made.agencies == 12


def test_invent_when_made_then_shows_what_screens_must_cope_with(office):
    """Names in nine scripts, children, restricted cases, overdue actions, repeats, referrals to triage."""
    office.do(invent, 720, 1)
    with office.records.read(office.actor) as reading:
        session = reading.session
        own = "".join(session.scalars(select(PersonRow.own_script).where(PersonRow.own_script.isnot(None))))
        own += "".join(session.scalars(select(PersonRow.name)))
        assert {unicodedata.name(sign).split()[0] for sign in own if sign.isalpha()} >= set(SCRIPTS)
        for flag in (CaseRow.child, CaseRow.restricted, CaseRow.address_kept, CaseRow.adult_at_risk):
            assert session.scalar(select(func.count()).where(flag.is_(True))), flag
        late = select(func.count()).where(ActionRow.due_on < reading.today, ActionRow.status == "open")
        assert session.scalar(late)
        assert session.scalar(select(func.count()).select_from(PossibleDuplicateRow))
        assert session.scalar(select(func.count()).where(ReferralRow.status == "received"))
        assert session.scalar(select(func.count()).where(CaseRow.status != "closed")) >= 25


def test_invent_when_the_seed_is_the_same_then_so_is_the_record(template, tmp_path):
    """Two vaults from one seed hold the same people and references; another seed holds others."""
    seen = []
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        (tmp_path / name).mkdir()
        office = copy_template(template, tmp_path / name)
        office.do(invent, 60, seed)
        with office.records.read(office.actor) as reading:
            rows = reading.session.execute(select(PersonRow.id, PersonRow.name).order_by(PersonRow.id)).all()
            seen.append([tuple(row) for row in rows])
        office.close()
    assert seen[0] == seen[1] != seen[2]
