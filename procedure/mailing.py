"""
Which calls go by e-mail too, and when: a second road, because Slack can be away, muted or closed to somebody
(our choice, decision 016).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from procedure import acts
from procedure.acts import MailReason
from procedure.case import Call, Case, State
from procedure.roster import Roster

NOT_ARRIVED_MINUTES = 3
"""So long Slack has to take a call before it goes by e-mail: within what still counts as on time."""


def at_once(case: Case, roster: Roster) -> tuple[acts.CalledByMail, ...]:
    """
    Return the calls that go by e-mail without waiting for anything: to somebody who has no account in Slack
    or whose account takes nothing, where protecting the child can't wait, and where nobody has answered by
    the first repetition. Nobody is asked twice for the same call by the same road.
    """
    return _found(case, roster, _reason_at_once)


def not_arrived(case: Case, roster: Roster, now: datetime) -> tuple[acts.CalledByMail, ...]:
    """Return the calls that go by e-mail because Slack has not taken them in time."""

    def reason(case: Case, call: Call, person: int, roster: Roster) -> MailReason | None:
        is_late = call.delivered_at is None and _look_at(call) <= now
        return MailReason.NOT_ARRIVED if is_late else None

    return _found(case, roster, reason)


def next_look(case: Case) -> datetime | None:
    """Return when it is looked at next whether a call has arrived; None where there is nothing to look at."""
    if not case.rules.area.mail_from or case.state is not State.OPEN:
        return None
    waited_for = [call for call in case.calls if call.delivered_at is None and not call.mailed]
    return min(map(_look_at, waited_for), default=None)


def _look_at(call: Call) -> datetime:
    return call.called_at + timedelta(minutes=NOT_ARRIVED_MINUTES)


def _found(case: Case, roster: Roster, reason_of: "Reasoning") -> tuple[acts.CalledByMail, ...]:
    if case.state is not State.OPEN:
        return ()
    found: dict[tuple[int, MailReason], list[int]] = {}
    for call in case.calls:
        for person in _still_asked(case, call, roster):
            if reason := reason_of(case, call, person, roster):
                found.setdefault((call.holder.agency_id, reason), []).append(person)
    return tuple(acts.CalledByMail(agency, tuple(people), why) for (agency, why), people in found.items())


def _still_asked(case: Case, call: Call, roster: Roster) -> list[int]:
    """Those of a call that nobody has answered who have not been asked by e-mail, and can be."""
    if call.is_answered:
        return []
    known = (roster.people[person] for person in call.people if person in roster.people)
    without = call.mailed | case.taken_out
    return [one.id for one in known if one.has_mail and one.id not in without]


def _reason_at_once(case: Case, call: Call, person: int, roster: Roster) -> MailReason | None:
    if not roster.people[person].is_reachable:
        return MailReason.NO_ACCOUNT
    if person in call.undeliverable:
        return MailReason.NOT_ARRIVED
    if case.cannot_wait:
        return MailReason.URGENT
    return MailReason.UNANSWERED if call.times > 1 and call.answered_at is None else None


Reasoning = Callable[[Case, Call, int, Roster], MailReason | None]
"""Why a call goes to a person by e-mail; None where it does not."""
