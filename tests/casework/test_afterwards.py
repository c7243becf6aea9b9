"""Once it is settled: who is asked to look back, who reads it, who is thanked (Beds 2.3, 6.2, 6.3)."""

import pytest

from casework import afterwards, resolution, showing
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

HELPED, DELAYED = "A meeting of both teams.", "Nobody knew who decides."


def settled_above(casebook: Casebook) -> str:
    """It ran through two tiers; Cora and Sam, at the third, have agreed an outcome."""
    reference = casebook.with_the_managers()
    casebook.passes_to("Monday 2027-01-11 10:00")
    casebook.agreed(reference, "Cora", "Sam", still_open="nothing")
    casebook.sends()
    casebook.told()
    return reference


def closes(casebook: Casebook, reference: str) -> None:
    for name in ("Cora", "Sam"):
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)
    resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)


def looks_back(
    casebook: Casebook, reference: str, by: str, helped: str = HELPED, delayed: str = DELAYED
) -> None:
    afterwards.look_back(
        casebook.database,
        reference,
        helped,
        delayed,
        identifiers_checked=False,
        by=casebook.person(by),
        now=casebook.now,
    )


def waits(casebook: Casebook, name: str) -> list[str]:
    home = showing.home(casebook.database, casebook.person(name), now=casebook.now)
    return [item.what for item in home.waiting if item.what == "look_back"]


@pytest.mark.clause("Beds 2.3")
def test_those_who_acted_are_asked_and_everyone_with_a_part_reads_what_they_say(casebook: Casebook) -> None:
    reference = settled_above(casebook)
    assert waits(casebook, "Tom") == waits(casebook, "Cora") == ["look_back"]
    assert waits(casebook, "Grace") == [], "called, and never answered"

    looks_back(casebook, reference, "Tom")
    looks_back(casebook, reference, "Cora", delayed="")

    assert waits(casebook, "Tom") == []
    card = showing.card(casebook.database, reference, by=casebook.person("Grace"), now=casebook.now)
    assert [(one.by.name, one.helped, one.delayed) for one in card.look_backs] == [
        ("Tom Ellery", HELPED, DELAYED),
        ("Cora Whitlow", HELPED, ""),
    ]
    assert card.asks_look_back, "Priya and Sam have not said anything yet"


def test_what_is_said_looking_back_pings_nobody(casebook: Casebook) -> None:
    reference = settled_above(casebook)

    looks_back(casebook, reference, "Tom")

    assert {kind for kind, _ in casebook.told()} <= {"card", "home"}


def test_the_closing_message_asks_those_who_have_not_been_heard(casebook: Casebook) -> None:
    reference = settled_above(casebook)
    looks_back(casebook, reference, "Tom")

    closes(casebook, reference)
    casebook.sends()

    asked, others = casebook.heard("Cora", "told:closed_and_asked"), casebook.heard("Tom", "told:closed")
    assert "what helped and what delayed it" in asked[-1].words
    assert "look_back" in asked[-1].buttons
    assert "look_back" not in others[-1].buttons
    assert casebook.heard("Grace", "told:closed")
    looks_back(casebook, reference, "Cora")


@pytest.mark.clause("Beds 2.3")
def test_leads_read_together_what_was_said_and_nobody_else_does(casebook: Casebook) -> None:
    first, second = casebook.raised(), casebook.raised()
    casebook.raised()
    casebook.passes_to("Monday 2027-01-11 10:00")
    for reference, name in ((first, "Tom"), (second, "Cora")):
        casebook.agreed(reference, "Cora", "Sam", still_open="nothing")
        looks_back(casebook, reference, name)

    found = afterwards.looked_back(casebook.database, by=casebook.person("Ruth"), now=casebook.now)

    assert [(each.reference, each.tier, [one.by.agency for one in each.said]) for each in found] == [
        (second, "Senior managers", ["Health"]),
        (first, "Senior managers", ["Children's Services"]),
    ]
    for name in ("Tom", "Zed"):
        with refuses("not_a_lead"):
            afterwards.looked_back(casebook.database, by=casebook.person(name), now=casebook.now)


def test_words_that_could_identify_a_child_or_are_too_long_are_asked_about_beside_their_field(
    casebook: Casebook,
) -> None:
    reference = settled_above(casebook)

    with refuses("identifiers") as refused:
        looks_back(casebook, reference, "Tom", delayed="The child born on 03/04/2019 was not seen.")
    assert refused.value.field == "delayed"
    with refuses("too_long") as refused:
        looks_back(casebook, reference, "Tom", helped="x" * 401)
    assert refused.value.field == "helped"
    assert casebook.case(reference).look_backs == ()


@pytest.mark.clause("Beds 6.2-6.3")
def test_the_one_who_is_thanked_is_told_and_nobody_else(casebook: Casebook) -> None:
    reference = settled_above(casebook)
    priya, tom = casebook.person("Priya"), casebook.person("Tom")
    can_be = afterwards.to_be_thanked(casebook.database, reference, by=priya, now=casebook.now)
    assert {who.person for who in can_be} == set(casebook.case(reference).parts) - {priya}

    afterwards.thank(casebook.database, reference, tom, by=priya, now=casebook.now)

    assert casebook.told() == [("told:thanked", "Tom")]
    casebook.sends()
    said = casebook.heard("Tom", "told:thanked")[-1]
    assert "Priya Nair (Health) thanks you for how you handled it" in said.words
    assert "The plan was ended too soon." not in said.words
    record = showing.whole_record(casebook.database, reference, by=priya, now=casebook.now)
    assert record.lines[-1].event.kind == "thanked"
