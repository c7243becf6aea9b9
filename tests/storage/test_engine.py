import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import engine, schema
from storage.engine import WRITER_WAITS_SECONDS, Database, Unavailable
from storage.sqlite import journal_mode
from storage.tables import area, rules
from tests import stores
from tests.stores import Kind, OnServer

BUSY_SECONDS = WRITER_WAITS_SECONDS + 1.5
"""So long a queue may take on a busy machine."""


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        pytest.param((3, 40, 1), "DELETE", id="Debian 12"),
        pytest.param((3, 44, 5), "DELETE", id="before the first mended one"),
        pytest.param((3, 44, 6), "WAL", id="mended in 3.44"),
        pytest.param((3, 45, 0), "DELETE", id="a newer branch, not mended"),
        pytest.param((3, 46, 1), "DELETE", id="Debian 13"),
        pytest.param((3, 50, 6), "DELETE", id="before the mended one of 3.50"),
        pytest.param((3, 50, 7), "WAL", id="mended in 3.50"),
        pytest.param((3, 51, 0), "DELETE", id="3.51 before it was mended"),
        pytest.param((3, 51, 2), "DELETE", id="the last one with the fault"),
        pytest.param((3, 51, 3), "WAL", id="mended"),
        pytest.param((3, 53, 0), "WAL", id="newer"),
    ],
)
def test_write_ahead_logging_is_used_only_where_its_reset_fault_is_mended(
    version: tuple[int, int, int], mode: str
) -> None:
    assert journal_mode(version) == mode


@pytest.mark.usefixtures("path")
def test_a_file_is_opened_with_every_safeguard(database: Database) -> None:
    wanted = {
        "journal_mode": journal_mode(sqlite3.sqlite_version_info[:3]).lower(),
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": WRITER_WAITS_SECONDS * 1000,
    }

    with database.write() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()

    assert found == wanted
    assert synchronous == {"wal": 2, "delete": 3}[str(found["journal_mode"])]


