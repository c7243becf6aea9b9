"""Whatever people and rosters hold, Slack takes what we send."""

from functools import cache

import pytest

from messages.blocks import View
from messages.repeats import repeated
from messages.result import Message
from sandbox.slack.kit import surfaces
from tests.messages.samples import Samples, direct_messages, fields_of, room_messages, texts_in, views

MESSAGE_MOST = 10_000
"""Slack refuses somewhat longer messages, at a length that it does not tell."""

NOTIFICATION_MOST = 150

HOSTILE = {
    "plain words": Samples(),
    "nothing typed": Samples(typed=""),
    "3,000 emoji": Samples(typed="🙂" * 3000, suffix=" 🙂" * 400),
    "a long line without a space": Samples(typed="x" * 3000, suffix="x" * 3000),
    "ampersands": Samples(typed="&<>" * 1000, suffix=" &<>" * 300),
    "many lines": Samples(typed="line\n" * 600, suffix="\n\nline" * 20),
    "only what is not seen": Samples(typed="\u202e\u200b\u2066 \n", suffix="\u202e\u200b"),
    "templates": Samples(typed="{{ 7 * 7 }}{% block x %}{# #}", suffix="{{ 7 * 7 }}"),
}
HOW = pytest.mark.parametrize("samples", HOSTILE.values(), ids=HOSTILE)


@cache
def each_message(samples: Samples) -> dict[str, Message]:
    made = room_messages(samples) | direct_messages(samples)
    return made | {f"{name}, sent again": repeated(message) for name, message in made.items()}


@cache
def each_view(samples: Samples) -> dict[str, View]:
    return views(samples)


@HOW
def test_slack_finds_no_fault_with_any_message(samples: Samples) -> None:
    faults = {name: surfaces.faults_in_message(made.blocks) for name, made in each_message(samples).items()}

    assert {name: found for name, found in faults.items() if found} == {}


@HOW
def test_slack_finds_no_fault_with_any_view(samples: Samples) -> None:
    faults = {name: surfaces.faults_in_view(view, view["type"]) for name, view in each_view(samples).items()}

    assert {name: found for name, found in faults.items() if found} == {}


@HOW
def test_a_message_is_never_so_long_that_slack_refuses_it(samples: Samples) -> None:
    lengths = {name: sum(map(len, texts_in(made.blocks))) for name, made in each_message(samples).items()}

    assert {name: length for name, length in lengths.items() if length >= MESSAGE_MOST} == {}


@HOW
def test_a_notification_is_short(samples: Samples) -> None:
    lengths = {name: len(made.text) for name, made in each_message(samples).items()}

    assert {name: length for name, length in lengths.items() if not 0 < length <= NOTIFICATION_MOST} == {}


@HOW
def test_nothing_is_an_empty_place(samples: Samples) -> None:
    shown = [*(made.blocks for made in each_message(samples).values()), *each_view(samples).values()]

    assert [text for each in shown for text in texts_in(each) if not text.strip()] == []


def test_a_fields_block_and_element_have_the_same_id_so_that_what_was_typed_stays() -> None:
    for view in views(Samples()).values():
        for name, block in fields_of(view).items():
            assert block["element"]["action_id"] == name


def test_a_form_with_fields_can_be_sent_and_one_to_read_cannot() -> None:
    for name, view in views(Samples()).items():
        assert not fields_of(view) or "submit" in view, name
