"""Posts for which nobody can be called, and whom a lead may name for one."""

from dataclasses import replace
from datetime import date

import pytest

from procedure import ladder
from procedure.acts import ChangeReason
from procedure.posts import require_stand_in, tiers_unreached, tiers_without_post, vacant
from procedure.refusal import Refused
from procedure.roster import Roster, Standing
from procedure.rules import Rules
from tests.procedure.partnership import (
    DEV,
    FRIDAY,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HEADS,
    HEALTH,
    POLICE,
    POSTS,
    ROSTER,
    SENIOR,
    TOM,
    TOP,
    away,
    managers_called,
    on_leave,
    raised,
    with_posts,
    without_posts,
)

TODAY, SATURDAY = date(2026, 12, 22), date(2026, 12, 26)
TEAM_LEADER = next(post for post in POSTS if GRACE in post.holders)


# --- nobody can be called ------------------------------------------------------------------------


def test_a_post_is_vacant_where_neither_its_holder_nor_a_deputy_can_be_called_today() -> None:
    assert list(vacant(ROSTER)) == []
    assert list(vacant(away(GRACE, roster=on_leave(GWEN)))) == [TEAM_LEADER]
    assert list(vacant(on_leave(GRACE, roster=on_leave(GWEN)))) == [TEAM_LEADER]
    assert list(vacant(on_leave(GRACE, covered_by=GITA, roster=away(GWEN)))) == []


def test_each_tier_of_an_agency_without_any_post_is_named(london_rules: Rules) -> None:
    found = list(tiers_without_post(ROSTER, london_rules.procedure))
    without = list(tiers_without_post(without_posts(TOP, SENIOR), london_rules.procedure))

    assert found == [(POLICE, "Practitioners"), (POLICE, "Heads of service")]
    assert (HEALTH, "Senior managers") in without
    assert "Partnership" in {title for _, title in without}
    assert HEADS in london_rules.tier_ids


def test_each_tier_of_an_agency_at_which_nobody_can_be_called_is_named(london_rules: Rules) -> None:
    def unreached(roster: Roster) -> list[tuple[int, str]]:
        return [(agency, tier.title) for agency, tier in tiers_unreached(roster, london_rules.procedure)]

    without_a_post = [(POLICE, "Practitioners"), (POLICE, "Heads of service")]
    nobody = away(GRACE, roster=on_leave(GWEN))

    assert unreached(ROSTER) == without_a_post
    assert unreached(away(GRACE)) == without_a_post
    assert set(unreached(nobody)) - set(without_a_post) == {(HEALTH, "First-line managers")}


# --- a stand-in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "until_on", "field", "reason"),
    [
        pytest.param(DEV, date(2026, 12, 21), "until_on", "in_past", id="yesterday"),
        pytest.param(DEV, date(2062, 12, 26), "until_on", "leave_too_far", id="a year mistyped"),
        pytest.param(TOM, SATURDAY, "person", "not_of_that_agency", id="another agency's"),
        pytest.param(999, SATURDAY, "person", "not_of_that_agency", id="nobody we know"),
        pytest.param(HANA, SATURDAY, "person", "not_reachable", id="no account"),
        pytest.param(GITA, SATURDAY, "person", "is_away", id="on leave"),
        pytest.param(GRACE, SATURDAY, "person", "acts_already", id="the holder"),
        pytest.param(GWEN, SATURDAY, "person", "acts_already", id="the deputy"),
    ],
)
def test_a_stand_in_is_a_colleague_who_can_be_called_to_a_day_to_come(
    person: int, until_on: date, field: str, reason: str
) -> None:
    roster = away(HANA, roster=on_leave(GITA))

    with pytest.raises(Refused) as refused:
        require_stand_in(TEAM_LEADER, person, until_on, TODAY, roster)

    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_a_stand_in_may_act_for_this_one_day() -> None:
    require_stand_in(TEAM_LEADER, DEV, TODAY, TODAY, ROSTER)


@pytest.mark.clause("London 11.1.2")
def test_whoever_is_named_for_a_post_acts_where_nobody_could_be_called(london_rules: Rules) -> None:
    nobody = away(GRACE, GWEN, HANA, GITA, 106)
    told = managers_called(london_rules, nobody)
    assert HEALTH in told.case.vacant
    assert ladder.filled(told.case, HEALTH, nobody, told.now) is None

    named = with_posts(replace(TEAM_LEADER, deputies=(DEV, GWEN)), roster=nobody)
    changed = ladder.filled(told.case, HEALTH, named, told.now)

    assert changed is not None
    assert changed.call is not None
    assert (changed.reason, changed.leaving) == (ChangeReason.NAMED_BY_LEAD, ())
    assert (changed.call.holder.people, changed.call.holder.standing) == ((DEV,), Standing.DEPUTY)


def test_nobody_is_called_besides_those_who_are(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert ladder.filled(told.case, HEALTH, ROSTER, told.now) is None
