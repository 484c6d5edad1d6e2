"""The invented quarterly report of Marlbridge, Quarter 2 of 2026-27."""

from datetime import date

from hipdesk.papers.figures import Fill
from hipdesk.papers.quarterly import (
    ActionsSection,
    AgencyActions,
    QuarterlyPaper,
    StrandCases,
    StrandLine,
    StrandsSection,
    Tile,
    count_tile,
    share_tile,
)
from hipdesk.papers.quarterly_tables import (
    BarRow,
    BarSection,
    FlowMonth,
    FlowSection,
    PoliceSection,
    PoliceStatus,
    ReferrerRow,
    ReferrersSection,
    SideTable,
)
from hipdesk.papers.quarterly_wards import WardRow, WardsSection
from hipdesk.papers.wording import Strong
from tests.support.paper_examples_tables import QUARTERS, affected, context, learning, missing, outcomes
from tests.support.paper_frames import frame

_REFERRERS: tuple[ReferrerRow, ...] = (
    ReferrerRow(name="Police Community Safety Unit", quarter=7, year=13, last_year=11),
    ReferrerRow(name="Marlbridge Homes", detail="(council landlord)", quarter=5, year=9, last_year=8),
    ReferrerRow(name="Housing associations", quarter=6, year=10, last_year=6, kind="type"),
    ReferrerRow(name="Rushmere Housing Association", quarter=4, year=7, last_year=5, kind="member"),
    ReferrerRow(name="Canal Reach Homes", quarter=2, year=3, last_year=0, kind="member", tag="new this year"),
    ReferrerRow(name="Five Elms Housing Trust", quarter=0, year=0, last_year=1, kind="member", tag="none this year"),
    ReferrerRow(name="Tannery Row Co-operative", quarter=0, year=0, last_year=0, kind="member", tag="none this year"),
    ReferrerRow(name="Council services", quarter=5, year=11, last_year=12, kind="type"),
    ReferrerRow(name="Community Safety", quarter=3, year=6, last_year=6, kind="member"),
    ReferrerRow(name="Housing Options", quarter=1, year=3, last_year=4, kind="member"),
    ReferrerRow(name="Adult Social Care", quarter=1, year=2, last_year=2, kind="member"),
    ReferrerRow(name="Voluntary and third-party", quarter=5, year=8, last_year=7, kind="type"),
    ReferrerRow(name="Victim Support", quarter=3, year=5, last_year=5, kind="member"),
    ReferrerRow(name="Lantern Street Centre", quarter=2, year=3, last_year=2, kind="member"),
    ReferrerRow(name="Schools and colleges", quarter=1, year=2, last_year=1),
)
_STRANDS: tuple[tuple[str, tuple[int, ...], tuple[int, ...], int], ...] = (
    ("Race or ethnicity", (10, 9, 9, 10, 11, 10, 11, 12), (4, 4, 4), 10),
    ("Faith or belief", (3, 3, 2, 3, 5, 3, 4, 5), (2, 2, 1), 3),
    ("Sexual orientation", (3, 3, 3, 3, 3, 4, 3, 4), (1, 2, 1), 3),
    ("Disability", (2, 1, 2, 2, 2, 2, 2, 4), (1, 1, 2), 2),
    ("Transgender identity", (1, 1, 0, 0, 1, 0, 1, 2), (0, 1, 1), 0),
)
_STATUSES: tuple[tuple[str, str, Fill, tuple[int, ...], int], ...] = (
    ("Recorded as hate crime", "Hate crime", "accent", (7, 3, 2, 1, 1), 11),
    ("Crime, no hate flag", "Crime, no hate flag", "sky", (1, 0, 1, 0, 0), 2),
    ("Anti-social behaviour record", "Anti-social behaviour", "ochre", (1, 1, 0, 1, 0), 3),
    ("Intelligence only", "Intelligence only", "stone", (0, 0, 0, 1, 0), 1),
    ("Reported, record not known", "Record not known", "hatch", (1, 0, 0, 0, 0), 1),
    ("Not reported to police", "Not reported", "white", (2, 1, 1, 1, 1), 4),
)
_WARDS = {
    "F": (3, 2, 3, 3), "L": (2, 2, 2, 2), "B": (2, 1, 1, 3), "D": (2, 2, 1, 2), "I": (2, 1, 2, 2), "A": (1, 1, 2, 2),
    "O": (1, 1, 2, 1), "G": (1, 1, 1, 1), "N": (1, 1, 1, 1), "C": (1, 0, 1, 1), "H": (1, 1, 0, 1), "J": (1, 1, 1, 0),
    "K": (0, 0, 1, 1), "Q": (1, 1, 0, 0), "E": (0, 1, 0, 0), "P": (0, 0, 0, 1), "M": (0, 0, 0, 0),
}  # fmt: skip
_ACTIONS = (
    ("Police Community Safety Unit", 9, 2, 0, 0, 1, 1, 0),
    ("Community Safety", 9, 1, 0, 0, 1, 0, 0),
    ("Rushmere Housing Association", 5, 1, 0, 1, 0, 1, 1),
    ("Marlbridge Homes", 7, 0, 1, 0, 0, 0, 0),
    ("Victim Support", 6, 0, 0, 0, 0, 0, 0),
    ("Housing Options", 3, 1, 0, 0, 1, 0, 0),
    ("Children’s Social Care", 2, 0, 1, 0, 0, 0, 0),
    ("Adult Social Care", 1, 1, 0, 0, 0, 0, 0),
    ("Youth Service", 1, 0, 0, 0, 0, 0, 0),
)


