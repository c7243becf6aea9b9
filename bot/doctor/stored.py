"""The doctor on the database: there, of this version, writable, with room left, and its record whole."""

from collections.abc import Iterator
from datetime import timedelta

from bot.clock import THIS_MACHINE
from bot.doctor.apart import off
from bot.doctor.finding import Finding, fault, listed, unseen, warning, well
from bot.doctor.installation import Installation
from casework import watchdog
from storage import schema, soundness
from storage.engine import Unavailable
from storage.sqlite import journal_mode

RECORDS_AT_MOST = 1000
LITTLE_ROOM_BYTES = 1024**3
NO_ROOM_BYTES = 50 * 1024**2

_START = "Set DATABASE_URL to where the database is; `disagree migrate` makes a new one."
_RESTORE = (
    "Do not repair it by hand. Keep a copy of the database as it is, tell the safeguarding lead, and compare "
    "the record with a backup."
)


def look_whether_there(installation: Installation) -> Iterator[Finding]:
    """Look whether the database is there, can be read, and is of this version."""
    try:
        found = schema.revision(installation.database)
        schema.require_current(installation.database)
    except soundness.NotThere as why:
        yield fault("database_missing", str(why), _START)
    except Unavailable as why:
        advice = "See that the database runs, that the address is right, and that no other program locks it."
        yield fault("database_unreachable", f"the database can't be used now ({why})", advice)
    except schema.Behind as behind:
        advice = "Stop the program, make a backup, run `disagree migrate`, and start it again."
        yield fault("migration_behind", str(behind), advice)
    else:
        yield well("database", f"the database is there, at revision {found}")


def look_whether_writable(installation: Installation) -> Iterator[Finding]:
    """Look whether the database takes what is written."""
    try:
        soundness.try_to_write(installation.database)
    except Unavailable:
        advice = (
            "See whether the disk is full or read-only, and whether the account under which the program runs "
            "may write the database's file and its folder; on PostgreSQL, whether this is the server itself "
            "and no copy, and whether its account may write all tables."
        )
        yield fault("database_read_only", "the database can be read, but takes nothing new", advice)
    else:
        yield well("database_writable", "it takes what is written")


def look_at_file(installation: Installation) -> Iterator[Finding]:
    """Look at the file of a SQLite database: its journal, and the room beside it."""
    file = soundness.file_of(installation.database)
    if file is None:
        return
    first, second, third = (int(part) for part in file.version.split(".")[:3])
    wanted = journal_mode((first, second, third))
    if file.journal == wanted:
        yield well("journal", f"SQLite {file.version} with journal mode {wanted}, which is safe with it")
    else:
        advice = f"Stop every program that has the database open; the next start sets {wanted}."
        yield warning("journal", f"SQLite {file.version} runs with journal mode {file.journal}", advice)
    yield room_left(file.free_bytes)


def room_left(free_bytes: int) -> Finding:
    """Return what to say of the room left on the database's disk."""
    megabytes = free_bytes // 1024**2
    if free_bytes < NO_ROOM_BYTES:
        advice = "Make room now: once the disk is full nothing can be recorded."
        return fault("disk_full", f"only {megabytes} MB are left on the database's disk", advice)
    if free_bytes < LITTLE_ROOM_BYTES:
        advice = "Make room on the disk, or move the database to a larger one."
        return warning("disk_nearly_full", f"{megabytes} MB are left on the database's disk", advice)
    return well("disk", f"{megabytes // 1024} GB are left on the database's disk")


def look_at_guards(installation: Installation) -> Iterator[Finding]:
    """Look whether the database itself refuses to change the record."""
    with installation.database.read() as connection:
        missing = sorted(schema.missing_guards(connection))
    if missing:
        says = f"the record could be changed by hand: the database has lost {listed(missing)}"
        advice = (
            "Start the program again, which puts them back; then find out who opened the database by hand, "
            "and see what is said of the records."
        )
        yield fault("guard_missing", says, advice)
    else:
        yield well("guards", "the database itself refuses to change or delete what is recorded")


def look_at_records(installation: Installation) -> Iterator[Finding]:
    """Look whether the records are whole."""
    with installation.database.read() as connection:
        looked = soundness.look_at_records(connection, RECORDS_AT_MOST)
    if looked.broken:
        yield fault("record_broken", f"not as they were written: {listed(looked.broken)}", _RESTORE)
    elif looked.of:
        yield well("records", f"{looked.looked} of {looked.of} records were verified, and are whole")
    else:
        yield unseen("records", "nothing has been recorded yet")


def look_at_clock(installation: Installation) -> Iterator[Finding]:
    """Look how far the clock of the database's server is from this machine's; a file has none of its own."""
    before = THIS_MACHINE.now()
    there = soundness.clock_of(installation.database)
    if there is None:
        return
    apart = max(before - there, there - THIS_MACHINE.now(), timedelta())
    yield off(apart, "the database server's", "clock_of_database")


def look_at_what_is_owed(installation: Installation) -> Iterator[Finding]:
    """Look whether each unfinished disagreement has the clocks and the calls that its record asks for."""
    looked = watchdog.look(installation.database, 0, RECORDS_AT_MOST, now=installation.now)
    owed = [f"{each.reference} ({' '.join(filter(None, (each.what, each.kind)))})" for each in looked.found]
    if owed:
        advice = (
            "Is the program running? It mends what it can within five minutes; the log says what. If it is, "
            "and this stays, ring whoever is due to act, and report it."
        )
        yield fault("record_and_clocks_differ", f"not as the record says: {listed(owed)}", advice)
    else:
        yield well("watchdog", f"{looked.number} unfinished disagreements have their clocks and their calls")
