"""Specialist regional facilities: their host has a side too; where they have no procedure a lead hears."""

import pytest

from casework import joining, showing
from casework import roster as rosters
from messages.facts import Facility
from procedure import acts
from procedure.acts import Danger, PartySide
from sandbox.practice.people import roster
from tests.casework.casebook import Casebook

CARERS = "Northmere Young Carers"
HANDBOOK = "the unit's handbook, part 4"


def listed(host: str, own_procedure: str) -> str:
    """The invented roster, in which the young carers are a facility with a host."""
    header, *rows = roster().splitlines()
    cells = f",{host},{own_procedure}".replace(HANDBOOK, f'"{HANDBOOK}"')
    is_first = next(row for row in rows if CARERS in row)
    return "\n".join(
        [f"{header},host,own procedure", *(f"{row}{cells if row == is_first else ',,'}" for row in rows)]
    )


def imports(casebook: Casebook, host: str = "Children's Services", own_procedure: str = "") -> None:
    rosters.import_roster(casebook.database, listed(host, own_procedure), now=casebook.now)
    casebook.sends()
    casebook.told()


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
    casebook.sends()
    line = next(each.words for each in casebook.said if "specialist regional facility" in each.words)
    assert f"It has its own procedure ({HANDBOOK})" in line


@pytest.mark.clause("London 11.3.4")
def test_without_a_procedure_of_its_own_the_areas_tiers_hold_and_the_lead_is_told(casebook: Casebook) -> None:
    imports(casebook)

    reference = casebook.raised("Jess")

    assert {("lead:no_procedure", "Ruth"), ("lead:no_procedure", "Gareth")} <= {*casebook.told()}
    casebook.sends()
    (told,) = casebook.heard("Ruth", "lead:no_procedure")
    assert "Northmere Young Carers has no agreed procedure of its own" in told.words
    receipt = showing.receipt(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    assert receipt.facilities == (Facility(CARERS, "Children's Services"),)
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
