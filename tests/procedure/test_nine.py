from dataclasses import replace

import pytest

from procedure import rules
from procedure.lengths import Limit, Unit
from procedure.rules import NotReady
from procedure.timed import Duty, DutyStart, Late, MetBy, OwedBy, StepStart, TierStep
from tests.procedure.nine import NINE, SET_HERE, area_for, in_force


def test_nine_procedures_are_read_and_those_in_use_come_with_the_program() -> None:
    published = [procedure.id for procedure in rules.published()]

    assert len(NINE) == 9
    assert published == ["bedfordshire-2018", "lincolnshire-joint", "london-5th-edition", "st-helens-2016"]
    assert {name: found.status for name, found in NINE.items() if found.status} == {
        "bcp-dorset-adults": "for adults, not for children",
        "cp-iro-alerts-2017": "about conferences and reviews only",
        "london-5th-edition": "superseded by the text of 2021, whose 1.4 keeps the working week",
        "sefton-2017": "superseded on 14 March 2022 by a text of four steps",
        "south-ayrshire-dissent": "about conferences only",
        "sussex-conference-dissent": "about conferences only",
    }


@pytest.mark.parametrize("name", NINE)
def test_each_says_where_it_was_read_and_how_much_of_it(name: str) -> None:
    assert NINE[name].sources
    assert all(source.address.startswith("http") for source in NINE[name].sources.values())
    assert all(source.read for source in NINE[name].sources.values())


@pytest.mark.parametrize("name", NINE)
def test_each_comes_into_force_once_an_area_has_set_what_it_leaves_open(name: str) -> None:
    found = in_force(name)

    assert found.procedure.left_open == ()
    assert rules.restore(rules.dump(found)) == found


@pytest.mark.parametrize("name", NINE)
def test_no_number_stands_for_what_was_not_read(name: str) -> None:
    for tier in NINE[name].tiers:
        for timed in tier.timed.values():
            assert timed.limit is None or not timed.basis.startswith("not read")


def test_all_that_an_area_must_set_is_listed_at_once_by_tier_and_step() -> None:
    lincolnshire = NINE["lincolnshire-joint"]

    with pytest.raises(NotReady) as refused:
        rules.in_force(lincolnshire, replace(area_for(lincolnshire), limits={}))

    discussion, last = lincolnshire.tiers[0].steps[0], lincolnshire.tiers[3]
    assert str(refused.value) == (
        f"limits: step_1.discuss is missing: Lincolnshire step 1 leaves it open ({discussion.basis}) "
        "and the area must set it\n"
        f"limits: step_4 is missing: Lincolnshire step 4 leaves it open ({last.basis}) "
        "and the area must set it"
    )


def test_an_area_may_not_set_what_the_text_fixes_nor_a_tier_that_goes_in_steps_nor_a_step_of_no_time() -> (
    None
):
    lincolnshire = NINE["lincolnshire-joint"]
    nothing = replace(SET_HERE, value=0)
    immediately = 'Lincolnshire step 1, "immediately"'
    limits = {
        "step_1": SET_HERE,
        "step_1.discuss": nothing,
        "step_1.acknowledge": SET_HERE,
        "step_1.talk": SET_HERE,
        "step_4": SET_HERE,
        "step_5": SET_HERE,
    }

    with pytest.raises(NotReady) as refused:
        rules.in_force(lincolnshire, replace(area_for(lincolnshire), limits=limits))

    assert refused.value.missing == (
        "limits: step_1.discuss must be more than none: what must be done at once is a duty, not a step",
        f"limits: step_1.acknowledge is fixed by {immediately} and is not the area's to set",
        "limits: step_1 has a limit for each step: step_1.discuss, step_1.plan, step_1.acknowledge",
        "limits: step_1.talk is no step or duty of lincolnshire-joint",
        "limits: step_5 is no tier of lincolnshire-joint",
    )


def test_seftons_second_stage_aims_to_agree_and_then_meets_with_a_letter_owed_after_either() -> None:
    stage = NINE["sefton-2017"].tiers[1]

    assert stage.steps == (
        TierStep(
            id="agree",
            title="Aim to agree",
            limit=Limit(2, Unit.WORKING_DAYS, "Sefton 2.3", is_indicative=True),
            clause="Sefton 2.3",
            owed_by=OwedBy.RESPONDING,
            starts=StepStart.TIER_ENTERED,
            basis="the text says that they should aim to agree by then",
        ),
        TierStep(
            id="meet",
            title="Convene a meeting",
            limit=Limit(5, Unit.WORKING_DAYS, "Sefton 2.4"),
            clause="Sefton 2.4",
            owed_by=OwedBy.RESPONDING,
            starts=StepStart.PREVIOUS,
        ),
    )
    assert [(duty.id, duty.during, duty.limit) for duty in stage.duties] == [
        ("confirm", "agree", Limit(2, Unit.WORKING_DAYS, "Sefton 2.3")),
        ("confirm_after_meeting", "meet", Limit(48, Unit.HOURS, "Sefton 2.4")),
    ]
    assert {duty.starts for duty in stage.duties} == {DutyStart.AGREED}


def test_in_lincolnshire_the_plan_counts_from_the_discussion_and_it_is_acknowledged_at_once() -> None:
    step_1 = NINE["lincolnshire-joint"].tiers[0]

    assert [(step.id, step.starts) for step in step_1.steps] == [
        ("discuss", StepStart.TIER_ENTERED),
        ("plan", StepStart.DISCUSSION_HELD),
    ]
    assert step_1.duties == (
        Duty(
            id="acknowledge",
            title="Acknowledge it",
            starts=DutyStart.RAISED,
            limit=Limit(0, Unit.MINUTES, 'Lincolnshire step 1, "immediately"'),
            owed_by=OwedBy.RESPONDING,
            on_expiry=Late.ASK_AGAIN,
            clause="Lincolnshire step 1",
            met_by=MetBy.TAKEN_UP,
        ),
    )


def test_a_plain_limit_is_a_chain_of_one_step_without_a_name() -> None:
    tier = NINE["st-helens-2016"].tiers[1]

    assert tier.chain == (
        TierStep("", "", tier.limit, tier.clause, owed_by=OwedBy.RAISING, basis=tier.basis),
    )
    assert tier.limit == Limit(1, Unit.WORKING_DAYS, 'St Helens, "(1 Day)"', is_indicative=True)
    assert list(tier.timed) == ["own_line_managers"]
