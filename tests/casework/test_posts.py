"""Posts: everybody asked once whether one is theirs, and a stand-in whom a lead names."""

from datetime import date

import pytest

from casework import digest, holders, homes, posts, roster, showing
from messages import facts
from procedure import acts
from procedure.acts import ChangeReason
from sandbox.practice import people as practice
from tests.casework.casebook import Casebook, Said
from tests.procedure.partnership import refuses

FRIDAY = date(2027, 1, 8)


def post(casebook: Casebook, title: str, team: str = "") -> int:
    known = casebook.roster()
    (found,) = [
        each.id
        for each in known.posts.values()
        if each.title == title and (not team or known.teams[each.team_id or 0].name == team)
    ]
    return found


def ask(casebook: Casebook) -> list[Said]:
    """Ask whoever is to be asked; return what was said."""
    holders.ask(casebook.database, now=casebook.now)
    return casebook.sends()


def says_not_me(casebook: Casebook, who: str, title: str, team: str = "") -> None:
    posts.say_not_theirs(
        casebook.database, post(casebook, title, team), by=casebook.person(who), now=casebook.now
    )


def watch(casebook: Casebook) -> facts.Watch:
    shown = showing.home(casebook.database, casebook.person("Ruth"), now=casebook.now).watch
    assert shown is not None
    return shown


def seen(casebook: Casebook) -> facts.Digest:
    with casebook.database.read() as connection:
        return digest.of(connection, "northmere", casebook.now)


# --- asked ---------------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_everybody_with_a_post_is_asked_once_about_each_of_theirs(casebook: Casebook) -> None:
    asked = ask(casebook)

    assert {each.kind for each in asked} == {"roster:ask"}
    assert len({each.to for each in asked}) > 30
    (grace,) = [each for each in asked if each.to == "Grace"]
    assert "Health team leader, Health" in grace.words
    assert grace.buttons == {"thats_me", "not_me"}
    assert "Health" not in grace.text
    assert len([each for each in asked if each.to == "Kit"]) == 2
    assert ask(casebook) == []


def test_imported_again_only_new_holders_are_asked(casebook: Casebook) -> None:
    holders.take_as_known(casebook.database, now=casebook.now)
    assert ask(casebook) == []
    changed = practice.roster().replace(
        "Northmere hospital,,,,Ward manager",
        "Northmere hospital,Joan Abara,joan.abara@northmere.example,01632 960501,Ward manager",
    )
    roster.import_roster(casebook.database, changed, now=casebook.now)

    (asked,) = ask(casebook)

    assert asked.to == "Joan"
    assert "Ward manager, Health: is that you" in asked.words


def test_whoever_has_no_account_yet_is_asked_once_they_have_one(casebook: Casebook) -> None:
    holders.take_as_known(casebook.database, now=casebook.now)
    changed = practice.roster().replace(
        "Northmere hospital,,,,Ward manager",
        "Northmere hospital,Ivy Stone,ivy.stone@northmere.example,01632 960509,Ward manager",
    )
    roster.import_roster(casebook.database, changed, now=casebook.now)
    assert ask(casebook) == []

    casebook.account("U0IVY", "Ivy Stone", email="ivy.stone@northmere.example")

    assert [each.to for each in casebook.sends()] == ["Ivy"]


def test_a_question_answered_before_it_went_out_is_not_asked(casebook: Casebook) -> None:
    holders.ask(casebook.database, now=casebook.now)
    leader = post(casebook, "Health team leader")
    posts.say_theirs(casebook.database, leader, by=casebook.person("Grace"), now=casebook.now)

    assert "Grace" not in {each.to for each in casebook.sends()}


def test_leads_see_who_has_not_answered(casebook: Casebook) -> None:
    ask(casebook)
    assert ("Health", "Health team leader") in seen(casebook).unanswered

    for who in ("Grace", "Owen"):
        leader = post(casebook, "Health team leader")
        shown = posts.say_theirs(casebook.database, leader, by=casebook.person(who), now=casebook.now)
        assert shown.title == "Health team leader"

    assert ("Health", "Health team leader") not in seen(casebook).unanswered
    assert "Health team leader" not in {each.title for each in watch(casebook).unanswered}


