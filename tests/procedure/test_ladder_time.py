"""What happens when a tier's time runs out, and how long the next one has."""

from dataclasses import replace

import pytest

from procedure import acts, ladder
from procedure.acts import Danger, MovedUp, MoveReason
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FIRST_LINE,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HARI,
    HEADS,
    HEALTH,
    OLIVE,
    OMAR,
    PAM,
    PARTNERSHIP,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    ROSTER,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    SOL,
    THE_POLICE,
    TOM,
    TOMS_SIDE,
    TOP,
    TUESDAY,
    Told,
    away,
    called,
    raised,
    refuses,
    with_posts,
    without_posts,
)


def last_move(told: Told) -> MovedUp:
    assert told.case.last_move is not None
    return told.case.last_move


@pytest.mark.clause("London 11.1.5")
@pytest.mark.clause("London 11.1.7")
@pytest.mark.clause("London 11.3.1")
@pytest.mark.clause("London 11.3.2")
def test_over_christmas_a_disagreement_climbs_to_the_partnership(london_rules: Rules) -> None:
    told = raised(london_rules, when=TUESDAY)
    assert told.case.due_at == at("Thursday 2026-12-31 17:00")

    told = told.run_out()
    assert called(told.case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}
    assert told.case.due_at == at("Friday 2027-01-08 17:00")

    told = told.run_out()
    assert called(told.case) == {HEALTH: (HANA,), SOCIAL_CARE: (SENA,)}
    assert told.case.due_at == at("Friday 2027-01-15 17:00")

    told = told.run_out()
    assert called(told.case) == {HEALTH: (HARI,), SOCIAL_CARE: (SOL,)}
    assert told.case.due_at == at("Friday 2027-01-22 17:00")

    told = told.run_out()
    assert called(told.case) == {PARTNERSHIP: (CHRIS,)}
    assert told.now == at("Friday 2027-01-22 17:00")
    assert told.case.is_at_the_top


def test_a_move_says_what_it_follows(london_rules: Rules) -> None:
    told = raised(london_rules, when=TUESDAY).run_out()

    move = last_move(told)
    assert (move.tier, move.reason) == (1, MoveReason.TIME_RAN_OUT)
    assert move.was_due_at == at("Thursday 2026-12-31 17:00")
    assert (move.vacant, move.skipped, move.protect_by) == ((), (), None)
    assert (told.case.risk_asked_at, told.case.is_urgent) == (told.now, False)
    assert [call.tier for call in told.case.past_calls] == [0]


