"""What came of a case: orders varied and breached, records put right and taken back, and what Home says of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as asked
from hipdesk.services import cases, home
from hipdesk.store.tables.audit import AuditPayloadRow

ENDS = date(2026, 12, 18)


def _came(office, case_id):
    return office.read(cases.open_case, case_id).came


def _tool(office, case_id, **changes):
    given = {
        "id": case_id, "kind": "injunction", "state": "granted", "terms": "Not to enter the stair",
        "starts_on": date(2026, 10, 2), "expires_on": ENDS,
    }  # fmt: skip
    return office.do(cases.record_enforcement, asked.RecordEnforcement.model_validate(given | changes))


def _back(office, case_id, kind, key):
    office.do(cases.take_back_outcome, asked.TakeBackOutcome(id=case_id, kind=kind, outcome_id=key))


def _queue(office):
    return {line.code: line for line in office.read(home.home_view).queue}


def test_order_when_changed_then_new_terms_hold_and_the_old_stay_with_the_change(office, case_id):
    """What a court varied is told, and taking it back gives the old terms and end back."""
    tool = _tool(office, case_id)
    change = asked.ChangeOrder(
        id=case_id, enforcement_id=tool, on_day=date(2026, 11, 3), words="The playground was added",
        terms="Not to enter the stair or the playground", expires_on=date(2027, 3, 1),
    )  # fmt: skip
    key = office.do(cases.change_order, change)
    shown = _came(office, case_id).tools[0]
    assert (shown.terms, shown.expires_on) == (change.terms, change.expires_on)
    assert [(one.words, one.terms_before, one.expires_before) for one in shown.changes] == [
        ("The playground was added", "Not to enter the stair", ENDS)
    ]
    _back(office, case_id, "change", key)
    shown = _came(office, case_id).tools[0]
    assert (shown.terms, shown.expires_on, shown.changes) == ("Not to enter the stair", ENDS, ())


def test_order_when_changed_twice_then_only_the_newest_change_is_taken_back(office, case_id):
    """An older change cannot be pulled out from under a newer one."""
    tool = _tool(office, case_id)
    keys = [
        office.do(
            cases.change_order,
            asked.ChangeOrder(id=case_id, enforcement_id=tool, on_day=day, words="Varied", terms=str(day)),
        )
        for day in (date(2026, 11, 3), date(2026, 11, 20))
    ]
    with pytest.raises(Refused, match="changed again"):
        _back(office, case_id, "change", keys[0])
    _back(office, case_id, "change", keys[1])
    assert _came(office, case_id).tools[0].terms == "2026-11-03"


@pytest.mark.parametrize(
    ("tool", "change"),
    [
        ({"state": "sought"}, {"words": "Varied"}),
        ({}, {"on_day": date(2026, 12, 3), "words": "Varied"}),
        ({}, {"expires_on": date(2026, 9, 1), "words": "Varied"}),
        ({}, {"terms": "Not to enter the stair", "expires_on": ENDS}),
    ],
)
def test_order_when_change_makes_no_sense_then_refused(office, case_id, tool, change):
    """Only what runs is varied, on a day that was, with something that is new."""
    key = _tool(office, case_id, **tool)
    given = {"id": case_id, "enforcement_id": key, "on_day": date(2026, 12, 1)}
    with pytest.raises(Refused):
        office.do(cases.change_order, asked.ChangeOrder.model_validate(given | change))


def test_breach_when_recorded_then_tool_stands_breached_until_it_is_taken_back(office, case_id):
    """The tool stands as it did before once its only breach is taken back; what followed is written later."""
    tool = _tool(office, case_id)
    breach = asked.RecordBreach(id=case_id, enforcement_id=tool, on_day=date(2026, 11, 28), words="On the stair")
    key = office.do(cases.record_breach, breach)
    assert _came(office, case_id).tools[0].state == "breached"
    office.do(cases.record_breach, breach.model_copy(update={"breach_id": key, "result": "Arrested"}))
    assert [(one.words, one.result) for one in _came(office, case_id).tools[0].breaches] == [
        ("On the stair", "Arrested")
    ]
    _back(office, case_id, "breach", key)
    assert (_came(office, case_id).tools[0].state, _came(office, case_id).tools[0].breaches) == ("granted", ())


def test_timeline_when_order_was_changed_breached_and_ran_out_then_it_says_each(office, case_id):
    """What happened to an order stands on the line of time on its own day; a breach warns."""
    tool = _tool(office, case_id, expires_on=date(2026, 12, 1))
    office.do(
        cases.change_order,
        asked.ChangeOrder(
            id=case_id, enforcement_id=tool, on_day=date(2026, 11, 3), words="Extended", expires_on=date(2026, 12, 1)
        ),
    )
    office.do(cases.record_breach, asked.RecordBreach(id=case_id, enforcement_id=tool, on_day=date(2026, 11, 28)))
    told = {entry.heading: entry for entry in office.read(cases.open_case, case_id).timeline}
    assert told["Order changed"].on_day == date(2026, 11, 3)
    assert told["Breach"].warns
    assert told["Order ended"].on_day == date(2026, 12, 1)


def test_records_when_put_right_then_there_is_still_one_and_the_log_has_both(office, case_id):
    """Changing a record keeps what it said before in the log's payload."""
    key = office.do(cases.record_support, asked.RecordSupport(id=case_id, kind="counselling", words="In Bengali"))
    office.do(
        cases.record_support,
        asked.RecordSupport(id=case_id, support_id=key, kind="counselling", state="accepted", words="In Sylheti"),
    )
    assert [(one.state, one.words) for one in _came(office, case_id).support] == [("accepted", "In Sylheti")]
    with office.records.read(office.actor) as reading:
        newest = select(AuditPayloadRow).order_by(AuditPayloadRow.sequence.desc()).limit(1)
        content = reading.session.scalars(newest).one().content
    assert (content["old"]["words"], content["new"]["words"]) == ("In Bengali", "In Sylheti")


