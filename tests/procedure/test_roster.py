from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.roster import Holder, Post, Roster, Side, Standing, who_acts
from tests.procedure.partnership import (
    ASSESSMENT,
    CHRIS,
    DEV,
    FIRST_LINE,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HARI,
    HEADS,
    HEALTH,
    HEALTH_VISITORS,
    OLIVE,
    OMAR,
    PARTNERSHIP,
    PEOPLE,
    POLICE,
    PRACTITIONERS,
    PRIYA,
    RAJ,
    ROSTER,
    RUTH,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    TARA,
    TIERS,
    TIM,
    TOM,
    TOP,
    ZED,
    away,
    with_posts,
    without_posts,
)

PRIYAS = Side(HEALTH, HEALTH_VISITORS, (PRIYA,))
TOMS = Side(SOCIAL_CARE, ASSESSMENT, (TOM,))
NOBODY: frozenset[int] = frozenset()

ANOTHER_TEAMS = Post(20, HEALTH, "team leader", FIRST_LINE, 11, (GITA,))
OF_THE_WHOLE_AGENCY = Post(21, HEALTH, "duty manager", FIRST_LINE, None, (GITA,))
SENIOR_WITH_DEPUTY = Post(3, HEALTH, "service lead", SENIOR, None, (HANA,), (GITA,))
OF_HER_TEAM = Post(22, HEALTH, "team coordinator", FIRST_LINE, HEALTH_VISITORS, (GITA,))


def who(
    roster: Roster, side: Side, tier: str, without: frozenset[int] = NOBODY
) -> tuple[tuple[int, ...], Standing] | None:
    holder = who_acts(side, tier, TIERS, roster, without)
    return (holder.people, holder.standing) if holder else None


