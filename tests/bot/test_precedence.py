"""Who comes first in a process that does one thing at a time: whoever waits, but not for ever."""

import threading
import time

import pytest

from bot import precedence
from bot.precedence import Precedence

_SOON = 5.0


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Precedence:
    """Precedence that is given for so long that the order of things shows."""
    monkeypatch.setattr(precedence, "LONGEST_SECONDS", _SOON)
    return Precedence()


def test_while_nobody_waits_nothing_is_held_up(patient: Precedence) -> None:
    began = time.monotonic()

    patient.give_way()

    assert time.monotonic() - began < _SOON / 2


def test_the_engine_goes_on_once_everybody_is_answered(patient: Precedence) -> None:
    happened: list[str] = []

    def go_on() -> None:
        patient.give_way()
        happened.append("went on")

    with patient:
        with patient:
            engine = threading.Thread(target=go_on)
            engine.start()
        happened.append("one answered")
        engine.join(timeout=0.1)
        happened.append("both answered")
    engine.join(timeout=_SOON / 2)

    assert happened == ["one answered", "both answered", "went on"]


def test_it_gives_way_for_a_moment_only() -> None:
    waiting = Precedence()
    began = time.monotonic()

    with waiting:
        waiting.give_way()
        waited = time.monotonic() - began

    assert precedence.LONGEST_SECONDS <= waited < 1
