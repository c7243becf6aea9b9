"""Events of the workspace: people who come and go, rooms that are lost."""

from procedure.case import State
from tests.handlers.desk import Desk, reads_in_dm


def test_somebody_brought_into_a_room_by_hand_is_reported_to_the_leads(desk: Desk) -> None:
    priya, ruth, zed = desk.person("Priya"), desk.person("Ruth"), desk.person("Zed")
    reference = desk.raised(priya)

    desk.stage.practice.invite(priya.id, priya.room().id, zed.id)

    screen = ruth.waits_for(reads_in_dm(reference))
    assert "come into its private room: Zed Quill" in screen.words


def test_somebody_with_a_part_is_reported_to_nobody(desk: Desk) -> None:
    ruth = desk.person("Ruth")
    reference = desk.raised(desk.person("Priya"))

    desk.stage.settle()

    assert not reads_in_dm(reference)(ruth.sees())


def test_a_room_archived_by_hand_is_replaced_by_another(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)

    first = priya.room().id

    desk.stage.practice.archive(priya.id, first)

    desk.wait_until(lambda: desk.case(reference).room_replaced_at is not None)
    desk.wait_until(lambda: bool(desk.case(reference).has_room))
    assert desk.case(reference).state is State.OPEN
    assert priya.room().id != first


def test_a_room_from_which_we_are_taken_out_is_lost(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    room = priya.room()
    bot = next(member for member in room.members if member not in {priya.id, desk.person("Tom").id})

    desk.stage.practice.remove_from_channel(priya.id, room.id, bot)

    desk.wait_until(lambda: desk.case(reference).room_replaced_at is not None)


def test_a_room_that_somebody_else_leaves_is_not_lost(desk: Desk) -> None:
    priya, tom, ruth = desk.person("Priya"), desk.person("Tom"), desk.person("Ruth")
    reference = desk.raised(priya)
    room = priya.room().id

    desk.stage.practice.leave(tom.id, room)
    desk.stage.practice.invite(priya.id, room, desk.person("Zed").id)

    ruth.waits_for(reads_in_dm(reference))
    assert desk.case(reference).has_room


def test_somebody_who_is_called_and_leaves_is_replaced(desk: Desk) -> None:
    omar = desk.person("Omar")
    reference = desk.with_the_managers(desk.person("Priya"))
    number = desk.id_of(omar)

    desk.stage.practice.deactivate(omar.id)

    desk.wait_until(lambda: all(number not in call.people for call in desk.case(reference).calls))
