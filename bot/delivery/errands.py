"""What each kind of notice asks for, as calls to Slack that may be repeated."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from bot import logs
from bot.delivery.attempt import CANNOT_EDIT, Attempt
from bot.delivery.pacing import Pacing
from bot.slack import SlackFailure, listed
from casework import composing, delivery, rooms, telling
from casework.delivery import Address
from messages.result import Message
from storage.notices import Notice, Resting, Urgency

_log = logs.logger("delivery")

_MAY_NOT = "missing_scope"
"""Nobody waits for this to be mended where a room is to be made: the disagreement goes on without one."""


def of(notice: Notice) -> "Errand":
    """Return what a notice asks for."""
    return _ERRANDS[_family(notice.kind)]


def resting(pacing: Pacing) -> Resting:
    """Return the families of notices whose method is to be left alone now, or but for what can't wait."""
    found: dict[str, Urgency | None] = {}
    for family, method in _METHODS.items():
        if pacing.seconds_until(method, Urgency.CALL_AT_ONCE) > 0:
            found[family] = None
        elif pacing.seconds_until(method) > 0:
            found[family] = Urgency.CALL_AT_ONCE
    return found


def seconds_until_rested(pacing: Pacing) -> float | None:
    """Return when the next of them may go on; None where none rests."""
    waits = [pacing.seconds_until(method) for method in set(_METHODS.values())]
    return min((seconds for seconds in waits if seconds > 0), default=None)


def _family(kind: str) -> str:
    return kind.partition(":")[0]


def _make_room(attempt: Attempt, address: Address) -> None:
    """
    Create the private room under its random name, stored before the call. It is found again only by that
    name and our own account as its creator; a room of somebody else's is never adopted.
    """
    found = _our_room(attempt, address.room_name) if attempt.notice.may_have_arrived else None
    try:
        found = found or _new_room(attempt, address.room_name)
    except SlackFailure as failure:
        if not (failure.is_lasting or failure.error == _MAY_NOT):
            raise
        rooms.failed(attempt.database, attempt.notice, failure.error, now=attempt.now())
        return
    if found is None:
        delivery.rename_room(attempt.database, attempt.notice)
        raise SlackFailure("name_taken", wait_seconds=0.0)
    rooms.made(attempt.database, attempt.notice, found, now=attempt.now())


def _new_room(attempt: Attempt, name: str) -> str | None:
    """Return the room with a name, made now or before by us; None where the name is somebody else's."""
    try:
        return str(attempt.call("conversations.create", name=name, is_private=True)["channel"]["id"])
    except SlackFailure as failure:
        if failure.error != "name_taken":
            raise
    return _our_room(attempt, name)


def _our_room(attempt: Attempt, name: str) -> str | None:
    for channel in listed(attempt.call, "users.conversations", "channels", types="private_channel"):
        if channel["name"] == name and channel["creator"] == attempt.worker.bot_user():
            return str(channel["id"])
    return None


def _in_room(method: str, done: frozenset[str], **more: str) -> "Errand":
    """An errand in the room that may be repeated: these errors say that it is done already."""

    def errand(attempt: Attempt, address: Address) -> None:
        if address.room is None:
            attempt.drop()
            return
        arguments = {"channel": address.room, **{name: getattr(address, of) for name, of in more.items()}}
        if None in arguments.values():
            attempt.drop()
            return
        try:
            attempt.call(method, **arguments)
        except SlackFailure as failure:
            if failure.error not in done:
                raise
        attempt.arrived()

    return errand


def _keep_card(attempt: Attempt, address: Address) -> None:
    """Post the card once, then keep that one message true."""
    standing = delivery.last_sent(attempt.database, attempt.notice, telling.CARD, None, None)
    message = None
    if address.room is not None and not (
        standing and delivery.is_superseded(attempt.database, attempt.notice)
    ):
        message = attempt.compose()
    if address.room is None or message is None:
        attempt.drop()
    elif standing is None:
        attempt.post(address.room, message)
    else:
        attempt.edit(standing.channel, standing.ts, message)


def _pin_card(attempt: Attempt, address: Address) -> None:
    standing = delivery.last_sent(attempt.database, attempt.notice, telling.CARD, None, None)
    if standing is None:
        # The room in which it was to be pinned is another one by now, with a card of its own.
        attempt.drop()
        return
    _call_if_it_can_be(attempt, "pins.add", channel=standing.channel, timestamp=standing.ts)


