"""The steps of a tier's time: when the present one is due, and what begins the next."""

from datetime import datetime

from procedure import acts
from procedure.acts import Channel, NoteSaved, StepReason
from procedure.case import Case, State
from procedure.copying import replace
from procedure.limits import due_at, limits_at
from procedure.timed import StepStart


def due_from(case: Case, since: datetime) -> datetime:
    """Return when the present step of the tier reached runs out whose time counts from `since`."""
    rules = case.rules
    limits = [*limits_at(rules, case.tier_index, case.step_index)]
    if case.is_urgent:
        limits.append(rules.area.urgent_limit)
    return min(due_at(limit, since, case.protect_by, rules.calendar) for limit in limits)


def next_step(case: Case) -> int | None:
    """
    Return the place of the step that follows the present one; None where it is the last, or where the tier
    has the area's urgent limit: then that is all the time it has.
    """
    is_urgent = case.is_urgent or case.rules.limit(0).value == 0
    following = case.step_index + 1
    return None if is_urgent or following == len(case.tier.chain) else following


def begin_next(case: Case, reason: StepReason, since: datetime, now: datetime) -> acts.StepBegan | None:
    """Return the next step, its time counted from `since` but not over before now; None after the last."""
    step = next_step(case)
    if step is None:
        return None
    due = due_from(replace(case, step_index=step), since)
    return acts.StepBegan(step, reason, since, max(due, now), case.due_at)


def after_note(case: Case, note: NoteSaved, now: datetime) -> tuple[acts.StepBegan, ...]:
    """Return the step that begins with a discussion between the agencies, once its note is recorded."""
    step = next_step(case)
    if case.state is not State.OPEN or step is None:
        return ()
    if case.tier.chain[step].starts is not StepStart.DISCUSSION_HELD or not is_discussion(case, note):
        return ()
    began = begin_next(case, StepReason.DISCUSSION_HELD, note.held_at, now)
    return (began,) if began else ()


def is_discussion(case: Case, note: NoteSaved) -> bool:
    """Whether a note is of a discussion between agencies, held since the tier reached was called."""
    if note.channel is Channel.ADVICE or note.held_at < case.entered_at:
        return False
    return note.others is not None or len(case.represented_by(note.took_part)) > 1
