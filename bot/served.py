"""A WSGI application served by waitress in threads of its own."""

import threading
from typing import Any

import waitress
from waitress import wasyncore


class Served:
    """Listens from when it is made, so that a port which is taken is said at once; answers once opened."""

    def __init__(self, application: Any, *, host: str, port: int, threads: int, name: str) -> None:
        self.name = name
        self._sockets: dict[int, Any] = {}
        self._server = waitress.create_server(
            application, map=self._sockets, host=host, port=port, threads=threads
        )
        self._serving = threading.Thread(target=self._server.run, name=name)

    @property
    def port(self) -> int:
        """The port at which it listens: a free one, where 0 was asked for."""
        return int(self._server.effective_port)

    def open(self) -> None:
        """Serve in a thread of its own."""
        self._serving.start()

    @property
    def is_open(self) -> bool:
        """Whether its thread is there."""
        return self._serving.is_alive()

    def close(self) -> None:
        """Take no more requests; those under way are answered."""
        self._server.task_dispatcher.shutdown()
        # Its sockets are closed by the loop that waits on them, which ends once none is left.
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._serving.join(timeout=5)
