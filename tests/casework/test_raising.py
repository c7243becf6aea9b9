"""Raising a disagreement: what is recorded, whose turn it is, and who is told."""

import pytest

from casework import raising
from casework.raising import Named
from procedure.acts import Danger, Party, PartySide
from procedure.case import State
from storage import people
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses

# --- what is recorded ----------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.4")
def test_the_other_side_is_called_and_has_a_working_week(casebook: Casebook) -> None:
    reference = casebook.raised()

    case = casebook.case(reference)
    assert case.due_at == at("Thursday 2026-12-31 17:00")
    assert casebook.called(reference) == {"Children's Services": ["Tom"]}
    assert casebook.clocks(reference) == [
        ("call_again", "Wednesday 2026-12-23 09:00"),
        ("tier_ends", "Thursday 2026-12-31 17:00"),
    ]
    assert casebook.told() == [
        ("room", "room"),
        ("invite", "Priya"),
        ("invite", "Tom"),
        ("line", "room"),
        ("call", "Tom"),
        ("card", "room"),
    ]


def test_what_goes_to_the_room_keeps_one_order_and_each_person_has_their_own(casebook: Casebook) -> None:
    reference = casebook.raised()

    assert casebook.streams() == {
        *((kind, f"{reference}/room") for kind in ("room", "invite", "line", "card")),
        ("call", f"{reference}/{casebook.person('Tom')}"),
    }


def test_the_same_form_sent_twice_raises_once(casebook: Casebook) -> None:
    form, priya = casebook.form("Tom"), casebook.person("Priya")

    first = raising.raise_disagreement(casebook.database, form, by=priya, now=casebook.now)
    again = raising.raise_disagreement(casebook.database, form, by=priya, now=casebook.now)

    assert (first.is_new, again.is_new) == (True, False)
    assert again.case == first.case


def test_an_agency_is_one_party_with_all_its_people_and_the_first_team_named(casebook: Casebook) -> None:
    reference = casebook.raised("Tom", "Family support", "Mina", "Police")

    assert casebook.case(reference).parties[1:] == (
        Party(
            casebook.agency("Children's Services"),
            PartySide.RESPONDING,
            casebook.team("Northmere front door"),
            (casebook.person("Tom"), casebook.person("Mina")),
        ),
        Party(casebook.agency("Police"), PartySide.RESPONDING),
    )


def test_colleagues_named_beside_the_other_side_are_on_the_raisers_own(casebook: Casebook) -> None:
    reference = casebook.raised("Tom", "Joan", "Priya")

    assert casebook.case(reference).parties[0].practitioners == (
        casebook.person("Priya"),
        casebook.person("Joan"),
    )


def test_a_team_alone_has_its_duty_desk_called(casebook: Casebook) -> None:
    reference = casebook.raised("Family support")

    assert casebook.called(reference) == {"Children's Services": ["Dev"]}


def test_a_lead_is_asked_where_the_raiser_does_not_know_how_soon(casebook: Casebook) -> None:
    casebook.raised(protect_by=at("Wednesday 2026-12-23 17:00"), ask_lead=True)

    assert [who for kind, who in casebook.told() if kind == "lead:ask_soon"] == ["Ruth", "Gareth"]


def test_where_the_duty_post_is_empty_the_next_post_stands_in_and_the_leads_are_told(
    casebook: Casebook,
) -> None:
    casebook.loses("Dev", "Kit")

    reference = casebook.raised("Family support")

    assert casebook.called(reference) == {"Children's Services": ["Sam"]}
    assert [who for kind, who in casebook.told() if kind == "lead:standing_in"] == ["Ruth", "Gareth"]


def test_where_nobody_of_the_other_side_can_be_reached_the_leads_are_told(casebook: Casebook) -> None:
    casebook.loses("Jess", "Alan", "Lena", "Meera", "Patrick")

    reference = casebook.raised("Northmere Young Carers")

    case = casebook.case(reference)
    assert (case.calls, case.vacant) == ((), (casebook.agency("Northmere Young Carers"),))
    assert [who for kind, who in casebook.told() if kind == "lead:nobody_reachable"] == ["Ruth", "Gareth"]
    casebook.sends()
    card = casebook.heard("room", "card")[-1]
    assert "Northmere Young Carers: *nobody can be reached at this tier;*" in card.words


# --- danger --------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.6")
def test_in_danger_both_managers_are_called_and_both_designated_leads_told(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.INFANT_INJURY, dispute="", wanted="", their_reference="")

    assert casebook.called(reference) == {"Health": ["Grace"], "Children's Services": ["Omar"]}
    told = casebook.told()
    assert [who for kind, who in told if kind == "lead:designated_danger"] == ["Lucy", "Yusuf"]
    assert [who for kind, who in told if kind == "lead:danger"] == ["Ruth", "Gareth"]


