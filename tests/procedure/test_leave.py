"""Leave: which days can be entered, and whom it has called instead."""

from dataclasses import replace
from datetime import date

import pytest

from procedure import joining, ladder
from procedure.acts import ChangeReason, Party, PartySide
from procedure.leave import Leave, planned
from procedure.refusal import Refused
from procedure.roster import Person, Post, Side, Standing, who_acts
from procedure.rules import Rules
from tests.procedure.partnership import (
    ASSESSMENT,
    FIRST_LINE,
    FRIDAY,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HEALTH,
    OLIVE,
    OMAR,
    PAM,
    PETE,
    POLICE,
    POSTS,
    PRACTITIONERS,
    PRIYA,
    RAJ,
    ROSTER,
    RUTH,
    SOCIAL_CARE,
    TARA,
    TIERS,
    TIM,
    TOM,
    ZED,
    asked,
    away,
    called,
    managers_called,
    on_leave,
    raised,
    refuses,
    with_posts,
)

MONDAY, WEDNESDAY, FRIDAY_AFTER = date(2026, 12, 21), date(2026, 12, 23), date(2026, 12, 25)
GRACES = Leave(0, GRACE, MONDAY, FRIDAY_AFTER)
NOBODY: frozenset[int] = frozenset()


# --- which days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "is_away"),
    [
        pytest.param(date(2026, 12, 20), False, id="the day before"),
        pytest.param(MONDAY, True, id="the first day"),
        pytest.param(FRIDAY_AFTER, True, id="the last day"),
        pytest.param(date(2026, 12, 26), False, id="the day after"),
    ],
)
def test_the_first_and_the_last_day_are_days_away(today: date, *, is_away: bool) -> None:
    assert GRACES.holds_on(today) is is_away


@pytest.mark.parametrize(
    ("leave", "reason"),
    [
        pytest.param(replace(GRACES, last_on=date(2026, 12, 20)), "ends_before_it_begins", id="backwards"),
        pytest.param(
            Leave(0, GRACE, date(2026, 12, 1), date(2026, 12, 20)), "leave_is_over", id="wholly past"
        ),
        pytest.param(replace(GRACES, last_on=date(2062, 12, 25)), "leave_too_far", id="a year mistyped"),
    ],
)
def test_days_that_cannot_be_meant_are_refused_beside_the_last_day(leave: Leave, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        planned(leave, MONDAY, ROSTER, ())

    assert (refused.value.reason, refused.value.field) == (reason, "last_on")


def test_leave_that_has_begun_or_is_one_day_long_can_be_entered() -> None:
    begun = replace(GRACES, first_on=date(2026, 12, 14))

    assert planned(begun, MONDAY, ROSTER, ()) == begun
    assert planned(replace(GRACES, last_on=MONDAY), MONDAY, ROSTER, ()).last_on == MONDAY


@pytest.mark.parametrize(
    ("cover", "reason"),
    [
        pytest.param(GRACE, "covers_oneself", id="themselves"),
        pytest.param(TOM, "not_of_that_agency", id="another agency's"),
        pytest.param(999, "not_of_that_agency", id="nobody we know"),
        pytest.param(HANA, "not_reachable", id="no account"),
        pytest.param(GWEN, "cover_is_away", id="away then too"),
    ],
)
def test_a_cover_is_a_colleague_who_can_be_called_then(cover: int, reason: str) -> None:
    gwens = Leave(7, GWEN, FRIDAY_AFTER, date(2027, 1, 8))

    with pytest.raises(Refused) as refused:
        planned(replace(GRACES, covered_by=cover), MONDAY, away(HANA), (gwens,))

    assert (refused.value.reason, refused.value.field) == (reason, "covered_by")


def test_a_cover_may_be_away_on_other_days() -> None:
    gwens = Leave(7, GWEN, date(2026, 12, 26), date(2027, 1, 8))
    covered = replace(GRACES, covered_by=GWEN)

    assert planned(covered, MONDAY, ROSTER, (gwens,)) == covered


def test_nobody_covers_for_somebody_whom_the_area_does_not_know() -> None:
    with refuses("not_of_that_agency"):
        planned(Leave(0, 999, MONDAY, FRIDAY_AFTER, GWEN), MONDAY, ROSTER, ())


# --- who is called instead -----------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_while_a_manager_is_away_the_deputy_is_called_and_then_the_manager_again(
    london_rules: Rules,
) -> None:
    assert called(managers_called(london_rules, on_leave(GRACE)).case)[HEALTH] == (GWEN,)
    assert called(managers_called(london_rules).case)[HEALTH] == (GRACE,)


def test_whoever_covers_is_called_before_the_deputy(london_rules: Rules) -> None:
    told = managers_called(london_rules, on_leave(GRACE, covered_by=GITA))

    (holder,) = [call.holder for call in told.case.calls if call.holder.agency_id == HEALTH]
    assert (holder.people, holder.standing, holder.post_id) == ((GITA,), Standing.DEPUTY, 2)


