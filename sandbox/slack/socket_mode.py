"""Socket Mode: the app's connections, and envelopes that each wait for their acknowledgement."""

import asyncio
import contextlib
import json
from itertools import count
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.slack.envelopes import Answer, Envelope, Silence, Sort, Why
from sandbox.slack.faults import FaultKind
from sandbox.slack.identity import APP_ID
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace

CONNECTIONS = 10
CONNECTION_SECONDS = 18060


class Connection:
    """One socket of the app, and whether it still stands."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.closed = asyncio.Event()
        self.is_retiring = False

    async def send(self, message: Json) -> bool:
        """Send a message; say whether it went out."""
        try:
            await self.socket.send_text(json.dumps(message))
        except (RuntimeError, WebSocketDisconnect):
            self.closed.set()
            return False
        return True

    async def close(self) -> None:
        """Close the socket, if the other side has not done so."""
        self.closed.set()
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self.socket.close()


class SocketMode:
    """All connections of the one app; payloads go to them in turn."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connections: list[Connection] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = count()

    @property
    def connections(self) -> int:
        """Return how many connections stand."""
        return len(self._connections)

    async def serve(self, socket: WebSocket) -> None:
        """Keep one connection until it ends."""
        if self._workspace.faults.away or not self._workspace.tickets.take(
            socket.query_params.get("ticket", "")
        ):
            await socket.close()
            return
        await socket.accept()
        if self.connections >= CONNECTIONS:
            await socket.send_text(json.dumps(_disconnect("too_many_websockets")))
            await socket.close()
            return
        await self._keep(Connection(socket))

    async def deliver(self, envelope: Envelope, seconds: float) -> Answer | Silence:
        """Send an envelope and wait; where its connection ends unacknowledged, send it on another."""
        envelope_id = str(uuid4())
        acknowledged: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = acknowledged
        try:
            async with asyncio.timeout(seconds):
                return await self._deliver(_wrapped(envelope_id, envelope), acknowledged)
        except TimeoutError:
            return Silence(Why.TIMEOUT)
        finally:
            del self._waiting[envelope_id]

    async def refresh(self) -> None:
        """Ask the app to come on a new connection, as Slack does every few hours; the old ones end then."""
        for connection in tuple(self._connections):
            connection.is_retiring = True
            await connection.send(_disconnect("refresh_requested"))

    async def drop(self) -> None:
        """End every connection without a word."""
        for connection in tuple(self._connections):
            await connection.close()

    async def _keep(self, connection: Connection) -> None:
        retired = [one for one in self._connections if one.is_retiring]
        self._connections.append(connection)
        await connection.send(_hello(self.connections))
        for one in retired:
            await one.close()
        self._workspace.changed()
        try:
            while not connection.closed.is_set():
                self._take(json.loads(await connection.socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            connection.closed.set()
            self._connections.remove(connection)
            self._workspace.changed()

    async def _deliver(self, message: Json, acknowledged: asyncio.Future[Any]) -> Answer | Silence:
        copies = self._copies(message["type"])
        while True:
            connection = self._next()
            if connection is None:
                return Silence(Why.UNREACHABLE)
            for _ in range(copies):
                await connection.send(message)
            if await _first(acknowledged, connection.closed):
                return Answer(acknowledged.result())

    def _copies(self, sort: str) -> int:
        fault = self._workspace.faults.take_for_envelope(sort)
        if fault is None:
            return 1
        self._workspace.changed()
        return 0 if fault.kind is FaultKind.DROP_ENVELOPE else 2

    def _next(self) -> Connection | None:
        standing = [one for one in self._connections if not one.closed.is_set()]
        return standing[next(self._turn) % len(standing)] if standing else None

    def _take(self, message: Json) -> None:
        acknowledged = self._waiting.get(str(message.get("envelope_id")))
        if acknowledged is not None and not acknowledged.done():
            acknowledged.set_result(message.get("payload"))


async def _first(acknowledged: asyncio.Future[Any], closed: asyncio.Event) -> bool:
    """Wait for the acknowledgement or the end of the connection; say whether it was the former."""
    ended = asyncio.ensure_future(closed.wait())
    try:
        await asyncio.wait({acknowledged, ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended.cancel()
    return acknowledged.done()


def _wrapped(envelope_id: str, envelope: Envelope) -> Json:
    message: Json = {
        "envelope_id": envelope_id,
        "payload": envelope.payload,
        "type": str(envelope.sort),
        "accepts_response_payload": envelope.takes_answer,
    }
    if envelope.sort is Sort.EVENT:
        reason = str(envelope.retry_reason) if envelope.retry_reason else ""
        message |= {"retry_attempt": envelope.retry, "retry_reason": reason}
    return message


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {
            "host": "practice",
            "build_number": 1,
            "approximate_connection_time": CONNECTION_SECONDS,
        },
        "connection_info": {"app_id": APP_ID},
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "practice"}}
