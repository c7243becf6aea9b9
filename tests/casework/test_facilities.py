"""Specialist regional facilities: their host has a side too; where they have no procedure a lead hears."""

from dataclasses import replace
from datetime import date

import pytest

from casework import areas, facilities, joining, posts, showing, support
from casework import roster as rosters
from messages.facts import Facility
from procedure import acts, rules
from procedure.acts import Bearing, Danger, PartySide
from procedure.rules import NotReady
from sandbox.practice.people import roster
from tests.casework.casebook import Casebook
from tests.procedure.facility import AGREED

CARERS = "Northmere Young Carers"
HANDBOOK = "the unit's handbook, part 4"


def listed(host: str, own_procedure: str = "", protocol: str = "", police: str = "") -> str:
    """
    The invented roster, in which the young carers are a facility with a host; the police too, hosted by the
    same, where they have a protocol.
    """
    header, *rows = roster().splitlines()
    kept = f'"{own_procedure}"' if own_procedure else ""
    said = {
        next(row for row in rows if CARERS in row): f",{host},{kept},{protocol}",
        next(row for row in rows if ",Police," in row): f",{host},,{police}" if police else ",,,",
    }
    header = f"{header},host,own procedure,protocol"
    return "\n".join([header, *(f"{row}{said.get(row, ',,,')}" for row in rows)])


def imports(casebook: Casebook, host: str = "Children's Services", **cells: str) -> tuple[str, ...]:
    """Take in that roster, everybody told; return what was warned of."""
    found = rosters.import_roster(casebook.database, listed(host, **cells), now=casebook.now)
    casebook.sends()
    casebook.told()
    return found.warnings


def agrees(casebook: Casebook) -> None:
    """Have the unit's protocol set, and the young carers listed with it."""
    facilities.install_protocol(casebook.database, AGREED)
    assert not [each for each in imports(casebook, protocol="the-unit") if "own procedure" in each]


def bearings(casebook: Casebook, reference: str) -> dict[str, Bearing]:
    known = casebook.roster().agencies
    return {known[each.agency_id].name: each.bearing for each in casebook.case(reference).facilities}


def line_of(casebook: Casebook) -> str:
    casebook.sends()
    return next(each.words for each in casebook.said if "specialist regional facility, hosted" in each.words)


@pytest.mark.clause("London 11.3.4")
def test_the_host_of_a_facility_has_a_side_and_is_called(casebook: Casebook) -> None:
    imports(casebook, own_procedure=HANDBOOK)

    reference = casebook.raised("Jess")

    case = casebook.case(reference)
    assert [party.side for party in case.parties] == [
        PartySide.RAISED_BY,
        PartySide.RESPONDING,
        PartySide.INVOLVED,
    ]
    assert casebook.called(reference) == {CARERS: ["Jess"], "Children's Services": ["Mina"]}
    assert not [kind for kind, _ in casebook.told() if kind == "lead:no_procedure"]
    line = line_of(casebook)
    assert "It has its own procedure, which holds beside this one. The area’s tiers and times hold." in line
    assert f"Kept: {HANDBOOK}." in line


