"""App Home that stays open: it follows what others and time do, for whoever has opened it."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey


def test_a_home_that_stays_open_follows_what_others_and_time_do(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    tom, omar = stage.person("Tom"), stage.person("Omar")
    for who in (tom, omar):
        opens_home(stage, who)

    reference = raised_by(stage, "Priya", "Tom")
    assert reference in shown(tom)
    assert reference not in shown(omar)

    stage.move_to("Thursday 2026-12-31 17:00")
    for who in (tom, omar):
        assert f"{reference}*, first-line managers" in shown(who)

    stage.move_to("Friday 2027-01-08 17:00")
    for who in (tom, omar):
        assert f"{reference}*, senior managers" in shown(who)
    for name in ("Priya", "Grace", "Zed"):
        assert stage.person(name).sees().home is None


def opens_home(stage: Stage, who: Actor) -> None:
    """Open the Home tab, and leave it open."""
    stage.practice.open_home(who.id)
    who.waits_for(lambda seen: seen.home)
    stage.settle()


def shown(who: Actor) -> str:
    """What somebody's Home says."""
    home = who.sees().home
    assert home is not None, "it was never published"
    return home.words
