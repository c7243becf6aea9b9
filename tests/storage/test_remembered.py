"""The roster that is kept in memory is never another one than that of the database."""

from datetime import date

import pytest
import sqlalchemy as sa

from procedure.roster import Roster
from storage import cases, engine, people
from storage.engine import Database

TODAY = date(2026, 12, 22)


class Undone(Exception):  # noqa: N818  (it says what is the case)
    """What makes a transaction come to nothing."""


def names(database: Database) -> list[str]:
    with database.read() as connection:
        found: Roster = people.roster(connection, "northmere", TODAY)
        return sorted(person.name for person in found.people.values())


@pytest.fixture
def ruth(database: Database, area: str) -> int:
    with database.write() as connection:
        known = people.meet(connection, "U0RUTH", "Ruth Okafor", None)
        people.update(connection, known.id, area_id=area)
    assert names(database) == ["Ruth Okafor"]
    return known.id


def test_a_change_is_seen_by_whoever_reads_next_also_in_another_process(
    database: Database, ruth: int
) -> None:
    other = engine.connect(database.engine.url.render_as_string(hide_password=False))
    assert names(other) == ["Ruth Okafor"]

    with database.write() as connection:
        people.update(connection, ruth, name="Ruth Bello")

    assert names(database) == names(other) == ["Ruth Bello"]
    other.close()


def test_a_transaction_sees_what_it_changes_and_nobody_else_does_before_it_ends(
    database: Database, ruth: int
) -> None:
    with database.write() as connection:
        people.update(connection, ruth, name="Ruth Bello")
        inside = people.roster(connection, "northmere", TODAY)

        assert [person.name for person in inside.people.values()] == ["Ruth Bello"]
        assert names(database) == ["Ruth Okafor"]


def test_what_came_to_nothing_is_not_remembered(database: Database, ruth: int) -> None:
    def come_to_nothing() -> None:
        with database.write() as connection:
            people.update(connection, ruth, name="Ruth Bello")
            people.roster(connection, "northmere", TODAY)
            raise Undone

    with pytest.raises(Undone):
        come_to_nothing()
    with database.write() as connection:
        people.update(connection, ruth, telephone="01632 960000")

    assert names(database) == ["Ruth Okafor"]


def test_it_is_read_once_for_all_that_happens_while_nothing_changes(database: Database, ruth: int) -> None:
    with database.read() as connection:
        first, second = (people.roster(connection, "northmere", TODAY) for _ in range(2))
        tomorrow = people.roster(connection, "northmere", date(2026, 12, 23))

    assert first is second
    assert first is not tomorrow
    assert ruth in first.people


def test_a_commit_that_failed_hides_no_later_change(database: Database, ruth: int) -> None:
    other = engine.connect(database.engine.url.render_as_string(hide_password=False))
    assert names(other) == ["Ruth Okafor"]

    with pytest.raises(sa.exc.IntegrityError):
        change_and_fail(database, ruth)
    with database.write() as connection:
        people.update(connection, ruth, name="Ruth Bello")

    assert names(database) == names(other) == ["Ruth Bello"]
    other.close()


def change_and_fail(database: Database, person: int) -> None:
    """Fail at the last, where that is the commit."""
    with database.write() as connection:
        people.update(connection, person, name="Nobody")
        cases.use_form(connection, "form", "D-2026-0001")
        cases.use_form(connection, "form", "D-2026-0001")


def test_one_question_is_answered_by_what_is_known_now(database: Database, ruth: int) -> None:
    other = engine.connect(database.engine.url.render_as_string(hide_password=False))
    with database.read() as connection:
        assert people.by_id(connection, ruth).name == "Ruth Okafor"

    with other.write() as connection:
        people.update(connection, ruth, name="Ruth Bello")

    with database.ask() as connection:
        assert people.by_id(connection, ruth).name == "Ruth Bello"
    other.close()


def test_a_home_that_is_opened_is_known_also_in_another_process(database: Database, ruth: int) -> None:
    other = engine.connect(database.engine.url.render_as_string(hide_password=False))
    assert with_home(database, ruth) == with_home(other, ruth) == []

    with database.write() as connection:
        people.note_home_opened(connection, "U0RUTH")

    assert with_home(database, ruth) == with_home(other, ruth) == [ruth]
    other.close()


def with_home(database: Database, person: int) -> list[int]:
    with database.read() as connection:
        return people.with_home(connection, [person])