def quarterly() -> QuarterlyPaper:
    """The pictured report."""
    return QuarterlyPaper(
        frame=frame(
            "Quarterly monitoring report, Quarter 2, 2026-27",
            "Quarter 2, 2026-27. Panel version",
            handling="Holds small numbers: for panel members only. Do not copy, publish or forward. Destroy or "
            "return when asked.",
            version_day=date(2026, 10, 21),
            fingerprint="2B90 E6D4",
        ),
        period="Quarter 2, 2026-27",
        months="July to September 2026",
        flow=flow(),
        highlights=(
            (
                Strong("29 referrals"),
                (
                    ", five more than last quarter and six more than a year ago. Canal Reach Homes referred for the "
                    "first time; two landlords sent none this year."
                ),
            ),
            (Strong("22 cases accepted, 18 closed"), ": 37 were open on 30 September, up from 31."),
            ("Risk fell in ", Strong("24 of 55"), " cases and rose in four."),
            (
                Strong("74% of actions were done on time"),
                ", up from 70%. Six are overdue, one by more than 20 working days.",
            ),
            ("Ward F has the most cases over the year: ", Strong("11 of 78"), "."),
        ),
        tiles=_tiles(),
        tiles_note="Units: meetings, referrals, cases, actions. Heard when due: accepted cases heard at least once, of "
        "those due a hearing by 30 September; target 100%. On time: done by the date first set; carried forward "
        "counts as late.",
        basis=(
            (
                "Financial-year quarters: Quarter 2 is 1 July to 30 September. Figures were frozen on 21 October 2026 "
                "with the list of cases behind each. Anything changed later appears in the next report and says so."
            ),
            (
                "Each table says what it counts. A referral may become a case; a case may name several strands, "
                "victims and incidents; these are never mixed in one table."
            ),
        ),
        sections=(
            _referrers(),
            _decisions(),
            _strands(),
            _police(),
            _wards(),
            affected(),
            _action_table(),
            outcomes(),
            _closures(),
            context(),
            learning(),
            missing(),
        ),
    )


def flow() -> FlowSection:
    """Table 2."""
    return FlowSection(
        months=(
            FlowMonth(name="July", start=31, accepted=7, reopened=1, closed=5, end=34),
            FlowMonth(name="August", start=34, accepted=8, reopened=0, closed=6, end=36),
            FlowMonth(name="September", start=36, accepted=7, reopened=1, closed=7, end=37),
        ),
        opens="1 July",
        ends="30 September",
        period="Quarter 2",
        finding=(
            "More cases joined than left: ",
            Strong("37 were open"),
            " at the end of September, six more than on 1 July.",
        ),
    )


def _tiles() -> tuple[Tile, ...]:
    return (
        share_tile("Meetings held", 3, 3, (3, 3), "Quarter 1", counted=True),
        count_tile("Referrals", 29, 24, "Quarter 1"),
        share_tile("Repeat referrals", 8, 29, (6, 24), "Quarter 1"),
        share_tile("Heard when due", 19, 20, (18, 18), "Quarter 1"),
        count_tile("Cases accepted", 22, 19, "Quarter 1"),
        count_tile("Cases closed", 18, 17, "Quarter 1"),
        count_tile("Open at the end", 37, 31, "Quarter 1"),
        share_tile("Actions on time", 43, 58, (37, 53), "Quarter 1"),
    )


def _referrers() -> ReferrersSection:
    return ReferrersSection(
        rows=_REFERRERS,
        period="Quarter 2",
        year_note="Year so far: 1 April to 30 September.",
        finding=(
            "Landlords sent ",
            Strong("11 of 29"),
            " referrals. Canal Reach Homes is new; ",
            Strong("two landlords sent none"),
            ".",
        ),
    )


def _decisions() -> BarSection:
    declined = (
        "Declined: below threshold, advice given",
        "Declined: no hate element perceived",
        "Declined: out of area",
        "Redirected: Community MARAC",
        "Redirected: domestic abuse MARAC",
        "Waiting for information on 30 September",
    )
    return BarSection(
        name="What was decided",
        number="Table 4",
        title="Referrals received in the quarter, by decision on 30 September",
        heads=("Decision", "Referrals"),
        rows=(
            BarRow(name="Accepted", count=22),
            *(BarRow(name=name, count=2 if place == 0 else 1, fill="sky") for place, name in enumerate(declined)),
        ),
        all_name="All referrals",
        finding=(Strong("22 of 29"), " referrals were accepted. The six turned away each got a reason and advice."),
        note="Unit: referral. Date basis: date received.",
    )


