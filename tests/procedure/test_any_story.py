"""Whatever people and time do to a disagreement, in any order: what holds all the same."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from procedure import acts, clocks, rules
from procedure.acts import Entry, MoveReason
from procedure.case import Case, State
from procedure.changes import after
from procedure.clocks import Kind
from procedure.steps import due_from
from storage import record
from tests.procedure.stories.deeds import strike
from tests.procedure.stories.scene import Moment, Scene
from tests.procedure.stories.told import REFERENCE, Beginning, Steps, beginnings, steps, told_as


@given(beginnings, steps)
def test_the_state_rebuilt_from_the_entries_as_they_are_kept_is_the_state_step_by_step(
    beginning: Beginning, happened: Steps
) -> None:
    story = told_as(beginning, happened)
    kept = rules.restore(rules.dump(story[0].rules_of_area))

    case = Case(REFERENCE, kept)
    for moment in story:
        for entry in moment.new:
            case = after(case, replace(entry, act=record.act_of(record.content_of(entry.act))))
        assert case == moment.case


@given(beginnings, steps)
def test_nobody_is_called_about_themselves_or_twice(beginning: Beginning, happened: Steps) -> None:
    for moment in told_as(beginning, happened):
        case = moment.case
        if case.tier_index == 0 and not case.is_inside:
            continue
        people = [person for call in case.calls for person in call.people]
        about = {*case.about, *(person for party in case.parties for person in party.practitioners)}
        below = {person for call in case.past_calls if call.tier < case.tier_index for person in call.people}
        assert len(people) == len(set(people))
        assert not set(people) & (about | below)


@given(beginnings, steps)
def test_a_clock_that_is_set_is_still_to_come(beginning: Beginning, happened: Steps) -> None:
    for before, moment in pairwise(told_as(beginning, happened)):
        known = clocks.wanted(before.case)
        is_overdue = any(clock.due_at <= moment.now for clock in known)
        if moment.is_by_time or not is_overdue:
            new = set(clocks.wanted(moment.case)).difference(known)
            # What is owed since a talk can be late by the time that its note is written.
            assert all(clock.due_at > moment.now or clock.kind is Kind.DUTY for clock in new)


@given(beginnings, steps)
def test_while_it_is_open_a_clock_runs_that_moves_it_up_or_calls_somebody(
    beginning: Beginning, happened: Steps
) -> None:
    for moment in told_as(beginning, happened):
        if moment.case.state is State.OPEN:
            wanted = [clock.kind for clock in clocks.wanted(moment.case)]
            assert {Kind.TIER_ENDS, Kind.CALL_AGAIN, Kind.LOOK_AGAIN}.intersection(wanted)


@given(beginnings, steps)
def test_no_tier_is_reached_twice_and_none_is_left_downwards(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]

    tiers = [entry.act.tier for entry in told.entries if isinstance(entry.act, acts.MovedUp)]

    assert tiers == sorted(set(tiers))


@given(beginnings, steps)
def test_whoever_is_called_has_a_part(beginning: Beginning, happened: Steps) -> None:
    for moment in told_as(beginning, happened):
        assert all(person in moment.case.parts for call in moment.case.calls for person in call.people)


@given(beginnings, steps)
def test_whoever_acts_for_an_agency_or_answers_for_it_has_their_part_for_it(
    beginning: Beginning, happened: Steps
) -> None:
    for moment in told_as(beginning, happened):
        case = moment.case
        for agency in case.agencies:
            for person in (*case.acting(agency), *case.answering(agency)):
                assert case.agency_of(person) == agency


@given(beginnings, steps)
def test_no_sweep_moves_a_disagreement_through_two_tiers(beginning: Beginning, happened: Steps) -> None:
    for moment in told_as(beginning, happened):
        swept = everything_due_has_struck(moment)
        assert len(moves_in(swept)) <= 1


@given(beginnings, steps)
def test_nothing_that_happens_moves_it_through_two_tiers(beginning: Beginning, happened: Steps) -> None:
    for moment in told_as(beginning, happened)[1:]:
        assert len(moves_in(moment.new)) <= 1


@given(beginnings, steps)
def test_nobodys_time_has_run_out_before_they_were_called(beginning: Beginning, happened: Steps) -> None:
    for before, moment in pairwise(told_as(beginning, happened)):
        for entry in moves_in(moment.new):
            assert isinstance(entry.act, acts.MovedUp)
            assert entry.act.due_at is None or entry.act.due_at > entry.at
            if entry.act.reason is MoveReason.TIME_RAN_OUT:
                assert before.case.has_been_called or not nobody_is_reached_yet(before.case)


@given(beginnings, steps)
def test_whoever_is_called_has_the_time_from_then_on_unless_the_child_needs_it_sooner(
    beginning: Beginning, happened: Steps
) -> None:
    for moment in told_as(beginning, happened):
        case = moment.case
        called = [entry for entry in moment.new if isinstance(entry.act, acts.MovedUp | acts.Reopened)]
        if called and case.state is State.OPEN:
            own = due_from(replace(case, protect_by=None), moment.now)
            assert case.due_at in (own, case.protect_by)
            assert case.due_at is None or case.due_at > moment.now


@given(beginnings, steps)
def test_an_agency_for_which_nobody_is_called_is_known_to_be_without(
    beginning: Beginning, happened: Steps
) -> None:
    for moment in told_as(beginning, happened):
        case = moment.case
        if case.state is not State.OPEN:
            continue
        called = {call.holder.agency_id for call in case.calls}
        if case.is_held_by_partnership():
            continue
        expected = set(case.agencies) - called
        if case.tier_index == 0 and not case.is_inside:
            expected.discard(case.raising_agency)
        assert expected <= set(case.vacant)


def everything_due_has_struck(moment: Moment) -> list[Entry]:
    """Return what one sweep adds: whatever is due strikes until nothing is, at the same instant."""
    scene = Scene(moment.case, moment.roster, moment.now, 0)
    for _ in range(50):
        due = [clock for clock in clocks.wanted(scene.case) if clock.due_at <= scene.now]
        if not due:
            return scene.entries
        strike(scene, min(due, key=lambda clock: clock.due_at))
    raise AssertionError("a sweep that never ends")


def moves_in(entries: list[Entry] | tuple[Entry, ...]) -> list[Entry]:
    """Return the moves to another tier among entries."""
    return [entry for entry in entries if isinstance(entry.act, acts.MovedUp)]


def nobody_is_reached_yet(case: Case) -> bool:
    """Whether a call is on its way still, and none has arrived."""
    return any(call.is_on_its_way for call in case.calls)
