import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.clock import PracticeClock
from procedure import acts
from sandbox.slack.server import PracticeSlack
from tests.bot.conftest import STARTS_AT
from tests.bot.office import Office, instant
from tests.bot.test_engine import TIER_ENDS, start_following, wait_until

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def following(office: Office) -> Iterator[PracticeClock]:
    """A clock that follows the workspace beside the program's own, and settles at once."""
    clock = PracticeClock(f"{office.slack.url}/practice/clock", "beside")
    clock.follow(lambda: clock.settled(clock.version(), None))
    wait_until(lambda: "beside" in office.slack.practice.clock()["followers"])
    yield clock
    clock.stop()


def test_procedure_time_runs_as_fast_as_the_workspace(office: Office, following: PracticeClock) -> None:
    office.slack.practice.run_at(3600)

    wait_until(lambda: following.now() >= STARTS_AT + timedelta(hours=1))

    assert following.speed == 3600
    assert following.now() <= office.slack.practice.now()


def test_procedure_time_never_goes_back_when_the_clock_is_held_late(
    office: Office, following: PracticeClock
) -> None:
    seen = [following.now()]
    office.slack.practice.run_at(86_400)
    wait_until(lambda: following.speed)

    office.slack.practice.run_at(0)
    while following.speed:
        seen.append(following.now())
    seen.append(following.now())

    assert seen == sorted(seen)


def test_a_clock_due_in_an_hour_strikes_within_seconds_when_an_hour_passes_in_one(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    office.move_to("Thursday 2026-12-31 16:00")
    start_following(office)
    began = time.monotonic()

    office.slack.practice.run_at(3600)
    wait_until(lambda: office.acts(reference, acts.MovedUp))

    assert time.monotonic() - began < 10
    (moved,) = [each for each in office.entries(reference) if isinstance(each.act, acts.MovedUp)]
    assert instant(TIER_ENDS) <= moved.at < instant(TIER_ENDS) + timedelta(hours=4)


def test_the_workspace_knows_when_the_next_thing_is_due_and_goes_there(office: Office) -> None:
    start_following(office)
    reference = office.raise_it()
    office.engine.wake()
    before = office.slack.practice.now()

    reached = []
    while not office.acts(reference, acts.MovedUp):
        reached.append(office.slack.practice.move_to_next())

    assert reached == sorted(set(reached))
    assert reached[0] > before
    assert reached[-1] == instant(TIER_ENDS)


def test_what_is_raised_tells_the_workspace_of_its_next_due_time_unasked(office: Office) -> None:
    start_following(office)
    office.slack.practice.settle()
    before = office.slack.practice.clock()

    office.raise_it()
    office.engine.wake()
    wait_until(lambda: office.slack.practice.clock()["next_due"])

    assert before["next_due"] is None
    assert office.slack.practice.clock()["version"] == before["version"]


def test_a_clock_that_stops_hangs_up_and_is_waited_for_no_more(
    office: Office, following: PracticeClock
) -> None:
    began = time.monotonic()

    following.stop()
    office.slack.practice.move_to(instant(TIER_ENDS))

    assert time.monotonic() - began < 5
    assert not [thread for thread in threading.enumerate() if thread.name == "practice-clock"]


def test_a_clock_that_stops_before_it_follows_has_nothing_to_end(office: Office) -> None:
    clock = PracticeClock(f"{office.slack.url}/practice/clock", "beside")

    clock.stop()

    assert "beside" not in office.slack.practice.clock()["followers"]


def test_reports_are_dropped_where_the_workspace_is_gone() -> None:
    with PracticeSlack.start(starts_at=STARTS_AT, frozen=True) as slack:
        clock = PracticeClock(f"{slack.url}/practice/clock")

    clock.settled(1, STARTS_AT)

    assert clock.now() == STARTS_AT
