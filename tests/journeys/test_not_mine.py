"""Called by mistake: whoever says so is out of it at once, and reads nothing of it any more."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import answers
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by

pytestmark = pytest.mark.journey


@pytest.mark.clause("London 11.1.6")
def test_whoever_passes_a_call_on_leaves_the_room_and_another_is_called(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    omar, freya = stage.person("Omar"), stage.person("Freya")
    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to("Thursday 2026-12-31 17:00")
    assert "U0OMAR" in stage.person("Priya").room().members

    answers(omar, "more", {"person": "Freya Lindqvist"}, chosen="This isn’t mine", search="person")
    stage.settle()

    assert calls(stage, reference)[-1] == ("Thursday 2026-12-31 17:00", "Freya")
    assert f"{reference} is no longer with you" in omar.sees().words
    members = stage.person("Priya").room().members
    assert "U0FREYA" in members
    assert "U0OMAR" not in members
    freya.presses("read")
    assert "The referral was closed." in freya.view.words
    freya.closes()
    stage.practice.open_home(omar.id)
    omar.waits_for(lambda seen: seen.home)
    stage.settle()
    assert "The referral was closed." not in omar.sees().dump()
