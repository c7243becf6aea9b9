"""Leave at the wire: the deputy is called instead, and the manager again once they are back."""

import pytest

from sandbox.practice.stage import Actor, Door
from tests.journeys.acting import answers, presses_in_home
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by, received

pytestmark = pytest.mark.journey


@pytest.mark.clause("London 11.1.2")
def test_a_manager_on_leave_has_the_deputy_called_and_is_called_again_once_back(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    grace, owen, priya = (stage.person(name) for name in ("Grace", "Owen", "Priya"))
    first = raised_by(stage, "Priya", "Tom")
    answers(priya, "move_up")
    stage.settle()
    assert {who for _, who in calls(stage, first)} >= {"Grace", "Omar"}

    grace.types(text="leave")
    refused = grace.sends({"first_on": "2026-11-30", "last_on": "2026-11-27"})
    assert refused.outcome == "errors"
    assert "The last day is before the first" in str(refused)
    grace.submits({"last_on": "2026-12-04"})
    assert "you are away from Monday 30 November to Friday 4 December" in grace.view.words
    grace.closes()
    stage.move_to("Sunday 2026-11-29 23:59")
    assert "Owen" not in {who for _, who in calls(stage, first)}
    stage.move_to("Monday 2026-11-30 00:00")

    assert ("Monday 2026-11-30 00:00", "Owen") in calls(stage, first)
    assert "somebody called before you is away" in owen.sees().words
    grace.presses("read")
    assert first in grace.view.title
    grace.closes()
    assert "because the one called before is away" in record_of(priya)

    second = raised_by(stage, "Priya", "Tom")
    answers(priya, "move_up")
    stage.settle()
    assert "Grace" not in {who for _, who in calls(stage, second)}

    presses_in_home(stage, grace, "back")
    assert "can be called again from now on" in grace.view.words
    grace.closes()
    third = raised_by(stage, "Priya", "Tom")
    answers(priya, "move_up")
    stage.settle()
    assert "Grace" in {who for _, who in calls(stage, third)}
    assert "Owen" not in {who for _, who in calls(stage, third)}


def test_a_lead_enters_leave_for_somebody_who_is_told_and_says_that_they_are_back(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ruth, omar, freya, tom = (stage.person(name) for name in ("Ruth", "Omar", "Freya", "Tom"))
    presses_in_home(stage, ruth, "leave_of")
    ruth.submits(
        {
            "person": ruth.finds("person", "Omar"),
            "last_on": "2026-12-04",
            "covered_by": ruth.finds("covered_by", "Freya"),
        }
    )
    assert "Omar Haddad (Children's Services) is away" in ruth.view.words
    ruth.closes()
    stage.settle()

    assert "Your safeguarding lead has entered that you are away" in omar.sees().words
    assert "and you cover" in freya.sees().words
    assert "Omar" not in str(received(stage, "Freya"))
    stage.practice.open_home(ruth.id)
    ruth.waits_for(lambda screen: screen.home and "Omar Haddad" in screen.home.words)
    stage.practice.open_home(tom.id)
    tom.waits_for(lambda screen: screen.home)
    assert "Omar Haddad" not in home_of(tom)

    omar.presses("back")
    omar.closes()
    stage.settle()
    assert "Omar Haddad" not in home_of(ruth)


def home_of(who: Actor) -> str:
    """Return what the Home says that somebody has before them."""
    home = who.sees().home
    assert home is not None, "it has been opened"
    return home.words


def record_of(who: Actor) -> str:
    """Return the whole record as somebody copies it."""
    who.presses("read")
    who.presses_here("copy_record")
    words = who.view.words
    who.closes()
    return words
