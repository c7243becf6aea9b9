"""Accounts and people: met, matched, placed, confirmed, gone, back, and replaced where it was their turn."""

import pytest

from casework import people, roster
from casework.people import Account
from procedure import acts
from procedure.acts import ChangeReason, MoveReason
from procedure.case import State
from sandbox.practice import people as practice
from storage import people as stored
from storage.people import Known
from tests.casework.casebook import MANAGERS_CALLED, Casebook
from tests.procedure.partnership import refuses


def known(casebook: Casebook, slack_id: str) -> Known | None:
    with casebook.database.read() as connection:
        return stored.by_slack_id(connection, slack_id)


# --- met and matched -----------------------------------------------------------------------------


def test_somebody_who_acts_is_remembered_once(casebook: Casebook) -> None:
    first = people.meet(casebook.database, "U0NEW", "Nia Bell")

    assert people.meet(casebook.database, "U0NEW", "Nia Bell") == first
    assert people.find(casebook.database, first.id).name == "Nia Bell"
    with pytest.raises(LookupError):
        people.find(casebook.database, 999_999)


def test_somebody_who_was_gone_and_acts_is_back(casebook: Casebook) -> None:
    casebook.loses("Tom")

    assert people.meet(casebook.database, "U0TOM", "Tom Ellery").is_active


def test_accounts_of_apps_and_of_people_long_gone_are_not_remembered(casebook: Casebook) -> None:
    accounts = [
        Account("U0BOT", "Some app", None, is_active=True, is_bot=True),
        Account("U0GONE", "Long Gone", None, is_active=False),
    ]
    people.note_accounts(casebook.database, accounts, now=casebook.now)

    assert known(casebook, "U0BOT") is None
    assert known(casebook, "U0GONE") is None


def test_whoever_acted_before_their_account_was_matched_gets_their_listed_posts(casebook: Casebook) -> None:
    text = practice.roster().replace(
        ",,,,Ward manager", ",Ivy Stone,ivy@northmere.test,01632 960509,Ward manager"
    )
    roster.import_roster(casebook.database, text, now=casebook.now)
    met = people.meet(casebook.database, "U0IVY", "ivy")
    reference = casebook.raised("Northmere hospital", by="Tom")

    casebook.account("U0IVY", "Ivy Stone", email="Ivy@northmere.test")

    (post,) = casebook.roster().posts_held_by(met.id)
    assert post.title == "Ward manager"
    ivy = people.find(casebook.database, met.id)
    assert (ivy.name, ivy.agency_id) == ("Ivy Stone", casebook.agency("Health"))
    casebook.passes_to("Thursday 2026-12-31 17:00")
    assert [call.people for call in casebook.case(reference).calls if met.id in call.people]


def test_whoever_acted_before_and_is_listed_nowhere_gets_the_address(casebook: Casebook) -> None:
    people.meet(casebook.database, "U0NEW", "nia")

    casebook.account("U0NEW", "Nia Bell", email="nia@northmere.test")

    nia = known(casebook, "U0NEW")
    assert nia is not None
    assert (nia.name, nia.email, nia.agency_id) == ("Nia Bell", "nia@northmere.test", None)


# --- placed and confirmed ------------------------------------------------------------------------


def test_somebody_unlisted_chooses_their_agency_once_and_a_lead_confirms_it(casebook: Casebook) -> None:
    ines, health = casebook.person("Ines"), casebook.agency("Health")
    riverside, front_door = casebook.team("Riverside health visiting"), casebook.team("Northmere front door")
    with refuses("no_such_agency"):
        people.choose_agency(casebook.database, 999_999, None, by=ines)
    for wrong in (front_door, 999_999):
        with refuses("team_of_another_agency"):
            people.choose_agency(casebook.database, health, wrong, by=ines)
    with refuses("not_a_lead"):
        people.confirm(
            casebook.database, ines, by=casebook.person("Ruth"), now=casebook.now
        )  # of no area yet

    people.choose_agency(casebook.database, health, riverside, by=ines)

    with refuses("agency_chosen_already"):
        people.choose_agency(casebook.database, health, None, by=ines)
    with refuses("not_a_lead"):
        people.confirm(casebook.database, ines, by=casebook.person("Tom"), now=casebook.now)
    assert not people.find(casebook.database, ines).is_confirmed
    people.confirm(casebook.database, ines, by=casebook.person("Ruth"), now=casebook.now)
    assert people.find(casebook.database, ines).is_confirmed


