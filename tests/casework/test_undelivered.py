"""What could not be delivered stands before those who watch over it, until one has dealt with it."""

import pytest

from casework import composing, delivery, digest, raising, showing, telling, undelivered
from messages.facts import Undelivered
from procedure import acts
from procedure.acts import MadeGood, Way
from procedure.refusal import Refused
from tests.casework.casebook import Casebook


def before(casebook: Casebook, first_name: str) -> tuple[Undelivered, ...]:
    """What stands in somebody's Home."""
    return showing.home(casebook.database, casebook.person(first_name), now=casebook.now).undelivered


def in_digest(casebook: Casebook) -> tuple[Undelivered, ...]:
    with casebook.database.read() as connection:
        return digest.of(connection, "northmere", casebook.now).undelivered


def deals_with(casebook: Casebook, first_name: str, notice_id: int) -> None:
    undelivered.deal_with(
        casebook.database,
        notice_id,
        MadeGood.TELEPHONED,
        by=casebook.person(first_name),
        now=casebook.now,
    )


@pytest.fixture
def reference(casebook: Casebook) -> str:
    """A disagreement of which Tom could not be told."""
    casebook.refuses = frozenset({"Tom"})
    reference = casebook.raised()
    casebook.sends()
    return reference


def test_it_stands_before_the_leads_and_nobody_else(casebook: Casebook, reference: str) -> None:
    (one,) = before(casebook, "Ruth")

    assert (one.what, one.reference, one.error) == ("call", reference, "account_inactive")
    assert in_digest(casebook) == before(casebook, "Gareth") == (one,)
    for other in ("Priya", "Tom", "Grace", "Zed"):
        assert before(casebook, other) == ()
    assert undelivered.outstanding(casebook.database) == 1


def test_it_stands_until_somebody_has_dealt_with_it_whatever_arrives_meanwhile(
    casebook: Casebook, reference: str
) -> None:
    casebook.refuses = frozenset()
    casebook.passes_to("Wednesday 2026-12-23 09:30")  # his call is repeated, and arrives
    (one,) = before(casebook, "Ruth")

    deals_with(casebook, "Ruth", one.id)

    assert before(casebook, "Ruth") == before(casebook, "Gareth") == in_digest(casebook) == ()
    assert undelivered.outstanding(casebook.database) == 0
    entry = casebook.entries(reference)[-1]
    assert entry.by == casebook.person("Ruth")
    assert entry.act == acts.DealtWith("call", casebook.person("Tom"), MadeGood.TELEPHONED)


def test_what_is_over_and_was_not_told_stands_too(casebook: Casebook, reference: str) -> None:
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    casebook.sends()

    assert [each.reference for each in before(casebook, "Ruth")] == [reference]


def test_all_that_did_not_reach_the_same_person_there_is_one_line_and_dealt_with_at_once(
    casebook: Casebook, reference: str
) -> None:
    other = casebook.raised()
    casebook.passes_to("Wednesday 2026-12-23 09:30")
    assert undelivered.outstanding(casebook.database) > 2
    first, second = before(casebook, "Ruth")
    assert {first.reference, second.reference} == {reference, other}

    deals_with(casebook, "Ruth", first.id)

    assert [each.reference for each in before(casebook, "Ruth")] == [second.reference]


def test_what_fails_after_somebody_has_looked_stands_anew(casebook: Casebook, reference: str) -> None:
    (shown,) = before(casebook, "Ruth")
    casebook.passes_to("Wednesday 2026-12-23 09:30")

    deals_with(casebook, "Ruth", shown.id)

    (later,) = before(casebook, "Ruth")
    assert later.id > shown.id


def test_it_is_dealt_with_once(casebook: Casebook, reference: str) -> None:
    (one,) = before(casebook, "Ruth")
    deals_with(casebook, "Ruth", one.id)

    with pytest.raises(Refused) as refused:
        deals_with(casebook, "Gareth", one.id)

    assert refused.value.reason == "dealt_with_already"
    assert sum(isinstance(act, acts.DealtWith) for act in casebook.acts(reference)) == 1


@pytest.mark.parametrize("other", ["Priya", "Tom", "Grace", "Zed"])
def test_nobody_else_deals_with_it_or_reads_of_it(casebook: Casebook, reference: str, other: str) -> None:
    (one,) = before(casebook, "Ruth")

    for act in (
        lambda: deals_with(casebook, other, one.id),
        lambda: undelivered.one(casebook.database, one.id, by=casebook.person(other), now=casebook.now),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason == "not_a_lead"


@pytest.mark.parametrize(
    ("named", "way", "watching"),
    [
        pytest.param("Owen", Way.INSIDE, "Lucy", id="with managers"),
        pytest.param("Grace", Way.CONCERN, "Lucy", id="in writing"),
    ],
)
def test_inside_an_agency_it_stands_before_its_designated_lead_alone(
    casebook: Casebook, named: str, way: Way, watching: str
) -> None:
    casebook.has_rooms = False
    casebook.raised(named, way=way)
    casebook.sends()

    assert [each.what for each in before(casebook, watching)] == ["room"]
    assert before(casebook, "Ruth") == in_digest(casebook) == ()


def test_what_belongs_to_no_disagreement_stands_before_the_leads(casebook: Casebook) -> None:
    casebook.refuses = frozenset({"Gareth"})
    casebook.arms_the_daily_round()
    casebook.passes_to("Wednesday 2026-12-23 08:31")

    (one,) = before(casebook, "Ruth")
    assert (one.what, one.reference) == ("digest", "")
    shown = undelivered.one(casebook.database, one.id, by=casebook.person("Ruth"), now=casebook.now)
    assert shown == one
    deals_with(casebook, "Ruth", one.id)

    assert before(casebook, "Ruth") == ()


def test_of_an_account_that_is_gone_it_is_said_so(casebook: Casebook, reference: str) -> None:
    casebook.loses("Tom")

    (one,) = before(casebook, "Ruth")

    assert one.is_gone


def test_the_homes_of_the_leads_are_shown_anew(casebook: Casebook) -> None:
    ruth = casebook.person("Ruth")
    with casebook.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO home (slack_id) VALUES ('U0RUTH')")
    casebook.refuses = frozenset({"Tom"})
    casebook.raised()
    casebook.sends()

    with casebook.database.read() as connection:
        shown = connection.exec_driver_sql(
            f"SELECT count(*) FROM notice WHERE kind = 'home' AND person_id = {ruth}"
        ).scalar_one()
    assert shown == 1
    assert "Not delivered" in str(composing.home(casebook.database, "U0RUTH", now=casebook.now))


def test_what_nobody_misses_does_not_stand(casebook: Casebook) -> None:
    casebook.raised()
    casebook.sends()
    assert delivery.outstanding(casebook.database) == 0

    assert before(casebook, "Ruth") == ()
    assert telling.HOME not in {each.what for each in in_digest(casebook)}
