"""Disclosure control: an attacker who solves everything that was published finds no hidden count."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.model.suppression import THRESHOLDS, Counts, Relation, is_small, nearest_five, protect, total_of
from tests.support.solving import furthest

COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 30))
THRESHOLD = st.sampled_from(THRESHOLDS)
MANY = settings(max_examples=150, deadline=None)


def system(known, made):
    """What an attacker does not know, between which bounds, and the sums that stand in public."""
    unknown = {}
    for name, count in known.values.items():
        how = published(name, known, made, known.told)
        if how == "rounded":
            unknown[name] = (max(nearest_five(count) - 2, 0), nearest_five(count) + 2)
        elif how == "hidden":
            unknown[name] = (min(1, count), None)
        elif how == "unseen":
            unknown[name] = (0, None)
    sums = []
    for relation in known.relations:
        parts = dict(relation.parts)
        total = sum(sign * known.values[name] for name, sign in parts.items())
        shown = sum(sign * known.values[name] for name, sign in parts.items() if name not in unknown)
        sums.append(({name: sign for name, sign in parts.items() if name in unknown}, total - shown))
    return unknown, sums


def published(name, known, made, told):
    """How a count stands in public: "shown", "rounded", "hidden" or "unseen"; the most telling of all reports."""
    here = "unseen"
    if name in known.shown:
        here = "hidden" if name in made.hidden else "rounded" if name in made.rounded else "shown"
    ways = ("shown", "rounded", "hidden", "unseen")
    return min((told.get(name, "unseen"), here), key=ways.index)


def assert_safe(known, made, threshold):
    """Every hidden count, and every small one nobody printed, can be another than it is."""
    unknown, sums = system(known, made)
    for name, count in known.values.items():
        secret = is_small(count, threshold) and known.told.get(name, "unseen") in ("unseen", "hidden")
        if name in unknown and (name in made.hidden or secret):
            most = furthest(unknown, sums, name, up=True)
            if most is not None and most <= count:
                assert furthest(unknown, sums, name, up=False) < count, (name, count, made)


def table_of(cells):
    """A table of so many lines and columns with its totals, as counts and relations."""
    values = {f"r{r}c{c}": many for r, row in enumerate(cells) for c, many in enumerate(row)}
    relations = []
    wide = len(cells[0])
    for r, row in enumerate(cells):
        values[f"r{r}"] = sum(row)
        relations.append(total_of(f"r{r}", [f"r{r}c{c}" for c in range(wide)]))
    for c in range(wide):
        values[f"c{c}"] = sum(row[c] for row in cells)
        relations.append(total_of(f"c{c}", [f"r{r}c{c}" for r in range(len(cells))]))
    values["all"] = sum(map(sum, cells))
    relations.append(total_of("all", [f"r{r}" for r in range(len(cells))]))
    relations.append(total_of("all", [f"c{c}" for c in range(wide)]))
    totals = frozenset(name for name in values if not ("r" in name and "c" in name))
    return Counts(values=values, shown=frozenset(values), relations=tuple(relations), totals=totals)


TABLES = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(COUNT, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


@MANY
@given(cells=TABLES, threshold=THRESHOLD)
def test_table_when_protected_then_no_hidden_count_can_be_solved(cells, threshold):
    """Random tables with all their totals, against linear programming."""
    known = table_of(cells)
    made = protect(known, threshold)
    assert not made.open_before
    assert_safe(known, made, threshold)


@MANY
@given(cells=TABLES, threshold=THRESHOLD)
def test_table_when_protected_then_small_counts_are_hidden_and_no_sum_has_one_hole(cells, threshold):
    """Every 1 to t-1 is hidden or lies in a rounded total; a sum of exact figures never lacks exactly one."""
    known = table_of(cells)
    made = protect(known, threshold)
    for name, count in known.values.items():
        if is_small(count, threshold):
            assert name in made.hidden
    for relation in known.relations:
        lacking = [name for name, _ in relation.parts if name in made.hidden]
        rounded = [name for name, _ in relation.parts if name in made.rounded]
        assert len(lacking) != 1 or rounded


@st.composite
def flows(draw, quarters):
    """Open cases over quarters: accepted, reopened, closed, none below nought."""
    values, opened = {"open-0": draw(COUNT)}, 0
    opened = values["open-0"]
    relations = []
    for at in range(1, quarters + 1):
        values[f"accepted-{at}"] = draw(COUNT)
        values[f"reopened-{at}"] = draw(st.integers(0, 6))
        joined = opened + values[f"accepted-{at}"] + values[f"reopened-{at}"]
        values[f"closed-{at}"] = draw(st.integers(0, joined))
        opened = values[f"open-{at}"] = joined - values[f"closed-{at}"]
        signs = {f"open-{at}": 1, f"open-{at - 1}": -1, f"accepted-{at}": -1, f"reopened-{at}": -1, f"closed-{at}": 1}
        relations.append(Relation(tuple(signs.items())))
    return values, relations


@MANY
@given(found=flows(4), threshold=THRESHOLD)
def test_flow_when_protected_then_the_identity_gives_nothing_away(found, threshold):
    """Open, accepted, reopened, closed, open: one hidden alone would be a subtraction."""
    values, relations = found
    known = Counts(values=values, shown=frozenset(values), relations=tuple(relations))
    made = protect(known, threshold)
    assert not made.open_before
    assert_safe(known, made, threshold)


@MANY
@given(
    strands=st.lists(COUNT, min_size=2, max_size=6), beyond=st.integers(0, 6), threshold=THRESHOLD, shown=st.booleans()
)
def test_strands_when_protected_then_how_many_cases_name_two_is_not_found(strands, beyond, threshold, shown):
    """Flags less cases are the cases that name two strands: a small count nobody printed."""
    values = {f"s{at}": many for at, many in enumerate(strands)}
    values["flags"] = sum(strands)
    beyond = min(beyond, values["flags"])
    values |= {"cases": values["flags"] - beyond, "beyond": beyond}
    relations = (
        total_of("flags", [name for name in values if name.startswith("s")]),
        total_of("flags", ["cases", "beyond"]),
    )
    printed = frozenset(values) - {"beyond"} - (set() if shown else {"flags"})
    known = Counts(values=values, shown=printed, relations=relations, totals=frozenset({"flags", "cases"}))
    made = protect(known, threshold)
    assert not made.open_before
    assert_safe(known, made, threshold)


def window(kind, at):
    return f"{kind}@{at}"


def reports_over(kinds, quarters):
    """Quarter counts of some kinds and their all, twelve-month windows over them, and every relation."""
    values, relations = {}, []
    for at in range(quarters):
        for kind, many in kinds.items():
            values[f"{kind}q{at}"] = many[at]
        values[f"allq{at}"] = sum(many[at] for many in kinds.values())
        relations.append(total_of(f"allq{at}", [f"{kind}q{at}" for kind in kinds]))
        if at >= 3:
            for kind in (*kinds, "all"):
                parts = [f"{kind}q{each}" for each in range(at - 3, at + 1)]
                values[window(kind, at)] = sum(values[part] for part in parts)
                relations.append(total_of(window(kind, at), parts))
            relations.append(total_of(window("all", at), [window(kind, at) for kind in kinds]))
    return values, tuple(relations)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.lists(st.integers(0, 6), min_size=6, max_size=6), min_size=2, max_size=2), threshold=THRESHOLD)
def test_reports_when_published_one_after_another_then_subtracting_them_gives_nothing(rows, threshold):
    """Three reports of twelve months each, a quarter apart: the quarters between them stay hidden."""
    kinds = {f"k{at}": many for at, many in enumerate(rows)}
    values, relations = reports_over(kinds, 6)
    told = {}
    for at in range(3, 6):
        shown = frozenset(window(kind, at) for kind in (*kinds, "all"))
        known = Counts(
            values=values, shown=shown, relations=relations, totals=frozenset({window("all", at)}), told=dict(told)
        )
        made = protect(known, threshold)
        assert not made.open_before
        told |= {name: published(name, known, made, {}) for name in shown}
    assert_safe(known, made, threshold)


def test_one_small_count_when_hidden_then_the_next_smallest_is_hidden_with_it():
    """3 of 20: the 5 goes too, the 12 and the total stay."""
    values = {"a": 3, "b": 5, "c": 12, "all": 20}
    known = Counts(values=values, shown=frozenset(values), relations=(total_of("all", ["a", "b", "c"]),))
    made = protect(known, 5)
    assert made.hidden == {"a", "b"}
    assert made.small == {"a"}
    assert made.protecting == {"b"}


def test_ones_when_their_sum_leaves_no_choice_then_a_third_is_hidden():
    """Two hidden cells that add to two are both one: hiding two is not enough."""
    values = {"a": 1, "b": 1, "c": 9, "all": 11}
    known = Counts(values=values, shown=frozenset(values), relations=(total_of("all", ["a", "b", "c"]),))
    assert protect(known, 5).hidden == {"a", "b", "c"}


def test_zero_when_nothing_else_can_protect_then_the_total_is_rounded_and_noughts_stay():
    """3, 0, 0: the total would tell; rounded to five it does not, and no person is in a nought."""
    values = {"a": 3, "b": 0, "c": 0, "d": 42, "all": 45}
    known = Counts(
        values={"a": 3, "b": 0, "all": 3}, shown=frozenset({"a", "b", "all"}), relations=(total_of("all", ["a", "b"]),)
    )
    made = protect(known, 5)
    assert made.hidden == {"a", "all"}
    known = Counts(
        values=values, shown=frozenset(values) - {"d"}, relations=(total_of("all", ["a", "b", "c", "d"]),),
        totals=frozenset({"all"}), told={"d": "shown"},
    )  # fmt: skip
    made = protect(known, 5)
    assert made.hidden == {"a"}
    assert made.rounded == {"all"}


def test_shown_before_when_asked_again_then_it_stays_and_what_it_gives_away_is_hidden():
    """The first half year was printed as 7; then 10 for the year would give 3."""
    values = {"first": 7, "second": 3, "year": 10}
    known = Counts(
        values=values, shown=frozenset({"year"}), relations=(total_of("year", ["first", "second"]),),
        told={"first": "shown"},
    )  # fmt: skip
    assert protect(known, 5).hidden == {"year"}


def test_given_away_before_when_asked_then_it_is_told():
    """What two published reports already give away cannot be hidden again; the caller is told."""
    values = {"first": 7, "second": 3, "year": 10}
    known = Counts(
        values=values, shown=frozenset(), relations=(total_of("year", ["first", "second"]),),
        told={"first": "shown", "year": "shown"},
    )  # fmt: skip
    assert protect(known, 5).open_before == {"second"}
