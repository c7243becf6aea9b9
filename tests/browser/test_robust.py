"""Whatever happens to the page or is typed into it: no blank page, no fault, nothing lost or done twice."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from sandbox.slack.server import PracticeSlack
from tests.browser.chromium import PHONE
from tests.browser.conftest import Opens, StageAt
from tests.browser.hands import BrowserActor
from tests.browser.watching import Watch
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> <b>bold</b> &amp; \u202e txt"
A_LOT = "0123456789" * 10_000
A_MOMENT = 400
"""Milliseconds, in which the page tells what was typed, or draws what it was answered."""


def test_the_page_takes_up_again_when_the_practice_slack_is_back(opens: Opens, watch: Watch) -> None:
    starts_at = datetime.fromisoformat("2026-12-22T16:30+00:00")
    watch.expect(
        "^failed: .*ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)"
    )
    watch.expect("^console: Failed to load resource: net::")
    with PracticeSlack.start(starts_at=starts_at, frozen=True) as slack:
        slack.practice.add_person("UPRIYA", "Priya Shah", "priya@example.org")
        page = opens(f"{slack.url}/?as=UPRIYA&at=C0GENERAL")
        expect(page.get_by_role("heading", name="Priya Shah")).to_be_visible()
        port = int(slack.url.rsplit(":", 1)[1])

    banner = page.get_by_role("alert").filter(has_text="not answering")
    expect(banner).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name="Priya Shah")).to_be_visible()

    with PracticeSlack.start(starts_at=starts_at, frozen=True, port=port) as slack:
        expect(page.get_by_text("has no account in this workspace any more")).to_be_visible(timeout=20_000)
        expect(banner).to_be_hidden()
        slack.practice.add_person("UPRIYA", "Priya Shah", "priya@example.org")
        slack.practice.say("UPRIYA", "C0GENERAL", "Back again.")
        expect(page.get_by_text("Back again.")).to_be_visible()
        page.goto("about:blank")


def test_two_tabs_of_one_person_show_the_same(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = opens(f"{stage.slack.url}/?as=U0PRIYA")
    other = opens(f"{stage.slack.url}/?as=U0PRIYA")
    priya = stage.browser("Priya")

    priya.types()
    expect(form(other)).to_be_visible()
    priya.fills({"dispute": "Typed in one tab."})
    expect(form(other).get_by_label(re.compile("^What was decided"))).to_have_value("Typed in one tab.")
    form(other).get_by_role("button", name="Cancel").click()

    expect(form(stage.page)).to_have_count(0)


def test_a_double_click_raises_one_disagreement(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = page = opens(stage.slack.url)
    priya = stage.browser("Priya")
    filled(priya)

    page.get_by_role("button", name="Raise it").dblclick()

    expect(page.get_by_role("dialog", name=re.compile("^Raised: D-2026-0001"))).to_be_visible()
    stage.settle()
    assert len(priya.sees().private_channels) == 1


def test_a_form_that_was_sent_in_another_tab_is_not_sent_again(
    stage_at: StageAt, opens: Opens, watch: Watch
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = opens(f"{stage.slack.url}/?as=U0PRIYA")
    other = opens(f"{stage.slack.url}/?as=U0PRIYA")
    priya = stage.browser("Priya")
    filled(priya)
    expect(form(other).get_by_label("What would you like to happen?")).to_have_value("An assessment.")
    watch.expect("^answered 409: POST .*/practice/submit$")

    stage.page.get_by_role("button", name="Raise it").click(no_wait_after=True)
    other.get_by_role("button", name="Raise it").click(no_wait_after=True)

    for page in (stage.page, other):
        expect(page.get_by_role("dialog", name=re.compile("^Raised: D-2026-0001"))).to_be_visible()
    stage.settle()
    assert len(priya.sees().private_channels) == 1


def test_whoever_presses_just_as_a_message_changes_is_told_so(
    stage_at: StageAt, opens: Opens, watch: Watch
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    raised_by(stage, "Priya", "Tom", soon="two_hours")
    room = stage.person("Priya").room()
    page = opens(f"{stage.slack.url}/?as=U0PRIYA&at={room.id}")
    watch.expect("^answered 409: POST .*/practice/press$")

    on_the_way: list[Route] = []
    page.route("**/practice/press", lambda route: on_the_way.append(route), times=1)

    page.get_by_role("button", name="Read it").click()
    while not on_the_way:
        page.wait_for_timeout(10)
    stage.move_to("Tuesday 2026-12-22 18:30")
    on_the_way[0].continue_()

    expect(page.get_by_text("this has changed since it was drawn")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_drawing_from_before_something_was_typed_does_not_undo_it(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = page = opens(stage.slack.url)
    priya = stage.browser("Priya")
    priya.types()
    priya.chooses("danger", "none")
    drawings: list[tuple[Route, APIResponse]] = []
    page.route("**/page/desks*", lambda route: drawings.append((route, route.fetch())))
    priya.fills({"wanted": "An assessment."})
    while not drawings:
        page.wait_for_timeout(10)

    with page.expect_response("**/practice/fill"):
        priya.fills({"dispute": "It was closed."})
    form(page).focus()
    page.wait_for_timeout(A_MOMENT)
    route, drawn = drawings[0]
    route.fulfill(response=drawn)
    page.wait_for_timeout(A_MOMENT)

    expect(form(page).locator("[data-action-id=dispute]")).to_have_value("It was closed.")
    page.unroute_all(behavior="ignoreErrors")


def test_html_and_script_stay_the_words_that_were_typed(
    stage_at: StageAt, opens: Opens, watch: Watch
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = page = opens(stage.slack.url)
    page.on("dialog", lambda dialog: watch.faults.append(f"a dialog opened: {dialog.message}"))
    priya = stage.browser("Priya")
    priya.types()
    priya.chooses("danger", "none")
    texts = {name: f"{HOSTILE} {name}" for name in ("dispute", "wanted", "their_reference")}
    priya.fills({"against": [priya.finds("against", "Tom Ellery")], "soon": "procedure"})

    priya.submits({name: text[:60] if name == "their_reference" else text for name, text in texts.items()})
    priya.closes()
    stage.settle()
    priya.presses("note")
    note = {name: f"{HOSTILE} {name}" for name in ("said", "child", "actions", "others")}
    priya.submits(
        {"took_part": [priya.finds("took_part", "Tom Ellery")], "channel": "call", "leaves": "partly", **note}
    )
    priya.closes()
    stage.settle()
    priya.presses("read")

    shown = page.get_by_role("dialog")
    for name in ("dispute", "wanted", "said", "child", "actions"):
        expect(shown).to_contain_text(re.compile(rf"<script>alert\(1\)</script>[^\n]*{name}"))
    assert page.locator("img[src=x], .dialog script, .message script").count() == 0


@pytest.mark.parametrize("field", ["dispute", "wanted", "their_reference"])
def test_far_too_much_pasted_is_refused_beside_its_field(stage_at: StageAt, opens: Opens, field: str) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = page = opens(stage.slack.url)
    priya = stage.browser("Priya")
    filled(priya)
    pasted = page.get_by_role("dialog").locator(f"[data-action-id={field}]")

    pasted.focus()
    page.keyboard.insert_text(A_LOT)
    refused = priya.sends()

    assert refused.outcome == "errors"
    expect(pasted).to_have_attribute("aria-invalid", "true")
    expect(pasted).to_be_focused()
    expect(pasted).to_have_value(re.compile(r"0123456789$"))
    expect(page.get_by_role("heading", name="Priya Nair")).to_be_attached()


def test_a_hundred_kilobytes_said_in_a_channel_do_not_break_the_page(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    page = opens(f"{stage.slack.url}/?as=U0PRIYA&at=C0GENERAL", PHONE)
    field = page.get_by_role("textbox", name="Message general")

    field.focus()
    page.keyboard.insert_text(A_LOT)
    page.keyboard.press("Enter")

    expect(page.get_by_role("article").get_by_text("0123456789")).to_be_visible()
    expect(field).to_have_value("")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def filled(priya: BrowserActor) -> None:
    """Fill the raising form; it needs only to be sent."""
    priya.types()
    priya.chooses("danger", "none")
    against = [priya.finds("against", "Tom Ellery")]
    priya.fills(
        {"against": against, "dispute": "It was closed.", "soon": "procedure", "wanted": "An assessment."}
    )


def form(page: Page) -> Locator:
    """Return the raising form."""
    return page.get_by_role("dialog", name="Raise a disagreement")
