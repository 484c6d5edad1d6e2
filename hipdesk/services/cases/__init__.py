"""Cases: reading, changing, closing, and what came of them."""

from hipdesk.services.cases.access import access_choices, keep_agency_out, let_agency_back, restrict_case
from hipdesk.services.cases.aftercare import record_aftercare, record_case_review, take_back_aftercare
from hipdesk.services.cases.change import (
    add_incident,
    add_person_to_case,
    plan_review,
    set_flags,
    set_lead,
    set_summary,
)
from hipdesk.services.cases.close import close_case, closure_test_of, reopen_case
from hipdesk.services.cases.links import cases_to_link, link_cases, unlink_cases
from hipdesk.services.cases.orders import change_order, record_breach, record_enforcement
from hipdesk.services.cases.outcomes import (
    outcome_choices,
    record_court_result,
    record_learning,
    record_police_outcome,
    record_support,
    record_victim_outcome,
    take_back_outcome,
)
from hipdesk.services.cases.read import (
    case_choices,
    case_counts,
    case_names,
    closure_reasons,
    lead_choices,
    list_cases,
    open_case,
    spoken_words,
)

__all__ = [
    "access_choices",
    "add_incident",
    "add_person_to_case",
    "case_choices",
    "case_counts",
    "case_names",
    "cases_to_link",
    "change_order",
    "close_case",
    "closure_reasons",
    "closure_test_of",
    "keep_agency_out",
    "lead_choices",
    "let_agency_back",
    "link_cases",
    "list_cases",
    "open_case",
    "outcome_choices",
    "plan_review",
    "record_aftercare",
    "record_breach",
    "record_case_review",
    "record_court_result",
    "record_enforcement",
    "record_learning",
    "record_police_outcome",
    "record_support",
    "record_victim_outcome",
    "reopen_case",
    "restrict_case",
    "set_flags",
    "set_lead",
    "set_summary",
    "spoken_words",
    "take_back_aftercare",
    "take_back_outcome",
    "unlink_cases",
]
