"""Messages that an app sends without a Web API call: in an acknowledgement, or to a response URL."""

from typing import Any

from sandbox.slack.channels import Channel, Message
from sandbox.slack.elements import with_ids
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.installation import rights_of
from sandbox.slack.kit import surfaces
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace


def show_response(workspace: Workspace, person: str, channel: Channel, body: Any) -> None:
    """Show what came with a command's acknowledgement; what Slack would not show goes among the problems."""
    if not body:
        return
    said = body if isinstance(body, dict) else {"text": str(body)}
    try:
        post_response(workspace, person, channel, said)
    except SlackError as error:
        workspace.journal.went_wrong(workspace.clock.now(), f"acknowledgement not shown: {error.code}")


def respond(workspace: Workspace, url_id: str, said: Json) -> None:
    """Take what was sent to a response URL: a new message, or the one it belongs to replaced or deleted."""
    url = workspace.response_urls.use(url_id)
    channel = workspace.channels.get(url.channel)
    if channel is None:
        raise SlackError("channel_not_found")
    original = next((one for one in channel.messages if one.ts == url.message_ts), None)
    if said.get("delete_original") and original:
        channel.messages.remove(original)
        workspace.note_delivery("delete", channel, original)
    elif said.get("replace_original") and original:
        original.text, original.blocks = said.get("text", ""), _blocks(workspace, said)
        workspace.note_delivery("update", channel, original)
    else:
        post_response(workspace, url.person, channel, said)


def post_response(workspace: Workspace, person: str, channel: Channel, said: Json) -> None:
    """Post a message that only this person sees, or all in the channel where it says so."""
    blocks, text = _blocks(workspace, said), said.get("text", "")
    if not (blocks or text):
        raise SlackError("no_text")
    message = Message(workspace.next_ts(), BOT_USER_ID, text, blocks, from_app=True)
    if said.get("response_type") != "in_channel":
        message.ephemeral_to = person
    workspace.post(channel, message)


def _blocks(workspace: Workspace, said: Json) -> list[Json]:
    blocks = said.get("blocks") or []
    if surfaces.faults_in_message(blocks, rights_of(workspace.app)):
        raise SlackError("invalid_blocks")
    return with_ids(blocks, workspace.new_id)