# --- not me --------------------------------------------------------------------------------------


def test_whoever_says_not_me_is_not_called_for_that_post_and_the_leads_are_told(
    casebook: Casebook,
) -> None:
    ask(casebook)
    reference = casebook.with_the_managers()
    agreed = casebook.raised()
    assert casebook.called(reference)["Health"] == ["Grace"]

    says_not_me(casebook, "Grace", "Health team leader")

    assert casebook.called(reference)["Health"] == ["Owen"]
    last = casebook.acts(reference)[-1]
    assert isinstance(last, acts.HolderChanged)
    assert last.reason is ChangeReason.NOT_MINE
    casebook.sends()
    (told,) = casebook.heard("Ruth", "roster:not_me")
    assert "Grace Mensah (Health) says that this post is not theirs" in told.words
    assert told.buttons == {"stand_in_post"}
    assert [(each.title, [who.name for who in each.people]) for each in watch(casebook).disowned] == [
        ("Health team leader", ["Grace Mensah"])
    ]
    assert seen(casebook).disowned == (("Health", "Health team leader"),)
    casebook.passes_to("Friday 2027-01-08 17:00")
    assert casebook.called(agreed)["Health"] == ["Owen"]


def test_whoever_pressed_it_by_mistake_is_called_again(casebook: Casebook) -> None:
    ask(casebook)
    says_not_me(casebook, "Grace", "Health team leader")

    leader = post(casebook, "Health team leader")
    posts.say_theirs(casebook.database, leader, by=casebook.person("Grace"), now=casebook.now)

    assert casebook.called(casebook.with_the_managers())["Health"] == ["Grace"]
    assert casebook.heard("Ruth", "roster:not_me") == []


def test_a_case_that_waits_for_another_post_of_theirs_stays_with_them(casebook: Casebook) -> None:
    ask(casebook)
    reference = casebook.raised("Family support")
    casebook.passes_to("Thursday 2026-12-31 17:00")
    assert casebook.called(reference)["Children's Services"] == ["Kit"]

    says_not_me(casebook, "Kit", "Team manager", "Northmere front door")

    assert casebook.called(reference)["Children's Services"] == ["Kit"]


def test_a_tier_that_loses_its_last_holder_so_moves_up(casebook: Casebook) -> None:
    ask(casebook)
    casebook.loses("Joan", "Priya", "Owen", "Grace", "Cora", "Femi", "Lucy", "Freya", "Kit")
    reference = casebook.raised(by="Ivo")
    casebook.passes_to("Thursday 2026-12-31 17:00")

    for name in ("Sam", "Yusuf", "Bethan"):
        casebook.loses(name)
    says_not_me(casebook, "Omar", "Team manager", "Northmere front door")

    assert casebook.case(reference).tier.id != "first_line_managers"


def test_only_whoever_the_list_has_there_answers_for_a_post(casebook: Casebook) -> None:
    ask(casebook)
    leader = post(casebook, "Health team leader")

    for who in ("Tom", "Zed"):
        with refuses("not_your_post"):
            posts.say_theirs(casebook.database, leader, by=casebook.person(who), now=casebook.now)
    with refuses("not_your_post"):
        posts.say_not_theirs(casebook.database, 999_999, by=casebook.person("Grace"), now=casebook.now)


# --- a stand-in ----------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_a_stand_in_whom_a_lead_names_is_told_and_called_until_their_last_day(casebook: Casebook) -> None:
    casebook.loses("Grace", "Owen")
    leader, ruth, joan = (
        post(casebook, "Health team leader"),
        casebook.person("Ruth"),
        casebook.person("Joan"),
    )
    assert leader in {each.id for each in watch(casebook).vacant}
    assert posts.to_be_filled(casebook.database, leader, by=ruth, now=casebook.now).agency == "Health"

    named = posts.name_stand_in(
        casebook.database, leader, joan, date(2026, 12, 31), by=ruth, now=casebook.now
    )

    assert [who.name for who in named.people] == ["Joan Abara"]
    assert leader not in {each.id for each in watch(casebook).vacant}
    casebook.sends()
    (told,) = casebook.heard("Joan", "roster")
    assert "to stand in as Health team leader, Health, until Thursday 31 December" in told.words
    first = casebook.with_the_managers()
    assert casebook.called(first)["Health"] == ["Joan"]
    second = casebook.raised()
    casebook.passes_to("Friday 2027-01-08 17:00")
    assert "Joan" not in casebook.called(second)["Health"]


