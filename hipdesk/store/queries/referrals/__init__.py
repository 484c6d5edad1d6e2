"""Reading referrals: the inbox, one referral, what it was logged with, and what came before it."""
