from bot.forgetting import Forgetting
from storage import seen
from storage.engine import Database

OLD = "UPDATE seen SET seen_at = '2020-01-01 00:00:00.000000'"


def delivered(database: Database, key: str) -> bool:
    """Deliver a payload; say whether it counted."""
    try:
        with seen.once(database, key).write():
            return True
    except seen.SeenBefore:
        return False


def grow_old(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(OLD)


def test_what_was_delivered_days_ago_is_forgotten_and_what_was_delivered_today_is_not(
    database: Database,
) -> None:
    delivered(database, "of last week")
    grow_old(database)
    delivered(database, "of today")

    Forgetting(database).forget_if_due()

    assert delivered(database, "of last week")
    assert not delivered(database, "of today")


def test_it_looks_once_an_hour(database: Database) -> None:
    forgetting = Forgetting(database)
    forgetting.forget_if_due()
    delivered(database, "of last week")
    grow_old(database)

    forgetting.forget_if_due()

    assert not delivered(database, "of last week")
