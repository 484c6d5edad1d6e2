"""The command line (typer): acts as the holder whose passphrase it gets, through a Desk and nothing else."""
