"""The list of places that somebody can open: the app's tabs, channels, direct messages."""

from dataclasses import dataclass

from sandbox.slack.channels import Kind
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.looking import Looking
from sandbox.slack.page.seats import HOME, MESSAGES
from sandbox.slack.shapes import Json


@dataclass(frozen=True)
class Place:
    """One line of the list."""

    id: str
    label: str
    kind: str
    address: str
    unread: int = 0
    archived: bool = False
    open: bool = False


@dataclass(frozen=True)
class Group:
    """Places under one heading."""

    label: str
    places: tuple[Place, ...]


def groups(looking: Looking) -> tuple[Group, ...]:
    """Return the places of one person, in groups as Slack shows them."""
    app = looking.app
    apps = (Group(app.name, _tabs(looking)),) if app else ()
    return (*apps, Group("Channels", _channels(looking)), Group("Direct messages", _direct(looking)))


def _tabs(looking: Looking) -> tuple[Place, ...]:
    app, dm = looking.app, looking.app_dm
    if app is None:
        return ()
    home = [_tab(looking, HOME, "Home", 0)] if app.home_tab else []
    messages = [_tab(looking, MESSAGES, "Messages", dm["unread"] if dm else 0)] if app.messages_tab else []
    return (*home, *messages)


def _tab(looking: Looking, tab: str, label: str, unread: int) -> Place:
    return Place(tab, label, tab, looking.opening(tab), unread, open=looking.seat.at == tab)


def _channels(looking: Looking) -> tuple[Place, ...]:
    named = (one for one in looking.seen["channels"] if one["kind"] in (Kind.PUBLIC, Kind.PRIVATE))
    return tuple(
        _place(looking, one, harmless(one["name"])) for one in sorted(named, key=lambda it: it["archived"])
    )


def _direct(looking: Looking) -> tuple[Place, ...]:
    own = looking.person.id
    people = (one for one in looking.seen["channels"] if one["kind"] in (Kind.IM, Kind.MPIM))
    return tuple(
        _place(looking, one, title(looking, one))
        for one in people
        if one["with"] != BOT_USER_ID or one["kind"] == Kind.MPIM
        if one["messages"] or one["ephemeral"] or one["with"] != own
    )


def title(looking: Looking, channel: Json) -> str:
    """Return what a conversation is called for who looks."""
    if channel["kind"] == Kind.IM:
        own = channel["with"] is None
        return f"{looking.name(looking.person.id)} (you)" if own else looking.name(channel["with"])
    if channel["kind"] == Kind.MPIM:
        others = (one for one in channel["members"] if one != looking.person.id)
        return ", ".join(looking.name(one) for one in others)
    return harmless(channel["name"])


def _place(looking: Looking, channel: Json, label: str) -> Place:
    is_open = looking.seat.at == channel["id"] or (
        channel["kind"] == Kind.IM and looking.seat.at == (channel["with"] or looking.person.id)
    )
    return Place(
        channel["id"],
        label,
        channel["kind"],
        looking.opening(channel["id"]),
        channel["unread"],
        channel["archived"],
        is_open,
    )
