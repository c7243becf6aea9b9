import multiprocessing
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from procedure.clocks import Clock, Kind
from storage import clocks, engine
from storage.clocks import Armed
from storage.engine import Database
from tests.storage.plans import plans_of

NOON = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CASE = "D-2026-0001"

TIER_ENDS = Clock(Kind.TIER_ENDS, NOON)
CALL_AGAIN = Clock(Kind.CALL_AGAIN, NOON - HOUR, 7)


def arm(database: Database, *wanted: Clock, owner: str = CASE) -> None:
    with database.write() as connection:
        clocks.arm(connection, owner, wanted)


def due(database: Database, now: datetime = NOON, most: int = 50) -> list[Armed]:
    with database.read() as connection:
        return clocks.due(connection, now, most)


def claim(database: Database, armed: Armed, now: datetime = NOON) -> bool:
    with database.write() as connection:
        return clocks.claim(connection, armed, now)


def put_off(database: Database, armed: Armed, now: datetime = NOON) -> None:
    with database.write() as connection:
        clocks.put_off(connection, armed, now)


def test_what_is_overdue_comes_oldest_first_and_so_many_at_once(database: Database) -> None:
    arm(database, TIER_ENDS, CALL_AGAIN)
    arm(database, Clock(Kind.DIGEST, NOON - 2 * HOUR), owner="northmere")
    arm(database, Clock(Kind.TIER_ENDS, NOON + HOUR), owner="D-2026-0002")

    assert [armed.clock.kind for armed in due(database)] == [Kind.DIGEST, Kind.CALL_AGAIN, Kind.TIER_ENDS]
    assert [armed.owner for armed in due(database, most=1)] == ["northmere"]


def test_a_clock_is_due_at_its_very_instant_and_not_before(database: Database) -> None:
    arm(database, TIER_ENDS)

    assert due(database, NOON - timedelta(microseconds=1)) == []
    assert [armed.clock for armed in due(database, NOON)] == [TIER_ENDS]


def test_a_due_clock_is_taken_once(database: Database) -> None:
    arm(database, TIER_ENDS)
    (armed,) = due(database)

    assert claim(database, armed)
    assert not claim(database, armed)
    assert due(database) == []


def test_a_clock_that_has_moved_since_it_was_read_is_not_taken(database: Database) -> None:
    arm(database, TIER_ENDS)
    (armed,) = due(database)
    arm(database, Clock(Kind.TIER_ENDS, NOON - HOUR))

    assert not claim(database, armed)


def test_a_clock_is_not_taken_by_who_has_an_earlier_time(database: Database) -> None:
    arm(database, TIER_ENDS)
    (armed,) = due(database)

    assert not claim(database, armed, NOON - HOUR)


def test_what_is_not_wanted_any_more_is_disarmed_and_what_is_wanted_again_is_armed(
    database: Database,
) -> None:
    arm(database, TIER_ENDS, CALL_AGAIN)
    arm(database, TIER_ENDS)
    assert [armed.clock for armed in due(database)] == [TIER_ENDS]

    arm(database)
    assert due(database) == []
    arm(database)

    arm(database, CALL_AGAIN, TIER_ENDS)
    assert [armed.clock for armed in due(database)] == [CALL_AGAIN, TIER_ENDS]


def test_arming_what_is_armed_already_takes_it_from_nobody(database: Database) -> None:
    arm(database, TIER_ENDS)
    (armed,) = due(database)
    arm(database, TIER_ENDS)

    assert claim(database, armed)


def test_one_clock_is_armed_beside_the_others_of_its_owner(database: Database) -> None:
    digest, waiting = Clock(Kind.DIGEST, NOON), Clock(Kind.WAITING, NOON + HOUR)
    with database.write() as connection:
        clocks.arm_one(connection, "northmere", digest)
        clocks.arm_one(connection, "northmere", waiting)
        clocks.arm_one(connection, "northmere", Clock(Kind.DIGEST, NOON + HOUR))

        assert clocks.is_armed(connection, "northmere", Kind.DIGEST)
        assert not clocks.is_armed(connection, "northmere", Kind.TIER_ENDS)
        assert not clocks.is_armed(connection, "example-vale", Kind.DIGEST)
        assert clocks.next_due(connection) == NOON + HOUR


def test_where_no_clock_is_armed_none_is_next(database: Database) -> None:
    with database.read() as connection:
        assert clocks.next_due(connection) is None


def test_a_clock_whose_act_fails_waits_longer_each_time_up_to_a_quarter_of_an_hour(
    database: Database,
) -> None:
    arm(database, TIER_ENDS)
    now, waited = NOON, []

    for _ in range(7):
        (armed,) = due(database, now)
        put_off(database, armed, now)
        with database.read() as connection:
            next_due = clocks.next_due(connection)
        assert next_due is not None
        waited.append((next_due - now) // timedelta(minutes=1))
        now = next_due

    assert waited == [1, 2, 4, 8, 15, 15, 15]


def test_a_clock_that_was_moved_meanwhile_is_not_put_off(database: Database) -> None:
    arm(database, TIER_ENDS)
    (armed,) = due(database)
    moved = Clock(Kind.TIER_ENDS, NOON - HOUR)
    arm(database, moved)

    put_off(database, armed)

    assert [armed.clock for armed in due(database)] == [moved]


def test_a_clock_that_is_armed_anew_has_not_failed_yet(database: Database) -> None:
    arm(database, TIER_ENDS)
    put_off(database, due(database)[0])
    arm(database, TIER_ENDS)

    assert due(database)[0].failures == 0


@pytest.mark.usefixtures("on_a_file")
def test_what_is_due_is_found_without_looking_at_the_others(database: Database) -> None:
    def search(connection: sa.Connection) -> None:
        clocks.due(connection, NOON, 10)
        clocks.next_due(connection)

    plans = plans_of(database, search)

    assert plans
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in plans)


def test_those_of_an_urgent_disagreement_are_struck_first(database: Database) -> None:
    earlier = replace(TIER_ENDS, due_at=NOON - 2 * HOUR)
    arm(database, earlier, owner="D-2026-0001")
    for owner in ("D-2026-0002", "D-2026-0003"):
        with database.write() as connection:
            clocks.arm(connection, owner, [replace(TIER_ENDS, due_at=NOON)], is_urgent=owner.endswith("3"))

    assert [armed.owner for armed in due(database)] == ["D-2026-0003", "D-2026-0001", "D-2026-0002"]


@pytest.mark.timeout(120)
def test_of_two_processes_that_race_for_due_clocks_one_wins_each(database: Database, path: Path) -> None:
    clocks_due = 40
    for number in range(clocks_due):
        arm(database, TIER_ENDS, owner=f"D-2026-{number:04d}")
    processes = multiprocessing.get_context("spawn")
    start, won = processes.Barrier(2), processes.Queue()
    racers = [processes.Process(target=race, args=(str(path), start, won)) for _ in range(2)]

    for racer in racers:
        racer.start()
    wins = Counter(owner for _ in racers for owner in won.get(timeout=60))
    for racer in racers:
        racer.join()

    assert len(wins) == clocks_due
    assert set(wins.values()) == {1}


def race(path: str, start: Barrier, won: "multiprocessing.Queue[list[str]]") -> None:
    """Read all that is due, then try for each, at the same time as the other process."""
    database = engine.connect(f"sqlite:///{path}")
    found = due(database)
    start.wait(30)
    won.put([armed.owner for armed in found if claim(database, armed)])
    database.close()
