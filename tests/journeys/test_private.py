"""What people type stays in the room, in views and in the record: a phrase is planted in every field."""

import json
from collections.abc import Iterator, Mapping

import pytest

from sandbox.practice.own_process import OwnProcess
from sandbox.practice.stage import Door, Stage, at
from sandbox.slack.screen import words_of
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

FIELDS = (
    *("dispute", "wanted", "their_reference", "own_manager", "command"),
    *("said", "child", "actions", "others", "said_again", "words"),
    *("agreed", "open_issues", "safe", "review", "detail"),
)
PHRASES = {field: f"planted-{field.replace('_', '-')}-xyzzy" for field in FIELDS}


@pytest.fixture(scope="module", params=Door)
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A journey through every form, the app at DEBUG and its database broken off once."""
    folder = tmp_path_factory.mktemp("planted")
    app = _AtDebug(folder / "disagree.log")
    with Stage(folder, app, Door(request.param), starts_at=at("Friday 2026-11-27 10:00")) as stage:
        _walk(stage)
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
    assert _found_in(logged) == []


def test_no_phrase_is_in_any_notification_or_direct_message(walked: Stage) -> None:
    rows = walked.practice.deliveries()
    messages = [row for row in rows if row["kind"] not in ("view", "home")]

    assert _found_in("\n".join(row["text"] for row in messages)) == []
    assert _found_in("\n".join(words_of(row["blocks"]) for row in messages if row["kind"] == "dm")) == []


def test_no_phrase_is_in_any_name_id_value_or_metadata(walked: Stage) -> None:
    opaque = [
        value
        for call in walked.practice.calls()
        for name, value in _leaves(call["args"])
        if name
        in ("name", "topic", "purpose", "action_id", "block_id", "value", "callback_id", "external_id")
        or name in ("private_metadata", "url")
    ]

    assert _found_in("\n".join(opaque)) == []


def test_words_typed_after_the_command_are_kept_nowhere(walked: Stage) -> None:
    database = walked.database.read_bytes()

    assert PHRASES["said"].encode() in database
    assert PHRASES["command"].encode() not in database


class _AtDebug(OwnProcess):
    def start(self, environment: Mapping[str, str]) -> None:
        super().start({**environment, "DISAGREE_LOG_LEVEL": "DEBUG"})


def _walk(stage: Stage) -> None:
    priya, tom = stage.person("Priya"), stage.person("Tom")
    priya.types(text=PHRASES["command"])
    priya.closes()
    texts = {field: PHRASES[field] for field in ("dispute", "wanted", "their_reference")}
    raised_by(stage, "Priya", "Tom", details={"own_manager": PHRASES["own_manager"]}, **texts)
    said = {field: PHRASES[field] for field in ("said", "child", "actions", "others")}
    priya.presses("note")
    where = {"channel": "call", "leaves": "partly", "took_part": [priya.finds("took_part", "Tom Ellery")]}
    priya.submits({**said, **where})
    priya.closes()
    stage.settle()
    tom.presses("dispute_note")
    tom.submits({"words": PHRASES["words"]})
    tom.closes()
    priya.presses("correct_note")
    priya.submits({"said": PHRASES["said_again"]})
    priya.closes()
    stage.settle()
    tom.presses("more", chosen="I have looked again")
    tom.submits({"review": "kept", "words": PHRASES["review"]})
    tom.closes()
    tom.presses("more", chosen="A protective step was taken")
    tom.submits({"step_kind": "conference", "detail": PHRASES["detail"]})
    tom.closes()
    stage.move_to("Monday 2026-11-30 09:00")
    priya.presses("outcome")
    settled = {field: PHRASES[field] for field in ("agreed", "open_issues", "safe")}
    priya.submits({**settled, "how": "stands", "answer": "agree"})
    priya.closes()
    stage.move_to("Tuesday 2026-12-01 09:00")


def _found_in(text: str) -> list[str]:
    return [field for field, phrase in PHRASES.items() if phrase in text]


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
