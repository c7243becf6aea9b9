"""
What one disagreement contributes to the figures of its area (Beds 3.1, 6.4; London 11.2.2).

A disagreement is only a failure where it is not settled constructively and in time (Beds 6.4): so how long
it took, whether each tier kept its time, and how it was settled are measured, and nothing of whom or what
it was about. Which figures there are is our choice, see decision 015.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from procedure import acts
from procedure.acts import Answer, Entry, MoveReason, RaiserAnswer, Settlement
from procedure.case import Case, State
from procedure.changes import after
from procedure.closing import confirm_by
from procedure.follow_up import has_been_told
from procedure.lessons import LATE_MINUTES
from procedure.notes import is_approved
from procedure.rules import Rules


class Left(StrEnum):
    """How the time of a tier ended."""

    SETTLED = "settled"
    MOVED_UP = "moved_up"
    TIME_RAN_OUT = "time_ran_out"
    CHILDS_TIME_RAN_OUT = "childs_time_ran_out"
    DANGER = "danger"
    NOBODY = "nobody"
    LAST_RAN_OUT = "last_ran_out"
    WITHDRAWN = "withdrawn"


RAN_OUT = frozenset({Left.TIME_RAN_OUT, Left.CHILDS_TIME_RAN_OUT, Left.LAST_RAN_OUT})
"""The ends that time brought, and nobody."""


@dataclass(frozen=True)
class TierEnd:
    """
    How the time of a tier ended, and when; `is_late` where that was later than its time. Where the last
    tier's time runs out it stays there, and ends once more when it is settled.
    """

    tier: str
    at: datetime
    how: Left
    is_late: bool = False


@dataclass(frozen=True)
class ChildsTime:
    """Whether a child who needed it sooner had it in time, and when that was certain."""

    at: datetime
    was_kept: bool


@dataclass(frozen=True)
class Settled:
    """
    An outcome that every agency has confirmed: when, in how many working days from the raising or the
    reopening, and what has followed so far. `raiser` is None where they said nothing, or answered the
    outcome for their agency themselves.
    """

    at: datetime
    working_days: int
    is_in_time: bool
    nothing_ran_out: bool
    how: Settlement
    is_agreed_by_all: bool
    is_confirmed_in_time: bool
    is_filed: bool
    is_raiser_told: bool
    raiser: RaiserAnswer | None
    notes: int
    approved_notes: int


@dataclass(frozen=True)
class Spell:
    """A disagreement from its raising, or from when it was opened again, to its end if it has one."""

    opened_at: datetime
    is_opened_again: bool
    tier_ends: tuple[TierEnd, ...]
    child: ChildsTime | None
    settled: Settled | None
    withdrawn_at: datetime | None

    def is_open_at(self, instant: datetime) -> bool:
        """Whether it was open just before an instant."""
        ended_at = self.settled.at if self.settled else self.withdrawn_at
        return self.opened_at < instant and (ended_at is None or ended_at >= instant)


@dataclass(frozen=True)
class Apart:
    """What of the procedure is reported in a part of its own, and the clause that asks for it."""

    title: str
    clause: str


@dataclass(frozen=True)
class Measured:
    """What one disagreement contributes; `apart` is None where it is reported with all others."""

    apart: Apart | None = None
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True)
class _Moment:
    """One entry, with the disagreement before and after it."""

    before: Case
    entry: Entry
    after: Case

    @property
    def is_settling(self) -> bool:
        return self.before.state is State.OPEN and self.after.state is State.AGREED

    @property
    def is_withdrawing(self) -> bool:
        return self.after.state is State.WITHDRAWN and self.before.state is State.OPEN


def measured(reference: str, rules: Rules, entries: Iterable[Entry], reachable: Collection[int]) -> Measured:
    """
    Return what a disagreement contributes; `reachable` are those who can be asked to approve a note.

    Nothing where it stays inside one agency (Beds 8.1, 8.2: the area's leads don't learn that it is there),
    and nothing where it was raised by mistake and taken back.
    """
    moments = tuple(_moments(Case(reference, rules), entries))
    last = moments[-1].after
    if last.is_inside or last.state is State.TAKEN_BACK:
        return Measured()
    return Measured(_apart(last), tuple(_spell(part, reachable) for part in _parts(moments)))


def reported_apart(rules: Rules) -> tuple[Apart, ...]:
    """Return what a procedure has reported in parts of their own, in its order."""
    return tuple(
        dict.fromkeys(
            Apart(subject.stage, subject.reported_apart)
            for subject in rules.procedure.subjects
            if subject.reported_apart
        )
    )


def _moments(case: Case, entries: Iterable[Entry]) -> Iterator[_Moment]:
    for entry in entries:
        then = after(case, entry)
        yield _Moment(case, entry, then)
        case = then


def _parts(moments: Sequence[_Moment]) -> Iterator[Sequence[_Moment]]:
    """One from the raising, and one from each time that it was opened again."""
    begins = [0, *(at for at, each in enumerate(moments) if isinstance(each.entry.act, acts.Reopened))]
    for begin, end in zip(begins, [*begins[1:], len(moments)], strict=True):
        yield moments[begin:end]


def _apart(case: Case) -> Apart | None:
    subject = case.rules.procedure.subject(case.details.subject) if case.details else None
    return Apart(subject.stage, subject.reported_apart) if subject and subject.reported_apart else None


def _spell(moments: Sequence[_Moment], reachable: Collection[int]) -> Spell:
    first = moments[0].entry
    ends = tuple(_tier_ends(moments))
    settling = next((each for each in moments if each.is_settling), None)
    return Spell(
        opened_at=first.at,
        is_opened_again=isinstance(first.act, acts.Reopened),
        tier_ends=ends,
        child=_childs_time(moments),
        settled=_settled(settling, first.at, moments[-1].after, ends, reachable) if settling else None,
        withdrawn_at=next((each.entry.at for each in moments if each.is_withdrawing), None),
    )


_LEFT_BY = {
    MoveReason.UNRESOLVED: Left.MOVED_UP,
    MoveReason.TIME_RAN_OUT: Left.TIME_RAN_OUT,
    MoveReason.PROTECT_BY_PASSED: Left.CHILDS_TIME_RAN_OUT,
    MoveReason.NO_HOLDER: Left.NOBODY,
    MoveReason.DANGER: Left.DANGER,
}


def _tier_ends(moments: Iterable[_Moment]) -> Iterator[TierEnd]:
    has_run_out_since: datetime | None = None
    for each in moments:
        before, entry, act = each.before, each.entry, each.entry.act
        has_run_out = has_run_out_since == before.entered_at
        if isinstance(act, acts.MovedUp):
            yield TierEnd(before.tier.title, entry.at, _LEFT_BY[act.reason], _is_late(each))
            yield from _passed_over(act, each)
        elif isinstance(act, acts.TimeRanOutAtTheTop) and not has_run_out:
            has_run_out_since = before.entered_at
            yield TierEnd(before.tier.title, entry.at, Left.LAST_RAN_OUT)
        elif each.is_settling:
            yield TierEnd(before.tier.title, entry.at, Left.SETTLED, has_run_out or _is_late(each))
        elif each.is_withdrawing:
            yield TierEnd(before.tier.title, entry.at, Left.WITHDRAWN)


def _passed_over(act: acts.MovedUp, moment: _Moment) -> Iterator[TierEnd]:
    titles = {tier.id: tier.title for tier in moment.before.rules.procedure.tiers}
    return (TierEnd(titles[tier], moment.entry.at, Left.NOBODY) for tier in act.skipped)


def _is_late(moment: _Moment) -> bool:
    due_at = moment.before.due_at
    return due_at is not None and moment.entry.at - due_at > timedelta(minutes=LATE_MINUTES)


def _childs_time(moments: Iterable[_Moment]) -> ChildsTime | None:
    """None where no child needed it sooner, and while it is open and their time has not run out."""
    needed = False
    for each in moments:
        if _is_childs_time_over(each):
            return ChildsTime(each.entry.at, was_kept=False)
        if needed and (each.is_settling or each.is_withdrawing):
            return ChildsTime(each.entry.at, was_kept=True)
        needed = needed or each.after.cannot_wait
    return None


def _is_childs_time_over(moment: _Moment) -> bool:
    """The time that protects the child has passed, or the short time of a child who cannot wait."""
    before, act = moment.before, moment.entry.act
    if isinstance(act, acts.MovedUp):
        is_time = _LEFT_BY[act.reason] in RAN_OUT
        return act.reason is MoveReason.PROTECT_BY_PASSED or (is_time and before.is_urgent)
    if not isinstance(act, acts.TimeRanOutAtTheTop):
        return False
    return before.is_urgent or (before.protect_by is not None and before.protect_by <= moment.entry.at)


def _settled(
    settling: _Moment, opened_at: datetime, last: Case, ends: Sequence[TierEnd], reachable: Collection[int]
) -> Settled:
    case, at = settling.after, settling.entry.at
    outcome, notes = case.outcome, [note for note in last.notes if note.written_at >= opened_at]
    assert outcome is not None, "it is settled by one"
    said = last.raiser_told.act if last.raiser_told else None
    return Settled(
        at=at,
        working_days=_working_days(case, opened_at, at),
        is_in_time=not any(end.is_late for end in ends if end.how is Left.SETTLED),
        nothing_ran_out=not any(end.how in RAN_OUT for end in ends),
        how=outcome.how,
        is_agreed_by_all=set(outcome.answers.values()) == {Answer.AGREE},
        is_confirmed_in_time=at <= confirm_by(case.rules, outcome),
        is_filed=not last.unfiled,
        is_raiser_told=has_been_told(last),
        raiser=said.answer if isinstance(said, acts.RaiserTold) else None,
        notes=len(notes),
        approved_notes=sum(is_approved(last, note, reachable) for note in notes),
    )


def _working_days(case: Case, opened_at: datetime, at: datetime) -> int:
    calendar = case.rules.calendar
    return calendar.working_days_between(calendar.local(opened_at).date(), calendar.local(at).date())
