"""The schema's revision: checked at every opening, raised only with a whole database to go back to."""

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.paths import migrations

HEAD = "0001"


class NewerVault(Refused):
    """The vault was last used by a newer HIP Desk."""

    def __init__(self) -> None:
        super().__init__(
            "This vault was last opened by a newer version of HIP Desk.",
            kept="Nothing was changed.",
            to_do="Install the newer version on this computer.",
        )


def revision_of(connection: Connection) -> str | None:
    """The revision the database stands at; None when it is empty."""
    there = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None


def bring_up(engine: Engine) -> None:
    """Bring an empty or older database to HEAD; NewerVault when it is ahead of this program."""
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations()))
    if revision is not None:
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if revision not in known:
            raise NewerVault()
    # Rebuilding a parent table with foreign keys on would delete its children: off before the transaction begins.
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr] # an open connection has its driver's
        connection.rollback()
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
                if broken:
                    raise AssertionError(f"{len(broken)} rows lost their parent in a migration")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
