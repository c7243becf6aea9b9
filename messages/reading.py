"""What a person opens to read: the whole disagreement, a copy for the file, an answer, whom to ring."""

from collections.abc import Iterator

from messages import actions, afterwards, blocks, communications, ids, typed
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import AdviceShown, Card, Details, NoteShown, OutcomeShown, PolicyShown
from messages.room import (
    card_buttons,
    dispute_name,
    filings,
    inside_words,
    labelled_text,
    not_agreed,
    note_texts,
    outcome_texts,
    owed_besides,
    read_backs,
    same_child,
)
from messages.words import say, say_plain
from procedure.acts import Way

_COPY_SECTIONS = 90
_COPY_BYTES = 200_000
"""Slack takes a view of 250 kB as JSON."""


def read(facts: Card) -> View:
    """Return *Read it*: all that somebody called needs to know, the newest note first."""
    shown = [
        *blocks.sections(say("reading", "head", card=facts)),
        *owed_besides(facts),
        *([blocks.context(say("room", "card_older", card=facts))] if facts.older else []),
        *blocks.sections(say("room", "card_about", card=facts)),
        *blocks.sections(say("reading", "circumstances", card=facts)),
        *inside_words(facts),
        *labelled_text(dispute_name(facts), facts.dispute),
        *labelled_text("card_wanted", facts.wanted),
        *labelled_text("card_their_reference", facts.their_reference),
        *same_child(facts),
        *labelled_text("card_safe", facts.safe),
        *blocks.sections(say("room", "card_safety", card=facts)),
        *(labelled_text("card_put_back_why", facts.put_back.why) if facts.put_back else ()),
        *labelled_text("card_actions", "\n".join(actions.lines(facts.actions))),
        *([] if facts.way == Way.CONCERN else blocks.sections(say("reading", "advice", card=facts))),
        *labelled_text("card_letters", "\n".join(communications.lines(facts))),
        *blocks.sections(say("reading", "who_is_who", members=facts.members)),
        blocks.context(say("reading", "never_waits", card=facts)),
        *blocks.actions(
            *(card_buttons(facts) if not facts.room else ()),
            labelled(ids.COPY_RECORD, facts.reference),
            labelled(ids.REOPEN, facts.reference) if facts.reopen_until else None,
            labelled(ids.ELSE, facts.reference),
        ),
    ]
    for part in _parts(facts):
        if len(shown) + len(part) >= blocks.BLOCKS_IN_VIEW:
            shown.append(blocks.context(say("reading", "more")))
            break
        shown += part
    return blocks.window(facts.reference, say_plain("forms", "close"), shown)


def copy(title: str, text: str) -> View:
    """Return a text to be copied, as plain as it is; where a view can't hold it all, it says so first."""
    pieces = list(typed.parts(typed.clean(text), blocks.SECTION))
    held = list(_that_fit(pieces))
    first = "copy_is_cut" if len(held) < len(pieces) else "copy_how"
    shown = [blocks.verbatim(piece) for piece in held]
    return blocks.window(title, say_plain("forms", "close"), [blocks.context(say("reading", first)), *shown])


def answer(title: str, text: str) -> View:
    """Return a view with just an answer, in plain text."""
    return blocks.window(title, say_plain("forms", "close"), blocks.quoted(text)[:_COPY_SECTIONS])


def who_to_ring(facts: Card) -> View:
    """Return everyone who acts at the tier reached, and the designated leads, with their telephones."""
    told = blocks.sections(say("reading", "who_to_ring", card=facts))
    return blocks.window(say_plain("buttons", ids.WHO_TO_RING), say_plain("forms", "close"), told)


def _parts(facts: Card) -> Iterator[list[Block]]:
    """What may be more than a view holds, the most needed first; the copy of the record has it all."""
    yield from _ends(facts)
    if more := list(_more(facts.details)):
        yield more
    for review in reversed(facts.reviews):
        yield [
            blocks.section(say("reading", "review", review=review)),
            *blocks.quoted(review.why),
            *labelled_text("would_change", review.would_change),
        ]
    yield from (_advised(said) for said in facts.advice)
    for step in reversed(facts.steps):
        yield [
            blocks.section(say("reading", "step", step=step)),
            *blocks.quoted("\n".join(step.texts)),
        ]
    if not facts.notes:
        yield [blocks.section(say("reading", "no_notes"))]
    for note in reversed(facts.notes):
        if not note.inside:
            yield list(_note(note))
    yield from _inside_one_agency([note for note in facts.notes if note.inside])


