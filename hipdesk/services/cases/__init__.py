"""Cases: reading, changing, closing, and what came of them."""

from hipdesk.services.cases.change import (
    add_incident,
    add_person_to_case,
    link_cases,
    plan_review,
    restrict_case,
    set_flags,
    set_lead,
    set_summary,
)
from hipdesk.services.cases.close import close_case, closure_test_of, record_aftercare, reopen_case
from hipdesk.services.cases.outcomes import (
    record_breach,
    record_case_review,
    record_court_result,
    record_enforcement,
    record_learning,
    record_police_outcome,
    record_support,
    record_victim_outcome,
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
    "add_incident",
    "add_person_to_case",
    "case_choices",
    "case_counts",
    "case_names",
    "close_case",
    "closure_reasons",
    "closure_test_of",
    "lead_choices",
    "link_cases",
    "list_cases",
    "open_case",
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
]
