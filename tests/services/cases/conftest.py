"""A case to work on."""

import pytest

from hipdesk.model.referrals import AcceptReferral
from hipdesk.services.referrals import accept_referral, log_referral
from tests.support.referral_examples import a_referral, add_agency


@pytest.fixture
def agency(office):
    """The referring agency."""
    return add_agency(office)


@pytest.fixture
def case_id(office, agency):
    """A case that was accepted today."""
    logged = office.do(log_referral, a_referral(agency))
    return office.do(accept_referral, AcceptReferral(id=logged.id)).case_id


@pytest.fixture
def another(office, agency):
    """A second case of today."""
    logged = office.do(log_referral, a_referral(agency))
    return office.do(accept_referral, AcceptReferral(id=logged.id)).case_id


@pytest.fixture
def third(office, agency):
    """A third case of today."""
    logged = office.do(log_referral, a_referral(agency))
    return office.do(accept_referral, AcceptReferral(id=logged.id)).case_id