def _call_if_it_can_be(attempt: Attempt, method: str, **arguments: Any) -> None:
    """Make a call that nobody misses: what Slack refuses for good is let go, and is no news to anybody."""
    try:
        attempt.call(method, **arguments)
    except SlackFailure as failure:
        if not failure.is_lasting:
            raise
        _log.warning("notice %s let go: %s: %s", attempt.notice.key, method, failure.error)
        attempt.drop()
    else:
        attempt.arrived()


def _say(attempt: Attempt, address: Address) -> None:
    """Post to the person or the room; an update edits the message that it brings up to date."""
    channel = address.slack_id if attempt.notice.person_id is not None else address.room
    kind, _, rest = attempt.notice.kind.partition(":")
    updates = {telling.CALL_UPDATE: telling.CALL}.get(kind) or (kind if rest == "update" else None)
    message = None
    if updates is None or not delivery.is_superseded(attempt.database, attempt.notice):
        message = attempt.compose()
    if message is None:
        attempt.drop()
    elif channel is None:
        _miss(attempt, updates)
    elif updates is None:
        if attempt.notice.person_id is not None:
            attempt.worker.looking.require(channel)
        attempt.post(channel, message)
    else:
        _update(attempt, updates, message)


def _replace_note(attempt: Attempt, address: Address) -> None:
    """Say in the message of a note's older version that there is a newer one."""
    message = attempt.compose()
    assert message is not None, "an entry says that it was replaced"
    _update(attempt, telling.NOTE, message)


def _miss(attempt: Attempt, updates: str | None) -> None:
    """There is nowhere to say it; only what a person would hear anew is missed."""
    if attempt.notice.person_id is not None and updates is None:
        raise SlackFailure("no_account", is_lasting=True)
    attempt.drop()


def _end_older_call(attempt: Attempt, address: Address) -> None:
    """Take the buttons off a call that was repeated; where the old message can't be edited, it stays."""
    older = delivery.call_before(attempt.database, attempt.notice)
    message = attempt.compose()
    if older is None or message is None:
        attempt.drop()
        return
    try:
        attempt.call(
            "chat.update", channel=older.channel, ts=older.ts, text=message.text, blocks=message.blocks
        )
    except SlackFailure as failure:
        if failure.error not in CANNOT_EDIT:
            raise
    attempt.arrived()


def _update(attempt: Attempt, updates: str, message: Message) -> None:
    subject = attempt.notice.subject or None
    standing = delivery.last_sent(
        attempt.database, attempt.notice, updates, attempt.notice.person_id, subject
    )
    if standing is None:
        attempt.drop()
        return
    attempt.edit(standing.channel, standing.ts, message)


def _renew_home(attempt: Attempt, address: Address) -> None:
    """Show somebody's Home as things stand: it mirrors what is told elsewhere, so nobody misses it."""
    if address.slack_id is None:
        attempt.drop()
        return
    view = composing.home(attempt.database, address.slack_id, now=attempt.now())
    _call_if_it_can_be(attempt, "views.publish", user_id=address.slack_id, view=view)


Errand = Callable[[Attempt, Address], None]

_METHODS: Mapping[str, str] = MappingProxyType(
    {
        telling.ROOM: "conversations.create",
        telling.INVITE: "conversations.invite",
        telling.REMOVE: "conversations.kick",
        telling.ARCHIVE: "conversations.archive",
        telling.CARD: "chat.update",
        telling.PIN: "pins.add",
        telling.LINE: "chat.postMessage",
        telling.NOTE: "chat.postMessage",
        telling.NOTE_REPLACED: "chat.update",
        telling.OUTCOME: "chat.postMessage",
        telling.CALL: "chat.postMessage",
        telling.CALL_UPDATE: "chat.update",
        telling.REPEATED: "chat.update",
        telling.LEAD: "chat.postMessage",
        telling.POST: "chat.postMessage",
        telling.TOLD: "chat.postMessage",
        telling.WAITING: "chat.postMessage",
        telling.DIGEST: "chat.postMessage",
        telling.ROSTER: "chat.postMessage",
        telling.HOME: "views.publish",
    }
)
"""The method that each family needs, in all likelihood: while it rests, none of them is taken."""

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
