"""What the control API can be asked: set up, act as a person, break things."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from sandbox.slack.shapes import Json

Verb = Callable[[Json], Awaitable[Json]]

Answering = Callable[[Verb, Request], Awaitable[Response]]
"""Reads what a request says, asks the verb, and answers with what it returns or why it refused."""