@pytest.mark.clause("Beds 2.4")
def test_on_a_friday_at_ten_to_five_protect_by_moves_it_up_within_hours(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-11-27 18:50")

    told = told.run_out()
    assert (told.now, told.case.due_at) == (at("Friday 2026-11-27 18:50"), at("Friday 2026-11-27 19:50"))
    assert last_move(told).reason is MoveReason.PROTECT_BY_PASSED
    assert told.case.protect_by is None
    assert told.case.risk_asked_at == at("Friday 2026-11-27 18:50")
    assert told.case.is_urgent

    told = told.run_out()
    assert (told.now, told.case.due_at) == (at("Friday 2026-11-27 19:50"), at("Friday 2026-11-27 20:50"))
    assert last_move(told).reason is MoveReason.TIME_RAN_OUT
    assert told.case.risk_asked_at == at("Friday 2026-11-27 19:50")
    assert told.case.is_urgent


def test_once_the_risk_is_answered_the_next_tier_has_its_own_limit(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-11-27 18:50").run_out()

    told = told.then(ladder.answer_risk(told.case, GRACE, None, told.now), by=GRACE)

    assert told.case.due_at == at("Friday 2026-12-04 17:00")
    assert told.run_out().case.due_at == at("Friday 2026-12-11 17:00")


def test_protect_by_still_to_come_is_kept_when_the_case_moves_up_before(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Saturday 2026-11-28 17:00").delivered()

    told = told.then(ladder.declare_unresolved(told.case, PRIYA, ROSTER, told.now), by=PRIYA)

    assert told.case.protect_by == told.case.due_at == at("Saturday 2026-11-28 17:00")
    assert last_move(told).reason is MoveReason.UNRESOLVED
    assert not told.case.is_urgent
    assert last_move(told.run_out()).reason is MoveReason.PROTECT_BY_PASSED


def test_a_protect_by_later_than_the_limit_is_carried_from_tier_to_tier(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Tuesday 2026-12-08 12:00").run_out()

    assert told.case.tier.id == FIRST_LINE
    assert told.case.due_at == at("Tuesday 2026-12-08 12:00")


def test_both_times_passed_at_once_count_as_protect_by(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-12-11 12:00").delivered()

    (moved,) = ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-11 12:00"))

    assert isinstance(moved, MovedUp)
    assert moved.reason is MoveReason.PROTECT_BY_PASSED
    assert moved.protect_by is None


# --- who is called -------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_an_agency_with_nobody_is_named_and_holds_up_no_other(london_rules: Rules) -> None:
    roster = without_posts(FIRST_LINE, SENIOR, HEADS, of=(SOCIAL_CARE,))

    told = raised(london_rules, roster=roster).run_out()

    assert called(told.case) == {HEALTH: (GRACE,)}
    assert told.case.vacant == (SOCIAL_CARE,)
    assert last_move(told).vacant == (SOCIAL_CARE,)


def test_a_tier_at_which_no_agency_has_anybody_is_passed_over_and_named(london_rules: Rules) -> None:
    roster = away(GRACE, GWEN, HANA, HARI, OMAR, OLIVE, SENA, SOL)

    told = raised(london_rules, roster=roster).run_out()

    assert last_move(told).skipped == (FIRST_LINE, SENIOR, HEADS)
    assert called(told.case) == {PARTNERSHIP: (CHRIS,)}


def test_where_nobody_is_left_at_all_it_waits_at_the_top_and_says_so(bedfordshire_rules: Rules) -> None:
    roster = away(GRACE, GWEN, HANA, HARI, OMAR, OLIVE, SENA, SOL)

    told = raised(bedfordshire_rules, when=FRIDAY, roster=roster).run_out()

    assert told.case.is_at_the_top
    assert told.case.calls == ()
    assert told.case.vacant == (HEALTH, SOCIAL_CARE)
    assert told.case.due_at == at("Friday 2026-12-11 17:00")
    assert told.run_out().entries[-1].act == acts.TimeRanOutAtTheTop(None)


def test_a_partnership_with_nobody_in_post_is_named_too(london_rules: Rules) -> None:
    told = raised(london_rules, roster=away(CHRIS)).up_to(TOP)

    assert told.case.vacant == (PARTNERSHIP,)


def test_nobody_is_called_at_two_tiers(london_rules: Rules) -> None:
    told = raised(london_rules, roster=away(GRACE, GWEN)).run_out()
    assert called(told.case)[HEALTH] == (HANA,)

    told = told.run_out()

    assert called(told.case) == {HEALTH: (HARI,), SOCIAL_CARE: (SENA,)}


def test_nobody_is_called_about_themselves(london_rules: Rules) -> None:
    about_grace = replace(PRIYAS_SIDE, practitioners=(PRIYA, GRACE))

    told = raised(london_rules, parties=(about_grace, TOMS_SIDE)).run_out()

    assert called(told.case)[HEALTH] == (GWEN,)


def test_nobody_taken_out_is_called_again(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.Joined(GRACE, HEALTH), acts.TakenOut(GRACE), by=PRIYA)

    assert called(told.run_out().case)[HEALTH] == (GWEN,)


def test_nobody_faces_themselves_for_two_agencies(london_rules: Rules) -> None:
    joint = replace(ROSTER.posts[7], holders=(GRACE, OMAR))

    told = raised(london_rules, roster=with_posts(joint)).run_out()

    assert called(told.case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}


@pytest.mark.clause("London 11.3.1")
def test_every_agency_in_the_case_has_its_manager_called(london_rules: Rules) -> None:
    told = raised(london_rules, parties=(PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)).run_out()

    assert set(called(told.case)) == {HEALTH, SOCIAL_CARE, POLICE}


def test_the_police_inspector_stands_in_once_the_sergeant_was_called_before(london_rules: Rules) -> None:
    told = raised(london_rules, parties=(PRIYAS_SIDE, THE_POLICE))
    assert called(told.case) == {POLICE: (PAM,)}

    told = told.run_out()

    assert called(told.case)[POLICE] != (PAM,)


# --- the top -------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.9")
@pytest.mark.parametrize(
    ("written", "top", "due"),
    [
        pytest.param("bedfordshire_rules", SENIOR, "Friday 2026-12-18 17:00", id="senior managers"),
        pytest.param("london_rules", TOP, "Wednesday 2027-01-06 17:00", id="the partnership"),
    ],
)
def test_the_top_tier_is_called_again_each_working_day(
    request: pytest.FixtureRequest, written: str, top: str, due: str
) -> None:
    told = raised(request.getfixturevalue(written), when=FRIDAY).up_to(top)
    assert told.case.due_at == at(due)

    told = told.run_out()

    repeats = [entry.act for entry in told.entries if isinstance(entry.act, acts.CalledAgain)]
    assert told.case.due_at is None
    assert [repeat.agency_id for repeat in repeats] == [call.holder.agency_id for call in told.case.calls]
    assert all(repeat.times == 2 for repeat in repeats)
    calendar = told.case.rules.calendar
    tomorrow = calendar.next_at(told.now, told.case.rules.area.call_again_at)
    assert {call.again_at for call in told.case.calls} == {tomorrow}


def test_at_the_top_the_deputies_are_called_too_once_it_is_overdue(bedfordshire_rules: Rules) -> None:
    roster = with_posts(replace(ROSTER.posts[3], deputies=(HARI,)))
    told = raised(bedfordshire_rules, when=FRIDAY, roster=roster).up_to(SENIOR).delivered()
    told = told.then(ladder.call_again(told.case, HEALTH, roster, told.now))

    told = told.run_out()

    assert called(told.case)[HEALTH] == (HANA, HARI)


def test_there_is_no_tier_above_the_top(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules).up_to(SENIOR)

    with refuses("top_tier"):
        ladder.declare_unresolved(told.case, HANA, ROSTER, told.now)


def test_protect_by_that_passes_at_the_top_asks_the_risk_again(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).delivered()
    sooner = at("Saturday 2026-12-12 10:00")
    told = told.then(ladder.bring_forward(told.case, PRIYA, sooner, told.now), by=PRIYA)

    told = told.run_out()

    assert (told.case.due_at, told.case.protect_by) == (None, None)
    assert told.case.risk_asked_at == sooner


def test_a_time_of_its_own_that_runs_out_at_the_top_makes_nothing_urgent(bedfordshire_rules: Rules) -> None:
    reached = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR)

    told = reached.run_out()

    assert (told.case.risk_asked_at, told.case.is_urgent) == (reached.now, False)


def test_at_the_top_protect_by_still_to_come_is_what_is_left(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY, protect_by="Friday 2027-01-29 12:00").up_to(SENIOR)

    told = told.run_out()
    assert (told.case.due_at, told.case.protect_by) == (at("Friday 2027-01-29 12:00"),) * 2
    assert not told.case.is_urgent
    assert {call.again_at for call in told.case.calls} == {at("Monday 2026-12-21 09:00")}

    told = told.run_out()
    assert (told.case.due_at, told.case.protect_by) == (None, None)
    assert (told.case.risk_asked_at, told.case.is_urgent) == (at("Friday 2027-01-29 12:00"), True)


# --- nobody's time runs out before they were called ----------------------------------------------


def test_while_no_call_has_arrived_the_time_starts_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    held = ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-04 17:00"))

    assert held == (acts.ClockHeld(at("Friday 2026-12-11 17:00")),)


def test_an_hour_starts_again_as_an_hour(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    held = ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-11-27 17:50"))

    assert held == (acts.ClockHeld(at("Friday 2026-11-27 18:50")),)


def test_an_outage_moves_no_protect_by(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-11-27 18:50")

    (moved,) = ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-11-27 18:50"))

    assert isinstance(moved, MovedUp)


def test_a_time_that_starts_again_ends_at_protect_by(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Monday 2026-12-07 12:00")

    held = ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-04 17:00"))

    assert held == (acts.ClockHeld(at("Monday 2026-12-07 12:00")),)


def test_one_call_that_arrived_is_enough_for_the_time_to_run_out(london_rules: Rules) -> None:
    told = raised(london_rules).run_out()
    arrived = ladder.call_delivered(told.case, HEALTH, GRACE, told.now)
    assert arrived is not None

    told = told.then(arrived)

    assert isinstance(ladder.time_ran_out(told.case, ROSTER, at("Friday 2027-01-08 17:00"))[0], MovedUp)


def test_a_call_passed_on_just_before_due_does_not_start_the_time_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()
    told = told.then(
        ladder.not_mine(told.case, TOM, None, ROSTER, at("Friday 2026-12-04 16:59")),
        by=TOM,
        when="Friday 2026-12-04 16:59",
    )

    assert isinstance(ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-04 17:00"))[0], MovedUp)


def test_a_call_that_can_reach_nobody_holds_no_clock(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.NotDelivered("call", TOM, "user_disabled"))

    assert isinstance(ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-04 17:00"))[0], MovedUp)


@pytest.mark.parametrize(
    "failed",
    [
        pytest.param(acts.NotDelivered("line", TOM, "user_disabled"), id="another message"),
        pytest.param(acts.NotDelivered("call", OMAR, "user_disabled"), id="to somebody else"),
        pytest.param(acts.NotDelivered("call", None, "user_disabled"), id="to nobody"),
    ],
)
def test_a_call_that_may_still_arrive_holds_the_clock(london_rules: Rules, failed: acts.NotDelivered) -> None:
    told = raised(london_rules, when=FRIDAY).then(failed)

    assert told.case.not_delivered == 1
    assert isinstance(
        ladder.time_ran_out(told.case, ROSTER, at("Friday 2026-12-04 17:00"))[0], acts.ClockHeld
    )


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        pytest.param("Friday 2026-11-27 16:55", None, id="within five minutes"),
        pytest.param("Friday 2026-11-27 16:56", "Friday 2026-12-04 17:00", id="later the same day"),
        pytest.param("Monday 2026-11-30 09:00", "Monday 2026-12-07 17:00", id="after the weekend"),
        pytest.param("Saturday 2026-12-05 10:00", "Friday 2026-12-11 17:00", id="after due"),
    ],
)
def test_a_call_that_arrives_late_counts_from_its_arrival(
    london_rules: Rules, arrived: str, due: str | None
) -> None:
    told = raised(london_rules, when=FRIDAY)

    delivered = ladder.call_delivered(told.case, SOCIAL_CARE, TOM, at(arrived))

    assert delivered == acts.CallDelivered(SOCIAL_CARE, TOM, at(due) if due else None)
    told = told.then(delivered, when=arrived)
    assert told.case.due_at == at(due or "Friday 2026-12-04 17:00")
    assert told.case.calls[0].delivered_at == at(arrived)


def test_a_late_arrival_moves_no_protect_by(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-11-27 18:50")

    delivered = ladder.call_delivered(told.case, SOCIAL_CARE, TOM, at("Friday 2026-11-27 18:40"))

    assert delivered == acts.CallDelivered(SOCIAL_CARE, TOM, at("Friday 2026-11-27 18:50"))


def test_only_the_first_arrival_at_a_tier_counts(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).run_out()
    first = ladder.call_delivered(told.case, HEALTH, GRACE, told.now)
    assert first is not None
    told = told.then(first)

    late = ladder.call_delivered(told.case, SOCIAL_CARE, OMAR, at("Monday 2026-12-07 09:00"))

    assert late == acts.CallDelivered(SOCIAL_CARE, OMAR, None)


def test_a_stand_in_reached_late_starts_no_time_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()
    told = told.then(ladder.not_mine(told.case, TOM, None, ROSTER, told.now), by=TOM)
    stand_in = told.case.calls[0].people[0]

    late = ladder.call_delivered(told.case, SOCIAL_CARE, stand_in, at("Monday 2026-11-30 09:00"))

    assert late == acts.CallDelivered(SOCIAL_CARE, stand_in, None)


def test_an_arrival_is_recorded_once_and_only_of_a_call_that_stands(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert ladder.call_delivered(told.case, HEALTH, PRIYA, told.now) is None
    assert ladder.call_delivered(told.case, SOCIAL_CARE, OMAR, told.now) is None
    assert ladder.call_delivered(told.delivered().case, SOCIAL_CARE, TOM, told.now) is None


def test_where_no_time_runs_any_more_a_late_arrival_starts_none(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR)
    told = told.then(acts.TimeRanOutAtTheTop(None), when="Friday 2026-12-18 17:00")

    late = ladder.call_delivered(told.case, HEALTH, HANA, at("Monday 2026-12-21 09:00"))

    assert late == acts.CallDelivered(HEALTH, HANA, None)


@pytest.mark.parametrize(
    "clock_starts_again",
    [
        pytest.param("held", id="the clock was held"),
        pytest.param("late", id="the call came late"),
    ],
)
def test_once_answered_the_limit_counts_from_where_it_started_again(
    london_rules: Rules, clock_starts_again: str
) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    monday = at("Monday 2026-11-30 09:00")
    if clock_starts_again == "held":
        told = told.then(*ladder.time_ran_out(told.case, ROSTER, monday), when=monday)
    else:
        told = told.delivered(monday)
    assert told.case.due_at == at("Monday 2026-11-30 10:00")

    answered = ladder.answer_risk(told.case, GRACE, None, told.now)

    assert answered.due_at == at("Monday 2026-12-07 17:00")
