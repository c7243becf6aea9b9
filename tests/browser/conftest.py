"""A Chromium, pages in it that are watched, and a stage with the app to look at."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from sandbox.practice.stage import at
from tests.browser import chromium
from tests.browser.hands import BrowserStage
from tests.browser.watching import Watch
from tests.journeys.conftest import InThisProcess

PATIENCE_MS = 10_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    A Chromium for the tests of one file. Not for the whole session: while it runs, the thread of the tests
    has a running event loop, and tests elsewhere that start their own would find it.
    """
    executable = chromium.found()
    if executable is None:
        why = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with chromium.started(executable) as started:
        yield started


Opens = Callable[..., Page]


@pytest.fixture
def watch() -> Watch:
    """What goes wrong on the pages of a test."""
    return Watch(home="")


@pytest.fixture
def opens(browser: Browser, watch: Watch) -> Iterator[Opens]:
    """Open pages as separate people would, each with its own cookies; fail if one of them had a fault."""
    with ExitStack() as stack:

        def open_page(url: str, size: ViewportSize = chromium.DESK) -> Page:
            watch.home = "/".join(url.split("/")[:3])
            context = browser.new_context(viewport=size, locale="en-GB", timezone_id="America/Denver")
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            watch.over(page)
            page.goto(url)
            return page

        yield open_page
    assert watch.left() == []


StageAt = Callable[[str], BrowserStage]


@pytest.fixture
def stage_at(tmp_path: Path) -> Iterator[StageAt]:
    """Return what sets a stage whose clock stands at an instant of London time."""
    with ExitStack() as stack:

        def set_up(words: str) -> BrowserStage:
            return stack.enter_context(BrowserStage(tmp_path, InThisProcess(), starts_at=at(words)))

        yield set_up
