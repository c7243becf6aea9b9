"""The watchdog's rounds: begun when they are due, a little at a time, and what they find is said."""

import logging
from dataclasses import dataclass

import pytest

from bot.clock import Machine
from bot.watchdog import EACH_SECONDS, Watchdog
from procedure import acts
from tests.bot.office import Office


@dataclass
class Hand:
    """Machine time in the test's hand; each look at it may take a while."""

    at: float = 0.0
    takes: float = 0.0

    def monotonic(self) -> float:
        self.at += self.takes
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def watchdog(office: Office, hand: Hand) -> Watchdog:
    return Watchdog(office.database, office.clock, Machine(monotonic=hand.monotonic))


def lose_every_clock(office: Office) -> None:
    office.in_the_file("DELETE FROM clock WHERE kind = 'tier_ends'")


def test_the_first_round_is_due_a_while_after_the_start_and_then_every_so_often(
    office: Office, watchdog: Watchdog, hand: Hand
) -> None:
    watchdog.look_if_due()
    early = watchdog.rounds
    for _ in range(3):
        hand.at += EACH_SECONDS
        watchdog.look_if_due()
        watchdog.look_if_due()

    assert early == 0
    assert watchdog.rounds == 3


def test_what_was_lost_is_armed_again_and_said(
    office: Office, watchdog: Watchdog, caplog: pytest.LogCaptureFixture
) -> None:
    reference = office.raise_it()
    lose_every_clock(office)
    caplog.set_level(logging.ERROR)

    watchdog.whole_round()

    assert f"{reference}: not_armed tier_ends, mended" in caplog.text
    check = watchdog.check()
    assert check.is_well
    assert check.figures["mended"] >= 1
    mended = watchdog.mended
    watchdog.whole_round()
    assert watchdog.mended == mended


def test_what_nobody_can_mend_is_not_well_until_it_is_gone(
    office: Office, watchdog: Watchdog, caplog: pytest.LogCaptureFixture
) -> None:
    reference = office.raise_it()
    watchdog.whole_round()
    office.in_the_file("DROP TRIGGER entry_no_update")
    office.in_the_file("UPDATE entry SET clause = 'x' || clause WHERE seq = 1")
    caplog.set_level(logging.ERROR)
    watchdog.whole_round()
    wrong = watchdog.check()
    office.in_the_file("UPDATE entry SET clause = substr(clause, 2) WHERE seq = 1")
    watchdog.whole_round()

    assert not wrong.is_well
    assert wrong.figures["unreadable"] == 1
    assert f"{reference}: unreadable" in caplog.text
    assert watchdog.check().is_well


def test_a_round_through_many_goes_on_with_the_next_turn(
    office: Office, watchdog: Watchdog, hand: Hand
) -> None:
    for _ in range(3):
        office.raise_it()
    lose_every_clock(office)
    watchdog.at_once = 1
    hand.at += EACH_SECONDS
    hand.takes = 0.2

    turns = 0
    while not watchdog.rounds:
        watchdog.look_if_due()
        turns += 1

    assert turns > 1
    assert watchdog.mended >= 3


def test_what_was_armed_again_strikes_in_its_time(office: Office, watchdog: Watchdog) -> None:
    reference = office.raise_it()
    office.work_off()
    lose_every_clock(office)
    watchdog.whole_round()

    office.move_to("Thursday 2026-12-31 17:00")
    while office.engine.sweep():
        pass

    assert office.acts(reference, acts.MovedUp)
