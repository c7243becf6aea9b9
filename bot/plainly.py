"""What the console commands share: the files that they take, and failures said without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot import settings as environment
from casework import roster
from procedure import rules, written
from procedure.reading import Faults
from procedure.written import Procedure
from storage import schema, sole
from storage.engine import NoDatabase, Unavailable

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A file that is there, as a command takes it."""


def text_of(file: Path) -> str:
    """Return what a file holds; raises what `plainly` says."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not UTF-8") from None


def procedure_named(name: str, own: Path | None) -> Procedure:
    """Return a procedure by its id: one that comes with the program, or in a file of one's own."""
    procedures = {procedure.id: procedure for procedure in rules.published()}
    if own:
        written_here = written.load(text_of(own), own.name)
        procedures[written_here.id] = written_here
    if name not in procedures:
        known = ", ".join(procedures)
        raise click.ClickException(f"no such procedure: {name}; there are {known}")
    return procedures[name]


@contextmanager
def plainly() -> Iterator[None]:
    """Say what an administrator, or an author of a procedure, can mend."""
    try:
        yield
    except environment.Unset as unset:
        raise click.ClickException(f"settings are missing or wrong:\n{unset}") from None
    except Unavailable as failure:
        raise click.ClickException(f"the database can't be used now ({failure})") from None
    except roster.RosterFaults as faults:
        raise click.ClickException(f"nothing was taken in:\n{faults}") from None
    except (NoDatabase, schema.Behind, sole.InUse, Faults, rules.NotReady, OSError) as failure:
        raise click.ClickException(str(failure)) from None
