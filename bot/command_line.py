"""The console command `disagree`."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from bot import logs
from bot import manifest as slack_app
from bot import settings as environment
from bot.clock import of as time_of
from bot.doctor.command import doctor
from bot.plainly import FILE, plainly, procedure_named, text_of
from bot.procedures import procedures_group
from bot.process import build
from bot.report import as_json
from casework import areas, facilities, figures, holders, roster, time
from messages import figures as words
from procedure import area as area_files
from procedure import periods
from procedure import protocol as protocols
from procedure.periods import Period
from procedure.protocol import Agreed
from procedure.refusal import Refused
from storage import schema
from storage.engine import Database, connect

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="disagree")
def main() -> None:
    """Makes a safeguarding escalation procedure happen in Slack."""


main.add_command(procedures_group)
main.add_command(doctor)


@main.command()
def run() -> None:
    """Run the program until it is told to stop (SIGTERM or Ctrl-C)."""
    with plainly():
        settings = environment.read(os.environ)
        logs.set_up(logging.getLevelNamesMapping()[settings.log_level])
        process = build(settings)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    process.start()
    click.echo("disagree is running", err=True)
    stopping.wait()
    process.stop()


@main.command()
def manifest() -> None:
    """Print the manifest from which the Slack app is created."""
    click.echo(slack_app.text(), nl=False)


@main.command()
def migrate() -> None:
    """Bring the database forward to what this version needs."""
    with plainly(), _opened() as database:
        schema.migrate(database)
        click.echo(f"the database is at revision {schema.revision(database)}")


@main.group()
def area() -> None:
    """The area's settings."""


@area.command("set")
@click.argument("file", type=FILE)
@click.option("--procedure", "own", type=FILE, help="A written procedure of your own, as a file.")
def set_area(file: Path, own: Path | None) -> None:
    """Put the written procedure in force with the settings in FILE."""
    with plainly(), _opened() as database:
        found = area_files.load(text_of(file), file.name)
        procedure = procedure_named(found.procedure_id, own)
        schema.prepare(database)
        warnings = areas.install_area(database, found, procedure)
        time.arm_areas(database, now=_now())
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{found.name}: {found.procedure_id} is in force")


@main.group()
def protocol() -> None:
    """The own procedures of specialist regional facilities."""


@protocol.command("set")
@click.argument("file", type=FILE)
@click.option("--procedure", "own", type=FILE, help="The written procedure that was agreed, as a file.")
def set_protocol(file: Path, own: Path | None) -> None:
    """Put a facility's own procedure in force with the settings in FILE."""
    with plainly(), _opened() as database:
        found = protocols.load(text_of(file), file.name)
        agreed = Agreed(found, procedure_named(found.procedure_id, own))
        schema.prepare(database)
        facilities.install_protocol(database, agreed)
    click.echo(f"{found.id}: {found.procedure_id} is in force for the facilities that the roster gives it")


@main.group(name="roster")
def roster_group() -> None:
    """Who is who."""


@roster_group.command("import")
@click.argument("file", type=FILE)
@click.option("--without-asking", is_flag=True, help="Ask nobody whether a post is theirs: all is known.")
def import_roster(*, file: Path, without_asking: bool) -> None:
    """Take in the roster in FILE (CSV); nothing is taken in where anything is wrong."""
    with plainly(), _opened() as database:
        schema.prepare(database)
        now = _now()
        imported = roster.import_roster(database, roster.decode(file.read_bytes()), now=now)
        if without_asking:
            holders.take_as_known(database, now=now)
        else:
            holders.ask(database, now=now)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}")
    click.echo(f"{imported.people} people in {imported.posts} posts")


def _period(context: click.Context, option: click.Parameter, said: str | None) -> Period | None:
    """Read a quarter where a quarter is asked for, and a year where a year is."""
    if said is None:
        return None
    is_quarter = option.name == "quarter"
    with suppress(Refused):
        if ((period := periods.read(said)).quarter is not None) is is_quarter:
            return period
    example = "--quarter 2026-Q4" if is_quarter else "--year 2026"
    raise click.BadParameter(f"{said!r} is no {option.name}; write {example}", context, option)


@main.command()
@click.option("--area", "name", required=True, help="The area, by its id or its name.")
@click.option("--quarter", callback=_period, help="A quarter of the calendar year: 2026-Q4.")
@click.option("--year", callback=_period, help="A calendar year: 2026.")
@click.option("--json", "is_for_programs", is_flag=True, help="One object, for programs.")
def report(*, name: str, quarter: Period | None, year: Period | None, is_for_programs: bool) -> None:
    """
    Print the figures of an area for a quarter or a year: timeliness and outcomes. They name nobody, and say
    less where fewer than five were settled.
    """
    if (period := quarter or year) is None or (quarter and year):
        raise click.UsageError("one of --quarter and --year is needed")
    with plainly(), _opened() as database:
        schema.prepare(database)
        try:
            found = figures.of_area(database, name, period, now=_now())
        except figures.NoSuchArea as why:
            known = ", ".join(why.known) or "none yet"
            raise click.ClickException(f"no such area: {name}; there are: {known}") from None
        except Refused:
            raise click.ClickException(f"{period.id} has not begun yet") from None
    click.echo(as_json(found) if is_for_programs else words.text(found))


@main.command()
def demo() -> None:
    """Tell two invented stories from start to end, in a practice Slack on this machine."""
    from sandbox.practice.demo import play

    play(Console())


@main.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8484,
    show_default=True,
    help="Where the page is; 0 finds a free port.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; only say where the page is.")
@click.option("--without-app", is_flag=True, help="The people alone, for any other Slack app.")
@click.option("--manifest", type=FILE, help="The other app's manifest, YAML or JSON.")
@click.option("--roster", type=FILE, help="Who is who: an invented roster of your own.")
@click.option("--folder", type=_FOLDER, help="Where database and log are kept; a new folder unless given.")
def practice(
    *,
    port: int,
    no_browser: bool,
    without_app: bool,
    manifest: Path | None,
    roster: Path | None,
    folder: Path | None,
) -> None:
    """Open a practice workspace in the browser, on this machine, where one person can be everybody."""
    from sandbox.practice import opening
    from sandbox.practice.workspaces import CantStart

    if manifest and not without_app:
        raise click.UsageError("--manifest is for another app: it goes with --without-app")
    if without_app and (roster or folder):
        raise click.UsageError("--roster and --folder are for our app: they don't go with --without-app")
    asked = opening.Asked(port, not no_browser, folder, roster)
    try:
        if without_app:
            opening.without_app(asked, manifest, Console())
        else:
            opening.with_app(asked, Console())
    except CantStart as why:
        raise click.ClickException(str(why)) from None


@contextmanager
def _opened() -> Iterator[Database]:
    database = connect(_settings().database)
    try:
        yield database
    finally:
        database.close()


def _now() -> datetime:
    return time_of(_settings().practice_clock).now()


def _settings() -> environment.Settings:
    return environment.read_unchecked(os.environ)


if __name__ == "__main__":
    sys.exit(main())
