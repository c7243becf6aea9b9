"""What people do with the app outside its forms: commands, shortcuts, presses, looking at its Home."""

from dataclasses import dataclass
from typing import Any

from sandbox.slack import choices, events, interactions, mentions
from sandbox.slack.channels import Channel, Message
from sandbox.slack.courier import Courier, need_app
from sandbox.slack.elements import KEEPING, Placed, State, kept_state, placed_in
from sandbox.slack.envelopes import Answer, Silence, Sort, Why
from sandbox.slack.identity import GENERAL_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.people import Person
from sandbox.slack.presence import present, seen_channel, seen_message, writable
from sandbox.slack.responses import show_response
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.workspace import Workspace

_FAILURES = {
    Why.TIMEOUT: "operation_timeout",
    Why.UNREACHABLE: "dispatch_failed",
    Why.NOT_ACCEPTED: "dispatch_failed",
}


@dataclass(frozen=True)
class Reply:
    """Whether the app acknowledged; if not, the code, and the words that the person saw."""

    acknowledged: bool
    failure: str | None = None
    shown: str | None = None

    def as_json(self) -> Json:
        """Return what the control API answers."""
        return {"acknowledged": self.acknowledged, "failure": self.failure, "shown": self.shown}


class WithApp:
    """Acts for a person, sends what Slack would send, and shows what Slack would show."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier
        # what each person has chosen in a message stays on their own screen
        self._chosen: dict[tuple[str, str, str], State] = {}

    async def command(self, person_id: str, name: str, text: str, channel_id: str | None) -> Reply:
        """Type a slash command; without a channel, where the person would be: in the channel for all."""
        person, app = self._acting(person_id)
        if name not in app.commands:
            raise Impossible(f"{name} is not a valid command")
        if person.is_guest and not self._workspace.guests_may_use_commands:
            raise Impossible(f"{person.name} is a guest, and guests have no commands here")
        channel = self._place(person, channel_id)
        if app.commands[name].should_escape:
            text = mentions.escape_names(text, self._workspace.people)
        trigger_id = self._workspace.triggers.hand_out(person.id)
        fields = interactions.command(
            person, name, text, channel, trigger_id, self._response_url(person, channel)
        )
        answer = await self._courier.ask(Sort.COMMAND, fields, takes_answer=True)
        if isinstance(answer, Answer):
            show_response(self._workspace, person.id, channel, answer.body)
        return self._reply(answer, f"{name} failed because the app did not respond.")

    async def shortcut(self, person_id: str, callback_id: str) -> Reply:
        """Take a global shortcut."""
        person, app = self._acting(person_id)
        self._need_shortcut(app, person, callback_id, "global")
        payload = interactions.global_shortcut(
            person, callback_id, self._workspace.triggers.hand_out(person.id), self._workspace.next_ts()
        )
        return self._reply(await self._courier.ask(Sort.INTERACTION, payload), "That didn't work. Try again?")

    async def message_shortcut(self, person_id: str, callback_id: str, channel_id: str, ts: str) -> Reply:
        """Take a shortcut on a message."""
        person, app = self._acting(person_id)
        self._need_shortcut(app, person, callback_id, "message")
        channel = seen_channel(self._workspace, person, channel_id)
        message = seen_message(person, channel, ts)
        payload = interactions.message_shortcut(
            person,
            callback_id,
            channel,
            message,
            self._workspace.triggers.hand_out(person.id),
            self._response_url(person, channel, message),
            self._workspace.next_ts(),
        )
        return self._reply(await self._courier.ask(Sort.INTERACTION, payload), "That didn't work. Try again?")

    async def press(
        self, person_id: str, channel_id: str, ts: str, action_id: str, block_id: str | None, chosen: Any
    ) -> Reply:
        """Press or choose something in a message as it stands."""
        person, _ = self._acting(person_id)
        channel = seen_channel(self._workspace, person, channel_id)
        if channel.archived:
            raise Impossible(f"{channel.name} is archived: nothing in it can be pressed")
        message = seen_message(person, channel, ts)
        placed = find_placed(message.blocks, action_id, block_id)
        state = kept_state(message.blocks, self._chosen.get((person.id, channel.id, ts), {}))
        held, option = use(placed, chosen, choices.Before(self._workspace, person.id), state)
        self._chosen[person.id, channel.id, ts] = state
        if not placed.dispatches:
            return Reply(acknowledged=True)
        payload = interactions.action_in_message(
            person,
            interactions.action(placed, held, option, self._workspace.next_ts()),
            channel,
            message,
            state,
            self._workspace.triggers.hand_out(person.id),
            self._response_url(person, channel, message),
        )
        return self._reply(
            await self._courier.ask(Sort.INTERACTION, payload), "Sorry, this didn't work. Try again?"
        )

    def open_home(self, person_id: str, tab: str) -> None:
        """Look at the app's Home or Messages tab."""
        person, app = self._acting(person_id)
        if tab == "home" and not app.home_tab:
            raise Impossible("the app has no Home tab")
        events.home_opened(self._workspace, person, tab)

    def _acting(self, person_id: str) -> tuple[Person, InstalledApp]:
        return present(self._workspace, person_id), need_app(self._workspace)

    def _place(self, person: Person, channel_id: str | None) -> Channel:
        if channel_id is not None:
            return writable(self._workspace, person, channel_id)
        everyone = self._workspace.channels[GENERAL_ID]
        return everyone if person.id in everyone.members else self._workspace.im_between(person.id, person.id)

    def _need_shortcut(self, app: InstalledApp, person: Person, callback_id: str, kind: str) -> None:
        declared = app.shortcuts.get(callback_id)
        if declared is None or declared.kind != kind:
            raise Impossible(f"the app has no {kind} shortcut {callback_id}")
        if person.is_guest and not self._workspace.guests_may_use_commands:
            raise Impossible(f"{person.name} is a guest, and guests have no shortcuts here")

    def _response_url(self, person: Person, channel: Channel, message: Message | None = None) -> str:
        url = self._workspace.response_urls.hand_out(person.id, channel.id, message.ts if message else None)
        return f"{self._workspace.base_url}/response/{url}"

    def _reply(self, answer: Answer | Silence, shown: str) -> Reply:
        return reply_to(self._workspace, answer, shown)


