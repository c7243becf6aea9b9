"""Whatever people and time do to a disagreement, in any order: stories for searches."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hypothesis import strategies as st

from procedure import (
    actions,
    acts,
    clocks,
    closing,
    follow_up,
    ladder,
    notes,
    putting_back,
    reopening,
    safety,
    withdrawing,
)
from procedure.acts import (
    Act,
    Answer,
    ChangeReason,
    Consent,
    Danger,
    Party,
    RaiserAnswer,
    Review,
    Settlement,
    Step,
)
from procedure.case import Case
from procedure.clocks import Kind
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.roster import Roster
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HEALTH,
    NORTHMERE,
    OLIVE,
    OMAR,
    PAM,
    PARTNERSHIP,
    PETE,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    ROSTER,
    SENA,
    SOCIAL_CARE,
    SOL,
    TARA,
    THE_POLICE,
    TOM,
    TOMS_SIDE,
    TUESDAY,
    WORDS,
    ZED,
    Told,
    away,
    raised,
)

Deed = Callable[[Case, int, Roster, datetime], Sequence[Act]]

PEOPLE = (PRIYA, TOM, TARA, GRACE, GWEN, GITA, HANA, OMAR, OLIVE, PAM, CHRIS, ZED)
AGENCIES = (HEALTH, SOCIAL_CARE, POLICE)


def some_clock_strikes(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    """The earliest clock that is due does what it says."""
    due = [clock for clock in clocks.wanted(case) if clock.due_at <= now]
    if not due:
        return ()
    first = min(due, key=lambda clock: clock.due_at)
    if first.kind is Kind.TIER_ENDS:
        return ladder.time_ran_out(case, roster, now)
    if first.kind is Kind.CONFIRMATION:
        return (closing.confirmation_late(case),)
    if first.kind is Kind.SAFETY_CHECK:
        is_asked = case.safety is not None and case.safety.asked_at is not None
        return (acts.SafetyUnanswered() if is_asked else safety.ask(case, now),)
    return (ladder.call_again(case, first.subject, roster, now),)


def the_calls_arrive(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    arrived = [ladder.call_delivered(case, call.holder.agency_id, call.people[0], now) for call in case.calls]
    return [act for act in arrived if act]


def somebody_is_gone(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    left = away(by, roster=roster)
    theirs = ladder.left_without(case, by, left)
    return [
        ladder.replaced(case, agency, by, ChangeReason.UNREACHABLE, left, now) for agency in theirs[:1]
    ] or ladder.nobody_left(case, left, now)


def an_outcome_is_answered(answer: Answer) -> Deed:
    def deed(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
        proposed_at = case.outcome.proposed_at if case.outcome else now
        return (closing.answer(case, by, answer, proposed_at, WORDS),)

    return deed


def waiting_is_answered(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    """Everybody but one in three agrees that the child can wait longer."""
    proposed_at = case.put_back.proposed_at if case.put_back else now
    return putting_back.answer(case, by, proposed_at, agrees=case.seq % 3 > 0)


def a_talk(case: Case, by: int, now: datetime, other: int) -> Sequence[Act]:
    draft = notes.Draft(
        held_at=now,
        channel=acts.Channel.CALL,
        took_part=(other,),
        others=WORDS,
        said=WORDS,
        child=WORDS,
        actions=None,
        same_child=False,
        leaves=acts.Leaves.PARTLY,
    )
    return (notes.save(case, by, draft, now),)


PROPOSAL = closing.Proposal(Settlement.STANDS, WORDS, WORDS, (WORDS,), Answer.ACCEPT)
OTHERS = {HEALTH: GITA, SOCIAL_CARE: OLIVE, POLICE: PAM, PARTNERSHIP: CHRIS}

deeds: st.SearchStrategy[Deed] = st.sampled_from(
    [
        # most of what happens is that time passes
        *[some_clock_strikes] * 8,
        *[the_calls_arrive] * 4,
        somebody_is_gone,
        an_outcome_is_answered(Answer.AGREE),
        an_outcome_is_answered(Answer.DO_NOT_AGREE),
        lambda case, by, roster, now: (ladder.take_back(case, by, now),),
        lambda case, by, roster, now: (ladder.take_up(case, by, Promise.HOUR, now),),
        lambda case, by, roster, now: (ladder.take_up(case, by, Promise.TOMORROW, now),),
        lambda case, by, roster, now: (ladder.not_mine(case, by, None, roster, now),),
        lambda case, by, roster, now: (
            ladder.not_mine(case, by, OTHERS[ladder.part_of(case, by)], roster, now),
        ),
        lambda case, by, roster, now: (ladder.name_stand_in(case, HEALTH, by, roster, now),),
        lambda case, by, roster, now: (ladder.reached_by_phone(case, by, SOCIAL_CARE),),
        lambda case, by, roster, now: (ladder.looked_again(case, by, Review.KEPT, WORDS),),
        lambda case, by, roster, now: (ladder.declare_unresolved(case, by, roster, now),),
        lambda case, by, roster, now: (ladder.bring_forward(case, by, now + timedelta(hours=2), now),),
        lambda case, by, roster, now: (ladder.answer_risk(case, by, None, now),),
        lambda case, by, roster, now: (ladder.answer_risk(case, by, now + timedelta(hours=30), now),),
        lambda case, by, roster, now: (
            ladder.protective_step(case, by, acts.ProtectiveStep(Step.POLICE, now, None), now),
        ),
        lambda case, by, roster, now: (putting_back.propose(case, by, None, WORDS, now),),
        lambda case, by, roster, now: (putting_back.propose(case, by, now + timedelta(hours=5), WORDS, now),),
        waiting_is_answered,
        waiting_is_answered,
        lambda case, by, roster, now: (safety.arrange(case, by, WORDS, TOM, now + timedelta(hours=5), now),),
        lambda case, by, roster, now: (safety.holds(case, by, now + timedelta(hours=5), now),),
        lambda case, by, roster, now: (safety.fails(case, by, None, now),),
        lambda case, by, roster, now: a_talk(case, by, now, TOM),
        lambda case, by, roster, now: (notes.approve(case, by, 1, 1),),
        lambda case, by, roster, now: (
            notes.read_back(case, by, 1, 1, notes.Heard(WORDS, now, is_right=True, words=None), now),
        ),
        lambda case, by, roster, now: (notes.file(case, by, 1, 1, WORDS),),
        lambda case, by, roster, now: (actions.add(case, by, WORDS, by, now.date(), None, now.date()),),
        lambda case, by, roster, now: (actions.done(case, by, 1),),
        lambda case, by, roster, now: (closing.propose(case, by, PROPOSAL),),
        lambda case, by, roster, now: (closing.file_copy(case, by),),
        lambda case, by, roster, now: (reopening.reopen(case, by, WORDS, roster, now),),
        lambda case, by, roster, now: (withdrawing.ask(case, by, WORDS, roster),),
        lambda case, by, roster, now: (withdrawing.answer(case, DEV, Consent.AGREED, None, roster),),
        lambda case, by, roster, now: (withdrawing.answer(case, DEV, Consent.GOES_ON, None, roster),),
        lambda case, by, roster, now: (follow_up.raiser_told(case, by, RaiserAnswer.ACCEPT, None),),
        lambda case, by, roster, now: (closing.own_issue(case, by, 1, by, now.date(), now.date()),),
        lambda case, by, roster, now: (closing.finish_issue(case, by, 1, WORDS),),
        lambda case, by, roster, now: (closing.close(case, by),),
        lambda case, by, roster, now: (acts.NotDelivered("call", by, "user_disabled"),),
        lambda case, by, roster, now: (acts.Joined(by, ROSTER.people[by].agency_id or 0),),
    ]
)
waits = st.sampled_from([0, 1, 20, 60, 600, 3000, 12000]).map(lambda minutes: timedelta(minutes=minutes))
until_the_next_is_due = st.just(timedelta.max)
steps = st.lists(
    st.tuples(deeds, st.sampled_from(PEOPLE), waits | until_the_next_is_due), min_size=12, max_size=40
)
beginnings = st.tuples(
    st.sampled_from(Danger),
    st.sampled_from([(PRIYAS_SIDE, TOMS_SIDE), (PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)]),
    st.sampled_from([None, "Tuesday 2026-12-22 18:30", "Monday 2027-01-11 12:00"]),
    st.sets(st.sampled_from([GRACE, GWEN, HANA, OMAR, CHRIS]))
    # an agency of which nobody at all can be called
    | st.sampled_from([{OMAR, OLIVE, SENA, SOL}, {PAM, PETE}]),
)

Beginning = tuple[Danger, tuple[Party, ...], str | None, set[int]]
Steps = list[tuple[Deed, int, timedelta]]


def told_as(beginning: Beginning, happened: Steps) -> list[Told]:
    """Return the disagreement after each step that the procedure allowed."""
    danger, parties, protect_by, gone = beginning
    told = raised(
        NORTHMERE, when=TUESDAY, danger=danger, parties=parties, protect_by=protect_by, roster=away(*gone)
    )
    story, now = [told], told.now
    for deed, by, wait in happened:
        now = _later(told.case, now, wait)
        try:
            done = deed(told.case, by, told.roster, now)
        except Refused:
            continue
        told = told.then(*done, by=None if deed is some_clock_strikes else by, when=now)
        story.append(told)
    return story


def _later(case: Case, now: datetime, wait: timedelta) -> datetime:
    if wait < timedelta.max:
        return now + wait
    return max(now, min((clock.due_at for clock in clocks.wanted(case)), default=now))
