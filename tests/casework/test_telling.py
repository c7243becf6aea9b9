"""Who is told what: each once, in an order that makes sense, and without a room by direct message."""

from dataclasses import replace

import pytest

from casework import notes, raising, rooms, roster, tiers
from casework.areas import install_area
from procedure import acts, rules
from procedure.acts import Danger
from procedure.ladder import Promise
from procedure.lengths import Limit, Unit
from sandbox.practice import people as practice
from storage.engine import Database
from tests.casework.casebook import MANAGERS_CALLED, TUESDAY, Casebook
from tests.procedure.london_time import at


@pytest.fixture
def roomless(casebook: Casebook) -> tuple[Casebook, str]:
    """A disagreement for which Slack allows no private room, everybody told."""
    casebook.has_rooms = False
    reference = casebook.raised()
    casebook.sends()
    casebook.told()
    return casebook, reference


# --- without a room ------------------------------------------------------------------------------


def test_where_there_is_no_room_each_is_told_so_and_the_leads_too(roomless: tuple[Casebook, str]) -> None:
    casebook, reference = roomless

    (priya,) = casebook.heard("Priya")
    assert "a private room could not be opened" in priya.words
    assert priya.text == f"{reference}: something has changed. Please open Slack."
    assert priya.buttons == {"read"}
    assert [said.kind for said in casebook.heard("Tom")] == ["call", "line"]
    assert "a private room could not be opened" in casebook.heard("Ruth", "lead:room_failed")[0].words
    assert not casebook.heard("room")


def test_without_a_room_whoever_is_called_or_told_anyway_gets_no_second_message(
    roomless: tuple[Casebook, str],
) -> None:
    casebook, reference = roomless

    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Tom"), now=casebook.now)
    assert casebook.told() == [("told:taken_up", "Priya"), ("call_update", "Tom")]

    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert casebook.told() == [
        ("line", "Tom"),
        ("call", "Grace"),
        ("call", "Omar"),
        ("call_update", "Tom"),
    ]


def test_without_a_room_notes_and_answers_reach_each_other_person_without_case_text(
    roomless: tuple[Casebook, str],
) -> None:
    casebook, reference = roomless

    casebook.noted(reference, "Tom", "Priya", said="Only in the record.")
    assert casebook.told() == [("line", "Priya"), ("call_update", "Tom")]
    notes.approve(casebook.database, reference, 1, 1, by=casebook.person("Priya"), now=casebook.now)
    assert casebook.told() == []  # an approval is shown, and rings nobody

    casebook.sends()
    said = casebook.heard("Priya")[-1]
    assert "Tom Ellery (Children's Services) has recorded discussion note 1" in said.words
    assert "Only in the record." not in " ".join(each.words for each in casebook.said)


def test_without_a_room_taking_it_back_is_told_once(roomless: tuple[Casebook, str]) -> None:
    casebook, reference = roomless

    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert casebook.told() == [("told:taken_back", "Tom"), ("call_update", "Tom")]


