"""On a telephone: the raising form on one screen, and a manager who answers, records and hands up."""

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.practice.stories import takes_up
from tests.browser.chromium import PHONE
from tests.browser.conftest import Opens, StageAt
from tests.browser.hands import BrowserActor
from tests.journeys.seen import first_calls, raised_by

pytestmark = pytest.mark.journey


def test_the_raising_form_stands_on_one_screen(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = opens(stage.slack.url, PHONE)

    stage.person("Priya").types()

    dialog = stage.page.get_by_role("dialog")
    expect(dialog.get_by_role("radio")).to_have_count(3)
    assert not_wholly_shown(dialog, ".kit-block, button") == []
    assert too_wide(stage.page) == 0


def test_in_danger_the_numbers_and_the_start_of_every_field_are_in_view(
    stage_at: StageAt, opens: Opens
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = opens(stage.slack.url, PHONE)
    priya = stage.person("Priya")
    priya.types()

    priya.chooses("danger", "now")

    dialog = stage.page.get_by_role("dialog")
    expect(dialog.get_by_text("Ring 999 now.")).to_be_visible()
    assert (
        not_wholly_shown(dialog, ".kit-label, .kit-section, [role=combobox], textarea, footer button") == []
    )


def test_a_manager_answers_a_call_records_the_talk_and_hands_it_up(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")
    stage.move_to("Tuesday 2026-12-22 18:30")
    stage.page = opens(f"{stage.slack.url}/?as=U0OMAR", PHONE)
    omar = stage.browser("Omar")

    takes_up(omar, "hour")
    assert too_wide(stage.page) == 0
    records(omar, "Grace")
    assert too_wide(stage.page) == 0
    omar.presses("move_up")
    omar.submits()
    omar.closes()
    stage.settle()

    assert {"Sam", "Cora"} <= set(first_calls(stage, reference))
    omar.opens(omar.room().name)
    expect(stage.page.get_by_text("Moved up to senior managers")).to_be_visible()
    assert too_wide(stage.page) == 0


def test_a_page_that_was_just_opened_stands_at_the_newest_message(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    raised_by(stage, "Priya", "Tom", soon="two_hours")
    stage.move_to("Tuesday 2026-12-22 18:30")
    room = stage.person("Omar").room()

    page = opens(f"{stage.slack.url}/?as=U0OMAR&at={room.id}", PHONE)

    expect(page.get_by_role("article").last).to_be_in_viewport()
    expect(page.get_by_role("article").first).not_to_be_in_viewport()
    name = page.get_by_role("heading", name=room.name).bounding_box()
    one_line = 32
    assert name is not None
    assert name["height"] <= one_line


def records(who: BrowserActor, with_whom: str) -> None:
    who.presses("note")
    took_part = [who.finds("took_part", with_whom)]
    words = {"said": "Health: not safe.", "child": "At her aunt's tonight.", "actions": "None yet."}
    who.submits({"took_part": took_part, "channel": "call", "leaves": "not_settled", **words})
    who.closes()


def not_wholly_shown(dialog: Locator, selector: str) -> list[str]:
    """Name what is in the dialog and not in view from edge to edge, as it stands when it opens."""
    found: list[str] = dialog.evaluate(
        """(dialog, selector) => {
            const body = dialog.querySelector(".dialog-body").getBoundingClientRect();
            const isCut = (one) => {
                const { top, bottom } = one.getBoundingClientRect();
                const inBody = Boolean(one.closest(".dialog-body"));
                return inBody ? top < body.top || bottom > body.bottom : top < 0 || bottom > innerHeight;
            };
            const shown = [...dialog.querySelectorAll(selector)].filter((one) => one.checkVisibility());
            return shown.filter(isCut).map((one) => `${one.className}: ${one.innerText}`);
        }""",
        selector,
    )
    return found


def too_wide(page: Page) -> int:
    """Return by how many pixels the page is wider than its screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return max(0, width - PHONE["width"])
