"""*More about this note*: what is to be done, who was told of it by telephone, on whose file it is."""

from datetime import datetime

from messages import actions, blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Action, NoteShown
from messages.forms import asked, labelled_field, worded_as
from messages.room import filings, read_backs
from messages.words import say, say_plain

_WHO_MOST, _WORDS_MOST, _REFERENCE_MOST = 120, 300, 60


def window(facts: NoteShown, to_do: tuple[Action, ...], agency: str) -> View:
    """Return what somebody of an agency can do with a note; `to_do` is what came of its discussion."""
    value = _which(facts)
    told = [
        blocks.section(say("reading", "note_title", note=facts)),
        *blocks.sections(say("room", "note_head", note=facts)),
        blocks.divider(),
        blocks.section(
            say("note_more", "to_do"), labelled(ids.ADD_ACTION, f"{facts.reference}/{facts.number}")
        ),
        *actions.rows(facts.reference, to_do, agency),
        blocks.divider(),
        blocks.section(say("note_more", "read_back"), labelled(ids.READ_BACK, value)),
        *read_backs(facts),
        blocks.divider(),
        blocks.section(say("note_more", "file"), labelled(ids.COPY_NOTE, value)),
        *filings(facts),
    ]
    return blocks.window(say_plain("note_more", "title"), say_plain("forms", "close"), told)


def read_back(facts: NoteShown, form_id: str, now: datetime) -> View:
    """Return the form for what somebody outside Slack said. The metadata is that of the note/form_id."""
    fields = [
        blocks.context(say("note_more", "read_back_how", note=facts)),
        labelled_field("note_more", "who", blocks.text_line(ids.WHO, _WHO_MOST, facts.others[:_WHO_MOST])),
        labelled_field("note_more", "read_at", blocks.moment(ids.READ_AT, now)),
        labelled_field(
            "note_more", "is_right", blocks.radio(ids.IS_RIGHT, worded_as("note_is", ("right", "not_right")))
        ),
        labelled_field("note_more", "words", blocks.text_lines(ids.WORDS, _WORDS_MOST), is_optional=True),
    ]
    return asked("note_more", "heard", f"{_which(facts)}/{form_id}", ids.READ_BACK_FORM, fields)


def file(facts: NoteShown) -> View:
    """Return the last question before a copy counts as filed. The metadata is reference/number/version."""
    number = blocks.text_line(ids.THEIR_REFERENCE, _REFERENCE_MOST)
    fields = [
        *blocks.sections(say("note_more", "filed", note=facts)),
        labelled_field("note_more", "their_reference", number, is_optional=True),
    ]
    return asked("note_more", "filed", _which(facts), ids.FILE_NOTE_FORM, fields)


def with_filing(view: View, facts: NoteShown) -> View:
    """Return the copy of a note with the button that says that it is on the child's file."""
    button: list[Block] = blocks.actions(labelled(ids.FILE_NOTE, _which(facts)))
    return view | {"blocks": [*view["blocks"][: blocks.BLOCKS_IN_VIEW - 1], *button]}


def _which(facts: NoteShown) -> str:
    return f"{facts.reference}/{facts.number}/{facts.version}"
