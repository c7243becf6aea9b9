import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib import resources
from itertools import dropwhile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import command_line
from sandbox.practice.people import roster as roster_file
from storage import people
from storage.engine import connect
from tests.procedure.facility import PROCEDURE, PROTOCOL

pytestmark = pytest.mark.usefixtures("own_logging")

Disagree = Callable[..., Result]

OURS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DISAGREE_PORT")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "new.db"


@pytest.fixture
def disagree(new: Path) -> Disagree:
    """The command, with nothing set but the database."""

    def run(*arguments: str | Path, **environment: str) -> Result:
        unset: dict[str, str | None] = dict.fromkeys(OURS)
        settings = unset | {"DATABASE_URL": f"sqlite:///{new}"} | environment
        return CliRunner().invoke(command_line.main, [str(each) for each in arguments], env=settings)

    return run


@pytest.fixture
def northmere(tmp_path: Path) -> Path:
    text = resources.files("procedure").joinpath("areas", "northmere.yaml").read_text(encoding="utf-8")
    file = tmp_path / "northmere.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def people_file(tmp_path: Path) -> Path:
    file = tmp_path / "roster.csv"
    file.write_text(roster_file(), encoding="utf-8")
    return file


def raw(path: Path, statement: str) -> list[object]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def told(result: Result) -> str:
    """What an administrator reads of a failure: one message, no traceback."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    return result.stderr


def test_run_names_every_setting_that_is_missing(disagree: Disagree) -> None:
    said = told(disagree("run"))

    assert "SLACK_BOT_TOKEN is missing" in said
    assert "SLACK_APP_TOKEN (Socket Mode, it begins with xapp-) or SLACK_SIGNING_SECRET" in said


def test_run_refuses_a_database_that_is_behind(disagree: Disagree, new: Path) -> None:
    raw(new, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")

    said = told(disagree("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1"))

    assert "run `disagree migrate`" in said


def test_run_says_when_its_door_is_taken_by_somebody_else(new: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": "secret",
            "DISAGREE_PORT": str(taken.getsockname()[1]),
            "DATABASE_URL": f"sqlite:///{new}",
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot.command_line", "run"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Error: [Errno 98] Address already in use"


def test_run_says_when_the_practice_clock_is_not_there(disagree: Disagree) -> None:
    said = told(
        disagree(
            "run",
            SLACK_BOT_TOKEN="xoxb-practice",
            SLACK_APP_TOKEN="xapp-practice",
            SLACK_API_URL="http://127.0.0.1:9/api/",
            DISAGREE_PRACTICE_CLOCK="http://127.0.0.1:9/practice/clock",
        )
    )

    assert "Connection refused" in said


def test_migrate_makes_a_new_database_and_leaves_a_current_one(disagree: Disagree, new: Path) -> None:
    first, second = disagree("migrate"), disagree("migrate")

    assert first.output == second.output == "the database is at revision 0001\n"
    assert raw(new, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_migrate_brings_a_database_forward_that_is_behind(disagree: Disagree, new: Path) -> None:
    raw(new, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")

    assert disagree("migrate").exit_code == 0

    assert raw(new, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_migrate_leaves_the_database_of_a_newer_program_alone(disagree: Disagree, new: Path) -> None:
    disagree("migrate")
    raw(new, "UPDATE alembic_version SET version_num = '9999'")

    assert "a newer program made it" in told(disagree("migrate"))


@pytest.mark.parametrize("command", [("migrate",), ("area", "set"), ("roster", "import")])
def test_each_command_says_when_the_database_cant_be_used(
    disagree: Disagree, tmp_path: Path, northmere: Path, command: tuple[str, ...]
) -> None:
    files = [northmere] if command[1:] else []

    said = told(disagree(*command, *files, DATABASE_URL=f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}"))

    assert "the database can't be used now (OperationalError)" in said


def test_area_set_puts_the_procedure_in_force(disagree: Disagree, northmere: Path) -> None:
    result = disagree("area", "set", northmere)

    assert result.output == "Northmere (example): london-5th-edition is in force\n"


def test_area_set_puts_a_procedure_of_ones_own_in_force(
    disagree: Disagree, northmere: Path, tmp_path: Path
) -> None:
    text = resources.files("procedure").joinpath("texts", "london.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("id: london-5th-edition", "id: our-own"), encoding="utf-8")
    northmere.write_text(
        northmere.read_text(encoding="utf-8").replace("london-5th-edition", "our-own"), encoding="utf-8"
    )

    result = disagree("area", "set", northmere, "--procedure", own)

    assert result.exit_code == 0, result.output
    assert result.stdout == "Northmere (example): our-own is in force\n"


@pytest.mark.clause("Beds 1.4")
def test_area_set_warns_of_a_list_that_is_shown_as_nothing(disagree: Disagree, tmp_path: Path) -> None:
    text = resources.files("procedure").joinpath("areas", "example_vale.yaml").read_text(encoding="utf-8")
    file = tmp_path / "vale.yaml"
    file.write_text(text, encoding="utf-8")
    without = disagree("area", "set", file)
    own = f"{text}prompts:\n  - What speaks against it?\nconfirmation_headings:\n  - What was agreed\n"
    subjects = (
        "subjects:\n  - stage: Differing views\n    about:\n      - {id: early_help, words: Early help}\n"
    )
    file.write_text(f"{own}{subjects}", encoding="utf-8")

    assert "warning: prompts: our copy of the text lacks the list of Beds 1.4" in without.output
    assert "warning" not in disagree("area", "set", file).output


def test_area_set_names_every_limit_that_the_area_leaves_open(disagree: Disagree, northmere: Path) -> None:
    text = northmere.read_text(encoding="utf-8")
    before, _, after = text.partition("limits:\n")
    lines = after.splitlines(keepends=True)
    rest = dropwhile(lambda line: line.startswith(" "), lines)
    northmere.write_text(before + "limits: {}\n" + "".join(rest), encoding="utf-8")

    said = told(disagree("area", "set", northmere))

    for tier in ("senior_managers", "heads_of_service", "partnership"):
        assert tier in said


def test_area_set_names_the_line_of_a_fault(disagree: Disagree, northmere: Path) -> None:
    northmere.write_text("colour: blue\n" + northmere.read_text(encoding="utf-8"), encoding="utf-8")

    assert "northmere.yaml" in (said := told(disagree("area", "set", northmere)))
    assert "colour" in said


def test_area_set_names_the_procedures_there_are(disagree: Disagree, northmere: Path) -> None:
    text = northmere.read_text(encoding="utf-8").replace("london-5th-edition", "london-9th-edition")
    northmere.write_text(text, encoding="utf-8")

    said = told(disagree("area", "set", northmere))

    assert "no such procedure: london-9th-edition" in said
    assert "bedfordshire-2018" in said


@pytest.mark.clause("London 11.3.4")
def test_protocol_set_puts_a_facilitys_own_procedure_in_force(disagree: Disagree, northmere: Path) -> None:
    disagree("area", "set", northmere)

    result = disagree("protocol", "set", PROTOCOL, "--procedure", PROCEDURE)

    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "the-unit: invented-unit is in force for the facilities that the roster gives it\n"
    )


def test_protocol_set_says_what_is_missing_before_it(disagree: Disagree) -> None:
    assert "no such procedure: invented-unit" in told(disagree("protocol", "set", PROTOCOL))
    assert "area: northmere is not set here" in told(
        disagree("protocol", "set", PROTOCOL, "--procedure", PROCEDURE)
    )


def test_protocol_set_says_what_does_not_fit(disagree: Disagree, northmere: Path, tmp_path: Path) -> None:
    disagree("area", "set", northmere)
    file = tmp_path / "protocol.yaml"
    file.write_text(PROTOCOL.read_text(encoding="utf-8").replace("ward: ", "wards: "), encoding="utf-8")

    said = told(disagree("protocol", "set", file, "--procedure", PROCEDURE))

    assert "roster_tiers: ward needs the tier" in said
    assert "roster_tiers: wards is no tier of invented-unit" in said


@pytest.mark.parametrize("command", [("area", "set"), ("protocol", "set"), ("roster", "import")])
def test_a_file_in_another_encoding_is_refused_plainly(
    disagree: Disagree, northmere: Path, command: tuple[str, ...]
) -> None:
    disagree("area", "set", northmere)
    northmere.write_bytes(b"\xff\xfe\x00")

    assert "not UTF-8" in told(disagree(*command, northmere))


def test_roster_import_takes_in_the_people_and_their_posts(
    disagree: Disagree, northmere: Path, people_file: Path, new: Path
) -> None:
    disagree("area", "set", northmere)

    result = disagree("roster", "import", people_file)

    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(" posts\n")
    database = connect(f"sqlite:///{new}")
    with database.read() as connection:
        known = people.everyone(connection)
    database.close()
    assert result.stdout.splitlines()[-1].startswith(f"{len(known)} people in ")


def test_roster_import_warns_of_what_may_be_meant_so(
    disagree: Disagree, northmere: Path, people_file: Path
) -> None:
    disagree("area", "set", northmere)
    people_file.write_text(roster_file().replace("01632 960302", ""), encoding="utf-8")

    result = disagree("roster", "import", people_file)

    assert result.exit_code == 0
    assert "warning: line 3: tom.ellery@northmere.example has no telephone number" in result.stdout


def test_roster_import_names_every_fault_and_takes_nothing_in(
    disagree: Disagree, northmere: Path, people_file: Path, new: Path
) -> None:
    disagree("area", "set", northmere)
    spoiled = roster_file().replace("senior_managers", "seniors").replace("tom.ellery@", "tom.ellery.")
    people_file.write_text(spoiled, encoding="utf-8")

    said = told(disagree("roster", "import", people_file))

    assert said.startswith("Error: nothing was taken in:\n")
    assert "line 3: " in said
    assert "seniors" in said
    assert raw(new, "SELECT COUNT(*) FROM person") == [(0,)]


@pytest.mark.parametrize("command", [("area", "set"), ("roster", "import")])
def test_a_database_that_is_behind_is_not_touched(
    disagree: Disagree, northmere: Path, people_file: Path, new: Path, command: tuple[str, ...]
) -> None:
    raw(new, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    file = northmere if command[0] == "area" else people_file

    assert "run `disagree migrate`" in told(disagree(*command, file))

    assert raw(new, "SELECT name FROM sqlite_master") == [("alembic_version",)]


def test_a_setting_that_cant_be_read_is_named_by_every_command(disagree: Disagree) -> None:
    assert "DISAGREE_PORT is wrong" in told(disagree("migrate", DISAGREE_PORT="x"))


def test_its_help_and_its_version_are_told(disagree: Disagree) -> None:
    assert "roster" in disagree("-h").output
    assert "version" in disagree("--version").output
