"""The disk is full: nothing is half written, people are told so, and it goes on as soon as there is room."""

import resource
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from sandbox.practice.stage import Stage, at
from storage.engine import connect
from storage.tables import metadata
from tests.stores import Kind
from tests.under_fire import kills
from tests.under_fire.fleet import Fleet
from tests.under_fire.verdict import is_settled, unverified

NOTHING_RECORDED = "Nothing was recorded"
DISPUTE = "The referral was closed."

Contents = dict[str, list[sa.Row[tuple[object, ...]]]]


@pytest.fixture
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        here = stack.enter_context(kills.place(Kind.SQLITE))
        fleet = Fleet(here.folder / "disagree.log", 1)
        stack.callback(fleet.end)
        begins = at("Friday 2026-11-27 10:00")
        yield stack.enter_context(
            Stage(here.folder, fleet, starts_at=begins, pace=kills.PACE, database_url=here.url)
        )


def test_a_full_disk_keeps_nothing_half_written_and_loses_nothing_typed(stage: Stage) -> None:
    amy, tom = stage.person("Amy"), stage.person("Tom")
    amy.types()
    amy.chooses("danger", "none")
    against = amy.finds("against", "Tom Ellery")
    before = contents(stage)

    fill_disk(stage)
    refused = amy.sends({"against": [against], "dispute": DISPUTE, "wanted": "A visit.", "soon": "procedure"})

    assert refused.outcome == "errors"
    assert NOTHING_RECORDED in " ".join(refused.errors.values())
    assert amy.view.value("dispute") == DISPUTE
    assert contents(stage) == before

    make_room(stage)
    amy.submits()
    stage.settle()

    assert amy.view.title.split()[-1] in tom.sees().words
    database = connect(stage.database_url)
    assert is_settled(database, stage.practice.now())
    assert not unverified(database)
    database.close()


def fill_disk(stage: Stage) -> None:
    """Leave the program no room: no file of its own takes another byte."""
    _limit(stage, 0)


def make_room(stage: Stage) -> None:
    """Let its files grow again."""
    _limit(stage, resource.RLIM_INFINITY)


def contents(stage: Stage) -> Contents:
    """Return every row of every table that says what happened."""
    database = connect(stage.database_url)
    with database.read() as connection:
        found = {each.name: list(connection.execute(sa.select(each))) for each in metadata.sorted_tables}
    database.close()
    return found


def _limit(stage: Stage, size: int) -> None:
    assert isinstance(stage.app, Fleet)
    for number in stage.app.running:
        _, most = resource.prlimit(number, resource.RLIMIT_FSIZE)
        resource.prlimit(number, resource.RLIMIT_FSIZE, (size, most))
