"""Tables 14a and 14b: agreement to share, and the ground used where there is none."""

from hipdesk.model.reports import Finding, ReportTable
from hipdesk.model.vocab import code_list
from hipdesk.services.reports.answered import Asked, answered_table, labelled, whole
from hipdesk.services.reports.scope import Scope, part_of, start_with
from hipdesk.store.queries.figures import sharing as queries
from hipdesk.store.queries.figures.answers import NOT_KNOWN, Answers, Many

_SECTION = "Agreement to share"
_UNIT, _BASIS = "referral", "date received"


def sharing_tables(scope: Scope) -> tuple[ReportTable, ...]:
    """Tables 14a and 14b; none when no referral was received this year."""
    first, last = scope.period.first, scope.period.last
    found = queries.agreements(scope.reading, scope.so_far.first, first, last)
    every, without = whole(found["agreement"]), whole(found["ground"])
    if not every.so_far:
        return ()
    back = queries.withdrawn(scope.reading, first, last)
    notes = (f"{start_with(back, 'was', 'were')} withdrawn since.",) if back else ()
    tables = [
        _table(
            scope, "14a", "Agreement to share", "Agreement", "agreement", found["agreement"], every,
            _agreed(found["agreement"], every.now), notes, "All referrals",
        )
    ]  # fmt: skip
    if without.so_far:
        tables.append(
            _table(
                scope, "14b", "Ground used without agreement", "Ground", "sharing_ground", found["ground"], without,
                _grounds(found["ground"], without.now), (), "All without agreement",
            )
        )  # fmt: skip
    return tuple(tables)


def _table(
    scope: Scope, number: str, title: str, heading: str, list_name: str, answers: Answers, every: Many,
    finding: Finding, notes: tuple[str, ...], all_words: str,
) -> ReportTable:  # fmt: skip
    question = "agreement" if number == "14a" else "ground"
    asked = Asked(
        number=number, title=title, section=_SECTION, heading=heading, column="Referrals", figure="sharing",
        question=question, unit=_UNIT, basis=_BASIS, all_words=all_words, words=labelled(scope, list_name), notes=notes,
    )  # fmt: skip
    return answered_table(scope, asked, answers, every, finding)


def _agreed(answers: Answers, every: int) -> Finding:
    if not every:
        return ("No referral was received.",)
    agreed = sum(answers[code].now for code in code_list("agreement").groups["agreed"] if code in answers)
    return part_of(agreed, every, "referral", "has", "have", "agreement to share")


def _grounds(answers: Answers, every: int) -> Finding:
    if not every:
        return ()
    missing = answers.get(NOT_KNOWN, Many(0, 0)).now
    told = start_with(every, "referral")
    if not missing:
        return (f"{told} without, each with its ground.",)
    return (f"{told} without; no ground is recorded for {missing}.",)
