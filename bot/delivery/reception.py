"""How the mail server receives us: whether it lets us in, since when it does not, and what it said."""

from dataclasses import dataclass

from bot.clock import Machine
from bot.mail import MailFailure

KNOCK_SECONDS = 600.0
KNOCK_AGAIN_SECONDS = 30.0
"""So often it is tried whether a server that did not receive us does so by now."""


@dataclass
class Reception:
    """
    What is known since the server was asked last. `error` is empty where it let us in, else `since` is when
    it first did not, in monotonic seconds; `is_refused`: it won't until somebody mends that.
    """

    machine: Machine
    error: str = ""
    is_refused: bool = False
    since: float = 0.0
    _asked_at: float | None = None

    def was_given(self) -> None:
        """Note that the server let us in, whatever it said of a mail."""
        self.error, self.is_refused, self._asked_at = "", False, self.machine.monotonic()

    def was_denied(self, failure: MailFailure) -> None:
        """Note that the server did not let us in."""
        self._asked_at = self.machine.monotonic()
        if not self.error:
            self.since = self._asked_at
        self.error, self.is_refused = failure.error, failure.needs_repair

    def may_be_out_of_date(self, pace: float) -> bool:
        """Whether it is so long since the server was asked that it has to be asked again."""
        wait = KNOCK_AGAIN_SECONDS if self.error else KNOCK_SECONDS
        return self._asked_at is None or self.machine.monotonic() - self._asked_at >= wait / pace
