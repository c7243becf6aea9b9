import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.practice.stage import LONDON
from sandbox.slack.client import Practice
from sandbox.slack.screen import Screen, SeenMessage
from tests.sandbox.practice.command import REAL, Running, apps_of, none_left, person, practice_of, running

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="module")
def command(folder: Path) -> Iterator[Running]:
    """One run for all that only look."""
    with running("--port", "0", "--folder", folder) as command:
        command.waits_for("Ctrl-C ends it.")
        yield command
        assert command.ends(signal.SIGTERM) == 0
        assert none_left(folder)


@pytest.fixture(scope="module")
def practice(command: Running) -> Iterator[Practice]:
    with practice_of(command) as practice:
        yield practice


def room(screen: Screen, reading: str) -> tuple[SeenMessage, ...]:
    """Return the messages of the one private room in which some words stand."""
    found = [one for one in screen.private_channels if any(reading in each.words for each in one.messages)]
    assert len(found) == 1, screen.dump()
    return found[0].messages


def test_it_says_where_everything_is_and_that_nothing_leaves_this_machine(
    command: Running, folder: Path
) -> None:
    for words in (
        f"Page              {command.url}/\n",
        str(folder / "disagree.db"),
        str(folder / "disagree.log"),
        f"{command.url}/api/",
        "xoxb-practice",
        "xapp-practice",
        "practice-signing-secret",
        "It listens on this machine only. Everything in it is invented, and nothing leaves this machine.",
        "Ctrl-C ends it.",
    ):
        assert words in command.said


def test_everybodys_mail_can_be_read_beside_slack(command: Running, practice: Practice) -> None:
    page = re.search(r"Mail +(http://127\.0\.0\.1:\d+/)\n", command.said)
    assert page is not None, command.said
    grace = person(practice, "Grace")

    read = httpx.get(page[1]).text
    desk = httpx.get(f"{command.url}/?as={grace.id}").text

    assert "you are asked to act" in read
    assert "January 2027" in read, "in the workspace's own time"
    assert f"{page[1]}?to=grace.mensah%40northmere.example" in desk


def test_it_is_a_thursday_morning_and_time_goes_on(practice: Practice) -> None:
    now = practice.now().astimezone(LONDON)

    assert f"{now:%A %Y-%m-%d %H}" == "Thursday 2027-01-14 09"
    assert practice.clock()["speed"] == 1.0
    assert practice.now() > now


def test_one_disagreement_was_raised_this_morning_and_is_not_answered(practice: Practice) -> None:
    tom = person(practice, "Tom")

    words = "\n".join(each.words for each in room(tom.sees(), "The baby has since lost weight"))

    assert "Raised Thursday 14 January, 09:00 by Priya Nair" in words
    assert "Practitioners (now)" in words
    assert "Called, no answer yet." in words
    assert "take_up" in tom.message_with("take_up")[1].buttons


def test_one_is_with_the_senior_managers_with_a_note_approved_and_one_disputed(practice: Practice) -> None:
    noor, sam = person(practice, "Noor"), person(practice, "Sam")

    words = "\n".join(each.words for each in room(sam.sees(), "The plan says a visit each week"))

    assert "Senior managers (now)" in words
    assert "Noor Rahimi" in words
    assert "no answer yet" in words
    assert "Approved by everyone named who can be asked." in words
    assert "I agreed to a visit this week, not to two visits a week." in words
    assert [each for each in noor.sees().notifications if "Friday 15 January" in each.text]


def test_one_waits_for_the_answer_of_an_agency_to_an_outcome(practice: Practice) -> None:
    nadia = person(practice, "Nadia")

    proposed = nadia.message_with("confirm")[1].words

    assert "Northmere Young Carers agrees (Jess Holloway)." in proposed
    assert "Police has not answered yet." in proposed


def test_the_head_teacher_has_left_and_her_account_with_her(practice: Practice) -> None:
    paula = person(practice, "Paula")

    assert paula.sees().channels == ()
    assert not [one for one in practice.deliveries() if one["kind"] == "dm" and one["to"] == [paula.id]]


def test_whoever_the_roster_does_not_list_is_asked_where_she_works(practice: Practice) -> None:
    ines = person(practice, "Ines")

    ines.types()
    title = ines.view.title
    ines.closes()

    assert title == "Who are you with?"


def test_whoever_has_no_part_sees_nothing(practice: Practice) -> None:
    zed = person(practice, "Zed")

    assert zed.sees().private_channels == ()
    assert zed.sees().notifications == ()


def test_the_app_is_given_nothing_of_this_machines_settings(command: Running, folder: Path) -> None:
    (environment,) = apps_of(folder).values()

    assert not set(REAL.values()) & set(environment.values())
    assert environment["SLACK_BOT_TOKEN"] == "xoxb-practice"
    assert environment["SLACK_API_URL"] == f"{command.url}/api/"


def test_an_app_that_has_ended_is_told_and_comes_back_when_all_starts_again(
    command: Running, practice: Practice, folder: Path
) -> None:
    tom, (app,) = person(practice, "Tom"), apps_of(folder)
    practice.say(tom.id, "general", "said before it all began anew")
    seen = command.url

    os.kill(app, signal.SIGKILL)
    command.waits_for("The app has ended.")
    practice.start_again()
    command.waits_for("Ctrl-C ends it.", times=2)

    assert command.url == seen
    with practice_of(command) as anew:
        assert "said before it all began anew" not in person(anew, "Tom").sees().words
        assert room(person(anew, "Tom").sees(), "The baby has since lost weight")
        assert person(anew, "Tom").types(text="help") is not None
    assert apps_of(folder).keys() != {app}
