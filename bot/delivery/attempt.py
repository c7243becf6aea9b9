"""One attempt at one notice, by a process that must not act on what it no longer holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.delivery.lease import Lease
from bot.slack import POST, SlackFailure
from casework import composing, delivery
from messages import repeats
from messages.result import Message
from storage.engine import Database
from storage.notices import Notice

if TYPE_CHECKING:
    from bot.delivery.worker import Worker

CANNOT_EDIT = frozenset({"message_not_found", "edit_window_closed", "cant_update_message"})


@dataclass(frozen=True)
class Attempt:
    """A notice under the hands of a worker, for as long as its lease."""

    worker: "Worker"
    notice: Notice
    lease: Lease

    @property
    def database(self) -> Database:
        """Where it is recorded."""
        return self.worker.database

    def now(self) -> datetime:
        """Return procedure time."""
        return self.worker.clock.now()

    def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call Slack, unless the lease is as good as over; raises SlackFailure."""
        if self.lease.is_used_up:
            raise SlackFailure("lease_lapsed", wait_seconds=0.0)
        return self.worker.call(method, self.notice.urgency, **arguments)

    def post(self, channel: str, message: Message) -> None:
        """Post a message; a repetition is marked as one."""
        said = repeats.repeated(message) if self.notice.may_have_arrived else message
        answer = self.call(
            POST,
            channel=channel,
            text=said.text,
            blocks=said.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        self.arrived(channel=answer["channel"], ts=answer["ts"])

    def edit(self, channel: str, ts: str, message: Message) -> None:
        """Bring a message that stands in Slack up to date, or say it anew where that can't be edited."""
        try:
            self.call("chat.update", channel=channel, ts=ts, text=message.text, blocks=message.blocks)
        except SlackFailure as failure:
            if failure.error not in CANNOT_EDIT:
                raise
            self.post(channel, message)
        else:
            self.arrived(channel=channel, ts=ts)

    def compose(self) -> Message | None:
        """Return what is to be said, as things stand now; None where nobody needs it any more."""
        return composing.compose(self.database, self.notice, now=self.now())

    def arrived(self, *, channel: str | None = None, ts: str | None = None) -> None:
        """Record that the notice has arrived."""
        now = self.now()
        delivery.arrived(self.database, self.notice, now=now, channel=channel, ts=ts)
        self.worker.tally.arrived(self.notice.kind, (now - self.notice.made_at).total_seconds())

    def drop(self) -> None:
        """Let the notice go: nobody needs it any more."""
        delivery.dropped(self.database, self.notice)
        self.worker.tally.ended("dropped")
