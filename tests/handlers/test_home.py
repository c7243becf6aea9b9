"""The Home tab, and the items of a list that open what they ask for."""

from typing import Any

import pytest

from tests.handlers.desk import Desk


def test_home_shows_what_waits_and_ones_open_disagreements(desk: Desk) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.stage.practice.open_home(tom.id)

    screen = tom.waits_for(lambda seen: seen.home)
    assert screen.home is not None
    assert reference in screen.home.words
    assert "open_item" in screen.home.buttons


def test_home_of_somebody_without_a_part_shows_no_disagreement(desk: Desk) -> None:
    zed = desk.person("Zed")
    reference = desk.raised(desk.person("Priya"))

    desk.stage.practice.open_home(zed.id)

    screen = zed.waits_for(lambda seen: seen.home)
    assert screen.home is not None
    assert reference not in screen.home.words
    assert "open_raise" in screen.home.buttons


def test_home_once_opened_shows_what_happens_later_by_itself(desk: Desk) -> None:
    tom = desk.person("Tom")
    desk.stage.practice.open_home(tom.id)
    tom.waits_for(lambda seen: seen.home)

    reference = desk.raised(desk.person("Priya"))

    home = tom.waits_for(lambda seen: seen.home and reference in seen.home.words).home
    assert home is not None
    assert "open_item" in home.buttons
    assert desk.person("Zed").sees().home is None


def test_a_home_that_was_renewed_while_it_was_being_opened_stays_the_newer(desk: Desk) -> None:
    tom = desk.person("Tom")
    desk.stage.practice.open_home(tom.id)
    tom.waits_for(lambda seen: seen.home)
    desk.stage.settle()
    desk.stage.practice.fault("views.publish", "error", error="hash_conflict")
    before = len(published(desk))

    desk.stage.practice.open_home(tom.id)
    desk.stage.practice.wait_for_call("views.publish", times=before + 1)
    reference = desk.raised(desk.person("Priya"))

    tom.waits_for(lambda seen: seen.home and reference in seen.home.words)
    refused = published(desk)[before]
    assert refused["error"] == "hash_conflict"
    assert refused["args"]["hash"]


def test_a_home_that_slack_did_not_take_is_shown_when_it_is_opened_again(desk: Desk) -> None:
    tom = desk.person("Tom")
    desk.stage.practice.fault("views.publish", "error", error="not_enabled")
    desk.stage.practice.open_home(tom.id)
    desk.stage.practice.wait_for_call("views.publish")
    assert tom.sees().home is None

    desk.stage.practice.open_home(tom.id)

    tom.waits_for(lambda seen: seen.home)


def published(desk: Desk) -> list[dict[str, Any]]:
    """Every publishing of a Home that Slack saw."""
    return [call for call in desk.stage.practice.calls() if call["method"] == "views.publish"]


def test_the_messages_tab_publishes_nothing(desk: Desk) -> None:
    tom = desk.person("Tom")

    desk.stage.practice.open_home(tom.id, "messages")
    desk.stage.practice.open_home(desk.person("Zed").id)
    desk.person("Zed").waits_for(lambda seen: seen.home)

    assert tom.sees().home is None


def test_a_disagreement_is_raised_from_home(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.stage.practice.open_home(priya.id)
    priya.waits_for(lambda seen: seen.home)

    desk.stage.practice.press_in_home(priya.id, "open_raise")

    assert priya.view.callback_id == "raise_form"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        pytest.param("act", "A meeting of both teams.", id="the tier: read it"),
        pytest.param("risk", "answered already", id="risk, answered meanwhile"),
        pytest.param("confirmation", "No outcome is on the table", id="an outcome, gone meanwhile"),
        pytest.param("owner", "No outcome is on the table", id="an issue, gone meanwhile"),
        pytest.param("closing", "An outcome has to be recorded", id="closing, too soon"),
        pytest.param("tea", "don’t know this button", id="what we never asked"),
    ],
)
def test_an_item_opens_what_it_asks_for_or_says_where_it_stands(desk: Desk, item: str, words: str) -> None:
    tom = desk.person("Tom")
    reference = desk.raised(desk.person("Priya"))

    desk.offer(tom, "open_item", f"{item}/{reference}/0/0")

    assert words in tom.view.words


def test_a_note_that_waits_opens_with_its_buttons_and_is_approved_where_it_is_read(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(tom, "open_item", f"approval/{reference}/1/1")
    assert "three visits were missed" in tom.view.words
    tom.presses_here("approve")

    assert "this note is right" in tom.view.words
    assert desk.id_of(tom) in desk.case(reference).notes[0].approved_by


def test_a_lead_sees_who_it_is_before_saying_that_they_know_them(desk: Desk) -> None:
    ines, ruth = desk.person("Ines"), desk.person("Ruth")
    ines.types()
    health = next(
        option["value"]
        for block in ines.view.blocks
        if block.get("block_id") == "agency"
        for option in block["element"]["options"]
        if option["text"]["text"] == "Health"
    )
    ines.chooses("agency", health)
    desk.submitted(ines)
    number = desk.id_of(ines)

    desk.offer(desk.person("Tom"), "confirm_person", f"{number}")
    assert "safeguarding leads" in desk.person("Tom").view.words
    desk.offer(ruth, "confirm_person", f"{number}")
    assert "Health" in ruth.view.words
    desk.submitted(ruth)

    assert "you know where this person works" in ruth.view.words
