"""Start a practice Slack as a process of its own: `python -m sandbox.slack --port 8484`."""

import argparse
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import uvicorn

from sandbox.slack import identity
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.server import base_url_of, listen, server_settings
from sandbox.slack.workspace import Workspace


def main() -> None:
    """Serve until it is stopped."""
    asked = _arguments().parse_args()
    try:
        listening = listen(asked.port)
    except OSError as failure:
        sys.exit(f"port {asked.port} can't be had ({failure.strerror}): choose another, or 0 for any")
    workspace = Workspace(
        WorkspaceClock(asked.at, frozen=asked.frozen, pace=asked.pace), base_url_of(listening), asked.zone
    )
    print(f"The practice Slack is at {workspace.base_url} (Web API {workspace.base_url}/api/)")
    print(
        f"Tokens: {identity.BOT_TOKEN} {identity.APP_TOKEN}; signing secret: {identity.SIGNING_SECRET}",
        flush=True,
    )
    uvicorn.Server(server_settings(workspace)).run(sockets=[listening])


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.slack", description=__doc__)
    parser.add_argument("--port", type=int, default=8484)
    parser.add_argument(
        "--at", type=_instant, help="workspace time to start at, ISO 8601; without a zone it is UTC"
    )
    parser.add_argument("--frozen", action="store_true", help="hold workspace time until it is moved")
    parser.add_argument("--pace", type=float, default=1.0, help="how much shorter rate-limit windows are")
    parser.add_argument("--zone", type=ZoneInfo, default="Europe/London", help="whose time people see")
    return parser


def _instant(given: str) -> datetime:
    at = datetime.fromisoformat(given)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


if __name__ == "__main__":
    main()
