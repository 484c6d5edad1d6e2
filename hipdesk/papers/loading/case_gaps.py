"""What a case paper says of questions without an answer: not asked, prefers not to say, not known, in few words.

Only where a reader would otherwise take silence for a fact: of what the paper prints, and of what was hated in the
person affected. The rest stands on the record.
"""

from collections.abc import Callable, Mapping, Sequence

from hipdesk.model.referrals import no_answers
from hipdesk.model.referrals.views import Facts, NamedPerson

Why = Callable[[str], str]
"""The words of one of the three: "not_asked" is "Not asked"."""
KINDS = ("not_asked", "declined", "not_known")
_OTHERS = ("born", "language", "interpreter", "adjustments")
_ASKED: Mapping[str, tuple[str, ...]] = {
    "victim": (
        "born", "ethnicity", "religion", "orientation", "disabled", "language", "interpreter", "care_needs",
        "adjustments", "contact", "contact_times", "message_safe", "post_safe", "contact_unsaid",
    ),
    "child": ("born", "school"),
    "perpetrator": ("born", "relation", "evidence_basis", "risk_markers", "order_kind"),
}  # fmt: skip


def gap_lines(people: Sequence[NamedPerson], why: Why, subject_id: str = "") -> tuple[str, ...]:
    """ "Victim A. Not asked: religion, orientation. Prefers not to say: ethnicity.", a line for each who has such.

    With a ``subject_id`` for that person only: in a paper for one person nothing is told of others.
    """
    lines = []
    for who in people:
        if subject_id not in ("", who.person_id):
            continue
        asked = _ASKED.get(who.role, _OTHERS)
        told = [(why(kind), [no_answers.PERSON[name] for name in asked if who.unanswered.get(name) == kind])
                for kind in KINDS]  # fmt: skip
        said = " ".join(f"{kind}: {', '.join(names)}." for kind, names in told if names)
        if said:
            lines.append(f"{who.label}. {said}")
    return tuple(lines)


def wishes_gap(facts: Facts, why: Why) -> str:
    """ "What they want: not asked.", where that is why nothing stands there; ``facts`` are those of the referral."""
    kinds = {why(kind) for kind in KINDS}
    wanted = no_answers.REFERRAL["victim_wants"]
    told = next((title for title, names in facts if title in kinds and wanted in names.split(", ")), "")
    return f"What they want: {told.lower()}." if told else ""
