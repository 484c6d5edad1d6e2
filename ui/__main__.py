"""Starts the window. Imports nothing at module level: the press spawns this module's process again."""


def main() -> int:
    """Start HIP Desk and return its exit code."""
    import multiprocessing

    multiprocessing.freeze_support()
    import sys

    from ui.app import run

    return run(sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
