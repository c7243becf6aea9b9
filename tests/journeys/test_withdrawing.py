"""Withdrawing what one has raised: it goes on until the designated lead agrees."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from sandbox.slack.screen import SeenMessage
from tests.journeys.acting import answers, opens_what_waits
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by

pytestmark = pytest.mark.journey

WHY = "The referral was opened again on Friday."


def test_it_goes_on_until_the_designated_lead_agrees(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, lucy = (stage.person(name) for name in ("Priya", "Tom", "Lucy"))
    reference = raised_by(stage, "Priya", "Tom")

    asks_to_withdraw(stage, priya)
    answers(lucy, "withdrawal_decline", {"words": "Please talk with Tom first."})
    stage.settle()
    assert f"{reference} goes on" in priya.sees().words
    stage.move_to("Friday 2026-12-04 17:00")
    assert {"Grace", "Omar"} <= {who for _, who in calls(stage, reference)}

    asks_to_withdraw(stage, priya)
    opens_what_waits(stage, lucy, "withdrawal")
    assert WHY in lucy.view.words
    lucy.submits({"answer": "agreed"})
    lucy.closes()
    stage.settle()
    before = calls(stage, reference)
    stage.move_to("Monday 2026-12-14 09:00")

    assert f"{reference} is withdrawn" in tom.sees().words
    assert tom.room().archived
    assert calls(stage, reference) == before
    opens_what_waits(stage, stage.person("Omar"), "copy")
    record = stage.person("Omar").view.words
    for words in (WHY, "Please talk with Tom first.", "has agreed that it is withdrawn", "State: withdrawn"):
        assert words in record
    assert WHY not in "".join(message.words for message in direct(lucy))


def asks_to_withdraw(stage: Stage, who: Actor) -> None:
    """From the window that lists all that one may do."""
    who.presses("more", chosen="Something else…")
    who.presses_here("withdraw")
    who.submits({"why": WHY})
    who.closes()
    stage.settle()


def direct(who: Actor) -> list[SeenMessage]:
    """The direct messages that somebody has."""
    return [
        message
        for channel in who.sees().channels
        if channel not in who.sees().private_channels
        for message in channel.messages
    ]
