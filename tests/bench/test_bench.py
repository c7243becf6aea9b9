"""The benchmark runs, with small numbers, and measures all that it says; its times are not looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.sections import QUICK, measured
from tests.stores import Files

SMALL = replace(QUICK, acknowledged=8, at_once=(1, 2), open=(20, 40), due=20, timed=2, raised=2, led=6)


def test_every_acknowledgement_is_measured_beside_a_bare_listener_s(tmp_path: Path) -> None:
    figures = {each.name: each for each in measured(Files(tmp_path), SMALL, ("acknowledging",))}

    assert set(figures) == {
        f"{doing}, {at_once} at once: {what}"
        for doing in ("/disagree", "a press", "a form sent")
        for at_once in SMALL.at_once
        for what in ("p50", "p99", "pace")
    }
    assert all(each.value > 0 and each.beside for each in figures.values())


@pytest.mark.parametrize(
    ("section", "number"), [("nothing-due", 2), ("all-due", 2), ("start", 4), ("home", 1)]
)
def test_what_goes_on_inside_is_measured(section: str, number: int, tmp_path: Path) -> None:
    figures = list(measured(Files(tmp_path), SMALL, (section,)))

    assert len(figures) == number
    assert all(each.value > 0 for each in figures if each.name != "urgent ones behind one that can wait")


def test_forms_are_sent_while_the_sweep_moves_what_is_due(tmp_path: Path) -> None:
    slowest, refused, left = measured(Files(tmp_path), SMALL, ("during-the-sweep",))

    assert slowest.value > 0
    assert refused.beside == SMALL.acknowledged
    assert left.value <= SMALL.due


def test_no_more_is_called_than_slack_takes_and_nothing_sooner_than_it_allows(tmp_path: Path) -> None:
    messages, refused = measured(Files(tmp_path), SMALL, ("pace",))

    assert messages.ratio is not None
    assert messages.ratio >= 0.99
    assert refused.value == 0


def test_the_calls_of_a_whole_disagreement_are_counted_beside_the_fewest(tmp_path: Path) -> None:
    counted = {each.name: each for each in measured(Files(tmp_path), SMALL, ("whole",))}

    assert counted["conversations.create"].value == counted["conversations.archive"].value == 1
    total = counted.pop("a whole disagreement")
    assert total.value == sum(each.value for each in counted.values())
    assert all(each.value >= (each.beside or 0) for each in counted.values())
