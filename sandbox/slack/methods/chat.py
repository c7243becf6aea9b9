"""Web API: messages."""

from typing import Any

from sandbox.slack import events
from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.elements import with_ids
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.kit import surfaces
from sandbox.slack.limits import ONE_A_SECOND_A_CHANNEL, TIER_3, TIER_4
from sandbox.slack.methods.calling import Call, Method
from sandbox.slack.shapes import Json, SlackError

TEXT_KEPT = 40_000
UPDATED_TEXT = 4_000
MARKDOWN_TEXT = 12_000
BLOCKS_TEXT = 13_200
ATTACHMENTS = 100


def post_message(call: Call) -> Json:
    """Answer chat.postMessage; a person's id as the channel means the direct message with them."""
    channel = _where(call)
    _may_post(call, channel)
    message = _message(call)
    call.workspace.post(channel, message)
    events.said(call.workspace, channel, message.as_message())
    return {"channel": channel.id, "ts": message.ts, "message": message.as_message()}


def post_ephemeral(call: Call) -> Json:
    """Answer chat.postEphemeral: seen by one person who is in the channel."""
    channel = _where(call)
    user = call.args.required("user")
    _may_post(call, channel)
    if user not in channel.members or call.person(user).deactivated:
        raise SlackError("user_not_in_channel")
    message = _message(call)
    message.ephemeral_to = user
    call.workspace.post(channel, message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Answer chat.update; blocks that are not sent stay as they were, and an empty list takes them away."""
    channel, message = _own_message(call, "cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    text, blocks = _content(call)
    if len(text) > UPDATED_TEXT:
        raise SlackError("msg_too_long")
    message.text = text
    if "blocks" in call.args.given:
        message.blocks = blocks
    message.edited_ts = call.workspace.next_ts()
    call.workspace.note_delivery("update", channel, message)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message.as_message()}


def delete(call: Call) -> Json:
    """Answer chat.delete; an app deletes only what it said."""
    channel, message = _own_message(call, "cant_delete_message")
    channel.messages.remove(message)
    if message.ts in channel.pins:
        channel.pins.remove(message.ts)
    call.workspace.note_delivery("delete", channel, message)
    return {"channel": channel.id, "ts": message.ts}


def checked_blocks(call: Call, given: Any) -> list[Json]:
    """Return blocks as Slack keeps them; raises SlackError where it refuses them."""
    if given is None or given == "":
        return []
    if not isinstance(given, list) or not all(isinstance(block, dict) for block in given):
        raise SlackError("invalid_blocks_format")
    faults = surfaces.faults_in_message(given, call.app.rights)
    if faults:
        raise SlackError(
            "invalid_blocks",
            errors=faults,
            response_metadata={"messages": [f"[ERROR] {fault}" for fault in faults]},
        )
    if surfaces.text_length(given) > BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long")
    return with_ids(given, call.workspace.new_id)


def _where(call: Call) -> Channel:
    target = call.args.required("channel", "channel_not_found")
    if target in call.workspace.people and target != BOT_USER_ID:
        return call.workspace.im_between(BOT_USER_ID, target)
    channel = call.workspace.channels.get(target)
    if channel is None or (channel.kind is not Kind.PUBLIC and BOT_USER_ID not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def _may_post(call: Call, channel: Channel) -> None:
    if channel.archived:
        raise SlackError("is_archived")
    if BOT_USER_ID not in channel.members and not call.app.has_scope("chat:write.public"):
        raise SlackError("not_in_channel")
    if channel.kind is Kind.IM and not call.app.messages_tab:
        raise SlackError("messages_tab_disabled")


def _message(call: Call) -> Message:
    text, blocks = _content(call)
    attachments = call.args.structure("attachments", "invalid_attachments") or []
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return Message(
        ts=call.workspace.next_ts(),
        author=BOT_USER_ID,
        text=text[:TEXT_KEPT],
        blocks=blocks,
        thread_ts=call.args.text("thread_ts") or None,
        attachments=attachments,
        metadata=_metadata(call),
        from_app=True,
    )


def _content(call: Call) -> tuple[str, list[Json]]:
    text, markdown = call.args.text("text"), call.args.text("markdown_text")
    given = call.args.structure("blocks", "invalid_blocks_format")
    if markdown and (text or given):
        raise SlackError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT:
        raise SlackError("msg_too_long")
    blocks = checked_blocks(call, given)
    if not (text or markdown or blocks or call.args.given.get("attachments")):
        raise SlackError("no_text")
    return text or markdown, blocks


def _metadata(call: Call) -> Json | None:
    metadata = call.args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not metadata.get("event_type"):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    return metadata


def _own_message(call: Call, not_ours: str) -> tuple[Channel, Message]:
    target, ts = call.args.required("channel", "channel_not_found"), call.args.required("ts")
    channel = call.workspace.channels.get(target)
    if channel is None or (channel.kind is not Kind.PUBLIC and BOT_USER_ID not in channel.members):
        raise SlackError("channel_not_found")
    message = channel.message(ts)
    if message is None:
        raise SlackError("message_not_found")
    if not message.from_app:
        raise SlackError(not_ours)
    return channel, message


METHODS = {
    "chat.postMessage": Method(post_message, ONE_A_SECOND_A_CHANNEL, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, TIER_4, ("chat:write",)),
    "chat.update": Method(update, TIER_3, ("chat:write",)),
    "chat.delete": Method(delete, TIER_3, ("chat:write",)),
}
