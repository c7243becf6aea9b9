"""What the control API can be asked: set up, act as a person, break things."""

from collections.abc import Awaitable, Callable

from sandbox.slack.shapes import Json

Verb = Callable[[Json], Awaitable[Json]]
