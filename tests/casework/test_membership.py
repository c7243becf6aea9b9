"""Who is in a room without a part in it, and whose an account is."""

import pytest

from casework import membership, people
from casework.people import Account
from casework.tiers import take_up
from procedure.ladder import Promise
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


@pytest.fixture
def room(casebook: Casebook) -> str:
    """The room of a disagreement in which Tom was the last to do anything."""
    reference = casebook.raised()
    casebook.sends()
    take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Tom"), now=casebook.now)
    casebook.sends()
    casebook.told()
    found = casebook.row(reference).room
    assert found is not None
    return found


def comes_in(casebook: Casebook, room: str, slack_id: str, event: str = "Ev1") -> bool:
    return membership.joined_room(casebook.database, room, slack_id, event, now=casebook.now)


def test_the_leads_are_told_who_came_into_a_room_without_a_part(casebook: Casebook, room: str) -> None:
    assert comes_in(casebook, room, "U0ZED")

    assert casebook.told() == [("lead:unexpected_member", "Ruth"), ("lead:unexpected_member", "Gareth")]
    casebook.sends()
    (told,) = casebook.heard("Ruth")
    assert "somebody without a part has come into its private room: Zed Quill" in told.words
    assert "Tom" not in told.words  # whose act happened to be the last is not accused of it


def test_the_leads_are_told_of_somebody_whom_nobody_knows(casebook: Casebook, room: str) -> None:
    assert comes_in(casebook, room, "U0STRANGER")

    casebook.sends()
    (told,) = casebook.heard("Ruth")
    assert "somebody without a part has come into its private room." in told.words


def test_the_same_event_told_twice_is_one_message_to_each_lead(casebook: Casebook, room: str) -> None:
    comes_in(casebook, room, "U0ZED")
    comes_in(casebook, room, "U0ZED")

    assert len(casebook.told()) == 2


@pytest.mark.parametrize("slack_id", ["U0TOM", "U0RUTH"])
def test_whoever_has_a_part_or_leads_the_area_may_be_there(
    casebook: Casebook, room: str, slack_id: str
) -> None:
    assert not comes_in(casebook, room, slack_id)

    assert casebook.told() == []


def test_other_channels_are_nothing_to_us(casebook: Casebook) -> None:
    assert not comes_in(casebook, "C0OTHER", "U0ZED")

    assert casebook.told() == []


def test_only_a_lead_of_their_area_checks_who_somebody_is(casebook: Casebook) -> None:
    health = casebook.agency("Health")
    people.note_accounts(casebook.database, [Account("U0NEW", "Nia Bell", None, True)], now=casebook.now)
    nia, ruth = casebook.person("Nia"), casebook.person("Ruth")
    with refuses("not_a_lead"):
        membership.to_be_confirmed(casebook.database, nia, by=ruth, now=casebook.now)  # not in any area yet

    people.choose_agency(casebook.database, health, None, by=nia)

    assert membership.to_be_confirmed(casebook.database, nia, by=ruth, now=casebook.now).name == "Nia Bell"
    with refuses("not_a_lead"):
        membership.to_be_confirmed(casebook.database, nia, by=casebook.person("Tom"), now=casebook.now)
    with refuses("unknown_person"):
        membership.to_be_confirmed(casebook.database, 999_999, by=ruth, now=casebook.now)