def test_where_the_cover_is_away_too_the_deputy_is_called(london_rules: Rules) -> None:
    roster = on_leave(GITA, roster=on_leave(GRACE, covered_by=GITA))

    assert called(managers_called(london_rules, roster).case)[HEALTH] == (GWEN,)


def test_a_call_goes_to_the_deputy_when_leave_begins(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    changed = ladder.replaced(told.case, HEALTH, GRACE, ChangeReason.AWAY, on_leave(GRACE), told.now)

    assert changed.call is not None
    assert (changed.call.holder.people, changed.reason) == ((GWEN,), ChangeReason.AWAY)


def test_a_call_goes_to_the_cover_when_leave_begins(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    roster = on_leave(GRACE, covered_by=GITA)

    changed = ladder.replaced(told.case, HEALTH, GRACE, ChangeReason.AWAY, roster, told.now)

    assert changed.call is not None
    assert changed.call.holder.people == (GITA,)


def test_from_the_second_repetition_on_the_cover_is_called_too(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    again = told.then(ladder.call_again(told.case, HEALTH, ROSTER, told.now))

    third = ladder.call_again(again.case, HEALTH, on_leave(GRACE, covered_by=GITA), again.now)

    assert third.also == (GITA,)


def test_a_practitioner_who_is_away_is_named_and_their_cover_or_the_duty_post_is_called(
    london_rules: Rules,
) -> None:
    by_the_desk = raised(london_rules, when=FRIDAY, roster=on_leave(TOM))
    by_the_cover = raised(london_rules, when=FRIDAY, roster=on_leave(TOM, covered_by=OLIVE))

    assert called(by_the_desk.case) == {SOCIAL_CARE: (TARA, TIM)}
    assert called(by_the_cover.case) == {SOCIAL_CARE: (OLIVE,)}
    assert by_the_cover.case.agency_of(TOM) == SOCIAL_CARE


def test_whoever_raised_it_and_goes_on_leave_has_somebody_act_for_them(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    roster = on_leave(PRIYA, covered_by=ZED)

    assert ladder.left_without(told.case, PRIYA, ROSTER) == ()
    assert ladder.left_without(told.case, PRIYA, roster) == (HEALTH,)
    changed = ladder.replaced(told.case, HEALTH, PRIYA, ChangeReason.AWAY, roster, told.now)
    assert changed.call is not None
    assert (changed.call.holder.people, changed.call.holder.post_id) == ((ZED,), None)


def test_nobody_who_is_away_is_named_to_act(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    with refuses("is_away"):
        ladder.name_stand_in(told.case, HEALTH, GITA, on_leave(GITA), told.now)


def test_a_lead_on_leave_keeps_their_rights_and_whoever_covers_has_them_too() -> None:
    assert on_leave(RUTH).safeguarding_leads() == (RUTH, RAJ)
    assert ROSTER.safeguarding_leads() == (RUTH,)


# --- one team, two employers ---------------------------------------------------------------------

NIA = Person(150, "Nia", HEALTH, ASSESSMENT)
"""A health visitor of the health service in the council's own team."""

HER_POST = Post(50, HEALTH, "health visitor", PRACTITIONERS, ASSESSMENT, (NIA.id,), (), 2)
LISTED_WITH_THE_TEAM = replace(HER_POST, agency_id=SOCIAL_CARE)


@pytest.mark.clause("Beds 6.8")
@pytest.mark.parametrize(
    "post",
    [
        pytest.param(HER_POST, id="the post is her employer's"),
        pytest.param(LISTED_WITH_THE_TEAM, id="the post is the team's"),
    ],
)
def test_two_of_one_team_are_paired_by_their_employers(london_rules: Rules, post: Post) -> None:
    roster = with_posts(post, roster=replace(ROSTER, people={**ROSTER.people, NIA.id: NIA}))
    nias = replace(asked().parties[0], team_id=ASSESSMENT, practitioners=(NIA.id,))
    parties = (nias, asked().parties[1])
    told = raised(london_rules, when=FRIDAY, roster=roster, parties=parties)

    assert nias.side is PartySide.RAISED_BY
    assert called(told.run_out().case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}


def test_a_team_led_for_one_employer_is_not_led_for_the_other() -> None:
    roster = with_posts(replace(POSTS[0], reports_to=None), roster=ROSTER)
    side = Side(HEALTH, ASSESSMENT, (PRIYA,))

    holder = who_acts(side, FIRST_LINE, TIERS, roster, NOBODY)

    assert holder is not None
    assert (holder.people, holder.standing) == ((HANA,), Standing.STANDING_IN)


def test_whoever_covers_is_called_for_a_practitioner_of_an_agency_that_joins(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    pams = Party(POLICE, PartySide.RESPONDING, None, (PAM,))

    added = joining.agency_joins(told.case, PRIYA, pams, on_leave(PAM, covered_by=PETE), told.now)

    assert added.call is not None
    assert (added.call.holder.people, added.call.holder.standing) == ((PETE,), Standing.DEPUTY)


def test_the_deputy_is_asked_to_join_where_the_manager_is_away(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert joining.managers_to_ask(told.case, PRIYA, on_leave(GRACE)) == (GWEN,)
