"""
The practice Slack as a process of the benchmark's own: `python -m tests.bench.slack PACE`.

It takes triggers that it never gave out: the payloads are made beforehand, by somebody else. All else is as
it is, its limits so much faster as the pace says. It prints its address, and serves until it is stopped.
"""

import sys

import uvicorn

from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.server import base_url_of, listen, server_settings
from sandbox.slack.triggers import Trigger, Triggers
from sandbox.slack.workspace import Workspace


class AnyTrigger(Triggers):
    """Takes each trigger once whose id ends with a person's."""

    def check(self, trigger_id: str) -> Trigger:
        """Return the right to open one view for that person, given out now."""
        self._known.setdefault(
            trigger_id, Trigger(trigger_id, trigger_id.rpartition(".")[2], self._machine())
        )
        return super().check(trigger_id)


def main(pace: str) -> None:
    """Serve until it is stopped."""
    listening = listen(0)
    clock = WorkspaceClock(pace=float(pace))
    workspace = Workspace(clock, base_url_of(listening), triggers=AnyTrigger())
    print(workspace.base_url, flush=True)  # noqa: T201
    uvicorn.Server(server_settings(workspace)).run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
