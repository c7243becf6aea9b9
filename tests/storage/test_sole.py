from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import engine, sole
from storage.engine import Database, Unavailable


@pytest.fixture
def other(path: Path) -> Iterator[Database]:
    """The same file as another process opens it."""
    database = engine.connect(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.mark.usefixtures("path")
def test_a_second_process_on_a_file_is_refused_with_what_to_do(database: Database, other: Database) -> None:
    first = sole.hold(database)
    assert first is not None

    with pytest.raises(sole.InUse, match=r"process \d+\).*stop that one first, or use PostgreSQL"):
        sole.hold(other)

    first.let_go()
    second = sole.hold(other)
    assert second is not None
    second.let_go()


def test_a_server_takes_any_number(database: Database) -> None:
    holds = [sole.hold(database)]
    if database.engine.dialect.name == "postgresql":
        holds.append(sole.hold(database))

    assert holds.count(None) in (0, 2)
    for hold in holds:
        if hold is not None:
            hold.let_go()


def test_a_file_that_cannot_be_is_told_as_every_failure_of_a_database(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        sole.hold(engine.connect(f"sqlite:///{tmp_path / 'nowhere' / 'disagree.db'}"))


@pytest.mark.parametrize("url", ["", "disagree.db", "mysql://somewhere/disagree", "postgresql:"])
def test_what_is_no_database_is_said_without_showing_it(url: str) -> None:
    with pytest.raises(engine.NoDatabase, match="DATABASE_URL has to begin with") as said:
        engine.connect(url or "x")

    assert "somewhere" not in str(said.value)
