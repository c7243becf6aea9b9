"""How a disagreement climbs: who is called at which instant, through either door."""

import pytest

from sandbox.practice.stage import Door
from sandbox.practice.stories import takes_up
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, first_calls, raised_by, received

pytestmark = pytest.mark.journey


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
@pytest.mark.clause("London 11.3.1")
@pytest.mark.clause("London 11.3.2")
def test_where_nobody_answers_it_reaches_the_partnership(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    reference = raised_by(stage, "Priya", "Tom")

    for day in _each_working_morning():
        stage.move_to(f"{day} 09:00")
        if day in _ENDS:
            stage.move_to(f"{day} 17:00")

    assert first_calls(stage, reference) == {
        "Tom": "Tuesday 2026-12-22 16:30",
        "Grace": "Thursday 2026-12-31 17:00",
        "Omar": "Thursday 2026-12-31 17:00",
        "Owen": "Tuesday 2027-01-05 09:00",  # deputies, from the second repetition on
        "Freya": "Tuesday 2027-01-05 09:00",
        "Kit": "Tuesday 2027-01-05 09:00",
        "Cora": "Friday 2027-01-08 17:00",
        "Sam": "Friday 2027-01-08 17:00",
        "Lucy": "Tuesday 2027-01-12 09:00",
        "Yusuf": "Tuesday 2027-01-12 09:00",
        "Femi": "Friday 2027-01-15 17:00",
        "Bethan": "Friday 2027-01-15 17:00",
        "Helen": "Friday 2027-01-22 17:00",
    }
    reminded = {
        "Tom": ("Wednesday 2026-12-30 09:00", "1 thing waits"),
        # The tier, the note of what the managers discuss, and at the first managers' tier the advice.
        "Grace": ("Thursday 2027-01-07 09:00", "3 things wait"),
        "Sam": ("Thursday 2027-01-14 09:00", "2 things wait"),
        "Bethan": ("Thursday 2027-01-21 09:00", "2 things wait"),
    }
    for who, (when, waits) in reminded.items():
        assert (when, f"{waits} for you in Disagree.") in received(stage, who)


@pytest.mark.clause("London 11.1.7")
@pytest.mark.clause("Beds 6.6")
def test_two_hours_on_a_friday_call_each_tier_once_a_sweep(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")

    stage.move_to("Friday 2026-11-27 18:50")
    at_1850 = calls(stage, reference)[1:]
    stage.move_to("Friday 2026-11-27 19:50")

    assert sorted(at_1850) == [("Friday 2026-11-27 18:50", "Grace"), ("Friday 2026-11-27 18:50", "Omar")]
    first = first_calls(stage, reference)
    assert (first["Cora"], first["Sam"]) == ("Friday 2026-11-27 19:50", "Friday 2026-11-27 19:50")
    assert "Femi" not in first
    assert ("Friday 2026-11-27 18:50", f"{reference} needs you now. Please open Slack and ring.") in received(
        stage, "Ruth"
    )


@pytest.mark.clause("London 11.1.7")
def test_taken_up_but_not_settled_it_is_called_again_and_then_wider(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to("Thursday 2026-12-31 17:00")

    takes_up(stage.person("Omar"), "tomorrow")
    stage.move_to("Friday 2027-01-01 17:00")
    stage.move_to("Monday 2027-01-04 09:00")
    stage.move_to("Tuesday 2027-01-05 09:00")

    to_omar = [when for when, who in calls(stage, reference) if who == "Omar"]
    assert to_omar == [
        "Thursday 2026-12-31 17:00",
        "Friday 2027-01-01 17:00",  # the promise has passed
        "Monday 2027-01-04 09:00",
        "Tuesday 2027-01-05 09:00",
    ]
    assert first_calls(stage, reference)["Freya"] == "Monday 2027-01-04 09:00"
    assert ("Monday 2027-01-04 09:00", f"{reference} needs your attention. Please open Slack.") in received(
        stage, "Ruth"
    )


def test_a_manager_who_leaves_while_it_is_their_turn_is_replaced_at_once(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to("Thursday 2026-12-31 17:00")
    stage.move_to("Thursday 2026-12-31 18:00")

    stage.practice.deactivate("U0GRACE")
    owen = stage.person("Owen")
    owen.waits_for(lambda screen: f"{reference} is with you" in screen.words)
    stage.settle()

    assert first_calls(stage, reference)["Owen"] == "Thursday 2026-12-31 18:00"
    assert ("Thursday 2026-12-31 18:00", f"{reference} needs your attention. Please open Slack.") in received(
        stage, "Ruth"
    )


def test_whoever_has_no_part_sees_nothing(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    raised_by(stage, "Priya", "Tom", soon="two_hours")

    stage.move_to("Friday 2026-11-27 19:50")

    assert stage.person("Zed").sees().private_channels == ()
    assert received(stage, "Zed") == []


@pytest.mark.clause("Beds 6.9")
@pytest.mark.clause("Beds 7.1")
def test_where_senior_managers_are_the_last_they_and_the_lead_hear_it_each_working_day_and_no_board(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door, area="example_vale")
    reference = raised_by(stage, "Bryn", "Elis")
    for friday in ("2026-12-04", "2026-12-11", "2026-12-18"):
        stage.move_to(f"Friday {friday} 17:00")

    mornings = [f"{day} 09:00" for day in _OVER_CHRISTMAS]
    for day in _OVER_CHRISTMAS:
        stage.move_to(f"{day} 08:30")
        stage.move_to(f"{day} 09:00")

    called = calls(stage, reference)
    assert {who for _, who in called} == {"Elis", "Cleo", "Fern", "Dora", "Gwil"}
    for senior in ("Dora", "Gwil"):
        instants = dict.fromkeys(when for when, who in called if who == senior)
        assert list(instants) == ["Friday 2026-12-11 17:00", "Friday 2026-12-18 17:00", *mornings]
    told = dict.fromkeys(when for when, text in received(stage, "Una") if text.startswith(reference))
    assert list(told) == ["Friday 2026-12-18 17:00", *mornings]
    assert "Board" not in stage.person("Bryn").sees().words


_ENDS = ("Thursday 2026-12-31", "Friday 2027-01-08", "Friday 2027-01-15", "Friday 2027-01-22")


def _each_working_morning() -> list[str]:
    december = [f"{day} 2026-12-{number}" for day, number in _DECEMBER]
    return [*december, *(f"{day} 2027-01-{number:02}" for day, number in _JANUARY)]


_DECEMBER = (("Wednesday", 23), ("Thursday", 24), ("Tuesday", 29), ("Wednesday", 30), ("Thursday", 31))
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_JANUARY = tuple((day, monday + offset) for monday in (4, 11, 18) for offset, day in enumerate(_WEEK))
_OVER_CHRISTMAS = (
    "Monday 2026-12-21",
    "Tuesday 2026-12-22",
    "Wednesday 2026-12-23",
    "Thursday 2026-12-24",
    "Tuesday 2026-12-29",  # Friday is Christmas Day; Boxing Day is a Saturday, so Monday is off
)
