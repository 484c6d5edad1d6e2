"""The order of the first run: what each page needs, when the vault is made, and from where one goes back."""

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.services.setup_flow import STEPS, TITLES, SetupFlow, Step
from hipdesk.vault.recovery import new_code

WORDS = "copper kettle winter orchard"


def at(step: Step) -> SetupFlow:
    """A flow answered up to a page."""
    flow = SetupFlow()
    flow.answer(office_name="Marlbridge Council", holder="Anwen Price", passphrase=WORDS, again=WORDS)
    while flow.step != step and flow.step != Step.HOLDER:
        flow.forward()
    if step in STEPS[STEPS.index(Step.SHEET) :]:
        code = new_code()
        flow.vault_made(code)
        if step != Step.SHEET:
            flow.sheet_out = True
            flow.confirm({number: code.groups[number - 1] for number in flow.asked})
            flow.forward()
            flow.answer(backup_later=True)
        while flow.step != step:
            flow.forward()
    return flow


def test_flow_when_walked_then_has_six_pages_in_order():
    """Six short pages, each with a title, and the last is the last."""
    assert [at(step).number for step in STEPS] == [1, 2, 3, 4, 5, 6]
    assert [step for step in STEPS if at(step).last] == [Step.START]
    assert set(TITLES) == set(STEPS)


@pytest.mark.parametrize(
    ("step", "answers", "marked"),
    [
        (Step.OFFICE, {"office_name": " "}, {"office_name"}),
        (Step.OFFICE, {"panel_name": "", "office_name": ""}, {"office_name", "panel_name"}),
        (Step.HOLDER, {"holder": ""}, {"holder"}),
        (Step.HOLDER, {"passphrase": "short"}, {"passphrase"}),
        (Step.HOLDER, {"passphrase": "MarlbridgeCouncil", "again": "MarlbridgeCouncil"}, {"passphrase"}),
        (Step.HOLDER, {"again": "another thing altogether"}, {"again"}),
        (Step.BACKUP, {"backup_later": False}, {"backup_place"}),
    ],
)
def test_page_when_something_is_missing_then_marks_it_and_goes_no_further(step, answers, marked):
    """What stops a page is told by the name of the answer."""
    flow = at(step)
    flow.answer(**answers)
    assert set(flow.findings()) == marked
    with pytest.raises(Refused):
        flow.forward()
    assert flow.step == step


def test_holder_page_when_answered_then_only_a_made_vault_leads_on():
    """The sheet is printed from a code that opens something."""
    flow = at(Step.HOLDER)
    assert flow.makes_vault
    with pytest.raises(Refused, match="not made yet"):
        flow.forward()
    flow.vault_made(new_code())
    assert flow.step == Step.SHEET
    assert flow.answers.passphrase == flow.answers.again == ""


def test_sheet_when_not_out_or_not_typed_back_then_stays():
    """First on paper, then read from it: both groups, and no other will do."""
    code = new_code()
    flow = at(Step.HOLDER)
    flow.vault_made(code)
    assert set(flow.findings()) == {"sheet"}
    flow.sheet_out = True
    assert set(flow.findings()) == {"groups"}
    first, second = flow.asked
    assert flow.confirm({first: code.groups[first - 1], second: "0000"}) == (second,)
    assert set(flow.findings()) == {"groups"}
    assert flow.confirm({first: code.groups[first - 1].lower()}) == ()
    assert set(flow.findings()) == {"groups"}
    assert flow.confirm({number: code.groups[number - 1] for number in flow.asked}) == ()
    assert flow.forward() == Step.BACKUP


def test_back_when_the_vault_is_made_then_does_not_return_to_before():
    """A vault cannot be unmade by going back."""
    assert [at(step).can_go_back for step in STEPS] == [False, True, True, False, True, True]
    flow = at(Step.START)
    assert [flow.back(), flow.back(), flow.back()] == [Step.BACKUP, Step.SHEET, Step.SHEET]


def test_answers_when_shown_in_an_error_then_keep_the_passphrase_out():
    """A repr never holds it."""
    flow = at(Step.HOLDER)
    assert WORDS not in repr(flow.answers)
