"""The clock and the record are open to every party, at every tier (Beds 2.2)."""

import pytest

from sandbox.practice.stage import Actor, Door
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by
from tests.journeys.test_settling import NOTE, note

pytestmark = pytest.mark.journey


@pytest.mark.clause("Beds 2.2")
def test_a_practitioner_of_each_side_sees_the_due_time_and_reads_the_whole_record(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, grace, zed = (stage.person(name) for name in ("Priya", "Tom", "Grace", "Zed"))
    reference = raised_by(stage, "Priya", "Tom")
    for who in (priya, tom):
        assert f"{reference}: due Friday 4 December, 17:00" in card_of(who)

    note(stage, priya, "Tom Ellery")
    stage.move_to("Friday 2026-12-04 17:00")

    for who in (priya, tom, grace):
        assert f"{reference}: due Friday 11 December, 17:00" in card_of(who)
        assert "the next tier is called that minute" in card_of(who)
    records = {who.name: record_read_by(who) for who in (priya, tom, grace)}
    assert len(set(records.values())) == 1, "each reads the same"
    for words in (
        NOTE["said"],
        NOTE["child"],
        "The referral was closed.",
        "Moved up to first-line managers",
    ):
        assert words in records[tom.name]
    assert zed.sees().private_channels == ()


def card_of(who: Actor) -> str:
    """The one message of the room that is kept up to date."""
    return next(message.words for message in who.room().messages if "sooner" in message.buttons)


def record_read_by(who: Actor) -> str:
    """What somebody reads who opens the disagreement from the card and copies its record."""
    who.presses("read", reading="due")
    who.presses_here("copy_record")
    words = who.view.words
    who.closes()
    return words
