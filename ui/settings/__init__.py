"""Settings: the office, locking, backups."""
