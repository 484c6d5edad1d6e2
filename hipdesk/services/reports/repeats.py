"""Table 12: people, homes and alleged perpetrators that came back within twelve months."""

from hipdesk.model.measures import share
from hipdesk.model.reports import Column, Finding, Line, ReportTable, Strong
from hipdesk.services.reports.scope import Scope, start_with
from hipdesk.store.queries.figures import repeats as queries

_OF: tuple[tuple[queries.Of, str], ...] = (
    ("victim", "People affected"),
    ("home", "Homes of people affected"),
    ("perpetrator", "Alleged perpetrators known by name"),
)
_TIMES = ("", "once", "twice", "more")


def repeats_table(scope: Scope) -> ReportTable | None:
    """Table 12; None when no referral of the period names anybody."""
    found = {of: queries.seen(scope.reading, of, scope.period.first, scope.period.last) for of, _ in _OF}
    if not any(map(sum, found.values())):
        return None
    return ReportTable(
        number="12",
        title="Seen before within twelve months",
        section="Who and what came back",
        finding=_finding(found["victim"]),
        unit="person affected, home, alleged perpetrator, as each line says",
        basis="date received, in the twelve months to the end of the period",
        heading="Named in a referral of the period",
        columns=(
            Column("All", current=True), Column("In this one only"), Column("In two referrals"),
            Column("In three or more"),
        ),
        lines=tuple(_line(scope, of, words, found[of]) for of, words in _OF),
        notes=_notes(scope, found),
        check="; ".join(f"{' + '.join(map(str, found[of]))} = {sum(found[of])}" for of, _ in _OF),
    )  # fmt: skip


def _line(scope: Scope, of: queries.Of, words: str, seen: queries.Seen) -> Line:
    cells = (
        scope.cell(many, "repeat_of", value=f"{of}:{times}")
        for many, times in zip((sum(seen), *seen), _TIMES, strict=True)
    )
    return Line(words, tuple(cells), key=of)


def _finding(victims: queries.Seen) -> Finding:
    again, every = victims.twice + victims.more, sum(victims)
    if not every:
        return ("Nobody affected is named in the referrals.",)
    if every == 1:
        return ("The one person affected was ", Strong("referred before" if again else "not referred before"), ".")
    were = "were" if again != 1 else "was"
    told = f"{again} of {every}" if again else f"None of the {every}"
    return (Strong(told), f" people affected {were} referred more than once in twelve months.")


def _notes(scope: Scope, found: dict[queries.Of, queries.Seen]) -> tuple[str, ...]:
    victims = found["victim"]
    notes = [f"Repeat: people {share(victims.twice + victims.more, sum(victims))}."] if sum(victims) else []
    notes.append("Children and other members of a household are not counted here.")
    pairs = queries.pairs_undecided(scope.reading)
    if pairs:
        what = (
            f"{start_with(pairs, 'pair')} of records that may be one person {'is' if pairs == 1 else 'are'} undecided"
        )
        notes.append(f"{what}: repeats may be understated.")
    if not scope.reaches(scope.year_ago):
        notes.append("The record does not reach back twelve months.")
    return tuple(notes)
