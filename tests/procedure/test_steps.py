from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure import acts, ahead, closing, ladder, limits, steps
from procedure.acts import Answer, Channel, Danger, MoveReason, Settlement, StepReason
from procedure.case import State
from procedure.changes import rebuild
from procedure.lengths import Limit, Unit
from procedure.rules import Rules
from procedure.timed import StepStart, TierStep
from tests.procedure.london_time import at
from tests.procedure.nine import (
    NINE,
    SEVERAL_TIERS,
    SIDES,
    in_force,
    manager,
    raised_under,
    roster_for,
)
from tests.procedure.partnership import (
    HEALTH,
    NORTHMERE,
    PRIYA,
    REFERENCE,
    SOCIAL_CARE,
    TOM,
    TUESDAY,
    WORDS,
    Told,
    note,
    raised,
)


def at_sefton_2() -> Told:
    """Sefton's second stage: aim to agree by Thursday 31 December, 17:00, then meet by Friday 8 January."""
    return raised_under("sefton-2017", TUESDAY).up_to("stage_2").delivered()


def noted(told: Told, held: str, *took_part: int, channel: Channel = Channel.CALL) -> Told:
    """Return a disagreement with a note of a discussion, recorded as it was held."""
    act = note(*took_part, held=held, channel=channel)
    written = told.then(act, by=took_part[0], when=max(at(held), told.now))
    return written.then(*steps.after_note(written.case, act, written.now))


def test_when_a_steps_time_has_run_out_the_next_begins_and_its_holders_are_called_again() -> None:
    told = at_sefton_2()

    began, *again = ladder.time_ran_out(told.case, told.roster, at("Thursday 2026-12-31 17:00"))

    assert began == acts.StepBegan(
        step=1,
        reason=StepReason.TIME_RAN_OUT,
        since=at("Thursday 2026-12-31 17:00"),
        due_at=at("Friday 2027-01-08 17:00"),
        was_due_at=at("Thursday 2026-12-31 17:00"),
    )
    assert [(act.agency_id, act.times) for act in again if isinstance(act, acts.CalledAgain)] == [
        (HEALTH, 2),
        (SOCIAL_CARE, 2),
    ]
    assert {act.again_at for act in again if isinstance(act, acts.CalledAgain)} == {
        at("Monday 2027-01-04 09:00")
    }


def test_the_case_knows_its_step_and_counts_from_where_it_began() -> None:
    told = at_sefton_2().run_out()

    case = told.case
    assert (case.tier.id, case.present_step.id, case.step_index) == ("stage_2", "meet", 1)
    assert case.counts_from == at("Thursday 2026-12-31 17:00")
    assert case.due_at == at("Friday 2027-01-08 17:00")
    assert case.entered_at == at("Tuesday 2026-12-29 17:00")
    assert rebuild(REFERENCE, case.rules, told.entries) == case


def test_when_the_last_step_has_run_out_the_next_tier_is_called_and_begins_with_its_first() -> None:
    told = at_sefton_2().run_out().run_out()

    assert (told.case.tier.id, told.case.step_index) == ("stage_3", 0)
    assert told.case.last_move is not None
    assert told.case.last_move.reason is MoveReason.TIME_RAN_OUT


def test_after_an_outage_a_step_begins_when_it_can_and_the_case_stays_at_its_tier() -> None:
    told, late = at_sefton_2(), at("Wednesday 2027-01-20 10:00")

    told = told.then(*ladder.time_ran_out(told.case, told.roster, late), when=late)

    assert (told.case.tier.id, told.case.present_step.id) == ("stage_2", "meet")
    assert told.case.due_at == at("Wednesday 2027-01-27 17:00")


def test_a_step_ends_when_the_time_that_protects_the_child_passes_and_no_other_follows() -> None:
    told = raised_under("sefton-2017", TUESDAY, protect_by="Wednesday 2026-12-30 12:00").up_to("stage_2")
    assert told.case.due_at == at("Wednesday 2026-12-30 12:00")

    told = told.run_out()

    assert told.case.tier.id == "stage_3"
    assert told.case.last_move is not None
    assert told.case.last_move.reason is MoveReason.PROTECT_BY_PASSED
    assert told.case.due_at == at("Wednesday 2026-12-30 13:00")


