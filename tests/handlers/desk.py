"""What the tests do at the app's desk: raise, press, forge, read what is said, look into the record."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.process import Process
from casework import work
from procedure.acts import Act
from procedure.case import Case
from sandbox.practice.stage import Actor, Stage
from sandbox.slack.client import Submitted
from sandbox.slack.identity import BOT_TOKEN, TEAM_ID
from storage import cases, people, record
from storage.engine import Database, connect

RAISED = {
    "dispute": "The plan was ended while the visits it asks for are still missed.",
    "wanted": "A meeting of both teams.",
    "their_reference": "Letter of 3 December",
}
NOTE = {
    "channel": "call",
    "said": "Health: three visits were missed. Children's Services: the plan had run its course.",
    "child": "Nobody has seen the child for a month; the nursery rings if it stays away.",
    "leaves": "partly",
}
OUTCOME = {
    "how": "changed",
    "agreed": "The plan goes on for three months, with a visit each week.",
    "open_issues": "Who tells the nursery",
    "safe": "A visit this week.",
    "answer": "agree",
}


@dataclass(frozen=True)
class Desk:
    """The practice Slack, the app's process, and a look into its database."""

    stage: Stage
    process: Process

    @property
    def database(self) -> Database:
        """The app's own database."""
        return self.process.database

    def person(self, first_name: str) -> Actor:
        """Somebody of the invented partnership."""
        return self.stage.person(first_name)

    def id_of(self, who: Actor) -> int:
        """The number under which the program knows somebody."""
        with self.database.read() as connection:
            known = people.by_slack_id(connection, who.id)
        assert known is not None, f"{who.name} is not known"
        return known.id

    def fills_in(
        self, who: Actor, *, against: str = "Tom Ellery", danger: str = "none", soon: str = "procedure"
    ) -> None:
        """Type the command and fill the form in, all but sending it."""
        who.types()
        who.chooses("danger", danger)
        who.fills({"against": [who.finds("against", against)], **RAISED})
        if danger == "none":
            who.chooses("soon", soon)

    def raised(self, who: Actor, **choices: str) -> str:
        """Raise a disagreement; return its reference once everybody has been told."""
        self.fills_in(who, **choices)
        sent = self.submitted(who)
        assert sent.outcome == "updated", sent
        reference = who.view.title.split()[-1]
        who.closes()
        self.stage.settle()
        return reference

    def with_the_managers(self, priya: Actor) -> str:
        """Raise a disagreement that the first-line managers have at once, because of danger."""
        return self.raised(priya, danger="now")

    def noted(self, who: Actor, reference: str, with_whom: str, **changes: Any) -> Submitted:
        """Record a discussion."""
        self.offer(who, "note", reference)
        return self.submitted(who, {"took_part": [who.finds("took_part", with_whom)], **NOTE, **changes})

    def proposed(self, who: Actor, reference: str, **changes: Any) -> Submitted:
        """Propose an outcome."""
        self.offer(who, "outcome", reference)
        return self.submitted(who, {**OUTCOME, **changes})

    def submitted(self, who: Actor, values: Mapping[str, Any] | None = None) -> Submitted:
        """Send the form before somebody; return what became of it."""
        return self.stage.practice.submit(who.id, who.view.id, values)

    def offer(self, who: Actor, action_id: str, value: str) -> None:
        """Put a button with this value before somebody, and have them press it."""
        who.closes()
        self._press(who, {"type": "button", "action_id": action_id, "value": value, "text": _plain("Press")})

    def pick(self, who: Actor, action_id: str, value: str) -> None:
        """Put a menu with this one choice before somebody, and have them take it."""
        who.closes()
        options = [{"text": _plain("Choose"), "value": value}]
        self._press(who, {"type": "overflow", "action_id": action_id, "options": options}, chosen=value)

    def _press(self, who: Actor, element: Mapping[str, Any], chosen: str | None = None) -> None:
        web = WebClient(BOT_TOKEN, base_url=self.stage.slack.api_url)
        block = {"type": "actions", "elements": [dict(element)]}
        said = web.chat_postMessage(channel=who.id, text="A button", blocks=[block])
        pressed = self.stage.practice.press(
            who.id, said["channel"], said["ts"], element["action_id"], chosen=chosen
        )
        assert pressed.acknowledged, pressed

    def forged(self, who: Actor, callback_id: str, metadata: str, state: Mapping[str, Any]) -> dict[str, Any]:
        """Send a form such as Slack's own windows would not; return how it is acknowledged."""
        view = {
            "id": "V0FORGED",
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": metadata,
            "title": _plain("Forged"),
            "blocks": [{"type": "input", "block_id": name} for name in state],
            "state": {"values": {name: {name: held} for name, held in state.items()}},
            "hash": "1.forged",
        }
        return self.dispatched(who, {"type": "view_submission", "trigger_id": "1.forged", "view": view})

    def dispatched(self, who: Actor, payload: Mapping[str, Any], team: str = TEAM_ID) -> dict[str, Any]:
        """Hand a payload to the app as Slack would; return the body of its acknowledgement."""
        user = {"id": who.id, "name": who.name, "username": who.name, "team_id": team}
        body = {"team": {"id": TEAM_ID}, "user": user, "api_app_id": "A0PRACTICE", **payload}
        answer = self.process.app.dispatch(BoltRequest(mode="socket_mode", body=body))
        assert answer.status == 200, answer.status
        found: dict[str, Any] = json.loads(answer.body) if answer.body else {}
        return found

    def case(self, reference: str) -> Case:
        """A disagreement as it stands in the record."""
        with self.database.read() as connection:
            return work.load(connection, reference, self.process.clock.now()).case

    def acts(self, reference: str) -> list[Act]:
        """All that has happened in a disagreement, in order."""
        with self.database.read() as connection:
            entries, _ = record.read(connection, cases.find(connection, reference).id)
        return [entry.act for entry in entries]

    def references(self) -> list[str]:
        """Every disagreement that there is."""
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT reference FROM disagreement ORDER BY id")
            return [row.reference for row in rows]

    def move_to(self, words: str) -> None:
        """Move the workspace's clock to an instant of London time."""
        self.stage.move_to(words)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for what an event does, at no known moment: look whenever the app is at rest."""
        for _ in range(500):
            if condition():
                return
            self.stage.settle()
        raise AssertionError("it did not come to that")

    def is_active(self, who: Actor) -> bool:
        """Whether the program holds somebody to be reachable."""
        with self.database.read() as connection:
            return people.by_id(connection, self.id_of(who)).is_active

    @contextmanager
    def database_down(self) -> Iterator[None]:
        """Have another process hold the database, so that nothing can be written."""
        other = connect(f"sqlite:///{self.stage.database}")
        with other.write():
            yield
        other.close()


def reads_in_dm(words: str) -> Callable[[Any], bool]:
    """Say whether somebody has a direct message of the app's with these words."""
    return lambda screen: any(
        words in message.words
        for channel in screen.channels
        if channel.kind == "im"
        for message in channel.messages
    )


def typed(text: str) -> dict[str, Any]:
    """A text field as Slack sends it."""
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> dict[str, Any]:
    """A field with one choice as Slack sends it."""
    return {"type": "static_select", "selected_option": {"text": _plain("Chosen"), "value": value}}


def several(*values: str) -> dict[str, Any]:
    """A field with several choices as Slack sends it."""
    options = [{"text": _plain("Chosen"), "value": value} for value in values]
    return {"type": "multi_external_select", "selected_options": options}


def moment(seconds: float) -> dict[str, Any]:
    """A date and time as Slack sends it."""
    return {"type": "datetimepicker", "selected_date_time": int(seconds)}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
