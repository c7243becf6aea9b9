from datetime import datetime

import pytest
from playwright.sync_api import ViewportSize, expect

from sandbox.slack.server import PracticeSlack
from tests.browser.conftest import Opens

pytestmark = pytest.mark.journey

PRIYA, TOM = "UPRIYA", "UTOM"


@pytest.mark.parametrize(
    "size",
    [
        pytest.param({"width": 1440, "height": 900}, id="a wide window"),
        pytest.param({"width": 1100, "height": 700}, id="a small laptop, both wholly in sight"),
    ],
)
def test_two_people_stand_side_by_side(opens: Opens, size: ViewportSize) -> None:
    with workspace() as slack:
        page = opens(f"{slack.url}/?as={PRIYA}&beside={TOM}", size)

        for person in (PRIYA, TOM):
            expect(page.locator(f'.desk[data-person="{person}"]')).to_be_in_viewport(ratio=1)
        page.goto("about:blank")


def test_who_is_put_beside_comes_into_sight_where_there_is_no_room_for_two(opens: Opens) -> None:
    with workspace() as slack:
        page = opens(f"{slack.url}/?as={PRIYA}", {"width": 900, "height": 700})

        page.get_by_role("navigation", name="People").get_by_text("Tom Ellery").hover()
        page.get_by_role("link", name="Put Tom Ellery beside").click()

        expect(page.locator(f'.desk[data-person="{TOM}"]')).to_be_in_viewport(ratio=0.9)
        page.goto("about:blank")


def workspace() -> PracticeSlack:
    slack = PracticeSlack.start(starts_at=datetime.fromisoformat("2026-12-22T16:30+00:00"), frozen=True)
    slack.practice.add_person(PRIYA, "Priya Nair", "priya@example.org")
    slack.practice.add_person(TOM, "Tom Ellery", "tom@example.org")
    return slack
