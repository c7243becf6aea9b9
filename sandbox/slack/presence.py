"""Who a person is and what is before their eyes: the ground for all they do and see."""

from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.modals import View
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Impossible
from sandbox.slack.workspace import Workspace


def present(workspace: Workspace, person_id: str) -> Person:
    """Return a person who can log in; raises Impossible where they cannot."""
    if workspace.faults.away:
        raise Impossible("Slack is away")
    person = workspace.person(person_id)
    if person.deactivated or person.is_bot:
        raise Impossible(f"{person.name} cannot log in")
    return person


def seen_channel(workspace: Workspace, person: Person, channel_id: str) -> Channel:
    """Return a conversation by id or name, if this person sees it."""
    for channel in workspace.channels.values():
        if channel_id in (channel.id, channel.name) and sees_channel(person, channel):
            return channel
    raise Impossible(f"{person.name} sees no channel {channel_id}")


def writable(workspace: Workspace, person: Person, channel_id: str) -> Channel:
    """
    Return a conversation in which a person can type; another person's id means the direct message with them.

    Words and commands alike: where an app takes no messages there is nothing to type into.
    """
    if channel_id in workspace.people:
        channel = workspace.im_between(person.id, channel_id)
    else:
        channel = seen_channel(workspace, person, channel_id)
    if channel.archived or person.id not in channel.members:
        raise Impossible(f"{person.name} cannot write in {channel.name}")
    read_only = workspace.app is not None and workspace.app.messages_read_only
    if read_only and BOT_USER_ID in channel.members and not channel.is_named:
        raise Impossible("sending messages to this app has been turned off")
    return channel


def sees_channel(person: Person, channel: Channel) -> bool:
    """Say whether a person is in a conversation, or may look into a public one."""
    if person.id in channel.members:
        return True
    return channel.kind is Kind.PUBLIC and person.standing is Standing.MEMBER


def seen_message(person: Person, channel: Channel, ts: str) -> Message:
    """Return a message as it stands, if this person sees it."""
    for message in channel.messages:
        if message.ts == ts and message.ephemeral_to in (None, person.id):
            return message
    raise Impossible(f"{person.name} sees no message {ts} in {channel.name or channel.id}")


def top_view(workspace: Workspace, person: Person, view_id: str) -> View:
    """Return the view that a person has before them; raises Impossible where it is another or none."""
    view = workspace.modals.top(person.id)
    if view is None or view.id != view_id:
        raise Impossible(f"{person.name} has view {view.id if view else 'none'} before them, not {view_id}")
    return view


def home_of(workspace: Workspace, person: Person) -> View:
    """Return a person's App Home as the app last published it."""
    home = workspace.modals.homes.get(person.id)
    if home is None:
        raise Impossible(f"{person.name} has an empty App Home")
    return home
