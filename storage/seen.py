"""What Slack has delivered and was acted on: the same payload delivered again acts no more."""

import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial

import sqlalchemy as sa

from storage.engine import Database
from storage.tables import seen


class SeenBefore(Exception):  # noqa: N818  (it says what is the case)
    """The same payload has been acted on already: this transaction records nothing."""


def once(database: Database, key: str) -> Database:
    """
    Return the database for one attempt at one payload, known by its key. The first of its transactions that
    commits marks the payload, in itself: an attempt that died before it committed has marked nothing, and
    counts when it is made again. Every transaction of any other attempt raises SeenBefore.
    """
    return replace(database, first=partial(_mark, key=key, attempt=secrets.token_hex(16)))


def forget(database: Database, before: datetime) -> int:
    """Forget what was delivered before an instant of machine time; return how much."""
    with database.write() as connection:
        return connection.execute(seen.delete().where(seen.c.seen_at < before)).rowcount


def _mark(connection: sa.Connection, *, key: str, attempt: str) -> None:
    marked = connection.execute(sa.select(seen.c.attempt).where(seen.c.key == key)).scalar_one_or_none()
    if marked is None:
        connection.execute(seen.insert().values(key=key, attempt=attempt))
    elif marked != attempt:
        raise SeenBefore
