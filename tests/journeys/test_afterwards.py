"""Once it is settled: those who acted look back, and people thank each other (Beds 2.3, 6.2, 6.3)."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.acting import answers, chooses_else, opens_what_waits, presses_in_home, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by, received
from tests.journeys.test_settling import OUTCOME

pytestmark = pytest.mark.journey

HELPED, DELAYED = "Both heads met on the first day.", "Nobody knew who decides."


@pytest.mark.clause("Beds 2.3")
def test_from_the_third_tier_on_those_who_acted_say_what_helped_and_what_delayed(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    priya, tom, grace, cora, sam = (stage.person(name) for name in ("Priya", "Tom", "Grace", "Cora", "Sam"))
    reference = goes_up_to_the_third_tier(stage)

    settles(stage, Silent(), cora, sam, OUTCOME)
    assert told(stage, lambda: looks_back(cora)) == set()
    opens_what_waits(stage, sam, "look_back")
    sam.submits({"delayed": DELAYED})
    sam.closes()
    files_and_closes(stage, Silent(), cora, sam, reference)

    assert "say what helped and what delayed it" in tom.sees().words
    assert "say what helped and what delayed it" not in grace.sees().words, "called, and never answered"
    assert "say what helped and what delayed it" not in sam.sees().words, "has said so already"
    answers(tom, "look_back", {"helped": "The managers rang."})
    stage.settle()
    tom.presses("read", reading=f"{reference} is closed")
    for words in (HELPED, DELAYED, "The managers rang."):
        assert words in tom.view.words
    tom.presses_here("copy_record")
    assert "Sam Okoro (Children's Services) has looked back at how the procedure went" in tom.view.words
    assert DELAYED in tom.view.words
    tom.closes()
    assert DELAYED not in " ".join(words for name in ("Tom", "Priya") for _, words in received(stage, name))

    presses_in_home(stage, stage.person("Ruth"), "look_backs")
    together = stage.person("Ruth").view.words
    assert f"*{reference}*, which reached" in together
    assert DELAYED in together
    assert "Sam Okoro" not in together
    stage.person("Ruth").closes()
    assert priya.room().archived


@pytest.mark.clause("Beds 2.3")
def test_it_goes_along_with_what_else_waits_and_a_quick_settlement_is_not_looked_back_on(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    priya, tom, cora, sam = (stage.person(name) for name in ("Priya", "Tom", "Cora", "Sam"))
    quick = raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)
    assert "look_back" not in tom.message_with("filed")[1].buttons
    files_and_closes(stage, Silent(), priya, tom, quick)
    assert "say what helped" not in tom.sees().words

    goes_up_to_the_third_tier(stage)
    settles(stage, Silent(), cora, sam, OUTCOME)
    stage.move_to("Wednesday 2027-01-13 09:00")

    assert "Two short questions" in cora.sees().words, "she has a copy to file, and is written to anyway"
    assert "Two short questions" not in tom.sees().words, "nothing else of it waits for him"


def goes_up_to_the_third_tier(stage: Stage) -> str:
    """Two tiers run out; the third is called."""
    reference = raised_by(stage, "Priya", "Tom")
    for run_out in ("Thursday 2026-12-31 17:00", "Friday 2027-01-08 17:00", "Tuesday 2027-01-12 10:00"):
        stage.move_to(run_out)
    return reference


def looks_back(who: Actor) -> None:
    """Press the button of the card, and answer one of the two questions."""
    answers(who, "look_back", {"helped": HELPED})


@pytest.mark.clause("Beds 6.2-6.3")
def test_thanks_reach_the_one_who_is_thanked_alone(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)

    chooses_else(priya, "thank")
    assert "Priya Nair" not in priya.view.words
    assert told(stage, lambda: priya.submits({"person": "Tom Ellery (Children's Services)"})) == {"Tom"}
    assert "They are told" in priya.view.words
    priya.closes()

    assert f"{reference}: Priya Nair (Health) thanks you for how you handled it" in tom.sees().words
    assert received(stage, "Tom")[-1][1] == f"{reference}: something has changed. Please open Slack."
    assert "thanked" not in priya.sees().words, "no line in the room"
    tom.presses("copy_record")
    assert "Priya Nair (Health) has thanked Tom Ellery (Children's Services)" in tom.view.words
    tom.closes()
