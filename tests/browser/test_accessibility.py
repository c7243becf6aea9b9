"""No serious or critical fault by axe's judgement, in whatever state the page stands."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import grave_faults
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Opens, StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

BOTH = pytest.mark.parametrize(
    "size", [pytest.param(DESK, id="at a desk"), pytest.param(PHONE, id="on a telephone")]
)


@BOTH
def test_reading_has_no_grave_fault(stage_at: StageAt, opens: Opens, size: ViewportSize) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    raised_by(stage, "Priya", "Tom", soon="two_hours")
    stage.move_to("Tuesday 2026-12-22 18:30")
    room = stage.person("Omar").room()

    judged = {}
    for state, address in {
        "nobody chosen": "/",
        "a desk": "/?as=U0OMAR",
        "two desks": f"/?as=U0OMAR&at={room.id}&beside=U0GRACE&beside_at=messages",
        "the room": f"/?as=U0OMAR&at={room.id}",
        "Home": "/?as=U0OMAR&at=home",
        "the direct message": "/?as=U0OMAR&at=messages",
        "no such place": "/?as=U0OMAR&at=C0NOSUCH",
    }.items():
        page = opens(stage.slack.url + address, size)
        page.wait_for_load_state("load")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        judged[state] = grave_faults(page)

    assert {state: faults for state, faults in judged.items() if faults} == {}


@BOTH
def test_acting_has_no_grave_fault(stage_at: StageAt, opens: Opens, size: ViewportSize) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    raised_by(stage, "Priya", "Tom")
    stage.page = page = opens(stage.slack.url, size)
    priya = stage.person("Priya")
    judged = {}

    priya.types()
    judged["a form"] = grave_faults(page)
    page.get_by_role("combobox", name="Who do you disagree with?").fill("Tom Ellery")
    expect(
        page.get_by_role("dialog").get_by_role("option", name=re.compile("Tom Ellery")).first
    ).to_be_visible()
    judged["a search"] = grave_faults(page)
    page.get_by_role("button", name="Raise it").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    judged["a form with errors"] = grave_faults(page)
    priya.chooses("danger", "now")
    expect(page.get_by_text("Ring 999 now.")).to_be_visible()
    judged["in danger"] = grave_faults(page)
    priya.closes()
    unfold(page)
    judged["everything unfolded"] = grave_faults(page)

    assert {state: faults for state, faults in judged.items() if faults} == {}


def unfold(page: Page) -> None:
    panels = page.get_by_role("button", name="Clock and faults")
    if panels.get_attribute("aria-expanded") == "false":
        panels.click()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
