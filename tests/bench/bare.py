"""
What the program is measured against: `python -m tests.bench.bare DATABASE`, a bare Bolt app on its server.

Its listeners do nothing, or, where a database is named, one insert by the driver alone, on the disk before it
is answered. It prints its port, and serves until its standard input ends.
"""

import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import psycopg
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import make_url

from bot.process import LISTENERS
from bot.served import Served
from messages import ids
from sandbox.slack.identity import BOT_TOKEN, SIGNING_SECRET
from storage.sqlite import PRAGMAS

_TABLE = "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, said TEXT NOT NULL)"
_SAID = "x" * 1000
"""About as long as the entry of a disagreement raised."""


def main(database: str = "") -> None:
    """Serve until standard input ends."""
    # That requests wait for a thread is what is measured, and no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = App(
        token=BOT_TOKEN,
        signing_secret=SIGNING_SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id=None, bot_token=BOT_TOKEN),
        process_before_response=True,
    )
    insert = _inserting(database) if database else lambda: None
    for listening in (app.command(ids.COMMAND), app.view(ids.RAISE_FORM), app.action(ids.READ)):
        listening(_listener(insert))
    door = Served(SlackRequestHandler(app), host="127.0.0.1", port=0, threads=LISTENERS, name="bare")
    door.open()
    print(door.port, flush=True)  # noqa: T201
    sys.stdin.read()
    door.close()


def _listener(insert: Callable[[], None]) -> Callable[..., None]:
    def listen(ack: Ack, body: dict[str, Any]) -> None:
        insert()
        ack()

    return listen


def _inserting(database: str) -> Callable[[], None]:
    url = make_url(database)
    return _in_file(url.database or "") if url.get_backend_name() == "sqlite" else _on_server(database)


def _in_file(path: str) -> Callable[[], None]:
    """One connection, used by one thread at a time: a file has one writer."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(_TABLE)
    turn, numbers = threading.Lock(), count(1)

    def insert() -> None:
        with turn:
            connection.execute("INSERT INTO bare VALUES (?, ?)", (next(numbers), _SAID))

    return insert


def _on_server(url: str) -> Callable[[], None]:
    """A connection for each thread: a server has as many writers."""
    with psycopg.connect(url, autocommit=True) as first:
        first.execute(_TABLE)
    own, numbers = threading.local(), count(1)

    def insert() -> None:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(url, autocommit=True)
        own.connection.execute("INSERT INTO bare VALUES (%s, %s)", (next(numbers), _SAID))

    return insert


if __name__ == "__main__":
    main(*sys.argv[1:])
