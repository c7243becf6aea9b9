"""*Put into a note*: a message of a room, brought along by Slack's shortcut, begins a note."""

import re
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from slack_bolt import App

from casework import asking, from_room
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Json, Press, View
from messages import ids
from messages import notes as forms
from procedure.refusal import Refused

_MENTION = re.compile(r"<@(\w+)(?:\|[^<>]*)?>")
_NAMED_LINK = re.compile(r"<[^<>|]*\|([^<>]*)>")
_LINK = re.compile(r"<([^<>]*)>")


def listen(app: App, desk: Desk) -> None:
    """Listen for the shortcut on a message."""
    app.shortcut(ids.NOTE_SHORTCUT)(doors.opening_from(desk, lambda body: partial(_form, body)))


def as_read(desk: Desk, text: str) -> str:
    """Return what a person reads: names for accounts, words for links, Slack's three escapes undone."""
    named = from_room.names(desk.database, _MENTION.findall(text))
    text = _MENTION.sub(lambda found: f"@{named.get(found[1], found[1])}", text)
    text = _LINK.sub(r"\1", _NAMED_LINK.sub(r"\1", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _form(body: Json, desk: Desk, press: Press) -> View:
    """The note form, with the message in it; it can be changed like anything else in a form."""
    message, channel = body["message"], body["channel"]["id"]
    reference = from_room.reference_of(desk.database, channel)
    asking.check(desk.database, reference, asking.to_add_a_note, by=press.by, now=press.now)
    if message.get("bot_id") or "user" not in message:
        raise Refused("not_a_persons_message")
    said = from_room.Said(
        channel=channel,
        account=message["user"],
        at=datetime.fromtimestamp(float(message["ts"]), UTC),
        text=as_read(desk, message.get("text") or ""),
    )
    draft = from_room.draft(desk.database, reference, said, by=press.by, now=press.now)
    return forms.note(reference, uuid4().hex, press.now, draft)
