"""Disagreements: their references, their rooms, who has a part, and which are open."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from procedure import rules as written_rules
from procedure.acts import Closed
from procedure.case import Case, State
from procedure.copying import replace
from procedure.rules import Rules
from storage import areas, record
from storage.tables import area, disagreement, entry, part, used_form
from storage.together import UNASKED


@dataclass(frozen=True)
class Row:
    """
    What is known of a disagreement beside its record: its room, its area, the rules it began with, and what
    is searched by as it stood when it was read. `is_new`: it has been created in this transaction.
    """

    id: int
    reference: str
    area_id: str
    rules: Rules
    room_name: str
    room: str | None
    state: str = State.OPEN
    is_finished: bool = False
    is_new: bool = False


def create(connection: sa.Connection, area_id: str, year: int) -> Row:
    """Create a disagreement with the year's next reference and a random name for its room."""
    found = {"sought": area_id, "of_the_year": f"D-{year}-%"}
    rules_id, last, row_id = connection.execute(_FOR_A_NEW_ONE, found).one()
    number = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    reference, room_name = f"D-{year}-{number:04d}", f"d-{secrets.token_hex(5)}"
    made = {"id": row_id, "reference": reference, "area_id": area_id, "rules_id": rules_id}
    connection.execute(_CREATE, {**made, "room_name": room_name, "state": State.OPEN})
    rules = areas.by_digest(connection, rules_id)
    return Row(row_id, reference, area_id, rules, room_name, room=None, is_new=True)


_LAST = (
    sa.select(disagreement.c.reference)
    .where(disagreement.c.reference.like(sa.bindparam("of_the_year")))
    .order_by(disagreement.c.id.desc())
    .limit(1)
)
_NEXT = sa.select(sa.func.coalesce(sa.func.max(disagreement.c.id), 0) + 1)
_FOR_A_NEW_ONE = sa.select(area.c.rules_id, _LAST.scalar_subquery(), _NEXT.scalar_subquery()).where(
    area.c.id == sa.bindparam("sought")
)
_CREATE = disagreement.insert().execution_options(**UNASKED)


def go_by(connection: sa.Connection, row: Row, other: Rules) -> Row:
    """Have a disagreement that has only just been created go by other rules than its area's."""
    rules_id = areas.kept(connection, written_rules.dump(other))
    own = disagreement.c.id == row.id
    connection.execute(disagreement.update().where(own).values(rules_id=rules_id))
    return find(connection, row.reference)


def find(connection: sa.Connection, reference: str) -> Row:
    """Return a disagreement by its reference; raises LookupError where there is none."""
    row = connection.execute(_BY_REFERENCE, {"sought": reference}).one_or_none()
    if row is None:
        raise LookupError(reference)
    return _row(connection, row)


_BY_REFERENCE = sa.select(disagreement).where(disagreement.c.reference == sa.bindparam("sought"))


def by_id(connection: sa.Connection, disagreement_id: int) -> Row:
    """Return a disagreement by its id."""
    return _row(connection, connection.execute(_rows().where(disagreement.c.id == disagreement_id)).one())


def by_room(connection: sa.Connection, channel: str) -> Row | None:
    """Return the disagreement whose room a channel is."""
    row = connection.execute(_rows().where(disagreement.c.room == channel)).one_or_none()
    return _row(connection, row) if row else None


def unfinished(connection: sa.Connection, area_id: str | None = None) -> list[Row]:
    """Return the disagreements in which something may still wait for somebody, of one area or of all."""
    query = _rows().where(disagreement.c.is_finished.is_(False))
    if area_id is not None:
        query = query.where(disagreement.c.area_id == area_id)
    return [_row(connection, row) for row in connection.execute(query.order_by(disagreement.c.id))]


def with_part(connection: sa.Connection, person_id: int) -> list[Row]:
    """Return the unfinished disagreements in which a person has a part, oldest first."""
    query = (
        _rows()
        .join(part, part.c.disagreement_id == disagreement.c.id)
        .where(part.c.person_id == person_id, disagreement.c.is_finished.is_(False))
    )
    return [_row(connection, row) for row in connection.execute(query.order_by(disagreement.c.id))]


def ended_with_part(connection: sa.Connection, person_id: int, most: int) -> list[Row]:
    """Return what a person had a part in that is finished, the newest first; nothing that was taken back."""
    query = (
        _rows()
        .join(part, part.c.disagreement_id == disagreement.c.id)
        .where(part.c.person_id == person_id, disagreement.c.is_finished.is_(True))
        .where(disagreement.c.state != State.TAKEN_BACK)
    )
    return [
        _row(connection, row)
        for row in connection.execute(query.order_by(disagreement.c.id.desc()).limit(most))
    ]