def test_the_leads_are_told_of_danger_together_with_who_has_been_called(casebook: Casebook) -> None:
    casebook.raised(danger=Danger.NOW)
    casebook.sends()

    (lead,), (designated,) = casebook.heard("Ruth"), casebook.heard("Lucy")
    assert "A child was said to be in danger now. Raised Tuesday 22 December, 16:30 by Priya" in lead.words
    assert "Called: Grace Mensah" in lead.words
    assert "You are called as designated lead for Health" in designated.words
    assert "Omar Haddad" in designated.words


def test_a_designated_lead_who_is_called_as_manager_is_told_once(casebook: Casebook) -> None:
    casebook.raised("Fernbank Primary School", danger=Danger.NOW)

    told = casebook.told()
    assert [kind for kind, who in told if who == "Dylan"] == ["invite", "call"]


def test_in_danger_nothing_says_that_a_time_has_passed(casebook: Casebook) -> None:
    casebook.raised(danger=Danger.NOW)
    casebook.sends()

    words = " ".join(said.words for said in casebook.said)
    assert "Due Tuesday 22 December, 16:30" not in words  # the instant at which it was raised
    assert "has passed" not in words
    assert "Until somebody says so, the time here is short" in words


# --- refused -------------------------------------------------------------------------------------


def raise_it(casebook: Casebook, form: raising.Form, by: str = "Priya") -> None:
    raising.raise_disagreement(casebook.database, form, by=casebook.person(by), now=casebook.now)


def test_nobody_can_be_named_who_is_not_there_or_on_the_other_side(casebook: Casebook) -> None:
    with refuses("empty"):
        raise_it(casebook, casebook.form())
    with refuses("too_many_named"):
        raise_it(casebook, casebook.form("Tom", "Mina", "Freya", "Omar", "Sam", "Police"))
    with refuses("only_oneself"):
        raise_it(casebook, casebook.form("Priya"))
    with refuses("unknown_person"):
        raise_it(casebook, casebook.form(against=(Named("person", 999_999),)))
    with refuses("unknown_person"):
        raise_it(casebook, casebook.form(against=(Named("team", 999_999),)))
    casebook.loses("Tom")
    with refuses("deactivated") as refused:
        raise_it(casebook, casebook.form("Tom"))
    assert refused.value.facts == {"person": casebook.person("Tom")}
    assert casebook.told() == []


def test_whoever_has_no_agency_yet_chooses_it_first(casebook: Casebook) -> None:
    with refuses("choose_agency"):
        raise_it(casebook, casebook.form("Tom"), by="Ines")


# --- people whom the roster does not list --------------------------------------------------------


def test_somebody_unlisted_belongs_to_the_team_named_beside_them_until_a_lead_confirms_it(
    casebook: Casebook,
) -> None:
    reference = casebook.raised("Zed", "Northmere front door")

    with casebook.database.read() as connection:
        zed = people.by_id(connection, casebook.person("Zed"))
        unconfirmed = [known.name for known in people.unconfirmed(connection, "northmere")]
    assert (zed.agency_id, zed.team_id) == (
        casebook.agency("Children's Services"),
        casebook.team("Northmere front door"),
    )
    assert unconfirmed == ["Zed Quill"]
    assert casebook.called(reference) == {"Children's Services": ["Zed"]}


def test_somebody_unlisted_needs_one_place_beside_them(casebook: Casebook) -> None:
    for against in (["Zed"], ["Zed", "Police", "Northmere front door"]):
        with refuses("place_unknown") as refused:
            raise_it(casebook, casebook.form(*against))
        assert refused.value.facts == {"people": (casebook.person("Zed"),)}


# --- the first minutes ---------------------------------------------------------------------------


def test_what_was_raised_by_mistake_is_taken_back_and_whoever_was_told_is_told(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()

    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert casebook.case(reference).state is State.TAKEN_BACK
    assert casebook.clocks(reference) == []
    assert casebook.told() == [
        ("line", "room"),
        ("told:taken_back", "Tom"),
        ("call_update", "Tom"),
        ("card", "room"),
        ("archive", "room"),
    ]


def test_every_lead_who_was_told_of_danger_hears_that_it_was_taken_back(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    leads = [who for kind, who in casebook.told() if kind == "lead:taken_back"]
    casebook.sends()
    assert leads == ["Ruth", "Gareth", "Lucy", "Yusuf"]
    assert "You were told of danger to a child." in casebook.heard("Lucy", "lead:taken_back")[0].words


def test_a_lead_asked_how_soon_hears_that_it_was_taken_back_and_not_that_there_was_danger(
    casebook: Casebook,
) -> None:
    reference = casebook.raised(ask_lead=True)
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    casebook.sends()
    (told,) = casebook.heard("Ruth", "lead:taken_back")
    assert "danger" not in told.words
