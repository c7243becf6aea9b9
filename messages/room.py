"""What stands in the room: the card, notes, outcomes, and a line for each thing that happens."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from messages import actions as to_do
from messages import ids, typed
from messages.blocks import (
    Block,
    Element,
    actions,
    button,
    context,
    divider,
    header,
    held,
    quoted,
    section,
    sections,
)
from messages.buttons import labelled, more_of
from messages.facts import Card, Disputed, Event, NotAgreed, NoteShown, OutcomeShown, ReadBack
from messages.result import Message
from messages.words import say, say_plain
from procedure.acts import Answer, Danger, Way

_ANSWERS_SHOWN, _READ_BACKS_SHOWN = 3, 2
_IN_MESSAGE = {
    "card_dispute": 620,
    "card_concern": 620,
    "card_wanted": 220,
    "card_their_reference": 80,
    "card_safe": 620,
    "note_others": 300,
    "note_said": 1800,
    "note_child": 800,
    "note_actions": 700,
    "note_dispute": 700,
    "read_back_who": 140,
    "read_back_words": 320,
    "card_actions": 360,
    "outcome_agreed": 2000,
    "outcome_issues": 2000,
    "outcome_safe": 1000,
    "outcome_why": 1000,
}
"""
How much of each text a message shows, so that it holds under 10,000 characters in all. The forms take less
than each of these, so nothing that was typed in them is cut; the views show everything whole.
"""

WHOLE: Mapping[str, int] = MappingProxyType({})

_MORE = {
    "open": (ids.STEP, ids.LOOK_AGAIN, ids.PHONED, ids.HAND_OVER, ids.ELSE),
    "agreed": (ids.STEP, ids.HAND_OVER, ids.ELSE),
}

_BETWEEN_AGENCIES = frozenset({ids.LOOK_AGAIN, ids.PHONED})


def card(facts: Card) -> Message:
    """Return the one message that is kept up to date, for the state that the disagreement is in."""
    blocks = [header(say_plain("room", "card_title", card=facts)), *_CARDS[facts.state](facts)]
    return Message(say("room", "notify_card", card=facts), held(blocks, _rest("card_rest")))


def card_buttons(facts: Card) -> list[Element]:
    """Return what can be done from the card, for where there is no room to hold one."""
    shown = _BUTTONS.get(facts.state)
    return [*shown(facts), *_more(facts)] if shown else []


def note(facts: NoteShown) -> Message:
    """Return a discussion note with its approvals, for everyone named in it to answer."""
    value = f"{facts.reference}/{facts.number}/{facts.version}"
    blocks = [
        header(say_plain("room", "note_title", note=facts)),
        *sections(say("room", "note_head", note=facts)),
        *note_texts(facts, _IN_MESSAGE),
        *_answers(facts),
        *read_backs(facts, _READ_BACKS_SHOWN),
        *sections(say("room", "note_approvals", note=facts)),
        *filings(facts),
        *actions(
            labelled(ids.APPROVE, value, is_first=not facts.is_approved),
            labelled(ids.DISPUTE_NOTE, value),
            labelled(ids.CORRECT_NOTE, value),
            labelled(ids.COPY_NOTE, value),
            labelled(ids.NOTE_MORE, value),
        ),
    ]
    return Message(say("room", "notify_note", note=facts), held(blocks, _rest("note_rest")))


def note_replaced(facts: Event) -> Message:
    """Return what stands where an older version of a note stood: the words that it had are in the record."""
    words = sections(say("room", "note_replaced", event=facts))
    return Message(say("room", "notify_line", event=facts), words)


def outcome(facts: OutcomeShown) -> Message:
    """Return a proposed outcome with each agency's answer so far."""
    given = [answer for _, answer, _ in facts.answers]
    waits = "" in given and Answer.DO_NOT_AGREE not in given
    value = f"{facts.reference}/{int(facts.proposed_at.timestamp())}"
    blocks = [
        header(say_plain("room", "outcome_title", outcome=facts)),
        *sections(say("room", "outcome_head", outcome=facts)),
        *outcome_texts(facts, _IN_MESSAGE),
        *sections(say("room", "outcome_answers", outcome=facts)),
        *actions(_confirm(facts, value) if waits else None),
    ]
    return Message(say("room", "notify_outcome", outcome=facts), held(blocks, _rest("card_rest")))


def _rest(words: str) -> Block:
    return context(say("room", words))


def _confirm(facts: OutcomeShown, value: str) -> Element:
    """Inside an agency one person answers, and not an agency."""
    if facts.way == Way.BETWEEN:
        return labelled(ids.CONFIRM, value, is_first=True)
    return button(ids.CONFIRM, say_plain("inside", "answer"), value, style="primary")


def outcome_refused(reference: str, facts: NotAgreed) -> Message:
    """Return what stands where an outcome was proposed to which an agency has not agreed, and why."""
    return Message(say("room", "notify_refused", reference=reference), not_agreed(facts, _IN_MESSAGE))


def not_agreed(facts: NotAgreed, most: Mapping[str, int] = WHOLE) -> list[Block]:
    """Return that an agency did not agree to what was proposed, and why."""
    return [
        *sections(say("room", "outcome_refused", refusal=facts)),
        *labelled_text("outcome_why", facts.why, most),
    ]


