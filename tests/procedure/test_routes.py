"""The way to whoever acts for an agency: line management, or the route that it has chosen."""

from dataclasses import replace

import pytest

from procedure import joining, owed, routes
from procedure.acts import Party, PartySide
from procedure.owed import What
from procedure.roster import Post, Roster, Standing
from procedure.rules import Rules
from tests.procedure.partnership import (
    DEV,
    FIRST_LINE,
    FRIDAY,
    GITA,
    GRACE,
    HANA,
    HEADS,
    HEALTH,
    OMAR,
    PEOPLE,
    POLICE,
    PRIYA,
    ROSTER,
    SENIOR,
    SOCIAL_CARE,
    away,
    called,
    managers_called,
    raised,
    with_posts,
)

EVERYONE = frozenset(person.id for person in PEOPLE)


def by_designated(*agencies: int, roster: Roster = ROSTER) -> Roster:
    chosen = {number: replace(roster.agencies[number], route="designated") for number in agencies}
    return replace(roster, agencies={**roster.agencies, **chosen})


@pytest.mark.clause("London 11.1.8")
def test_an_agency_that_chose_the_route_has_its_designated_professional_called_in_preference(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules, by_designated(HEALTH))

    assert called(told.case) == {HEALTH: (DEV,), SOCIAL_CARE: (OMAR,)}
    call = told.case.call(HEALTH)
    assert call is not None
    assert call.holder.standing is Standing.DESIGNATED


@pytest.mark.clause("London 11.1.8")
def test_an_agency_that_has_not_chosen_it_goes_by_line_management(london_rules: Rules) -> None:
    assert called(managers_called(london_rules).case)[HEALTH] == (GRACE,)


def test_at_the_next_tier_it_is_another_of_them_or_else_line_management_and_above_only_that(
    london_rules: Rules,
) -> None:
    one = raised(london_rules, when=FRIDAY, roster=by_designated(HEALTH))
    second = with_posts(
        Post(30, HEALTH, "named doctor", holders=(GITA,), is_designated_lead=True),
        roster=by_designated(HEALTH),
    )
    two = raised(london_rules, when=FRIDAY, roster=second)

    assert called(one.up_to(SENIOR).case)[HEALTH] == (HANA,)
    assert called(two.up_to(SENIOR).case)[HEALTH] == (GITA,)
    call = two.up_to(HEADS).case.call(HEALTH)
    assert call is not None
    assert call.holder.standing is Standing.HOLDER


def test_where_none_of_them_can_be_called_line_management_is(london_rules: Rules) -> None:
    told = managers_called(london_rules, by_designated(HEALTH, roster=away(DEV)))

    assert called(told.case)[HEALTH] == (GRACE,)


def test_whoever_is_called_by_the_route_is_asked_for_no_advice(london_rules: Rules) -> None:
    case = managers_called(london_rules, by_designated(HEALTH)).case

    owing = [item.person for item in owed.waiting(case, EVERYONE) if item.what is What.ADVICE]

    assert owing == [OMAR]


def test_an_agency_that_joins_later_goes_by_its_route_too(london_rules: Rules) -> None:
    nurse = Post(30, POLICE, "safeguarding officer", holders=(GITA,), is_designated_lead=True)
    told = managers_called(london_rules).with_roster(by_designated(POLICE, roster=with_posts(nurse)))

    party = Party(POLICE, PartySide.INVOLVED)
    told = told.then(joining.agency_joins(told.case, PRIYA, party, told.roster, told.now), by=PRIYA)

    assert called(told.case)[POLICE] == (GITA,)


def test_bedfordshire_has_no_such_route_and_the_choice_changes_nothing(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY, roster=by_designated(HEALTH)).up_to(FIRST_LINE)

    assert called(told.case)[HEALTH] == (GRACE,)
    assert not routes.are_offered(bedfordshire_rules)


@pytest.mark.clause("London 11.1.8")
def test_the_text_gives_the_route_in_place_of_line_management_at_two_tiers(london_rules: Rules) -> None:
    tiers = {tier.id: [route.clause for route in tier.routes] for tier in london_rules.procedure.tiers}

    assert {tier: clauses for tier, clauses in tiers.items() if clauses} == {
        FIRST_LINE: ["London 11.1.8"],
        SENIOR: ["London 11.1.8"],
    }
    assert routes.are_offered(london_rules)
