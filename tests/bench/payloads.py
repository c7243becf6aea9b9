"""Payloads as the practice Slack makes them, each one that the app has not seen before."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from handlers import raising
from handlers.desk import Desk
from handlers.reading import Press
from messages import ids
from sandbox.slack import choices, interactions
from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.elements import Placed, placed_in
from sandbox.slack.envelopes import Sort
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.modals import Modals, View
from sandbox.slack.people import Person
from sandbox.slack.workspace import Workspace
from storage import people
from storage.engine import Database

PRIYA = Person("U0PRIYA", "Priya Shah", None)
_TYPED = {
    ids.DANGER: "none",
    ids.DISPUTE: "The plan was ended too soon, and nobody has seen the child since.",
    ids.WANTED: "A meeting of both teams.",
    ids.SOON: "procedure",
}

Payload = tuple[str, dict[str, Any]]
"""What sort of payload, and it."""


class Payloads:
    """Makes payloads of somebody who raises disagreements and opens them."""

    def __init__(self, database: Database) -> None:
        self._numbers = count(1)
        self._workspace = Workspace(WorkspaceClock())
        self._channel = Channel("C0BENCH", "general", Kind.PUBLIC, PRIYA.id, 0)
        self._form = self._filled_in(database)

    def command(self) -> Payload:
        """Return `/disagree`, typed."""
        url = "http://127.0.0.1/nobody-answers-here"
        return Sort.COMMAND, interactions.command(PRIYA, ids.COMMAND, "", self._channel, self._trigger(), url)

    def press(self, reference: str) -> Payload:
        """Return a press that opens a disagreement, in a message."""
        button = {"type": "button", "action_id": ids.READ, "value": reference}
        block = {"type": "actions", "block_id": "offers", "elements": [button]}
        message = Message(ts="1.000001", author=BOT_USER_ID, text="", blocks=[block])
        pressed = interactions.action(Placed(block, button), None, None, f"{next(self._numbers)}.000001")
        return Sort.INTERACTION, interactions.action_in_message(
            PRIYA, pressed, self._channel, message, {}, self._trigger(), ""
        )

    def submission(self) -> Payload:
        """Return the raising form, filled in and sent."""
        number, form_id = next(self._numbers), uuid4().hex
        opened = self._form.content["private_metadata"].partition("/")[2]
        content = self._form.content | {"private_metadata": f"{form_id}/{opened}"}
        sent = replace(self._form, id=f"V{number:09X}", hash=f"{number}.bench", content=content)
        return Sort.INTERACTION, interactions.submission(PRIYA, sent, self._trigger())

    def _trigger(self) -> str:
        return f"{next(self._numbers)}.{uuid4().hex}.{PRIYA.id}"

    def _filled_in(self, database: Database) -> View:
        """Return the form as the app opens it, with something in every field that asks for it."""
        now = datetime.now(UTC)
        with database.read() as connection:
            priya, tom = (people.by_slack_id(connection, each) for each in (PRIYA.id, "U0TOM"))
        assert priya is not None, "listed"
        assert tom is not None, "listed"
        content = raising.open_form(Desk(database, lambda: now, lambda: None), Press(priya.id, now, ""))
        view = Modals().open(PRIYA.id, content, now)
        found = {"text": {"type": "plain_text", "text": "Tom"}, "value": f"person:{tom.id}"}
        before = choices.Before(self._workspace, PRIYA.id, offered=[found])
        typed = {**_TYPED, ids.AGAINST: [found["value"]]}
        for placed in placed_in(view.blocks):
            if placed.action_id in typed:
                view.state[placed.block_id][placed.action_id] = choices.hold(
                    placed, typed[placed.action_id], before
                )
        return view
