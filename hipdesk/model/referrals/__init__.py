"""Referrals: what is asked of them, what they still need, how people in them are called, and what is shown."""

from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.commands import (
    AcceptReferral,
    AcknowledgeReferral,
    AmendReferral,
    AskForInformation,
    DeclineReferral,
    InformationCame,
    LogReferral,
    LookAgain,
    MarkDuplicate,
    RedirectReferral,
    WithdrawReferral,
)
from hipdesk.model.referrals.entries import (
    EarlierStepEntry,
    EvidenceEntry,
    IncidentEntry,
    Join,
    RiskEntry,
    SharingEntry,
    StrandEntry,
)
from hipdesk.model.referrals.people import AddressEntry, ContactEntry, OrderEntry, PersonEntry
from hipdesk.model.referrals.views import InboxFilter, InboxView, ReferralAccepted, ReferralLogged, ReferralView

__all__ = [
    "AcceptReferral",
    "AcknowledgeReferral",
    "AddressEntry",
    "AmendReferral",
    "AskForInformation",
    "ContactEntry",
    "DeclineReferral",
    "EarlierStepEntry",
    "EvidenceEntry",
    "InboxFilter",
    "InboxView",
    "IncidentEntry",
    "InformationCame",
    "Join",
    "LogReferral",
    "LookAgain",
    "MarkDuplicate",
    "OrderEntry",
    "PersonEntry",
    "RedirectReferral",
    "ReferralAccepted",
    "ReferralLogged",
    "ReferralView",
    "RiskEntry",
    "SharingEntry",
    "StrandEntry",
    "WithdrawReferral",
    "missing",
]
