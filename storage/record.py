"""The record: entries appended one after the other, each bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import sqlalchemy as sa
from pydantic import Field, TypeAdapter

from procedure.acts import Act, Entry
from storage.tables import entry
from storage.together import UNASKED

_ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])
_CHAIN = "disagree-entry-1"
GENESIS = "0" * 64
"""What the first entry of a record is bound to."""


class BrokenChain(Exception):  # noqa: N818  (it says what is the case)
    """An entry is missing, out of order, or not the one that was written."""


def append(connection: sa.Connection, disagreement_id: int, clause: str, line: Entry, previous: str) -> str:
    """Append one entry after the one whose hash is `previous`; return its own hash."""
    content = content_of(line.act)
    digest = _hash(disagreement_id, line.seq, line.at, line.by, clause, content, previous)
    connection.execute(
        _INSERT,
        {
            "disagreement_id": disagreement_id,
            "seq": line.seq,
            "at": line.at,
            "by_person_id": line.by,
            "clause": clause,
            "content": content,
            "previous": previous,
            "hash": digest,
        },
    )
    return digest


def read(connection: sa.Connection, disagreement_id: int) -> tuple[tuple[Entry, ...], str]:
    """Return a disagreement's entries in their order, and the hash of the last."""
    rows = _rows(connection, disagreement_id)
    return tuple(_entry(row) for row in rows), rows[-1].hash if rows else GENESIS


def clauses(connection: sa.Connection, disagreement_id: int) -> tuple[str, ...]:
    """Return the clause behind each entry, in their order."""
    return tuple(row.clause for row in _rows(connection, disagreement_id))


def verify(connection: sa.Connection, disagreement_id: int) -> str:
    """Return the last hash of a whole chain; raises BrokenChain, naming the entry, where it is not whole."""
    previous = GENESIS
    for number, row in enumerate(_rows(connection, disagreement_id), start=1):
        digest = _hash(
            disagreement_id, row.seq, row.at, row.by_person_id, row.clause, row.content, row.previous
        )
        if (row.seq, row.previous, row.hash) != (number, previous, digest):
            raise BrokenChain(f"entry {number} of disagreement {disagreement_id}")
        previous = row.hash
    return previous


def content_of(act: Act) -> str:
    """Return an act as an entry holds it."""
    return canonical(_ACT.dump_python(act, mode="json"))


def named(act: str) -> str:
    """Return the part of an entry's content that says which act it is; what people typed stands elsewhere."""
    return canonical({"act": act})[1:-1]


def act_of(content: str) -> Act:
    """Return the act that an entry holds."""
    return _ACT.validate_json(content)


def canonical(content: object) -> str:
    """Return JSON that is always the same for the same content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _rows(connection: sa.Connection, disagreement_id: int) -> list[sa.Row[tuple[object, ...]]]:
    return list(connection.execute(_OF_ONE, {"of": disagreement_id}))


# Made once, as the clocks' are.
_INSERT = entry.insert().execution_options(**UNASKED)
_OF_ONE = sa.select(entry).where(entry.c.disagreement_id == sa.bindparam("of")).order_by(entry.c.seq)


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    return Entry(row.seq, row.at, row.by_person_id, act_of(row.content))


def _hash(
    disagreement_id: int, seq: int, at: datetime, by: int | None, clause: str, content: str, previous: str
) -> str:
    parts: Iterable[object] = (_CHAIN, disagreement_id, seq, at.isoformat(), by, clause, content, previous)
    return hashlib.sha256(canonical(list(parts)).encode()).hexdigest()
