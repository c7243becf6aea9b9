"""The call: a manager asked to act, by a direct message that stays true whatever becomes of it."""

from messages import ids
from messages.blocks import Block, Element, actions, context, section, sections
from messages.buttons import labelled, more_of
from messages.facts import Call, CallState
from messages.result import Message
from messages.words import say

_BUTTONS = {
    CallState.OPEN: (ids.READ, ids.TAKE_UP, ids.NOTE, ids.OUTCOME, ids.MOVE_UP),
    CallState.TAKEN_UP: (ids.READ, ids.NOTE, ids.OUTCOME, ids.MOVE_UP),
    CallState.TAKEN_UP_BY_OTHER: (ids.READ, ids.NOTE, ids.OUTCOME),
    CallState.PHONED: (ids.READ, ids.TAKE_UP, ids.NOTE, ids.OUTCOME, ids.MOVE_UP),
    CallState.PASSED_ON: (),
    CallState.MOVED_ON: (ids.READ, ids.NOTE, ids.OUTCOME, ids.STEP),
    CallState.SETTLED: (ids.READ, ids.STEP),
    CallState.REPEATED: (),
}
_MORE = {
    CallState.OPEN: (ids.NOT_MINE, ids.PHONED, ids.STEP, ids.SOONER),
    CallState.TAKEN_UP: (ids.NOT_MINE, ids.PHONED, ids.STEP, ids.SOONER),
    CallState.TAKEN_UP_BY_OTHER: (ids.STEP, ids.SOONER),
    CallState.PHONED: (ids.NOT_MINE, ids.PHONED, ids.STEP, ids.SOONER),
    CallState.PASSED_ON: (),
    CallState.MOVED_ON: (),
    CallState.SETTLED: (),
    CallState.REPEATED: (),
}
_WAITS_FOR_THEM = frozenset({CallState.OPEN, CallState.TAKEN_UP, CallState.PHONED})
"""The states in which the whole call still stands, with whom to ring and what comes next."""


def call(facts: Call) -> Message:
    """Return the call as it stands now."""
    state = CallState(facts.state)
    blocks = [
        *(_body(facts) if state in _WAITS_FOR_THEM else [section(say("calls", state, call=facts))]),
        *_room(facts),
        *actions(*_buttons(facts, state)),
    ]
    return Message(say("calls", _notification(facts, state), call=facts), blocks)


def _notification(facts: Call, state: CallState) -> str:
    if state is not CallState.OPEN:
        return "notify_changed"
    return "notify_urgent" if facts.is_urgent else "notify"


def _body(facts: Call) -> list[Block]:
    names = [
        "danger" if facts.has_danger and facts.emergency else "",
        facts.state if facts.state != CallState.OPEN else "",
        "again" if facts.times > 1 and facts.state == CallState.OPEN and not facts.talked_at else "",
        "with_you",
        f"why_{facts.reason}",
        "desk" if facts.desk else "",
        "risk_asked" if facts.risk_asked else "",
        "advice" if facts.advice_of else "",
        "next",
    ]
    told = [block for name in names if name for block in sections(say("calls", name, call=facts))]
    return [*told, context(say("calls", "never_waits", call=facts))]


def _room(facts: Call) -> list[Block]:
    return [context(say("calls", "room", call=facts))] if facts.room else []


def _buttons(facts: Call, state: CallState) -> list[Element]:
    # An outcome is for those who act: below the partnership, which signs none, the last of the agencies'.
    signs = (state is CallState.MOVED_ON) == facts.is_partnership
    hidden = {*(() if facts.can_move_up else (ids.MOVE_UP,)), *(() if signs else (ids.OUTCOME,))}
    shown = [name for name in _BUTTONS[state] if name not in hidden]
    if facts.risk_asked and state in _WAITS_FOR_THEM:
        shown.append(ids.RISK)
    if facts.advice_of and state in _WAITS_FOR_THEM:
        shown.append(ids.ADVICE)
    more = [*_MORE[state], *((ids.LOOK_AGAIN,) if facts.is_challenged and state in _WAITS_FOR_THEM else ())]
    return [
        *(labelled(name, facts.reference, is_first=name == ids.TAKE_UP) for name in shown),
        *more_of(more, facts.reference),
    ]
