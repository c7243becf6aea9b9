"""The designated route at the wire: chosen in the Home, and somebody else is called (London 11.1.8)."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import presses_in_home, reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import first_calls, raised_by
from tests.journeys.test_more import copy_of_the_record

pytestmark = pytest.mark.journey

MANAGERS_CALLED = "Thursday 2026-12-31 17:00"


@pytest.mark.clause("London 11.1.8")
def test_where_it_is_chosen_the_designated_doctor_is_called_in_place_of_the_line_manager(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    lucy, priya, zed = (stage.person(name) for name in ("Lucy", "Priya", "Zed"))
    presses_in_home(stage, lucy, "designated_route")
    stage.settle()

    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to(MANAGERS_CALLED)

    assert first_calls(stage, reference) == {
        "Tom": "Tuesday 2026-12-22 16:30",
        "Lucy": MANAGERS_CALLED,
        "Omar": MANAGERS_CALLED,
    }
    lucy.waits_for(reads("as designated professional, in place of line management (London 11.1.8)"))
    assert "Health by the designated route, in place of line management" in priya.sees().words
    assert "London 11.1.8" in copy_of_the_record(priya)
    assert reference not in stage.person("Grace").sees().dump()
    assert reference not in zed.sees().dump()


def test_line_management_is_called_again_once_it_is_put_back(stage_at: StageAt) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    lucy = stage.person("Lucy")
    presses_in_home(stage, lucy, "designated_route")
    presses_in_home(stage, lucy, "line_route")
    stage.settle()

    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to(MANAGERS_CALLED)

    assert {who for who, when in first_calls(stage, reference).items() if when == MANAGERS_CALLED} == {
        "Grace",
        "Omar",
    }
