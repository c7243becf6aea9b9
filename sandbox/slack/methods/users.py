"""Web API: the people of the workspace."""

from sandbox.slack.channels import SCOPE_FAMILY, Channel, Kind
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.limits import TIER_2, TIER_3, TIER_4
from sandbox.slack.methods.calling import Call, Method, page
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json, SlackError

_SELF_READ = ("channels:read", "groups:read", "im:read", "mpim:read")


def info(call: Call) -> Json:
    """Answer users.info."""
    return {"user": _user(call, call.person(call.args.required("user", "user_not_found")))}


def everyone(call: Call) -> Json:
    """Answer users.list, deactivated people included, as Slack does."""
    rows = [_user(call, person) for person in call.workspace.people.values()]
    if not call.args.text("limit") and not call.args.text("cursor"):
        return {
            "members": rows,
            "cache_ts": call.workspace.seconds(),
            "response_metadata": {"next_cursor": ""},
        }
    members, metadata = page(call, rows)
    return {"members": members, "cache_ts": call.workspace.seconds(), "response_metadata": metadata}


def lookup_by_email(call: Call) -> Json:
    """Answer users.lookupByEmail; a deactivated person is not found."""
    email = call.args.required("email", "users_not_found").lower()
    for person in call.workspace.people.values():
        if person.email and person.email.lower() == email and not person.deactivated:
            return {"user": _user(call, person)}
    raise SlackError("users_not_found")


def conversations(call: Call) -> Json:
    """Answer users.conversations: those of the person that the app is in, or may know of."""
    kinds = _kinds(call)
    person = call.args.text("user", BOT_USER_ID)
    call.person(person)
    rows = [
        channel.as_channel(for_user=BOT_USER_ID)
        for channel in call.workspace.channels.values()
        if channel.kind in kinds and person in channel.members and _is_shown(call, channel)
    ]
    channels, metadata = page(call, rows)
    return {"channels": channels, "response_metadata": metadata}


def _is_shown(call: Call, channel: Channel) -> bool:
    if channel.archived and call.args.flag("exclude_archived"):
        return False
    return channel.kind is Kind.PUBLIC or BOT_USER_ID in channel.members


def _kinds(call: Call) -> list[Kind]:
    try:
        kinds = [Kind(one) for one in call.args.words("types") or [Kind.PUBLIC]]
    except ValueError:
        raise SlackError("invalid_types") from None
    for kind in kinds:
        call.need_scope(f"{SCOPE_FAMILY[kind]}:read")
    return kinds


def _user(call: Call, person: Person) -> Json:
    return person.as_user(with_email=call.app.has_scope("users:read.email"))


METHODS = {
    "users.info": Method(info, TIER_4, ("users:read",), reads_json=False),
    "users.list": Method(everyone, TIER_2, ("users:read",), reads_json=False),
    "users.lookupByEmail": Method(lookup_by_email, TIER_3, ("users:read.email",), reads_json=False),
    "users.conversations": Method(conversations, TIER_2, _SELF_READ, reads_json=False),
}
