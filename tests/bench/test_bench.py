"""The benchmark runs, with small numbers, and measures all that it says; its times are not looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.figure import as_json
from tests.bench.sections import QUICK, measured
from tests.stores import Files

SMALL = replace(QUICK, acknowledged=8, at_once=(1, 2), open=(20, 40), due=20)


def test_every_acknowledgement_is_measured_beside_a_bare_listener_s(tmp_path: Path) -> None:
    figures = {each.name: each for each in measured(Files(tmp_path), SMALL, ("acknowledging",))}

    assert set(figures) == {
        f"{doing}, {at_once} at once: {what}"
        for doing in ("/disagree", "a press", "a form sent")
        for at_once in SMALL.at_once
        for what in ("p50", "p99", "pace")
    }
    assert all(each.value > 0 and each.beside for each in figures.values())


@pytest.mark.parametrize("section", ["nothing-due", "all-due"])
def test_the_sweep_is_measured(section: str, tmp_path: Path) -> None:
    figures = as_json(measured(Files(tmp_path), SMALL, (section,)))

    assert {"nothing-due": 2, "all-due": 2}[section] == len(figures)
    assert figures[-1]["value"] == 0 if section == "all-due" else figures[-1]["ratio"]
