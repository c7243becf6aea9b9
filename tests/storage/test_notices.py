from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage import cases, notices, undelivered
from storage.engine import Database
from storage.notices import Draft, Notice, Road, Sent, Urgency
from storage.tables import notice
from tests.storage.plans import plans_of

NOON = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LEASE = 60 * SECOND

ROOM = Draft("D/1/line", "D/room", "line", "northmere", NOON, seq=1)
THEN = replace(ROOM, key="D/2/line", seq=2)
TOM = replace(ROOM, key="D/1/call", stream="D/tom", kind="call")
GRACE = replace(ROOM, key="D/1/call/grace", stream="D/grace", kind="call")


@pytest.fixture(autouse=True)
def in_the_area(area: str) -> None:
    """Every notice is of an area."""


def write(database: Database, *drafts: Draft) -> None:
    with database.write() as connection:
        for draft in drafts:
            notices.write(connection, draft)


def claim(database: Database, now: datetime = NOON) -> Notice | None:
    with database.write() as connection:
        return notices.claim(connection, Road.SLACK, now, LEASE)


def claimed(database: Database, now: datetime = NOON) -> Notice:
    taken = claim(database, now)
    assert taken is not None
    return taken


def sent(database: Database, taken: Notice, ts: str | None = "1.0") -> bool:
    with database.write() as connection:
        return notices.sent(connection, taken, NOON, "C1", ts)


def put_off(database: Database, taken: Notice, until: datetime, *, may_have_arrived: bool = False) -> bool:
    with database.write() as connection:
        return notices.put_off(
            connection, taken, NOON, until - NOON, "why", may_have_arrived=may_have_arrived
        )


def test_the_same_fact_is_told_once(database: Database) -> None:
    write(database, ROOM, ROOM)
    write(database, ROOM)

    assert sent(database, claimed(database))
    assert claim(database) is None


def test_a_stream_goes_out_in_its_order_and_each_by_itself(database: Database) -> None:
    write(database, ROOM, THEN, TOM)

    first, other = claimed(database), claimed(database)
    assert (first.key, other.key) == (ROOM.key, TOM.key)
    assert claim(database) is None

    sent(database, first)
    assert claimed(database).key == THEN.key


@pytest.mark.usefixtures("on_a_file")
def test_a_stream_whose_first_notice_waits_holds_up_no_other(database: Database) -> None:
    write(database, ROOM, THEN, TOM)
    put_off(database, claimed(database), NOON + 30 * SECOND)

    assert claimed(database).key == TOM.key
    assert claim(database, NOON + 29 * SECOND) is None
    assert claimed(database, NOON + 30 * SECOND).key == ROOM.key


@pytest.mark.usefixtures("on_a_file")
def test_streams_that_keep_failing_do_not_use_up_everybodys_turn(database: Database) -> None:
    write(database, ROOM, TOM)
    put_off(database, claimed(database), NOON + 1 * SECOND)
    put_off(database, claimed(database), NOON + 2 * SECOND)
    write(database, GRACE)

    later = NOON + 60 * SECOND
    untried = claimed(database, later)
    put_off(database, claimed(database, later), later - 1 * SECOND)

    assert untried.key == GRACE.key
    assert claimed(database, later).key == TOM.key


@pytest.mark.usefixtures("on_a_file")
def test_a_notice_whose_lease_lapsed_is_taken_again_as_one_that_may_have_arrived(
    database: Database,
) -> None:
    write(database, ROOM)
    first = claimed(database)
    assert claim(database, NOON + LEASE - SECOND) is None

    again = claimed(database, NOON + LEASE)

    assert not first.may_have_arrived
    assert again.may_have_arrived
    assert again.attempts == 1
    assert (first.lease_until, again.lease_until) == (NOON + LEASE, NOON + 2 * LEASE)


def test_what_a_dead_process_held_settles_and_is_repeated(database: Database) -> None:
    write(database, ROOM, TOM)
    dead = claimed(database)

    with database.write() as connection:
        notices.give_back(connection, NOON, timedelta(0))

    assert not sent(database, dead)
    again = claimed(database), claimed(database)
    assert [(one.key, one.may_have_arrived, one.attempts) for one in again] == [
        (TOM.key, False, 0),
        (ROOM.key, True, 1),
    ]


