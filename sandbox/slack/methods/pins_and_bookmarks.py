"""Web API: what is pinned to a channel and linked at its top."""

import re

from sandbox.slack.arguments import invalid_arguments
from sandbox.slack.channels import Channel, Kind
from sandbox.slack.identity import BOT_USER_ID, TEAM_ID
from sandbox.slack.limits import TIER_2
from sandbox.slack.methods.calling import Call, Method
from sandbox.slack.shapes import Json, SlackError

PINS = 100
BOOKMARKS = 100
BOOKMARK_TITLE = 256
BOOKMARK_LINK = 2048
_TS = re.compile(r"\d+\.\d+")
_EMOJI = re.compile(r":?[a-z0-9_+'-]+:?")


def add_pin(call: Call) -> Json:
    """Answer pins.add."""
    channel, ts = _item(call)
    if channel.message(ts) is None:
        raise SlackError("message_not_found")
    if ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= PINS:
        raise SlackError("too_many_pins")
    channel.pins.append(ts)
    call.workspace.changed()
    return {}


def remove_pin(call: Call) -> Json:
    """Answer pins.remove."""
    channel, ts = _item(call)
    if ts not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(ts)
    call.workspace.changed()
    return {}


def add_bookmark(call: Call) -> Json:
    """Answer bookmarks.add; a second one with the same link is a second one."""
    title, link = call.args.required("title"), call.args.text("link")
    if call.args.required("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if not link.startswith(("https://", "http://")) or len(link) > BOOKMARK_LINK:
        raise SlackError("invalid_link")
    if len(title) > BOOKMARK_TITLE:
        raise invalid_arguments(f"must be less than {BOOKMARK_TITLE + 1} characters [json-pointer:/title]")
    emoji = call.args.text("emoji")
    if emoji and not _EMOJI.fullmatch(emoji):
        raise SlackError("invalid_emoji")
    channel = _known_channel(call, "channel_id")
    if len(channel.bookmarks) >= BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    bookmark = _bookmark(call, channel, title, link)
    channel.bookmarks.append(bookmark)
    call.workspace.changed()
    return {"bookmark": bookmark}


def _item(call: Call) -> tuple[Channel, str]:
    channel = call.workspace.channels.get(call.args.text("channel"))
    if channel and channel.kind is Kind.PUBLIC and BOT_USER_ID not in channel.members:
        raise SlackError("not_in_channel")
    channel = _known_channel(call, "channel")
    ts = call.args.required("timestamp", "no_item_specified")
    if not _TS.fullmatch(ts):
        raise SlackError("bad_timestamp")
    return channel, ts


def _known_channel(call: Call, name: str) -> Channel:
    channel = call.workspace.channels.get(call.args.text(name))
    if channel is None or BOT_USER_ID not in channel.members:
        raise SlackError("channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _bookmark(call: Call, channel: Channel, title: str, link: str) -> Json:
    return {
        "id": call.workspace.new_id("Bk"),
        "channel_id": channel.id,
        "title": title,
        "link": link,
        "emoji": call.args.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": call.workspace.seconds(),
        "date_updated": 0,
        "rank": "g",
        "last_updated_by_user_id": BOT_USER_ID,
        "last_updated_by_team_id": TEAM_ID,
        "shortcut_id": None,
        "app_id": None,
    }


METHODS = {
    "pins.add": Method(add_pin, TIER_2, ("pins:write",)),
    "pins.remove": Method(remove_pin, TIER_2, ("pins:write",)),
    "bookmarks.add": Method(add_bookmark, TIER_2, ("bookmarks:write",)),
}
