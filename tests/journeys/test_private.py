"""What people type stays in the room, in views and in the record: a phrase is planted in every field."""

import json
from collections.abc import Iterator, Mapping

import pytest

from sandbox.practice.own_process import OwnProcess
from sandbox.practice.stage import Door, Stage, at
from sandbox.slack.screen import words_of
from tests import volatile
from tests.journeys.planted import PHRASES, found_in, walk

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", params=Door)
def walked(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A journey through every form, the app at DEBUG and its database broken off once."""
    begins = at("Friday 2026-11-27 10:00")
    with volatile.folder() as folder:
        app = _AtDebug(folder / "disagree.log")
        with Stage(folder, app, Door(request.param), starts_at=begins) as stage:
            walk(stage)
            yield stage


def test_every_phrase_was_taken_in(walked: Stage) -> None:
    priya = walked.person("Priya")

    priya.presses("read")
    priya.presses_here("copy_record")

    record = priya.view.words
    priya.closes()
    missing = [field for field, phrase in PHRASES.items() if phrase not in record and field != "command"]
    assert missing == []


def test_no_phrase_is_in_any_log_or_traceback(walked: Stage) -> None:
    logged = (walked.folder / "disagree.log").read_text(encoding="utf-8")

    assert "DEBUG" in logged
    assert found_in(logged) == []


def test_no_phrase_is_in_any_notification_or_direct_message(walked: Stage) -> None:
    rows = walked.practice.deliveries()
    messages = [row for row in rows if row["kind"] not in ("view", "home")]

    assert found_in("\n".join(row["text"] for row in messages)) == []
    assert found_in("\n".join(words_of(row["blocks"]) for row in messages if row["kind"] == "dm")) == []


def test_no_phrase_is_in_any_name_id_value_or_metadata(walked: Stage) -> None:
    opaque = [
        value
        for call in walked.practice.calls()
        for name, value in _leaves(call["args"])
        if name
        in ("name", "topic", "purpose", "action_id", "block_id", "value", "callback_id", "external_id")
        or name in ("private_metadata", "url")
    ]

    assert found_in("\n".join(opaque)) == []


def test_words_typed_after_the_command_are_kept_nowhere(walked: Stage) -> None:
    database = walked.database.read_bytes()

    assert PHRASES["said"].encode() in database
    assert PHRASES["command"].encode() not in database


class _AtDebug(OwnProcess):
    def start(self, environment: Mapping[str, str]) -> None:
        super().start({**environment, "DISAGREE_LOG_LEVEL": "DEBUG"})


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, name)
    elif isinstance(value, str) and value[:1] in "[{":
        try:
            yield from _leaves(json.loads(value), name)
        except ValueError:
            yield name, value
    elif value is not None:
        yield name, str(value)