@pytest.mark.usefixtures("on_a_file")
def test_an_attempt_that_comes_late_changes_nothing(database: Database) -> None:
    write(database, ROOM)
    late = claimed(database)
    now = claimed(database, NOON + LEASE)

    with database.write() as connection:
        assert not notices.sent(connection, late, NOON, "C1", "1.0")
        assert not notices.failed(connection, late, "why")
        assert not notices.dropped(connection, late)
        assert not notices.put_off(connection, late, NOON, LEASE, "why", may_have_arrived=False)
        assert not notices.hold_back(connection, late, NOON, LEASE)

    assert sent(database, now)
    assert not sent(database, now)


def test_one_that_may_have_arrived_stays_one_until_its_fate_is_known(database: Database) -> None:
    write(database, ROOM)
    put_off(database, claimed(database), NOON, may_have_arrived=True)
    put_off(database, claimed(database), NOON, may_have_arrived=False)

    taken = claimed(database)

    assert taken.may_have_arrived
    assert taken.attempts == 2


@pytest.mark.usefixtures("on_a_file")
def test_waiting_for_its_turn_is_no_failure(database: Database) -> None:
    write(database, ROOM)
    with database.write() as connection:
        taken = notices.claim(connection, Road.SLACK, NOON, LEASE)
        assert taken is not None
        assert notices.hold_back(connection, taken, NOON, SECOND)

    assert claim(database) is None
    again = claimed(database, NOON + SECOND)
    assert again.attempts == 0
    assert not again.may_have_arrived


def test_what_is_refused_or_not_needed_any_more_makes_way(database: Database) -> None:
    write(database, ROOM, THEN)
    first = claimed(database)
    with database.write() as connection:
        assert notices.failed(connection, first, "is_archived")
        assert [each.error for each in undelivered.standing(connection, "northmere")] == ["is_archived"]
        assert undelivered.standing(connection, "example-vale") == []
        then = notices.claim(connection, Road.SLACK, NOON, LEASE)
        assert then is not None
        assert notices.dropped(connection, then)

        assert notices.outstanding(connection) == 0


@pytest.mark.usefixtures("on_a_file")
def test_the_next_instant_is_that_of_the_first_wait_or_lease_to_end(database: Database) -> None:
    write(database, ROOM, TOM)

    with database.write() as connection:
        assert notices.ready_in(connection, Road.SLACK, NOON) is None
        room = notices.claim(connection, Road.SLACK, NOON, LEASE)
        assert room is not None
        assert notices.ready_in(connection, Road.SLACK, NOON) == LEASE
        notices.put_off(connection, room, NOON, 2 * LEASE, "why", may_have_arrived=False)
        assert notices.ready_in(connection, Road.SLACK, NOON) == 2 * LEASE


def test_nobody_looks_for_what_is_to_be_left_alone(database: Database) -> None:
    write(database, TOM)
    put_off(database, claimed(database), NOON + SECOND)

    with database.read() as connection:
        later = NOON + 2 * SECOND
        assert notices.ready_in(connection, Road.SLACK, later) is not None
        assert notices.ready_in(connection, Road.SLACK, later, {TOM.kind: None}) is None


def test_what_cannot_wait_goes_out_while_others_of_its_kind_are_left_alone(database: Database) -> None:
    write(database, TOM, replace(TOM, key="urgent", stream="urgent", urgency=Urgency.CALL_AT_ONCE))
    resting = {TOM.kind: Urgency.CALL_AT_ONCE}

    with database.write() as connection:
        first = notices.claim(connection, Road.SLACK, NOON, LEASE, resting)
        second = notices.claim(connection, Road.SLACK, NOON, LEASE, resting)

    assert first is not None
    assert first.key == "urgent"
    assert second is None


