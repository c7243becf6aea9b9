"""Who acts instead of somebody called: passed on, replaced, named by the lead, handed over."""

from dataclasses import replace

import pytest

from procedure import acts, ladder
from procedure.acts import ChangeReason, Danger
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.roster import Holder, Standing
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FIRST_LINE,
    FRIDAY,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HARI,
    HEADS,
    HEALTH,
    OLIVE,
    OMAR,
    PARTNERSHIP,
    PEOPLE,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    RAJ,
    ROSTER,
    RUTH,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    SOL,
    TARA,
    THE_POLICE,
    TIM,
    TOM,
    TOMS_SIDE,
    TOP,
    ZED,
    Told,
    away,
    called,
    desk_called,
    managers_called,
    note,
    raised,
    refuses,
    with_posts,
    without_posts,
)

MONDAY = "Monday 2026-11-30 09:00"


def test_whoever_is_called_by_mistake_names_who_it_is(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    act = ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now)

    assert act.call is not None
    assert act == acts.HolderChanged(
        HEALTH,
        ChangeReason.NOT_MINE,
        (GRACE,),
        acts.Called(Holder(HEALTH, (GITA,), Standing.NAMED, 2), at("Monday 2026-12-07 09:00")),
    )
    told = told.then(act, by=GRACE)
    assert called(told.case) == {HEALTH: (GITA,), SOCIAL_CARE: (OMAR,)}
    assert told.case.due_at == at("Friday 2026-12-11 17:00")
    call = told.case.call(HEALTH)
    assert call is not None
    assert (call.reason, call.delivered_at, call.times) == ("not_mine", None, 1)


def test_whoever_took_it_up_can_find_that_it_is_somebody_elses(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.HOUR, told.now), by=GRACE)

    told = told.then(ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now), by=GRACE)

    call = told.case.call(HEALTH)
    assert call is not None
    assert (call.people, call.taken_up_by) == ((GITA,), None)


@pytest.mark.parametrize("named", [pytest.param(GITA, id="named"), pytest.param(None, id="the next")])
def test_within_the_hour_a_call_passed_on_is_repeated_within_it(
    london_rules: Rules, named: int | None
) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    act = ladder.not_mine(told.case, GRACE, named, ROSTER, told.now)

    assert act.call is not None
    assert act.call.again_at == at("Friday 2026-11-27 17:10")


def test_without_a_name_the_next_who_acts_is_called(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    act = ladder.not_mine(told.case, GRACE, None, ROSTER, told.now)
    told = told.then(act, by=GRACE)
    assert (act.reason, act.leaving) == (ChangeReason.NOT_MINE, (GRACE,))
    assert called(told.case)[HEALTH] == (GWEN,)

    told = told.then(ladder.not_mine(told.case, GWEN, None, ROSTER, told.now), by=GWEN)
    assert called(told.case)[HEALTH] == (HANA,)


def test_of_a_desk_the_others_keep_the_call(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.call_again(told.case, SOCIAL_CARE, ROSTER, at(MONDAY)), when=MONDAY)

    told = told.then(ladder.not_mine(told.case, TARA, None, ROSTER, told.now), by=TARA)

    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.people, call.times, call.holder.post_id) == ((TOM, TIM), 2, 6)
    assert call.delivered_at == at(FRIDAY)
    assert TARA not in told.case.parts


def test_whoever_says_that_it_is_not_theirs_has_no_part_any_more(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    told = told.then(ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now), by=GRACE)

    assert told.case.agency_of(GRACE) is None
    assert told.case.agency_of(GITA) == HEALTH
    with refuses("no_part"):
        ladder.part_of(told.case, GRACE)


def test_whoever_has_done_anything_in_it_keeps_their_part_all_the_same(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules)
    told = told.then(replace(note(GRACE, OMAR, held=MONDAY), held_at=told.now), by=GRACE)

    told = told.then(ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now), by=GRACE)

    assert told.case.agency_of(GRACE) == HEALTH


