"""The verdict on what was killed notices what must not be."""

from typing import Any

import pytest

from messages.blocks import context
from messages.words import say
from storage.notices import State
from tests.under_fire.verdict import of_posts

MARK = context(say("repeats", "repeat"))


def post(key: str, *blocks: Any) -> dict[str, Any]:
    metadata = {"event_type": "notice", "event_payload": {"key": key}}
    return {"args": {"metadata": metadata, "blocks": list(blocks)}}


@pytest.mark.parametrize(
    ("posts", "states", "kinds"),
    [
        pytest.param([post("a")], {"a": State.SENT}, [], id="said once"),
        pytest.param([post("a"), post("a", MARK)], {"a": State.SENT}, [], id="again, and marked"),
        pytest.param([post("a"), post("a")], {"a": State.SENT}, ["unmarked_repeats"], id="again, unmarked"),
        pytest.param([post("a")], {"a": State.DROPPED}, [], id="said, and needed no more"),
        pytest.param([post("a")], {"a": State.WAITING}, ["lost"], id="said, and not known to be"),
        pytest.param([post("")], {}, ["lost"], id="said of nothing"),
        pytest.param([], {"a": State.SENT}, ["lost"], id="said to be sent, and never was"),
        pytest.param([], {"a": State.FAILED}, ["lost"], id="given up"),
    ],
)
def test_posts_are_judged_by_what_they_are_for(
    posts: list[dict[str, Any]], states: dict[str, str], kinds: list[str]
) -> None:
    sent = {key: ("call", state) for key, state in states.items()}

    assert [finding.kind for finding in of_posts(posts, sent)] == kinds
