"""Table 20 of the quarterly report: attendance as a grid of letters, the darker the less was brought."""

from dataclasses import dataclass

from hipdesk.papers.wording import Words, told


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSection:
    """Rows of agency, a letter for each meeting (P, D, A, N, z), this period in words, and its sharing agreement."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    title: str
    note: str
    finding: Words = ""
    name: str = "The panel itself"

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        return {
            "kind": "attendance",
            "name": self.name,
            "finding": told(self.finding),
            "title": self.title,
            "heads": list(self.heads),
            "rows": [{"name": row[0], "letters": list(row[1:-2]), "rest": list(row[-2:])} for row in self.rows],
            "note": self.note,
        }
