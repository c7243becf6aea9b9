from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from storage.engine import Database
from storage.tables import Instant, clock

LONDON = ZoneInfo("Europe/London")
SQLITE = sa.create_engine("sqlite://").dialect


def due(database: Database, at: datetime) -> list[datetime]:
    with database.read() as connection:
        return list(connection.execute(sa.select(clock.c.due_at).where(clock.c.due_at <= at)).scalars())


def arm(database: Database, at: datetime) -> None:
    with database.write() as connection:
        connection.execute(clock.insert().values(owner="D-1", kind="digest", due_at=at, is_armed=True))


def test_an_instant_in_summer_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    arm(database, datetime(2026, 7, 1, 9, 0, tzinfo=LONDON))

    (found,) = due(database, datetime(2026, 7, 1, 8, 0, tzinfo=UTC))

    assert found == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_an_instant_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="needs its zone"):
        arm(database, datetime(2026, 7, 1, 9, 0))  # noqa: DTZ001


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_any_instant_keeps_its_place_in_time(at: datetime) -> None:
    stored = Instant().process_bind_param(at, SQLITE)
    assert stored is not None

    # Not compared as they are: in an hour that a zone's clocks skip or repeat, Python calls no two equal.
    assert stored.timestamp() == at.timestamp()
    assert Instant().process_result_value(stored.replace(tzinfo=None), SQLITE) == stored
    assert Instant().process_result_value(stored.astimezone(LONDON), SQLITE) == stored


def test_no_instant_is_no_instant() -> None:
    assert Instant().process_bind_param(None, SQLITE) is None
    assert Instant().process_result_value(None, SQLITE) is None
