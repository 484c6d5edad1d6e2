"""``hipdesk``: the command line, for IT and scripts. Imports nothing here: a press child imports this module again."""


def main() -> None:
    """Run the command line."""
    import multiprocessing

    multiprocessing.freeze_support()
    from hipdesk.console.app import run
    from hipdesk.kernel.offline import forbid_network
    from hipdesk.kernel.process import guard

    guard()
    forbid_network()
    run()


if __name__ == "__main__":
    main()
