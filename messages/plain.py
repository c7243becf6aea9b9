"""A note, and the whole record, as plain text for the child's file (London 11.1.9; Beds 6.11)."""

from collections.abc import Iterable, Iterator

from messages import typed
from messages.facts import NoteCopy, NoteShown, Record, RecordLine
from messages.words import say_for_file

_INDENT = "    "


def note_copy(facts: NoteCopy) -> str:
    """Return a discussion note with its approvals and disputes, and what every copy says of itself."""
    head = say_for_file("plain", "copy_head", copy=facts)
    foot = say_for_file("plain", "copy_foot", copy=facts)
    return "\n".join([head, "", *_note(facts.note), "", foot])


def record_copy(facts: Record) -> str:
    """Return the whole record: every entry with its time, its author and its clause, and every text."""
    parts = [
        say_for_file("plain", "record_head", record=facts),
        say_for_file("plain", "copy_head", copy=facts),
        say_for_file("plain", "record_now", record=facts),
        *(line for entry in facts.lines for line in _entry(entry)),
        *_notes("notes_between", [note for note in facts.card.notes if not note.inside]),
        *_notes("notes_inside", [note for note in facts.card.notes if note.inside]),
        "",
        say_for_file("plain", "copy_foot", copy=facts),
    ]
    return "\n".join(parts)


def _notes(heading: str, notes: Iterable[NoteShown]) -> Iterator[str]:
    """Notes of talks inside one agency stand by themselves (Beds 2.5)."""
    found = list(notes)
    if found:
        yield from ("", say_for_file("plain", heading))
    for note in found:
        yield from ("", *_note(note))


def _note(facts: NoteShown) -> Iterator[str]:
    yield say_for_file("plain", "note_head", note=facts)
    for name, text in _note_texts(facts):
        yield from _named(name, text)
    for disputed in facts.disputes:
        yield say_for_file("plain", "note_dispute", note=facts, disputed=disputed)
        yield from _indented(disputed.words)
    for heard in facts.read_backs:
        yield say_for_file("plain", "note_read_back", note=facts, heard=heard)
        yield from _indented(heard.who)
        yield from _indented(heard.words)
    yield say_for_file("plain", "note_approvals", note=facts)
    for filing in facts.filings:
        yield say_for_file("plain", "note_filed", filing=filing)
        yield from _named("their_reference", filing.their_reference)


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
    """Nothing where nothing was typed."""
    for line in typed.clean(text).split("\n"):
        yield f"{_INDENT}{line}".rstrip()
