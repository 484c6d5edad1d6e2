"""Every service names its right and the event it writes: held against a table that a person has read."""

from pathlib import Path

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.users import ROLE_RIGHTS, Actor
from hipdesk.services.registry import SERVICES
from tests.support.rights import functions, table

TABLE = Path(__file__).with_name("rights.txt")
FUNCTIONS = dict(functions())
DECLARED = sorted(name for name in SERVICES if name in FUNCTIONS)


def test_services_when_listed_then_agree_with_the_table():
    """A new service, another right or verb is seen here: python -m tests.support.rights writes the table."""
    assert table() == TABLE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", DECLARED)
def test_service_when_the_role_has_no_right_then_refuses_before_anything(name, office):
    """The right is asked for before an argument is looked at."""
    nobody = Actor(holder_id="b" * 32, name="Nobody", role="nobody")
    with office.records.write(nobody) as work, pytest.raises(Refused, match="may not"):
        FUNCTIONS[name](work)


def test_roles_when_compared_then_none_has_a_right_that_the_design_keeps_from_it():
    """Projects officers see no case; administrators read no case; approvers write none."""
    assert {right.name for right in ROLE_RIGHTS["projects"]} == {"KEEP_DRAFTS"}
    assert "READ_CASES" not in {right.name for right in ROLE_RIGHTS["administrator"]}
    assert "EDIT_CASES" not in {right.name for right in ROLE_RIGHTS["approver"]}


def test_writing_services_when_counted_then_all_but_typing_write_an_event():
    """Only drafts, also one read from a form, and the window's places are unlogged; kept views of lists are among the
    places (decision 009)."""
    unlogged = {name for name, service in SERVICES.items() if service.writes and service.verb is None}
    typing = {"drafts.keep_draft", "drafts.drop_draft", "form_reading.draft_from_form"}
    typing |= {"form_reading.risk_draft_from_form"}
    places = {"drafts.keep_place", "drafts.saved_is_told", "views.keep_view", "views.forget_view"}
    assert unlogged == typing | places
