"""The practice Slack as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from sandbox.slack.client import Practice


@pytest.fixture
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "sandbox.slack", "--port", "0", "--frozen", "--at", "2024-05-13T08:30"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[5]
        process.terminate()


def test_it_says_where_it_is_and_answers_there(address: str) -> None:
    practice = Practice(address)

    assert practice.clock()["now"] == "2024-05-13T08:30:00.000000+00:00"

    practice.close()
