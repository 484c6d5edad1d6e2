"""The window around the pages: navigation, top bar, status, search, locking."""
