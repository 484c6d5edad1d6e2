"""The blank referral form and risk form with this office's own lists and questions."""

from dataclasses import replace

from hipdesk.model.referrals.form_questions import referral_parts, risk_parts
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.forms import BlankForm
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.services.risk_assessments import risk_form
from hipdesk.services.settings import setting
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.work import Reading

_HANDLING = "When it is filled in: for the named office only. Send by secure e-mail. Keep no copy longer than needed."
_FILLED_IN = "when filled in"
"""After the marking: an empty form tells of nobody and may be given to anyone."""
_REFERRAL = (
    "Answer what you know. “Not known”, “not asked” and “prefers not to say” are answers, and a blank is not. "
    "If someone is in danger now, ring 999 first."
)


def load_referral_form(reading: Reading, *, copy: Copy = OFFICE_COPY) -> BlankForm:
    """The blank referral form; its fields are those the reader of filled forms knows."""
    return _form(reading, "Referral form", _REFERRAL, copy, risk=False)


def load_risk_form(reading: Reading, *, copy: Copy = OFFICE_COPY) -> BlankForm:
    """The office's risk form in force, blank."""
    return _form(reading, "Risk form", risk_form(reading).health_warning, copy, risk=True)


def _form(reading: Reading, title: str, opening: str, copy: Copy, *, risk: bool) -> BlankForm:
    office = setting(reading, OfficeSettings)
    made = frame(reading, title, title, handling=_HANDLING, copy=Copy(version=copy.version))
    return BlankForm(
        frame=replace(made, marking=f"{made.marking} {_FILLED_IN}"),
        title=title,
        panel_name=office.panel_name,
        opening=opening,
        send_to=", ".join(part for part in (office.officer_name, office.secure_email or office.phone) if part),
        parts=risk_parts(risk_form(reading)) if risk else referral_parts(form_choices(reading)),
    )
