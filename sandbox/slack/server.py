"""The practice Slack as a server on the loopback address, in a thread or as a process of its own."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from sandbox.slack import responses
from sandbox.slack.client import Practice
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.control import Control
from sandbox.slack.courier import Courier
from sandbox.slack.dropping import DroppableProtocol, drop
from sandbox.slack.ending import PromptServer
from sandbox.slack.loopback import HOST
from sandbox.slack.page.guard import Guard
from sandbox.slack.page.panels import Panels
from sandbox.slack.page.window import Window
from sandbox.slack.shapes import SlackError
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.web_api import WebApi
from sandbox.slack.workspace import Workspace


class Doors:
    """The few addresses beside the Web API and the control API."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file at the address that was given for them."""
        if self._workspace.faults.away:
            return await drop(request)
        files = self._workspace.files.values()
        file = next((one for one in files if one.ticket == request.path_params["ticket"]), None)
        if file is None:
            return PlainTextResponse("unknown upload", 404)
        file.content = await _bytes_of(request)
        return PlainTextResponse(f"OK - {len(file.content)}")

    async def respond(self, request: Request) -> Response:
        """Take a message for a response URL."""
        if self._workspace.faults.away:
            return await drop(request)
        try:
            responses.respond(self._workspace, request.path_params["url"], await request.json())
        except SlackError as error:
            return JSONResponse(error.answer(), 404 if error.code in ("expired_url", "used_url") else 400)
        return PlainTextResponse("ok")


def application(workspace: Workspace) -> Starlette:
    """Return the whole practice Slack around one workspace."""
    socket_mode = SocketMode(workspace)
    courier = Courier(workspace, socket_mode)
    control = Control(workspace, courier, socket_mode)
    web_api, doors = WebApi(workspace, courier), Doors(workspace)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await courier.stop()

    return Starlette(
        routes=[
            Route("/api/{method}", web_api.answer, methods=["GET", "POST"]),
            WebSocketRoute("/link/", socket_mode.serve),
            Route("/upload/v1/{ticket}", doors.upload, methods=["POST"]),
            Route("/response/{url}", doors.respond, methods=["POST"]),
            *control.routes(),
            *Window(workspace).routes(),
            *Panels(workspace, courier, socket_mode).routes(),
        ],
        # a page in somebody's browser must not reach this by another host name that leads here
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]), Middleware(Guard)],
        lifespan=lifespan,
    )


class PracticeSlack:
    """A practice Slack in a thread of this process; as a context manager it ends with its block."""

    def __init__(self, workspace: Workspace, listening: socket.socket) -> None:
        self.url = workspace.base_url
        self.api_url = f"{self.url}/api/"
        self.practice = Practice(self.url)
        self._workspace = workspace
        self._listening = listening
        self._server = PromptServer(server_settings(workspace))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="practice-slack", daemon=True)

    @classmethod
    def start(
        cls,
        *,
        starts_at: datetime | None = None,
        frozen: bool = False,
        pace: float = 1.0,
        port: int = 0,
        zone: str = "Europe/London",
    ) -> Self:
        """Start a practice Slack and return once it answers; port 0 is any free one."""
        listening = listen(port)
        clock = WorkspaceClock(starts_at, frozen=frozen, pace=pace)
        slack = cls(Workspace(clock, base_url_of(listening), ZoneInfo(zone)), listening)
        slack._thread.start()
        slack.practice.clock()
        return slack

    def offer_start_again(self, start_again: Callable[[], None]) -> None:
        """Let people ask that this workspace be begun anew; the server's thread calls `start_again`."""

        def offer() -> None:
            self._workspace.start_again = start_again
            self._workspace.changed()

        self._loop.call_soon_threadsafe(offer)

    def offer_mail(self, page: str) -> None:
        """Show people the way to a page, beside this Slack, on which the mail of each address can be read."""

        def offer() -> None:
            self._workspace.mail_page = page
            self._workspace.changed()

        self._loop.call_soon_threadsafe(offer)

    def stop(self) -> None:
        """End the server and its thread."""
        self.practice.close()
        self._loop.call_soon_threadsafe(self._wake_who_waits)
        self._loop.call_soon_threadsafe(self._server.end)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._server.serve(sockets=[self._listening]))

    def _wake_who_waits(self) -> None:
        self._workspace.changes.bump()
        self._workspace.clock.moved.bump()


def listen(port: int) -> socket.socket:
    """Return a socket on the loopback address and nowhere else."""
    # asyncio sends without delay only where the protocol is named: else each answer waits 40 ms
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    listening.listen(128)
    return listening


def base_url_of(listening: socket.socket) -> str:
    """Return the address under which the practice Slack is found."""
    return f"http://{HOST}:{listening.getsockname()[1]}"


def server_settings(workspace: Workspace) -> uvicorn.Config:
    """Return how uvicorn serves: quietly, and without waiting long for who hangs on."""
    return uvicorn.Config(
        application(workspace),
        http=DroppableProtocol,
        ws="websockets-sansio",
        log_level="error",
        access_log=False,
        date_header=False,  # the Web API dates its own answers
        timeout_graceful_shutdown=1,
    )


async def _bytes_of(request: Request) -> bytes:
    body: bytes = await request.body()
    return body