@pytest.mark.clause("London 11.1.2")
@pytest.mark.clause("Beds 6.8")
@pytest.mark.parametrize(
    ("roster", "side", "tier", "without", "acts"),
    [
        pytest.param(ROSTER, PRIYAS, FIRST_LINE, NOBODY, ((GRACE,), Standing.HOLDER), id="her own manager"),
        pytest.param(
            with_posts(OF_HER_TEAM),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((GRACE,), Standing.HOLDER),
            id="her own manager before another of her team",
        ),
        pytest.param(
            with_posts(OF_THE_WHOLE_AGENCY, OF_HER_TEAM),
            Side(HEALTH, HEALTH_VISITORS, ()),
            FIRST_LINE,
            frozenset({GRACE, GWEN}),
            ((GITA,), Standing.HOLDER),
            id="the team's post where nobody is named",
        ),
        pytest.param(
            with_posts(ANOTHER_TEAMS),
            Side(HEALTH, HEALTH_VISITORS, ()),
            FIRST_LINE,
            NOBODY,
            ((GRACE,), Standing.HOLDER),
            id="no other team's",
        ),
        pytest.param(
            with_posts(ANOTHER_TEAMS, roster=away(GRACE, GWEN)),
            Side(HEALTH, HEALTH_VISITORS, ()),
            FIRST_LINE,
            NOBODY,
            ((HANA,), Standing.STANDING_IN),
            id="no other team's though her own has nobody",
        ),
        pytest.param(
            with_posts(ANOTHER_TEAMS),
            Side(HEALTH, None, (ZED,)),
            FIRST_LINE,
            NOBODY,
            ((HANA,), Standing.STANDING_IN),
            id="no team's for somebody who is in none",
        ),
        pytest.param(
            with_posts(ANOTHER_TEAMS, OF_THE_WHOLE_AGENCY),
            Side(HEALTH, None, ()),
            FIRST_LINE,
            NOBODY,
            ((GITA,), Standing.HOLDER),
            id="the whole agency's where no team is named",
        ),
        pytest.param(
            with_posts(ANOTHER_TEAMS),
            Side(HEALTH, None, ()),
            FIRST_LINE,
            NOBODY,
            ((GRACE,), Standing.HOLDER),
            id="the first team's where no team is named, and the whole agency has none",
        ),
        pytest.param(ROSTER, PRIYAS, SENIOR, NOBODY, ((HANA,), Standing.HOLDER), id="her manager's manager"),
        pytest.param(
            ROSTER,
            TOMS,
            PRACTITIONERS,
            NOBODY,
            ((TOM, TARA, TIM), Standing.HOLDER),
            id="all three of a desk",
        ),
        pytest.param(
            away(TARA),
            TOMS,
            PRACTITIONERS,
            frozenset({TOM}),
            ((TIM,), Standing.HOLDER),
            id="of a desk those who can be called",
        ),
        pytest.param(
            away(GRACE), PRIYAS, FIRST_LINE, NOBODY, ((GWEN,), Standing.DEPUTY), id="the deputy where away"
        ),
        pytest.param(
            with_posts(OF_THE_WHOLE_AGENCY, roster=away(GRACE)),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((GWEN,), Standing.DEPUTY),
            id="the post's own deputy before another post",
        ),
        pytest.param(
            with_posts(OF_THE_WHOLE_AGENCY, roster=away(GRACE, GWEN)),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((GITA,), Standing.HOLDER),
            id="another post of the tier before one above",
        ),
        pytest.param(
            ROSTER,
            PRIYAS,
            FIRST_LINE,
            frozenset({GRACE}),
            ((GWEN,), Standing.DEPUTY),
            id="the deputy of somebody it is about",
        ),
        pytest.param(
            away(GRACE, GWEN),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((HANA,), Standing.STANDING_IN),
            id="the post above where neither can be reached",
        ),
        pytest.param(
            with_posts(
                Post(3, HEALTH, "service lead", SENIOR, None, (HANA,), (GITA,)),
                roster=away(GRACE, GWEN, HANA),
            ),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((GITA,), Standing.STANDING_IN),
            id="the deputy of the post above",
        ),
        pytest.param(
            with_posts(SENIOR_WITH_DEPUTY, roster=away(GRACE, GWEN, HANA)),
            PRIYAS,
            FIRST_LINE,
            frozenset({GITA}),
            ((HARI,), Standing.STANDING_IN),
            id="no deputy of the post above who has had a turn",
        ),
        pytest.param(
            away(GRACE, GWEN, HANA),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((HARI,), Standing.STANDING_IN),
            id="the next filled post above",
        ),
        pytest.param(
            without_posts(FIRST_LINE, SENIOR),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((HARI,), Standing.STANDING_IN),
            id="the next filled tier where the post is missing",
        ),
        pytest.param(
            with_posts(
                Post(2, HEALTH, "team leader", FIRST_LINE, HEALTH_VISITORS, (GRACE,), (), 23),
                Post(23, HEALTH, "matron", "", None, (GITA,)),
                roster=away(GRACE),
            ),
            PRIYAS,
            FIRST_LINE,
            NOBODY,
            ((GITA,), Standing.STANDING_IN),
            id="the reporting line before the tiers",
        ),
        pytest.param(
            away(GRACE, GWEN, HANA, HARI), PRIYAS, FIRST_LINE, NOBODY, None, id="nobody of that agency at all"
        ),
        pytest.param(ROSTER, TOMS, TOP, NOBODY, None, id="nobody at a tier that the agency has not"),
        pytest.param(
            ROSTER,
            Side(PARTNERSHIP, None, ()),
            TOP,
            NOBODY,
            ((CHRIS,), Standing.HOLDER),
            id="the partnership's own post",
        ),
    ],
)
def test_each_agency_has_the_nearest_person_who_can_be_called(
    roster: Roster,
    side: Side,
    tier: str,
    without: frozenset[int],
    acts: tuple[tuple[int, ...], Standing] | None,
) -> None:
    assert who(roster, side, tier, without) == acts


def test_who_acts_says_for_which_agency_and_by_which_post() -> None:
    away_too = away(GRACE, GWEN)

    assert who_acts(PRIYAS, FIRST_LINE, TIERS, ROSTER, NOBODY) == Holder(HEALTH, (GRACE,), Standing.HOLDER, 2)
    assert who_acts(PRIYAS, FIRST_LINE, TIERS, away(GRACE), NOBODY) == Holder(
        HEALTH, (GWEN,), Standing.DEPUTY, 2
    )
    assert who_acts(PRIYAS, FIRST_LINE, TIERS, away_too, NOBODY) == Holder(
        HEALTH, (HANA,), Standing.STANDING_IN, 3
    )


def test_a_post_in_another_agency_leads_to_no_manager_there() -> None:
    bank = Post(24, POLICE, "nurse in custody", PRACTITIONERS, None, (PRIYA,), (), 10)

    assert who(with_posts(bank), PRIYAS, FIRST_LINE) == ((GRACE,), Standing.HOLDER)
    assert who(with_posts(bank, roster=away(GRACE, GWEN)), PRIYAS, FIRST_LINE) == (
        (HANA,),
        Standing.STANDING_IN,
    )


@pytest.mark.parametrize(
    ("start", "above"),
    [pytest.param(3, [4], id="from within"), pytest.param(2, [3, 4], id="from below")],
)
def test_reporting_lines_in_a_circle_come_to_an_end(start: int, above: list[int]) -> None:
    circle = with_posts(replace(ROSTER.posts[4], reports_to=3))

    line = islice(circle.line_above(circle.posts[start]), 10)

    assert [post.id for post in line] == above


