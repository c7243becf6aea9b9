"""Inside one agency: what the question needs, who is told, and who learns nothing of it."""

import pytest

from casework import asking, digest, membership, raising, resolution, showing, tiers, view
from casework.raising import Named
from procedure.acts import Danger, Way
from procedure.ladder import Promise
from procedure.refusal import Refused
from storage.people import update
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at

AREA_LEADS = {"Ruth", "Gareth"}


def refuses(reason: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"^{reason}$")


def told_to(casebook: Casebook) -> set[str]:
    """Who is told anything, but for the room."""
    return {
        name for kind, name in casebook.told() if name != "room" and kind not in ("invite", "remove", "room")
    }


# --- the question --------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.2")
def test_which_way_is_asked_of_whoever_names_only_their_own_agency(casebook: Casebook) -> None:
    priya, owen, tom = (casebook.person(name) for name in ("Priya", "Owen", "Tom"))

    with refuses("inside_agency"):
        casebook.raised("Owen")
    with casebook.database.read() as connection:
        assert digest.of(connection, "northmere", casebook.now).new == 0
    asked = showing.inside_agency(casebook.database, (Named("person", owen),), by=priya, now=casebook.now)

    assert asked is not None
    assert [who.name for who in (*asked.managers, *asked.leads)] == ["Grace Mensah", "Lucy Armitage"]
    assert asked.ways == (Way.INSIDE, Way.CONCERN)
    both = (Named("person", owen), Named("person", tom))
    assert showing.inside_agency(casebook.database, both, by=priya, now=casebook.now) is None
    assert showing.inside_agency(casebook.database, (), by=priya, now=casebook.now) is None


def test_whoever_has_nobody_above_is_told_so(casebook: Casebook) -> None:
    casebook.account("U0NEW", "Nia Bell")
    with casebook.database.write() as connection:
        partnership = casebook.agency("Northmere Safeguarding Children Partnership")
        update(connection, casebook.person("Nia"), area_id="northmere", agency_id=partnership)
    helen = Named("person", casebook.person("Ruth"))
    casebook.loses("Helen", "Wilf")

    asked = showing.inside_agency(casebook.database, (helen,), by=casebook.person("Nia"), now=casebook.now)

    assert asked is not None
    assert (asked.managers, asked.leads) == ((), ())