@pytest.mark.parametrize(
    ("kind", "service", "command", "key"),
    [
        ("police", cases.record_police_outcome, asked.RecordPoliceOutcome, "outcome_id"),
        ("court", cases.record_court_result, asked.RecordCourtResult, "outcome_id"),
        ("victim", cases.record_victim_outcome, asked.RecordVictimOutcome, "outcome_id"),
        ("learning", cases.record_learning, asked.RecordLearning, "learning_id"),
        ("support", cases.record_support, asked.RecordSupport, "support_id"),
    ],
)
def test_record_when_taken_back_then_gone_and_of_another_case_refused(
    office, case_id, another, kind, service, command, key
):
    """Each kind of record is put right in place, taken back, and never reached through another case."""
    given = {
        "police": {"offence": "Harassment"}, "court": {"result": "pending"}, "victim": {"outcomes": ("safer",)},
        "learning": {"lesson": "Ask early"}, "support": {"kind": "legal"},
    }[kind]  # fmt: skip
    made = office.do(service, command.model_validate({"id": case_id} | given))
    assert office.do(service, command.model_validate({"id": case_id, key: made} | given)) == made
    assert _came(office, case_id).count == 1
    with pytest.raises(Refused, match="another case"):
        office.do(service, command.model_validate({"id": another, key: made} | given))
    with pytest.raises(Refused, match="another case"):
        _back(office, another, kind, made)
    _back(office, case_id, kind, made)
    assert _came(office, case_id).count == 0


def test_order_when_taken_back_then_its_changes_and_breaches_go_too(office, case_id):
    """A tool recorded by mistake leaves nothing behind."""
    tool = _tool(office, case_id)
    office.do(cases.record_breach, asked.RecordBreach(id=case_id, enforcement_id=tool, on_day=date(2026, 11, 28)))
    _back(office, case_id, "tool", tool)
    assert _came(office, case_id).tools == ()
    assert "breach" not in _queue(office)


def test_home_when_orders_end_or_are_breached_then_queue_leads_to_the_case(office, case_id):
    """What runs out within four weeks and breaches nobody followed are named, the case a click away."""
    tool = _tool(office, case_id)
    ends = _queue(office)["order-ends"]
    assert (ends.count, ends.title, ends.target) == (1, "Order about to end", case_id)
    breach = asked.RecordBreach(id=case_id, enforcement_id=tool, on_day=date(2026, 11, 28))
    key = office.do(cases.record_breach, breach)
    assert _queue(office)["breach"].target == case_id
    office.do(cases.record_breach, breach.model_copy(update={"breach_id": key, "result": "Arrested"}))
    assert "breach" not in _queue(office)
    office.clock.advance(timedelta(days=20))
    assert "order-ends" not in _queue(office)
