"""
Slack's part in a process of its own: `python -m tests.bench.client`.

Each line of its standard input is an order: where to send, so many at once, and the payloads. It answers each
with a line: how long all took, and of each how long and what came back.
"""

import asyncio
import json
import sys
import time
from typing import Any

import aiohttp

from sandbox.slack.envelopes import Envelope, Sort
from sandbox.slack.http_out import signed

PATIENCE = aiohttp.ClientTimeout(total=60)
"""Longer than Slack's: what comes too late is to be measured, not lost."""


def main() -> None:
    """Take orders until standard input ends."""
    for line in sys.stdin:
        print(json.dumps(asyncio.run(_carry_out(json.loads(line)))), flush=True)  # noqa: T201


async def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    # Signed beforehand: it is the app that is measured, and a signature is good for five minutes.
    waiting = [signed(Envelope(Sort(sort), payload)) for sort, payload in order["payloads"]]
    waiting.reverse()
    answered: list[tuple[float, int, str]] = []

    async def send(session: aiohttp.ClientSession) -> None:
        while waiting:
            body, headers = waiting.pop()
            began = time.perf_counter()
            async with session.post(order["url"], data=body, headers=headers) as response:
                said = await response.text()
                answered.append((time.perf_counter() - began, response.status, said[:60]))

    connector = aiohttp.TCPConnector(limit=order["at_once"])
    async with aiohttp.ClientSession(connector=connector, timeout=PATIENCE) as session:
        began = time.perf_counter()
        await asyncio.gather(*(send(session) for _ in range(order["at_once"])))
        return {"seconds": time.perf_counter() - began, "answered": answered}


if __name__ == "__main__":
    main()