def test_a_practice_clock_waits_for_what_goes_out_soon_and_for_nothing_that_keeps_failing(
    database: Database,
) -> None:
    write(database, ROOM, THEN, TOM)
    assert is_any_pressing(database)

    put_off(database, claimed(database), NOON + 30 * SECOND)
    assert is_any_pressing(database)

    for _ in range(4):
        taken = claimed(database)
        assert taken.key == TOM.key
        put_off(database, taken, NOON)
    assert not is_any_pressing(database)
    assert is_any_pressing(database, NOON + 30 * SECOND)


def is_any_pressing(database: Database, horizon: datetime = NOON) -> bool:
    with database.read() as connection:
        return notices.is_any_pressing(connection, NOON, horizon - NOON)


def test_the_newest_message_of_a_kind_is_found_where_it_stands(
    database: Database, case: cases.Row, priya: int
) -> None:
    notes = [
        replace(ROOM, key=f"note {number}", kind="note", disagreement_id=case.id, seq=seq, subject=number)
        for seq, number in enumerate([1, 2, 1], start=5)
    ]
    call = replace(ROOM, key="call", kind="call", disagreement_id=case.id, person_id=priya)
    write(database, replace(notes[0], key="note 1 first"), *notes[1:], call)
    for number in range(3):
        sent(database, claimed(database), f"{number}.0")
    sent(database, claimed(database), None)

    with database.read() as connection:
        newest = notices.last_sent(connection, case.id, "note", None)
        second = notices.last_sent(connection, case.id, "note", None, 2)

        assert newest == Sent(notice_id=3, kind="note", seq=7, subject=1, channel="C1", ts="2.0")
        assert second is not None
        assert second.ts == "1.0"
        assert notices.last_sent(connection, case.id, "card", None) is None
        assert notices.last_sent(connection, case.id, "call", priya) is None


def test_a_notice_is_superseded_by_a_later_one_of_its_kind_that_waits(database: Database) -> None:
    write(database, ROOM)
    taken = claimed(database)
    assert not is_superseded(database, taken)
    write(database, replace(THEN, kind="card"), replace(THEN, key="other", subject=9))
    assert not is_superseded(database, taken)

    write(database, replace(THEN, key="again"))

    assert is_superseded(database, taken)


def is_superseded(database: Database, taken: Notice) -> bool:
    with database.read() as connection:
        return notices.is_superseded(connection, taken)


def test_a_stream_waits_while_it_has_a_notice_that_nobody_is_sending(database: Database) -> None:
    def waits() -> bool:
        with database.read() as connection:
            return notices.is_waiting(connection, ROOM.stream)

    write(database, TOM)
    assert not waits()

    write(database, ROOM)
    assert waits()

    assert sent(database, claimed(database))
    taken = claimed(database)
    assert not waits()

    put_off(database, taken, NOON + SECOND)
    assert waits()


@pytest.mark.usefixtures("on_a_file")
@pytest.mark.parametrize(
    "search",
    [
        lambda connection: notices.claim(connection, Road.SLACK, NOON, LEASE),
        lambda connection: notices.is_any_ready(connection, Road.SLACK, NOON),
    ],
)
def test_the_next_to_go_out_is_found_without_looking_at_the_others(
    database: Database, search: Callable[[sa.Connection], object]
) -> None:
    plans = plans_of(database, search)

    assert plans
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in plans)


@pytest.mark.usefixtures("on_a_file")
def test_what_has_gone_out_costs_no_search_anything(database: Database) -> None:
    def search(connection: sa.Connection) -> None:
        notices.ready_in(connection, Road.SLACK, NOON)
        notices.outstanding(connection)
        notices.is_any_pressing(connection, NOON, LEASE)

    plans = plans_of(database, search)

    assert plans
    assert not any("SCAN" in step and "INDEX ix_notice" not in step for step in plans)


def test_a_notice_has_a_lease_exactly_while_it_is_being_sent(database: Database) -> None:
    write(database, ROOM)

    with pytest.raises(sa.exc.IntegrityError, match="lease_while_sending"), database.write() as connection:
        connection.execute(notice.update().values(lease_until=NOON))
