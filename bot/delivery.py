"""The delivery worker: the only part that posts. One notice after the other, each until its fate is known."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from slack_sdk import WebClient

from bot import logs
from bot.clock import Clock, machine_now
from bot.slack import SlackFailure, call
from casework import composing, delivery, telling
from casework.delivery import Address
from messages import repeats
from messages.result import Message
from storage.engine import Database, Unavailable
from storage.notices import Notice

LEASE_SECONDS = 60
SETTLE_SECONDS = 30
"""So long an unknown outcome is left alone: what Slack accepted late has shown by then."""
REPAIR_SECONDS = 60
LONGEST_AFTER_A_FAILURE_SECONDS = 60
LONGEST_AFTER_A_BUG_SECONDS = 600
PACING_SECONDS = 1.0
"""One message a second and channel, as Slack allows."""

_log = logs.logger("delivery")

_CANNOT_EDIT = frozenset({"message_not_found", "edit_window_closed", "cant_update_message"})
_MAY_NOT = "missing_scope"
"""Nobody waits for this to be mended where a room is to be made: the disagreement goes on without one."""
_ROOM_IS_GONE = frozenset({"is_archived", "channel_not_found", "not_in_channel", "is_inactive"})
_NOBODY_THERE = frozenset({"channel_not_found", "no_account", "no_user", "user_disabled", "user_not_found"})
"""Of somebody's own account: it was deactivated, or there never was one."""


@dataclass
class Worker:
    """Takes notices and calls Slack; `bot_user` is who we are there, once known."""

    database: Database
    web: WebClient
    clock: Clock
    _free_at: dict[str, float] = field(default_factory=dict)
    _rests_until: dict[str, float] = field(default_factory=dict)
    _bot_user: str | None = None

    def send_next(self) -> bool:
        """Send one notice that may go out now; False where there is none."""
        now = machine_now()
        notice = delivery.take(self.database, now, now + timedelta(seconds=LEASE_SECONDS / self.clock.pace))
        if notice is None:
            return False
        try:
            self._attempt(notice)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001
            # A notice that can't even be worded, or recorded once it is out, must not hold up the others.
            _log.exception("notice %s failed", notice.key)
            seconds = _longer_each_time(notice, LONGEST_AFTER_A_BUG_SECONDS) / self.clock.pace
            self._put_off(notice, seconds, "bug", may_have_arrived=True)
        return True

    def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call Slack, unless it asked us to leave this method alone for a while; raises SlackFailure."""
        rest = self._rests_until.get(method, 0.0) - time.monotonic()
        if rest > 0:
            raise SlackFailure("rate_limited", wait_seconds=rest)
        try:
            return call(self.web, method, **arguments)
        except SlackFailure as failure:
            if failure.wait_seconds is not None:
                self._rests_until[method] = time.monotonic() + failure.wait_seconds
            raise

    def post(self, notice: Notice, channel: str, message: Message) -> None:
        """Post a message, at the pace that Slack allows for one channel; a repetition is marked as one."""
        wait = self._free_at.get(channel, 0.0) - time.monotonic()
        if wait > 0:
            raise SlackFailure("pacing", wait_seconds=wait)
        if machine_now() >= notice.lease_until:
            # This process slept: by now somebody else may have taken the notice and sent it.
            raise SlackFailure("lease_lapsed", wait_seconds=0.0)
        said = repeats.repeated(message) if notice.may_have_arrived else message
        answer = self.call(
            "chat.postMessage",
            channel=channel,
            text=said.text,
            blocks=said.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        self._free_at[channel] = time.monotonic() + PACING_SECONDS / self.clock.pace
        self.arrived(notice, channel=answer["channel"], ts=answer["ts"])

    def edit(self, notice: Notice, channel: str, ts: str, message: Message) -> None:
        """Bring a message that stands in Slack up to date, or say it anew where that can't be edited."""
        try:
            self.call("chat.update", channel=channel, ts=ts, text=message.text, blocks=message.blocks)
        except SlackFailure as failure:
            if failure.error not in _CANNOT_EDIT:
                raise
            self.post(notice, channel, message)
        else:
            self.arrived(notice, channel=channel, ts=ts)

    def arrived(self, notice: Notice, *, channel: str | None = None, ts: str | None = None) -> None:
        """Record that a notice has arrived."""
        delivery.arrived(self.database, notice, now=self.clock.now(), channel=channel, ts=ts)

    def bot_user(self) -> str:
        """Return our own account, asked for once."""
        if self._bot_user is None:
            self._bot_user = str(self.call("auth.test")["user_id"])
        return self._bot_user

    def _attempt(self, notice: Notice) -> None:
        try:
            address = delivery.address(self.database, notice)
            _ERRANDS[notice.kind.partition(":")[0]](self, notice, address)
        except SlackFailure as failure:
            if failure.is_lasting:
                self._give_up(notice, failure.error)
            elif failure.wait_seconds is not None:
                _log.info("notice %s waits: %s", notice.key, failure.error)
                delivery.hold_back(self.database, notice, _in(failure.wait_seconds))
            else:
                self._try_again_later(notice, failure)

    def _give_up(self, notice: Notice, error: str) -> None:
        _log.error("notice %s refused for good: %s", notice.key, error)
        _conclusion(notice, error)(self.database, notice, error, now=self.clock.now())

    def _try_again_later(self, notice: Notice, failure: SlackFailure) -> None:
        _log.warning("notice %s failed: %s", notice.key, failure.error)
        if failure.needs_repair:
            _log.error("Slack does not let us in: %s; messages wait until that is mended", failure.error)
            seconds = float(REPAIR_SECONDS)
        elif failure.may_have_arrived:
            seconds = float(SETTLE_SECONDS)
        else:
            seconds = _longer_each_time(notice, LONGEST_AFTER_A_FAILURE_SECONDS)
        self._put_off(
            notice, seconds / self.clock.pace, failure.error, may_have_arrived=failure.may_have_arrived
        )

    def _put_off(self, notice: Notice, seconds: float, error: str, *, may_have_arrived: bool) -> None:
        delivery.put_off(self.database, notice, _in(seconds), error, may_have_arrived=may_have_arrived)


