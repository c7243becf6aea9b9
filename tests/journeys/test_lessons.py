"""A lead refers what is closed for wider learning, where the procedure was followed (Beds 7.1)."""

import pytest

from sandbox.practice.stage import Door, Stage
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by
from tests.journeys.test_settling import OUTCOME, note

pytestmark = pytest.mark.journey

SUMMARY = "Both sides spoke only after a decision; speaking first would have saved a week."


@pytest.mark.clause("Beds 7.1")
def test_what_was_followed_is_referred_and_what_was_not_is_refused_with_what_is_missing(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ruth = stage.person("Ruth")
    unapproved, followed = closed(stage, is_approved=False), closed(stage, is_approved=True)
    stage.move_to("Monday 2026-11-30 08:30")

    opens_in_digest(stage, unapproved)
    assert "✗ The discussions are noted, and each note is approved" in ruth.view.words
    assert ruth.view.submit is None
    ruth.closes()
    opens_in_digest(stage, followed)
    assert "✗" not in ruth.view.words
    ruth.submits({"summary": SUMMARY})
    assert "To: Learning and Improvement Group <learning@northmere.example>" in ruth.view.words
    assert SUMMARY in ruth.view.words
    assert "Priya" not in ruth.view.words
    ruth.closes()
    stage.settle()

    priya = stage.person("Priya")
    assert "has referred it for wider learning to Learning and Improvement Group" in priya.sees().words
    assert SUMMARY not in priya.sees().words
    priya.presses("read", reading="wider learning")
    priya.presses_here("copy_record")
    assert SUMMARY in priya.view.words
    priya.closes()


def closed(stage: Stage, *, is_approved: bool) -> str:
    """Priya and Tom have talked, settled it and closed it."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    note(stage, priya, "Tom Ellery")
    if is_approved:
        tom.presses("approve")
        tom.closes()
    settles(stage, Silent(), priya, tom, OUTCOME)
    files_and_closes(stage, Silent(), priya, tom, reference)
    return reference


def opens_in_digest(stage: Stage, reference: str) -> None:
    """The lead presses the button of one disagreement in the digest."""
    ruth = stage.person("Ruth")
    ruth.closes()
    channel, message = ruth.message_with("lessons")
    block = next(block for block in message.blocks if block.get("accessory", {}).get("value") == reference)
    pressed = stage.practice.press(ruth.id, channel.id, message.ts, "lessons", block_id=block["block_id"])
    assert pressed.failure is None
