"""A room that is lost is replaced once, and within a day of that no more."""

from datetime import timedelta

import pytest

from procedure import acts, rooms
from procedure.rules import Rules
from tests.procedure.partnership import raised

GONE = "is_archived"


@pytest.mark.parametrize(
    ("later", "act"),
    [
        pytest.param(timedelta(hours=23, minutes=59), acts.RoomFailed(GONE), id="within a day"),
        pytest.param(timedelta(days=1), acts.RoomReplaced(GONE), id="a day later"),
    ],
)
def test_a_room_that_is_lost_again_is_replaced_only_after_a_day(
    london_rules: Rules, later: timedelta, act: acts.Act
) -> None:
    case = raised(london_rules).then(acts.RoomOpened(), acts.RoomReplaced(GONE)).case
    assert case.room_replaced_at is not None

    assert rooms.lost(case, GONE, case.room_replaced_at + later) == act


def test_the_first_room_that_is_lost_is_replaced(london_rules: Rules) -> None:
    case = raised(london_rules).then(acts.RoomOpened()).case

    assert rooms.lost(case, GONE, case.raised_at) == acts.RoomReplaced(GONE)


def test_until_the_new_room_is_there_it_has_none(london_rules: Rules) -> None:
    waiting = raised(london_rules).then(acts.RoomOpened(), acts.RoomReplaced(GONE))

    assert waiting.case.has_room is None
    assert waiting.then(acts.RoomOpened()).case.has_room
