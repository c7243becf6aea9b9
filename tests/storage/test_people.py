from datetime import date

import pytest

from storage import people
from storage import roster as listed
from storage.engine import Database
from storage.people import Known
from storage.roster import ListedPerson, Listing, Workplace

TODAY = date(2026, 12, 22)
AT_RIVERSIDE = Workplace("northmere", "Health", "Riverside")
LISTED = ListedPerson("priya@northmere.example", "Priya Nair", "01632 960502", AT_RIVERSIDE)


@pytest.fixture(autouse=True)
def priya_is_listed(database: Database, area: str) -> None:
    """Northmere's roster has Priya, who has no account yet."""
    with database.write() as connection:
        listed.replace(connection, Listing({(area, "Health"): "health"}, (LISTED,), ()))


def meet(database: Database, slack_id: str, name: str, email: str | None) -> Known:
    with database.write() as connection:
        return people.meet(connection, slack_id, name, email)


def test_an_account_is_matched_by_its_address_whatever_the_capitals(database: Database) -> None:
    met = meet(database, "U0PRIYA", "priya", "Priya@Northmere.Example")

    assert (met.slack_id, met.name, met.area_id, met.is_confirmed) == (
        "U0PRIYA",
        "Priya Nair",
        "northmere",
        True,
    )
    assert meet(database, "U0PRIYA", "Somebody", None) == met


def test_who_is_not_listed_is_remembered_without_an_agency(database: Database, area: str) -> None:
    zed = meet(database, "U0ZED", "Zed", "zed@elsewhere.example")

    assert (zed.agency_id, zed.area_id, zed.is_active, zed.is_confirmed) == (None, None, True, False)
    with database.read() as connection:
        assert people.unplaced(connection) == [zed]
        assert people.unconfirmed(connection, area) == []


def test_a_second_account_with_the_same_address_takes_nobodys_place(database: Database) -> None:
    first = meet(database, "U0PRIYA", "Priya", LISTED.email)

    second = meet(database, "U0OTHER", "Other", LISTED.email)

    assert second.id != first.id
    assert second.email is None
    with database.read() as connection:
        assert people.by_email(connection, LISTED.email.upper()) == first


def test_who_chose_an_agency_waits_for_a_lead_to_confirm(database: Database, area: str) -> None:
    zed = meet(database, "U0ZED", "Zed", None)
    with database.write() as connection:
        health = next(iter(people.roster(connection, area, TODAY).agencies))
        people.update(connection, zed.id, area_id=area, agency_id=health)

        assert [known.id for known in people.unconfirmed(connection, area)] == [zed.id]
        assert people.unplaced(connection) == []
        assert people.area_of_agency(connection, health) == area
        assert people.area_of_agency(connection, 999) is None

        people.update(connection, zed.id, is_confirmed=True)
        assert people.unconfirmed(connection, area) == []


def test_only_who_has_an_active_account_can_be_reached(database: Database, area: str) -> None:
    priya = meet(database, "U0PRIYA", "Priya", LISTED.email)
    assert is_reachable(database, area, priya.id)

    with database.write() as connection:
        people.update(connection, priya.id, is_active=False)
    assert not is_reachable(database, area, priya.id)

    with database.write() as connection:
        people.update(connection, priya.id, is_active=True, slack_id=None)
    assert not is_reachable(database, area, priya.id)


def is_reachable(database: Database, area: str, person: int) -> bool:
    with database.read() as connection:
        return people.roster(connection, area, TODAY).people[person].is_reachable


def test_nobody_is_found_who_is_not_known(database: Database, area: str) -> None:
    with database.read() as connection:
        assert people.by_slack_id(connection, "U0NOBODY") is None
        assert people.by_email(connection, "nobody@northmere.example") is None
        with pytest.raises(LookupError):
            people.by_id(connection, 999)
        assert [known.email for known in people.everyone(connection)] == [LISTED.email]
        assert people.areas(connection) == {area: "Northmere (example)"}


def test_whose_account_has_opened_home_is_remembered_once_and_found_while_it_is_active(
    database: Database,
) -> None:
    priya = meet(database, "U0PRIYA", "Priya", LISTED.email)
    zed = meet(database, "U0ZED", "Zed", None)

    with database.write() as connection:
        for slack_id in ("U0PRIYA", "U0PRIYA", "U0STRANGER"):
            people.note_home_opened(connection, slack_id)

        assert people.has_opened_home(connection, "U0STRANGER")
        assert not people.has_opened_home(connection, "U0ZED")
        assert people.with_home(connection, [priya.id, zed.id]) == [priya.id]
        assert people.with_home(connection, [zed.id]) == []

        people.update(connection, priya.id, is_active=False)
        assert people.with_home(connection, [priya.id, zed.id]) == []
