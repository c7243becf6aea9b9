"""Areas, and the rules in force in each: kept by their digest, so that a case keeps those it began with."""

import hashlib
from functools import lru_cache
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from procedure import rules as written_rules
from procedure.rules import Rules
from storage.tables import area, disagreement, rules


def put(connection: sa.Connection, in_force: Rules) -> None:
    """Put rules in force for the disagreements that their area raises from now on."""
    rules_id = kept(connection, written_rules.dump(in_force))
    values = {"name": in_force.area.name, "rules_id": rules_id, "mail_from": in_force.area.mail_from}
    known = connection.execute(area.update().where(area.c.id == in_force.area.id).values(values))
    if not known.rowcount:
        connection.execute(area.insert().values(id=in_force.area.id, **values))


def in_force(connection: sa.Connection) -> dict[str, Rules]:
    """Return the rules that hold for new disagreements, by their areas' ids."""
    rows = connection.execute(_IN_FORCE)
    return {row.id: by_digest(connection, row.rules_id) for row in rows}


_IN_FORCE = sa.select(area.c.id, area.c.rules_id).order_by(area.c.id)


def by_digest(connection: sa.Connection, rules_id: str) -> Rules:
    """Return rules by their id, which is the digest of what they say: those once read never change."""
    read = _READ.setdefault(connection.engine, {})
    if rules_id not in read:
        query = sa.select(rules.c.content).where(rules.c.id == rules_id)
        read[rules_id] = _restored(connection.execute(query).scalar_one())
    return read[rules_id]


@lru_cache(maxsize=32)
def _restored(content: str) -> Rules:
    return written_rules.restore(content)


_READ: WeakKeyDictionary[sa.Engine, dict[str, Rules]] = WeakKeyDictionary()


def mail_from(connection: sa.Connection, area_id: str) -> str:
    """Return the address from which an area's calls go by e-mail too; empty where none do."""
    query = sa.select(area.c.mail_from).where(area.c.id == area_id)
    return connection.execute(query).scalar_one_or_none() or ""


def sending_mail(connection: sa.Connection) -> tuple[str, ...]:
    """Return the areas whose calls go by e-mail too, by their ids, in order."""
    query = sa.select(area.c.id).where(area.c.mail_from != "").order_by(area.c.id)
    return tuple(connection.execute(query).scalars())


def kept(connection: sa.Connection, content: str) -> str:
    """Keep rules, as `dump` writes them, once; return their id."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = connection.execute(sa.select(rules.c.id).where(rules.c.id == digest)).scalar_one_or_none()
    if known is None:
        connection.execute(rules.insert().values(id=digest, content=content))
    return digest


def newer_than_its_own(connection: sa.Connection, disagreement_id: int) -> Rules | None:
    """Return the rules put in force in its area since a disagreement began; None where there are none."""
    row = connection.execute(
        sa.select(area.c.rules_id)
        .join(disagreement, disagreement.c.area_id == area.c.id)
        .where(disagreement.c.id == disagreement_id, disagreement.c.rules_id != area.c.rules_id)
    ).one_or_none()
    return by_digest(connection, row.rules_id) if row else None
