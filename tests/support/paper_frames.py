"""The furniture of the invented Marlbridge papers."""

from datetime import date

from hipdesk.papers.furniture import PaperFrame

MEETING = date(2026, 11, 12)


def frame(title: str, short_title: str, **changes: object) -> PaperFrame:
    """The furniture of a Marlbridge paper: copy 4 of 12, for Rushmere."""
    settings: dict[str, object] = {
        "panel": "Marlbridge Hate Incident Panel",
        "marking": "OFFICIAL-SENSITIVE",
        "handling": "For panel members only. Do not copy or forward. Destroy or return after the meeting.",
        "version": "1.0",
        "version_day": date(2026, 11, 9),
        "fingerprint": "7F3A 91C2",
        "copy_number": 4,
        "copies": 12,
        "recipient": "Rushmere Housing Association (O. Adéyẹmí)",
    }
    return PaperFrame(title=title, short_title=short_title, **(settings | changes))  # type: ignore[arg-type]  # test data