def closed_since(connection: sa.Connection, area_id: str, since: datetime) -> list[str]:
    """Return the references of an area's disagreements that have been closed since an instant."""
    query = (
        sa.select(disagreement.c.reference)
        .distinct()
        .join(entry, entry.c.disagreement_id == disagreement.c.id)
        .where(disagreement.c.area_id == area_id, entry.c.at >= since)
        .where(entry.c.content == record.content_of(Closed()))
    )
    return sorted(connection.execute(query).scalars())


def under_way(connection: sa.Connection, area_id: str, begins_at: datetime, ends_at: datetime) -> list[Row]:
    """Return an area's disagreements in which anything can have happened from one instant until another."""
    times = (
        sa.select(entry.c.disagreement_id, sa.func.min(entry.c.at).label("first"))
        .add_columns(sa.func.max(entry.c.at).label("last"))
        .group_by(entry.c.disagreement_id)
        .subquery()
    )
    query = (
        _rows()
        .join(times, times.c.disagreement_id == disagreement.c.id)
        .where(disagreement.c.area_id == area_id, times.c.first < ends_at)
        .where(disagreement.c.is_finished.is_(False) | (times.c.last >= begins_at))
    )
    return [_row(connection, row) for row in connection.execute(query.order_by(disagreement.c.id))]


def with_act(connection: sa.Connection, area_id: str, act: str, most: int) -> list[Row]:
    """Return an area's disagreements in whose record an act of this name stands, the newest first."""
    named = sa.exists().where(
        entry.c.disagreement_id == disagreement.c.id,
        entry.c.content.contains(record.named(act), autoescape=True),
    )
    query = _rows().where(disagreement.c.area_id == area_id, named)
    return [
        _row(connection, row)
        for row in connection.execute(query.order_by(disagreement.c.id.desc()).limit(most))
    ]


def keep_in_step(connection: sa.Connection, row: Row, case: Case) -> Row:
    """
    Keep what is searched by in step with the record: the state, and who has a part. Return the disagreement
    as it is read from now on.
    """
    of = {"of": row.id}
    if (row.state, row.is_finished) != (case.state, case.is_finished):
        connection.execute(_KEEP, {**of, "stands": case.state, "is_over": case.is_finished})
    known = set() if row.is_new else set(connection.execute(_PARTS, of).scalars())
    wanted = set(case.concerned)
    if new := [{"disagreement_id": row.id, "person_id": person} for person in wanted - known]:
        connection.execute(_TAKES_PART, new)
    for person in known - wanted:
        connection.execute(part.delete().where(part.c.disagreement_id == row.id, part.c.person_id == person))
    return replace(row, state=case.state, is_finished=case.is_finished, is_new=False)


# Made once, as the clocks' are.
_KEEP = (
    disagreement.update()
    .where(disagreement.c.id == sa.bindparam("of"))
    .values(state=sa.bindparam("stands"), is_finished=sa.bindparam("is_over"))
    .execution_options(**UNASKED)
)
_PARTS = sa.select(part.c.person_id).where(part.c.disagreement_id == sa.bindparam("of"))
_TAKES_PART = part.insert().execution_options(**UNASKED)


def set_room(connection: sa.Connection, disagreement_id: int, channel: str) -> None:
    """Remember the channel that is the room."""
    connection.execute(disagreement.update().where(disagreement.c.id == disagreement_id).values(room=channel))


def leave_room(connection: sa.Connection, disagreement_id: int) -> None:
    """Forget the channel that was the room, because there will be another one."""
    connection.execute(disagreement.update().where(disagreement.c.id == disagreement_id).values(room=None))
    rename_room(connection, disagreement_id)


def rename_room(connection: sa.Connection, disagreement_id: int) -> str:
    """Give a room that does not exist yet another random name; return it."""
    name = f"d-{secrets.token_hex(5)}"
    connection.execute(
        disagreement.update().where(disagreement.c.id == disagreement_id).values(room_name=name)
    )
    return name


def use_form(connection: sa.Connection, form_id: str, reference: str) -> None:
    """Mark a form as sent, so that the same form sent twice acts once."""
    connection.execute(_USE, {"id": form_id, "reference": reference})


def used_for(connection: sa.Connection, form_id: str) -> str | None:
    """Return the reference for which a form was sent already."""
    return connection.execute(_USED_FOR, {"sent": form_id}).scalar_one_or_none()


_USE = used_form.insert().execution_options(**UNASKED)
_USED_FOR = sa.select(used_form.c.reference).where(used_form.c.id == sa.bindparam("sent"))


def _rows() -> sa.Select[tuple[object, ...]]:
    return sa.select(disagreement)


def _row(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> Row:
    rules = areas.by_digest(connection, row.rules_id)
    return Row(row.id, row.reference, row.area_id, rules, row.room_name, row.room, row.state, row.is_finished)
