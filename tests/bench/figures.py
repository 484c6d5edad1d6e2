"""Row 9: every figure of the quarterly report, against pandas reading the same tables from the vault and counting.

pandas counts the plain figures of the quarter, the one before, the same a year ago and the year to date: fewer than the
report's. That the two agree on them is checked. The report's growth from 1,000 to 100,000 cases is told beside it.
"""

import functools
from datetime import date, timedelta

import pandas

from hipdesk.model.periods import Period, parse_period
from hipdesk.services.reports.report import report
from tests.bench.borough import office_on, vault_of
from tests.bench.pairs import Ratio, paired, seconds, told
from tests.support.office import Office

SIZES = (1_000, 10_000, 100_000)
QUARTER = parse_period("2026-27 Q2")
_COLUMNS = {
    "cases": "id, accepted_on, status, strands, ward, risk_now",
    "referral": "received_on, agency_id, status, repeat, repeat_override",
    "status_change": "case_id, to_status, on_day",
    "hearing": "case_id, heard_on",
    "action": "owner_agency_id, status, raised_on, first_due_on, completed_on",
    "strand": "case_id, code, sub_code",
    "incident": "case_id, number, ward, police_status",
    "closure": "case_id, closed_on, reason",
}
Frames = dict[str, pandas.DataFrame]


def measure() -> list[Ratio]:
    """The report's time against pandas' at 100,000 cases, and how it grows."""
    taken = {}
    for cases in SIZES:
        with office_on(vault_of(cases)) as office:
            ours = functools.partial(office.read, report, QUARTER)
            ours()
            taken[cases] = min(seconds(ours) for _ in range(3))
            if cases == SIZES[-1]:
                _agree(office)
                ratio, mine, theirs = paired(ours, functools.partial(_by_pandas, office), 3, warm=0)
    growth = taken[SIZES[-1]] / taken[SIZES[1]] / (SIZES[-1] / SIZES[1])
    seen = ", ".join(f"{cases:,}: {taken[cases]:.2f} s" for cases in SIZES)
    return [
        Ratio("9", "all figures of the report, 100,000 cases", "pandas", ratio, "< 1", ratio < 1, told(mine, theirs)),
        Ratio("9", "ten times the cases", "ten times as long", growth, "≤ 1", growth <= 1, seen),
    ]


def _agree(office: Office) -> None:
    found, counted = office.read(report, QUARTER).figures, _by_pandas(office)[0]
    ours = (found.accepted, found.hearings, found.actions_raised, found.referrals, found.closed, found.reopened)
    if ours != counted:
        raise AssertionError(f"{ours} is not {counted}")


def _by_pandas(office: Office) -> list[tuple[int, ...]]:
    with office.records.read(office.actor) as reading:
        connection = reading.session.connection()
        frames = {
            table: pandas.DataFrame(
                connection.exec_driver_sql(f"SELECT {columns} FROM {table}").fetchall(),  # noqa: S608 (our own names)
                columns=columns.split(", "),
            )
            for table, columns in _COLUMNS.items()
        }
    return [_count(frames, *days) for days in _periods(QUARTER)]


def _periods(quarter: Period) -> list[tuple[str, str]]:
    before = quarter.first - timedelta(days=1)
    earlier = date(before.year, before.month - 2, 1)
    ago = quarter.first.replace(year=quarter.first.year - 1), quarter.last.replace(year=quarter.last.year - 1)
    start = date(quarter.first.year if quarter.first.month >= 4 else quarter.first.year - 1, 4, 1)
    spans = ((quarter.first, quarter.last), (earlier, before), ago, (start, quarter.last))
    return [(first.isoformat(), last.isoformat()) for first, last in spans]


def _count(frames: Frames, first: str, last: str) -> tuple[int, ...]:
    """The figures of one period, grouped as the report's tables group them."""

    def within(table: str, day: str) -> pandas.DataFrame:
        frame = frames[table]
        return frame[frame[day].between(first, last)]

    accepted, moved = within("cases", "accepted_on"), within("status_change", "on_day")
    referred = within("referral", "received_on")
    referred = referred[referred["status"] != "draft"]
    due = within("action", "first_due_on")
    strands = accepted.merge(frames["strand"], left_on="id", right_on="case_id")
    places = accepted.merge(frames["incident"].sort_values("number").drop_duplicates("case_id"), left_on="id",
                            right_on="case_id")  # fmt: skip
    for frame, by in (
        (referred, ["agency_id"]), (strands, ["code", "sub_code"]), (places, ["ward_y"]), (places, ["police_status"]),
        (due, ["owner_agency_id", "status"]), (within("closure", "closed_on"), ["reason"]),
    ):  # fmt: skip
        frame.groupby(by, dropna=False).size()
    frames["hearing"].groupby("case_id")["heard_on"].min().between(first, last).sum()
    return (
        len(accepted),
        len(within("hearing", "heard_on")),
        len(within("action", "raised_on")),
        len(referred),
        int((moved["to_status"] == "closed").sum()),
        int((moved["to_status"] == "reopened").sum()),
    )
