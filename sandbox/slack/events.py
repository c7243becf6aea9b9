"""Events: which happen when something changes, and the envelope that Slack sends them in."""

from sandbox.slack.channels import Channel, Kind
from sandbox.slack.identity import APP_ID, BOT_USER_ID, TEAM_ID, VERIFICATION_TOKEN
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace

LETTER = {Kind.PUBLIC: "C", Kind.PRIVATE: "G", Kind.IM: "D", Kind.MPIM: "G"}
_FAMILY = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group"}

# what an event needs beside its subscription; the two names with a placeholder depend on the channel's kind
_SCOPE_OF = {
    "user_change": "users:read",
    "team_join": "users:read",
    "app_home_opened": None,
    "app_uninstalled": None,
    "tokens_revoked": None,
}


def raise_event(
    workspace: Workspace, event: Json, *, channel: Channel | None = None, scope: str | None = None
) -> None:
    """Have an event sent, if the app subscribes to it, holds its scope and is in the channel it is about."""
    app, name = workspace.app, _subscription(event)
    if app is None or app.uninstalled or name not in app.events:
        return
    needed = scope or _SCOPE_OF.get(event["type"])
    if needed and not app.has_scope(needed):
        return
    if channel and channel.kind is not Kind.PUBLIC and BOT_USER_ID not in channel.members:
        return
    send_anyway(workspace, event)


def send_anyway(workspace: Workspace, event: Json) -> None:
    """Have an event sent that the app gets because it was there until just now."""
    if workspace.app is not None and _subscription(event) in workspace.app.events:
        workspace.events.append(_envelope(workspace, event))


def joined(workspace: Workspace, channel: Channel, person: str, inviter: str | None) -> None:
    """Tell the app that someone came into a channel."""
    event = _membership(workspace, "member_joined_channel", channel, person)
    raise_event(
        workspace,
        event | ({"inviter": inviter} if inviter else {}),
        channel=channel,
        scope=channel.scope("read"),
    )


def left(workspace: Workspace, channel: Channel, person: str) -> None:
    """Tell the app that someone left or was taken out; of itself it is told though it is out."""
    event = _membership(workspace, "member_left_channel", channel, person)
    if person != BOT_USER_ID:
        raise_event(workspace, event, channel=channel, scope=channel.scope("read"))
        return
    send_anyway(workspace, event)
    send_anyway(workspace, {"type": f"{_FAMILY[channel.kind]}_left", "channel": channel.id})


def about_channel(workspace: Workspace, what: str, channel: Channel, actor: str) -> None:
    """Tell the app that a channel was archived, unarchived, deleted or renamed."""
    named: Json | str = channel.id
    if what == "rename":
        named = {
            "id": channel.id,
            "name": channel.name,
            "name_normalized": channel.name,
            "created": channel.created,
        }
    event = {"type": f"{_FAMILY[channel.kind]}_{what}", "channel": named, "user": actor}
    raise_event(workspace, event, channel=channel, scope=channel.scope("read"))


def account_changed(workspace: Workspace, person: Person) -> None:
    """Tell the app that an account is different now."""
    raise_event(
        workspace, {"type": "user_change", "user": _user(workspace, person), "cache_ts": workspace.seconds()}
    )


def came_to_team(workspace: Workspace, person: Person) -> None:
    """Tell the app that there is a new account."""
    raise_event(
        workspace, {"type": "team_join", "user": _user(workspace, person), "cache_ts": workspace.seconds()}
    )


def home_opened(workspace: Workspace, person: Person, tab: str) -> None:
    """Tell the app that someone looks at its Home or Messages tab."""
    im = workspace.im_between(BOT_USER_ID, person.id)
    event: Json = {"type": "app_home_opened", "user": person.id, "channel": im.id, "tab": tab}
    home = workspace.modals.homes.get(person.id)
    if tab == "home" and home:
        event["view"] = home.as_view()
    raise_event(workspace, event)


def said(workspace: Workspace, channel: Channel, message: Json) -> None:
    """Tell the app what was written, where it may read that kind of conversation."""
    letters = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.IM: "im", Kind.MPIM: "mpim"}
    event = message | {"channel": channel.id, "channel_type": letters[channel.kind]}
    raise_event(workspace, event, channel=channel, scope=channel.scope("history"))


def _membership(workspace: Workspace, name: str, channel: Channel, person: str) -> Json:
    return {
        "type": name,
        "user": person,
        "channel": channel.id,
        "channel_type": LETTER[channel.kind],
        "team": TEAM_ID,
    }


def _subscription(event: Json) -> str:
    # messages are subscribed to by the kind of conversation
    if event["type"] != "message":
        return str(event["type"])
    return f"message.{event['channel_type']}" + ("s" if event["channel_type"] in ("channel", "group") else "")


def _user(workspace: Workspace, person: Person) -> Json:
    return person.as_user(with_email=bool(workspace.app and workspace.app.has_scope("users:read.email")))


def _envelope(workspace: Workspace, event: Json) -> Json:
    now = workspace.clock.now()
    event.setdefault("event_ts", f"{int(now.timestamp())}.{now.microsecond:06d}")
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": workspace.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-practice",
    }