# --- gone while it is their turn -----------------------------------------------------------------


def test_whoever_leaves_while_it_is_their_turn_is_replaced_by_the_next_who_acts(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    casebook.loses("Grace")

    changed = casebook.acts(reference)[-1]
    assert isinstance(changed, acts.HolderChanged)
    assert changed.reason is ChangeReason.UNREACHABLE
    assert casebook.called(reference)["Health"] == ["Owen"]
    told = casebook.told()
    assert {("call", "Owen"), ("invite", "Owen"), ("lead:holder_changed", "Ruth")} <= set(told)


def test_a_roster_that_takes_the_post_from_whose_turn_it_is_calls_the_next(casebook: Casebook) -> None:
    running, settled = casebook.raised(), casebook.raised()
    casebook.passes_to(MANAGERS_CALLED)
    casebook.agreed(settled, "Grace", "Omar")
    without = "\n".join(line for line in practice.roster().splitlines() if "Grace Mensah" not in line)
    with_another = without + (
        "\nnorthmere,Health,health,Riverside health visiting,Ivy Stone,ivy@northmere.test,01632 960509,"
        "Health team leader,first_line_managers,Named nurse,,,"
    )
    with casebook.database.write() as connection:
        stored.meet(connection, "U0IVY", "Ivy Stone", "ivy@northmere.test")
    before = len(casebook.acts(settled))

    imported = roster.import_roster(casebook.database, with_another, now=casebook.now)

    assert imported.people_gone == (casebook.person("Grace"),)
    assert casebook.called(running)["Health"] == ["Ivy"]
    assert casebook.case(settled).state is State.AGREED
    assert len(casebook.acts(settled)) == before
    casebook.sends()
    assert "has left the post or can’t be reached" in casebook.heard("Ivy", "call")[-1].words


def test_one_of_a_desk_who_leaves_leaves_the_call_to_the_others(casebook: Casebook) -> None:
    reference = casebook.raised("Police")
    casebook.passes_to("Thursday 2026-12-31 17:00")
    assert casebook.called(reference)["Police"] == ["Colin", "Leila", "Marek"]

    casebook.loses("Leila")

    assert casebook.called(reference)["Police"] == ["Colin", "Marek"]


def test_where_the_last_of_all_leaves_it_moves_up(casebook: Casebook) -> None:
    reference = casebook.raised("Jess")
    casebook.loses("Alan", "Lena", "Meera", "Patrick")

    casebook.loses("Jess")

    moved = casebook.acts(reference)[-1]
    assert isinstance(moved, acts.MovedUp)
    assert moved.reason is MoveReason.NO_HOLDER


def test_whoever_raised_it_and_leaves_is_replaced_and_the_leads_are_told(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()

    casebook.loses("Priya")

    assert casebook.called(reference) == {"Children's Services": ["Tom"], "Health": ["Joan"]}
    told = casebook.told()
    assert {("call", "Joan"), ("lead:holder_changed", "Ruth"), ("card", "room")} <= set(told)
    casebook.sends()
    assert "Joan Abara" in casebook.heard("Ruth", "lead:holder_changed")[-1].words
    assert "Health: Joan" in casebook.heard("room", "card")[-1].words
    assert "has left the post or can’t be reached" in casebook.heard("Joan", "call")[-1].words


def test_where_nobody_is_left_of_the_agency_that_raised_it_the_leads_are_told(casebook: Casebook) -> None:
    reference = casebook.raised("Tom", by="Jess")
    casebook.loses("Alan", "Lena", "Meera", "Patrick")
    casebook.told()

    casebook.loses("Jess")

    assert casebook.case(reference).vacant == (casebook.agency("Northmere Young Carers"),)
    assert ("lead:nobody_reachable", "Ruth") in casebook.told()
    assert casebook.called(reference) == {"Children's Services": ["Tom"]}


def test_a_roster_that_takes_the_post_from_the_one_who_raised_it_leaves_it_with_them(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    before = casebook.acts(reference)
    without = "\n".join(line for line in practice.roster().splitlines() if "Priya" not in line)

    roster.import_roster(casebook.database, without, now=casebook.now)

    assert casebook.acts(reference) == before


def test_whoever_leaves_and_was_not_called_changes_nothing(casebook: Casebook) -> None:
    reference = casebook.raised()
    before = casebook.acts(reference)

    casebook.loses("Grace")

    assert casebook.acts(reference) == before
