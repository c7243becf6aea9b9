"""A private room that is archived, deleted or closed to us: another one, or else direct messages."""

from collections.abc import Callable

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from sandbox.slack.screen import SeenChannel
from tests.journeys.acting import answers, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

BOT = "U0PRACTICEBOT"
LOSSES: dict[str, Callable[[Stage, str], None]] = {
    "archived": lambda stage, room: stage.practice.archive("U0PRIYA", room),
    "deleted": lambda stage, room: stage.practice.delete_channel("U0PRIYA", room),
    "closed to us": lambda stage, room: stage.practice.remove_from_channel("U0PRIYA", room, BOT),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_room_that_is_lost_has_another_in_its_place_with_everybody_and_a_pinned_card(
    stage_at: StageAt, door: Door, loss: str
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, ruth = (stage.person(name) for name in ("Priya", "Tom", "Ruth"))
    reference = raised_by(stage, "Priya", "Tom")
    before = priya.room()

    heard = told(stage, lambda: lose(stage, before.id, loss))

    assert heard == {"Ruth", "Gareth"}
    assert f"{reference}: its private room is gone, or closed to us" in ruth.sees().words
    assert "Another one takes its place" in ruth.sees().words
    room = priya.room()
    assert room.id != before.id
    assert room.name != before.name
    assert set(room.members) == {"U0PRIYA", "U0TOM", BOT}
    assert tom.room().id == room.id
    assert [reference in message.words for message in room.messages if message.pinned] == [True]
    assert "please go on here" in words_in(room)

    answers(priya, "move_up")
    stage.settle()
    assert "Omar" in words_in(priya.room())
    assert priya.room().id == room.id
    assert stage.person("Omar").room().id == room.id


def test_a_room_that_is_lost_again_within_a_day_goes_on_by_direct_message(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    reference = raised_by(stage, "Priya", "Tom")
    lose(stage, priya.room().id, "archived")

    heard = told(stage, lambda: lose(stage, priya.room().id, "archived"))

    assert heard == {"Priya", "Tom", "Ruth", "Gareth"}
    for who in (priya, stage.person("Tom")):
        assert f"{reference}: the private room is gone" in who.sees().words
        assert open_rooms(who) == []
    called = told(stage, lambda: stage.move_to("Friday 2026-12-04 17:00"))
    assert called >= {"Priya", "Tom", "Omar", "Grace"}


def test_a_room_that_is_lost_a_week_later_has_another_once_more(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    raised_by(stage, "Priya", "Tom")
    lose(stage, priya.room().id, "archived")
    stage.move_to("Monday 2026-11-30 10:00")

    assert told(stage, lambda: lose(stage, priya.room().id, "deleted")) == {"Ruth", "Gareth"}

    assert "please go on here" in words_in(priya.room())


def test_where_no_other_room_can_be_had_it_goes_on_by_direct_message(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, ruth = stage.person("Priya"), stage.person("Ruth")
    reference = raised_by(stage, "Priya", "Tom")
    stage.practice.forbid_private_channels()

    heard = told(stage, lambda: lose(stage, priya.room().id, "deleted"))

    assert heard == {"Priya", "Tom", "Ruth", "Gareth"}
    assert f"{reference}: a private room could not be opened" in priya.sees().words
    assert "Please ask whoever runs this Slack to allow private channels" in ruth.sees().words
    assert open_rooms(priya) == []


def test_what_was_to_be_said_in_a_room_of_whose_loss_no_event_came_is_said_in_the_next(
    stage_at: StageAt,
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", Door.SOCKET)
    priya = stage.person("Priya")
    raised_by(stage, "Priya", "Tom")
    before = priya.room().id
    stage.practice.fault("events_api", "drop_envelope", times=None)
    stage.practice.archive(priya.id, before)

    stage.move_to("Friday 2026-12-04 17:00")

    room = priya.room()
    assert room.id != before
    assert "please go on here" in words_in(room)
    assert "Please say so on the card" in words_in(room)


def lose(stage: Stage, room: str, loss: str) -> None:
    """Lose a room by somebody's hand, and wait until the program has heard of it."""
    before = len(stage.practice.calls())
    LOSSES[loss](stage, room)
    for _ in range(200):
        stage.settle()
        if len(stage.practice.calls()) > before:
            break
    stage.settle()


def open_rooms(who: Actor) -> list[SeenChannel]:
    return [room for room in who.sees().private_channels if not room.archived and BOT in room.members]


def words_in(room: SeenChannel) -> str:
    return " ".join(message.words for message in room.messages)