def test_where_nobody_could_be_called_the_stand_in_is_called_at_once(casebook: Casebook) -> None:
    casebook.loses("Grace", "Owen", "Cora", "Femi", "Lucy")
    without_health = casebook.raised("Police", by="Tom")
    reference = casebook.with_the_managers()
    before = len(casebook.acts(without_health))
    other = casebook.raised()
    assert "Health" not in casebook.called(reference)

    posts.name_stand_in(
        casebook.database,
        post(casebook, "Health team leader"),
        casebook.person("Joan"),
        FRIDAY,
        by=casebook.person("Ruth"),
        now=casebook.now,
    )

    assert casebook.called(reference)["Health"] == ["Joan"]
    assert "Health" not in casebook.called(other)
    assert len(casebook.acts(without_health)) == before


def test_a_stand_in_for_a_post_that_is_listed_no_more_is_told_nothing(casebook: Casebook) -> None:
    ward = post(casebook, "Ward manager")
    ivo, ruth = casebook.person("Ivo"), casebook.person("Ruth")
    posts.name_stand_in(casebook.database, ward, ivo, FRIDAY, by=ruth, now=casebook.now)
    without = practice.roster().replace("Ward manager", "Matron")
    roster.import_roster(casebook.database, without, now=casebook.now)

    assert casebook.heard("Ivo") == []
    assert casebook.sends() == []
    with refuses("no_such_post"):
        posts.to_be_filled(casebook.database, ward, by=ruth, now=casebook.now)


def test_only_a_lead_names_a_stand_in_for_a_post(casebook: Casebook) -> None:
    ward = post(casebook, "Ward manager")

    with refuses("not_a_lead"):
        posts.to_be_filled(casebook.database, ward, by=casebook.person("Grace"), now=casebook.now)
    with refuses("not_a_lead"):
        posts.name_stand_in(
            casebook.database,
            ward,
            casebook.person("Ivo"),
            FRIDAY,
            by=casebook.person("Zed"),
            now=casebook.now,
        )


# --- each day ------------------------------------------------------------------------------------


def test_the_digest_names_each_post_and_each_tier_for_which_nobody_can_be_called_today(
    casebook: Casebook,
) -> None:
    without = "\n".join(line for line in practice.roster().splitlines() if "Detective insp" not in line[:95])
    assert "Detective inspector,senior_managers" not in without
    without = without.replace(",Detective inspector", ",")
    roster.import_roster(casebook.database, without, now=casebook.now)
    casebook.loses("Grace", "Owen")

    assert seen(casebook).vacant == (
        ("Health", "Senior health visitor"),
        ("Health", "Health team leader"),
        ("Health", "Ward manager"),
        ("Police", "Senior managers"),
    )


def test_from_midnight_on_after_the_last_day_the_homes_show_that_nobody_stands_in(casebook: Casebook) -> None:
    casebook.loses("Sam", "Yusuf")
    manager = post(casebook, "Service manager")
    names = date(2026, 12, 23)
    posts.name_stand_in(
        casebook.database,
        manager,
        casebook.person("Kit"),
        names,
        by=casebook.person("Ruth"),
        now=casebook.now,
    )
    for name in ("Ruth", "Kit", "Tom"):
        homes.remember(casebook.database, f"U0{name.upper()}", now=casebook.now)
    casebook.sends()
    casebook.told()
    assert manager not in {each.id for each in watch(casebook).vacant}

    casebook.moves_to("Wednesday 2026-12-23 23:59")
    casebook.strikes()
    assert casebook.told() == []
    casebook.moves_to("Thursday 2026-12-24 00:00")
    casebook.strikes()

    assert set(casebook.told()) == {("home", "Kit"), ("home", "Ruth")}
    assert manager in {each.id for each in watch(casebook).vacant}
