"""Whether Slack is lost is read without going through all the notices that there ever were."""

import pytest

from storage import outages
from storage.engine import Database
from tests.storage.plans import plans_of


@pytest.mark.usefixtures("on_a_file")
def test_what_has_been_told_of_outages_is_found_by_an_index_of_its_own(database: Database) -> None:
    plans = plans_of(database, lambda connection: outages.told(connection, "northmere"))

    assert plans
    assert all("ix_notice_outage" in step for step in plans)


def test_nothing_told_and_nothing_held_up_is_no_outage(database: Database) -> None:
    with database.read() as connection:
        assert outages.told(connection, "northmere") == outages.Told(0, 0, None)
        assert outages.held_up(connection) is None
        assert outages.last_through(connection) is None
