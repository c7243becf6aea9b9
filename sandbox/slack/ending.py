"""A server that ends as soon as it is told to: uvicorn's own looks only every tenth of a second."""

import asyncio
import contextlib
import socket

import uvicorn

_TICK_SECONDS = 0.1
"""So often uvicorn wants to be asked whether it should end; every tenth time it sets its clock."""
_LOOK_SECONDS = 0.001


class PromptServer(uvicorn.Server):
    """uvicorn's server with nothing slept away at its end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    def end(self) -> None:
        """Have it end now; to be called in its own loop."""
        self.should_exit = True
        self._told.set()

    async def main_loop(self) -> None:
        """Serve until told to end."""
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), _TICK_SECONDS)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nothing more in, let what is under way finish in its time, then end."""
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while self.server_state.connections or self.server_state.tasks:
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()
        await self.lifespan.shutdown()
