"""Web API: making conversations, who is in them, and what they are called."""

import re

from sandbox.slack import events
from sandbox.slack.arguments import invalid_arguments
from sandbox.slack.channels import Channel, Kind, Note
from sandbox.slack.identity import BOT_USER_ID, GENERAL_ID
from sandbox.slack.limits import TIER_2, TIER_3, TIER_4
from sandbox.slack.methods.calling import Call, Method, page
from sandbox.slack.people import Standing
from sandbox.slack.shapes import Json, SlackError

NAME_LENGTH = 80
TOPIC_LENGTH = 250
INVITED_AT_ONCE = 100
OPENED_WITH = 8
_NAME = re.compile(r"[a-z0-9_-]+")

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_WRITE = ("channels:manage", "groups:write", "im:write", "mpim:write")
_KICK = ("channels:manage", "groups:write")
_INVITE = (*_WRITE, "channels:write.invites", "groups:write.invites")
_TOPIC = (*_WRITE, "channels:write.topic", "groups:write.topic", "im:write.topic", "mpim:write.topic")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


def create(call: Call) -> Json:
    """Answer conversations.create; the app is the only member."""
    private = call.args.flag("is_private")
    call.need_scope("groups:write" if private else "channels:manage")
    name = _new_name(call)
    if private and call.workspace.faults.private_channels_forbidden:
        raise SlackError("restricted_action")
    kind = Kind.PRIVATE if private else Kind.PUBLIC
    channel = call.workspace.add_named_channel(name, kind, BOT_USER_ID)
    return {"channel": channel.as_channel(for_user=BOT_USER_ID)}


