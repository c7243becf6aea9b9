"""
One of several processes of the program that race for the same deadlines: `python -m tests.under_fire.racer`.

It has no door, only the engine's steps; it begins when its standard input ends, and says how much it did.
"""

import json
import sys
from datetime import datetime

from bot.delivery import Worker
from bot.engine import Engine
from bot.slack import client
from casework import delivery
from storage.engine import Unavailable, connect
from tests.bot.office import HeldClock

PACE = 1000.0


def main(url: str, slack: str, token: str, now: str) -> None:
    """Strike and send until nothing is due and nothing on its way."""
    database, clock = connect(url), HeldClock(datetime.fromisoformat(now), PACE)
    worker = Worker(database, client(token, slack), clock)
    engine = Engine(database, clock, worker)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.read()
    struck = sent = 0
    while True:
        try:
            moved = engine.sweep()
            was_sent = not moved and worker.send_next()
            struck, sent = struck + moved, sent + was_sent
            if not moved and not was_sent and not delivery.outstanding(database):
                break
        except Unavailable:
            # The other one was ahead of us for too long: the same again.
            continue
    print(json.dumps({"struck": struck, "sent": sent}))  # noqa: T201
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
