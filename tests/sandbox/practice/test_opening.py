import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from slack_sdk import WebClient

from bot import command_line
from sandbox.practice.folder import Folder
from sandbox.practice.own_process import OwnProcess
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from sandbox.practice.workspaces import CantStart, Partnership, PeopleAlone
from sandbox.slack.client import Impossible
from sandbox.slack.identity import BOT_TOKEN
from tests.journeys.seen import Silent
from tests.project.repository import ROOT
from tests.sandbox.practice.command import Running, none_left, practice_of, running

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

COLUMNS = "area;agency;kind;team;name;e-mail;telephone;post;tier;reports to;deputy for;safeguarding lead"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield int(other.getsockname()[1])


def refused(*arguments: str | Path, code: int = 1) -> str:
    """Give the command, which does not start, and return what it said."""
    result = CliRunner().invoke(command_line.main, ["practice", "--no-browser", *map(str, arguments)])
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    return result.output


def test_a_port_that_is_taken_is_told_with_what_to_do(taken: int, tmp_path: Path) -> None:
    said = refused("--port", f"{taken}", "--folder", tmp_path)

    assert said == (
        f"Error: port {taken} is in use, perhaps by another practice: choose another with --port, "
        "or let one be found with --port 0\n"
    )


def test_the_practice_slack_by_itself_tells_it_too(taken: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sandbox.slack", "--port", f"{taken}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert (
        done.stderr == f"port {taken} can't be had (Address already in use): choose another, or 0 for any\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="every port is open to root")
def test_a_port_that_needs_rights_is_told_with_what_to_do(tmp_path: Path) -> None:
    assert "choose one above 1023 with --port" in refused("--port", "80", "--folder", tmp_path)


def test_every_fault_of_a_roster_is_told_by_line_and_nothing_is_left_running(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    spoiled = roster_file().replace("senior_managers", "seniors").replace("tom.ellery@", "tom.ellery.")
    file.write_text(spoiled, encoding="utf-8")

    command = Running("--port", "0", "--folder", tmp_path, "--roster", file)

    assert command.ends() == 1
    said = command.said
    assert "Error: nothing was taken in:\nline 3: " in said
    assert len([line for line in said.splitlines() if "seniors" in line]) == 5
    assert none_left(tmp_path)


def test_a_trainer_brings_people_of_their_own_to_whom_nothing_has_happened(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    rows = (
        COLUMNS,
        "northmere;Nurses;health;;Priya Long;priya.l@north.example;1;Nurse;practitioners;;;",
        "northmere;Nurses;health;;Priya Short;priya.s@north.example;2;Lead;first_line_managers;;;yes",
    )
    file.write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8")

    with (
        running("--port", "0", "--folder", tmp_path, "--roster", file) as command,
        practice_of(command) as practice,
    ):
        web = WebClient(BOT_TOKEN, base_url=f"{command.url}/api/")
        titles = {each["id"]: each["profile"]["title"] for each in web.users_list()["members"]}
        seen = practice.sees("U0PRIYA2").private_channels

    assert titles["U0PRIYA"] == "Nurse, Nurses"
    assert titles["U0PRIYA2"] == "Lead, Nurses"
    assert "U0TOM" not in titles
    assert seen == ()


def test_a_database_that_no_practice_made_is_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "disagree.db"
    real.write_bytes(b"somebody's")

    said = refused("--port", "0", "--folder", tmp_path)

    assert "was made by no practice, so it is left alone" in said
    assert real.read_bytes() == b"somebody's"


def test_the_last_lines_of_an_app_that_does_not_start_are_shown(tmp_path: Path) -> None:
    folder = Folder.prepare(tmp_path)
    app = OwnProcess(folder.log, ("-c", "raise SystemExit('no such luck')"))

    with pytest.raises(CantStart) as why, Partnership(folder, app=app).set_up(0, Silent()):
        pass

    assert "the app has ended" in str(why.value)
    assert f"{folder.log}:\nno such luck" in str(why.value)


def test_ended_while_it_is_set_up_it_leaves_nothing_running(tmp_path: Path) -> None:
    with running("--port", "0", "--folder", tmp_path) as command:
        command.waits_for("Setting up")

        assert command.ends(signal.SIGINT) == 0

    assert "The practice is over; nothing of it runs any more." in command.said
    assert none_left(tmp_path)


def test_any_other_app_finds_the_people_and_what_it_needs_to_come(tmp_path: Path) -> None:
    with running("--port", "0", "--without-app", "--manifest", ROOT / "app-manifest.yml") as command:
        web = WebClient(BOT_TOKEN, base_url=f"{command.url}/api/")
        names = {each["profile"]["real_name"] for each in web.users_list()["members"]}
        said = command.said

    assert {account.name for account in accounts()} <= names
    for words in (f"{command.url}/api/", "xoxb-practice", "xapp-practice", "practice-signing-secret"):
        assert words in said
    assert "Database" not in said


def test_without_its_manifest_no_app_is_installed_yet() -> None:
    with (
        running("--port", "0", "--without-app") as command,
        practice_of(command) as practice,
        pytest.raises(Impossible, match="no app is installed in this workspace"),
    ):
        practice.command("U0PRIYA", "/disagree")

    assert "none is installed yet" in command.said


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param("features: [", "can't be read as YAML or JSON", id="not YAML"),
        pytest.param("- a list", "is no app manifest", id="no manifest"),
    ],
)
def test_a_manifest_that_cant_be_read_is_told(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "manifest.yml"
    file.write_text(written, encoding="utf-8")

    assert told in refused("--port", "0", "--without-app", "--manifest", file)


def test_a_manifest_that_slack_could_not_install_is_told(tmp_path: Path) -> None:
    workspace = PeopleAlone({"display_information": {"name": "No bot"}})

    with (
        pytest.raises(CantStart, match=r"the manifest has no features\.bot_user"),
        workspace.set_up(0, Silent()),
    ):
        pass


@pytest.mark.parametrize(
    "arguments",
    [("--manifest", "FILE"), ("--without-app", "--roster", "FILE"), ("--without-app", "--folder", ".")],
)
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "any"
    file.write_text("", encoding="utf-8")

    refused(*(str(file) if each == "FILE" else each for each in arguments), code=2)
