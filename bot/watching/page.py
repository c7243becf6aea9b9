"""What is served to whoever watches: /health, /ready and /metrics, with nothing of any disagreement."""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.watching.check import Check
from bot.watching.figures import Figures
from bot.watching.watch import Watch

Start = Callable[[str, list[tuple[str, str]]], Any]
Answer = tuple[str, str, bytes]
"""Status, type and body."""

_JSON = "application/json; charset=utf-8"


class Page:
    """The WSGI application."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        watch.worker.tally.registry.register(Figures(watch))

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, kind, body = "405 Method Not Allowed", _JSON, b"{}"
        else:
            answer = _ANSWERS.get(environ["PATH_INFO"])
            status, kind, body = answer(self._watch) if answer else ("404 Not Found", _JSON, b"{}")
        start(
            status,
            [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _health(watch: Watch) -> Answer:
    """Whether the process should be left alone: each loop turns. A supervisor starts it again otherwise."""
    return _told("is_healthy", watch.turning())


def _ready(watch: Watch) -> Answer:
    """Whether it does what it is for."""
    return _told("is_ready", watch.checks())


def _metrics(watch: Watch) -> Answer:
    return "200 OK", CONTENT_TYPE_LATEST, generate_latest(watch.worker.tally.registry)


def _told(question: str, checks: tuple[Check, ...]) -> Answer:
    is_so = all(check.is_well for check in checks)
    said = {question: is_so, "checks": {check.name: check.as_json() for check in checks}}
    return "200 OK" if is_so else "503 Service Unavailable", _JSON, json.dumps(said, indent=1).encode()


_ANSWERS: Mapping[str, Callable[[Watch], Answer]] = MappingProxyType(
    {"/health": _health, "/ready": _ready, "/metrics": _metrics}
)