def line(facts: Event) -> Message:
    """Return one line for one thing that happened; its words are picked by the kind."""
    return Message(say("room", "notify_line", event=facts), sections(line_text(facts)))


def line_text(facts: Event) -> str:
    """Return the words of that line; they hold nothing that was typed."""
    return say("room", f"line_{facts.kind}", event=facts)


def note_texts(facts: NoteShown, most: Mapping[str, int] = WHOLE) -> list[Block]:
    """Return what a note says, each text under its name, at most so much of each."""
    return [
        *labelled_text("note_others", facts.others, most),
        *labelled_text("note_said", facts.said, most),
        *labelled_text("note_child", facts.child, most),
        *labelled_text("note_actions", facts.actions, most),
    ]


def read_backs(facts: NoteShown, most: int | None = None) -> list[Block]:
    """Return what people outside Slack said when it was read to them, the newest `most` of it."""
    shown = facts.read_backs[-most:] if most else facts.read_backs
    return [block for heard in shown for block in _read_back(facts, heard)]


def filings(facts: NoteShown) -> list[Block]:
    """Return on whose file this version is; nothing where it is on none."""
    filed = [filing for filing in facts.filings if filing.version == facts.version]
    return [context(say("room", "note_filed", filings=filed))] if filed else []


def outcome_texts(facts: OutcomeShown, most: Mapping[str, int] = WHOLE) -> list[Block]:
    """Return what an outcome says, each text under its name, at most so much of each."""
    return [
        *labelled_text("outcome_agreed", facts.agreed, most),
        *labelled_text("outcome_issues", "\n".join(_issues(facts)), most),
        *([] if facts.issues else sections(say("room", "outcome_no_issues"))),
        *labelled_text("outcome_safe", facts.safe, most),
    ]


def labelled_text(name: str, text: str, most: Mapping[str, int] = WHOLE) -> list[Block]:
    """Return what somebody typed under its name; nothing where nothing was typed."""
    limit = most.get(name)
    shown = quoted(text, limit)
    is_cut = limit is not None and typed.length(typed.clean(text)) > limit
    cut = [context(say("room", "cut_short"))] if is_cut else []
    return [section(say("room", name)), *shown, *cut] if shown else []


def _issues(facts: OutcomeShown) -> Iterator[str]:
    for issue in facts.issues:
        pursued = say_plain("room", "issue_owner", issue=issue)
        yield f"{issue.number}. {issue.text}{' ' if pursued else ''}{pursued}"
        if issue.words:
            yield issue.words


def _answers(facts: NoteShown) -> list[Block]:
    """The newest words of those who hold it to be inaccurate; the copy for the file has them all."""
    shown = facts.disputes[-_ANSWERS_SHOWN:]
    more = len(facts.disputes) - len(shown)
    blocks = [block for disputed in shown for block in _answer(facts, disputed)]
    return [*blocks, *([context(say("room", "note_more_disputes", number=more))] if more else [])]


def _answer(facts: NoteShown, disputed: Disputed) -> list[Block]:
    head = section(say("room", "note_dispute", note=facts, disputed=disputed))
    return [head, *quoted(disputed.words, _IN_MESSAGE["note_dispute"])]


def _read_back(facts: NoteShown, heard: ReadBack) -> list[Block]:
    return [
        section(say("room", "note_read_back", note=facts, heard=heard)),
        *quoted(heard.who, _IN_MESSAGE["read_back_who"]),
        *quoted(heard.words, _IN_MESSAGE["read_back_words"]),
    ]


def _open(facts: Card) -> list[Block]:
    return [
        *sections(say("room", "card_ladder", card=facts)),
        *sections(say("room", "card_about", card=facts)),
        *sections(say("room", "card_parties", card=facts)),
        *(sections(say("room", "card_supporters", card=facts)) if facts.supporters else []),
        *([_police(facts)] if facts.danger != Danger.NONE else []),
        *(sections(say("room", "card_risk", card=facts)) if facts.risk_asked else []),
        *sections(say("room", "card_advice", card=facts)),
        *sections(say("room", "card_facilities", card=facts)),
        *(sections(say("room", "card_withdrawal", card=facts)) if facts.withdrawal else []),
        *_in_dispute(facts),
        *sections(say("room", "card_dissents", card=facts)),
        *sections(say("room", "card_next", card=facts)),
        *owed_besides(facts),
        *([context(say("room", "card_older", card=facts))] if facts.older else []),
        context(say("room", "card_reminders", card=facts)),
        *actions(*_open_buttons(facts), labelled(ids.READ, facts.reference), *_more(facts)),
    ]


def _police(facts: Card) -> Block:
    return section(say("room", "card_police", card=facts), labelled(ids.POLICE, facts.reference))


