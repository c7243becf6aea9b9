"""A very long disagreement: Slack takes what is shown of it, and what is left out is said."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from messages import reading, room
from messages.facts import Card, Communication, IssueShown, Member, OutcomeShown, Party, Who
from messages.result import Message
from sandbox.slack.kit import surfaces
from tests.messages.samples import FACILITIES, NOW, Samples, texts_in, words_of

AGENCIES = tuple(f"Northmere Community Health and Care Agency {number}" for number in range(1, 11))
WORDS = "The plan was ended too soon, and nobody asked the school or the nursery about it. "
SAMPLES = Samples(typed=WORDS * 8)
MESSAGE_MOST, VIEW_BYTES_MOST = 10_000, 250_000
STATES = pytest.mark.parametrize("state", ["open", "agreed", "closed", "taken_back", "withdrawn"])


def who(number: int) -> Who:
    """Somebody with a long name, a long post and a long agency."""
    name, post = f"Persephone Featherstonehaugh {number}", "Specialist community public health nurse"
    return Who(number, name, post, AGENCIES[number % 10], "01632 960301", f"U{number}")


def issue(number: int) -> IssueShown:
    done = NOW if number % 3 == 0 else None
    return IssueShown(number, WORDS * 2, who(number), NOW.date(), done, who(number), WORDS if done else "")


@cache
def long(state: str = "open") -> Card:
    """Ten agencies, thirty notes, forty issues, sixty things to do, a hundred letters."""
    few = SAMPLES.card()
    return replace(
        few,
        state=state,
        parties=tuple(
            Party(
                at,
                agency,
                tuple(who(10 * each + at) for each in range(5)),
                "standing_in",
                has_call=True,
                times=3,
            )
            for at, agency in enumerate(AGENCIES)
        ),
        issues=tuple(map(issue, range(1, 41))),
        outcome=proposed(),
        notes=tuple(
            SAMPLES.note(number=number, took_part=tuple(map(who, range(6))), version=2)
            for number in range(1, 31)
        ),
        actions=tuple(replace(few.actions[0], number=number, text=WORDS * 2) for number in range(1, 61)),
        communications=tuple(
            Communication(number, who(number), WORDS, NOW.date(), WORDS) for number in range(1, 101)
        ),
        members=tuple(Member(who(number), "First-line managers") for number in range(60)),
        advice=tuple(replace(few.advice[0], agency=agency) for agency in AGENCIES),
        unanswered=AGENCIES,
        facilities=FACILITIES,
    )


def proposed() -> OutcomeShown:
    answers = tuple((agency, "agree", who(at)) for at, agency in enumerate(AGENCIES))
    return SAMPLES.outcome(issues=tuple(map(issue, range(1, 41))), answers=answers)


def length(message: Message) -> int:
    return sum(map(len, texts_in(message.blocks)))


@STATES
def test_slack_takes_its_card_in_every_state(state: str) -> None:
    card = room.card(long(state))

    assert surfaces.faults_in_message(card.blocks) == []
    assert length(card) < MESSAGE_MOST


def test_a_card_that_holds_too_much_says_where_the_rest_is_and_keeps_its_buttons() -> None:
    card, few = room.card(long()), room.card(SAMPLES.card())

    assert "There is more than a message holds. All of it is under “Read it”." in words_of(card.blocks)
    assert "There is more than a message holds" not in words_of(few.blocks)
    assert [block["type"] for block in card.blocks][-1] == "actions"
    for agency in AGENCIES:
        assert agency in words_of(card.blocks)
    assert "*Due Friday 27 November" in words_of(card.blocks)


def test_an_outcome_of_which_a_part_is_cut_says_where_the_whole_is() -> None:
    outcome = room.outcome(proposed())

    assert surfaces.faults_in_message(outcome.blocks) == []
    assert length(outcome) < MESSAGE_MOST
    assert "It is longer than this; all of it is under “Read it”." in words_of(outcome.blocks)
    assert "It is longer than this" not in words_of(room.outcome(Samples(typed="Short.").outcome()).blocks)


@STATES
def test_slack_takes_what_is_read_of_it_and_that_says_where_the_rest_is(state: str) -> None:
    view = reading.read(long(state))

    assert surfaces.faults_in_view(view, "modal") == []
    assert len(json.dumps(view)) < VIEW_BYTES_MOST
    assert "There is more. “Copy the record” has it all." in words_of(view["blocks"][-1])


def test_what_is_read_holds_every_issue_action_letter_and_person_whole() -> None:
    words = words_of(reading.read(long("agreed"))["blocks"])

    assert "40. " in words
    assert words.count(WORDS.strip()) > 40 + 60 + 100
    for member in long().members:
        assert member.who.name in words


def test_a_note_with_much_beside_it_is_taken_too_and_says_where_the_rest_is() -> None:
    long_one = SAMPLES.note(
        said=WORDS * 40,
        took_part=tuple(map(who, range(40))),
        missing=tuple(map(who, range(40))),
        held_at=NOW - timedelta(days=2),
    )
    note = room.note(long_one)

    assert surfaces.faults_in_message(note.blocks) == []
    assert length(note) < MESSAGE_MOST
    assert "It is longer than this; all of it is under “Read it”." in words_of(note.blocks)
