"""Rooms that are archived, deleted or closed to us: another one, once; what was to be said there is said."""

import pytest

from casework import delivery, notes, raising, rooms, telling
from procedure import acts
from storage.notices import Notice
from tests.casework.casebook import Casebook
from tests.casework.test_delivery import taken


@pytest.fixture
def reference(casebook: Casebook) -> str:
    """A disagreement with its room, of which everybody has been told."""
    reference = casebook.raised()
    casebook.sends()
    casebook.told()
    return reference


def loses_its_room(casebook: Casebook, reference: str) -> None:
    """Somebody archives the room."""
    room = casebook.row(reference).room
    assert room
    rooms.lost(casebook.database, room, now=casebook.now)


def disputed(casebook: Casebook, reference: str) -> Notice:
    """A note is disputed; return the line about it, taken to be sent, with the rest still waiting."""
    casebook.noted(reference, "Priya", "Tom")
    casebook.sends()
    casebook.told()
    notes.dispute(
        casebook.database,
        reference,
        1,
        1,
        "It was on Tuesday.",
        identifiers_checked=False,
        by=casebook.person("Tom"),
        now=casebook.now,
    )
    return taken(casebook, telling.LINE)


def test_another_room_is_made_with_everybody_in_it_and_the_leads_are_told(
    casebook: Casebook, reference: str
) -> None:
    before = casebook.row(reference)

    loses_its_room(casebook, reference)

    after = casebook.row(reference)
    assert after.room is None
    assert after.room_name != before.room_name
    assert casebook.acts(reference)[-1] == acts.RoomReplaced("room_lost")
    assert [kind for kind, _ in casebook.told()] == [
        "room",
        "invite",
        "invite",
        "line",
        "lead:room_replaced",
        "lead:room_replaced",
        "card",
    ]
    casebook.sends()
    assert casebook.case(reference).has_room
    assert casebook.row(reference).room not in (None, before.room)


def test_what_the_lost_room_was_to_be_told_is_said_in_the_new_one(casebook: Casebook, reference: str) -> None:
    line = disputed(casebook, reference)

    rooms.gone(casebook.database, line, "is_archived", now=casebook.now)
    casebook.said.clear()
    casebook.sends()

    said = [each for each in casebook.said if each.to == "room"]
    assert any("please go on here" in each.words for each in said)
    assert sum("does not agree with the note" in each.words or "disput" in each.words for each in said) >= 1


def test_what_comes_late_for_the_lost_room_is_no_second_loss(casebook: Casebook, reference: str) -> None:
    line = disputed(casebook, reference)
    loses_its_room(casebook, reference)

    rooms.gone(casebook.database, line, "is_archived", now=casebook.now)
    casebook.sends()

    lost = [act for act in casebook.acts(reference) if isinstance(act, acts.RoomReplaced | acts.RoomFailed)]
    assert lost == [acts.RoomReplaced("room_lost")]
    assert casebook.case(reference).has_room


def test_a_second_loss_within_a_day_goes_on_by_direct_message_with_what_was_to_be_said(
    casebook: Casebook, reference: str
) -> None:
    loses_its_room(casebook, reference)
    casebook.sends()
    line = disputed(casebook, reference)
    casebook.said.clear()

    rooms.gone(casebook.database, line, "is_archived", now=casebook.now)
    casebook.sends()

    assert casebook.case(reference).has_room is False
    heard = [each.to for each in casebook.said if each.kind == telling.LINE]
    assert sorted(heard) == ["Priya", "Priya", "Tom"]  # that it is lost; and Priya what Tom did


def test_where_no_other_room_can_be_had_it_goes_on_by_direct_message(
    casebook: Casebook, reference: str
) -> None:
    casebook.has_rooms = False
    loses_its_room(casebook, reference)
    casebook.said.clear()

    casebook.sends()

    assert casebook.case(reference).has_room is False
    assert {each.to for each in casebook.said if each.kind == telling.LINE} == {"Priya", "Tom"}
    assert all("could not be opened" in each.words for each in casebook.said if each.kind == telling.LINE)


def test_of_what_is_over_nothing_is_made_and_each_is_told(casebook: Casebook, reference: str) -> None:
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    line = taken(casebook, telling.LINE)

    rooms.gone(casebook.database, line, "channel_not_found", now=casebook.now)

    assert not any(isinstance(act, acts.RoomReplaced | acts.RoomFailed) for act in casebook.acts(reference))


def test_who_no_longer_holds_a_notice_concludes_nothing(casebook: Casebook, reference: str) -> None:
    line = disputed(casebook, reference)
    delivery.dropped(casebook.database, line)
    before = casebook.acts(reference)

    rooms.gone(casebook.database, line, "is_archived", now=casebook.now)
    rooms.failed(casebook.database, line, "is_archived", now=casebook.now)
    rooms.made(casebook.database, line, "C9", now=casebook.now)

    assert casebook.acts(reference) == before


def test_an_outcome_that_waits_for_answers_stands_in_the_new_room_too(
    casebook: Casebook, reference: str
) -> None:
    casebook.proposed(reference, "Priya")
    casebook.sends()
    casebook.said.clear()

    loses_its_room(casebook, reference)
    casebook.sends()

    assert [each.kind for each in casebook.said if each.kind == telling.OUTCOME] == [telling.OUTCOME]
