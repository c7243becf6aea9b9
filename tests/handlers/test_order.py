"""Commit, answer, then nothing that can fail; and of all that Slack offers, handlers call views.* only."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import handlers
from bot import settings
from bot.process import build
from sandbox.practice.stage import Door, Stage, at
from tests.journeys.conftest import InThisProcess
from tests.journeys.seen import raised_by

_FILES = sorted(Path(handlers.__file__).parent.glob("*.py"))


def _listeners() -> Iterator[ast.FunctionDef]:
    for file in _FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "ack" in {argument.arg for argument in node.args.args}:
                yield node


def _calls_of_ack(node: ast.AST) -> list[ast.Call]:
    found = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [call for call in found if isinstance(call.func, ast.Name) and call.func.id == "ack"]


@pytest.mark.parametrize(
    "listener", tuple(_listeners()), ids=lambda listener: f"{listener.name}:{listener.lineno}"
)
def test_a_listener_acknowledges_once_and_that_is_the_last_thing_it_does(listener: ast.FunctionDef) -> None:
    last = listener.body[-1]

    assert len(_calls_of_ack(listener)) == 1
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    assert _calls_of_ack(last)[0] is last.value


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_no_handler_calls_anything_of_slack_but_views(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    families = ("chat_", "conversations_", "users_", "pins_", "files_", "auth_", "api_call")

    assert [name for name in sorted(called) if name.startswith(families)] == []


class _WithoutEngine(InThisProcess):
    """The app with its door open and nobody who sweeps or delivers."""

    def start(self, environment: Mapping[str, str]) -> None:
        self.process = build(settings.read(environment))
        self.process.door.open()


@pytest.mark.parametrize("door", Door)
def test_while_nobody_delivers_only_views_are_called(tmp_path: Path, door: Door) -> None:
    with Stage(tmp_path, _WithoutEngine(), door, starts_at=at("Friday 2026-11-27 10:00")) as stage:
        ruth = stage.person("Ruth")
        stage.practice.open_home(ruth.id)
        _choose_a_place(stage)
        raised_by(stage, "Ines", "Northmere front door")

        methods = {call["method"] for call in stage.practice.calls()}

    assert methods - {"apps.connections.open"} <= {
        "views.open",
        "views.update",
        "views.publish",
        "views.push",
    }
    assert "views.open" in methods


def _choose_a_place(stage: Stage) -> None:
    """Ines, whom the roster does not list, says where she works; nobody has matched any account yet."""
    ines = stage.person("Ines")
    ines.types()
    agency = next(
        option["value"]
        for block in ines.view.blocks
        for option in block.get("element", {}).get("options", ())
        if option["text"]["text"] == "Education"
    )
    ines.chooses("agency", agency)
    ines.submits()
    ines.closes()