def test_where_nobody_else_can_be_called_whoever_says_so_keeps_their_part(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    others = (one.id for one in PEOPLE if one.agency_id == HEALTH and one.id != GRACE)
    roster = away(*others)

    told = told.then(ladder.not_mine(told.case, GRACE, None, roster, told.now), by=GRACE)

    assert told.case.call(HEALTH) is None
    assert told.case.agency_of(GRACE) == HEALTH


def test_when_the_one_who_took_it_up_is_gone_the_desk_is_asked_anew(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TARA, Promise.TOMORROW, told.now), by=TARA)

    told = told.then(ladder.not_mine(told.case, TARA, None, ROSTER, told.now), by=TARA)

    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.taken_up_by, call.taken_up_at, call.speak_by) == (None, None, None)
    assert call.answered_at is None
    assert call.again_at == at(MONDAY)
    assert ladder.take_up(told.case, TOM, Promise.HOUR, told.now).agency_id == SOCIAL_CARE


def test_when_another_of_the_desk_is_gone_the_promise_stands(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TARA, Promise.TOMORROW, told.now), by=TARA)

    told = told.then(ladder.not_mine(told.case, TOM, None, ROSTER, told.now), by=TOM)

    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.people, call.taken_up_by) == ((TARA, TIM), TARA)
    assert call.again_at == at("Saturday 2026-11-28 17:00")


def test_a_colleague_who_is_on_it_is_not_passed_over(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TARA, Promise.TOMORROW, told.now), by=TARA)

    with refuses("already_taken_up"):
        ladder.not_mine(told.case, TOM, OLIVE, ROSTER, told.now)


def test_a_deputy_called_later_keeps_the_call_alone(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    for moment in ("Monday 2026-12-07 09:00", "Tuesday 2026-12-08 09:00"):
        told = told.then(ladder.call_again(told.case, HEALTH, ROSTER, at(moment)), when=moment)

    told = told.then(ladder.not_mine(told.case, GRACE, None, ROSTER, told.now), by=GRACE)

    assert called(told.case)[HEALTH] == (GWEN,)


def test_a_deputy_called_later_can_say_that_it_is_not_theirs(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    for moment in ("Monday 2026-12-07 09:00", "Tuesday 2026-12-08 09:00"):
        told = told.then(ladder.call_again(told.case, HEALTH, ROSTER, at(moment)), when=moment)

    told = told.then(ladder.not_mine(told.case, GWEN, None, ROSTER, told.now), by=GWEN)

    assert called(told.case)[HEALTH] == (GRACE,)


def test_where_nobody_is_left_the_agency_is_vacant_and_those_below_act(london_rules: Rules) -> None:
    told = managers_called(london_rules, away(GWEN, HANA, HARI))

    act = ladder.not_mine(told.case, GRACE, None, told.roster, told.now)
    told = told.then(act, by=GRACE)

    assert act.call is None
    assert told.case.vacant == (HEALTH,)
    assert called(told.case) == {SOCIAL_CARE: (OMAR,)}
    assert told.case.acting(HEALTH) == (PRIYA,)
    assert told.case.agency_of(GRACE) == HEALTH
    assert told.then(act, by=GRACE).case.vacant == (HEALTH,)


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        pytest.param(GRACE, "to_yourself", id="herself"),
        pytest.param(OLIVE, "not_of_that_agency", id="of another agency"),
        pytest.param(999, "not_of_that_agency", id="nobody we know"),
        pytest.param(GITA, "not_reachable", id="somebody who can't be reached"),
        pytest.param(PRIYA, "had_a_turn", id="the one whom it is about"),
    ],
)
def test_a_stand_in_can_be_reached_is_of_that_agency_and_new_to_it(
    london_rules: Rules, named: int, reason: str
) -> None:
    told = managers_called(london_rules)

    with pytest.raises(Refused) as refused:
        ladder.not_mine(told.case, GRACE, named, away(GITA), told.now)

    assert (refused.value.reason, refused.value.field) == (reason, "person")


