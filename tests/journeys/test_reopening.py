"""What is over is opened again within the area's time, and raised anew after it (Beds 3.3)."""

import pytest

from sandbox.practice.stage import Door, Stage
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.acting import answers
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, calls, raised_by

pytestmark = pytest.mark.journey

OUTCOME = {
    "how": "new_plan",
    "agreed": "A joint visit on Monday.",
    "open_issues": "Who rings the nursery",
    "safe": "The grandmother stays with the family until Monday.",
}
WHY = "The visit was not made."


def closed(stage: Stage) -> str:
    """Priya and Tom have settled it, and it is closed."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)
    files_and_closes(stage, Silent(), priya, tom, reference)
    return reference


@pytest.mark.clause("Beds 3.3")
def test_it_goes_on_in_a_new_room_at_the_tier_where_it_was_settled(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, zed = (stage.person(name) for name in ("Priya", "Tom", "Zed"))
    reference = closed(stage)
    old = priya.room().id
    stage.move_to("Monday 2026-12-14 10:00")

    stage.practice.open_home(priya.id)
    priya.waits_for(lambda seen: seen.home and reference in seen.home.words)
    stage.practice.press_in_home(priya.id, "read")
    priya.presses_here("reopen")
    priya.submits({"why": WHY})
    priya.closes()
    stage.settle()

    assert calls(stage, reference)[-1] == ("Monday 2026-12-14 10:00", "Tom")
    assert priya.room().id != old
    assert not priya.room().archived
    assert set(priya.room().members) >= {"U0PRIYA", "U0TOM"}
    assert zed.sees().private_channels == ()
    stage.move_to("Monday 2026-12-21 17:00")
    assert {"Grace", "Omar"} <= {who for _, who in calls(stage, reference)}
    tom.presses("read", reading=reference)
    assert WHY in tom.view.words
    assert "A joint visit on Monday." in tom.view.words
    tom.presses_here("copy_record")
    record = tom.view.words
    for words in ("Open again, says Priya Nair", WHY, "A joint visit on Monday."):
        assert words in record
    tom.closes()


@pytest.mark.clause("Beds 3.3")
def test_after_the_areas_time_it_is_raised_anew_with_the_old_reference(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    tom = stage.person("Tom")
    reference = closed(stage)
    stage.move_to("Monday 2027-03-01 10:00")

    tom.presses("read", reading=f"{reference} is closed")
    tom.presses_here("reopen")
    assert "that time is over. Please raise it anew" in tom.view.words
    tom.presses_here("raise_anew")

    assert tom.view.value("their_reference") == f"Earlier: {reference}"
    tom.closes()


def test_what_is_settled_and_not_closed_goes_on_in_its_room(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)
    room = tom.room().id

    tom.presses("more", chosen="Something else…")
    tom.presses_here("reopen")
    tom.submits({"why": WHY})
    tom.closes()
    stage.settle()

    assert tom.room().id == room
    assert "*Open again,* says Tom Ellery" in priya.sees().words
    answers(priya, "outcome", {**OUTCOME, "agreed": "A visit on Tuesday.", "answer": "agree"})
    stage.settle()
    assert "A visit on Tuesday." in tom.sees().words


@pytest.mark.clause("Beds 3.3")
def test_a_room_that_was_still_to_be_archived_holds_up_no_new_one_and_is_archived_in_the_end(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    stage.practice.fault("conversations.archive", "server_error", times=None)
    reference = closed(stage)
    stage.practice.wait_for_call("conversations.archive")
    old = priya.room().id
    stage.move_to("Monday 2026-12-14 10:00")

    tom.presses("read", reading=f"{reference} is closed")
    tom.presses_here("reopen")
    tom.submits({"why": WHY})
    tom.closes()
    priya.waits_for(lambda seen: [each for each in seen.private_channels if each.id != old])
    stage.practice.clear_faults()
    priya.waits_for(lambda seen: next(each for each in seen.private_channels if each.id == old).archived)
    stage.settle()

    rooms = {each.id: each.archived for each in priya.sees().private_channels}
    assert rooms.pop(old)
    assert list(rooms.values()) == [False]
    stage.move_to("Tuesday 2026-12-15 10:00")
    assert not next(each for each in priya.sees().private_channels if each.id != old).archived
    settles(stage, Silent(), priya, tom, OUTCOME)
    owned = {"issue": "2", "owner": "Tom Ellery", "by": "2026-12-18"}
    answers(priya, "own_issue", owned, search="owner")
    for who, button in ((priya, "filed"), (tom, "filed"), (priya, "close")):
        answers(who, button)
    stage.settle()
    assert all(each.archived for each in priya.sees().private_channels)