def test_a_time_that_protects_the_child_within_the_next_step_is_when_that_one_is_due() -> None:
    told = raised_under("sefton-2017", TUESDAY, protect_by="Tuesday 2027-01-05 12:00").up_to("stage_2")

    told = told.run_out()

    assert told.case.present_step.id == "meet"
    assert told.case.due_at == at("Tuesday 2027-01-05 12:00")


def test_while_nobody_has_said_how_soon_it_must_be_the_urgent_limit_is_all_that_a_tier_has() -> None:
    told = raised_under("sefton-2017", TUESDAY, protect_by="Tuesday 2026-12-22 18:00").run_out().delivered()
    assert (told.case.tier.id, told.case.due_at) == ("stage_2", at("Tuesday 2026-12-22 19:00"))

    assert told.run_out().case.tier.id == "stage_3"


def test_once_somebody_has_said_how_soon_the_steps_follow_again() -> None:
    told = raised_under("sefton-2017", TUESDAY, protect_by="Tuesday 2026-12-22 18:00").run_out().delivered()

    told = told.then(
        ladder.answer_risk(told.case, PRIYA, None, told.now), by=PRIYA, when="Tuesday 2026-12-22 18:30"
    )

    assert told.case.due_at == at("Thursday 2026-12-24 17:00")
    assert told.run_out().case.present_step.id == "meet"


def test_a_tier_can_be_left_in_any_step() -> None:
    for told in (at_sefton_2(), at_sefton_2().run_out()):
        omar = manager(SOCIAL_CARE, 1)

        move = ladder.declare_unresolved(told.case, omar, told.roster, told.now)

        assert (move.tier, move.reason) == (2, MoveReason.UNRESOLVED)


def test_a_step_begins_with_the_discussion_that_it_waits_for_and_counts_from_it() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()
    assert told.case.due_at == at("Tuesday 2026-12-29 17:00")

    told = noted(told, "Wednesday 2026-12-23 10:00", PRIYA, TOM)

    assert told.entries[-1].act == acts.StepBegan(
        step=1,
        reason=StepReason.DISCUSSION_HELD,
        since=at("Wednesday 2026-12-23 10:00"),
        due_at=at("Tuesday 2026-12-29 17:00"),
        was_due_at=at("Tuesday 2026-12-29 17:00"),
    )
    assert (told.case.present_step.id, told.case.tier.id) == ("plan", "step_1")
    assert told.run_out().case.tier.id == "step_2"


def test_nobody_who_has_talked_is_called_again_for_the_step_that_the_talk_began() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()

    told = noted(told, "Wednesday 2026-12-23 10:00", PRIYA, TOM)

    assert not any(isinstance(entry.act, acts.CalledAgain) for entry in told.entries)


def test_without_a_discussion_the_step_begins_when_the_one_before_has_run_out() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).run_out()

    assert told.case.present_step.id == "plan"
    assert told.case.due_at == at("Thursday 2026-12-31 17:00")
    assert told.run_out().case.tier.id == "step_2"


def test_a_discussion_that_was_long_ago_leaves_no_time_and_never_one_that_is_past() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()
    act = note(PRIYA, TOM, held="Tuesday 2026-12-22 17:00")
    told = told.then(act, by=PRIYA, when="Tuesday 2026-12-29 10:00")

    (began,) = steps.after_note(told.case, act, told.now)

    assert (began.since, began.due_at) == (at("Tuesday 2026-12-22 17:00"), at("Tuesday 2026-12-29 10:00"))


@pytest.mark.parametrize(
    ("held", "took_part", "channel"),
    [
        pytest.param("Wednesday 2026-12-23 10:00", (PRIYA,), Channel.CALL, id="inside one agency"),
        pytest.param("Wednesday 2026-12-23 10:00", (PRIYA, TOM), Channel.ADVICE, id="advice"),
        pytest.param("Tuesday 2026-12-22 16:00", (PRIYA, TOM), Channel.CALL, id="before it was raised"),
    ],
)
def test_what_is_no_discussion_between_them_since_the_call_begins_nothing(
    held: str, took_part: tuple[int, ...], channel: Channel
) -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()

    told = noted(told, held, *took_part, channel=channel)

    assert told.case.present_step.id == "discuss"


def test_a_discussion_with_somebody_who_is_not_in_slack_begins_the_step() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()
    act = note(PRIYA, held="Wednesday 2026-12-23 10:00", others=WORDS)
    told = told.then(act, by=PRIYA, when="Wednesday 2026-12-23 10:05")

    assert len(steps.after_note(told.case, act, told.now)) == 1