def test_a_room_that_is_lost_is_not_said_never_to_have_been_opened(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    for _ in ("replaced", "not replaced again"):
        rooms.lost(casebook.database, casebook.row(reference).room or "", now=casebook.now)
        casebook.sends()

    priya, ruth = casebook.heard("Priya")[-1], casebook.heard("Ruth")[-1]
    assert "its private room is gone" in ruth.words
    assert "the private room is gone" in priya.words
    assert "could not be opened" not in priya.words + ruth.words
    tom = casebook.heard("Tom")
    casebook.passes_to(MANAGERS_CALLED)
    assert tom
    assert "The room:" not in casebook.heard("Grace", "call")[-1].words


# --- with a room ---------------------------------------------------------------------------------


def test_one_card_goes_out_for_all_that_a_use_case_did_and_the_archiving_comes_last(
    casebook: Casebook,
) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    kinds = [kind for kind, who in casebook.told() if who == "room"]
    assert kinds == ["room", "line", "line", "card"]

    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert [kind for kind, who in casebook.told() if who == "room"] == ["line", "card", "archive"]


def test_nothing_is_told_to_somebody_to_whom_nothing_can_arrive(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.loses("Priya")
    casebook.told()

    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Tom"), now=casebook.now)

    assert casebook.told() == [
        ("line", "room"),
        ("told:taken_up", "Joan"),
        ("call_update", "Tom"),
        ("card", "room"),
    ]


def test_when_the_time_to_protect_the_child_passes_the_leads_are_told_at_once(casebook: Casebook) -> None:
    casebook.raised(protect_by=at("Tuesday 2026-12-22 18:30"))

    casebook.passes_to("Tuesday 2026-12-22 18:30")

    told = casebook.heard("Ruth")[-1]
    assert told.kind == "lead:protect_by_passed"
    assert told.text.endswith("needs you now. Please open Slack and ring.")


def test_the_leads_are_told_where_the_next_post_stands_in_or_nobody_can_be_called(casebook: Casebook) -> None:
    casebook.loses("Grace", "Owen", "Jess", "Alan", "Lena", "Meera", "Patrick")
    casebook.raised("Tom", "Northmere Young Carers")

    casebook.passes_to(MANAGERS_CALLED)

    kinds = [said.kind for said in casebook.heard("Ruth")]
    assert kinds[-2:] == ["lead:nobody_reachable", "lead:standing_in"]


def test_where_the_first_limit_is_zero_the_leads_are_told_of_nobody_missing(casebook: Casebook) -> None:
    text = next(text for text in rules.published() if text.id == "bedfordshire-2018")
    area = next(area for area in rules.example_areas() if area.id == "example-vale")
    at_once = {**area.limits, "practitioners": Limit(0, Unit.HOURS, area.set_by)}
    install_area(casebook.database, replace(area, limits=at_once), text)

    reference = casebook.raised("Elis", by="Bryn", ask_lead=True)

    told = casebook.told()
    assert [kind for kind, who in told if who == "Una"] == ["lead:ask_soon"]
    assert casebook.called(reference) == {"Vale NHS": ["Cleo"], "Vale Care": ["Fern"]}


def test_the_leads_are_told_of_tiers_passed_over(casebook: Casebook) -> None:
    carers = ("Alan", "Lena", "Meera", "Patrick")
    health = ("Grace", "Owen", "Cora", "Lucy", "Femi")
    casebook.raised("Jess")
    casebook.loses(*carers, *health)

    casebook.passes_to(MANAGERS_CALLED)

    (told,) = casebook.heard("Ruth", "lead:passed_over")
    assert "first-line managers, senior managers and heads of service" in told.words
    assert "Called: Helen Strand" in told.words


def test_the_leads_are_told_where_a_partnership_has_no_post_at_all(database: Database) -> None:
    casebook = Casebook(database, at(TUESDAY))
    bodiless = practice.roster().replace("Safeguarding Children Partnership,partnership", "Council,any")
    roster.import_roster(casebook.database, bodiless, now=casebook.now)
    for name in ("Priya", "Tom", "Ruth"):
        listed = next(one for one in practice.accounts() if one.name.startswith(name))
        casebook.account(listed.id, listed.name, email=listed.email)
    reference = casebook.raised()

    casebook.passes_to("Friday 2027-01-22 17:00")

    assert casebook.case(reference).is_at_the_top
    told = casebook.heard("Ruth", "lead:nobody_reachable")[-1]
    assert "nobody can be reached among the partnership." in told.words
    assert "stand_in" in told.buttons
    assert "Partnership: *nobody can be reached at this tier;*" in casebook.heard("room", "card")[-1].words


def test_managers_called_later_read_of_the_danger_too(casebook: Casebook) -> None:
    casebook.raised(danger=Danger.NOW)

    casebook.passes_to("Tuesday 2026-12-22 17:30")

    (call,) = casebook.heard("Cora", "call")
    assert call.words.startswith("*A child may be in danger now. If that is so, ring 999.*")


def test_at_the_partnerships_tier_the_last_managers_still_answer_for_their_agencies(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    casebook.passes_to("Friday 2027-01-22 17:00")

    femi, (helen,) = casebook.heard("Femi", "call_update")[-1], casebook.heard("Helen", "call")
    assert "it is still for you to answer for Health" in femi.words
    assert "outcome" in femi.buttons
    assert "outcome" not in helen.buttons
    casebook.proposed(reference, "Femi")
    assert casebook.case(reference).outcome is not None


def test_a_call_repeated_ends_the_message_before_it_for_those_who_have_one(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.passes_to("Tuesday 2027-01-05 09:00")

    told = [said for said in casebook.heard("Omar") if said.kind in ("call", "repeated")]
    assert [said.kind for said in told] == ["call", "call", "repeated", "call", "repeated"]
    assert told[-1].words.startswith(f"{reference}: this call was repeated.")
    assert told[-1].buttons == frozenset()
    # The deputy is called from the second repetition on, and so has no message before it.
    assert "repeated" not in [said.kind for said in casebook.heard("Freya")]
    assert "call" in [said.kind for said in casebook.heard("Freya")]


def test_the_last_tier_stays_loud_and_the_leads_with_it(casebook: Casebook) -> None:
    reference = casebook.raised("Elis", by="Bryn")

    casebook.passes_to("Friday 2027-01-15 16:59")
    before = len(casebook.heard("Una"))
    casebook.passes_to("Friday 2027-01-15 17:00")

    assert any(isinstance(act, acts.TimeRanOutAtTheTop) for act in casebook.acts(reference))
    (told,) = casebook.heard("Una")[before:]
    assert told.kind == "lead:time_ran_out_at_the_top"
    assert "Asked again now: Dora Finch" in told.words
    assert "Gwil Shaw" in told.words
    assert "stand_in" in told.buttons
    casebook.passes_to("Monday 2027-01-18 09:00")
    assert casebook.heard("Dora", "call")[-1].text.startswith(reference)
