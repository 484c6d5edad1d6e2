"""The invented quarterly report's plain tables: people affected, police outcomes, context, missing answers."""

from hipdesk.papers.figures import Figure, Series
from hipdesk.papers.quarterly_plain import PlainRow, PlainSection, PlainTable, RowKind
from hipdesk.papers.quarterly_tables import TextSection
from hipdesk.papers.wording import Strong

QUARTERS = tuple(
    f"{year} Q{number}"
    for year, number in (
        ("2024-25", 3),
        ("2024-25", 4),
        ("2025-26", 1),
        ("2025-26", 2),
        ("2025-26", 3),
        ("2025-26", 4),
        ("2026-27", 1),
        ("2026-27", 2),
    )
)


def _row(name: str, *counts: int | str, kind: RowKind = "plain", bars: int = 1) -> PlainRow:
    """A line of counts, the first of them with bars."""
    lengths = tuple(count for count in counts if isinstance(count, int))[:bars]
    return PlainRow(name=name, cells=tuple(map(str, counts)), kind=kind, bars=() if kind == "total" else lengths)


def affected() -> PlainSection:
    """Tables 10a and 10b."""
    ages = (("18 to 24", 3, 5), ("25 to 34", 6, 11), ("35 to 44", 7, 12), ("45 to 54", 4, 8), ("55 to 64", 2, 4))
    sexes = (("Female", 15, 27), ("Male", 8, 15))
    heads = ("Quarter 2", "Year so far")
    return PlainSection(
        name="Who was affected",
        finding=(Strong("24 people were affected"), "; sexual orientation is not known for ", Strong("9 of 24"), "."),
        tables=(
            PlainTable(
                number="Table 10a",
                title="People affected: age",
                head=("Age", *heads),
                barred=(0,),
                rows=(
                    *(_row(*age) for age in ages),
                    _row("Not known", 2, 3, kind="unknown"),
                    _row("All people affected", 24, 43, kind="total"),
                ),
                note="Age on the day the case was accepted. Check: 3 + 6 + 7 + 4 + 2 + 2 = 24.",
            ),
            PlainTable(
                number="Table 10b",
                title="People affected: sex",
                head=("Sex", *heads),
                barred=(0,),
                rows=(
                    *(_row(*sex) for sex in sexes),
                    _row("Prefers not to say", 0, 0, kind="unknown"),
                    _row("Not known", 1, 1, kind="unknown"),
                    _row("All people affected", 24, 43, kind="total"),
                ),
                note="Check: 15 + 8 + 0 + 1 = 24.",
            ),
        ),
        note="Unit: person affected. Date basis: date the case was accepted.",
        across=2,
    )


def outcomes() -> PlainSection:
    """Table 17."""
    lines = (
        ("Charged or summonsed", "1", 1, 3),
        ("Cautioned", "2, 3", 0, 1),
        ("Community resolution or similar", "4, 6–8", 1, 1),
        ("Diversion or education", "22", 0, 0),
        ("Victim does not support", "14, 16", 2, 3),
        ("Victim supports, evidence lacking", "15", 2, 2),
        ("No suspect found", "18", 2, 3),
        ("Other", "5, 9–13, 17, 19–21", 0, 1),
    )
    return PlainSection(
        name="What the police and courts did",
        finding=(Strong("5 of 14"), " investigations that ended had a positive outcome."),
        tables=(
            PlainTable(
                number="Table 17",
                title="Police outcomes of crimes recorded, and of investigations ended",
                head=("Outcome", "Home Office types", "Crimes recorded", "Investigations ended"),
                barred=(1, 2),
                words=(0,),
                rows=(
                    *(_row(*line, bars=2) for line in lines),
                    _row("No outcome yet", "0", 7, 0, kind="unknown", bars=2),
                    _row("All crimes", "0–22", 15, 14, kind="total"),
                    PlainRow(name="Positive outcomes", cells=("1–4, 6–8, 22", "2", "5"), kind="part"),
                ),
                note="Unit: recorded crime. Date basis: date recorded; date of the outcome. The two columns count "
                "different crimes and must not be added. No percentages: both bases are under 20.",
            ),
        ),
    )


def context() -> PlainSection:
    """Table 21."""
    recorded = {
        "Race": (88, 82, 90, 97, 91, 85, 101, 106),
        "Faith": (18, 16, 17, 22, 24, 21, 24, 28),
        "Sexual orientation": (21, 17, 20, 23, 22, 19, 21, 22),
        "Disability": (9, 7, 8, 10, 9, 8, 11, 13),
    }
    lines = (
        ("Race", "106", "207", "389", "370", "+5%", "+3%"),
        ("Faith", "28", "52", "99", "87", "+14%", "+9%"),
        ("Sexual orientation", "22", "43", "83", "88", "–6%", "–4%"),
        ("Disability", "13", "24", "43", "38", "+13%", "+6%"),
        ("Transgender", "4", "9", "17", "18", "[u]", "–3%"),
    )
    return PlainSection(
        name="In context: hate crime recorded by the police",
        finding=(
            "Police recorded ",
            Strong("164"),
            " hate crimes. Over twelve months Marlbridge changed by ",
            Strong("+5%"),
            ", the force area by +2%.",
        ),
        tables=(
            PlainTable(
                number="Table 21a",
                title="Hate crimes recorded in Marlbridge, by strand",
                head=(
                    "Strand",
                    "Quarter 2",
                    "Year so far",
                    "12 months to Sep 2026",
                    "12 months to Sep 2025",
                    "Change, Marlbridge",
                    "Change, the force area",
                ),
                rows=(
                    *(PlainRow(name=line[0], cells=line[1:]) for line in lines),
                    PlainRow(name="All hate crimes", cells=("164", "317", "598", "571", "+5%", "+2%"), kind="total"),
                ),
                note="Unit: recorded offence. Date basis: date recorded by the police. An offence may carry more than "
                "one strand, so strands add to more than all. [u]: base under 20, change not given.",
            ),
        ),
        figure=Figure(
            kind="multiples",
            title="Recorded hate crimes, by strand",
            unit="recorded offence",
            categories=QUARTERS,
            series=tuple(Series(name=name, values=values) for name, values in recorded.items()),
        ),
    )


def learning() -> TextSection:
    """What the officer wrote."""
    return TextSection(
        name="Learning",
        paragraphs=(
            (
                Strong("Ask for CCTV on the day."),
                " Recordings were lost in two cases because they were asked for after 31 days.",
            ),
            (Strong("Children first works."), " Schools stay for every case that concerns a child."),
        ),
    )


def missing() -> PlainSection:
    """Table 23."""
    lines = (
        ("Sexual orientation", 9, 41, 9),
        ("Religion", 6, 27, 5),
        ("Disability", 5, 23, 6),
        ("Ethnicity", 4, 18, 4),
        ("Age", 2, 9, 2),
    )
    rows = [
        PlainRow(name=f"{name} of the person affected", cells=(str(now), f"{share}%", f"{before} of 19"), bars=(now,))
        for name, now, share, before in lines
    ]
    return PlainSection(
        name="How good the figures are",
        finding=("Sexual orientation of the person affected is not known in ", Strong("nine of 22"), " cases."),
        tables=(
            PlainTable(
                number="Table 23",
                title="Missing answers in the 22 cases accepted",
                head=("Not known, or not asked", "Cases", "Per cent", "Quarter 1"),
                rows=tuple(rows),
                barred=(0,),
                note="Unit: case. Date basis: date the case was accepted. Percentages of 22 cases. “Prefers not to "
                "say” is an answer and is not counted as missing.",
            ),
        ),
    )
