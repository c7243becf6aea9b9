"""Direct messages to people with a part: what they must know even outside the room, without case text."""

from messages import ids
from messages.blocks import Block, actions, section, sections
from messages.buttons import labelled
from messages.facts import Event
from messages.result import Message
from messages.room import line_text
from messages.words import has_words, say

_ASKED_FOR = {
    "settled": (ids.RAISER_TOLD,),
    "duty_late": (ids.DUTY_DONE,),
    "put_back_proposed": (ids.ANSWER_PUT_BACK,),
    "safety_asked": (ids.CHECK_SAFETY,),
    "safety_failed": (ids.RISK, ids.STEP),
}
"""What a message asks of the one who reads it, before they can read the whole."""

_OFFERED = {
    "closed": (ids.STILL_DISAGREE,),
    "closed_and_asked": (ids.LOOK_BACK, ids.STILL_DISAGREE),
    "withdrawal_asked": (ids.WITHDRAWAL_AGREE, ids.WITHDRAWAL_DECLINE),
}
"""What else they may do, beside reading the whole."""

_REFERRED = frozenset({"policy_issue", "procedure_problem"})
"""To people who may have no part: they read the issue, and nothing else."""

_WITHOUT_A_PART = frozenset({"taken_out", "taken_back", "post_notified"})


def told(facts: Event) -> Message:
    """Return a direct message; a kind without words of its own has those of its line in the room."""
    return Message(say("told", _notification(facts), event=facts), [*_body(facts), *_buttons(facts)])


def _notification(facts: Event) -> str:
    if has_words("told", own := f"notify_{facts.kind}"):
        return own
    return "notify" if facts.reference else "notify_nothing"


def _body(facts: Event) -> list[Block]:
    if has_words("told", facts.kind):
        return sections(say("told", facts.kind, event=facts))
    return [section(say("told", "which", event=facts)), *sections(line_text(facts))]


def _buttons(facts: Event) -> list[Block]:
    if facts.kind == "danger_unsent":
        return actions(labelled(ids.OPEN_RAISE, ids.OPEN_RAISE, is_first=True))
    if not facts.reference or facts.kind in _WITHOUT_A_PART:
        return []
    if facts.kind in _REFERRED:
        return actions(labelled(ids.READ_POLICY, f"{facts.reference}/{facts.number}", is_first=True))
    asked_for = _ASKED_FOR.get(facts.kind, ())
    buttons = [labelled(name, facts.reference, is_first=name in asked_for[:1]) for name in asked_for]
    offered = [labelled(name, facts.reference) for name in (ids.READ, *_OFFERED.get(facts.kind, ()))]
    return actions(*buttons, *offered)
