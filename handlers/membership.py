"""Events of the workspace: accounts that change, rooms that are lost, people brought into rooms by hand."""

import logging
from contextlib import suppress

from slack_bolt import App

from casework import membership, people, rooms
from casework.people import Account
from handlers import doors
from handlers.desk import Desk
from handlers.once import once
from handlers.reading import Json
from storage.seen import SeenBefore

log = logging.getLogger("disagree.membership")


def listen(app: App, desk: Desk) -> None:
    """Listen for events. Slack may lose one: the daily look at accounts and rooms finds what was missed."""
    for name in ("user_change", "team_join"):
        app.event(name)(_account_changed(desk))
    for name in ("group_archive", "group_deleted", "group_left"):
        app.event(name)(_room_lost(desk))
    app.event("member_left_channel")(_somebody_left(desk))
    app.event("member_joined_channel")(_somebody_joined(desk))
    for name in ("app_uninstalled", "tokens_revoked"):
        app.event(name)(_workspace_lost)


def _account_changed(desk: Desk) -> doors.Listener:
    def note(event: Json, body: Json) -> None:
        with suppress(SeenBefore):
            people.note_accounts(once(desk, body).database, [_account(event["user"])], now=desk.now())
        desk.wake()

    return note


def _room_lost(desk: Desk) -> doors.Listener:
    def note(event: Json, body: Json) -> None:
        with suppress(SeenBefore):
            rooms.lost(once(desk, body).database, event["channel"], now=desk.now())
        desk.wake()

    return note


def _somebody_left(desk: Desk) -> doors.Listener:
    """Only where it is us who are out, the room is lost."""
    lost = _room_lost(desk)

    def note(event: Json, body: Json) -> None:
        if _is_ourselves(event["user"], body):
            lost(event, body)

    return note


def _somebody_joined(desk: Desk) -> doors.Listener:
    def watch(event: Json, body: Json) -> None:
        channel, account = event["channel"], event["user"]
        if _is_ourselves(account, body):
            return
        with suppress(SeenBefore):
            told = once(desk, body).database
            if membership.joined_room(told, channel, account, body["event_id"], now=desk.now()):
                log.warning("somebody without a part was brought into a room; the leads are told")
        desk.wake()

    return watch


def _workspace_lost() -> None:
    log.error("the app was taken out of the workspace, or its token revoked: nothing can be delivered")


def _is_ourselves(account: str, body: Json) -> bool:
    """An event says for which of the app's accounts it was sent."""
    return account in {one.get("user_id") for one in body.get("authorizations") or () if one.get("is_bot")}


def _account(user: Json) -> Account:
    profile = user.get("profile") or {}
    return Account(
        slack_id=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name", ""),
        email=profile.get("email"),
        is_active=not user.get("deleted", False),
        is_bot=bool(user.get("is_bot")),
    )
