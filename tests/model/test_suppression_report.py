"""What the tables of a report are known to add up to, and an attacker who solves all of them together."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.model.periods import Period, quarter
from hipdesk.model.suppression import protect
from hipdesk.model.suppression_report import (
    OPEN,
    OPEN_BEFORE,
    Counted,
    CountedTable,
    Ledger,
    count_name,
    from_kept,
)
from tests.model.test_suppression import assert_safe

FIRST, SECOND = quarter(2025, 1, "financial"), quarter(2025, 2, "financial")
BOTH = Period(FIRST.first, SECOND.last, "both", "financial", "span")
SMALL = st.integers(0, 9)


def table(number, lines):
    return CountedTable(number=number, title=number, section="", unit="case", basis="", heading="", lines=tuple(lines))


def tables(opened, counts):
    """Flow, strands and wards of one period: accepted by two strands and two wards, one case naming both strands."""
    race, faith, both, reopened, closed, ward = counts
    accepted = race + faith + both
    end = opened + accepted + reopened - closed
    flow = [
        Counted(OPEN_BEFORE, "", "plain", opened), Counted("accepted", "", "plain", accepted),
        Counted("reopened", "", "plain", reopened), Counted("closed", "", "plain", closed),
        Counted(OPEN, "", "plain", end),
    ]  # fmt: skip
    strands = [
        Counted("strand race", "", "plain", race + both), Counted("strand faith", "", "plain", faith + both),
        Counted("accepted", "", "total", accepted),
    ]  # fmt: skip
    known = min(ward, accepted)
    wards = [
        Counted("ward F", "", "plain", known), Counted("ward ?", "", "unknown", accepted - known),
        Counted("accepted", "", "total", accepted),
    ]  # fmt: skip
    return (table("2", flow), table("5", strands), table("9", wards)), end


def added(first, second):
    """The tables of both periods together: counts add, open cases do not."""
    found = []
    for one, other in zip(first, second, strict=True):
        lines = []
        for a, b in zip(one.lines, other.lines, strict=True):
            many = a.count if a.what == OPEN_BEFORE else b.count if a.what == OPEN else a.count + b.count
            lines.append(Counted(a.what, a.label, a.kind, many))
        found.append(table(one.number, lines))
    return tuple(found)


COUNTS = st.tuples(SMALL, SMALL, st.integers(0, 4), st.integers(0, 4), st.just(0), SMALL)


@settings(max_examples=25, deadline=None)
@given(opened=SMALL, first=COUNTS, second=COUNTS, gone=st.floats(0, 1), threshold=st.sampled_from((3, 5)))
def test_ledger_when_a_report_is_protected_then_its_tables_together_give_nothing_away(
    opened, first, second, gone, threshold
):
    """Flow identity, strands that two are named of, wards and the halves of the year: solved together."""
    closed = round(gone * (opened + sum(first[:4])))
    one, end = tables(opened, (*first[:4], closed, first[5]))
    two, _ = tables(end, (*second[:4], round(gone * (end + sum(second[:4]))), second[5]))
    ledger = Ledger()
    ledger.take(one, FIRST)
    ledger.take(two, SECOND)
    whole = added(one, two)
    ledger.take(whole, BOTH)
    ledger.relate([FIRST, SECOND, BOTH], [(FIRST, SECOND)])
    shown = frozenset(count_name(line.what, BOTH.first, BOTH.last) for each in whole for line in each.lines)
    totals = frozenset(name for name in shown if name.startswith(("accepted", "closed", "open")))
    known = ledger.counts(shown, totals, {})
    made = protect(known, threshold)
    assert not made.open_before
    assert_safe(known, made, threshold)


def test_sums_when_two_strands_are_named_of_a_case_then_what_is_beyond_is_a_count_of_its_own():
    """Flags less cases is kept as a count that is never printed."""
    ledger = Ledger()
    ledger.take(tables(0, (5, 6, 2, 0, 0, 3))[0], FIRST)
    ledger.relate([FIRST], [])
    (beyond,) = [name for name in ledger.values if name.startswith("beyond")]
    assert ledger.values[beyond] == 2


def test_name_of_open_cases_when_one_period_follows_another_then_is_the_same():
    """Open at the start is open at the end of the day before, in every table and report."""
    assert count_name(OPEN_BEFORE, SECOND.first, SECOND.last) == count_name(OPEN, FIRST.first, FIRST.last)


def test_kept_form_when_a_part_of_it_is_missing_then_nothing_is_known_of_it():
    """A report of an older version without sums is still held against the new one."""
    kept = from_kept({"values": {"a": 1}}, "2025-26", date(2026, 5, 1), standing=False)
    assert (kept.values, kept.told, kept.sums, kept.standing) == ({"a": 1}, {}, (), False)
