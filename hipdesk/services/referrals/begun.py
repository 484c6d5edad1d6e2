"""Referrals begun and not logged, and changes begun and not kept: the holder's own drafts, told by initials."""

from collections.abc import Sequence

from hipdesk.kernel.clock import LONDON
from hipdesk.model.attachments import DraftName
from hipdesk.model.drafts import Draft
from hipdesk.model.referrals.naming import initials_of_person
from hipdesk.model.referrals.views import ReferralBegun
from hipdesk.model.users import Right
from hipdesk.services.registry import reads
from hipdesk.store.queries import drafts as queries
from hipdesk.store.queries.attachments import held_counts
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.work import Reading

KIND = "referral"
"""The drafts of referrals that are being logged."""


def referrals_begun(reading: Reading) -> tuple[ReferralBegun, ...]:
    """The actor's own, the one last typed in first."""
    kept = queries.drafts(reading, KIND)
    return _told(reading, kept)


@reads(Right.KEEP_DRAFTS)
def draft_begun(reading: Reading, draft: DraftName) -> ReferralBegun | None:
    """What one draft of a referral holds, for asking before it goes; None when there is none."""
    kept = [each for each in queries.drafts(reading, draft.kind) if each.subject == draft.subject]
    return next(iter(_told(reading, kept)), None)


def _told(reading: Reading, kept: Sequence[Draft]) -> tuple[ReferralBegun, ...]:
    agencies = dict(form_choices(reading).agencies) if kept else {}
    files = held_counts(reading) if kept else {}
    return tuple(_begun(draft, agencies, files) for draft in kept)


def _begun(draft: Draft, agencies: dict[str, str], files: dict[str, int]) -> ReferralBegun:
    answers = draft.content.get("answers") or {}
    at = draft.kept_at.astimezone(LONDON)
    return ReferralBegun(
        subject=draft.subject,
        initials=initials_of_person(_words(answers.get("person.name")), _words(answers.get("person.kind"))),
        agency=agencies.get(_words(answers.get("agency_id")), ""),
        begun_on=draft.begun_at.astimezone(LONDON).date(),
        kept_on=at.date(),
        kept_at=at.time().replace(second=0, microsecond=0),
        answers=sum(1 for answer in answers.values() if answer not in (None, "", [], {})),
        files=files.get(DraftName(kind=draft.kind, subject=draft.subject).key, 0),
    )


def _words(answer: object) -> str:
    """An answer that is text; one that could not be read, or is not there, is none."""
    return answer if isinstance(answer, str) else ""