def _inside_one_agency(notes: list[NoteShown]) -> Iterator[list[Block]]:
    """Kept apart from the talks between agencies, and read by the same people (Beds 2.5)."""
    if notes:
        yield [blocks.divider(), *blocks.sections(say("reading", "notes_inside"))]
    for note in reversed(notes):
        yield list(_note(note))


def _more(facts: Details) -> Iterator[Block]:
    """What was typed about it, and about the talk with one's own manager."""
    for _, question, text in facts.answers:
        yield blocks.section(say("reading", "asked", question=question))
        yield from blocks.quoted(text)
    if facts.manager:
        yield blocks.section(say("reading", "talked", details=facts))
    yield from blocks.quoted(facts.manager_view)
    if facts.why_not:
        yield blocks.section(say("reading", "not_talked"))
        yield from blocks.quoted(facts.why_not)


def _ends(facts: Card) -> Iterator[list[Block]]:
    if facts.outcome:
        yield _outcome(facts.outcome)
    if facts.told:
        yield [*blocks.sections(say("room", "card_told", card=facts)), *blocks.quoted(facts.told.words)]
    yield from _said_besides(facts)
    for reopening in reversed(facts.reopenings):
        yield [
            *blocks.sections(say("reading", "reopening", reopening=reopening)),
            *blocks.quoted(reopening.why),
        ]
    yield from (_outcome(past) for past in reversed(facts.past))
    if facts.withdrawal:
        yield labelled_text("withdrawal_why", facts.withdrawal.why)
    for refusal in reversed(facts.refusals):
        yield not_agreed(refusal)


def _said_besides(facts: Card) -> Iterator[list[Block]]:
    """What one person says for themselves, whatever the agencies agree."""
    yield from (afterwards.texts(said) for said in reversed(facts.look_backs))
    for dissent in reversed(facts.dissents):
        yield [blocks.section(say("reading", "dissent", dissent=dissent)), *blocks.quoted(dissent.words)]
    yield from (_policy(issue) for issue in reversed(facts.policy_issues))


def _advised(facts: AdviceShown) -> list[Block]:
    told = blocks.sections(say("reading", "advised", said=facts))
    return [*told, *blocks.quoted(facts.adviser_words), *blocks.quoted(facts.text)]


def _policy(facts: PolicyShown) -> list[Block]:
    answer = [blocks.section(say("reading", "policy_answer", issue=facts))] if facts.answer else []
    return [
        blocks.section(say("reading", "policy", issue=facts)),
        *blocks.quoted(facts.words),
        *answer,
        *blocks.quoted(facts.answer),
    ]


def _outcome(facts: OutcomeShown) -> list[Block]:
    head = blocks.sections(say("reading", "outcome", outcome=facts))
    return [*head, *outcome_texts(facts), *blocks.sections(say("room", "outcome_answers", outcome=facts))]


def _note(facts: NoteShown) -> Iterator[Block]:
    yield blocks.divider()
    yield blocks.section(say("reading", "note_title", note=facts))
    yield from blocks.sections(say("room", "note_head", note=facts))
    yield from note_texts(facts)
    for disputed in facts.disputes:
        yield blocks.section(say("room", "note_dispute", note=facts, disputed=disputed))
        yield from blocks.quoted(disputed.words)
    yield from read_backs(facts)
    yield from blocks.sections(say("room", "note_approvals", note=facts))
    yield from filings(facts)


def _that_fit(pieces: list[str]) -> Iterator[str]:
    size = 0
    for piece in pieces[:_COPY_SECTIONS]:
        size += len(piece.encode("ascii", "backslashreplace"))
        if size > _COPY_BYTES:
            return
        yield piece