def test_reporting_lines_lead_up_post_by_post() -> None:
    assert [post.id for post in ROSTER.line_above(ROSTER.posts[1])] == [2, 3, 4]


def test_only_people_with_an_account_can_be_reached_each_once() -> None:
    roster = away(GRACE)

    assert roster.reachable([PRIYA, GRACE, 999, TOM, PRIYA]) == (PRIYA, TOM)
    assert roster.reachable([PRIYA, TOM], frozenset({TOM})) == (PRIYA,)


@pytest.mark.parametrize(
    ("roster", "leads"),
    [
        pytest.param(ROSTER, (RUTH,), id="whoever has the post"),
        pytest.param(away(RUTH), (RAJ,), id="the deputy where the lead is gone"),
        pytest.param(away(RUTH, RAJ), (), id="nobody"),
    ],
)
def test_a_deputy_watches_where_the_safeguarding_lead_is_gone(roster: Roster, leads: tuple[int, ...]) -> None:
    assert roster.safeguarding_leads() == leads


def test_somebody_with_two_leading_posts_is_one_lead() -> None:
    second = Post(25, HEALTH, "safeguarding lead", holders=(RUTH, ZED), is_safeguarding_lead=True)

    assert with_posts(second).safeguarding_leads() == (RUTH, ZED)


@pytest.mark.clause("London 11.1.6")
@pytest.mark.clause("Beds 6.10")
def test_each_agency_has_its_own_designated_lead() -> None:
    with_deputy = with_posts(replace(ROSTER.posts[5], deputies=(ZED,)), roster=away(DEV))

    assert ROSTER.designated_leads(HEALTH) == (DEV,)
    assert ROSTER.designated_leads(SOCIAL_CARE) == ()
    assert with_deputy.designated_leads(HEALTH) == (ZED,)


@pytest.mark.clause("Beds Glossary")
def test_who_is_whose_manager_is_a_line_in_the_roster_and_no_grade() -> None:
    volunteer = Post(26, HEALTH, "volunteer", PRACTITIONERS, None, (ZED,), (), 3)
    roster = with_posts(volunteer, Post(3, HEALTH, "service lead", FIRST_LINE, None, (HANA,)))

    assert who(roster, Side(HEALTH, HEALTH_VISITORS, (ZED,)), FIRST_LINE) == ((HANA,), Standing.HOLDER)


def test_agencies_are_found_by_their_kind() -> None:
    assert [agency.id for agency in ROSTER.agencies_of_kind("health")] == [HEALTH]
    assert ROSTER.agencies_of_kind("education") == ()


def test_one_person_may_hold_several_posts() -> None:
    also_a_manager = Post(27, SOCIAL_CARE, "panel chair", holders=(OMAR,))

    assert [post.id for post in with_posts(also_a_manager).posts_held_by(OMAR)] == [7, 27]
    assert ROSTER.posts_held_by(OLIVE) == ()


people = st.sets(st.sampled_from([person.id for person in PEOPLE]))


@given(
    st.sampled_from([PRIYAS, TOMS, Side(POLICE, None, ()), Side(PARTNERSHIP, None, ())]),
    st.sampled_from(TIERS),
    people,
    people,
)
def test_nobody_is_called_who_cannot_or_must_not_be(
    side: Side, tier: str, gone: set[int], excluded: set[int]
) -> None:
    holder = who_acts(side, tier, TIERS, away(*gone), frozenset(excluded))

    called = set(holder.people) if holder else set()
    assert not called & (gone | excluded)
    assert all(ROSTER.people[person].agency_id == side.agency_id for person in called)
    assert holder is None or called


@given(st.sampled_from([PRIYAS, TOMS]), st.sampled_from(TIERS[:-1]), people)
def test_an_agency_has_nobody_only_where_no_post_up_there_is_filled(
    side: Side, tier: str, gone: set[int]
) -> None:
    roster = away(*gone)
    above = TIERS[TIERS.index(tier) :]

    filled = [
        post
        for post in roster.posts.values()
        if post.agency_id == side.agency_id
        and post.tier in above
        and roster.reachable((*post.holders, *post.deputies))
    ]

    assert (who(roster, side, tier) is None) == (not filled)


def test_standing_in_is_for_a_tier_and_no_other_agency() -> None:
    assert who(without_posts(FIRST_LINE, SENIOR, HEADS, of=(SOCIAL_CARE,)), TOMS, FIRST_LINE) is None
    assert who(away(OMAR, OLIVE), TOMS, FIRST_LINE) == ((SENA,), Standing.STANDING_IN)
