"""What people do without the app: write, invite, leave, archive, and keep accounts."""

from dataclasses import replace
from datetime import datetime

from sandbox.slack import events
from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.identity import BOT_USER_ID, GENERAL_ID
from sandbox.slack.people import Person, Standing
from sandbox.slack.presence import present, seen_channel, seen_message, writable
from sandbox.slack.shapes import Impossible
from sandbox.slack.workspace import Workspace


def add_person(workspace: Workspace, person: Person) -> Person:
    """Give someone an account."""
    if person.id in workspace.people:
        raise Impossible(f"{person.id} has an account already")
    workspace.put_person(person)
    events.came_to_team(workspace, person)
    return person


def deactivate(workspace: Workspace, person_id: str) -> None:
    """Switch an account off: its owner is in no channel any more and has nothing open."""
    person = workspace.person(person_id)
    workspace.modals.clear(person_id)
    for channel in _named_channels_of(workspace, person_id):
        channel.members.remove(person_id)
    change_person(workspace, replace(person, deactivated=True, updated_at=workspace.clock.now()))


def reactivate(workspace: Workspace, person_id: str) -> None:
    """Switch an account on again; into private channels its owner must be invited anew."""
    person = workspace.person(person_id)
    change_person(workspace, replace(person, deactivated=False, updated_at=workspace.clock.now()))


def change_person(workspace: Workspace, changed: Person) -> None:
    """Replace what an account says."""
    workspace.put_person(changed)
    events.account_changed(workspace, changed)


def remove_person(workspace: Workspace, person_id: str) -> None:
    """Take an account away as if it had never been here; Slack itself only deactivates."""
    workspace.person(person_id)
    for channel in workspace.channels.values():
        if person_id in channel.members:
            channel.members.remove(person_id)
    workspace.modals.clear(person_id)
    workspace.modals.homes.pop(person_id, None)
    del workspace.people[person_id]
    workspace.changed()


def say(workspace: Workspace, person_id: str, channel_id: str, text: str) -> Message:
    """Write a message; `channel_id` may be another person's id, which means the direct message with them."""
    person = present(workspace, person_id)
    channel = writable(workspace, person, channel_id)
    message = Message(ts=workspace.next_ts(), author=person.id, text=text, blocks=[])
    workspace.post(channel, message)
    events.said(workspace, channel, message.as_message())
    return message


def read(workspace: Workspace, person_id: str, channel_id: str, ts: str) -> None:
    """Have read a conversation up to a message; an archived one can be read too."""
    person = present(workspace, person_id)
    channel = seen_channel(workspace, person, channel_id)
    message = seen_message(person, channel, ts)
    if workspace.reading.read(person.id, channel, message.ts):
        workspace.changed()


def create_channel(workspace: Workspace, person_id: str, name: str, kind: Kind) -> Channel:
    """Make a channel by hand."""
    person = present(workspace, person_id)
    if person.is_guest:
        raise Impossible(f"{person.name} is a guest, and guests make no channels")
    if workspace.is_name_taken(name):
        raise Impossible(f"there is a channel {name} already")
    return workspace.add_named_channel(name, kind, person.id)


def invite(workspace: Workspace, person_id: str, channel_id: str, invited_id: str) -> None:
    """Bring someone, or the app, into a channel by hand."""
    person = present(workspace, person_id)
    channel = _own_channel(workspace, person, channel_id)
    invited = workspace.person(invited_id)
    if person.is_guest or invited.deactivated or invited_id in channel.members:
        raise Impossible(f"{person.name} cannot invite {invited.name} to {channel.name}")
    channel.members.append(invited_id)
    events.joined(workspace, channel, invited_id, inviter=person_id)
    workspace.changed()


def leave(workspace: Workspace, person_id: str, channel_id: str) -> None:
    """Leave a channel."""
    person = present(workspace, person_id)
    channel = _own_channel(workspace, person, channel_id)
    if channel.id == GENERAL_ID:
        raise Impossible("nobody leaves the channel for all")
    channel.members.remove(person_id)
    events.left(workspace, channel, person_id)
    workspace.changed()


def remove_from_channel(workspace: Workspace, person_id: str, channel_id: str, removed_id: str) -> None:
    """Take someone, or the app, out of a channel by hand."""
    person = present(workspace, person_id)
    channel = _own_channel(workspace, person, channel_id)
    if person.is_guest or removed_id not in channel.members or channel.id == GENERAL_ID:
        raise Impossible(f"{person.name} cannot remove {removed_id} from {channel.name}")
    channel.members.remove(removed_id)
    events.left(workspace, channel, removed_id)
    workspace.changed()


def archive(workspace: Workspace, person_id: str, channel_id: str) -> None:
    """Archive a channel by hand."""
    channel = _own_channel(workspace, present(workspace, person_id), channel_id)
    if channel.archived or channel.id == GENERAL_ID:
        raise Impossible(f"{channel.name} cannot be archived")
    channel.archived = True
    events.about_channel(workspace, "archive", channel, person_id)
    workspace.changed()


def unarchive(workspace: Workspace, person_id: str, channel_id: str) -> None:
    """Bring an archived channel back by hand, which no app can do."""
    channel = _own_channel(workspace, present(workspace, person_id), channel_id, archived=True)
    channel.archived = False
    events.about_channel(workspace, "unarchive", channel, person_id)
    workspace.changed()


def delete_channel(workspace: Workspace, person_id: str, channel_id: str) -> None:
    """Delete a channel by hand with all that was said in it."""
    channel = seen_channel(workspace, present(workspace, person_id), channel_id)
    if not channel.is_named or channel.id == GENERAL_ID:
        raise Impossible(f"{channel_id} cannot be deleted")
    events.about_channel(workspace, "deleted", channel, person_id)
    del workspace.channels[channel.id]
    workspace.changed()


def uninstall_app(workspace: Workspace) -> None:
    """Take the app out of the workspace: its tokens are dead and it is told so."""
    app = workspace.app
    if app is None or app.uninstalled:
        raise Impossible("no app is installed")
    events.send_anyway(workspace, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}})
    events.send_anyway(workspace, {"type": "app_uninstalled"})
    app.uninstalled = True
    workspace.changed()


def revoke_token(workspace: Workspace) -> None:
    """Revoke the bot token; the app stays."""
    if workspace.app is None:
        raise Impossible("no app is installed")
    events.send_anyway(workspace, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}})
    workspace.app.token_revoked = True


def account(person_id: str, name: str, email: str | None, standing: str, at: datetime) -> Person:
    """Return a new account; `standing` is one of member, guest, single_channel_guest, bot."""
    try:
        return Person(person_id, name, email, Standing(standing), updated_at=at)
    except ValueError:
        raise Impossible(f"nobody is a {standing}") from None


def _own_channel(workspace: Workspace, person: Person, channel_id: str, *, archived: bool = False) -> Channel:
    channel = seen_channel(workspace, person, channel_id)
    if not channel.is_named or person.id not in channel.members:
        raise Impossible(f"{person.name} is not in a channel {channel_id}")
    if channel.archived and not archived:
        raise Impossible(f"{channel.name} is archived")
    return channel


def _named_channels_of(workspace: Workspace, person_id: str) -> list[Channel]:
    return [one for one in workspace.channels.values() if one.is_named and person_id in one.members]