def test_a_discussion_begins_no_step_that_does_not_wait_for_one_nor_one_after_the_last() -> None:
    sefton = noted(at_sefton_2(), "Wednesday 2026-12-30 10:00", PRIYA, TOM)
    twice = raised_under("lincolnshire-joint", TUESDAY).delivered()
    for held in ("Wednesday 2026-12-23 10:00", "Wednesday 2026-12-23 11:00"):
        twice = noted(twice, held, PRIYA, TOM)

    assert sefton.case.present_step.id == "agree"
    assert sum(isinstance(entry.act, acts.StepBegan) for entry in twice.entries) == 1


def test_a_discussion_recorded_after_it_is_settled_begins_nothing() -> None:
    told = raised_under("lincolnshire-joint", TUESDAY).delivered()
    settled = replace(told.case, state=State.AGREED)

    assert steps.after_note(settled, note(PRIYA, TOM, held="Wednesday 2026-12-23 10:00"), told.now) == ()


def test_where_practitioners_have_no_time_at_all_no_tier_above_goes_in_steps() -> None:
    found = in_force("sefton-2017")
    at_once = replace(found.procedure.tiers[0], steps=(), limit=Limit(0, Unit.MINUTES, "Short 1"))
    urgent = replace(found, procedure=replace(found.procedure, tiers=(at_once, *found.procedure.tiers[1:])))

    told = raised(urgent, when=TUESDAY, roster=roster_for(found.procedure), parties=SIDES)

    assert (told.case.tier.id, told.case.due_at) == ("stage_2", at("Tuesday 2026-12-22 17:30"))
    assert told.run_out().case.tier.id == "stage_3"


def test_in_danger_no_step_follows_the_first() -> None:
    found = in_force("sefton-2017")

    told = raised(found, when=TUESDAY, roster=roster_for(found.procedure), parties=SIDES, danger=Danger.NOW)

    assert (told.case.tier.id, told.case.due_at) == ("stage_2", at("Tuesday 2026-12-22 17:30"))
    assert told.run_out().case.tier.id == "stage_3"


def test_the_last_tier_goes_through_its_steps_before_it_is_called_again_each_day() -> None:
    chain = (
        TierStep("read", "Read", Limit(1, Unit.WORKING_DAYS, "Short 1"), "Short 1"),
        TierStep(
            "meet", "Meet", Limit(1, Unit.WORKING_DAYS, "Short 2"), "Short 2", starts=StepStart.PREVIOUS
        ),
    )
    written = NORTHMERE.procedure
    last = replace(written.tiers[-1], limit=None, steps=chain)
    told = raised(replace(NORTHMERE, procedure=replace(written, tiers=(*written.tiers[:-1], last))))

    told = told.up_to("partnership").run_out()
    assert (told.case.present_step.id, told.case.due_at is None) == ("meet", False)

    assert told.run_out().case.due_at is None


def test_the_procedures_own_time_is_that_of_all_the_steps_of_the_first_tier() -> None:
    choices = {each.id: each.until for each in limits.how_soon(at(TUESDAY), in_force("lincolnshire-joint"))}

    assert choices["procedure"] == at("Thursday 2026-12-31 17:00")


@pytest.mark.parametrize("name", SEVERAL_TIERS)
def test_where_nobody_answers_it_goes_from_the_first_tier_to_the_last_as_was_said_beforehand(
    name: str,
) -> None:
    told = raised_under(name, TUESDAY)
    lies_ahead = ahead.in_force(told.case.rules, at(TUESDAY))
    gone_through = [(told.case.tier.id, told.case.present_step.id, told.case.due_at)]

    while told.case.due_at is not None:
        told = told.run_out()
        if told.case.due_at is not None:
            gone_through.append((told.case.tier.id, told.case.present_step.id, told.case.due_at))

    assert gone_through == [
        (tier.tier.id, step.step.id, step.due_at) for tier in lies_ahead for step in tier.steps
    ]
    assert told.case.is_at_the_top
    assert isinstance(told.entries[-1].act, acts.CalledAgain)
    assert rebuild(REFERENCE, told.case.rules, told.entries) == told.case


