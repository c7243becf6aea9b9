"""The console command `disagree`."""

import os
import signal
import sys
import threading
from pathlib import Path

import click
from rich.console import Console

from bot import logs
from bot import settings as environment
from bot.clock import of as time_of
from bot.process import build
from casework import areas, roster
from procedure import area as area_files
from procedure import rules
from procedure.reading import Faults
from storage import schema
from storage.engine import Database, Unavailable, connect


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="disagree")
def main() -> None:
    """Makes a safeguarding escalation procedure happen in Slack."""


@main.command()
def run() -> None:
    """Run the program until it is told to stop (SIGTERM or Ctrl-C)."""
    logs.set_up()
    try:
        process = build(environment.read(os.environ))
    except environment.Unset as unset:
        raise click.ClickException("settings are missing:\n" + str(unset)) from None
    except (schema.Behind, Unavailable, OSError) as failure:
        raise click.ClickException(str(failure)) from None
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    process.start()
    click.echo("disagree is running", err=True)
    stopping.wait()
    process.stop()


@main.command()
def migrate() -> None:
    """Bring the database forward to what this version needs."""
    database = _database()
    schema.migrate(database)
    click.echo(f"the database is at revision {schema.revision(database)}")


@main.group()
def area() -> None:
    """The area's settings."""


@area.command("set")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def set_area(file: Path) -> None:
    """Put the written procedure in force with the settings in FILE."""
    try:
        found = area_files.load(file.read_text(encoding="utf-8"), file.name)
        procedures = {procedure.id: procedure for procedure in rules.published()}
        if found.procedure_id not in procedures:
            raise click.ClickException(
                f"no such procedure: {found.procedure_id}; there are {', '.join(procedures)}"
            )
        areas.install_area(_ready_database(), found, procedures[found.procedure_id])
    except (Faults, rules.NotReady) as faults:
        raise click.ClickException(str(faults)) from None
    click.echo(f"{found.name}: {found.procedure_id} is in force")


@main.group(name="roster")
def roster_group() -> None:
    """Who is who."""


@roster_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_roster(file: Path) -> None:
    """Take in the roster in FILE (CSV); nothing is taken in where anything is wrong."""
    try:
        text = roster.decode(file.read_bytes())
        now = time_of(_settings().practice_clock).now()
        imported = roster.import_roster(_ready_database(), text, now=now)
    except roster.RosterFaults as faults:
        raise click.ClickException(f"nothing was taken in:\n{faults}") from None
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{imported.people} people in {imported.posts} posts")


@main.command()
def demo() -> None:
    """Tell two invented stories from start to end, in a practice Slack on this machine."""
    from sandbox.practice.demo import play

    play(Console())


def _database() -> Database:
    return connect(_settings().database)


def _settings() -> environment.Settings:
    return environment.Settings.model_validate(dict(os.environ))


def _ready_database() -> Database:
    database = _database()
    try:
        schema.prepare(database)
    except schema.Behind as behind:
        raise click.ClickException(str(behind)) from None
    return database


if __name__ == "__main__":
    sys.exit(main())
