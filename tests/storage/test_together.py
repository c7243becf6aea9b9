"""What a writer asks nothing about goes to the server later, and what fails is said all the same."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from storage import cases, notices
from storage.engine import Database, Unavailable, connect
from storage.notices import Draft, Urgency
from storage.tables import area, notice, used_form
from tests.storage.test_notices import NOON


def use(connection: sa.Connection, *forms: str) -> None:
    for form in forms:
        cases.use_form(connection, form, "D-2026-0001")


def use_and_fail(database: Database, failure: BaseException) -> None:
    with database.write() as connection:
        use(connection, "a form")
        raise failure


def use_and_ask(database: Database, *forms: str) -> None:
    with database.write() as connection:
        use(connection, *forms)
        connection.execute(sa.select(area.c.id)).all()
        pytest.fail("it was answered")


def used(database: Database) -> list[str]:
    with database.read() as connection:
        return sorted(connection.execute(sa.select(used_form.c.id)).scalars())


def test_what_failed_on_the_way_fails_the_commit_and_nothing_is_recorded(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        use(connection, "a form", "another", "a form")

    assert used(database) == []


def test_what_failed_on_the_way_is_said_before_anything_is_decided_by_an_answer(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        use_and_ask(database, "a form", "a form")

    assert used(database) == []


def test_a_change_that_is_counted_is_waited_for(database: Database) -> None:
    with database.write() as connection:
        use(connection, "a form")
        changed = used_form.update().where(used_form.c.reference == "D-2026-0001").values(reference="D-1")

        assert connection.execute(changed).rowcount == 1


@pytest.mark.parametrize("failure", [ValueError("in a use case"), KeyboardInterrupt()])
def test_a_connection_serves_the_next_after_a_failure(database: Database, failure: BaseException) -> None:
    with pytest.raises(type(failure)):
        use_and_fail(database, failure)

    with database.write() as connection:
        use(connection, "another")

    assert used(database) == ["another"]


def test_whoever_sleeps_while_something_waits_loses_the_transaction_and_holds_up_nobody(
    database: Database, on_a_server: None
) -> None:
    with pytest.raises(Unavailable):
        use_and_sleep(database, "a form", meanwhile="another")

    assert used(database) == ["another"]


def ask(connection: sa.Connection) -> None:
    connection.execute(sa.select(area.c.id)).all()


def change_many(connection: sa.Connection) -> None:
    connection.execute(used_form.insert(), [{"id": form, "reference": "D-2026-0001"} for form in "ab"])


@pytest.mark.parametrize("last", [ask, change_many])
def test_whoever_sleeps_after_what_was_sent_together_does_so_too(
    database: Database, on_a_server: None, last: Callable[[sa.Connection], None]
) -> None:
    with pytest.raises(Unavailable):
        use_and_sleep(database, "a form", meanwhile="another", last=last)

    assert used(database) == ["another"]


def use_and_sleep(
    database: Database,
    form: str,
    *,
    meanwhile: str,
    last: Callable[[sa.Connection], None] = lambda connection: None,
) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("SET idle_in_transaction_session_timeout = '200ms'")
        use(connection, form)
        last(connection)
        time.sleep(0.5)
        use_elsewhere(database, meanwhile)


class Looked(str):
    """Words that do something while they are made ready to be sent."""

    __slots__ = ("_does",)

    def does(self, what: Callable[[], None]) -> "Looked":
        self._does = what
        return self

    def replace(self, *those: Any) -> str:
        self._does()
        return super().replace(*those)


def test_whoever_sleeps_while_it_is_being_sent_together_holds_up_nobody(
    database: Database, on_a_server: None
) -> None:
    with database.write() as connection:
        use(connection, Looked("a form").does(lambda: use_elsewhere(database, "another")))

    assert used(database) == ["a form", "another"]


def use_elsewhere(database: Database, form: str) -> None:
    """Use a form as another process does, which stands in a queue of its own."""
    other = connect(database.engine.url.render_as_string(hide_password=False))
    with other.write() as connection:
        use(connection, form)
    other.close()


def test_a_search_first_made_while_a_table_was_empty_finds_its_index(
    database: Database, area: str, on_a_server: None
) -> None:
    for number in range(30):
        write(database, area, f"first {number}", 1)
    write(database, area, "many", 2000)

    with database.write() as connection:
        notices.write(connection, draft(area, "one more", 0))
        seen = "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'notice'"
        assert connection.exec_driver_sql(seen).scalar_one() == 0


def write(database: Database, area: str, stream: str, number: int) -> None:
    with database.write() as connection:
        notices.write(connection, *(draft(area, stream, each) for each in range(number)))
        connection.execute(sa.select(sa.func.count()).select_from(notice)).one()


def draft(area: str, stream: str, number: int) -> Draft:
    return Draft(f"{stream}/{number}", stream, "card", area, NOON, urgency=Urgency.CALL)
