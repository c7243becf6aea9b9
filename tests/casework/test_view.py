"""A disagreement as it is shown: people under the agency they act for, calls by what became of them."""

import pytest

from casework import rooms, tiers, view
from messages.facts import Call, CallState
from procedure.ladder import Promise
from tests.casework.casebook import Casebook


def opened(casebook: Casebook, reference: str) -> view.View:
    """A disagreement opened for showing, now."""
    with casebook.database.read() as connection:
        return view.of(connection, reference, casebook.now)


def call_to(casebook: Casebook, reference: str, first_name: str, agency: str) -> Call:
    """What somebody's call for an agency says now."""
    shown = opened(casebook, reference)
    return view.call_of(shown, casebook.person(first_name), casebook.agency(agency))


@pytest.fixture
def reference(casebook: Casebook) -> str:
    """A disagreement that has reached the first-line managers."""
    return casebook.with_the_managers()


def test_people_are_shown_with_post_agency_and_telephone(casebook: Casebook, reference: str) -> None:
    tom = opened(casebook, reference).who(casebook.person("Tom"))

    assert (tom.name, tom.post, tom.agency) == ("Tom Ellery", "Social worker", "Children's Services")
    assert tom.telephone == "01632 960302"
    assert tom.slack_id


def test_somebody_whom_the_area_does_not_list_is_shown_without_a_name(
    casebook: Casebook, reference: str
) -> None:
    zed = casebook.person("Zed")

    shown = opened(casebook, reference).who(zed)

    assert (shown.person, shown.name, shown.agency) == (zed, "", "")


def test_a_call_says_who_else_is_called_and_what_comes_next(casebook: Casebook, reference: str) -> None:
    call = call_to(casebook, reference, "Omar", "Children's Services")

    assert call.state is CallState.OPEN
    assert [party.agency for party in call.others] == ["Health"]
    assert call.tier == "First-line managers"
    assert call.next_tier
    assert call.is_challenged
    assert call.can_move_up


def test_a_call_taken_up_is_ones_own(casebook: Casebook, reference: str) -> None:
    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Omar"), now=casebook.now)

    call = call_to(casebook, reference, "Omar", "Children's Services")

    assert call.state == CallState.TAKEN_UP
    assert call.has_answered


def test_at_a_desk_the_others_see_who_has_taken_it_up(casebook: Casebook) -> None:
    reference = casebook.raised("Nadia")
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Colin"), now=casebook.now)

    call = call_to(casebook, reference, "Leila", "Police")

    assert call.state == CallState.TAKEN_UP_BY_OTHER
    assert call.taken_up_by is not None
    assert call.taken_up_by.name == "Colin Aske"
    assert {who.name for who in call.desk} == {"Colin Aske", "Marek Dolan"}


def test_an_agency_reached_by_telephone_sees_that_it_was(casebook: Casebook, reference: str) -> None:
    agency = casebook.agency("Children's Services")
    tiers.reached_by_phone(
        casebook.database, reference, agency, by=casebook.person("Grace"), now=casebook.now
    )

    assert call_to(casebook, reference, "Omar", "Children's Services").state == CallState.PHONED


def test_a_call_of_a_tier_below_has_moved_on_for_each_agency(casebook: Casebook, reference: str) -> None:
    tiers.move_up(casebook.database, reference, by=casebook.person("Grace"), now=casebook.now)

    assert call_to(casebook, reference, "Tom", "Children's Services").state == CallState.MOVED_ON
    assert call_to(casebook, reference, "Grace", "Health").state == CallState.MOVED_ON
    assert call_to(casebook, reference, "Omar", "Children's Services").state == CallState.MOVED_ON


def test_a_call_that_was_not_ones_own_has_been_passed_on(casebook: Casebook, reference: str) -> None:
    omar = casebook.person("Omar")
    tiers.not_mine(casebook.database, reference, None, by=omar, now=casebook.now)

    assert call_to(casebook, reference, "Omar", "Children's Services").state == CallState.PASSED_ON


def test_a_call_that_is_somebody_elses_is_never_offered(casebook: Casebook, reference: str) -> None:
    assert call_to(casebook, reference, "Freya", "Children's Services").state == CallState.PASSED_ON
    with pytest.raises(LookupError, match="no call to that person"):
        call_to(casebook, reference, "Nadia", "Police")


def test_a_call_of_what_is_settled_asks_for_nothing(casebook: Casebook, reference: str) -> None:
    casebook.agreed(reference, "Omar", "Grace")

    assert call_to(casebook, reference, "Omar", "Children's Services").state == CallState.SETTLED


def test_the_same_child_is_checked_once_somebody_of_each_agency_says_so(
    casebook: Casebook, reference: str
) -> None:
    casebook.noted(reference, "Grace", "Omar", same_child=True)
    assert not view.card_of(opened(casebook, reference)).same_child

    casebook.noted(reference, "Omar", "Grace", same_child=True, child="She is safe tonight.")
    card = view.card_of(opened(casebook, reference))
    assert card.same_child
    assert card.safe == "She is safe tonight."


def test_the_rungs_say_which_tiers_are_done_and_which_come_next(casebook: Casebook, reference: str) -> None:
    places = [rung.place for rung in view.card_of(opened(casebook, reference)).rungs]

    assert places[:2] == ["done", "now"]
    assert set(places[2:]) == {"next"}


def test_there_is_no_room_to_go_to_once_it_is_lost(casebook: Casebook, reference: str) -> None:
    room = casebook.row(reference).room
    assert room
    assert opened(casebook, reference).room == room

    rooms.lost(casebook.database, room, now=casebook.now)

    assert opened(casebook, reference).room == ""


def test_a_partnership_that_nobody_can_reach_is_shown_as_vacant_before_the_agencies(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    casebook.loses("Helen", "Wilf")
    casebook.passes_to("Friday 2027-01-22 17:00")

    shown = opened(casebook, reference)

    assert shown.case.is_held_by_partnership()
    expected = [("Northmere Safeguarding Children Partnership", True), ("Health", False)]
    parties = [(party.agency, party.is_vacant) for party in view.parties_of(shown)]
    assert parties == [*expected, ("Children's Services", False)]
    assert view.card_of(shown).parties == view.parties_of(shown)


def test_a_note_waits_for_nobody_who_was_taken_out(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Joan")
    (before,) = view.card_of(opened(casebook, reference)).notes
    assert [person.name for person in before.missing] == ["Joan Abara"]

    joan, priya = casebook.person("Joan"), casebook.person("Priya")
    tiers.take_out(casebook.database, reference, joan, by=priya, now=casebook.now)

    (after,) = view.card_of(opened(casebook, reference)).notes
    assert after.missing == ()
    assert after.is_approved