def _conclusion(notice: Notice, error: str) -> Callable[..., None]:
    """What follows when Slack refuses a notice for good."""
    goes_to_room = notice.person_id is None or notice.kind in (telling.INVITE, telling.REMOVE)
    if goes_to_room and error in _ROOM_IS_GONE:
        return delivery.room_failed
    is_of_somebody = notice.person_id is not None and notice.kind != telling.REMOVE
    return delivery.unreachable if is_of_somebody and error in _NOBODY_THERE else delivery.refused


def _in(seconds: float) -> datetime:
    return machine_now() + timedelta(seconds=seconds)


def _longer_each_time(notice: Notice, longest: float) -> float:
    return float(min(2**notice.attempts, longest))


def _make_room(worker: Worker, notice: Notice, address: Address) -> None:
    """
    Create the private room under its random name, stored before the call. It is found again only by that
    name and our own account as its creator; a room of somebody else's is never adopted.
    """
    found = _our_room(worker, address.room_name) if notice.may_have_arrived else None
    try:
        found = found or _new_room(worker, address.room_name)
    except SlackFailure as failure:
        if not (failure.is_lasting or failure.error == _MAY_NOT):
            raise
        delivery.room_failed(worker.database, notice, failure.error, now=worker.clock.now())
        return
    if found is None:
        delivery.rename_room(worker.database, notice)
        raise SlackFailure("name_taken", wait_seconds=0.0)
    delivery.room_made(worker.database, notice, found, now=worker.clock.now())


def _new_room(worker: Worker, name: str) -> str | None:
    """Return the room with a name, made now or before by us; None where the name is somebody else's."""
    try:
        return str(worker.call("conversations.create", name=name, is_private=True)["channel"]["id"])
    except SlackFailure as failure:
        if failure.error != "name_taken":
            raise
    return _our_room(worker, name)


def _our_room(worker: Worker, name: str) -> str | None:
    cursor = ""
    while True:
        page = worker.call("users.conversations", types="private_channel", limit=200, cursor=cursor)
        for channel in page["channels"]:
            if channel["name"] == name and channel["creator"] == worker.bot_user():
                return str(channel["id"])
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return None


def _in_room(method: str, done: frozenset[str], **more: str) -> "Errand":
    """An errand in the room that may be repeated: these errors say that it is done already."""

    def errand(worker: Worker, notice: Notice, address: Address) -> None:
        if address.room is None:
            delivery.dropped(worker.database, notice)
            return
        arguments = {"channel": address.room, **{name: getattr(address, of) for name, of in more.items()}}
        if None in arguments.values():
            delivery.dropped(worker.database, notice)
            return
        try:
            worker.call(method, **arguments)
        except SlackFailure as failure:
            if failure.error not in done:
                raise
        worker.arrived(notice)

    return errand


def _keep_card(worker: Worker, notice: Notice, address: Address) -> None:
    """Post the card once, then keep that one message true."""
    standing = delivery.last_sent(worker.database, notice, telling.CARD, None, None)
    message = None
    if address.room is not None and not (standing and delivery.is_superseded(worker.database, notice)):
        message = composing.compose(worker.database, notice, now=worker.clock.now())
    if address.room is None or message is None:
        delivery.dropped(worker.database, notice)
    elif standing is None:
        worker.post(notice, address.room, message)
    else:
        worker.edit(notice, standing.channel, standing.ts, message)


def _pin_card(worker: Worker, notice: Notice, address: Address) -> None:
    standing = delivery.last_sent(worker.database, notice, telling.CARD, None, None)
    assert standing is not None, "a pin follows the card's arrival"
    _call_if_it_can_be(worker, notice, "pins.add", channel=standing.channel, timestamp=standing.ts)