def _strands() -> StrandsSection:
    return StrandsSection(
        lines=tuple(
            StrandLine(name=name, quarters=quarters, months=months, year_ago=year_ago)
            for name, quarters, months, year_ago in _STRANDS
        ),
        quarters=QUARTERS,
        months=("July", "August", "September"),
        period="Quarter 2",
        previous_period="Quarter 1",
        cases=StrandCases(months=(7, 8, 7), quarter=22, previous=19, year_ago=17),
        note="A case may name more than one strand: 17 name one and 5 name two, so flags (27) exceed cases (22). "
        "Percentages of flags are not given because they would not add to 100. Local strands, listed apart: sex or "
        "gender 2, age 1, alternative subculture 0.",
        finding=(
            "Race is named in ",
            Strong("12 of 22"),
            " cases. Five cases name two strands, more than in any recent quarter.",
        ),
        groups=(
            SideTable(
                number="Table 6a",
                title="Race or ethnicity targeted",
                head=("Group", "Quarter 2", "Year so far"),
                rows=(
                    ("Bangladeshi", "3", "6"),
                    ("Other Asian", "2", "5"),
                    ("Black African or Caribbean", "4", "7"),
                    ("Roma, Gypsy or Traveller", "1", "2"),
                    ("Arab", "1", "1"),
                    ("White, not British", "1", "2"),
                ),
                total=("All", "12", "23"),
            ),
            SideTable(
                number="Table 6b",
                title="Faith or belief targeted",
                head=("Group", "Quarter 2", "Year so far"),
                rows=(("Muslim", "3", "5"), ("Jewish", "1", "3"), ("Hindu", "1", "1")),
                total=("All", "5", "9"),
                note="Units: strand flag. Date basis: date accepted. The identity targeted, actual or perceived, "
                "not the victim’s own account of themselves.",
            ),
        ),
    )


def _police() -> PoliceSection:
    return PoliceSection(
        strands=tuple(name for name, _, _, _ in _STRANDS),
        statuses=tuple(
            PoliceStatus(name=name, head=head, fill=fill, by_strand=counts, cases=cases)
            for name, head, fill, counts, cases in _STATUSES
        ),
        note="Columns add to more than the last row because five cases name two strands. Not reported, why: victim "
        "declined 3, told the landlord only 1.",
        finding=(
            "Half of cases are recorded as hate crime (",
            Strong("11 of 22"),
            "). Four were never reported to the police.",
        ),
    )


def _wards() -> WardsSection:
    return WardsSection(
        wards=tuple(WardRow(name=name, counts=counts) for name, counts in _WARDS.items()),
        not_known=(1, 1, 1, 1),
        quarters=("25-26 Q3", "25-26 Q4", "26-27 Q1", "26-27 Q2"),
        finding=(Strong("Ward F"), " has 11 of the 78 cases of the last four quarters. Six wards have five to eight."),
    )


def _action_table() -> ActionsSection:
    return ActionsSection(
        agencies=tuple(
            AgencyActions(
                agency=agency,
                on_time=on_time,
                late=late,
                changed=changed,
                failed=failed,
                overdue_to_10=ten,
                overdue_to_20=twenty,
                overdue_over_20=more,
            )
            for agency, on_time, late, changed, failed, ten, twenty, more in _ACTIONS
        ),
        raised=64,
        finding=(
            Strong("43 of 58"),
            " actions due were done on time. Six were late, three not done and ",
            Strong("six are overdue"),
            ".",
        ),
    )


def _closures() -> BarSection:
    reasons = (
        ("Risk reduced and actions complete", 8),
        ("Behaviour ceased", 4),
        ("Single agency now leading", 2),
        ("Perpetrator moved or evicted", 2),
        ("Victim moved out of the area", 1),
        ("Victim withdrew", 1),
    )
    return BarSection(
        name="How cases ended",
        number="Table 18",
        title="Cases closed, by reason",
        heads=("Reason", "Cases"),
        rows=tuple(BarRow(name=name, count=count) for name, count in reasons),
        all_name="All closures",
        finding=(
            "Cases were open for a median of ",
            Strong("74 working days"),
            ". ",
            Strong("Nine of 13"),
            " victims who answered felt safer.",
        ),
        note="Unit: case. Date basis: date closed.",
        beside=SideTable(
            number="Table 18b",
            title="What victims told us at closure",
            head=("13 of 18 answered", "Victims"),
            rows=(
                ("Felt safer", "9"),
                ("Behaviour stopped", "7"),
                ("Behaviour reduced", "4"),
                ("No change", "2"),
                ("Satisfied: 4 or 5 of 5", "10"),
            ),
            note="Unit: victim. One person may give several answers. Working days open: median 74, middle half 48 "
            "to 121.",
        ),
    )