def test_nobody_called_at_a_tier_below_is_named_above(london_rules: Rules) -> None:
    told = managers_called(london_rules).run_out()

    with refuses("had_a_turn"):
        ladder.not_mine(told.case, HANA, GRACE, ROSTER, told.now)


def test_a_call_passed_on_by_mistake_can_come_back(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now), by=GRACE)

    assert ladder.not_mine(told.case, GITA, GRACE, ROSTER, told.now).call is not None


def test_a_practitioner_can_be_named_by_the_desk_and_named_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    told = told.then(ladder.not_mine(told.case, TOM, TARA, ROSTER, told.now), by=TOM)

    assert ladder.not_mine(told.case, TARA, TOM, ROSTER, told.now).call is not None


def test_the_manager_called_is_that_of_the_practitioner_whom_the_desk_named(london_rules: Rules) -> None:
    another_team = replace(ROSTER.posts[7], id=30, team_id=21, holders=(SOL,), deputies=(), reports_to=None)
    olives = replace(ROSTER.posts[6], id=31, team_id=21, holders=(OLIVE,), reports_to=30)
    told = desk_called(london_rules).with_roster(with_posts(another_team, olives))

    act = ladder.not_mine(told.case, TOM, OLIVE, told.roster, told.now)
    told = told.then(act, by=TOM).run_out()

    assert called(told.case)[SOCIAL_CARE] == (SOL,)


