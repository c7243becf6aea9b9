"""What goes by e-mail: what is asked, by when, whom to ring, and nothing of what it is about."""

from datetime import datetime

from messages.facts import MailedCall, MailedLead, RecordedAnswer, SlackLost
from messages.result import Mail
from messages.words import say_for_file
from procedure.acts import Way


def call(facts: MailedCall, *, may_have_arrived: bool = False) -> Mail:
    """Return a call as a mail; one that may have arrived already says so where it is seen first."""
    subject = _say("subject", facts)
    return Mail(_say("again", facts, subject=subject) if may_have_arrived else subject, _body(facts))


def lead(facts: MailedLead, *, may_have_arrived: bool = False) -> Mail:
    """Return what asks a lead to ring now, in the words that they get in Slack."""
    subject = say_for_file("mail", "lead_subject", event=facts.event)
    said = (
        say_for_file("leads", facts.event.kind, event=facts.event),
        say_for_file("mail", "lead"),
        say_for_file("mail", "last", mail=facts),
    )
    marked = say_for_file("mail", "again", subject=subject) if may_have_arrived else subject
    return Mail(marked, "\n\n".join(said) + "\n")


def answer_recorded(facts: RecordedAnswer, *, may_have_arrived: bool = False) -> Mail:
    """Return what somebody is recorded to have answered by telephone, so that they can say otherwise."""
    subject = say_for_file("mail", "said_subject", said=facts)
    words = say_for_file("mail", "said", said=facts), say_for_file("mail", "last", mail=facts)
    marked = say_for_file("mail", "again", subject=subject) if may_have_arrived else subject
    return Mail(marked, "\n\n".join(words) + "\n")


def slack_lost(facts: SlackLost, *, may_have_arrived: bool = False) -> Mail:
    """Return that Slack lets nothing through, and what to do meanwhile."""
    subject = say_for_file("mail", "lost_subject", lost=facts)
    said = say_for_file("mail", "again", subject=subject) if may_have_arrived else subject
    return Mail(said, say_for_file("mail", "lost", lost=facts) + "\n")


def slack_back(area: str, at: datetime) -> Mail:
    """Return that Slack lets messages through again."""
    subject = say_for_file("mail", "back_subject", area=area)
    return Mail(subject, say_for_file("mail", "back", area=area, at=at) + "\n")


def _body(facts: MailedCall) -> str:
    asked = facts.call
    is_concern = asked.way == Way.CONCERN
    parts = [
        say_for_file("calls", "danger", call=asked) if asked.has_danger and asked.emergency else "",
        _say("concern", facts) if is_concern else say_for_file("calls", "with_you", call=asked),
        "" if is_concern else say_for_file("calls", f"why_{asked.reason}", call=asked),
        say_for_file("calls", "desk", call=asked) if asked.desk else "",
        _say("with_account" if facts.has_account else "without_account", facts),
        "" if is_concern else say_for_file("calls", "next", call=asked),
        say_for_file("calls", "never_waits", call=asked),
        _say("last", facts),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _say(block: str, facts: MailedCall, **more: object) -> str:
    return say_for_file("mail", block, mail=facts, call=facts.call, **more)
