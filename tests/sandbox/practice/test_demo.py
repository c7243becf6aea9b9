import os
import pty
import re
import subprocess
import sys
from typing import Any

import httpx
import pytest

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


def read_until(terminal: int, words: str) -> str:
    """Return what appears at a terminal up to some words, or to its end."""
    said = b""
    while words.encode() not in said:
        try:
            said += os.read(terminal, 65536)
        except OSError:  # so Linux says that the other side has closed
            break
    return said.decode()


def test_at_a_terminal_the_page_stays_open_after_the_stories_with_the_clock_held() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot.command_line", "demo"],
        env={**os.environ, "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as demo:
        os.close(theirs)

        said = read_until(ours, "Enter ends it.")
        found = re.search(r"Look around at (\S+)/ in a browser on this machine", said)
        clock, page = looked_at(found[1]) if found else ({}, 0)
        os.write(ours, b"\n")
        read_until(ours, "nothing but the end")
        os.close(ours)

    assert found, said
    assert (clock["speed"], page) == (0.0, 200)
    assert clock["now"].startswith("2027-02-01T08:30")
    assert demo.returncode == 0


def looked_at(url: str) -> tuple[dict[str, Any], int]:
    """Return the clock, and how the page answers."""
    clock = httpx.get(f"{url}/practice/clock", trust_env=False).json()
    return clock, httpx.get(f"{url}/", trust_env=False).status_code