def test_the_newest_named_practitioner_comes_first(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    told = told.then(ladder.not_mine(told.case, TOM, TARA, ROSTER, told.now), by=TOM)

    assert told.case.side(SOCIAL_CARE).people == (TARA, TOM, TOM)
    assert told.case.side(HEALTH).people == (PRIYA,)
    assert told.run_out().case.side(HEALTH).people == (PRIYA,)


def test_a_lead_names_a_stand_in_for_a_vacant_post(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=without_posts(FIRST_LINE, SENIOR, HEADS, of=(HEALTH,)))
    told = told.run_out()
    assert told.case.vacant == (HEALTH,)

    act = ladder.name_stand_in(told.case, HEALTH, GITA, told.roster, told.now)
    told = told.then(act, by=RUTH)

    assert act.reason is ChangeReason.NAMED_BY_LEAD
    assert act.leaving == ()
    assert told.case.vacant == ()
    call = told.case.call(HEALTH)
    assert call is not None
    assert call.holder == Holder(HEALTH, (GITA,), Standing.NAMED)
    assert call.called_at == told.now


def test_a_lead_names_a_stand_in_for_somebody_who_does_not_answer(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    act = ladder.name_stand_in(told.case, HEALTH, GITA, ROSTER, told.now)

    assert act.leaving == (GRACE,)
    assert act.call is not None
    assert act.call.holder == Holder(HEALTH, (GITA,), Standing.NAMED, 2)


def test_a_lead_names_a_stand_in_for_the_partnership(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(CHRIS)).up_to(TOP)

    told = told.then(ladder.name_stand_in(told.case, PARTNERSHIP, RAJ, told.roster, told.now), by=RUTH)
    assert called(told.case) == {PARTNERSHIP: (RAJ,)}

    act = ladder.name_stand_in(told.case, PARTNERSHIP, RUTH, told.roster, told.now)
    assert act.leaving == (RAJ,)


def test_no_stand_in_is_named_for_an_agency_without_a_part(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    with refuses("agency_has_no_part"):
        ladder.name_stand_in(told.case, POLICE, GITA, ROSTER, told.now)


def test_whoever_is_named_has_a_part_though_they_were_taken_out_before(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.Joined(GITA, HEALTH), acts.TakenOut(GITA), by=PRIYA)

    told = told.then(ladder.name_stand_in(told.case, HEALTH, GITA, ROSTER, told.now), by=RUTH)

    assert told.case.agency_of(GITA) == HEALTH


def test_whoever_leaves_is_replaced_by_the_next_who_acts(london_rules: Rules) -> None:
    told = managers_called(london_rules, away(GRACE)).with_roster(away(GRACE, GWEN))
    assert called(told.case)[HEALTH] == (GWEN,)

    act = ladder.replaced(told.case, HEALTH, GWEN, ChangeReason.UNREACHABLE, told.roster, told.now)

    assert act.call is not None
    assert act.reason is ChangeReason.UNREACHABLE
    assert act.call.holder == Holder(HEALTH, (HANA,), Standing.STANDING_IN, 3)


def test_for_a_manager_taken_out_their_deputy_is_called_not_the_practitioner_below(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules).then(acts.TakenOut(GRACE), by=PRIYA)

    act = ladder.replaced(told.case, HEALTH, GRACE, ChangeReason.TAKEN_OUT, ROSTER, told.now)

    assert called(told.then(act).case)[HEALTH] == (GWEN,)


def test_a_call_goes_on_though_somebody_else_has_left(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TARA, Promise.TOMORROW, told.now), by=TARA)
    told = told.then(ladder.call_again(told.case, SOCIAL_CARE, ROSTER, at(MONDAY)), when=MONDAY)

    act = ladder.replaced(told.case, SOCIAL_CARE, OMAR, ChangeReason.UNREACHABLE, ROSTER, told.now)

    call = told.then(act).case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.people, call.times, call.called_at) == ((TOM, TARA, TIM), 2, at(FRIDAY))


def test_the_partnership_has_its_own_next(london_rules: Rules) -> None:
    roster = with_posts(replace(ROSTER.posts[12], deputies=(RAJ,)))
    told = raised(london_rules, when=FRIDAY, roster=roster).up_to(TOP)

    act = ladder.replaced(told.case, PARTNERSHIP, CHRIS, ChangeReason.UNREACHABLE, roster, told.now)

    assert act.call is not None
    assert act.call.holder == Holder(PARTNERSHIP, (RAJ,), Standing.DEPUTY, 12)


def gone(told: Told, *people: int) -> Told:
    """Somebody's account goes, and those of the others before them."""
    (leaving, *_) = people
    roster = away(*people, roster=told.roster)
    for agency in ladder.left_without(told.case, leaving, roster):
        reason = ChangeReason.UNREACHABLE
        told = told.then(ladder.replaced(told.case, agency, leaving, reason, roster, told.now))
    return told.with_roster(roster)


def test_whoever_raised_it_and_leaves_is_replaced_at_the_first_tier(london_rules: Rules) -> None:
    told = gone(raised(london_rules, when=FRIDAY), PRIYA)

    (changed,) = [entry.act for entry in told.entries if isinstance(entry.act, acts.HolderChanged)]
    assert (changed.agency_id, changed.leaving) == (HEALTH, (PRIYA,))
    assert changed.reason is ChangeReason.UNREACHABLE
    call = told.case.call(HEALTH)
    assert call is not None
    assert (call.people, call.holder.standing, call.holder.post_id) == ((GRACE,), Standing.STANDING_IN, 2)
    assert told.case.acting(HEALTH) == (GRACE,)
    assert called(told.case) == {SOCIAL_CARE: (TOM,), HEALTH: (GRACE,)}
    assert told.case.vacant == ()


def test_whoever_stands_in_for_the_one_who_raised_it_is_not_called_at_the_next_tier(
    london_rules: Rules,
) -> None:
    told = gone(raised(london_rules, when=FRIDAY), PRIYA).run_out()

    assert called(told.case) == {HEALTH: (GWEN,), SOCIAL_CARE: (OMAR,)}


def test_whoever_was_named_with_the_one_who_raised_it_goes_on_alone(london_rules: Rules) -> None:
    both = replace(PRIYAS_SIDE, practitioners=(PRIYA, ZED))
    told = gone(raised(london_rules, when=FRIDAY, parties=(both, TOMS_SIDE)), PRIYA)

    call = told.case.call(HEALTH)
    assert call is not None
    assert call.holder == Holder(HEALTH, (ZED,), Standing.NAMED)
    assert told.case.acting(HEALTH) == (ZED,)


def test_a_colleague_who_leaves_leaves_it_to_the_one_who_raised_it(london_rules: Rules) -> None:
    both = replace(PRIYAS_SIDE, practitioners=(PRIYA, ZED))
    told = raised(london_rules, when=FRIDAY, parties=(both, TOMS_SIDE))

    assert gone(told, ZED).case == told.case


def test_where_nobody_is_left_for_the_one_who_raised_it_that_is_said_once(london_rules: Rules) -> None:
    told = gone(raised(london_rules, when=FRIDAY), PRIYA, GRACE, GWEN, HANA, HARI)

    assert told.case.vacant == (HEALTH,)
    assert called(told.case) == {SOCIAL_CARE: (TOM,)}
    assert ladder.left_without(told.case, PRIYA, told.roster) == ()


def test_whoever_raised_it_has_left_only_once_they_cannot_be_reached(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert ladder.left_without(told.case, PRIYA, ROSTER) == ()
    assert ladder.left_without(told.case, PRIYA, away(PRIYA)) == (HEALTH,)


def test_above_the_first_tier_nobody_waits_for_the_one_who_raised_it(london_rules: Rules) -> None:
    nobody = away(PRIYA, GRACE, GWEN, HANA, HARI)
    told = managers_called(london_rules, nobody)
    assert told.case.vacant == (HEALTH,)
    reached = replace(told.case, vacant=())

    assert ladder.left_without(reached, PRIYA, nobody) == ()


def test_a_disagreement_that_is_settled_waits_for_nobody_who_leaves(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    assert ladder.left_without(told.case, TOM, away(TOM)) == (SOCIAL_CARE,)

    told = told.then(acts.TakenBack(), by=PRIYA)

    assert ladder.left_without(told.case, TOM, away(TOM)) == ()
    assert ladder.left_without(told.case, PRIYA, away(PRIYA)) == ()


def test_nobody_is_replaced_who_was_not_called(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    with refuses("not_called"):
        ladder.replaced(told.case, POLICE, TOM, ChangeReason.UNREACHABLE, ROSTER, told.now)


def test_a_tier_that_loses_its_last_holder_moves_up_at_once(london_rules: Rules) -> None:
    told = managers_called(london_rules, away(OMAR, OLIVE, SENA, SOL))
    assert ladder.nobody_left(told.case, told.roster, told.now) == ()

    told = told.with_roster(away(OMAR, OLIVE, SENA, SOL, GWEN, HANA, HARI))
    told = told.then(ladder.not_mine(told.case, GRACE, None, told.roster, told.now), by=GRACE)
    (moved,) = ladder.nobody_left(told.case, told.roster, told.now)

    assert moved.reason is acts.MoveReason.NO_HOLDER
    assert moved.was_due_at == at("Friday 2026-12-11 17:00")
    assert called(told.then(moved).case) == {PARTNERSHIP: (CHRIS,)}


def test_a_case_that_is_settled_or_at_the_top_moves_up_for_no_holder(bedfordshire_rules: Rules) -> None:
    taken_back = raised(bedfordshire_rules, roster=away(TOM, TARA, TIM, OMAR, OLIVE, SENA, SOL))
    taken_back = taken_back.then(acts.TakenBack(), by=PRIYA)
    everyone = away(GRACE, GWEN, HANA, HARI, OMAR, OLIVE, SENA, SOL)
    top = raised(bedfordshire_rules, roster=everyone).run_out()

    assert ladder.nobody_left(taken_back.case, taken_back.roster, taken_back.now) == ()
    assert top.case.calls == ()
    assert ladder.nobody_left(top.case, top.roster, top.now) == ()


# --- handed over ---------------------------------------------------------------------------------


def test_a_call_goes_with_a_part_that_is_handed_over(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    act = ladder.handed_to(told.case, HEALTH, GRACE, GITA, ROSTER, told.now)
    told = told.then(act, by=GRACE).then(acts.HandedOver(GRACE, GITA), by=GRACE)

    assert act.reason is ChangeReason.HANDED_OVER
    assert act.leaving == (GRACE,)
    assert act.call is not None
    assert act.call.holder == Holder(HEALTH, (GITA,), Standing.NAMED, 2)
    assert called(told.case)[HEALTH] == (GITA,)
    assert (told.case.agency_of(GRACE), told.case.agency_of(GITA)) == (None, HEALTH)


@pytest.mark.parametrize(
    ("taker", "desk"),
    [
        pytest.param(OLIVE, (TOM, OLIVE, TIM), id="to somebody new"),
        pytest.param(TOM, (TOM, TIM), id="to one of the desk"),
    ],
)
def test_others_called_with_them_keep_the_call(
    london_rules: Rules, taker: int, desk: tuple[int, ...]
) -> None:
    told = desk_called(london_rules)

    act = ladder.handed_to(told.case, SOCIAL_CARE, TARA, taker, ROSTER, told.now)
    told = told.then(act, by=TARA)
    told = told.then(ladder.hand_over(told.case, TARA, taker, ROSTER), by=TARA)

    assert act.call is not None
    assert act.call.again_at == at(MONDAY)
    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.people, call.holder.post_id, call.holder.standing) == (desk, 6, Standing.HOLDER)
    assert told.case.agency_of(TARA) is None


def test_nobody_hands_a_practitioners_part_to_the_manager_who_is_called_about_it(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules)

    with refuses("called_as_manager"):
        ladder.hand_over(told.case, PRIYA, GRACE, ROSTER)

    assert ladder.hand_over(told.case, GRACE, GITA, ROSTER).taker == GITA
    assert ladder.hand_over(raised(london_rules).case, TOM, OMAR, ROSTER).taker == OMAR


def test_whoever_takes_over_within_the_hour_is_called_again_within_it(london_rules: Rules) -> None:
    desk = replace(ROSTER.posts[7], holders=(OMAR, SENA))
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW, roster=with_posts(desk))

    act = ladder.handed_to(told.case, SOCIAL_CARE, SENA, SOL, told.roster, told.now)

    assert act.call is not None
    assert act.call.holder.people == (OMAR, SOL)
    assert act.call.again_at == at("Friday 2026-11-27 17:10")


def test_a_promise_of_another_of_the_desk_stands_when_one_hands_over(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TOM, Promise.TOMORROW, told.now), by=TOM)

    told = told.then(ladder.handed_to(told.case, SOCIAL_CARE, TARA, OLIVE, ROSTER, told.now), by=TARA)

    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.people, call.taken_up_by) == ((TOM, OLIVE, TIM), TOM)


@pytest.mark.parametrize(
    ("agency", "giver", "taker", "reason"),
    [
        pytest.param(HEALTH, GRACE, GRACE, "to_yourself", id="to herself"),
        pytest.param(HEALTH, GRACE, PRIYA, "had_a_turn", id="to the one whom it is about"),
        pytest.param(HEALTH, GRACE, OMAR, "not_of_that_agency", id="to another agency"),
        pytest.param(POLICE, GRACE, GITA, "not_called", id="for an agency not called"),
    ],
)
def test_a_call_is_handed_only_to_a_colleague_new_to_it(
    london_rules: Rules, agency: int, giver: int, taker: int, reason: str
) -> None:
    told = managers_called(london_rules)

    with refuses(reason):
        ladder.handed_to(told.case, agency, giver, taker, ROSTER, told.now)


def test_three_agencies_keep_their_calls_apart(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, parties=(PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)).run_out()

    told = told.then(ladder.take_up(told.case, OMAR, Promise.HOUR, told.now), by=OMAR)
    told = told.then(ladder.not_mine(told.case, GRACE, GITA, ROSTER, told.now), by=GRACE)

    assert [call.taken_up_by for call in told.case.calls if call.taken_up_by] == [OMAR]
    assert called(told.case)[HEALTH] == (GITA,)
    assert set(called(told.case)) == {HEALTH, SOCIAL_CARE, POLICE}
