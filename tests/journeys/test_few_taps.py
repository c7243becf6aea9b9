"""How little is asked of somebody in a hurry: one form, as short as ever, and few taps in danger."""

import pytest

from sandbox.practice.stage import Actor, Door
from sandbox.slack.screen import SeenView
from tests.journeys.conftest import StageAt

pytestmark = pytest.mark.journey

ASKED = ("danger", "against", "dispute", "wanted", "soon", "their_reference")
"""The fields of the raising form, and none beside them however much the procedure asks later."""

TAPS = {"radio_buttons": 1, "plain_text_input": 1, "static_select": 2, "multi_external_select": 2}
"""What an answer takes on a phone: typing is no tap, but going to the field is; a list is opened first."""

SENT = 1
"""The command, or the form."""


def required(view: SeenView) -> dict[str, str]:
    """Return the kind of each field that must be answered, by its name."""
    return {
        block["block_id"]: block["element"]["type"]
        for block in view.blocks
        if block["type"] == "input" and not block.get("optional")
    }


def taps(view: SeenView) -> int:
    """Count the taps from the command to the end of the form, with all answered that must be."""
    return SENT + sum(TAPS[kind] for kind in required(view).values()) + SENT


def opens_form(who: Actor, danger: str) -> SeenView:
    """Type the command and answer the first question; return the form as it is then."""
    who.types()
    who.chooses("danger", danger)
    return who.view


@pytest.mark.parametrize("area", ["northmere", "example_vale"])
def test_the_form_asks_six_things_and_three_of_them_are_typed(stage_at: StageAt, area: str) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", area=area)

    view = opens_form(stage.person("Priya" if area == "northmere" else "Bryn"), "none")

    fields = [block for block in view.blocks if block["type"] == "input"]
    assert tuple(block["block_id"] for block in fields) == ASKED
    typed = [block["block_id"] for block in fields if block["element"]["type"] == "plain_text_input"]
    assert typed == ["dispute", "wanted", "their_reference"]


def test_one_form_leads_to_an_opened_room_and_whatever_else_is_asked_can_wait(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    priya = stage.person("Priya")

    form = opens_form(priya, "none")
    priya.submits(
        {
            "against": [priya.finds("against", "Tom Ellery")],
            "dispute": "The referral was closed.",
            "wanted": "An assessment.",
            "soon": "two_hours",
        }
    )

    assert priya.view.title.startswith("Raised: ")
    assert required(priya.view) == {}
    priya.closes()
    stage.settle()
    assert {"U0PRIYA", "U0TOM"} <= set(priya.room().members)
    assert taps(form) < 10


@pytest.mark.parametrize("danger", ["now", "infant_injury"])
def test_in_danger_the_room_is_open_after_fewer_than_ten_taps(
    stage_at: StageAt, door: Door, danger: str
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    priya = stage.person("Priya")

    form = opens_form(priya, danger)
    assert set(required(form)) == {"danger", "against"}
    priya.submits({"against": [priya.finds("against", "Northmere front door")]})
    priya.closes()
    stage.settle()

    assert priya.room().members
    assert taps(form) == 5
