"""The disk is full: nothing is half written, people are told so, and it goes on as soon as there is room."""

import pytest
import sqlalchemy as sa

from sandbox.practice.stage import Stage
from storage.engine import connect
from storage.tables import metadata
from tests.stores import Kind
from tests.under_fire import disks
from tests.under_fire.verdict import is_settled, unverified

NOTHING_RECORDED = "Nothing was recorded"
DISPUTE = "The referral was closed."

Contents = dict[str, list[sa.Row[tuple[object, ...]]]]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_full_disk_keeps_nothing_half_written_and_loses_nothing_typed(kind: Kind) -> None:
    with disks.stage_on(kind) as (stage, disk):
        amy, tom = stage.person("Amy"), stage.person("Tom")
        amy.types()
        amy.chooses("danger", "none")
        against = amy.finds("against", "Tom Ellery")
        before = contents(stage)

        disk.fill()
        values = {"against": [against], "dispute": DISPUTE, "wanted": "A visit.", "soon": "procedure"}
        refused = amy.sends(values)

        assert refused.outcome == "errors"
        assert NOTHING_RECORDED in " ".join(refused.errors.values())
        assert amy.view.value("dispute") == DISPUTE
        assert contents(stage) == before

        disk.make_room()
        amy.submits()
        stage.settle()

        assert amy.view.title.split()[-1] in tom.sees().words
        database = connect(stage.database_url)
        assert is_settled(database, stage.practice.now())
        assert not unverified(database)
        database.close()


def contents(stage: Stage) -> Contents:
    """Return every row of every table that says what happened."""
    database = connect(stage.database_url)
    with database.read() as connection:
        found = {each.name: list(connection.execute(sa.select(each))) for each in metadata.sorted_tables}
    database.close()
    return found
