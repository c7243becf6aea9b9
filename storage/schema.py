"""The schema: made where there is none, brought forward by migrations, refused where it is behind."""

from importlib import resources

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.engine import Database

_REFUSAL = "the record is append-only"
_GUARDS = {
    "sqlite": (
        *(
            f"CREATE TRIGGER IF NOT EXISTS entry_no_{verb.lower()} BEFORE {verb} ON entry "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        (
            "CREATE TRIGGER IF NOT EXISTS entry_no_replace BEFORE INSERT ON entry WHEN EXISTS "
            "(SELECT 1 FROM entry WHERE disagreement_id = NEW.disagreement_id AND seq = NEW.seq) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = '{_REFUSAL}'; END $$"
        ),
        (
            "CREATE OR REPLACE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ),
        (
            "CREATE OR REPLACE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        ),
        "ALTER TABLE entry ENABLE TRIGGER USER",
    ),
}
_NAMES = {
    "sqlite": frozenset({"entry_no_update", "entry_no_delete", "entry_no_replace"}),
    "postgresql": frozenset({"entry_no_change", "entry_no_truncate"}),
}


class Behind(Exception):  # noqa: N818  (it says what is the case)
    """The database was made by an older version of the program, or by a newer one."""

    def __init__(self, found: str, expected: str, *, is_newer: bool = False) -> None:
        advice = "a newer program made it, run that one" if is_newer else "run `disagree migrate`"
        super().__init__(f"the database is at {found}, this program needs {expected}: {advice}")


def prepare(database: Database) -> None:
    """Make a new database, or make sure that an old one is the one this program knows; raises Behind."""
    found, expected = revision(database), _script().get_current_head()
    if found is None and not _has_tables(database):
        migrate(database)
    elif found != expected:
        raise _behind(found)
    else:
        with database.write() as connection:
            install_guards(connection)


def require_current(database: Database) -> None:
    """Make sure that a database is the one this program knows, and change nothing; raises Behind."""
    found = revision(database)
    if found != _script().get_current_head():
        raise _behind(found)


def migrate(database: Database) -> None:
    """Bring the schema forward to what this program needs; raises Behind where a newer one has been at it."""
    found = revision(database)
    if found not in _known():
        raise _behind(found)
    config = _config()
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        install_guards(connection)


def revision(database: Database) -> str | None:
    """Return the revision at which a database is, None for a new one."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def install_guards(connection: sa.Connection) -> None:
    """Make the record append-only in the database itself; a batch migration would drop such triggers."""
    if missing_guards(connection):
        for statement in _GUARDS[connection.dialect.name]:
            connection.exec_driver_sql(statement)


def missing_guards(connection: sa.Connection) -> frozenset[str]:
    """Return the guards of the record that are not in place; `prepare` puts them back."""
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.dialect.name]
    return guards(connection) - set(connection.exec_driver_sql(known).scalars())


def guards(connection: sa.Connection) -> frozenset[str]:
    """Return the names of the triggers that guard the record."""
    return _NAMES[connection.dialect.name]


def _behind(found: str | None) -> Behind:
    expected = _script().get_current_head() or "none"
    return Behind(found or "no revision", expected, is_newer=found not in _known())


def _known() -> set[str | None]:
    return {None, *(script.revision for script in _script().walk_revisions())}


def _has_tables(database: Database) -> bool:
    with database.read() as connection:
        return bool(sa.inspect(connection).get_table_names())


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    return config
