"""What one person sees, and nothing that they may not."""

from sandbox.slack.channels import Channel, Message
from sandbox.slack.modals import View
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace


def seen_by(workspace: Workspace, person: Person) -> Json:
    """Return a person's screen: conversations, notifications, open views, App Home."""
    home = workspace.modals.homes.get(person.id)
    can_look = not person.deactivated
    return {
        "version": workspace.changes.count,
        "at": workspace.clock.now().isoformat(timespec="microseconds"),
        "person": {"id": person.id, "name": person.name, "deactivated": person.deactivated},
        "channels": [_channel(workspace, person, one) for one in _own(workspace, person)] if can_look else [],
        "notifications": [
            {
                "author": one.author,
                "text": one.text,
                "at": one.at.isoformat(timespec="microseconds"),
                "channel": one.channel,
                "ts": one.ts,
            }
            for one in workspace.notifications.get(person.id, ())
        ],
        "views": [_view(one) for one in workspace.modals.stack(person.id)] if can_look else [],
        "home": _view(home) if home and can_look else None,
    }


def _own(workspace: Workspace, person: Person) -> list[Channel]:
    return [channel for channel in workspace.channels.values() if person.id in channel.members]


def _channel(workspace: Workspace, person: Person, channel: Channel) -> Json:
    other = channel.other_than(person.id) if not channel.is_named else None
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": str(channel.kind),
        "with": other,
        "archived": channel.archived,
        "topic": channel.topic.value,
        "purpose": channel.purpose.value,
        "members": list(channel.members),
        "messages": [_message(channel, one) for one in channel.messages if one.ephemeral_to is None],
        "ephemeral": [_message(channel, one) for one in channel.messages if one.ephemeral_to == person.id],
        "unread": workspace.reading.unread(person.id, channel),
        "bookmarks": [{"title": one["title"], "link": one["link"]} for one in channel.bookmarks],
    }


def _message(channel: Channel, message: Message) -> Json:
    return {
        "ts": message.ts,
        "author": message.author,
        "text": message.text,
        "blocks": message.blocks,
        "edited": message.edited_ts is not None,
        "pinned": message.ts in channel.pins,
        "thread_ts": message.thread_ts,
        "files": message.files,
    }


def _view(view: View) -> Json:
    shown = view.as_view()
    return {
        "id": view.id,
        "type": shown["type"],
        "title": shown["title"]["text"] if view.content["type"] == "modal" else "",
        "callback_id": shown["callback_id"],
        "submit": shown["submit"]["text"] if shown["submit"] else None,
        "close": shown["close"]["text"] if shown["close"] else None,
        "blocks": view.blocks,
        "state": view.state,
        "errors": view.errors,
        "failure": view.failure,
    }
