"""What safeguarding leads and designated leads are told: at once what can't wait, the rest in the digest."""

from datetime import datetime

from messages import ids, undelivered
from messages.blocks import Block, Element, actions, button, context, header, section, sections
from messages.buttons import labelled
from messages.facts import Digest, DigestLine, Event
from messages.result import Message
from messages.words import say, say_plain

URGENT = frozenset({"danger", "designated_danger", "protect_by_passed", "safety_failed"})
"""Kinds that ask a lead to ring now."""
_NEEDS_STAND_IN = frozenset(
    {"nobody_reachable", "standing_in", "unanswered", "holder_changed", "time_ran_out_at_the_top"}
)
_NEEDS_RINGING = frozenset(
    {
        "danger",
        "protect_by_passed",
        "ask_soon",
        "passed_over",
        "not_delivered",
        "confirmation_late",
        "safety_unanswered",
        "safety_failed",
    }
)
_NEEDS_AN_ANSWER = frozenset({"to_be_rung", "called_by_mail", "confirmation_late"})
"""Kinds with somebody who has no account, and whose answer to an outcome a lead may record."""

_LINES_WITH_BUTTONS = 8
_LINES_SHOWN = 20
_CLOSED_SHOWN = 4


def lead(facts: Event) -> Message:
    """Return a message to a lead; its words are picked by the kind."""
    notify = "notify_urgent" if facts.kind in URGENT else "notify" if facts.reference else "notify_post"
    blocks = [
        *sections(say("leads", facts.kind, event=facts)),
        *actions(
            _record_answer(facts),
            labelled(ids.STAND_IN, facts.reference) if facts.kind in _NEEDS_STAND_IN else None,
            labelled(ids.WHO_TO_RING, facts.reference)
            if facts.kind in _NEEDS_STAND_IN | _NEEDS_RINGING
            else None,
        ),
    ]
    return Message(say("leads", notify, event=facts), blocks)


def _record_answer(facts: Event) -> Element | None:
    if facts.kind not in _NEEDS_AN_ANSWER or facts.until is None:
        return None
    value = f"{facts.reference}/{int(facts.until.timestamp())}"
    return button(ids.CONFIRM, say_plain("leads", "record_answer"), value)


def digest(facts: Digest) -> Message:
    """Return the daily summary: posts and agencies only, no person's name."""
    blocks = [
        header(say_plain("leads", "digest_title", digest=facts)),
        *_needs_you(facts),
        *undelivered.listed(facts.undelivered),
        *_listed("digest_today", facts.today, facts.at),
        *_listed("digest_moved", facts.moved, facts.at),
        *_listed("digest_unsafe", facts.unsafe, facts.at),
        *_listed("digest_policy", facts.policy, facts.at),
        *sections(
            say("leads", "digest_issues", issues=facts.issues[:_LINES_SHOWN], number=len(facts.issues))
        ),
        *sections(say("leads", "digest_vacant", digest=facts)),
        *sections(say("leads", "digest_holders", digest=facts)),
        *sections(say("leads", "digest_rest", digest=facts)),
        *sections(say("leads", "digest_elsewhere", digest=facts)),
        *_closed(facts),
        *_unconfirmed(facts),
        context(say("leads", "digest_last", digest=facts)),
    ]
    needs = len(facts.overdue) + len(facts.undelivered) + len(facts.unconfirmed)
    return Message(say("leads", "digest_notify", needs=needs), blocks)


def _needs_you(facts: Digest) -> list[Block]:
    if not facts.overdue:
        return [section(say("leads", "digest_calm", digest=facts))]
    first, rest = facts.overdue[:_LINES_WITH_BUTTONS], facts.overdue[_LINES_WITH_BUTTONS:]
    return [
        section(say("leads", "digest_overdue", number=len(facts.overdue))),
        *(block for line in first for block in _with_buttons(line, facts.at)),
        *_listed("digest_overdue_too", rest, facts.at),
    ]


def _with_buttons(line: DigestLine, at: datetime) -> list[Block]:
    return [
        section(say("leads", "digest_line", line=line, at=at)),
        *actions(labelled(ids.STAND_IN, line.reference), labelled(ids.WHO_TO_RING, line.reference)),
    ]


def _listed(name: str, lines: tuple[DigestLine, ...], at: datetime) -> list[Block]:
    if not lines:
        return []
    shown = [say("leads", "digest_line", line=line, at=at) for line in lines[:_LINES_SHOWN]]
    more = len(lines) - len(shown)
    ending = [say("leads", "digest_more", number=more)] if more else []
    return sections("\n".join([say("leads", name, number=len(lines)), *shown, *ending]))


def _closed(facts: Digest) -> list[Block]:
    """What was closed lately, for the lead to read and, where the procedure was followed, to refer."""
    return [
        section(say("leads", "digest_closed", reference=reference), labelled(ids.LESSONS, reference))
        for reference in facts.closed[:_CLOSED_SHOWN]
    ]


def _unconfirmed(facts: Digest) -> list[Block]:
    return [
        section(
            say("leads", "digest_unconfirmed", agency=agency),
            button(ids.CONFIRM_PERSON, say_plain("buttons", ids.CONFIRM_PERSON), f"{person}"),
        )
        for person, _, agency in facts.unconfirmed[:_LINES_WITH_BUTTONS]
    ]
