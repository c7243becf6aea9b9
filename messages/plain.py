"""A note, and the whole record, as plain text for the child's file (London 11.1.9; Beds 6.11)."""

from collections.abc import Iterator

from messages import typed
from messages.facts import NoteShown, Record, RecordLine
from messages.words import say_for_file

_INDENT = "    "


def note_copy(facts: NoteShown) -> str:
    """Return a discussion note with its approvals and disputes, each time with its year."""
    return "\n".join(_note(facts))


def record_copy(facts: Record) -> str:
    """Return the whole record: every entry with its time, its author and its clause, and every text."""
    parts = [
        say_for_file("plain", "record_head", record=facts),
        say_for_file("plain", "record_now", record=facts),
        *(line for entry in facts.lines for line in _entry(entry)),
        *(line for note in facts.card.notes for line in ("", *_note(note))),
        "",
        say_for_file("plain", "record_foot", record=facts),
    ]
    return "\n".join(parts)


def _note(facts: NoteShown) -> Iterator[str]:
    yield say_for_file("plain", "note_head", note=facts)
    for name, text in _note_texts(facts):
        yield from _named(name, text)
    for disputed in facts.disputes:
        yield say_for_file("plain", "note_dispute", note=facts, disputed=disputed)
        yield from _indented(disputed.words)
    yield say_for_file("plain", "note_approvals", note=facts)


def _note_texts(facts: NoteShown) -> tuple[tuple[str, str], ...]:
    return (
        ("others", facts.others),
        ("said", facts.said),
        ("child", facts.child),
        ("actions", facts.actions),
    )


def _entry(facts: RecordLine) -> Iterator[str]:
    yield ""
    yield say_for_file("plain", "entry", line=facts)
    yield from _indented(say_for_file("room", f"line_{facts.event.kind}", event=facts.event))
    for name, text in facts.texts:
        yield from _named(name, text)


def _named(name: str, text: str) -> Iterator[str]:
    if text:
        yield say_for_file("plain", "text_name", name=name)
        yield from _indented(text)


def _indented(text: str) -> Iterator[str]:
    for line in typed.clean(text).split("\n"):
        yield f"{_INDENT}{line}".rstrip()
