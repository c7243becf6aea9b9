"""Open views: each person's stack of modals, and their App Home."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from sandbox.slack.elements import State, first_state, kept_state
from sandbox.slack.identity import APP_ID, BOT_ID, TEAM_ID
from sandbox.slack.shapes import Json, SlackError

STACK_LIMIT = 3


@dataclass
class View:
    """One view as a person has it before them, with what they typed and what it tells them is wrong."""

    id: str
    person: str
    content: Json
    state: State
    hash: str
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    failure: str | None = None
    offered: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Return the view's blocks."""
        blocks: list[Json] = self.content["blocks"]
        return blocks

    def as_view(self) -> Json:
        """Return Slack's view object."""
        content = self.content
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "type": content["type"],
            "blocks": content["blocks"],
            "private_metadata": content.get("private_metadata", ""),
            "callback_id": content.get("callback_id", ""),
            "state": {"values": self.state},
            "hash": self.hash,
            "title": content.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(content.get("clear_on_close", False)),
            "notify_on_close": bool(content.get("notify_on_close", False)),
            "close": content.get("close"),
            "submit": content.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": APP_ID,
            "external_id": content.get("external_id", ""),
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }


class Modals:
    """The stack of modals of each person, bottom first, and their App Home."""

    def __init__(self) -> None:
        self.homes: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}
        self._numbers = count(1)

    def stack(self, person: str) -> tuple[View, ...]:
        """Return the open views of a person, bottom first."""
        return tuple(self._stacks.get(person, ()))

    def top(self, person: str) -> View | None:
        """Return the view that a person has before them."""
        return next(reversed(self.stack(person)), None)

    def find(self, view_id: str) -> View | None:
        """Return an open modal or a published Home by its id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        """Return an open view by the id that the app gave it."""
        return next((view for view in self._all() if view.content.get("external_id") == external_id), None)

    def open(self, person: str, content: Json, at: datetime) -> View:
        """Show a view as the only one of a new stack."""
        view = self._new(person, content, at, under=None)
        self._stacks[person] = [view]
        return view

    def unseen(self, person: str, content: Json, at: datetime) -> View:
        """Return a view that Slack takes but shows to nobody."""
        return self._new(person, content, at, under=None)

    def push(self, person: str, content: Json, at: datetime) -> View:
        """Put a view on top of the stack; raises SlackError when three are open already."""
        stack = self._stacks.setdefault(person, [])
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        view = self._new(person, content, at, under=stack[-1] if stack else None)
        stack.append(view)
        return view

    def update(self, view: View, content: Json, at: datetime) -> View:
        """Change what a view shows; what was typed stays where the ids stay."""
        view.content = content
        view.state = kept_state(content["blocks"], view.state)
        view.hash = self._hash(at)
        view.errors, view.failure = {}, None
        return view

    def publish(self, person: str, content: Json, at: datetime) -> View:
        """Show a person's App Home, new or anew."""
        if person in self.homes:
            return self.update(self.homes[person], content, at)
        home = self._new(person, content, at, under=None)
        self.homes[person] = home
        return home

    def close(self, view: View) -> None:
        """Take one view off the screen; the one beneath it is seen again."""
        stack = self._stacks[view.person]
        stack.remove(view)

    def clear(self, person: str) -> None:
        """Take the whole stack off the screen."""
        self._stacks[person] = []

    def _all(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self.homes.values())

    def _new(self, person: str, content: Json, at: datetime, under: View | None) -> View:
        view_id = f"V{next(self._numbers):09X}"
        root = under.root_id if under else view_id
        view = View(view_id, person, content, first_state(content["blocks"]), self._hash(at), root)
        return replace(view, previous_id=under.id if under else None)

    def _hash(self, at: datetime) -> str:
        return f"{int(at.timestamp())}.{next(self._numbers):08x}"