@pytest.mark.parametrize("name", SEVERAL_TIERS)
def test_it_can_be_settled_at_the_second_tier(name: str) -> None:
    told = raised_under(name, TUESDAY)
    told = told.up_to(NINE[name].tiers[1].id).delivered()
    health, social_care = manager(HEALTH, 1), manager(SOCIAL_CARE, 1)
    proposal = closing.Proposal(Settlement.NEW_PLAN, WORDS, WORDS, (), Answer.AGREE)

    told = told.then(closing.propose(told.case, health, proposal), by=health)
    assert told.case.outcome is not None
    answered = closing.answer(told.case, social_care, Answer.AGREE, told.case.outcome.proposed_at)
    told = told.then(answered, by=social_care)
    for person in (health, social_care):
        told = told.then(closing.file_copy(told.case, person), by=person)
    told = told.then(closing.close(told.case, PRIYA), by=PRIYA)

    assert (told.case.state, told.case.tier_index) == (State.CLOSED, 1)


def has_run_out_at_the_top(told: Told) -> bool:
    """Say whether the last tier's time is over."""
    return any(isinstance(entry.act, acts.TimeRanOutAtTheTop) for entry in told.entries)


lengths = st.builds(Limit, st.integers(1, 12), st.sampled_from(Unit), st.just("Short 1"))
chains = st.lists(lengths, min_size=1, max_size=4)


def going_in(chains_of_tiers: list[list[Limit]]) -> Rules:
    """Return London's rules with other chains of steps, one list of limits a tier."""
    tiers = tuple(
        replace(
            tier,
            limit=None,
            steps=tuple(
                TierStep(f"step_{place}", f"Step {place}", limit, "Short 1", starts=StepStart.PREVIOUS)
                for place, limit in enumerate(chain)
            ),
        )
        for tier, chain in zip(NORTHMERE.procedure.tiers, chains_of_tiers, strict=True)
    )
    return replace(NORTHMERE, procedure=replace(NORTHMERE.procedure, tiers=tiers))


@given(
    chains_of_tiers=st.lists(chains, min_size=5, max_size=5),
    minutes=st.none() | st.integers(1, 60 * 24 * 40),
    lateness=st.sampled_from([0, 1, 90, 60 * 24 * 9]),
)
def test_time_takes_one_step_or_one_tier_at_once_and_is_never_due_after_what_protects_the_child(
    chains_of_tiers: list[list[Limit]], minutes: int | None, lateness: int
) -> None:
    found, start = going_in(chains_of_tiers), at(TUESDAY)
    protect_by = start + timedelta(minutes=minutes) if minutes else None
    words = f"{found.calendar.local(protect_by):%A %Y-%m-%d %H:%M}" if protect_by else None
    told = raised(found, when=TUESDAY, protect_by=words).delivered()

    for _ in range(30):
        before = told.case
        if before.due_at is None:
            break
        if before.protect_by is not None and before.protect_by > before.counts_from:
            assert before.due_at <= before.protect_by
        now = before.due_at + timedelta(minutes=lateness)
        told = told.then(*ladder.time_ran_out(before, told.roster, now), when=now).delivered()
        went_up = told.case.tier_index - before.tier_index
        assert went_up in (0, 1)
        # At the end of the last tier nothing begins any more, but what protects the child may still come.
        following = min(before.step_index + 1, len(before.tier.chain) - 1)
        assert told.case.step_index == (0 if went_up else following) or told.case.due_at is None
        assert told.case.due_at is None or told.case.due_at > now or told.case.due_at == told.case.protect_by

    assert told.case.due_at is None
    assert told.case.is_at_the_top


@given(chains_of_tiers=st.lists(chains, min_size=5, max_size=5), minutes=st.integers(1, 60 * 24 * 40))
def test_what_lies_ahead_is_what_comes_where_the_child_needs_it_sooner(
    chains_of_tiers: list[list[Limit]], minutes: int
) -> None:
    found, protect_by = going_in(chains_of_tiers), at(TUESDAY) + timedelta(minutes=minutes)
    said = ahead.in_force(found, at(TUESDAY), protect_by)

    told = raised(found, when=TUESDAY, protect_by=f"{found.calendar.local(protect_by):%A %Y-%m-%d %H:%M}")
    came = [(0, 0, told.case.due_at)]
    while not has_run_out_at_the_top(told := told.run_out()):
        came.append((told.case.tier_index, told.case.step_index, told.case.due_at))

    assert came == [
        (place, step_place, step.due_at)
        for place, tier in enumerate(said)
        for step_place, step in enumerate(tier.steps)
    ]
