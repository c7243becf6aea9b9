"""Whatever people and time do to a disagreement, in any order: what holds all the same."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from procedure import acts, clocks, closing, ladder, notes
from procedure.acts import Act, Answer, ChangeReason, Danger, Party, Review, Settlement, Step
from procedure.case import Case, State
from procedure.changes import rebuild
from procedure.clocks import Kind
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.roster import Roster
from tests.procedure.partnership import (
    CHRIS,
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
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    REFERENCE,
    ROSTER,
    SOCIAL_CARE,
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
    return (ladder.call_again(case, first.subject, roster, now),)


def a_call_arrives(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    arrived = [ladder.call_delivered(case, call.holder.agency_id, by, now) for call in case.calls]
    return [act for act in arrived[:1] if act]


def somebody_is_gone(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
    left = away(by, roster=roster)
    theirs = ladder.left_without(case, by, left)
    return [
        ladder.replaced(case, agency, by, ChangeReason.UNREACHABLE, left, now) for agency in theirs[:1]
    ] or ladder.nobody_left(case, left, now)


def an_outcome_is_answered(answer: Answer) -> Deed:
    def deed(case: Case, by: int, roster: Roster, now: datetime) -> Sequence[Act]:
        proposed_at = case.outcome.proposed_at if case.outcome else now
        return (closing.answer(case, by, answer, proposed_at),)

    return deed


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


PROPOSAL = closing.Proposal(Settlement.STANDS, WORDS, WORDS, (), Answer.ACCEPT)
OTHERS = {HEALTH: GITA, SOCIAL_CARE: OLIVE, POLICE: PAM, PARTNERSHIP: CHRIS}

deeds: st.SearchStrategy[Deed] = st.sampled_from(
    [
        some_clock_strikes,
        some_clock_strikes,
        a_call_arrives,
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
        lambda case, by, roster, now: (ladder.protective_step(case, by, Step.POLICE, now, None, now),),
        lambda case, by, roster, now: a_talk(case, by, now, TOM),
        lambda case, by, roster, now: (closing.propose(case, by, PROPOSAL),),
        lambda case, by, roster, now: (closing.file_copy(case, by),),
        lambda case, by, roster, now: (closing.close(case, by),),
        lambda case, by, roster, now: (acts.NotDelivered("call", by, "user_disabled"),),
        lambda case, by, roster, now: (acts.Joined(by, ROSTER.people[by].agency_id or 0),),
    ]
)
waits = st.sampled_from([0, 1, 20, 60, 600, 3000, 12000]).map(lambda minutes: timedelta(minutes=minutes))
steps = st.lists(st.tuples(deeds, st.sampled_from(PEOPLE), waits), max_size=30)
beginnings = st.tuples(
    st.sampled_from(Danger),
    st.sampled_from([(PRIYAS_SIDE, TOMS_SIDE), (PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)]),
    st.sampled_from([None, "Tuesday 2026-12-22 18:30", "Monday 2027-01-11 12:00"]),
    st.sets(st.sampled_from([GRACE, GWEN, HANA, OMAR, CHRIS])),
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
        now += wait
        try:
            done = deed(told.case, by, told.roster, now)
        except Refused:
            continue
        told = told.then(*done, by=None if deed is some_clock_strikes else by, when=now)
        story.append(told)
    return story


@given(beginnings, steps)
def test_the_state_is_rebuilt_from_the_entries_alone(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]

    assert rebuild(REFERENCE, NORTHMERE, told.entries) == told.case


@given(beginnings, steps)
def test_nobody_is_called_about_themselves_or_twice(beginning: Beginning, happened: Steps) -> None:
    for told in told_as(beginning, happened):
        case = told.case
        if case.tier_index == 0:
            continue
        people = [person for call in case.calls for person in call.people]
        about = {person for party in case.parties for person in party.practitioners}
        below = {person for call in case.past_calls if call.tier < case.tier_index for person in call.people}
        assert len(people) == len(set(people))
        assert not set(people) & (about | below)


@given(beginnings, steps)
def test_a_clock_that_is_set_is_still_to_come(beginning: Beginning, happened: Steps) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        known = clocks.wanted(before.case)
        is_by_time, is_overdue = told.entries[-1].by is None, any(clock.due_at <= told.now for clock in known)
        if is_by_time or not is_overdue:
            new = set(clocks.wanted(told.case)).difference(known)
            assert all(clock.due_at > told.now for clock in new)


@given(beginnings, steps)
def test_a_clock_runs_while_it_is_open_and_somebody_can_be_called(
    beginning: Beginning, happened: Steps
) -> None:
    for told in told_as(beginning, happened):
        case, wanted = told.case, clocks.wanted(told.case)
        if case.state is State.OPEN:
            assert wanted or (case.is_at_the_top and not case.calls)
        else:
            assert wanted == ()


@given(beginnings, steps)
def test_no_tier_is_reached_twice_and_none_is_left_downwards(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]

    tiers = [entry.act.tier for entry in told.entries if isinstance(entry.act, acts.MovedUp)]

    assert tiers == sorted(set(tiers))


@given(beginnings, steps)
def test_whoever_is_called_has_a_part(beginning: Beginning, happened: Steps) -> None:
    for told in told_as(beginning, happened):
        assert all(person in told.case.parts for call in told.case.calls for person in call.people)


@given(beginnings, steps)
def test_time_never_makes_protect_by_later(beginning: Beginning, happened: Steps) -> None:
    story = told_as(beginning, happened)
    for before, told in pairwise(story):
        answered = any(
            isinstance(entry.act, acts.RiskAnswered) for entry in told.entries[len(before.entries) :]
        )
        if before.case.protect_by and told.case.protect_by and not answered:
            assert told.case.protect_by <= before.case.protect_by
