from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import engine, seen
from storage.engine import Database
from storage.seen import SeenBefore
from storage.tables import area, rules


def write(database: Database, name: str) -> None:
    """Write something that stands only where its transaction has committed."""
    with database.write() as connection:
        connection.execute(rules.insert().values(id=name, content=name))


def written(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(sa.select(rules.c.id).order_by(rules.c.id)).scalars())


def test_what_is_delivered_again_writes_nothing(database: Database) -> None:
    write(seen.once(database, "payload"), "first")

    with pytest.raises(SeenBefore):
        write(seen.once(database, "payload"), "second")

    assert written(database) == ["first"]


def test_what_is_delivered_to_another_process_writes_nothing(database: Database, path: Path) -> None:
    other = engine.connect(f"sqlite:///{path}")
    write(seen.once(database, "payload"), "first")

    with pytest.raises(SeenBefore):
        write(seen.once(other, "payload"), "second")

    other.close()


def test_other_payloads_and_what_is_no_payload_go_on(database: Database) -> None:
    write(seen.once(database, "payload"), "first")

    write(seen.once(database, "another"), "second")
    write(database, "third")

    assert written(database) == ["first", "second", "third"]


def test_a_delivery_that_died_before_it_committed_counts_when_it_comes_again(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), seen.once(database, "payload").write() as connection:
        connection.execute(area.insert().values(id="nowhere", name="Nowhere", rules_id="none"))

    write(seen.once(database, "payload"), "again")

    assert written(database) == ["again"]


def test_one_delivery_may_write_in_several_transactions(database: Database) -> None:
    delivery = seen.once(database, "payload")

    write(delivery, "first")
    write(delivery, "second")

    assert written(database) == ["first", "second"]


def test_only_what_is_old_is_forgotten(database: Database) -> None:
    write(seen.once(database, "payload"), "first")
    now = datetime.now(UTC)

    assert seen.forget(database, now - timedelta(minutes=1)) == 0
    with pytest.raises(SeenBefore):
        write(seen.once(database, "payload"), "second")
    assert seen.forget(database, now + timedelta(minutes=1)) == 1

    write(seen.once(database, "payload"), "second")
    assert written(database) == ["first", "second"]
