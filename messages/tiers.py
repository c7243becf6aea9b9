"""The forms that people use while a tier has a disagreement: take it up, pass it on, move it, hurry it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from messages import blocks, ids
from messages.blocks import Block, Element, View
from messages.facts import Card, Choice, Party, Risk, Who
from messages.forms import (
    asked,
    how_soon,
    labelled_field,
    one_of,
    party_options,
    person_option,
    worded_as,
)
from messages.words import say, say_plain
from procedure.acts import Review, Stands, Step, Way

_WORDS_MOST, _DETAIL_MOST, _WHOM_MOST, _REFERENCE_MOST = 600, 300, 100, 60

_PROCEDURE = "procedure"
_NO_SOONER = frozenset({_PROCEDURE, "unknown"})
"""Answers to how soon that bring nothing forward."""


def take_up(reference: str, choices: Iterable[Choice], way: str = Way.BETWEEN) -> View:
    """Return the question by when somebody who is on it will have spoken; the choices are promises."""
    options = [
        blocks.option(say_plain("tiers", f"promise_{choice.id}", at=choice.until), choice.id)
        for choice in choices
    ]
    question = "promise" if way == Way.BETWEEN else "promise_inside"
    fields = [labelled_field("tiers", question, blocks.radio(ids.PROMISE, options))]
    return asked("tiers", "take_up", reference, ids.TAKE_UP_FORM, fields)


def move_up(facts: Card) -> View:
    """Return the last question before the next tier is called."""
    told = [
        *blocks.sections(say("tiers", "move_up", card=facts)),
        blocks.context(say("tiers", "never_waits")),
    ]
    return blocks.form(
        ids.MOVE_UP_FORM,
        facts.reference,
        say_plain("tiers", "move_up_title"),
        say_plain("tiers", "move_up_submit"),
        say_plain("tiers", "move_up_not_yet"),
        told,
    )


def sooner(metadata: str, choices: Iterable[Choice], soon: str = "") -> View:
    """Return the form that brings protect-by forward; `soon` is what has been chosen in it so far."""
    told = blocks.section(say("tiers", "sooner"))
    times = [choice for choice in choices if choice.id not in _NO_SOONER]
    return asked("tiers", "sooner", metadata, ids.SOONER_FORM, [told, *how_soon(times, soon)])


def risk(metadata: str, facts: Risk, soon: str = "") -> View:
    """Return the question how soon it must be settled at the tier reached (Beds 2.4)."""
    told = blocks.section(say("tiers", "risk", is_short=facts.is_short))
    if not facts.is_short:
        times = [choice for choice in facts.choices if choice.id != _PROCEDURE]
        return asked("tiers", "risk", metadata, ids.RISK_FORM, [told, *how_soon(times, soon)])
    # The procedure's time is here the time of the tier reached, which the choices do not know.
    times = [replace(choice, until=None) if choice.id == _PROCEDURE else choice for choice in facts.choices]
    return asked("tiers", "risk", metadata, ids.RISK_FORM, [told, *how_soon(times, soon)])


def not_mine(reference: str) -> View:
    """Return the form of somebody called by mistake, who may say whom to call instead."""
    who = labelled_field("tiers", "not_mine_person", _person(), is_optional=True)
    return asked(
        "tiers", "not_mine", reference, ids.NOT_MINE_FORM, [blocks.section(say("tiers", "not_mine")), who]
    )


def phoned(reference: str, parties: Iterable[Party]) -> View:
    """Return the question which agency was reached by phone."""
    agency = labelled_field("tiers", "phoned_agency", one_of(ids.AGENCY, party_options(parties)))
    told = blocks.section(say("tiers", "phoned"))
    return asked("tiers", "phoned", reference, ids.PHONED_FORM, [told, agency])


def step(reference: str, now: datetime) -> View:
    """Return the form for a protective step, taken now or before."""
    fields = [
        blocks.section(say("tiers", "step")),
        labelled_field("tiers", "step_kind", one_of(ids.STEP_KIND, worded_as("step", Step))),
        labelled_field("tiers", "stands", blocks.radio(ids.STANDS, worded_as("stands_now", Stands))),
        labelled_field("tiers", "taken_at", blocks.moment(ids.TAKEN_AT, now)),
        labelled_field("tiers", "by_whom", blocks.text_line(ids.BY_WHOM, _WHOM_MOST), is_optional=True),
        labelled_field(
            "tiers",
            "step_reference",
            blocks.text_line(ids.THEIR_REFERENCE, _REFERENCE_MOST),
            is_optional=True,
        ),
        labelled_field("tiers", "detail", blocks.text_lines(ids.DETAIL, _DETAIL_MOST), is_optional=True),
    ]
    return asked("tiers", "step", reference, ids.STEP_FORM, fields)


def police(reference: str, now: datetime) -> View:
    """Return the short form for a report to the police that has been made (Beds 5)."""
    fields = [
        blocks.section(say("tiers", "police")),
        labelled_field("tiers", "rang_at", blocks.moment(ids.TAKEN_AT, now)),
        labelled_field("tiers", "who_rang", blocks.text_line(ids.BY_WHOM, _WHOM_MOST), is_optional=True),
        labelled_field(
            "tiers",
            "police_reference",
            blocks.text_line(ids.THEIR_REFERENCE, _REFERENCE_MOST),
            is_optional=True,
        ),
        labelled_field("tiers", "reported", blocks.text_lines(ids.DETAIL, _DETAIL_MOST), is_optional=True),
    ]
    return asked("tiers", "police", reference, ids.POLICE_FORM, fields)


def look_again(reference: str, prompts: Sequence[str] = ()) -> View:
    """
    Return the form in which the challenged side says what it found when it looked again (Beds 1.2, 1.3, 6.1);
    `prompts` are the area's own (Beds 1.4).
    """
    fields = [
        *blocks.sections(say("tiers", "look_again")),
        *(block for prompt in prompts for block in blocks.quoted(prompt)),
        labelled_field("tiers", "review", blocks.radio(ids.REVIEW, worded_as("review", Review))),
        labelled_field("tiers", "why", blocks.text_lines(ids.WORDS, _WORDS_MOST)),
        labelled_field(
            "tiers",
            "would_change",
            blocks.text_lines(ids.WOULD_CHANGE, _DETAIL_MOST),
            is_optional=True,
        ),
    ]
    return asked("tiers", "look_again", reference, ids.LOOK_AGAIN_FORM, fields)


def take_out(reference: str, people: Iterable[Who]) -> View:
    """Return the form that takes out somebody invited by mistake."""
    options = [person_option(person) for person in people]
    if not options:
        return _nobody("take_out")
    person = labelled_field("tiers", "take_out_person", one_of(ids.PERSON, options))
    told = blocks.section(say("tiers", "take_out"))
    return asked("tiers", "take_out", reference, ids.TAKE_OUT_FORM, [told, person])


def hand_over(reference: str) -> View:
    """Return the form that hands one's part to a colleague."""
    person = labelled_field("tiers", "hand_over_person", _person())
    told = blocks.section(say("tiers", "hand_over"))
    return asked("tiers", "hand_over", reference, ids.HAND_OVER_FORM, [told, person])


def stand_in(reference: str, parties: Iterable[Party]) -> View:
    """Return the form in which the safeguarding lead names who acts for an agency."""
    fields: list[Block] = [
        labelled_field("tiers", "stand_in_agency", one_of(ids.AGENCY, party_options(parties))),
        labelled_field("tiers", "stand_in_person", _person()),
    ]
    return asked("tiers", "stand_in", reference, ids.STAND_IN_FORM, fields)


def _person() -> Element:
    return blocks.search(ids.PERSON, say_plain("forms", "search_person"))


def _nobody(name: str) -> View:
    title, close = say_plain("tiers", f"{name}_title"), say_plain("forms", "close")
    return blocks.window(title, close, [blocks.section(say("tiers", f"{name}_nobody"))])
