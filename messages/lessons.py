"""The referral for wider learning: what the record shows, the summary, the text to send (Beds 7.1)."""

from messages import blocks, ids, reading
from messages.blocks import View
from messages.facts import Lessons
from messages.forms import asked, labelled_field
from messages.typed import clean
from messages.words import say, say_for_file, say_plain

_SUMMARY_MOST = 1500


def refer(facts: Lessons) -> View:
    """Return what the record shows; where the procedure was followed, the question for a summary."""
    told = [
        *blocks.sections(say("lessons", "head", lessons=facts)),
        *blocks.sections(say("lessons", "checks", lessons=facts)),
    ]
    if not facts.is_followed:
        missing = blocks.sections(say("lessons", "not_followed"))
        return blocks.window(facts.reference, say_plain("forms", "close"), [*told, *missing])
    summary = labelled_field("lessons", "summary", blocks.text_lines(ids.SUMMARY, _SUMMARY_MOST))
    return asked("lessons", "refer", facts.reference, ids.LESSONS_FORM, [*told, summary])


def letter(facts: Lessons) -> View:
    """Return the text of the referral, to be copied into an e-mail."""
    return reading.copy(facts.reference, letter_text(facts))


def letter_text(facts: Lessons) -> str:
    """Return the referral as plain text; nothing in it names a person, an agency or a child."""
    parts = (
        say_for_file("lessons", "letter_head", lessons=facts),
        "",
        clean(facts.summary),
        "",
        say_for_file("lessons", "letter_foot", lessons=facts),
    )
    return "\n".join(parts)
