"""Opening again what is over: a new room, calls, and everybody told (Beds 3.3)."""

import pytest

from casework import reopening, resolution, showing
from procedure.case import State
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def closed(casebook: Casebook) -> str:
    """The managers have settled it, both copies are filed, and it is closed."""
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar", still_open="nothing")
    for name in ("Grace", "Omar"):
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)
    resolution.close(casebook.database, reference, by=casebook.person("Grace"), now=casebook.now)
    casebook.sends()
    casebook.told()
    return reference


def opens_again(casebook: Casebook, reference: str, by: str) -> None:
    reopening.reopen(
        casebook.database,
        reference,
        "The visits have stopped again.",
        identifiers_checked=False,
        by=casebook.person(by),
        now=casebook.now,
    )


@pytest.mark.clause("Beds 3.3")
def test_a_closed_one_is_open_again_in_a_new_room_with_everybody_in_it(casebook: Casebook) -> None:
    reference = closed(casebook)
    old = casebook.row(reference)
    casebook.moves_to("Monday 2027-01-11 10:00")

    opens_again(casebook, reference, "Priya")

    told = casebook.told()
    assert [told[0], told[-1]] == [("room", "room"), ("card", "room")]
    assert {who for kind, who in told if kind == "invite"} == {"Priya", "Tom", "Grace", "Omar"}
    assert [who for kind, who in told if kind == "call"] == ["Grace", "Omar"]
    assert [who for kind, who in told if kind == "told:reopened"] == ["Tom"]
    new = casebook.row(reference)
    assert new.room is None
    assert new.room_name != old.room_name
    casebook.sends()
    assert casebook.case(reference).has_room
    assert "The visits have stopped" not in casebook.heard("Tom", "told:reopened")[-1].words
    casebook.passes_to("Monday 2027-01-18 17:00")
    assert casebook.case(reference).tier.id == "senior_managers"


def test_what_is_over_stands_in_the_home_while_it_can_be_opened_again(casebook: Casebook) -> None:
    reference = closed(casebook)
    priya = casebook.person("Priya")

    home = showing.home(casebook.database, priya, now=casebook.now)
    assert [(each.reference, each.state) for each in home.ended] == [(reference, "closed")]
    assert home.cases == ()
    casebook.moves_to("Monday 2027-06-07 10:00")
    assert showing.home(casebook.database, priya, now=casebook.now).ended == ()
    with refuses("too_late_to_reopen"):
        opens_again(casebook, reference, "Priya")


def test_what_is_settled_and_not_closed_stays_in_its_room(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.agreed(reference, "Priya", "Tom")
    casebook.sends()
    room = casebook.row(reference).room
    casebook.told()

    opens_again(casebook, reference, "Tom")

    assert casebook.row(reference).room == room
    assert "room" not in {kind for kind, _ in casebook.told()}
    assert casebook.case(reference).state is State.OPEN


def test_without_a_room_it_goes_on_by_direct_message_until_there_is_one(casebook: Casebook) -> None:
    casebook.has_rooms = False
    reference = closed(casebook)
    assert casebook.row(reference).room is None
    casebook.has_rooms = True

    opens_again(casebook, reference, "Priya")
    casebook.sends()

    assert casebook.case(reference).has_room
    assert casebook.row(reference).room is not None
