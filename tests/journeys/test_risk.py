"""How soon the child needs it, asked at each tier; steps to protect the child; looking again."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import answers, opens_what_waits
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey


@pytest.mark.clause("Beds 2.4")
def test_at_a_new_tier_it_is_asked_how_soon_and_the_answer_shortens_the_time(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, grace, omar, ruth = (stage.person(name) for name in ("Priya", "Grace", "Omar", "Ruth"))
    raised_by(stage, "Priya", "Tom")

    answers(priya, "move_up")
    stage.settle()
    call = omar.message_with("risk")[1].words
    opens_what_waits(stage, grace, "risk")
    first = grace.view.words
    grace.closes()
    answers(grace, "risk", {"soon": "stays"})
    stage.settle()
    stays = priya.sees().words

    assert "If nobody does, the time stays as it is" in call
    assert "The time need not be shorter: it stays Friday 4 December, 17:00" in first
    assert "The child is safe until" not in first
    assert "in the procedure’s own time. *Due Friday 4 December, 17:00.*" in stays
    assert "risk" not in priya.message_with("note")[1].buttons
    assert "how soon it must be settled now" not in ruth.sees().words


@pytest.mark.clause("London 11.3.3")
def test_a_step_says_how_far_it_has_come_by_whom_and_under_which_reference(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")

    priya.presses("more", chosen="A step to protect the child")
    priya.submits({"step_kind": "strategy_discussion", "stands": "refused", "by_whom": "Duty desk"})
    priya.closes()
    stage.settle()
    priya.presses("more", chosen="A step to protect the child")
    priya.submits({"step_kind": "police", "stands": "done", "their_reference": "Log 77 of today"})
    priya.closes()
    stage.settle()
    tom.presses("read")
    read = tom.view.words

    assert "A strategy discussion, refused, Friday 27 November, 10:00" in tom.sees().words
    assert "Duty desk" in read
    assert "The police, done" in read
    assert "Log 77 of today" in read


@pytest.mark.clause("Beds 1.2")
@pytest.mark.clause("Beds 1.3")
def test_before_it_says_that_it_looked_again_the_challenged_side_is_asked_what_speaks_against_it(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")

    tom.presses("more", chosen="I have looked again")
    form = tom.view.words
    tom.submits(
        {"review": "kept", "words": "The nurse was asked.", "would_change": "A second missed weighing."}
    )
    tom.closes()
    stage.settle()
    priya.presses("read")

    assert "What speaks against your own view?" in form
    assert "what do you only hope?" in form
    assert "A second missed weighing." in priya.view.words
    assert "What would change their view" in priya.view.words