def _call_if_it_can_be(worker: Worker, notice: Notice, method: str, **arguments: Any) -> None:
    """Make a call that nobody misses: what Slack refuses for good is let go, and is no news to anybody."""
    try:
        worker.call(method, **arguments)
    except SlackFailure as failure:
        if not failure.is_lasting:
            raise
        _log.warning("notice %s let go: %s: %s", notice.key, method, failure.error)
        delivery.dropped(worker.database, notice)
    else:
        worker.arrived(notice)


def _say(worker: Worker, notice: Notice, address: Address) -> None:
    """Post to the person or the room; an update edits the message that it brings up to date."""
    channel = address.slack_id if notice.person_id is not None else address.room
    kind, _, rest = notice.kind.partition(":")
    updates = {telling.CALL_UPDATE: telling.CALL}.get(kind) or (kind if rest == "update" else None)
    message = None
    if updates is None or not delivery.is_superseded(worker.database, notice):
        message = composing.compose(worker.database, notice, now=worker.clock.now())
    if message is None:
        delivery.dropped(worker.database, notice)
    elif channel is None:
        _miss(worker, notice, updates)
    elif updates is None:
        worker.post(notice, channel, message)
    else:
        _update(worker, notice, updates, message)


def _replace_note(worker: Worker, notice: Notice, address: Address) -> None:
    """Say in the message of a note's older version that there is a newer one."""
    message = composing.compose(worker.database, notice, now=worker.clock.now())
    assert message is not None, "an entry says that it was replaced"
    _update(worker, notice, telling.NOTE, message)


def _miss(worker: Worker, notice: Notice, updates: str | None) -> None:
    """There is nowhere to say it; only what a person would hear anew is missed."""
    if notice.person_id is not None and updates is None:
        raise SlackFailure("no_account", is_lasting=True)
    delivery.dropped(worker.database, notice)


def _end_older_call(worker: Worker, notice: Notice, address: Address) -> None:
    """Take the buttons off a call that was repeated; where the old message can't be edited, it stays."""
    older = delivery.call_before(worker.database, notice)
    message = composing.compose(worker.database, notice, now=worker.clock.now())
    if older is None or message is None:
        delivery.dropped(worker.database, notice)
        return
    try:
        worker.call(
            "chat.update", channel=older.channel, ts=older.ts, text=message.text, blocks=message.blocks
        )
    except SlackFailure as failure:
        if failure.error not in _CANNOT_EDIT:
            raise
    worker.arrived(notice)


def _update(worker: Worker, notice: Notice, updates: str, message: Message) -> None:
    subject = notice.subject or None
    standing = delivery.last_sent(worker.database, notice, updates, notice.person_id, subject)
    if standing is None:
        delivery.dropped(worker.database, notice)
        return
    worker.edit(notice, standing.channel, standing.ts, message)


def _renew_home(worker: Worker, notice: Notice, address: Address) -> None:
    """Show somebody's Home as things stand: it mirrors what is told elsewhere, so nobody misses it."""
    if address.slack_id is None:
        delivery.dropped(worker.database, notice)
        return
    view = composing.home(worker.database, address.slack_id, now=worker.clock.now())
    _call_if_it_can_be(worker, notice, "views.publish", user_id=address.slack_id, view=view)


Errand = Callable[[Worker, Notice, Address], None]

_ERRANDS: Mapping[str, Errand] = MappingProxyType(
    {
        telling.ROOM: _make_room,
        telling.INVITE: _in_room(
            "conversations.invite", frozenset({"already_in_channel", "cant_invite_self"}), users="slack_id"
        ),
        telling.REMOVE: _in_room("conversations.kick", frozenset({"not_in_channel"}), user="slack_id"),
        telling.ARCHIVE: _in_room("conversations.archive", frozenset({"already_archived"})),
        telling.CARD: _keep_card,
        telling.PIN: _pin_card,
        telling.LINE: _say,
        telling.NOTE: _say,
        telling.NOTE_REPLACED: _replace_note,
        telling.OUTCOME: _say,
        telling.CALL: _say,
        telling.CALL_UPDATE: _say,
        telling.REPEATED: _end_older_call,
        telling.LEAD: _say,
        telling.POST: _say,
        telling.TOLD: _say,
        telling.WAITING: _say,
        telling.DIGEST: _say,
        telling.ROSTER: _say,
        telling.HOME: _renew_home,
    }
)


def accounts(worker: Worker) -> list[Mapping[str, Any]]:
    """Return all accounts of the workspace, as Slack describes them; raises SlackFailure."""
    found: list[Mapping[str, Any]] = []
    cursor = ""
    while True:
        page = worker.call("users.list", limit=200, cursor=cursor)
        found += page["members"]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return found
