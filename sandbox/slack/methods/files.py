"""Web API: files in three steps: ask for an address, upload, share."""

from typing import Any

from sandbox.slack.arguments import invalid_arguments
from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.files import File
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.limits import TIER_4
from sandbox.slack.methods.calling import Call, Method
from sandbox.slack.methods.chat import checked_blocks
from sandbox.slack.shapes import Json, SlackError

ALT_TEXT = 1000
SNIPPET_BYTES = 1_000_000
CHANNELS_AT_ONCE = 100


def get_upload_url(call: Call) -> Json:
    """Answer files.getUploadURLExternal."""
    name = call.args.required("filename", "missing_argument")
    length = call.args.number("length", 0)
    if length < 1:
        raise SlackError("missing_argument")
    if len(call.args.text("alt_txt")) > ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    if call.args.text("snippet_type") and length > SNIPPET_BYTES:
        raise SlackError("snippet_too_large")
    file = File(call.workspace.new_id("F"), name, call.workspace.new_id("upload"), length)
    call.workspace.files[file.id] = file
    return {"upload_url": f"{call.workspace.base_url}/upload/v1/{file.ticket}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Answer files.completeUploadExternal: the files appear as one message where they are shared."""
    files = [_uploaded(call, one) for one in _named_files(call)]
    named = _channel_ids(call)
    if len(named) > CHANNELS_AT_ONCE:
        raise SlackError("channels_limit_exceeded")
    channels = [_target(call, one) for one in named]
    for channel in channels:
        _share(call, channel, files)
    return {"files": [file.as_file() for file in files]}


def _named_files(call: Call) -> list[Json]:
    given = call.args.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise invalid_arguments("missing required field: files")
    return given


def _uploaded(call: Call, named: Any) -> File:
    file = call.workspace.files.get(named.get("id", "")) if isinstance(named, dict) else None
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    file.title = named.get("title") or file.name
    return file


def _channel_ids(call: Call) -> list[str]:
    one = call.args.text("channel_id")
    return [one] if one else call.args.words("channels")


def _target(call: Call, channel_id: str) -> Channel:
    if channel_id in call.workspace.people and channel_id != BOT_USER_ID:
        return call.workspace.im_between(BOT_USER_ID, channel_id)
    channel = call.workspace.channels.get(channel_id)
    if channel is None:
        raise SlackError("channel_not_found")
    if BOT_USER_ID not in channel.members:
        raise SlackError("not_in_channel" if channel.kind is Kind.PUBLIC else "channel_not_found")
    if channel.archived:
        raise SlackError("posting_to_channel_denied")
    return channel


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    for file in files:
        file.shared_in.append(channel.id)
    message = Message(
        ts=call.workspace.next_ts(),
        author=BOT_USER_ID,
        text=call.args.text("initial_comment"),
        blocks=checked_blocks(call, call.args.structure("blocks", "invalid_blocks")),
        thread_ts=call.args.text("thread_ts") or None,
        files=[file.as_file() for file in files],
        subtype="file_share",
        from_app=True,
    )
    call.workspace.post(channel, message)


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, TIER_4, ("files:write",), reads_json=False),
    "files.completeUploadExternal": Method(complete_upload, TIER_4, ("files:write",)),
}
