"""A letter as paper tests and samples of templates need one."""

from datetime import date

from hipdesk.papers.letters import LetterAction, LetterPaper
from tests.support import paper_frames


def a_letter(**changes: object) -> LetterPaper:
    """An escalation with everything a letter can have."""
    plain: dict[str, object] = {
        "frame": paper_frames.frame("Escalation", "Escalation", recipient="Rushmere Housing Association"),
        "sender": ("Marlbridge Council", "Marlbridge Hate Incident Panel", "Anwen Price", "020 7946 0100"),
        "recipient": ("The manager of Oluwaseun Bright", "Rushmere Housing Association"),
        "delivery": "By secure e-mail",
        "day": date(2026, 12, 2),
        "references": (("Our reference", "HIP/2026-27/0041"), ("Your reference", "RHA 55")),
        "subject": "Actions of your agency that are overdue",
        "greeting": "Dear colleague,",
        "before": ("Two of them are late.",),
        "actions": (
            LetterAction(
                number="0041/1", initials="N.J.C.", wording="fit the guard", due=date(2026, 11, 17), days_late=11
            ),
            LetterAction(number="G/3", initials="", wording="Write to all", due=None, days_late=0, missed=2),
        ),
        "after": ("Please tell us by 9 December 2026.", "Thank you."),
        "signed": ("Anwen Price", "Hate Crime Partnership Officer"),
    }
    return LetterPaper(**{**plain, **changes})  # type: ignore[arg-type]  # the fields as named
