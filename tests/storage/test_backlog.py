"""What waits is counted: clocks that are due, notices on their way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from procedure.clocks import Clock, Kind
from storage import backlog, cases, clocks, notices
from storage.backlog import Clocks, Notices
from storage.engine import Database
from storage.notices import Draft, Road
from storage.tables import disagreement
from tests.storage.plans import plans_of

NOON = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def in_the_area(area: str) -> None:
    """Everything here is of an area."""


def seen_clocks(database: Database, now: datetime = NOON) -> Clocks:
    with database.read() as connection:
        return backlog.clocks(connection, now)


def seen_notices(database: Database, now: datetime = NOON) -> Notices:
    with database.read() as connection:
        return backlog.notices(connection, now, [Road.SLACK])


def written(database: Database, number: int) -> None:
    draft = Draft("0", "D/room", "line", "northmere", NOON)
    with database.write() as connection:
        for each in range(number):
            notices.write(
                connection,
                replace(draft, key=f"D/{each}", stream=f"D/{each}", made_at=NOON + each * MINUTE),
            )


def test_where_nothing_waits_nothing_is_counted(database: Database) -> None:
    assert seen_clocks(database) == Clocks(0, None, None, 0)
    assert seen_notices(database) == Notices(0, 0, 0, 0, None, None, None, 0)


def test_of_the_clocks_those_are_due_whose_instant_has_come(database: Database) -> None:
    with database.write() as connection:
        clocks.arm(connection, "D-1", [Clock(Kind.TIER_ENDS, NOON - 2 * MINUTE)])
        clocks.arm(connection, "D-2", [Clock(Kind.TIER_ENDS, NOON - MINUTE)], is_urgent=True)
        clocks.arm(connection, "D-3", [Clock(Kind.TIER_ENDS, NOON + MINUTE)])

    assert seen_clocks(database) == Clocks(2, NOON - 2 * MINUTE, NOON - MINUTE, 0)
    assert seen_clocks(database, NOON - 90 * timedelta(seconds=1)) == Clocks(1, NOON - 2 * MINUTE, None, 0)


def test_a_clock_whose_act_fails_is_counted_although_it_has_been_put_off(database: Database) -> None:
    with database.write() as connection:
        clocks.arm(connection, "D-1", [Clock(Kind.TIER_ENDS, NOON - MINUTE)])
        (armed,) = clocks.due(connection, NOON, 10)
        clocks.put_off(connection, armed, NOON)

    assert seen_clocks(database) == Clocks(0, None, None, 1)


def test_notices_are_counted_by_how_they_wait(database: Database) -> None:
    written(database, 4)
    with database.write() as connection:
        for fate in ("sent", "put_off", "held_back"):
            taken = notices.claim(connection, Road.SLACK, NOON, LEASE)
            assert taken is not None
            if fate == "sent":
                notices.sent(connection, taken, NOON, "C1", "1.0")
            elif fate == "put_off":
                notices.put_off(connection, taken, NOON, MINUTE, "why", may_have_arrived=False)
            else:
                notices.hold_back(connection, taken, NOON, MINUTE)

    seen = seen_notices(database)

    assert seen == Notices(
        sending=0,
        ready=1,
        put_off=2,
        failing=1,
        oldest_made_at=NOON + MINUTE,
        oldest_ready_made_at=NOON + 3 * MINUTE,
        oldest_failing_made_at=NOON + MINUTE,
        ended=1,
    )


@pytest.mark.usefixtures("on_a_file")
def test_what_was_put_off_is_ready_once_its_time_has_come(database: Database) -> None:
    written(database, 1)
    with database.write() as connection:
        taken = notices.claim(connection, Road.SLACK, NOON, LEASE)
        assert taken is not None
        notices.hold_back(connection, taken, NOON, MINUTE)

    assert [seen_notices(database, NOON + MINUTE * each).ready for each in (0, 1)] == [0, 1]


def test_one_that_is_being_sent_neither_waits_nor_has_ended(database: Database) -> None:
    written(database, 2)
    with database.write() as connection:
        notices.claim(connection, Road.SLACK, NOON, LEASE)

    seen = seen_notices(database)

    assert (seen.sending, seen.ready, seen.ended) == (1, 1, 0)
    assert seen.oldest_made_at == NOON


def test_disagreements_are_open_until_nothing_waits_for_anybody(database: Database, area: str) -> None:
    with database.write() as connection:
        first, _ = cases.create(connection, area, 2026), cases.create(connection, area, 2026)
        connection.execute(
            disagreement.update().where(disagreement.c.id == first.id).values(is_finished=True)
        )

    with database.read() as connection:
        assert backlog.open_cases(connection) == 1


@pytest.mark.usefixtures("on_a_file")
def test_clocks_are_counted_by_their_indexes_however_many_are_armed(database: Database) -> None:
    steps = plans_of(database, lambda connection: backlog.clocks(connection, NOON))

    assert [step for step in steps if "ix_clock" not in step] == []
    assert "ix_clock_failures" in steps[-1]
