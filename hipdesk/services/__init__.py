"""One function per thing a person can do: right, rule, rows and one audit event in the same transaction."""
