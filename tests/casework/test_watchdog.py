"""The watchdog: what differs between a record and its clocks and calls is found, however old, and mended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from casework import time, watchdog
from casework.watchdog import Difference, What
from procedure.clocks import Kind
from storage import clocks
from storage.tables import clock, disagreement, notice
from tests.casework.casebook import Casebook

MINUTE = timedelta(minutes=1)
_UNGUARDED = {
    "sqlite": "DROP TRIGGER entry_no_update",
    "postgresql": "ALTER TABLE entry DISABLE TRIGGER USER",
}


def found(casebook: Casebook) -> list[tuple[str, What, str]]:
    looked = watchdog.look(casebook.database, 0, 100, now=casebook.now)
    return [(each.reference, each.what, each.kind) for each in looked.found]


def by_hand(casebook: Casebook, statement: sa.Executable) -> None:
    with casebook.database.write() as connection:
        connection.execute(statement)


def of_kind(kind: Kind) -> sa.ColumnElement[bool]:
    return clock.c.kind == kind


@pytest.fixture
def reference(casebook: Casebook) -> str:
    """A disagreement of which everybody has heard."""
    reference = casebook.raised("Tom")
    casebook.sends()
    return reference


Spoil = Callable[[Casebook], None]


def disarmed(casebook: Casebook) -> None:
    by_hand(casebook, clock.update().where(of_kind(Kind.TIER_ENDS)).values(is_armed=False))


def lost(casebook: Casebook) -> None:
    by_hand(casebook, clock.delete().where(of_kind(Kind.TIER_ENDS)))


def moved(casebook: Casebook) -> None:
    later = casebook.now + timedelta(days=900)
    by_hand(casebook, clock.update().where(of_kind(Kind.TIER_ENDS)).values(due_at=later))


def strange(casebook: Casebook) -> None:
    by_hand(
        casebook,
        clock.insert().values(
            owner="D-2026-0001", kind=Kind.CONFIRMATION, subject=0, due_at=casebook.now, is_armed=True
        ),
    )


CLOCKS = [
    pytest.param(disarmed, What.NOT_ARMED, Kind.TIER_ENDS, id="disarmed"),
    pytest.param(lost, What.NOT_ARMED, Kind.TIER_ENDS, id="lost"),
    pytest.param(moved, What.MOVED, Kind.TIER_ENDS, id="armed for another time"),
    pytest.param(strange, What.NOT_WANTED, Kind.CONFIRMATION, id="armed though nothing asks for it"),
]


def test_where_all_is_as_it_should_be_nothing_is_found(casebook: Casebook, reference: str) -> None:
    assert found(casebook) == []

    casebook.passes_to("Thursday 2026-12-31 17:00")

    assert found(casebook) == []


@pytest.mark.parametrize(("spoil", "what", "kind"), CLOCKS)
def test_a_clock_that_is_not_as_its_record_says_is_found_and_mended(
    casebook: Casebook, reference: str, spoil: Spoil, what: What, kind: Kind
) -> None:
    before = casebook.clocks(reference)
    spoil(casebook)
    (difference,) = watchdog.look(casebook.database, 0, 100, now=casebook.now).found

    mended = watchdog.mend(casebook.database, difference, now=casebook.now)

    assert difference == Difference(reference, what, kind)
    assert mended == (Difference(reference, what, kind, is_mended=True),)
    assert casebook.clocks(reference) == before
    assert found(casebook) == []


def test_what_turns_out_to_be_in_order_when_nobody_writes_is_no_difference(
    casebook: Casebook, reference: str
) -> None:
    seen = Difference(reference, What.NOT_ARMED, Kind.TIER_ENDS)

    assert watchdog.mend(casebook.database, seen, now=casebook.now) == ()


def test_a_clock_whose_act_fails_is_due_later_and_not_moved(casebook: Casebook, reference: str) -> None:
    with casebook.database.write() as connection:
        (armed, *_) = clocks.due(connection, casebook.now + timedelta(days=60), 10)
        clocks.put_off(connection, armed, casebook.now)

    assert found(casebook) == []


def test_an_instant_that_has_passed_without_its_entry_is_found(casebook: Casebook, reference: str) -> None:
    (first, due), *_ = casebook.clocks(reference)
    casebook.moves_to(due)
    in_time = found(casebook)
    casebook.now += 6 * MINUTE
    (difference, *others) = watchdog.look(casebook.database, 0, 100, now=casebook.now).found

    assert in_time == []
    assert others == []
    assert difference == Difference(reference, What.OVERDUE, first)
    assert watchdog.mend(casebook.database, difference, now=casebook.now) == (difference,)


def test_a_call_of_which_nobody_was_told_is_found(casebook: Casebook, reference: str) -> None:
    by_hand(casebook, notice.delete().where(notice.c.kind == "call"))

    assert found(casebook) == [(reference, What.UNTOLD, "call")]


def test_a_call_that_finds_no_end_is_found_after_a_quarter_of_an_hour(casebook: Casebook) -> None:
    reference = casebook.raised("Tom")
    casebook.now += 14 * MINUTE
    in_time = found(casebook)
    casebook.now += 2 * MINUTE

    assert in_time == []
    assert found(casebook) == [(reference, What.UNSENT, "call")]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE entry SET content = '{}' WHERE seq = 1", id="an act of no kind"),
        pytest.param("UPDATE entry SET clause = 'another' WHERE seq = 1", id="a broken chain"),
    ],
)
def test_a_record_that_cant_be_read_is_found_and_holds_up_no_other(
    casebook: Casebook, reference: str, statement: str
) -> None:
    other = casebook.raised("Tom")
    with casebook.database.write() as connection:
        connection.exec_driver_sql(_UNGUARDED[connection.dialect.name])
        connection.exec_driver_sql(f"{statement} AND disagreement_id = 1")
    by_hand(casebook, clock.delete().where(clock.c.owner == other, of_kind(Kind.TIER_ENDS)))

    assert found(casebook) == [
        (reference, What.UNREADABLE, ""),
        (other, What.NOT_ARMED, Kind.TIER_ENDS),
    ]


def test_it_goes_through_all_of_them_a_page_at_a_time(casebook: Casebook) -> None:
    for _ in range(3):
        casebook.raised("Tom")
    by_hand(casebook, clock.delete())

    first = watchdog.look(casebook.database, 0, 2, now=casebook.now)
    assert first.last is not None
    second = watchdog.look(casebook.database, first.last, 2, now=casebook.now)

    assert (first.number, second.number, second.last) == (2, 1, None)
    assert {each.reference for each in (*first.found, *second.found)} == {
        "D-2026-0001",
        "D-2026-0002",
        "D-2026-0003",
    }


def test_what_is_finished_is_left_alone(casebook: Casebook, reference: str) -> None:
    with casebook.database.write() as connection:
        connection.execute(disagreement.update().values(is_finished=True))
        connection.execute(clock.delete())

    assert found(casebook) == []


def test_an_area_that_has_lost_its_daily_round_has_it_again(casebook: Casebook) -> None:
    time.arm_areas(casebook.database, now=casebook.now)
    assert watchdog.look_at_areas(casebook.database, now=casebook.now) == ()
    by_hand(casebook, clock.delete().where(of_kind(Kind.DIGEST), clock.c.owner == "northmere"))

    lost = watchdog.look_at_areas(casebook.database, now=casebook.now)

    assert lost == (Difference("northmere", What.NOT_ARMED, Kind.DIGEST, is_mended=True),)
    assert watchdog.look_at_areas(casebook.database, now=casebook.now) == ()
