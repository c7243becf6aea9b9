"""An installation on PostgreSQL: examined as a whole, and each fault that is planted in it found."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import make_url

from bot.doctor.finding import Level
from storage.engine import Database
from tests import stores
from tests.bot.conftest import set_up
from tests.bot.doctor.ward import Ward
from tests.stores import Kind, Store

FAULT, WARNING = Level.FAULT, Level.WARNING

Plant = Callable[[Ward], object]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with stores.opened(Kind.POSTGRESQL) as store:
        yield store


@pytest.fixture(scope="module")
def furnished_there(store: Store) -> str:
    return stores.furnish(store, set_up)


@pytest.fixture
def database(store: Store, furnished_there: str) -> Iterator[Database]:
    with stores.copied(store, furnished_there) as database:
        yield database


def by_hand(*statements: str) -> Plant:
    return lambda ward: ward.by_hand(*statements)


def to(name: str, value: str) -> Plant:
    return lambda ward: ward.set_to(name, value)


def another_database(ward: Ward) -> None:
    ward.set_to("DATABASE_URL", make_url(ward.url).set(database="nowhere").render_as_string())


def for_this_database(setting: str) -> Plant:
    """Have the server do something otherwise for all that connect to this database from now on."""
    return lambda ward: ward.by_hand(f'ALTER DATABASE "{make_url(ward.url).database}" SET {setting}')


def may_only_read(ward: Ward) -> None:
    ward.by_hand(
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    )
    ward.set_to("DATABASE_URL", make_url(ward.url).set(username="reader").render_as_string())


def its_clock_is_off(seconds: int) -> Plant:
    """A function of ours is found before the server's own, and says that it is another time."""

    def plant(ward: Ward) -> None:
        ward.by_hand(
            "CREATE SCHEMA planted",
            "CREATE FUNCTION planted.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
            f"$$ SELECT pg_catalog.clock_timestamp() + interval '{seconds} seconds' $$",
        )
        for_this_database("search_path = planted, pg_catalog, public")(ward)

    return plant


def a_changed_entry(ward: Ward) -> None:
    ward.by_hand(
        "ALTER TABLE entry DISABLE TRIGGER USER",
        "UPDATE entry SET at = at - interval '1 hour' WHERE seq = 2",
        "ALTER TABLE entry ENABLE TRIGGER USER",
    )


PLANTED = [
    pytest.param(
        to("DATABASE_URL", "postgressql://app:hunter2@db/disagree"),
        {"database_missing": FAULT},
        "DATABASE_URL",
        id="no such kind of database",
    ),
    pytest.param(another_database, {"database_unreachable": FAULT}, "address", id="no such database"),
    pytest.param(
        to("DATABASE_URL", "postgresql://app:hunter2@127.0.0.1:9/disagree"),
        {"database_unreachable": FAULT},
        "runs",
        id="no server",
    ),
    pytest.param(
        by_hand("UPDATE alembic_version SET version_num = '0000'"),
        {"migration_behind": FAULT},
        "disagree migrate",
        id="another version",
    ),
    pytest.param(
        by_hand("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"),
        {"migration_behind": FAULT},
        "disagree migrate",
        id="an empty database",
    ),
    pytest.param(
        for_this_database("default_transaction_read_only = on"),
        {"database_read_only": FAULT},
        "read-only",
        id="a copy that takes nothing",
    ),
    pytest.param(may_only_read, {"database_read_only": FAULT}, "account", id="an account that may only read"),
    pytest.param(
        by_hand("ALTER TABLE entry DISABLE TRIGGER entry_no_change"),
        {"guard_missing": FAULT},
        "by hand",
        id="a guard switched off",
    ),
    pytest.param(
        by_hand("DROP TRIGGER entry_no_truncate ON entry"),
        {"guard_missing": FAULT},
        "by hand",
        id="a guard dropped",
    ),
    pytest.param(
        a_changed_entry,
        {"record_broken": FAULT, "record_and_clocks_differ": FAULT},
        "backup",
        id="a broken chain",
    ),
    pytest.param(
        by_hand("DELETE FROM clock WHERE kind = 'tier_ends'"),
        {"record_and_clocks_differ": FAULT},
        "tier_ends",
        id="a clock that is lost",
    ),
    pytest.param(
        its_clock_is_off(90), {"clock_of_database_off": FAULT}, "NTP", id="its clock a minute and a half fast"
    ),
    pytest.param(
        its_clock_is_off(-10), {"clock_of_database_off": WARNING}, "NTP", id="its clock seconds slow"
    ),
    pytest.param(
        to("DISAGREE_PROT", "3000"), {"setting_unknown": WARNING}, "DISAGREE_PORT", id="a setting misspelt"
    ),
    pytest.param(
        lambda ward: ward.practice.revoke_token(), {"token_refused": FAULT}, "Install", id="token revoked"
    ),
]


def test_in_a_whole_installation_nothing_is_wrong_and_each_part_is_looked_at(ward: Ward) -> None:
    found = {finding.name: finding for finding in ward.examined()}

    assert ward.wrong() == {}
    well = {name for name, finding in found.items() if finding.level is Level.WELL}
    assert {
        "settings",
        "database",
        "database_writable",
        "clock_of_database",
        "guards",
        "records",
        "watchdog",
        "token",
        "scopes",
        "clock",
    } <= well
    assert "journal" not in found
    assert found["clock_of_database"].says == "this machine's clock goes with the database server's"
    assert found["records"].says.startswith("1 of 1 records")


@pytest.mark.parametrize(("plant", "found", "advice"), PLANTED)
def test_a_planted_fault_is_found_with_what_to_do_about_it(
    ward: Ward, plant: Plant, found: dict[str, Level], advice: str
) -> None:
    plant(ward)

    wrong = ward.wrong()

    assert {name: finding.level for name, finding in wrong.items()} == found
    said = " ".join(finding.says + finding.advice for finding in wrong.values())
    assert advice in said
    assert "hunter2" not in said


def test_an_examination_changes_nothing(ward: Ward, database: Database) -> None:
    def everything() -> list[object]:
        with database.read() as connection:
            tables = ("entry", "notice", "clock", "person", "alembic_version", "disagreement")
            return [connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1").all() for table in tables]

    before = everything()

    ward.examined()

    assert everything() == before
