"""Which way an agency goes to its managers: who chooses it, who sees it, what it changes."""

import pytest

from casework import composing, routing
from casework import roster as rosters
from procedure.written import RouteId
from sandbox.practice.people import roster
from sandbox.slack.screen import words_of
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def chooses(casebook: Casebook, first_name: str, route: RouteId | None = RouteId.DESIGNATED) -> None:
    routing.choose(casebook.database, route, by=casebook.person(first_name), now=casebook.now)


def home_of(casebook: Casebook, first_name: str) -> str:
    view = composing.home(casebook.database, f"U0{first_name.upper()}", now=casebook.now)
    return words_of(view["blocks"])


@pytest.mark.clause("London 11.1.8")
def test_the_designated_professional_is_called_and_the_card_and_the_call_say_why(casebook: Casebook) -> None:
    chooses(casebook, "Lucy")

    reference = casebook.with_the_managers()

    assert casebook.called(reference) == {"Health": ["Lucy"], "Children's Services": ["Omar"]}
    (call,) = casebook.heard("Lucy", "call")
    assert "as designated professional, in place of line management (London 11.1.8)" in call.words
    said = "Health by the designated route, in place of line management (London 11.1.8)."
    assert any(said in each.words for each in casebook.said if each.kind == "line")
    cards = [each.words for each in casebook.said if each.kind == "card"]
    assert "(as designated professional, in place of line management (London 11.1.8))" in cards[-1]


def test_it_can_be_put_back(casebook: Casebook) -> None:
    chooses(casebook, "Lucy")
    chooses(casebook, "Lucy", None)

    assert casebook.called(casebook.with_the_managers())["Health"] == ["Grace"]


@pytest.mark.parametrize("first_name", ["Grace", "Femi", "Ruth", "Zed", "Joan"])
def test_nobody_else_chooses_it(casebook: Casebook, first_name: str) -> None:
    with refuses("not_a_designated_lead"):
        chooses(casebook, first_name)

    assert "designated route" not in home_of(casebook, first_name)
    assert casebook.called(casebook.with_the_managers())["Health"] == ["Grace"]


def test_somebody_of_no_area_chooses_nothing(casebook: Casebook) -> None:
    casebook.account("U0NEW", "Newcomer")

    with refuses("not_a_designated_lead"):
        chooses(casebook, "Newcomer")


def test_the_home_of_the_designated_professional_says_which_way_it_is(casebook: Casebook) -> None:
    assert "called by line management" in home_of(casebook, "Lucy")

    chooses(casebook, "Lucy")

    assert "uses the designated route" in home_of(casebook, "Lucy")
    assert "called by line management" in home_of(casebook, "Yusuf")


def listed(route: str) -> str:
    """The invented roster with a column for routes; only Lucy's row says anything in it."""
    header, *rows = roster().splitlines()
    cells = (f"{row},{route if 'Lucy Armitage' in row else ''}" for row in rows)
    return "\n".join([f"{header},route", *cells])


def test_an_agency_may_choose_it_in_its_lines_of_the_roster(casebook: Casebook) -> None:
    rosters.import_roster(casebook.database, listed("designated"), now=casebook.now)

    assert casebook.called(casebook.with_the_managers())["Health"] == ["Lucy"]
    rosters.import_roster(casebook.database, roster(), now=casebook.now)
    assert "uses the designated route" in home_of(casebook, "Lucy"), "a list that is silent changes nothing"


def test_a_route_that_nobody_knows_is_a_fault_of_the_roster(casebook: Casebook) -> None:
    with pytest.raises(rosters.RosterFaults, match="route: designatd is not known here; did you mean"):
        rosters.import_roster(casebook.database, listed("designatd"), now=casebook.now)
