"""Zed, who has no part in it, keeps his page open while others act: nothing of it reaches his browser."""

import httpx
import pytest
from playwright.sync_api import expect

from sandbox.practice.people import ZED, accounts
from sandbox.practice.stories import takes_up
from tests.browser.conftest import Opens, StageAt
from tests.browser.hands import BrowserStage
from tests.browser.watching import Watch
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

PHRASES = ("planted-dispute-xyzzy", "planted-wanted-xyzzy", "planted-said-xyzzy", "planted-words-xyzzy")
OPERATORS_PANEL = "/page/panels"
"""Lists channels by their names for whoever runs the practice; no desk is drawn from it."""


def test_nothing_reaches_the_page_of_who_has_no_part_in_it(
    stage_at: StageAt, opens: Opens, watch: Watch
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    page = opens(f"{stage.slack.url}/?as={ZED.id}&at=C0GENERAL")

    reference = walk(stage)
    stage.person("Priya").practice.say("U0PRIYA", "C0GENERAL", "Cake in the kitchen.")

    expect(page.get_by_text("Cake in the kitchen.")).to_be_visible()
    received = watch.received()
    assert len(received) > 10
    secrets = (*PHRASES, reference)
    assert [(url, one) for url, body in received for one in secrets if one in body] == []
    rooms = room_names(stage)
    desks = [(url, body) for url, body in received if not url.endswith(OPERATORS_PANEL)]
    assert rooms
    assert [(url, room) for url, body in desks for room in rooms if room in body] == []

    # what was looked for is there to be found, by who has a part in it
    part_of_it = opens(f"{stage.slack.url}/?as=U0TOM&at={stage.person('Tom').room().id}")
    expect(part_of_it.get_by_text(PHRASES[0])).to_be_visible()
    assert any(PHRASES[0] in body and rooms[0] in body for _, body in watch.received())


def test_no_address_of_the_page_shows_it_to_who_has_no_part_in_it(stage_at: StageAt) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    reference = walk(stage)
    views = {row["channel"] for row in stage.practice.deliveries() if row["channel"]}
    people = [account.id for account in accounts()]
    secrets = (*PHRASES, reference, *room_names(stage))

    with httpx.Client(base_url=stage.slack.url, trust_env=False) as browser:
        answers = {
            f"{path}?as={ZED.id}&at={at}": browser.get(path, params={"as": ZED.id, "at": at})
            for path in ("/", "/page/desks")
            for at in (*sorted(views), *people, "home", "messages", "")
        }

    assert {answer.status_code for answer in answers.values()} == {200}
    assert [(url, one) for url, answer in answers.items() for one in secrets if one in answer.text] == []


def walk(stage: BrowserStage) -> str:
    """Raise, record, dispute and climb, with a phrase in whatever is typed."""
    dispute, wanted, said, words = PHRASES
    reference = raised_by(stage, "Priya", "Tom", dispute=dispute, wanted=wanted)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    priya.presses("note")
    took_part = [priya.finds("took_part", "Tom Ellery")]
    priya.submits(
        {
            "took_part": took_part,
            "channel": "call",
            "leaves": "partly",
            "said": said,
            "child": "x",
            "actions": "x",
        }
    )
    priya.closes()
    stage.settle()
    tom.presses("dispute_note")
    tom.submits({"words": words})
    tom.closes()
    stage.move_to("Thursday 2026-12-31 17:00")
    takes_up(stage.person("Omar"), "hour")
    stage.settle()
    return reference


def room_names(stage: BrowserStage) -> list[str]:
    """Name the private rooms there are."""
    return [room.name for room in stage.person("Priya").sees().private_channels]
