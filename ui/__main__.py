"""Starts the window. Imports nothing at module level: the press spawns this module's process again."""


def main() -> int:
    """Start HIP Desk and return its exit code."""
    import multiprocessing

    multiprocessing.freeze_support()
    import sys

    from hipdesk.kernel.offline import forbid_network
    from hipdesk.kernel.process import guard

    # First of all: no core dump, no network.
    guard()
    forbid_network()
    from ui import plain_imports

    plain_imports.keep()
    from ui.app import run

    return run(sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
