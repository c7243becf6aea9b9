from dataclasses import replace

import pytest
import sqlalchemy as sa

from procedure import rules as written_rules
from procedure.rules import Rules
from storage import areas, people
from storage.engine import Database
from storage.tables import rules


@pytest.fixture
def in_force() -> Rules:
    area = next(area for area in written_rules.example_areas() if area.id == "northmere")
    text = next(text for text in written_rules.published() if text.id == area.procedure_id)
    return written_rules.in_force(text, area)


def kept(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(rules)).scalar_one()


def test_the_same_rules_are_kept_once(database: Database, in_force: Rules) -> None:
    with database.write() as connection:
        areas.put(connection, in_force)
        areas.put(connection, in_force)

        assert kept(connection) == 1
        assert areas.in_force(connection) == {"northmere": in_force}


def test_changed_rules_stand_beside_those_before(database: Database, in_force: Rules) -> None:
    changed = replace(in_force, area=replace(in_force.area, name="New Northmere"))

    with database.write() as connection:
        areas.put(connection, in_force)
        areas.put(connection, changed)

        assert kept(connection) == 2
        assert areas.in_force(connection) == {"northmere": changed}
        assert people.areas(connection) == {"northmere": "New Northmere"}
