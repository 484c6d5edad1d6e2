"""Agencies and those who come for them: added, confirmed, changed; names others write lead to one agency only."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.services import agencies


def only(office):
    (agency,) = office.read(agencies.list_agencies)
    return agency


def test_agency_when_added_then_is_listed_with_everything_told(office):
    """What was typed is what the form shows again."""
    told = AddAgency(
        name="Riverside & Chalk Housing", short_name="Riverside & Chalk", kind="registered_provider", core=True,
        patch="Tanners, Quayside", stock=4200, secure_email="hate@riverside.example", agreement_signed=True,
        agreement_signed_on=date(2025, 4, 1), agreement_expires_on=date(2027, 3, 31), joined_on=date(2014, 5, 1),
        engagement="referring", spellings=("RCH",),
    )  # fmt: skip
    office.do(agencies.add_agency, told)
    agency = only(office)
    assert (agency.patch, agency.stock, agency.engagement_label) == ("Tanners, Quayside", 4200, "Referring")
    assert (agency.agreement_signed_on, agency.joined_on) == (date(2025, 4, 1), date(2014, 5, 1))
    assert set(agency.spellings) == {"RCH", "Riverside & Chalk"}


def test_agency_when_changed_then_spellings_follow_and_it_is_confirmed(office):
    """An agency an import made is no longer provisional; a spelling taken out leads nowhere any more."""
    office.do(agencies.add_agency, AddAgency(name="R.C.H.", provisional=True, spellings=("RCH", "Riverside Ct")))
    agency = only(office)
    assert agency.provisional
    changed = AddAgency(name="Riverside & Chalk Housing", agreement_expires_on=date(2027, 3, 31), spellings=("RCH",))
    office.do(agencies.change_agency, agency.id, changed, agency.version)
    agency = only(office)
    assert (agency.name, agency.provisional, agency.spellings) == ("Riverside & Chalk Housing", False, ("RCH",))
    with pytest.raises(Refused):
        office.do(agencies.add_agency, AddAgency(name="rch"))
    office.do(agencies.add_agency, AddAgency(name="Riverside Ct"))


def test_agency_when_its_name_is_taken_then_is_refused_and_nothing_changes(office):
    """Two agencies of one name would share each other's referrals."""
    office.do(agencies.add_agency, AddAgency(name="Victim Care"))
    office.do(agencies.add_agency, AddAgency(name="Canal Reach Homes"))
    canal = office.read(agencies.list_agencies)[0]
    with pytest.raises(Refused, match="called so"):
        office.do(agencies.change_agency, canal.id, AddAgency(name="VICTIM CARE"), canal.version)
    assert [agency.name for agency in office.read(agencies.list_agencies)] == ["Canal Reach Homes", "Victim Care"]


def test_representative_when_they_no_longer_come_then_are_gone_from_the_list(office):
    """Who comes for an agency today; past meetings keep their names."""
    key = office.do(agencies.add_agency, AddAgency(name="Victim Care"))
    office.do(agencies.add_representative, AddRepresentative(agency_id=key, name="Mariam Diallo"))
    deputy = AddRepresentative(agency_id=key, name="Jo Szabó", place="deputy", job_title="Caseworker")
    office.do(agencies.add_representative, deputy)
    mariam = next(one for one in only(office).representatives if one.place == "main")
    office.do(agencies.end_representative, mariam.id)
    assert [(one.name, one.job_title) for one in only(office).representatives] == [("Jo Szabó", "Caseworker")]


def test_choices_when_asked_for_then_hold_kinds_and_stages(office):
    """The form offers the office's own lists."""
    offered = office.read(agencies.agency_choices)
    assert ("registered_provider", "Registered provider") in offered.kinds
    assert ("lapsed", "Lapsed") in offered.stages
