"""HIP Desk without its window: importable and scriptable, with no Qt."""

__version__ = "0.1.0.dev1"
