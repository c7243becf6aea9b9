"""The forms for what follows once it is settled."""

from collections.abc import Sequence

from messages import blocks, ids, typed
from messages.blocks import Element, View
from messages.facts import IssueShown, OutcomeShown
from messages.forms import asked, labelled_field, one_of, worded_as
from messages.room import outcome_texts
from messages.words import say, say_plain
from procedure.acts import RaiserAnswer

_WORDS_MOST = 600


def issue_done(reference: str, issues: Sequence[IssueShown], number: int = 0) -> View:
    """
    Return the question what was done about an outstanding issue, `number` chosen where it is known. The
    metadata is the reference.
    """
    waiting = [issue for issue in issues if issue.done_at is None]
    if not waiting:
        words = blocks.sections(say("follow_up", "issue_done_nothing"))
        return blocks.window(reference, say_plain("forms", "close"), words)
    fields = [
        labelled_field(
            "follow_up", "issue", one_of(ids.ISSUE, [issue_option(each) for each in waiting], f"{number}")
        ),
        labelled_field("follow_up", "done_words", blocks.text_lines(ids.WORDS, _WORDS_MOST)),
    ]
    return asked("follow_up", "issue_done", reference, ids.ISSUE_DONE_FORM, fields)


def raiser_told(facts: OutcomeShown) -> View:
    """Return how it was settled, and the question what the one who raised it says to it."""
    answers = blocks.radio(ids.ANSWER, worded_as("raiser_answer", RaiserAnswer))
    fields = [
        *blocks.sections(say("follow_up", "raiser_told", outcome=facts)),
        *outcome_texts(facts),
        labelled_field("follow_up", "raiser_answer", answers),
        labelled_field(
            "follow_up", "raiser_words", blocks.text_lines(ids.WORDS, _WORDS_MOST), is_optional=True
        ),
    ]
    return asked("follow_up", "raiser_told", facts.reference, ids.RAISER_TOLD_FORM, fields)


def issue_option(issue: IssueShown) -> Element:
    """Return an outstanding issue to choose, by its number."""
    return blocks.option(f"{issue.number}. {typed.on_one_line(issue.text)}", f"{issue.number}")
