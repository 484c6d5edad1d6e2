"""Tables 8a to 8c: what happened, in which kind of place, and how much of it online."""

from hipdesk.model.measures import counted
from hipdesk.model.reports import Finding, ReportTable, Strong
from hipdesk.services.reports.answered import Asked, answered_table, labelled, whole
from hipdesk.services.reports.scope import Scope, part_of
from hipdesk.store.queries.figures import incidents as queries
from hipdesk.store.queries.figures.answers import NOT_KNOWN, Many

_SECTION = "What happened"
_UNIT, _BASIS = "incident", "date its case was accepted"
_ONLINE = {"online": "Online", "offline": "Not online"}


def incidents_tables(scope: Scope) -> tuple[ReportTable, ...]:
    """Tables 8a, 8b and 8c; none when no case accepted this year has an incident."""
    days = scope.so_far.first, scope.period.first, scope.period.last
    types, places = queries.by_type(scope.reading, *days), queries.by_place(scope.reading, *days)
    every = whole(places["location"])
    if not every.so_far:
        return ()
    online = places["online"].get("online", Many(0, 0)).now
    flags = whole(types).now
    several = (f"An incident may be of several types, so types ({flags}) exceed incidents ({every.now}).",)
    tables = (
        ("8a", "Incidents, by type", "Type", "type", "incident_type", types, several if flags > every.now else ()),
        ("8b", "Incidents, by kind of place", "Kind of place", "location", "location_type", places["location"], ()),
        ("8c", "Incidents online", "Where", "online", "", places["online"], (
            "Online: by the place, the type, or a platform named.",
        )),
    )  # fmt: skip
    found: list[ReportTable] = []
    for number, title, heading, question, list_name, answers, notes in tables:
        asked = Asked(
            number=number, title=title, section=_SECTION, heading=heading, column="Incidents", figure="incident",
            question=question, unit=_UNIT, basis=_BASIS, all_words="All incidents",
            words=labelled(scope, list_name, _ONLINE if question == "online" else None),
            order=tuple(_ONLINE) if question == "online" else (), adds_up=question != "type",
            always_known=question == "online", notes=notes,
        )  # fmt: skip
        finding = _finding(scope, types, every.now, online) if number == "8a" else _online_finding(online, every.now)
        found.append(answered_table(scope, asked, answers, every, finding))
    return tuple(found)


def _finding(scope: Scope, types: dict[str, Many], every: int, online: int) -> Finding:
    if not every:
        return ("No incident is recorded.",)
    known = [code for code in types if code != NOT_KNOWN]
    if not known or not types[max(known, key=lambda code: types[code].now)].now:
        return (Strong(counted(every, "incident")), "; the type is not recorded.")
    most = max(known, key=lambda code: (types[code].now, code))
    name = scope.words.of("incident_type", most)
    lead = (f"{name} is most often told of: ", Strong(f"{types[most].now} of {every}"), " incidents. ")
    return (*lead, *_online_finding(online, every))


def _online_finding(online: int, every: int) -> Finding:
    return part_of(online, every, "incident", "was", "were", "online") if every else ()
