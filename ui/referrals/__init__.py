"""Referrals: the inbox with the referral beside it, the list of all, and the form."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.referrals.amend_page import AmendReferralPage
    from ui.referrals.form_page import NewReferralPage
    from ui.referrals.inbox_page import InboxPage
    from ui.referrals.list_page import AllReferralsPage

    return (
        PageEntry("referrals", "Referrals", "inbox", InboxPage, order=20, badge="referrals"),
        PageEntry("referral-form", "New referral", "inbox", NewReferralPage, under="referrals", key="Ctrl+Shift+R"),
        PageEntry("all-referrals", "All referrals", "inbox", AllReferralsPage, under="referrals"),
        PageEntry("referral-edit", "Referral", "inbox", AmendReferralPage, under="referrals"),
    )
