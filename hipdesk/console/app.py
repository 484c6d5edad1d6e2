"""The commands, in the order a new office needs them."""

import sys

import typer

from hipdesk import __version__
from hipdesk.console import (
    dates,
    demonstration,
    exports,
    figures,
    forms,
    papers,
    police,
    population,
    templates,
    vaults,
    wards,
    workbooks,
)
from hipdesk.console.session import complain, say
from hipdesk.kernel import logs
from hipdesk.kernel.errors import HipDeskError

app = typer.Typer(
    name="hipdesk",
    help="Casework and meetings of a Hate Incident Panel: offline, over an encrypted vault.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("create")(vaults.create)
app.command("demo")(demonstration.demo)
app.command("import")(workbooks.import_workbook)
app.command("figures")(figures.figures)
app.command("police-figures")(police.police_figures)
app.command("wards")(wards.wards)
app.command("population")(population.population)
app.command("paper")(papers.paper)
app.command("dates")(dates.dates)
app.command("export")(exports.export)
app.command("read-form")(forms.read_form)
app.add_typer(templates.template, name="template")
app.command("backup")(vaults.backup)
app.command("restore")(vaults.restore)
app.command("verify")(vaults.verify)
app.command("selftest")(vaults.selftest)


@app.command()
def version() -> None:
    """Print the version."""
    say(__version__)


def run() -> None:
    """Run the command line; an unexpected fault says so without showing anything of a case."""
    logs.set_up()
    try:
        app()
    except HipDeskError as fault:
        complain(str(fault))
        sys.exit(1)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # noqa: BLE001 (a traceback could show what was being worked on)
        complain(f"Something unexpected went wrong ({type(fault).__name__}). What was saved before is kept.")
        sys.exit(2)
