"""Writing what was told, for a referral or a case: people with their part, incidents, strands, sharing. No events."""
