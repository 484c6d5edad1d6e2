"""Writing an old workbook into the record: agencies, people, referrals with their cases, past meetings, duplicates.

Rows are written in bulk through ``store.ledger``; nothing here commits, and everything happens in one transaction.
"""
