"""Case text is only in the room and in views; names are on no lock screen; ids carry references only."""

import re

import pytest

from messages import daily, leads
from messages.facts import Waiting
from tests.messages.samples import NOW, Samples, direct_messages, room_messages, values_in, views, words_of

PLANTED = "the yellow kite over the harbour"
NAMED = " Quickfinch"
WITH_CASE_TEXT = Samples(typed=PLANTED, suffix=NAMED)


def test_no_direct_message_holds_case_text() -> None:
    for name, made in direct_messages(WITH_CASE_TEXT).items():
        assert PLANTED not in words_of(made.blocks), name


def test_no_notification_holds_case_text_or_a_name_or_an_agency() -> None:
    made = room_messages(WITH_CASE_TEXT) | direct_messages(WITH_CASE_TEXT)

    for name, message in made.items():
        assert not re.search(f"{PLANTED}|{NAMED.strip()}|Priya|Health|Police", message.text), name


def test_no_line_in_the_room_holds_case_text_so_it_can_be_a_direct_message_where_there_is_no_room() -> None:
    for name, made in room_messages(WITH_CASE_TEXT).items():
        assert not name.startswith("line") or PLANTED not in words_of(made.blocks), name


def test_the_room_shows_the_case_text_to_those_in_it() -> None:
    made = room_messages(WITH_CASE_TEXT)

    assert all(PLANTED in words_of(made[name].blocks) for name in ("card open", "note", "outcome"))


def test_the_digest_and_the_daily_message_name_nobody() -> None:
    digest = leads.digest(WITH_CASE_TEXT.digest(unconfirmed=((7, f"Zed{NAMED}", "Health"),)))
    waiting = daily.waiting(Waiting(NOW.date(), WITH_CASE_TEXT.waiting_items))

    assert NAMED.strip() not in words_of(digest.blocks) + words_of(waiting.blocks)


def test_what_comes_back_to_us_holds_references_only() -> None:
    made = room_messages(WITH_CASE_TEXT) | direct_messages(WITH_CASE_TEXT)
    shown = [*(message.blocks for message in made.values()), *views(WITH_CASE_TEXT).values()]
    hidden = ("value", "private_metadata", "callback_id", "action_id", "block_id", "external_id")

    for carried in values_in(shown, hidden):
        assert re.fullmatch(r"[A-Za-z0-9_:/.-]+", carried), carried


@pytest.mark.parametrize("trick", ["<!channel>", "<@U024>", "<https://example.org|here>", "<!subteam^S1>"])
def test_no_name_can_ring_a_channel_or_make_a_link(trick: str) -> None:
    samples = Samples(suffix=f" {trick}")
    made = room_messages(samples) | direct_messages(samples)
    shown = [*(message.blocks for message in made.values()), *views(samples).values()]

    assert [text for text in _markup_in(shown) if trick in text] == []


def test_what_people_typed_is_never_read_as_markup() -> None:
    samples = Samples(typed="*bold* <!channel> :smile: https://example.org")
    made = room_messages(samples) | direct_messages(samples)
    shown = [*(message.blocks for message in made.values()), *views(samples).values()]

    assert [text for text in _markup_in(shown) if "*bold*" in text] == []


def _markup_in(shown: object) -> list[str]:
    if isinstance(shown, list):
        return [text for each in shown for text in _markup_in(each)]
    if not isinstance(shown, dict):
        return []
    if shown.get("type") == "mrkdwn":
        return [str(shown["text"])]
    return [text for value in shown.values() for text in _markup_in(value)]
