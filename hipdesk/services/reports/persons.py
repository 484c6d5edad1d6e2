"""Tables 10 and 11: who was affected, and who is alleged to have done it, answer by answer."""

from collections.abc import Mapping

from hipdesk.model.measures import counted, share, spelled
from hipdesk.model.reports import STRAND_BASIS, Finding, ReportTable, Strong
from hipdesk.model.vocab import code_list
from hipdesk.services.reports.answered import Asked, answered_table, labelled, whole
from hipdesk.services.reports.scope import Scope
from hipdesk.store.queries.figures import persons as queries
from hipdesk.store.queries.figures.answers import NOT_ASKED, NOT_KNOWN, Answers

_AGE_BANDS = tuple(code for code in code_list("age_band").codes if code != "NK")
_SEXES = code_list("sex").codes
_LISTS = {
    "age": "age_band", "sex": "sex", "ethnicity": "ethnicity", "religion": "religion",
    "orientation": "sexual_orientation", "tenure": "tenure", "relation": "relationship", "identity": "identity_status",
}  # fmt: skip
_OWN: Mapping[str, Mapping[str, str]] = {
    "disabled": {"disabled": "Disabled", "not_disabled": "Not disabled"},
    "interpreter": {"needed": "Interpreter needed", "not_needed": "No interpreter needed"},
}
_OF_VICTIMS = {
    "age": ("10a", "Age"), "sex": ("10b", "Sex"), "ethnicity": ("10c", "Ethnicity"), "disabled": ("10d", "Disability"),
    "religion": ("10e", "Religion or belief"), "orientation": ("10f", "Sexual orientation"),
    "language": ("10g", "First language"), "interpreter": ("10h", "Interpreter"), "tenure": ("10i", "Tenure"),
}  # fmt: skip
_OF_PERPETRATORS = {
    "age": ("11a", "Age"), "sex": ("11b", "Sex"), "relation": ("11c", "Relation to the person affected"),
    "tenure": ("11d", "Tenure"), "identity": ("11e", "How far identified"),
}  # fmt: skip
_ORDERS = {"age": _AGE_BANDS, "sex": _SEXES}
_KINDS = {
    "organisation": ("organisation", ""), "worship": ("place of worship", "places of worship"),
    "community": ("community", "communities"), "group": ("group", ""),
    "unknown": ("person not named", "people not named"),
}  # fmt: skip
_NEWEST = "A person of several cases counts once, by the newest."


def victims_tables(scope: Scope) -> tuple[ReportTable, ...]:
    """Tables 10a to 10i; none when nobody affected is recorded this year."""
    found = queries.victims(scope.reading, scope.so_far.first, scope.period.first, scope.period.last)
    every = whole(found["age"])
    if not every.so_far:
        return ()
    others = queries.others_affected(scope.reading, scope.period.first, scope.period.last)
    findings: dict[str, Finding] = {"age": _victims_finding(found, every.now)}
    notes = {
        "age": (
            "Age on the day the case was accepted; one known roughly counts by its middle.", _NEWEST,
            *([_beside(others)] if others else []),
        )
    }  # fmt: skip
    return _tables(scope, "victims", "Who was affected", _OF_VICTIMS, found, findings, notes)


def perpetrators_tables(scope: Scope) -> tuple[ReportTable, ...]:
    """Tables 11a to 11e; none when nobody is alleged this year."""
    found = queries.perpetrators(scope.reading, scope.so_far.first, scope.period.first, scope.period.last)
    every = whole(found["age"])
    if not every.so_far:
        return ()
    named = found["identity"].get("named")
    known = named.now if named else 0
    told = _identified_finding(known, every.now)
    findings: dict[str, Finding] = {"age": told, "identity": told}
    notes = {
        "age": (_NEWEST, "A group counts once. An allegation is no finding."),
        "identity": (f"Identified by name: {share(known, every.now)}.",) if every.now else (),
    }
    return _tables(scope, "perpetrators", "Who is alleged to have done it", _OF_PERPETRATORS, found, findings, notes)


def _tables(
    scope: Scope, figure: str, section: str, titles: Mapping[str, tuple[str, str]], found: Mapping[str, Answers],
    findings: Mapping[str, Finding], notes: Mapping[str, tuple[str, ...]],
) -> tuple[ReportTable, ...]:  # fmt: skip
    of_victims = figure == "victims"
    return tuple(
        answered_table(
            scope,
            Asked(
                number=number,
                title=f"{'People affected' if of_victims else 'Alleged perpetrators'}: {_small(title)}",
                section=section,
                heading=title,
                column="People" if of_victims else "Alleged perpetrators",
                figure=figure,
                question=question,
                unit="person affected" if of_victims else "alleged perpetrator",
                basis=STRAND_BASIS,
                all_words="All people affected" if of_victims else "All alleged perpetrators",
                words=labelled(scope, _LISTS.get(question, ""), _OWN.get(question)) if question != "language" else str,
                order=_ORDERS.get(question, ()),
                notes=notes.get(question, ()),
            ),
            found[question],
            whole(found[question]),
            findings.get(question) or _unknown_finding(title, found[question]),
        )
        for question, (number, title) in titles.items()
    )


def _unknown_finding(title: str, answers: Answers) -> Finding:
    """How far an answer is missing, in a sentence."""
    every, unknown = whole(answers).now, _unknown(answers)
    if not every:
        return ()
    if not unknown:
        return (f"{title} is known for all.",)
    if unknown == every:
        return (f"{title} is not known for anybody.",)
    return (f"{title} is not known for ", Strong(f"{unknown} of {every}"), ".")


def _victims_finding(found: Mapping[str, Answers], every: int) -> Finding:
    """How many, and of which answer the most are missing."""
    if not every:
        return ("Nobody affected is recorded in the period.",)
    who = "One person was affected" if every == 1 else f"{every} people were affected"
    worst = max(found, key=lambda question: _unknown(found[question]))
    unknown = _unknown(found[worst])
    if not unknown:
        return (Strong(who), "; every answer is known.")
    title = _small(_OF_VICTIMS[worst][1])
    if unknown == every:
        return (Strong(who), f"; {title} is not known for anybody.")
    return (Strong(who), f"; {title} is not known for ", Strong(f"{unknown} of {every}"), ".")


def _identified_finding(known: int, every: int) -> Finding:
    if not every:
        return ("Nobody is alleged in the period.",)
    are = "is" if every == 1 else "are"
    told = f"{known} of {every}" if every > 1 else "The one" if known else "None of one"
    people = "alleged perpetrator" if every == 1 else "alleged perpetrators"
    return (Strong(told), f" {people} {are} known by name.")


def _unknown(answers: Answers) -> int:
    return sum(answers[code].now for code in (NOT_KNOWN, NOT_ASKED) if code in answers)


def _beside(others: Mapping[str, int]) -> str:
    """What was affected beside people, which has no age or sex."""
    told = [
        counted(many, *_KINDS.get(kind, (kind, ""))).replace(str(many), spelled(many), 1)
        for kind, many in sorted(others.items())
    ]
    words = " and ".join(told)
    return f"Beside them, not counted here: {words}."


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
