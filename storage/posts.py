"""What is known of posts beside the list: who stands in, and who has said whether a post is theirs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from storage.tables import agency, holding, person, post, post_check, stand_in


@dataclass(frozen=True)
class StandIn:
    """Somebody whom a safeguarding lead has named to act for a post, to the last day included."""

    id: int
    post: int
    person: int
    until_on: date


@dataclass(frozen=True)
class Check:
    """Whether somebody holds a post; `is_theirs` is None until they have answered."""

    post: int
    person: int
    asked_at: datetime | None
    is_theirs: bool | None

    @property
    def is_asked(self) -> bool:
        """Whether they were asked and have not answered."""
        return self.asked_at is not None and self.is_theirs is None


class ToAsk(NamedTuple):
    """Somebody to be asked about a post, and their area."""

    post: int
    person: int
    area_id: str


def name_stand_in(
    connection: sa.Connection, post_id: int, person_id: int, until_on: date, *, by: int, at: datetime
) -> int:
    """Keep who stands in for a post; return the id by which that is known."""
    added = connection.execute(
        stand_in.insert()
        .values(post_id=post_id, person_id=person_id, until_on=until_on, named_by=by, named_at=at)
        .returning(stand_in.c.id)
    )
    return int(added.scalar_one())


def find_stand_in(connection: sa.Connection, stand_in_id: int) -> StandIn:
    """Return who stands in for a post, by the id of that."""
    row = connection.execute(sa.select(stand_in).where(stand_in.c.id == stand_in_id)).one()
    return StandIn(row.id, row.post_id, row.person_id, row.until_on)


def standing_in(connection: sa.Connection, area_id: str, on: date) -> dict[int, list[int]]:
    """Return who stands in for which posts of an area on a day, whoever was named last first."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        sa.select(stand_in)
        .join(post, post.c.id == stand_in.c.post_id)
        .join(agency, agency.c.id == post.c.agency_id)
        .where(agency.c.area_id == area_id, stand_in.c.until_on >= on)
        .order_by(stand_in.c.id.desc())
    )
    for row in rows:
        found[row.post_id].append(row.person_id)
    return found


def note_holders(connection: sa.Connection) -> None:
    """Have everybody checked who has or covers for a post and was not before; forget who no longer has."""
    held = sa.select(holding.c.post_id, holding.c.person_id)
    pair = sa.tuple_(post_check.c.post_id, post_check.c.person_id)
    connection.execute(post_check.delete().where(pair.not_in(held)))
    known = sa.select(post_check.c.post_id, post_check.c.person_id)
    new = held.where(sa.tuple_(holding.c.post_id, holding.c.person_id).not_in(known))
    connection.execute(post_check.insert().from_select(["post_id", "person_id"], new))


def to_ask(connection: sa.Connection) -> list[ToAsk]:
    """Return whom to ask about which post: whoever has an account, and was not asked about it yet."""
    rows = connection.execute(
        sa.select(post_check.c.post_id, person.c.id, person.c.area_id)
        .join(person, post_check.c.person_id == person.c.id)
        .where(_UNASKED, person.c.slack_id.is_not(None), person.c.is_active, person.c.area_id.is_not(None))
        .order_by(person.c.id, post_check.c.post_id)
    )
    return [ToAsk(*row) for row in rows]


def note_asked(connection: sa.Connection, asked: ToAsk, at: datetime) -> None:
    """Keep when somebody was asked about a post."""
    own = (post_check.c.post_id == asked.post, post_check.c.person_id == asked.person)
    connection.execute(post_check.update().where(*own).values(asked_at=at))


def take_as_known(connection: sa.Connection, at: datetime) -> None:
    """Take all as theirs about which nobody was asked yet."""
    connection.execute(post_check.update().where(_UNASKED).values(answered_at=at, is_theirs=True))


def answer(connection: sa.Connection, post_id: int, person_id: int, *, is_theirs: bool, at: datetime) -> None:
    """Keep what somebody says of a post."""
    own = (post_check.c.post_id == post_id, post_check.c.person_id == person_id)
    connection.execute(post_check.update().where(*own).values(answered_at=at, is_theirs=is_theirs))


def checks(connection: sa.Connection, area_id: str) -> list[Check]:
    """Return all that was asked in an area about posts that are listed, in the order of its list."""
    rows = connection.execute(
        sa.select(post_check)
        .join(post, post.c.id == post_check.c.post_id)
        .join(agency, agency.c.id == post.c.agency_id)
        .where(agency.c.area_id == area_id, post.c.is_listed)
        .order_by(post.c.place, post_check.c.person_id)
    )
    return [Check(row.post_id, row.person_id, row.asked_at, row.is_theirs) for row in rows]


def disowned(connection: sa.Connection) -> set[tuple[int, int]]:
    """Return the posts and the people of which somebody has said that the post is not theirs."""
    rows = connection.execute(sa.select(post_check).where(post_check.c.is_theirs.is_(False)))
    return {(row.post_id, row.person_id) for row in rows}


_UNASKED = post_check.c.asked_at.is_(None) & post_check.c.answered_at.is_(None)
