"""What makes thousands of weeks affordable: what was read is read again only once it can have changed."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from casework import work
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes import after
from procedure.roster import Roster
from procedure.rules import Rules
from storage import people, record
from tests.simulation.seams import instead

_OF_WHO_IS_WHO = re.compile(
    r"(?:INSERT INTO|UPDATE|DELETE FROM) (?:person|agency|team|post|holding|leave|stand_in|post_check)\b"
)


@contextmanager
def what_was_read(engine: sa.Engine) -> Iterator[None]:
    """Remember what is read over and over; nothing is answered but what reading it anew would say."""
    with ExitStack() as remembering:
        remembering.enter_context(_who_is_who(engine))
        remembering.enter_context(_what_happened())
        yield


@contextmanager
def _what_happened() -> Iterator[None]:
    """Remember each case as far as its entries are those that were read before; only new ones are added."""
    known: dict[str, tuple[tuple[Entry, ...], Case]] = {}

    def remembered(reference: str, rules: Rules, entries: Iterable[Entry]) -> Case:
        entries = tuple(entries)
        before, case = known.get(reference, ((), Case(reference, rules)))
        if case.rules is not rules or entries[: len(before)] != before:
            before, case = (), Case(reference, rules)
        for entry in entries[len(before) :]:
            case = after(case, entry)
        known[reference] = entries, case
        return case

    read = lru_cache(maxsize=None)(record.act_of)
    with instead(work, "rebuild", remembered), instead(record, "act_of", read):
        yield


@contextmanager
def _who_is_who(engine: sa.Engine) -> Iterator[None]:
    """
    Remember each roster until anything is written of which it is made, or anything that was written is
    undone: exactly what the database would say, at a tenth of what it costs to ask.
    """
    known: dict[tuple[str, date], Roster] = {}
    ask: Callable[[sa.Connection, str, date], Roster] = people.roster

    def remembered(connection: sa.Connection, area_id: str, on: date) -> Roster:
        found = known.get((area_id, on))
        if found is None:
            found = known[area_id, on] = ask(connection, area_id, on)
        return found

    written = set[int]()

    def executes(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if _OF_WHO_IS_WHO.match(statement):
            known.clear()
            written.add(id(connection))

    def undone(connection: sa.Connection) -> None:
        if written:
            written.clear()
            known.clear()

    event.listen(engine, "before_cursor_execute", executes)
    event.listen(engine, "rollback", undone)
    try:
        with instead(people, "roster", remembered):
            yield
    finally:
        event.remove(engine, "before_cursor_execute", executes)
        event.remove(engine, "rollback", undone)
