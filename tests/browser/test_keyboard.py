"""A disagreement raised with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens, StageAt

pytestmark = pytest.mark.journey

FARTHEST = 120


def test_a_disagreement_is_raised_without_a_mouse(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    page = opens(stage.slack.url)
    keys = page.keyboard

    tab_to(page.get_by_role("searchbox", name="Find a person"))
    keys.type("Priya")
    tab_to(page.get_by_role("link", name=re.compile("^Priya Nair")))
    keys.press("Enter")
    tab_to(page.get_by_role("link", name=re.compile("general")))
    keys.press("Enter")
    tab_to(page.get_by_role("textbox", name="Message general"))
    keys.type("/disagree ")
    keys.press("Enter")
    form = page.get_by_role("dialog", name="Raise a disagreement")
    expect(form.get_by_role("radio").first).to_be_focused()
    answer_by_arrows(form, "No")
    pick(form, "Who do you disagree with?", "Tom Ellery")
    tab_to(form.get_by_role("textbox", name=re.compile("^What was decided")))
    keys.type("The referral was closed.")
    tab_to(form.get_by_role("textbox", name="What would you like to happen?"))
    keys.type("An assessment.")
    tab_to(form.get_by_role("combobox", name=re.compile("^How soon")))
    keys.press("ArrowDown")
    tab_to(form.get_by_role("button", name="Raise it"))
    keys.press("Enter")

    receipt = page.get_by_role("dialog", name=re.compile("^Raised: D-2026-0001"))
    tab_to(receipt.get_by_role("combobox", name=re.compile("^What is it about")))
    keys.press("ArrowDown")
    tab_to(receipt.get_by_role("button", name="Save"))
    keys.press("Enter")
    expect(receipt.get_by_text("Saved. Thank you.")).to_be_visible()
    expect(receipt).to_be_focused()
    keys.press("Escape")
    expect(receipt).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message general")).to_be_focused()
    stage.settle()
    assert "The referral was closed." in stage.person("Tom").sees().words


def test_the_focus_stays_in_the_dialog_and_its_place_is_seen(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = page = opens(stage.slack.url)
    stage.person("Priya").types()
    dialog = page.get_by_role("dialog")

    for _ in range(FARTHEST // 4):
        page.keyboard.press("Tab")

        focused = dialog.locator(":focus")
        expect(focused).to_have_count(1)
        assert focused.evaluate(_IS_MARKED), focused.evaluate("(one) => one.outerHTML")


_IS_MARKED = """(one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
}"""


def tab_to(wanted: Locator) -> None:
    """Press Tab until the focus is there, as somebody does who has no mouse."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by {FARTHEST} presses of Tab")


def answer_by_arrows(form: Locator, words: str) -> None:
    """Go through the radio buttons that have the focus, down to one; each is told as it is reached."""
    wanted = form.get_by_role("radio", name=words, exact=True)
    for _ in range(form.get_by_role("radio").count()):
        if wanted.is_checked():
            break
        form.page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()
    expect(form.locator("[aria-busy=true]")).to_have_count(0)


def pick(form: Locator, label: str, words: str) -> None:
    """Search, and take the first that is offered."""
    tab_to(form.get_by_role("combobox", name=label))
    form.page.keyboard.type(words)
    expect(form.get_by_role("option", name=re.compile(words), selected=True)).to_be_visible()
    form.page.keyboard.press("Enter")
    expect(form.get_by_role("button", name=re.compile(f"Remove {words}"))).to_be_visible()