def _agreed(facts: Card) -> list[Block]:
    return [
        *sections(say("room", "card_agreed", card=facts)),
        *sections(say("room", "card_lacking", lacking=facts.lacking)),
        *([context(say("room", "card_unanswered", agencies=facts.unanswered))] if facts.unanswered else []),
        *owed_besides(facts),
        *_left_open(facts),
        *_what_the_raiser_says(facts),
        *sections(say("room", "card_dissents", card=facts)),
        *_to_do(facts),
        context(say("room", "card_reminders", card=facts)),
        *actions(
            labelled(ids.READ, facts.reference),
            labelled(ids.COPY_RECORD, facts.reference),
            *_agreed_buttons(facts),
            *([labelled(ids.COMMUNICATIONS, facts.reference)] if facts.unanswered else []),
            *([labelled(ids.LOOK_BACK, facts.reference)] if facts.asks_look_back else []),
            *_more(facts),
        ),
    ]


def owed_besides(facts: Card) -> list[Block]:
    """Return what is owed beside the tier's time, late or not; nothing where nothing is."""
    return sections(say("room", "card_duties", duties=facts.duties)) if facts.duties else []


def _left_open(facts: Card) -> list[Block]:
    return sections(say("room", "card_issues", issues=facts.issues)) if facts.issues else []


def _what_the_raiser_says(facts: Card) -> list[Block]:
    return sections(say("room", "card_told", card=facts)) if facts.told or facts.waits_for_raiser else []


def _closed(facts: Card) -> list[Block]:
    return [
        *sections(say("room", "card_closed", card=facts)),
        *_left_open(facts),
        *_what_the_raiser_says(facts),
        *actions(labelled(ids.READ, facts.reference), labelled(ids.COPY_RECORD, facts.reference)),
    ]


def _taken_back(facts: Card) -> list[Block]:
    return sections(say("room", "card_taken_back", card=facts))


def _withdrawn(facts: Card) -> list[Block]:
    return [
        *sections(say("room", "card_withdrawn", card=facts)),
        *actions(labelled(ids.READ, facts.reference), labelled(ids.COPY_RECORD, facts.reference)),
    ]


_CARDS = {
    "open": _open,
    "agreed": _agreed,
    "closed": _closed,
    "taken_back": _taken_back,
    "withdrawn": _withdrawn,
}


def _in_dispute(facts: Card) -> list[Block]:
    none_yet = [] if facts.dispute else sections(say("room", "card_no_dispute"))
    return [
        divider(),
        *inside_words(facts),
        *none_yet,
        *labelled_text(dispute_name(facts), facts.dispute, _IN_MESSAGE),
        *labelled_text("card_wanted", facts.wanted, _IN_MESSAGE),
        *labelled_text("card_their_reference", facts.their_reference, _IN_MESSAGE),
        *same_child(facts),
        *labelled_text("card_safe", facts.safe, _IN_MESSAGE),
        *sections(say("room", "card_safety", card=facts)),
        *_putting_back(facts),
        *_to_do(facts),
        divider(),
    ]


def _to_do(facts: Card) -> list[Block]:
    return labelled_text("card_actions", "\n".join(to_do.lines(facts.actions)), _IN_MESSAGE)


def dispute_name(facts: Card) -> str:
    """Return under which name the text stands with which it began."""
    return "card_concern" if facts.way == Way.CONCERN else "card_dispute"


def inside_words(facts: Card) -> list[Block]:
    """Return whom it is about inside an agency, and who reads a written concern; nothing between agencies."""
    if facts.way == Way.CONCERN:
        return sections(say("room", "card_private", card=facts))
    return sections(say("room", "card_whom", card=facts)) if facts.about else []


def same_child(facts: Card) -> list[Block]:
    """Return whether both sides know that they mean the same child: a question between agencies only."""
    return sections(say("room", "card_same_child", card=facts)) if facts.way == Way.BETWEEN else []


def _putting_back(facts: Card) -> list[Block]:
    """What is asked, and the button behind which stands why."""
    if facts.put_back is None:
        return []
    return [
        *sections(say("room", "card_put_back", card=facts)),
        *actions(labelled(ids.ANSWER_PUT_BACK, facts.reference)),
    ]


def _open_buttons(facts: Card) -> list[Element]:
    reference = facts.reference
    shown = [ids.NOTE, ids.OUTCOME, *([ids.MOVE_UP] if facts.next_tier else []), ids.SOONER]
    risk = [labelled(ids.RISK, reference, is_first=facts.is_short)] if facts.risk_asked else []
    buttons = [labelled(name, reference, is_first=name == ids.NOTE and not facts.is_short) for name in shown]
    return [*risk, *buttons]


def _agreed_buttons(facts: Card) -> list[Element]:
    issues = [still for still in facts.lacking if still.what == "owner"]
    return [
        *([labelled(ids.OWN_ISSUE, facts.reference, is_first=True)] if issues else []),
        labelled(ids.FILED, facts.reference),
        labelled(ids.CLOSE, facts.reference, is_first=not facts.lacking),
    ]


def _more(facts: Card) -> list[Element]:
    names = _MORE[facts.state]
    if facts.way != Way.BETWEEN:
        names = tuple(name for name in names if name not in _BETWEEN_AGENCIES)
    return more_of(names, facts.reference)


_BUTTONS = {"open": _open_buttons, "agreed": _agreed_buttons}