@pytest.mark.clause("London 11.3.4")
def test_without_a_procedure_of_its_own_the_areas_tiers_hold_and_the_lead_is_told(casebook: Casebook) -> None:
    imports(casebook)

    reference = casebook.raised("Jess")

    assert {("lead:no_procedure", "Ruth"), ("lead:no_procedure", "Gareth")} <= {*casebook.told()}
    casebook.sends()
    (told,) = casebook.heard("Ruth", "lead:no_procedure")
    assert "Northmere Young Carers has no agreed procedure of its own" in told.words
    receipt = showing.receipt(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert receipt.facilities == (Facility(CARERS, "Children's Services", "", "none_agreed"),)
    card = showing.card(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert card.facilities == receipt.facilities


def test_a_host_that_has_a_side_already_joins_no_second_time(casebook: Casebook) -> None:
    imports(casebook)

    reference = casebook.raised("Jess", "Tom")

    assert not [act for act in casebook.acts(reference) if isinstance(act, acts.AgencyJoined)]
    assert len([act for act in casebook.acts(reference) if isinstance(act, acts.FacilityInvolved)]) == 1


def test_a_facility_that_joins_later_brings_its_host_and_another_agency_brings_none(
    casebook: Casebook,
) -> None:
    imports(casebook)
    casebook.raised("Amy")
    reference = casebook.raised("Nadia")

    for name in ("Jess", "Education"):
        joining.add_agency(
            casebook.database,
            reference,
            casebook.named(name),
            by=casebook.person("Priya"),
            now=casebook.now,
        )

    assert [type(act) for act in casebook.acts(reference)] == [
        acts.Raised,
        acts.AgencyJoined,
        acts.FacilityInvolved,
        acts.AgencyJoined,
        acts.AgencyJoined,
    ]


def test_in_danger_its_host_is_called_at_the_managers_tier_at_once(casebook: Casebook) -> None:
    imports(casebook)

    reference = casebook.raised("Jess", danger=Danger.NOW)

    assert casebook.called(reference)["Children's Services"] == ["Omar"]


@pytest.mark.parametrize("host", ["", "Nobody's Agency", CARERS])
def test_a_facility_needs_another_agency_of_its_area_as_host(casebook: Casebook, host: str) -> None:
    with pytest.raises(rosters.RosterFaults, match="Northmere Young Carers is a facility without a host"):
        rosters.import_roster(casebook.database, listed(host, HANDBOOK), now=casebook.now)


# --- by the facility's own procedure -------------------------------------------------------------


@pytest.mark.clause("London 11.3.4")
def test_with_a_facility_it_goes_by_the_procedure_that_was_agreed(casebook: Casebook) -> None:
    agrees(casebook)

    reference = casebook.raised("Jess")

    assert casebook.clocks(reference)[-1] == ("tier_ends", "Thursday 2026-12-24 17:00")
    assert casebook.called(reference) == {CARERS: ["Jess"], "Children's Services": ["Mina"]}
    assert bearings(casebook, reference) == {CARERS: Bearing.FOLLOWED}
    assert not [kind for kind, _ in casebook.told() if "proc" in kind or "protocol" in kind]
    assert "goes by its own procedure: its tiers and its times. It is called How the unit" in line_of(
        casebook
    )
    card = showing.card(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert [rung.title for rung in card.rungs] == [
        "On the ward",
        "Consultants and their equals",
        "Directors",
    ]
    assert card.older is None

    casebook.passes_to("Thursday 2026-12-24 17:00")
    assert casebook.called(reference) == {
        "Health": ["Grace"],
        CARERS: ["Alan"],
        "Children's Services": ["Omar"],
    }
    casebook.passes_to("Tuesday 2026-12-29 17:00")
    assert casebook.called(reference)[CARERS] == ["Meera"]
    assert casebook.case(reference).is_at_the_top


@pytest.mark.clause("London 11.3.4")
def test_in_danger_the_next_tier_of_that_procedure_is_called_at_once(casebook: Casebook) -> None:
    agrees(casebook)

    reference = casebook.raised("Jess", danger=Danger.NOW)

    assert casebook.case(reference).tier.title == "Consultants and their equals"
    assert casebook.called(reference)[CARERS] == ["Alan"]


@pytest.mark.clause("London 11.3.4")
def test_a_procedure_that_is_not_set_holds_nothing_up_and_the_leads_are_told(casebook: Casebook) -> None:
    facilities.install_protocol(casebook.database, AGREED)
    warned = imports(casebook, protocol="the-unti")

    reference = casebook.raised("Jess")

    assert warned[-1].endswith(
        f"{CARERS}: its own procedure the-unti is not set here; the area's tiers hold; did you mean the-unit?"
    )
    assert casebook.case(reference).rules.protocol_id == ""
    assert bearings(casebook, reference) == {CARERS: Bearing.NOT_SET}
    assert ("lead:protocol_not_set", "Ruth") in casebook.told()
    assert "The area’s tiers and times hold." in line_of(casebook)
    (told,) = casebook.heard("Ruth", "lead:protocol_not_set")
    assert "Please have it set for what is raised next" in told.words


def test_one_that_fits_the_area_no_more_holds_nothing_up_either(casebook: Casebook) -> None:
    agrees(casebook)
    area = next(area for area in rules.example_areas() if area.id == "northmere")
    text = next(text for text in rules.published() if text.id == area.procedure_id)
    fewer = (text.tiers[0], *text.tiers[2:])
    tiers_left = {tier.id: limit for tier in fewer if (limit := area.limits.get(tier.id))}
    inside = {key: limit for key, limit in area.limits.items() if key not in {t.id for t in text.tiers}}
    warned = areas.install_area(
        casebook.database, replace(area, limits={**tiers_left, **inside}), replace(text, tiers=fewer)
    )
    (unfit,) = (each for each in warned if "the-unit" in each)
    assert unfit.startswith("protocol the-unit: roster_tiers: consultants needs the tier under which")

    reference = casebook.raised("Jess")

    assert bearings(casebook, reference) == {CARERS: Bearing.NOT_SET}


@pytest.mark.clause("London 11.3.4")
def test_a_facility_that_comes_later_changes_neither_tiers_nor_times(casebook: Casebook) -> None:
    agrees(casebook)
    reference = casebook.raised("Nadia")
    due = casebook.case(reference).due_at

    joining.add_agency(
        casebook.database, reference, casebook.named("Jess"), by=casebook.person("Priya"), now=casebook.now
    )

    assert bearings(casebook, reference) == {CARERS: Bearing.CAME_LATER}
    assert casebook.case(reference).due_at == due
    assert casebook.case(reference).rules.protocol_id == ""
    assert "so the tiers and times stay as they are" in line_of(casebook)


def test_on_behalf_of_somebody_of_a_facility_it_has_a_side_and_its_host_joins(casebook: Casebook) -> None:
    agrees(casebook)
    reference = casebook.raised("Nadia", by="Ruth")

    support.raise_for(
        casebook.database, reference, casebook.person("Jess"), by=casebook.person("Ruth"), now=casebook.now
    )

    assert bearings(casebook, reference) == {CARERS: Bearing.CAME_LATER}
    assert casebook.called(reference)["Children's Services"] == ["Mina"]


@pytest.mark.clause("London 11.3.4")
def test_of_two_procedures_that_differ_neither_holds_and_the_leads_are_told(casebook: Casebook) -> None:
    facilities.install_protocol(casebook.database, AGREED)
    other = replace(AGREED, protocol=replace(AGREED.protocol, id="another"))
    facilities.install_protocol(casebook.database, other)
    imports(casebook, protocol="the-unit", police="another")

    reference = casebook.raised("Jess", "Nadia")

    assert bearings(casebook, reference) == {CARERS: Bearing.SEVERAL, "Police": Bearing.SEVERAL}
    assert casebook.case(reference).rules.protocol_id == ""
    assert casebook.told().count(("lead:protocols_differ", "Ruth")) == 2


def test_what_was_agreed_anew_holds_for_what_is_raised_then(casebook: Casebook) -> None:
    agrees(casebook)
    before = casebook.raised("Jess")
    sooner = replace(AGREED, protocol=replace(AGREED.protocol, set_on=date(2026, 12, 21)))

    facilities.install_protocol(casebook.database, sooner)

    now, priya = casebook.now, casebook.person("Priya")
    older = showing.card(casebook.database, before, by=priya, now=now).older
    assert older is not None
    assert older.set_on == date(2026, 12, 21)
    assert older.version == "How the unit and its partners settle disagreements, 2026"
    after = casebook.raised("Jess")
    assert showing.card(casebook.database, after, by=priya, now=now).older is None


def test_inside_a_facility_the_areas_own_ways_hold(casebook: Casebook) -> None:
    agrees(casebook)

    reference = casebook.raised("Alan", by="Jess", way=acts.Way.INSIDE)

    assert casebook.case(reference).rules.protocol_id == ""
    assert bearings(casebook, reference) == {}


def test_a_stand_in_named_for_a_post_is_called_at_the_tier_at_which_it_acts_there(casebook: Casebook) -> None:
    agrees(casebook)
    casebook.loses("Meera", "Patrick")
    reference = casebook.raised("Jess")
    casebook.passes_to("Wednesday 2026-12-30 17:00")
    assert CARERS not in casebook.called(reference)
    director = next(post for post in casebook.roster().posts.values() if post.title == "Director")

    posts.name_stand_in(
        casebook.database,
        director.id,
        casebook.person("Lena"),
        until_on=date(2027, 1, 29),
        by=casebook.person("Ruth"),
        now=casebook.now,
    )

    assert casebook.called(reference)[CARERS] == ["Lena"]


def test_a_procedure_for_an_area_that_is_not_set_changes_nothing(casebook: Casebook) -> None:
    elsewhere = replace(AGREED, protocol=replace(AGREED.protocol, area_id="nowhere"))

    with pytest.raises(NotReady, match="nowhere is not set here; set the area first"):
        facilities.install_protocol(casebook.database, elsewhere)
