"""Before and around unlocking: choose a vault, unlock, first run, recovery, restore. Imports nothing heavy."""