def invite(call: Call) -> Json:
    """
    Answer conversations.invite.

    Where one of several cannot be invited, none is, unless `force` asks for the others.
    """
    users = call.args.words("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > INVITED_AT_ONCE:
        raise invalid_arguments("too many users")
    channel = _open_own(call, "write", "write.invites")
    if len(users) > 1:
        # of several, Slack passes over those whose account is switched off and says nothing of it
        users = [user for user in users if not _is_gone(call, user)]
    refused = {user: code for user in users if (code := _not_invited(call, channel, user))}
    if refused and not (call.args.flag("force") and len(refused) < len(users)):
        raise SlackError(next(iter(refused.values())), errors=_refusals(refused))
    for user in users:
        if user not in refused:
            channel.members.append(user)
            events.joined(call.workspace, channel, user, inviter=BOT_USER_ID)
    call.workspace.changed()
    answer: Json = {"channel": channel.as_channel(for_user=BOT_USER_ID)}
    return answer | ({"errors": _refusals(refused)} if refused else {})


def kick(call: Call) -> Json:
    """Answer conversations.kick."""
    channel = _open_own(call, "write")
    person = call.person(call.args.required("user", "user_not_found"))
    if person.id == BOT_USER_ID:
        raise SlackError("cant_kick_self")
    if channel.id == GENERAL_ID:
        raise SlackError("cant_kick_from_general")
    if person.id not in channel.members:
        raise SlackError("not_in_channel")
    channel.members.remove(person.id)
    events.left(call.workspace, channel, person.id)
    call.workspace.changed()
    return {"errors": {}}


def members(call: Call) -> Json:
    """Answer conversations.members, the app among them."""
    rows, metadata = page(call, call.channel("read").members)
    return {"members": rows, "response_metadata": metadata}


def info(call: Call) -> Json:
    """Answer conversations.info."""
    channel = call.channel("read")
    return {
        "channel": channel.as_channel(for_user=BOT_USER_ID, num_members=call.args.flag("include_num_members"))
    }


def open_direct(call: Call) -> Json:
    """Answer conversations.open: the direct message with one person, or the group message of up to eight."""
    channel = _again(call) if call.args.text("channel") else _opened(call)
    if call.args.flag("return_im"):
        return {"no_op": False, "already_open": False, "channel": channel.as_channel(for_user=BOT_USER_ID)}
    return {"channel": {"id": channel.id}}


def archive(call: Call) -> Json:
    """Answer conversations.archive."""
    channel = call.own_channel("write")
    if channel.archived:
        raise SlackError("already_archived")
    if channel.id == GENERAL_ID:
        raise SlackError("cant_archive_general")
    channel.archived = True
    events.about_channel(call.workspace, "archive", channel, BOT_USER_ID)
    call.workspace.changed()
    return {}


def set_topic(call: Call) -> Json:
    """Answer conversations.setTopic."""
    channel, note = _noted(call, "topic")
    channel.topic = note
    return {"channel": channel.as_channel(for_user=BOT_USER_ID)}


def set_purpose(call: Call) -> Json:
    """Answer conversations.setPurpose."""
    channel, note = _noted(call, "purpose")
    channel.purpose = note
    return {"purpose": note.value}


def rename(call: Call) -> Json:
    """Answer conversations.rename; only who made the channel may."""
    channel = _open_own(call, "write")
    if channel.creator != BOT_USER_ID:
        raise SlackError("not_authorized")
    channel.name = _new_name(call)
    events.about_channel(call.workspace, "rename", channel, BOT_USER_ID)
    call.workspace.changed()
    return {"channel": channel.as_channel(for_user=BOT_USER_ID)}


def history(call: Call) -> Json:
    """Answer conversations.history, newest first."""
    channel = call.channel("history")
    if BOT_USER_ID not in channel.members:
        raise SlackError("not_in_channel")
    oldest, latest = call.args.text("oldest", "0"), call.args.text("latest", "9" * 17)
    inclusive = call.args.flag("inclusive")
    shows_metadata = call.args.flag("include_all_metadata")
    rows = [
        {key: one for key, one in message.as_message().items() if shows_metadata or key != "metadata"}
        for message in reversed(channel.messages)
        if message.ephemeral_to is None and _between(message.ts, oldest, latest, inclusive=inclusive)
    ]
    messages, metadata = page(call, rows, most=999)
    more = bool(metadata["next_cursor"])
    return {
        "messages": messages,
        "has_more": more,
        "pin_count": len(channel.pins),
        "response_metadata": metadata,
    }


def _open_own(call: Call, verb: str, *also: str) -> Channel:
    channel = call.own_channel(verb, *also)
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _new_name(call: Call) -> str:
    name = call.args.required("name", "invalid_name_required")
    if len(name) > NAME_LENGTH:
        raise SlackError("invalid_name_maxlength")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name_specials")
    if not name.strip("-_"):
        raise SlackError("invalid_name_punctuation")
    if call.workspace.is_name_taken(name):
        raise SlackError("name_taken")
    return name


def _not_invited(call: Call, channel: Channel, user: str) -> str | None:
    """Return Slack's code for why this one cannot be invited."""
    person = call.workspace.people.get(user)
    if person is None or person.deactivated:
        return "user_not_found" if person is None else "cant_invite"
    if user == BOT_USER_ID:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    if person.standing is Standing.SINGLE_CHANNEL_GUEST and _is_in_a_channel(call, user):
        return "ura_max_channels"
    return None


def _is_gone(call: Call, user: str) -> bool:
    return user in call.workspace.people and call.workspace.people[user].deactivated


def _is_in_a_channel(call: Call, user: str) -> bool:
    return any(
        one.is_named and user in one.members and not one.archived for one in call.workspace.channels.values()
    )


def _refusals(refused: dict[str, str]) -> list[Json]:
    return [{"user": user, "ok": False, "error": code} for user, code in refused.items()]


def _again(call: Call) -> Channel:
    channel = call.channel("write")
    if channel.is_named:
        raise SlackError("method_not_supported_for_channel_type")
    return channel


def _opened(call: Call) -> Channel:
    users = call.args.words("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > OPENED_WITH:
        raise SlackError("too_many_users")
    call.need_scope("im:write" if len(users) == 1 else "mpim:write")
    for user in users:
        if call.person(user).deactivated:
            raise SlackError("user_disabled")
    if users == [BOT_USER_ID]:
        raise SlackError("user_not_found")
    if len(users) == 1:
        return call.workspace.im_between(BOT_USER_ID, users[0])
    return call.workspace.mpim_of([BOT_USER_ID, *users])


def _noted(call: Call, what: str) -> tuple[Channel, Note]:
    if what not in call.args.given:
        raise invalid_arguments(f"missing required field: {what}")
    channel = _open_own(call, "write", "write.topic")
    value = call.args.text(what)
    if len(value) > TOPIC_LENGTH:
        raise SlackError("too_long")
    call.workspace.changed()
    return channel, Note(value, BOT_USER_ID, call.workspace.seconds())


def _between(ts: str, oldest: str, latest: str, *, inclusive: bool) -> bool:
    try:
        at, first, last = float(ts), float(oldest), float(latest)
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
    return first <= at <= last if inclusive else first < at < last


METHODS = {
    "conversations.create": Method(create, TIER_2, _WRITE),
    "conversations.invite": Method(invite, TIER_3, _INVITE),
    "conversations.kick": Method(kick, TIER_3, _KICK),
    "conversations.members": Method(members, TIER_4, _READ, reads_json=False),
    "conversations.info": Method(info, TIER_3, _READ, reads_json=False),
    "conversations.open": Method(open_direct, TIER_3, _WRITE),
    "conversations.archive": Method(archive, TIER_2, _WRITE),
    "conversations.setTopic": Method(set_topic, TIER_2, _TOPIC),
    "conversations.setPurpose": Method(set_purpose, TIER_2, _TOPIC),
    "conversations.rename": Method(rename, TIER_2, _WRITE),
    "conversations.history": Method(history, TIER_3, _HISTORY),
}
