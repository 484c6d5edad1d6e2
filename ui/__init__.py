"""The window: PySide6 over a Desk."""
