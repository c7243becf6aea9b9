"""Waiting longer, with every side; what keeps the child safe meanwhile, and whether it still holds."""

import pytest

from sandbox.practice.stage import Door, Stage, at
from tests.journeys.acting import answers, chooses_else, opens_what_waits, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import deliveries, first_calls, raised_by

pytestmark = pytest.mark.journey

WHY = "The grandmother has moved in; the health visitor saw the child today."
SAFE = "The child stays with the grandmother, who rings each evening."


def another_time(words: str) -> dict[str, int]:
    """What the date and time of *Another time…* hold."""
    return {"another_time": int(at(words).timestamp())}


def raised_for_monday(stage: Stage) -> str:
    """Priya has raised it; it is due when the next working day ends, to keep the child safe."""
    return raised_by(stage, "Priya", "Tom", soon="next_working_day")


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.5")
def test_the_time_is_put_back_once_the_other_side_agrees_and_never_past_the_tiers_own(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_for_monday(stage)

    chooses_else(priya, "put_back")
    offered = priya.view.words
    priya.chooses("soon", "another")
    too_late = priya.sends({"words": WHY, **another_time("Monday 2026-12-07 12:00")})
    priya.fills(another_time("Wednesday 2026-12-02 12:00"))
    asked = told(stage, priya.submits)
    between = priya.sees().words
    opens_what_waits(stage, tom, "put_back")
    read = tom.view.words
    tom.submits({"agrees": "agrees"})
    tom.closes()
    stage.settle()

    assert "In this tier’s own time: Friday 4 December, 17:00" in offered
    assert "That is past this tier’s own time, Friday 4 December, 17:00" in too_late.errors["another_time"]
    assert asked == {"Tom"}
    assert "Due Monday 30 November, 17:00" in between
    assert WHY in read
    assert "Every side has agreed that the child can wait longer. *Due Wednesday 2 December, 12:00.*" in (
        priya.sees().words
    )
    assert WHY not in "".join(each.words for each in deliveries(stage) if each.kind == "dm")
    priya.presses("read")
    priya.presses_here("copy_record")
    assert WHY in priya.view.words
    stage.move_to("Wednesday 2026-12-02 12:00")
    assert first_calls(stage, reference)["Grace"] == "Wednesday 2026-12-02 12:00"


@pytest.mark.clause("London 11.1.5")
def test_one_no_ends_it_and_the_time_stays(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_for_monday(stage)
    chooses_else(priya, "put_back")
    priya.submits({"soon": "tier", "words": WHY})
    priya.closes()
    stage.settle()

    answers(tom, "answer_put_back", {"agrees": "does_not"})
    stage.settle()

    words = priya.sees().words
    assert "does not agree that the child can wait longer" in words
    assert "It stays due Monday 30 November, 17:00" in words
    assert "answer_put_back" not in priya.message_with("note")[1].buttons


@pytest.mark.clause("Beds 2.4")
@pytest.mark.clause("London 11.3.3")
def test_whoever_holds_what_keeps_the_child_safe_is_asked_and_the_lead_hears_where_nobody_answers(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, ruth = (stage.person(name) for name in ("Priya", "Tom", "Ruth"))
    reference = raised_by(stage, "Priya", "Tom")
    assert "No safety arrangement is recorded" in priya.sees().words

    chooses_else(priya, "arrange_safety")
    priya.submits(
        {
            "safe": SAFE,
            "person": "Tom Ellery (Children's Services)",
            "check_at": int(at("Saturday 2026-11-28 12:00").timestamp()),
        }
    )
    priya.closes()
    stage.settle()
    on_card = tom.sees().words
    stage.move_to("Saturday 2026-11-28 12:00")
    asked = tom.sees().words
    stage.move_to("Monday 2026-11-30 09:00")
    lead = ruth.sees().words
    opens_what_waits(stage, tom, "safety")
    tom.submits({"holds": "holds", "check_at": int(at("Tuesday 2026-12-01 12:00").timestamp())})
    tom.closes()
    stage.settle()

    assert SAFE in on_card
    assert f"{reference}: does what keeps the child safe still hold?" in asked
    assert f"{reference}: *nobody has said whether what keeps the child safe still holds.*" in lead
    assert "is looked at again Tuesday 1 December, 12:00" in priya.sees().words
    assert SAFE not in "".join(each.words for each in deliveries(stage) if each.kind == "dm")


@pytest.mark.clause("Beds 2.4")
def test_what_does_not_hold_tells_the_leads_at_once_and_makes_the_time_short(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    chooses_else(priya, "arrange_safety")
    priya.submits({"safe": SAFE, "person": "Tom Ellery (Children's Services)"})
    priya.closes()
    stage.settle()

    chooses_else(priya, "check_safety")
    heard = told(stage, lambda: priya.submits({"holds": "does_not", "words": "She has moved out."}))

    assert heard == {"Tom", "Ruth", "Gareth", "Lucy", "Yusuf"}
    assert "How soon must it be settled now" in tom.sees().words
    assert "Due Friday 27 November, 11:00" in priya.sees().words
    assert "No safety arrangement is recorded" in priya.sees().words