def test_whom_it_is_about_stands_in_it_by_name(casebook: Casebook) -> None:
    reference = casebook.raised("Owen", "Northmere hospital", "Health", way=Way.INSIDE)

    card = showing.card(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert card.about == ("Owen Tallis", "Northmere hospital")
    assert (card.way, card.lacking[0].agency) == (Way.INSIDE, "")
    assert [party.agency for party in card.parties] == ["Health"]


# --- with managers -------------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.1")
def test_the_agencys_designated_leads_watch_over_it_and_the_areas_learn_nothing(casebook: Casebook) -> None:
    reference = casebook.raised("Owen", way=Way.INSIDE, ask_lead=True)
    lucy, ruth = casebook.person("Lucy"), casebook.person("Ruth")
    assert {name for kind, name in casebook.told() if kind.startswith("lead")} == {"Lucy"}

    with refuses("no_part"):
        showing.card(casebook.database, reference, by=ruth, now=casebook.now)
    with refuses("no_part"):
        asking.check(casebook.database, reference, asking.to_name_a_stand_in, by=ruth, now=casebook.now)
    owen = casebook.person("Joan")
    with refuses("not_a_lead"):
        tiers.name_stand_in(
            casebook.database, reference, casebook.agency("Health"), owen, by=ruth, now=casebook.now
        )
    assert showing.card(casebook.database, reference, by=lucy, now=casebook.now).reference == reference
    tiers.name_stand_in(
        casebook.database, reference, casebook.agency("Health"), owen, by=lucy, now=casebook.now
    )
    assert casebook.called(reference) == {"Health": ["Joan"]}


@pytest.mark.clause("Beds 8.1")
def test_who_raised_it_moves_it_up_and_is_told_when_somebody_is_on_it(casebook: Casebook) -> None:
    reference = casebook.raised("Owen", way=Way.INSIDE)
    priya, grace = casebook.person("Priya"), casebook.person("Grace")

    asking.check(casebook.database, reference, asking.to_move_up, by=priya, now=casebook.now)
    with refuses("own_agency"):
        asking.check(
            casebook.database, reference, asking.to_report_a_telephone_call, by=grace, now=casebook.now
        )
    tiers.move_up_inside(casebook.database, reference, believes_harm=True, by=priya, now=casebook.now)

    assert casebook.called(reference) == {"Health": ["Cora"]}
    casebook.told()
    tiers.take_up(casebook.database, reference, Promise.HOUR, by=casebook.person("Cora"), now=casebook.now)
    assert ("told:taken_up", "Priya") in casebook.told()


@pytest.mark.clause("Beds 5 (danger)")
def test_what_was_raised_in_danger_and_taken_back_is_told_to_the_designated_lead(casebook: Casebook) -> None:
    reference = casebook.raised("Owen", way=Way.INSIDE, danger=Danger.NOW, dispute="", wanted="")
    assert ("lead:danger", "Lucy") in casebook.told()

    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert {name for kind, name in casebook.told() if kind == "lead:taken_back"} == {"Lucy"}


def test_where_no_manager_can_be_reached_the_designated_lead_hears_it_each_time(casebook: Casebook) -> None:
    casebook.loses("Grace", "Owen", "Cora", "Femi")
    casebook.raised("Joan", way=Way.INSIDE)
    # Lucy, deputy for the named nurse, is the only one left who can be called.
    assert ("call", "Lucy") in casebook.told()


def test_where_nobody_is_above_and_nobody_watches_over_it_the_one_who_raised_it_is_told(
    casebook: Casebook,
) -> None:
    theirs = [
        each for each in casebook.roster().people.values() if each.agency_id == casebook.agency("Health")
    ]
    names = {each.name.split()[0] for each in theirs}
    casebook.loses(*(names - {"Priya", "Owen"}))
    casebook.told()

    reference = casebook.raised("Owen", way=Way.INSIDE)

    assert casebook.case(reference).calls == ()
    assert ("told:nobody_reachable", "Priya") in casebook.told()
    (said,) = [each for each in casebook.sends() if each.kind == "told:nobody_reachable"]
    assert "among the managers" in said.words
    assert "partnership@northmere.example" in said.words
    assert "designated lead" not in said.words


# --- in writing ----------------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.2")
def test_a_written_concern_is_told_to_nobody_but_the_designated_lead(casebook: Casebook) -> None:
    reference = casebook.raised("Grace", way=Way.CONCERN, ask_lead=True)

    assert told_to(casebook) == {"Lucy"}
    casebook.passes_to("Tuesday 2026-12-29 12:00")
    assert told_to(casebook) <= {"Lucy", "Priya"}
    for name in ("Ruth", "Gareth", "Grace", "Cora", "Tom"):
        with refuses("no_part"):
            showing.card(casebook.database, reference, by=casebook.person(name), now=casebook.now)


@pytest.mark.clause("Beds 8.2")
def test_where_nobody_can_be_reached_only_the_post_is_told_of(casebook: Casebook) -> None:
    casebook.loses("Lucy")
    reference = casebook.raised("Grace", way=Way.CONCERN)
    told = casebook.told()

    assert {name for kind, name in told if kind == "post"} == AREA_LEADS
    assert ("told:nobody_reachable", "Priya") in told
    with casebook.database.read() as connection:
        posts = connection.exec_driver_sql("SELECT * FROM notice WHERE kind = 'post'").all()
    assert [row.disagreement_id for row in posts] == [None, None]
    assert not any(reference in row.key + row.stream for row in posts)
    said = casebook.sends()
    assert [reference in each.words + each.text for each in said if each.to in AREA_LEADS] == [False, False]
    (writer,) = [each for each in said if each.to == "Priya" and each.kind == "told:nobody_reachable"]
    assert "partnership@northmere.example" in writer.words

    casebook.passes_to("Wednesday 2026-12-23 17:00")
    assert ("told:nobody_reachable", "Priya") in casebook.told()
    casebook.account("U0LUCY", "Lucy Armitage")
    casebook.passes_to("Thursday 2026-12-24 17:00")
    assert casebook.called(reference) == {"Health": ["Lucy"]}


def test_somebody_who_comes_into_its_room_is_told_to_the_designated_lead(casebook: Casebook) -> None:
    concern = casebook.raised("Grace", way=Way.CONCERN)
    with_manager = casebook.raised("Owen", way=Way.INSIDE)
    casebook.sends()
    casebook.told()
    rooms = [casebook.row(each).room for each in (concern, with_manager)]

    for number, room in enumerate(rooms):
        assert room is not None
        assert membership.joined_room(casebook.database, room, "U0RUTH", f"Ev{number}", now=casebook.now)
        came_in = [name for kind, name in casebook.told() if kind == "lead:unexpected_member"]
        assert came_in == ["Lucy"]
    assert not membership.joined_room(casebook.database, f"{rooms[1]}", "U0LUCY", "Ev9", now=casebook.now)


# --- the digest ----------------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.2")
def test_the_digest_counts_nothing_that_stays_inside_an_agency(casebook: Casebook) -> None:
    open_one = casebook.raised("Owen", way=Way.INSIDE)
    closed = casebook.raised("Grace", way=Way.CONCERN)
    between = casebook.raised("Tom")
    casebook.refuses = frozenset({"Grace"})
    casebook.sends()
    casebook.proposed(closed, "Priya", still_open="nothing")
    resolution.close(casebook.database, closed, by=casebook.person("Priya"), now=casebook.now)

    with casebook.database.read() as connection:
        found = digest.of(connection, "northmere", at("Wednesday 2026-12-23 08:30"))

    assert (found.new, len(found.closed), found.open, found.undelivered) == (1, 0, 1, ())
    lines = [
        line.reference for group in (found.overdue, found.today, found.moved, found.unsafe) for line in group
    ]
    assert set(lines) <= {between}
    assert open_one not in lines


def test_an_outcome_is_answered_by_name(casebook: Casebook) -> None:
    reference = casebook.raised("Owen", way=Way.INSIDE)
    casebook.proposed(reference, "Grace")
    with casebook.database.read() as connection:
        shown = view.of(connection, reference, casebook.now)
        before = view.outcome_of(shown)
        lacking = view.card_of(shown).lacking
    assert before is not None
    assert before.answers == (("Priya Nair", "", None),)
    assert [still.agency for still in lacking if still.what == "confirmation"] == ["Priya Nair"]

    casebook.answered(reference, "Priya")

    after = showing.outcome(casebook.database, reference, by=casebook.person("Grace"), now=casebook.now)
    assert after.answers == (("Priya Nair", "agree", None),)
