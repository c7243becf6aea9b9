"""The control API of the clock: follow it, move it, have it run faster or stand."""

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.verbs import Answering, Verb
from sandbox.slack.workspace import Workspace


class ClockControl:
    """Answers `/practice/clock…`."""

    def __init__(self, workspace: Workspace, answer: Answering) -> None:
        self._workspace = workspace
        self._answer = answer
        self._targets: dict[str, Callable[[Any], datetime]] = {
            "to": _instant,
            "local": self._local,
            "seconds": self._later,
            "tomorrow_at": self._tomorrow_at,
        }

    def routes(self) -> list[Route]:
        """Return the clock's routes."""
        verbs: dict[str, Verb] = {
            "settled": self._settled,
            "settle": self._settle,
            "move": self._move,
            "jump": self._jump,
            "next": self._next,
            "speed": self._speed,
        }
        return [
            Route("/practice/clock", self._clock),
            *(
                Route(f"/practice/clock/{name}", self._asking(verb), methods=["POST"])
                for name, verb in verbs.items()
            ),
        ]

    def _asking(self, verb: Verb) -> Callable[[Request], Any]:
        async def ask(request: Request) -> Response:
            return await self._answer(verb, request)

        return ask

    async def _clock(self, request: Request) -> Response:
        if "after" not in request.query_params:
            return JSONResponse(self._stands())
        after, follower = int(request.query_params["after"]), request.query_params.get("follower")
        await _unless_hung_up(request, self._workspace.clock.poll(after, follower))
        # looked at now: who has hung up is noticed so before a move that was asked for later
        if follower and await request.is_disconnected():
            self._workspace.clock.note_hung_up(follower)
        return JSONResponse(self._stands())

    async def _settled(self, said: Json) -> Json:
        due = said.get("next_due")
        next_due = _instant(due) if due else None
        if self._workspace.clock.note_settled(said["follower"], int(said["version"]), next_due):
            self._workspace.changed()
        return {}

    async def _settle(self, _: Json) -> Json:
        return self._stands() | {"waited_for": await self._workspace.clock.settle()}

    async def _move(self, said: Json) -> Json:
        asked = [name for name in self._targets if name in said]
        if len(asked) != 1:
            raise Impossible(f"say one of {', '.join(self._targets)}")
        to = self._targets[asked[0]](said[asked[0]])
        return await self._moved(self._workspace.clock.move_to(to))

    async def _jump(self, said: Json) -> Json:
        self._workspace.clock.jump_to(_instant(said["to"]))
        self._workspace.changed()
        return self._stands()

    async def _next(self, _: Json) -> Json:
        return await self._moved(self._workspace.clock.move_to_next())

    async def _moved(self, moving: Any) -> Json:
        try:
            waited_for = await moving
        finally:
            self._workspace.changed()
        return self._stands() | {"waited_for": waited_for}

    async def _speed(self, said: Json) -> Json:
        try:
            speed = float(said["speed"])
        except (TypeError, ValueError):
            raise Impossible(f"{said['speed']!r} is no speed") from None
        self._workspace.clock.run_at(speed)
        self._workspace.changed()
        return self._stands()

    def _stands(self) -> Json:
        return self._workspace.clock.as_json() | {"zone": self._workspace.zone.key}

    def _local(self, given: Any) -> datetime:
        return _read(given).replace(tzinfo=self._workspace.zone)

    def _later(self, given: Any) -> datetime:
        try:
            return self._workspace.clock.now() + timedelta(seconds=float(given))
        except (TypeError, ValueError, OverflowError):
            raise Impossible(f"{given!r} is no number of seconds") from None

    def _tomorrow_at(self, given: Any) -> datetime:
        return tomorrow_at(self._workspace, given)


def tomorrow_at(workspace: Workspace, given: Any) -> datetime:
    """Return that time of the workspace's next day, in its zone."""
    try:
        at = time.fromisoformat(given)
    except (TypeError, ValueError):
        raise Impossible(f"{given!r} is no time of day") from None
    today = workspace.clock.now().astimezone(workspace.zone).date()
    return datetime.combine(today + timedelta(days=1), at.replace(tzinfo=None), workspace.zone)


async def _unless_hung_up(request: Request, polling: Any) -> None:
    """Wait for the poll; where the other side hangs up before, cancel it."""
    poll, hung_up = asyncio.ensure_future(polling), asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait({poll, hung_up}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in (poll, hung_up):
            one.cancel()
        # the poll must have counted itself out before anyone is asked who still waits
        await asyncio.gather(poll, hung_up, return_exceptions=True)


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _instant(given: Any) -> datetime:
    at = _read(given)
    if at.tzinfo is None:
        raise Impossible(f"{given} has no zone")
    return at


def _read(given: Any) -> datetime:
    try:
        return datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise Impossible(f"{given!r} is no time") from None
