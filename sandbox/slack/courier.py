"""Carries payloads to the app by the way that is open, and events again until they are acknowledged."""

import asyncio
from dataclasses import replace

from sandbox.slack.envelopes import ACK_SECONDS, Answer, Envelope, Silence, Sort, WayToApp, Why
from sandbox.slack.http_out import HttpOut
from sandbox.slack.installation import InstalledApp
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.workspace import Workspace

# an event that is not acknowledged is sent again: at once, after a minute, after five
EVENT_RETRY_SECONDS = (0.0, 60.0, 300.0)


class Courier:
    """The one way out to the app."""

    def __init__(self, workspace: Workspace, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._socket_mode = socket_mode
        self._http: HttpOut | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    async def connect(self, request_url: str) -> None:
        """Send over HTTP from now on, once the address has answered the challenge."""
        way = HttpOut(request_url)
        try:
            await way.verify()
        except Impossible:
            await way.close()
            raise
        await self.use_socket_mode()
        self._http = way

    async def use_socket_mode(self) -> None:
        """Send over Socket Mode from now on."""
        if self._http is not None:
            await self._http.close()
        self._http = None

    async def ask(self, sort: Sort, payload: Json, *, takes_answer: bool = False) -> Answer | Silence:
        """Send what a person did and wait for the acknowledgement, three seconds of machine time at most."""
        return await self._deliver(Envelope(sort, payload, takes_answer))

    def tell(self, sort: Sort, payload: Json) -> None:
        """Send something that nobody waits for."""
        self._start(Envelope(sort, payload))

    def send_events(self) -> None:
        """Send the events that have come up since the last time."""
        events, self._workspace.events = self._workspace.events, []
        for event in events:
            self._start(Envelope(Sort.EVENT, event))

    @property
    def request_url(self) -> str | None:
        """Return the address to which payloads go, or None over Socket Mode."""
        return self._http.request_url if self._http else None

    async def stop(self) -> None:
        """Give up what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self.use_socket_mode()

    async def _deliver(self, envelope: Envelope) -> Answer | Silence:
        app = self._workspace.app
        if self._workspace.faults.away or app is None:
            return Silence(Why.UNREACHABLE)
        way: WayToApp = self._http or self._socket_mode
        answer = await way.deliver(envelope, ACK_SECONDS)
        if isinstance(answer, Answer) and self._workspace.faults.take_to_send_again(envelope.sort):
            await self._deliver_again(way, envelope)
        return answer

    async def _deliver_again(self, way: WayToApp, envelope: Envelope) -> None:
        """Send once more what the app has acknowledged, as if that had been lost; only the first counts."""
        self._workspace.changed()
        answer = await way.deliver(envelope, ACK_SECONDS)
        if isinstance(answer, Silence):
            what = f"{envelope.sort} not acknowledged when it was sent again ({answer.why})"
            self._workspace.journal.went_wrong(self._workspace.clock.now(), what)

    def _start(self, envelope: Envelope) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver_with_retries(envelope))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _deliver_with_retries(self, envelope: Envelope) -> None:
        answer = await self._deliver(envelope)
        if envelope.sort is not Sort.EVENT:
            return
        for retry, seconds in enumerate(EVENT_RETRY_SECONDS, start=1):
            if not isinstance(answer, Silence):
                return
            self._note_unacknowledged(envelope, answer)
            await asyncio.sleep(seconds / self._workspace.clock.pace)
            answer = await self._deliver(replace(envelope, retry=retry, retry_reason=answer.why))

    def _note_unacknowledged(self, envelope: Envelope, silence: Silence) -> None:
        name = envelope.payload.get("event", {}).get("type")
        what = f"event {name} not acknowledged ({silence.why}, attempt {envelope.retry})"
        self._workspace.journal.went_wrong(self._workspace.clock.now(), what)


def need_app(workspace: Workspace) -> InstalledApp:
    """Return the app to act with; raises Impossible where there is none, or no Slack to act in."""
    if workspace.faults.away:
        raise Impossible("Slack is away")
    if workspace.app is None or workspace.app.uninstalled:
        raise Impossible("no app is installed in this workspace")
    return workspace.app
