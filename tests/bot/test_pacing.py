"""Who may call Slack when: the pace that it allows, and whose turn it is where several wait."""

import pytest

from bot.clock import Machine
from bot.delivery.pacing import CALLS_A_MINUTE, Pacing
from bot.slack import POST, SlackFailure
from storage.notices import Urgency

CHANNEL = "D0OMAR"


class Hand:
    """A monotonic clock in the test's hand."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def pacing(hand: Hand) -> Pacing:
    pacing = Pacing(Machine(monotonic=hand), lambda: 1.0)
    pacing.begin(POST, CHANNEL)
    pacing.ended(POST, CHANNEL)
    return pacing


def wait_of(pacing: Pacing, urgency: Urgency) -> float:
    """Return for how long a message has to wait; nought where it goes out."""
    try:
        pacing.begin(POST, CHANNEL, urgency)
    except SlackFailure as failure:
        return failure.wait_seconds or 0.0
    pacing.ended(POST, CHANNEL)
    return 0.0


def test_a_channel_goes_to_the_most_urgent_that_waits_for_it(pacing: Pacing, hand: Hand) -> None:
    assert wait_of(pacing, Urgency.CALL) == pytest.approx(1.0)
    assert wait_of(pacing, Urgency.CALL_AT_ONCE) == pytest.approx(1.0)

    hand.seconds += 1.01

    assert wait_of(pacing, Urgency.CALL) > 0
    assert wait_of(pacing, Urgency.CALL_AT_ONCE) == 0


def test_it_is_kept_for_the_most_urgent_no_longer_than_a_moment(pacing: Pacing, hand: Hand) -> None:
    wait_of(pacing, Urgency.CALL_AT_ONCE)

    hand.seconds += 1.01
    hand.seconds += wait_of(pacing, Urgency.CALL)

    assert wait_of(pacing, Urgency.CALL) == 0


def test_those_alike_lose_no_time_to_each_other(pacing: Pacing, hand: Hand) -> None:
    wait_of(pacing, Urgency.CALL)
    wait_of(pacing, Urgency.CALL)

    hand.seconds += 1.01

    assert wait_of(pacing, Urgency.CALL) == 0


def test_a_burst_leaves_room_within_its_minute_for_what_cannot_wait(hand: Hand) -> None:
    pacing = Pacing(Machine(monotonic=hand), lambda: 1.0)

    sent = 0
    while pacing.seconds_until(POST) == 0:
        pacing.begin(POST)
        pacing.ended(POST)
        sent += 1

    assert 0.95 * CALLS_A_MINUTE[POST] <= sent < CALLS_A_MINUTE[POST]
    assert pacing.seconds_until(POST) == pytest.approx(60.0)
    assert pacing.seconds_until(POST, Urgency.CALL_AT_ONCE) == 0
