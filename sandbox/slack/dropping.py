"""Break a request off in mid-air, as a network does: the caller gets no answer at all."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

_KEY = "practice.transport"


class DroppableProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, which lets a request reach its own connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the connection where `drop` finds it."""
        super().connection_made(transport)
        served = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})[_KEY] = transport
            await served(scope, receive, send)

        self.app = with_transport


async def drop(request: Request) -> Response:
    """End the request's connection without an answer."""
    request.scope["extensions"][_KEY].abort()
    await _disconnected(request)
    return Response()


async def hold(request: Request, seconds: float) -> Response:
    """Leave the caller waiting until it gives up, or for so many seconds; then end the connection."""
    try:
        async with asyncio.timeout(seconds):
            await _disconnected(request)
    except TimeoutError:
        return await drop(request)
    return Response()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
