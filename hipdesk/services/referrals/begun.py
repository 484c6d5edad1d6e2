"""Referrals begun and not logged: the holder's own drafts, told by initials."""

from hipdesk.kernel.clock import LONDON
from hipdesk.model.drafts import Draft
from hipdesk.model.referrals.naming import initials_of_person
from hipdesk.model.referrals.views import ReferralBegun
from hipdesk.store.queries import drafts as queries
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.work import Reading

KIND = "referral"
"""The drafts of referrals that are being logged."""


def referrals_begun(reading: Reading) -> tuple[ReferralBegun, ...]:
    """The actor's own, the one last typed in first."""
    kept = queries.drafts(reading, KIND)
    agencies = dict(form_choices(reading).agencies) if kept else {}
    return tuple(_begun(draft, agencies) for draft in kept)


def _begun(draft: Draft, agencies: dict[str, str]) -> ReferralBegun:
    answers = draft.content.get("answers") or {}
    at = draft.kept_at.astimezone(LONDON)
    return ReferralBegun(
        subject=draft.subject,
        initials=initials_of_person(_words(answers.get("person.name")), _words(answers.get("person.kind"))),
        agency=agencies.get(_words(answers.get("agency_id")), ""),
        begun_on=draft.begun_at.astimezone(LONDON).date(),
        kept_on=at.date(),
        kept_at=at.time().replace(second=0, microsecond=0),
    )


def _words(answer: object) -> str:
    """An answer that is text; one that could not be read, or is not there, is none."""
    return answer if isinstance(answer, str) else ""
