from dataclasses import replace
from datetime import date

import pytest

from procedure import rules
from procedure.roster import Roster
from storage import areas, people
from storage import roster as storage
from storage.engine import Database
from storage.roster import ListedPerson, ListedPost, Listing, PostName, Workplace

RIVERSIDE = Workplace("northmere", "Health", "Riverside")
HEALTH = Workplace("northmere", "Health")

PRIYA = ListedPerson("priya@northmere.example", "Priya Nair", "01632 960502", RIVERSIDE)
GRACE = ListedPerson("grace@northmere.example", "Grace Mensah", "01632 960504", RIVERSIDE)


def listed(
    title: str, tier: str, *holders: ListedPerson, at: Workplace = RIVERSIDE, deputies: tuple[str, ...] = ()
) -> ListedPost:
    emails = tuple(person.email for person in holders)
    return ListedPost(PostName(at, title), tier, None, False, False, emails, deputies)


NURSE = listed("Named nurse", "senior_managers", at=HEALTH)
LEADER = replace(listed("Team leader", "first_line_managers", GRACE), reports_to=NURSE.name)
VISITOR = replace(listed("Health visitor", "practitioners", PRIYA), reports_to=LEADER.name)


def listing(*posts: ListedPost, kind: str = "health") -> Listing:
    return Listing({("northmere", "Health"): kind}, (PRIYA, GRACE), posts)


@pytest.fixture
def database(database: Database) -> Database:
    with database.write() as connection:
        for area in rules.example_areas():
            text = next(text for text in rules.published() if text.id == area.procedure_id)
            areas.put(connection, rules.in_force(text, area))
    return database


def replaced(database: Database, listing: Listing) -> tuple[Roster, list[str]]:
    with database.write() as connection:
        gone = storage.replace(connection, listing)
        roster = people.roster(connection, "northmere", date(2026, 12, 22))
    return roster, [roster.people[person].name for person in gone]


def titles(roster: Roster) -> dict[str, int]:
    return {post.title: post.id for post in roster.posts.values()}


def test_posts_stand_in_the_order_of_the_list_with_their_lines(database: Database) -> None:
    roster, gone = replaced(database, listing(VISITOR, LEADER, NURSE))

    ids = titles(roster)
    assert list(ids) == ["Health visitor", "Team leader", "Named nurse"]
    assert roster.posts[ids["Health visitor"]].reports_to == ids["Team leader"]
    assert roster.posts[ids["Team leader"]].reports_to == ids["Named nurse"]
    assert roster.posts[ids["Named nurse"]].team_id is None
    assert gone == []


def test_holders_and_deputies_are_told_apart_and_keep_their_order(database: Database) -> None:
    desk = listed("Desk", "practitioners", PRIYA, GRACE)
    team = listed("Team leader", "first_line_managers", GRACE, deputies=(PRIYA.email,))

    roster, _ = replaced(database, listing(desk, team))

    ids = titles(roster)
    priya, grace = (
        next(p.id for p in roster.people.values() if p.name == one.name) for one in (PRIYA, GRACE)
    )
    assert roster.posts[ids["Desk"]].holders == (priya, grace)
    assert roster.posts[ids["Team leader"]].holders == (grace,)
    assert roster.posts[ids["Team leader"]].deputies == (priya,)


def test_ids_stay_whatever_the_capitals_and_a_post_that_comes_back_is_the_same(database: Database) -> None:
    before, _ = replaced(database, listing(VISITOR, LEADER, NURSE))
    replaced(database, listing(NURSE))
    shouted = Workplace("northmere", "HEALTH", "RIVERSIDE")
    visitor = ListedPost(PostName(shouted, "HEALTH VISITOR"), "practitioners", None, False, False, (), ())
    people_there = (replace(PRIYA, at=shouted),)

    after, _ = replaced(database, Listing({("northmere", "HEALTH"): "health"}, people_there, (visitor,)))

    assert list(after.posts) == [titles(before)["Health visitor"]]
    assert list(after.agencies) == list(before.agencies)
    assert [agency.name for agency in after.agencies.values()] == ["HEALTH"]
    assert list(after.teams) == list(before.teams)
    assert list(after.people) == list(before.people)


@pytest.mark.parametrize(
    ("then", "gone"),
    [
        pytest.param((VISITOR, LEADER), [], id="nothing changed"),
        pytest.param((LEADER,), ["Priya Nair"], id="the post is gone"),
        pytest.param((VISITOR, replace(LEADER, holders=())), ["Grace Mensah"], id="the post is empty"),
        pytest.param(
            (VISITOR, replace(LEADER, tier="senior_managers")),
            ["Grace Mensah"],
            id="the post is at another tier",
        ),
        pytest.param(
            (VISITOR, replace(LEADER, holders=(), deputies=(GRACE.email,))),
            [],
            id="a deputy at the same tier",
        ),
        pytest.param(
            (VISITOR, listed("Locality lead", "first_line_managers", GRACE, at=HEALTH)),
            [],
            id="another post at the same tier of the agency",
        ),
        pytest.param((), ["Priya Nair", "Grace Mensah"], id="no posts at all"),
    ],
)
def test_who_no_longer_acts_at_a_tier_is_told(
    then: tuple[ListedPost, ...], gone: list[str], database: Database
) -> None:
    replaced(database, listing(VISITOR, replace(LEADER, reports_to=None)))
    then = tuple(replace(post, reports_to=None) for post in then)

    assert replaced(database, listing(*then))[1] == gone


def test_the_same_tier_at_another_agency_is_not_the_same_place(database: Database) -> None:
    replaced(database, listing(replace(LEADER, reports_to=None)))
    police = Workplace("northmere", "Police")
    moved = Listing(
        {("northmere", "Police"): "police"},
        (replace(GRACE, at=police),),
        (listed("Sergeant", "first_line_managers", GRACE, at=police),),
    )

    assert replaced(database, moved)[1] == ["Grace Mensah"]


def test_a_post_without_a_tier_is_nobodys_place_on_the_ladder(database: Database) -> None:
    lead = replace(listed("Designated doctor", "", GRACE, at=HEALTH), is_designated_lead=True)
    roster, _ = replaced(database, listing(lead))
    assert roster.posts[titles(roster)["Designated doctor"]].is_designated_lead

    assert replaced(database, listing())[1] == []


def test_where_somebody_is_listed_is_known_by_their_post(database: Database) -> None:
    with database.write() as connection:
        storage.replace(connection, listing(replace(VISITOR, reports_to=None)))

        assert storage.listed_in(connection) == {"priya@northmere.example": "northmere"}
