"""The forms for discussion notes: record one, correct it, say that it is not right."""

from datetime import datetime

from messages import blocks, ids
from messages.blocks import Block, View
from messages.facts import NoteDraft, NoteShown
from messages.forms import CHECKED, asked, labelled_field, one_of, person_option, worded_as
from messages.words import say, say_plain
from procedure.acts import Channel, Leaves

_TOOK_PART_MOST, _OTHERS_MOST = 10, 200
_SAID_MOST, _CHILD_MOST, _ACTIONS_MOST, _WORDS_MOST = 1500, 600, 500, 600


def note(reference: str, form_id: str, now: datetime, begun: NoteDraft | None = None) -> View:
    """
    Return the form for a note of one discussion, held now or before, `begun` with a message of the room.
    The metadata is reference/form_id.
    """
    fields = [
        *([blocks.context(say("notes", "from_message", draft=begun))] if begun else []),
        *_circumstances(begun.held_at if begun else now, begun),
        *_contents(begun),
    ]
    return asked("notes", "note", f"{reference}/{form_id}", ids.NOTE_FORM, fields)


def correct(facts: NoteShown, form_id: str) -> View:
    """Return the same form with what the note says. The metadata is reference/number/version/form_id."""
    fields = [
        blocks.context(say("notes", "correct_what_happens")),
        *_circumstances(facts.held_at, facts),
        *_contents(facts),
    ]
    return asked("notes", "correct", f"{_which(facts)}/{form_id}", ids.CORRECT_FORM, fields)


def dispute(facts: NoteShown) -> View:
    """Return the form for the words of somebody who was there. The metadata is reference/number/version."""
    fields = [
        blocks.section(say("notes", "dispute_which", note=facts)),
        labelled_field("notes", "words", blocks.text_lines(ids.WORDS, _WORDS_MOST)),
    ]
    return asked("notes", "dispute", _which(facts), ids.DISPUTE_FORM, fields)


def _which(facts: NoteShown) -> str:
    return f"{facts.reference}/{facts.number}/{facts.version}"


def _circumstances(held_at: datetime, before: NoteShown | NoteDraft | None) -> list[Block]:
    people = [person_option(person) for person in before.took_part] if before else []
    search = blocks.search_many(ids.TOOK_PART, say_plain("forms", "search_person"), _TOOK_PART_MOST, people)
    channel = one_of(ids.CHANNEL, worded_as("channel", Channel), before.channel if before else "")
    others = blocks.text_line(ids.OTHERS, _OTHERS_MOST, before.others if before else "")
    return [
        labelled_field("notes", "held_at", blocks.moment(ids.HELD_AT, held_at)),
        labelled_field("notes", "channel", channel),
        # Optional, because somebody outside Slack may have been the only other one; the rules ask for one.
        labelled_field("notes", "took_part", search, is_optional=True),
        labelled_field("notes", "others", others, is_optional=True),
    ]


def _contents(before: NoteShown | NoteDraft | None) -> list[Block]:
    said = blocks.text_lines(ids.SAID, _SAID_MOST, before.said if before else "")
    child = blocks.text_lines(ids.CHILD, _CHILD_MOST, before.child if before else "")
    who_does = blocks.text_lines(ids.ACTIONS, _ACTIONS_MOST, before.actions if before else "")
    is_ticked = before is not None and before.same_child
    box = blocks.checkbox(ids.SAME_CHILD, say_plain("notes", "same_child_box"), CHECKED, is_ticked=is_ticked)
    leaves = one_of(ids.LEAVES, worded_as("leaves", Leaves), before.leaves if before else "")
    return [
        labelled_field("notes", "said", said),
        labelled_field("notes", "child", child),
        labelled_field("notes", "actions", who_does, is_optional=True),
        labelled_field("notes", "same_child", box, is_optional=True),
        labelled_field("notes", "leaves", leaves),
    ]
