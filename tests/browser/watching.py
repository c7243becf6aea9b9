"""What a page does unseen: faults in its script, requests that fail, requests that leave this machine."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# A page that is left or closed gives up its request for changes: that is how one stops listening.
_GIVEN_UP = "net::ERR_ABORTED"
_STATUS = "Failed to load resource: the server responded with a status of"


@dataclass
class Watch:
    """Everything that went wrong on one page; what a test brings about itself, it says beforehand."""

    home: str
    faults: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    _expected: list[re.Pattern[str]] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Take what reads like this for no fault from now on."""
        self._expected.append(re.compile(pattern))

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def left(self) -> list[str]:
        """Return the faults that nobody expected."""
        return [fault for fault in self.faults if not any(one.search(fault) for one in self._expected)]

    def received(self) -> list[tuple[str, str]]:
        """Return all that reached the browser: address and body, whatever its kind."""
        return [(answer.url, answer.body().decode("utf-8", "replace")) for answer in self.answers]

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def _console(self, message: ConsoleMessage) -> None:
        # A refusal's status is noted with its address where it is answered.
        if message.type in ("error", "warning") and not message.text.startswith(_STATUS):
            self._note(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self._note(f"left this machine: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != _GIVEN_UP:
            self._note(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        self.answers.append(response)
        if response.status >= 400:
            self._note(f"answered {response.status}: {response.request.method} {response.url}")
