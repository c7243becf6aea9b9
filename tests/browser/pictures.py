"""Take the documents' pictures anew, from the real page and the real app: `make pictures`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, expect

from sandbox.practice.stage import at
from tests.browser import chromium
from tests.browser.hands import BrowserActor, BrowserStage
from tests.journeys.conftest import InThisProcess
from tests.project.repository import ROOT

FOLDER = ROOT / "docs" / "pictures"
WHOLE: ViewportSize = {"width": 1280, "height": 960}
ONE_DAY: ViewportSize = {"width": 900, "height": 672}
DESK_ALONE: ViewportSize = {"width": 900, "height": 900}
SIDES = ("People", "Clock and faults")


class Camera:
    """Opens the page for somebody and takes a picture of it, at rest."""

    def __init__(self, stage: BrowserStage, browser: Browser, folder: Path) -> None:
        self._stage, self._browser, self._folder = stage, browser, folder

    def shows(self, first_name: str, size: ViewportSize) -> BrowserActor:
        """Put a fresh page before somebody; a window that is not whole has the side columns folded away."""
        if self._stage.page is not None:
            self._stage.page.close()
        self._stage.page = page = self._browser.new_page(viewport=size, locale="en-GB")
        page.goto(self._stage.slack.url)
        somebody = self._stage.browser(first_name)
        expect(somebody.desk).to_be_visible()
        if size in (ONE_DAY, DESK_ALONE):
            for side in SIDES:
                page.get_by_role("button", name=side, expanded=True).click()
        return somebody

    def takes(self, name: str) -> None:
        """Take a picture once everything has been delivered and drawn."""
        page = self._stage.page
        assert page is not None
        self._stage.settle()
        page.wait_for_timeout(500)
        page.screenshot(path=self._folder / f"{name}.png", animations="disabled")


def take_all(folder: Path) -> None:
    """Play a referral that was closed and an injury to an infant, and take pictures on the way."""
    executable = chromium.found()
    if executable is None:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    starts_at = at("Tuesday 2026-12-22 16:30")
    with (
        tempfile.TemporaryDirectory() as place,
        BrowserStage(Path(place), InThisProcess(), starts_at=starts_at) as stage,
        chromium.started(executable) as browser,
    ):
        camera = Camera(stage, browser, folder)
        for scene in (_raising, _room, _called, _telephone, _digest, _danger):
            scene(stage, camera)


def _raising(stage: BrowserStage, camera: Camera) -> None:
    amy = camera.shows("Amy", DESK_ALONE)
    amy.types()
    amy.chooses("danger", "none")
    amy.fills(
        {
            "against": [amy.finds("against", "Tom Ellery")],
            "dispute": "The referral was closed with no further action. The child still comes to school "
            "hungry and says that nobody is at home.",
            "wanted": "An assessment, with a visit at home.",
            "soon": "procedure",
        }
    )
    camera.takes("raising")
    amy.submits()
    camera.takes("receipt")
    amy.closes()


def _room(stage: BrowserStage, camera: Camera) -> None:
    amy = camera.shows("Amy", WHOLE)
    amy.opens(amy.room().name)
    expect(amy.message(amy.message_with("note")[1])).to_be_in_viewport()
    camera.takes("room")


def _called(stage: BrowserStage, camera: Camera) -> None:
    stage.practice.move_to(at("Thursday 2026-12-31 17:00"))
    omar = camera.shows("Omar", DESK_ALONE)
    omar.opens("Messages")
    expect(omar.message(omar.message_with("take_up")[1])).to_be_in_viewport()
    camera.takes("call")
    omar.opens("Home")
    camera.takes("home")


def _telephone(stage: BrowserStage, camera: Camera) -> None:
    dylan = camera.shows("Dylan", chromium.PHONE)
    dylan.opens("Messages")
    expect(dylan.message(dylan.message_with("take_up")[1])).to_be_in_viewport()
    camera.takes("telephone")


def _digest(stage: BrowserStage, camera: Camera) -> None:
    stage.practice.move_to(at("Wednesday 2027-01-06 08:30"))
    camera.shows("Ruth", ONE_DAY).opens("Messages")
    camera.takes("digest")


def _danger(stage: BrowserStage, camera: Camera) -> None:
    priya = camera.shows("Priya", DESK_ALONE)
    priya.types()
    priya.chooses("danger", "now")
    priya.fills({"against": [priya.finds("against", "Northmere front door")]})
    camera.takes("danger")
    priya.closes()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    take_all(FOLDER)
