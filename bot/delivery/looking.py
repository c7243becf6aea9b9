"""Whether an account is still there: asked before it is written to, because Slack takes messages to any."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import logs
from bot.slack import SlackFailure

if TYPE_CHECKING:
    from bot.delivery.worker import Worker

LOOKED_SECONDS = 600.0
"""So long what was seen of an account is believed; machine time."""
_NO_ACCOUNT = frozenset({"user_not_found", "user_not_visible", "users_not_found"})

_log = logs.logger("delivery")


@dataclass
class Looking:
    """What was seen of accounts lately; threads may ask at once, and at worst look twice."""

    worker: "Worker"
    _seen_at: dict[str, float] = field(default_factory=dict)

    def require(self, account: str) -> None:
        """
        Make sure that an account is neither switched off nor gone; raises a lasting SlackFailure where it
        is. Where Slack does not say, nothing is held up: a message too many is less than one too few.
        """
        if self._was_seen(account):
            return
        try:
            user = self.worker.call("users.info", user=account)["user"]
        except SlackFailure as failure:
            if failure.error in _NO_ACCOUNT:
                raise SlackFailure("no_account", is_lasting=True) from None
            # Not asked for again before the message is out, or what fails here would hold it up all the same.
            _log.info("an account could not be looked at: %s", failure.error)
        else:
            if user.get("deleted"):
                raise SlackFailure("user_disabled", is_lasting=True)
        self._seen_at[account] = self.worker.machine.monotonic()

    def _was_seen(self, account: str) -> bool:
        seen_at = self._seen_at.get(account)
        believed = LOOKED_SECONDS / self.worker.clock.pace
        return seen_at is not None and self.worker.machine.monotonic() - seen_at < believed
