from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from casework.areas import install_area
from procedure import area as area_files
from procedure import rules
from procedure.area import Area
from procedure.rules import NotReady
from procedure.written import Procedure
from storage import areas, cases, engine, schema
from storage.engine import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = engine.connect(f"sqlite:///{tmp_path / 'disagree.sqlite3'}")
    schema.prepare(database)
    yield database
    database.close()


@pytest.fixture
def london() -> Procedure:
    return next(text for text in rules.published() if text.id == "london-5th-edition")


@pytest.fixture
def northmere() -> Area:
    return next(area for area in rules.example_areas() if area.id == "northmere")


def test_a_procedure_is_in_force_once_its_area_is_installed(
    database: Database, northmere: Area, london: Procedure
) -> None:
    install_area(database, northmere, london)

    with database.read() as connection:
        assert areas.in_force(connection) == {"northmere": rules.in_force(london, northmere)}


def test_a_running_case_keeps_the_rules_it_began_with_when_the_area_file_changes(
    database: Database, northmere: Area, london: Procedure
) -> None:
    install_area(database, northmere, london)
    with database.write() as connection:
        running = cases.create(connection, "northmere", 2026)

    install_area(database, replace(northmere, name="New Northmere", closing_time=time(16, 0)), london)

    with database.write() as connection:
        begun_since = cases.create(connection, "northmere", 2026)
        assert cases.find(connection, running.reference).rules == running.rules
    assert running.rules.area == northmere
    assert begun_since.rules.area.closing_time == time(16, 0)


def test_an_area_that_leaves_a_limit_open_is_refused_and_nothing_changes(
    database: Database, northmere: Area, london: Procedure
) -> None:
    install_area(database, northmere, london)

    with pytest.raises(NotReady) as raised:
        install_area(database, replace(northmere, limits={}), london)

    assert len(raised.value.missing) == 6
    with database.read() as connection:
        assert areas.in_force(connection)["northmere"].area == northmere


def test_the_example_in_the_pages_is_a_whole_area(database: Database, london: Procedure) -> None:
    page = (Path(__file__).parents[2] / "docs" / "area.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]

    install_area(database, area_files.load(example, "area.md"), london)

    fields = {line.partition(":")[0] for line in example.splitlines() if line[:1].isalpha()}
    assert [name for name in sorted(fields) if f"| `{name}`" not in page] == []
