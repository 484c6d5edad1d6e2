"""Starts the window. Imports nothing at module level: the press spawns this module's process again."""


def prepare() -> None:
    """Before anything else: no core dump, no network, and what makes every import of the start slower kept out."""
    import gc

    # Nothing made while starting is dropped: the collector would only walk it again and again. ``run`` wakes it.
    gc.disable()
    from hipdesk.kernel import heap
    from hipdesk.kernel.offline import forbid_network
    from hipdesk.kernel.process import guard

    guard()
    forbid_network()
    heap.share()
    from ui import late_signatures, plain_imports

    with late_signatures.put_off():
        plain_imports.keep()


def main() -> int:
    """Start HIP Desk and return its exit code."""
    import sys

    if getattr(sys, "frozen", False):  # only there is this program itself started again as the press
        import multiprocessing

        multiprocessing.freeze_support()
    prepare()
    from ui.app import run

    return run(sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
