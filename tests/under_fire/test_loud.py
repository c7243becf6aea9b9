"""A run of kills that comes to no verdict says so, and why."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.under_fire.fleet import Fleet, Gone


@pytest.mark.timeout(180)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_end_says_so_on_its_last_line(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.under_fire.kills", "--kills", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert run.stderr.readline() == "0 of 1000 kills\n"

        run.send_signal(number)
        said, _ = run.communicate()

    assert run.returncode == 2
    assert json.loads(said.splitlines()[-1])["ended_by"] == f"Told: {number.name}"


def test_it_is_noticed_when_nobody_is_there_to_kill(tmp_path: Path) -> None:
    fleet = Fleet(tmp_path / "disagree.log", 1)

    os.kill(fleet.starter, signal.SIGKILL)

    with pytest.raises(Gone, match="-9"):
        fleet.start({})

    fleet.end()
