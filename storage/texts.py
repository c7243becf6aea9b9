"""Texts of a disagreement: kept apart from the record, bound to it by a salted digest."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from procedure.acts import TextRef
from storage.tables import text
from storage.together import UNASKED


def keep(connection: sa.Connection, disagreement_id: int, body: str) -> TextRef:
    """Keep a text byte for byte; return what binds an entry to it."""
    salt = secrets.token_bytes(32)
    ref = TextRef(uuid.uuid4().hex, _digest(salt, body))
    kept = {"id": ref.id, "disagreement_id": disagreement_id, "salt": salt, "body": body.encode()}
    connection.execute(_KEEP, kept)
    return ref


def read(connection: sa.Connection, refs: Iterable[TextRef]) -> dict[str, str]:
    """Return the bodies of texts by their ids."""
    wanted = {ref.id for ref in refs}
    rows = connection.execute(sa.select(text.c.id, text.c.body).where(text.c.id.in_(wanted)))
    return {row.id: row.body.decode() for row in rows}


def read_all(connection: sa.Connection, disagreement_id: int) -> dict[str, str]:
    """Return all texts of a disagreement by their ids."""
    rows = connection.execute(_ALL, {"of": disagreement_id})
    return {row.id: row.body.decode() for row in rows}


_KEEP = text.insert().execution_options(**UNASKED)
_ALL = sa.select(text.c.id, text.c.body).where(text.c.disagreement_id == sa.bindparam("of"))


def is_unchanged(connection: sa.Connection, ref: TextRef) -> bool:
    """Whether a text is still the one that its entry was bound to."""
    row = connection.execute(sa.select(text).where(text.c.id == ref.id)).one()
    return _digest(row.salt, row.body.decode()) == ref.digest


def _digest(salt: bytes, body: str) -> str:
    return hashlib.sha256(salt + body.encode()).hexdigest()
