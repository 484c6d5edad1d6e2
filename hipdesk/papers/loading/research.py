"""Which cases of a meeting an agency is asked about, and who they are about: for names list and return form."""

from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.services.cases import case_names
from hipdesk.store.queries.agendas import agenda_lines
from hipdesk.store.queries.returns import barred_agencies, cases_on
from hipdesk.store.work import Reading

# Nobody is asked to look up a witness, an advocate or a professional.
_LOOKED_UP = frozenset({"victim", "child", "household", "perpetrator", "other_household"})


def cases_to_ask(reading: Reading, meeting_id: str, agency_id: str = "") -> list[AgendaLineView]:
    """The cases of a meeting that are discussed, as far as the holder may see them, in the order heard.

    For one agency without those it gets no papers of because of a declared interest.
    """
    seen = set(cases_on(reading, meeting_id))
    barred = barred_agencies(reading, sorted(seen))
    found: dict[str, AgendaLineView] = {}
    for line in agenda_lines(reading, meeting_id):
        key = line.case_id
        if key and line.has_paper and key in seen and (key, agency_id) not in barred:
            found.setdefault(key, line)
    return list(found.values())


def people_to_look_up(reading: Reading, case_id: str) -> list[NamedPerson]:
    """The people of a case that agencies look up."""
    return [person for person in case_names(reading, case_id) if person.role in _LOOKED_UP]