def reply_to(workspace: Workspace, answer: Answer | Silence, shown: str) -> Reply:
    """Return what the person saw; `shown` is Slack's sentence where no acknowledgement came."""
    if isinstance(answer, Answer):
        return Reply(acknowledged=True)
    workspace.journal.went_wrong(workspace.clock.now(), f"not acknowledged ({answer.why}): {shown}")
    return Reply(acknowledged=False, failure=_FAILURES[answer.why], shown=shown)


def find_placed(blocks: list[Json], action_id: str, block_id: str | None) -> Placed:
    """Return the one element with this action id, in this block if named; raises Impossible otherwise."""
    found = [
        placed
        for placed in placed_in(blocks)
        if placed.action_id == action_id and block_id in (None, placed.block_id)
    ]
    if len(found) == 1:
        return found[0]
    if block_id is not None and not found:
        raise Impossible("this has changed since it was drawn; look again, then press")
    there = ", ".join(f"{placed.block_id}/{placed.action_id}" for placed in placed_in(blocks)) or "nothing"
    raise Impossible(f"{'more than one' if found else 'no'} {action_id} to press; there is: {there}")


def use(placed: Placed, chosen: Any, before: choices.Before, state: State) -> tuple[Json | None, Json | None]:
    """Press a button, pick one of several, or change what an element holds in `state`."""
    if placed.type in ("overflow", "feedback_buttons"):
        return None, choices.option(placed, chosen)
    if placed.type not in KEEPING:
        if chosen is not None:
            raise Impossible(f"{placed.action_id} is a {placed.type}: there is nothing to choose")
        return None, None
    held = choices.hold(placed, chosen, before)
    state.setdefault(placed.block_id, {})[placed.action_id] = held
    return held, None
