"""The operator's panels: the clock, what goes wrong, accounts and channels, the app, and starting again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.slack.channels import Channel
from sandbox.slack.clock_control import tomorrow_at
from sandbox.slack.courier import Courier
from sandbox.slack.faults import CALL_KINDS, ENVELOPE_KINDS
from sandbox.slack.identity import BOT_USER_ID, GENERAL_ID
from sandbox.slack.methods.table import METHODS
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.fault_words import ENVELOPES, in_force, names_of
from sandbox.slack.page.templating import render
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Json
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.workspace import Workspace

SPEEDS = {
    0.0: "held",
    1.0: "real time",
    60.0: "1 minute a second",
    600.0: "10 minutes a second",
    3600.0: "1 hour a second",
}
MORNING = "09:00"
_STANDING = {Standing.GUEST: "guest", Standing.SINGLE_CHANNEL_GUEST: "guest of one channel"}


@dataclass(frozen=True)
class Face:
    """What the clock shows, and what each of its buttons will do."""

    now: str
    words: str
    speed: float
    zone: str
    local: str
    hour: str
    tomorrow: str
    next_due: str | None
    followers: str
    pace: float


@dataclass(frozen=True)
class Choice:
    """One line of a list to choose from, and what choosing it says beside its value."""

    value: str
    words: str
    said: Json
    disabled: bool = False


class Panels:
    """Draws the panels; what is done in them goes through the control API."""

    def __init__(self, workspace: Workspace, courier: Courier, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._courier = courier
        self._socket_mode = socket_mode

    def routes(self) -> list[BaseRoute]:
        """Return the panels' address."""
        return [Route("/page/panels", self._panels)]

    async def _panels(self, _: Request) -> Response:
        return HTMLResponse(render("panels.html", **self._facts()))

    def _facts(self) -> dict[str, Any]:
        app = self._workspace.app
        return {
            "face": face(self._workspace),
            "speeds": SPEEDS,
            "app": self._app_words(),
            "in_force": in_force(self._workspace),
            "call_kinds": names_of(CALL_KINDS),
            "envelope_kinds": names_of(ENVELOPE_KINDS),
            "envelopes": ENVELOPES,
            "methods": sorted(METHODS),
            "scopes": app.scopes if app else (),
            "people": people(self._workspace),
            "channels": channels(self._workspace),
            "bot": BOT_USER_ID,
            "can_start_again": self._workspace.start_again is not None,
        }

    def _app_words(self) -> str:
        app = self._workspace.app
        if app is None:
            return "No app is installed in this workspace."
        name = harmless(app.name)
        if app.uninstalled:
            return f"{name} is taken out of this workspace."
        if self._courier.request_url:
            return f"{name} is reached over HTTP, at {self._courier.request_url}."
        count = self._socket_mode.connections
        if not count:
            return f"{name} is not connected."
        return f"{name} is connected over Socket Mode ({count} connection{'' if count == 1 else 's'})."


def face(workspace: Workspace) -> Face:
    """Return what the clock shows now, in the workspace's zone."""
    clock = workspace.clock
    now, next_due = clock.now().astimezone(workspace.zone), clock.next_due()
    return Face(
        now=now.isoformat(),
        words=f"{now:%A} {now.day} {now:%B %Y}, {now:%H:%M:%S} {now:%Z}",
        speed=clock.speed,
        zone=workspace.zone.key,
        local=f"{now:%Y-%m-%dT%H:%M}",
        hour=_moment((clock.now() + timedelta(hours=1)).astimezone(workspace.zone), now),
        tomorrow=_moment(tomorrow_at(workspace, MORNING), now),
        next_due=_moment(next_due.astimezone(workspace.zone), now) if next_due else None,
        followers=_followed_by([one.name for one in clock.live_followers()]),
        pace=clock.pace,
    )


def people(workspace: Workspace) -> list[Choice]:
    """Return everybody with an account, by name, and how they stand if they are no plain member."""
    known = sorted((one for one in workspace.people.values() if not one.is_bot), key=lambda one: one.name)
    return [Choice(one.id, _person_words(one), {}) for one in known]


def channels(workspace: Workspace) -> list[Choice]:
    """Return the named channels, each with a member by whose hand things can be done in it."""
    named = [one for one in workspace.channels.values() if one.is_named and one.id != GENERAL_ID]
    return [_channel_choice(workspace, one) for one in named]


def _channel_choice(workspace: Workspace, channel: Channel) -> Choice:
    hands = (workspace.people.get(one) for one in channel.members)
    hand = next(
        (one for one in hands if one and one.standing is Standing.MEMBER and not one.deactivated), None
    )
    notes = [
        *(["archived"] if channel.archived else []),
        *(["the app is not in it"] if BOT_USER_ID not in channel.members else []),
        f"by {harmless(hand.name)}’s hand" if hand else "nobody in it can",
    ]
    words = f"{harmless(channel.name)} ({', '.join(notes)})"
    return Choice(channel.id, words, {"person": hand.id} if hand else {}, disabled=hand is None)


def _person_words(person: Person) -> str:
    notes = [
        *(["switched off"] if person.deactivated else []),
        *filter(None, [_STANDING.get(person.standing)]),
    ]
    return harmless(person.name) + (f" ({', '.join(notes)})" if notes else "")


def _moment(at: datetime, now: datetime) -> str:
    year = f" {at.year}" if at.year != now.year else ""
    return f"{at:%A} {at.day} {at:%B}{year} {at:%H:%M}"


def _followed_by(names: list[str]) -> str:
    if not names:
        return "No app follows this clock: it moves without waiting for any."
    return f"{' and '.join(map(harmless, names))} {'follows' if len(names) == 1 else 'follow'} this clock."
