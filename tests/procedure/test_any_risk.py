"""Whatever people and time do: the child is protected in time, and never waits for a clock."""

import pytest
from hypothesis import given

from procedure import acts, ladder
from procedure.acts import Step
from procedure.case import State
from tests.procedure.stories import Beginning, Steps, beginnings, steps, told_as


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
