"""Whatever people and time do: the child is protected in time, and never waits for a clock."""

from itertools import pairwise

import pytest
from hypothesis import given

from procedure import acts, ladder, putting_back
from procedure.acts import Step
from procedure.case import State
from tests.procedure.stories.told import Beginning, Steps, beginnings, steps, told_as


@pytest.mark.clause("London 11.3.3")
@pytest.mark.clause("Beds 6.5")
@given(beginnings, steps)
def test_nothing_ever_refuses_a_protective_step_but_that_it_was_raised_by_mistake(
    beginning: Beginning, happened: Steps
) -> None:
    for told in told_as(beginning, happened):
        step = acts.ProtectiveStep(Step.POLICE, told.now, None)
        if told.case.state is not State.TAKEN_BACK:
            for person in told.case.parts:
                assert ladder.protective_step(told.case, person, step, told.now) is step


@pytest.mark.clause("London 11.1.4")
@given(beginnings, steps)
def test_due_is_never_later_than_protect_by_while_that_lies_ahead(
    beginning: Beginning, happened: Steps
) -> None:
    for told in told_as(beginning, happened):
        due_at, protect_by = told.case.due_at, told.case.protect_by
        if told.case.state is State.OPEN and protect_by and protect_by > told.now:
            assert due_at is not None
            assert due_at <= protect_by


@pytest.mark.clause("London 11.1.5")
@given(beginnings, steps)
def test_protect_by_is_put_back_by_every_side_alone_and_never_past_the_tiers_own_time(
    beginning: Beginning, happened: Steps
) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        new = [entry.act for entry in told.new]
        for act in new:
            if isinstance(act, acts.PutBack):
                proposal = before.case.put_back
                assert proposal is not None
                answered = {each.agency_id for each in new if isinstance(each, acts.PutBackAnswered)}
                assert {*proposal.agreed, *answered} == set(told.case.agencies)
                assert act.due_at <= putting_back.tiers_own(told.case)
        later = (
            told.case.protect_by and before.case.protect_by and told.case.protect_by > before.case.protect_by
        )
        assert not later or any(isinstance(act, acts.PutBack) for act in new)


@given(beginnings, steps)
def test_time_never_makes_protect_by_later(beginning: Beginning, happened: Steps) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        if told.is_by_time and before.case.protect_by and told.case.protect_by:
            assert told.case.protect_by <= before.case.protect_by


@given(beginnings, steps)
def test_once_it_has_passed_the_time_is_short_until_somebody_says_how_soon(
    beginning: Beginning, happened: Steps
) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        has_passed = before.case.protect_by is not None and before.case.protect_by <= told.now
        if told.is_by_time and has_passed and told.case.protect_by is None:
            assert told.case.state is not State.OPEN or told.case.is_urgent
