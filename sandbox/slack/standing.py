"""What an administrator makes of an account: a member's, a guest's, or that of a guest of one channel."""

from dataclasses import replace

from sandbox.slack import by_hand, events
from sandbox.slack.channels import Channel
from sandbox.slack.identity import GENERAL_ID
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Impossible
from sandbox.slack.workspace import Workspace


def change_standing(
    workspace: Workspace, person_id: str, standing: str, channel_id: str | None = None
) -> None:
    """
    Make someone a member, a guest, or a guest of one channel.

    A guest leaves the channel for all; a guest of one channel leaves every channel but the one named.
    """
    person, new = workspace.person(person_id), _standing(standing)
    if person.is_bot:
        raise Impossible(f"{person.name} is an app and stays one")
    if channel_id is not None and person_id not in _channel(workspace, channel_id).members:
        raise Impossible(f"{person.name} is not in {_channel(workspace, channel_id).name}")
    by_hand.change_person(workspace, replace(person, standing=new, updated_at=workspace.clock.now()))
    for channel in _left_behind(workspace, person, new, channel_id):
        channel.members.remove(person_id)
        events.left(workspace, channel, person_id)
    workspace.changed()


def _standing(given: str) -> Standing:
    try:
        standing = Standing(given)
    except ValueError:
        raise Impossible(f"nobody is a {given}") from None
    if standing is Standing.BOT:
        raise Impossible("nobody is made a bot")
    return standing


def _channel(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise Impossible(f"there is no channel {channel_id}")
    return channel


def _left_behind(workspace: Workspace, person: Person, standing: Standing, kept: str | None) -> list[Channel]:
    theirs = [one for one in workspace.channels.values() if one.is_named and person.id in one.members]
    if standing is Standing.SINGLE_CHANNEL_GUEST:
        return [one for one in theirs if one.id != kept]
    return [one for one in theirs if one.id == GENERAL_ID] if standing is Standing.GUEST else []
