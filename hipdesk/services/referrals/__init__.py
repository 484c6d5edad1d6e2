"""Referrals: logging, amending, deciding, and reading them."""

from hipdesk.services.referrals.begun import draft_begun
from hipdesk.services.referrals.decide import (
    accept_referral,
    acknowledge,
    ask_for_information,
    decline_referral,
    information_came,
    look_again,
    mark_duplicate,
    redirect_referral,
    withdraw_referral,
)
from hipdesk.services.referrals.listing import list_referrals, one_referral, referral_counts
from hipdesk.services.referrals.log import amend_referral, log_referral
from hipdesk.services.referrals.read import (
    inbox,
    open_referral,
    referral_choices,
    referral_form,
    referral_names,
    waiting_referrals,
)

__all__ = [
    "accept_referral",
    "acknowledge",
    "amend_referral",
    "ask_for_information",
    "decline_referral",
    "draft_begun",
    "inbox",
    "information_came",
    "list_referrals",
    "log_referral",
    "look_again",
    "mark_duplicate",
    "one_referral",
    "open_referral",
    "redirect_referral",
    "referral_choices",
    "referral_counts",
    "referral_form",
    "referral_names",
    "waiting_referrals",
    "withdraw_referral",
]