def test_a_writer_holds_the_lock_before_its_first_statement(database: Database, path: Path) -> None:
    with (
        database.write(),
        closing(sqlite3.connect(path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize("opened", [Database.read, Database.ask])
def test_a_reader_is_not_held_up_and_sees_what_was_committed(
    database: Database, opened: Callable[[Database], AbstractContextManager[sa.Connection]]
) -> None:
    with database.write() as connection:
        put(connection, "first")

    with database.write() as connection, opened(database) as reader:
        put(connection, "second")

        assert kept(reader) == {"first"}


def test_a_reader_changes_nothing(database: Database) -> None:
    # PostgreSQL refuses it outright; of a file nothing is kept.
    with suppress(Unavailable), database.read() as connection:
        put(connection, "by a reader")

    with database.read() as connection:
        assert kept(connection) == set()


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        put_twice(database, "half")

    with database.read() as connection:
        assert kept(connection) == set()


def test_no_update_is_lost_between_two_that_read_before_they_write(database: Database, path: Path) -> None:
    with database.write() as connection:
        connection.execute(rules.insert().values(id="counter", content="0"))
    others = [engine.connect(f"sqlite:///{path}") for _ in range(2)]
    threads = [threading.Thread(target=count_up, args=(other, 25)) for other in others]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as connection:
        assert connection.execute(sa.select(rules.c.content)).scalar_one() == "50"
    for other in others:
        other.close()


def test_a_writer_gives_up_in_time_while_another_process_holds_the_lock(
    database: Database, path: Path
) -> None:
    with held_by_another_process(path):
        began = time.monotonic()
        with pytest.raises(Unavailable), database.write():
            raise AssertionError("nobody may get in")
        waited = time.monotonic() - began

    assert WRITER_WAITS_SECONDS * 0.9 <= waited < BUSY_SECONDS
    with database.write() as connection:
        put(connection, "afterwards")


def test_who_waited_in_our_own_queue_does_not_wait_as_long_again(database: Database, path: Path) -> None:
    waited: list[float] = []

    def give_up() -> None:
        began = time.monotonic()
        with pytest.raises(Unavailable), database.write():
            raise AssertionError("nobody may get in")
        waited.append(time.monotonic() - began)

    with held_by_another_process(path):
        threads = [threading.Thread(target=give_up) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(waited) == 3
    assert max(waited) < BUSY_SECONDS


def test_a_writer_queues_for_another_of_the_same_process(database: Database) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with database.write():
            inside.set()
            go_on.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(10)

    with pytest.raises(Unavailable, match="another writer"), database.write():
        raise AssertionError("nobody may get in")

    go_on.set()
    holder.join()
    with database.write() as connection:
        put(connection, "afterwards")


def test_a_server_that_fell_over_is_used_again_and_what_was_begun_came_to_nothing() -> None:
    with stores.opened(Kind.POSTGRESQL) as store, stores.copied(store) as database:
        assert isinstance(store, OnServer)
        schema.prepare(database)
        with database.write() as connection:
            put(connection, "before")

        def fall_over_within() -> None:
            with database.write() as connection:
                put(connection, "begun")
                store.server.restart()

        with pytest.raises(Unavailable):
            fall_over_within()

        with database.write() as connection:
            put(connection, "after")
        with database.read() as connection:
            assert kept(connection) == {"before", "after"}


def test_a_server_that_fell_over_is_met_in_one_form_by_whatever_is_asked_next() -> None:
    with stores.opened(Kind.POSTGRESQL) as store, stores.copied(store) as database:
        assert isinstance(store, OnServer)
        server = store.server
        schema.prepare(database)

        def fall_over_between_writing() -> None:
            with database.write() as connection:
                put(connection, "begun")
                server.restart()
                put(connection, "never")

        def fall_over_between_reading() -> None:
            with database.read() as connection:
                kept(connection)
                server.restart()
                kept(connection)

        with pytest.raises(Unavailable):
            fall_over_between_writing()
        with pytest.raises(Unavailable):
            fall_over_between_reading()

        with database.read() as connection:
            assert kept(connection) == set()


def test_a_database_that_is_not_there_is_told_in_one_form(tmp_path: Path) -> None:
    database = engine.connect(f"sqlite:///{tmp_path / 'nowhere' / 'disagree.db'}")

    with pytest.raises(Unavailable, match="OperationalError"), database.read() as connection:
        kept(connection)
    with pytest.raises(Unavailable), database.write():
        raise AssertionError("nobody may get in")


def test_no_failure_shows_what_was_to_be_written(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError) as refused, database.write() as connection:
        connection.execute(area.insert().values(id="northmere", name="a planted phrase", rules_id="none"))
    with pytest.raises((Unavailable, sa.exc.ProgrammingError)) as failed, database.write() as connection:
        connection.execute(sa.text("SELECT :phrase FROM nowhere"), {"phrase": "a planted phrase"})

    assert "planted" not in str(refused.value)
    assert "planted" not in str(failed.value)


def put(connection: sa.Connection, name: str) -> None:
    connection.execute(rules.insert().values(id=name, content=""))


def put_twice(database: Database, name: str) -> None:
    with database.write() as connection:
        put(connection, name)
        put(connection, name)


def kept(connection: sa.Connection) -> set[str]:
    return set(connection.execute(sa.select(rules.c.id)).scalars())


def count_up(database: Database, times: int) -> None:
    for _ in range(times):
        with database.write() as connection:
            before = connection.execute(sa.select(rules.c.content)).scalar_one()
            connection.execute(rules.update().values(content=str(int(before) + 1)))


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    processes = multiprocessing.get_context("spawn")
    inside, go_on = processes.Event(), processes.Event()
    holder = processes.Process(target=hold, args=(str(path), inside, go_on))
    holder.start()
    assert inside.wait(30)
    try:
        yield
    finally:
        go_on.set()
        holder.join()


def hold(path: str, inside: threading.Event, go_on: threading.Event) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        inside.set()
        go_on.wait(60)
