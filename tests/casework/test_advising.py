"""Advice on a real database: who is asked for it, what is kept, who reads it."""

from typing import Any

import pytest

from casework import advising, asking, events, showing, view
from casework.advising import Sought
from messages.facts import AdviceShown, Event
from procedure import acts
from tests.casework.casebook import MANAGERS_CALLED, Casebook
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses


def advised(casebook: Casebook, reference: str, by: str, **changes: Any) -> None:
    form = Sought(
        adviser=casebook.person("Lucy"),
        adviser_words="",
        sought_at=casebook.now,
        advice="Ask the school for its own record.",
        identifiers_checked=False,
    )
    form = Sought(**{**vars(form), **changes})
    advising.record_sought(casebook.database, reference, form, by=casebook.person(by), now=casebook.now)


def not_asked(casebook: Casebook, reference: str, by: str, why: str = "Nobody could be reached.") -> None:
    advising.record_not_sought(
        casebook.database,
        reference,
        why,
        identifiers_checked=False,
        by=casebook.person(by),
        now=casebook.now,
    )


def shown(casebook: Casebook, reference: str) -> tuple[AdviceShown, ...]:
    card = showing.card(casebook.database, reference, by=casebook.person("Grace"), now=casebook.now)
    return card.advice


def event(casebook: Casebook, reference: str) -> Event:
    with casebook.database.read() as connection:
        opened = view.of(connection, reference, casebook.now)
        return events.event_of(*events.at_entry(connection, opened, opened.case.seq))


def test_what_was_advised_is_shown_for_each_side_to_those_with_a_part(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    assert [(each.agency, each.at) for each in shown(casebook, reference)] == [
        ("Health", None),
        ("Children's Services", None),
    ]

    advised(casebook, reference, "Grace")
    not_asked(casebook, reference, "Omar")

    health, social_care = shown(casebook, reference)
    assert (health.agency, health.was_sought, health.at) == ("Health", True, at(MANAGERS_CALLED))
    assert health.adviser is not None
    assert health.adviser.name == "Lucy Armitage"
    assert health.text == "Ask the school for its own record."
    assert (social_care.agency, social_care.was_sought) == ("Children's Services", False)
    assert social_care.text == "Nobody could be reached."


def test_the_adviser_hears_and_sees_nothing_of_it(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    advised(casebook, reference, "Grace")

    told = casebook.told()
    assert "Lucy" not in [who for _, who in told]
    assert {("line", "room"), ("card", "room"), ("call_update", "Grace")} <= {*told}
    with refuses("no_part"):
        showing.card(casebook.database, reference, by=casebook.person("Lucy"), now=casebook.now)


def test_the_call_says_whom_to_ask_until_it_is_recorded(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    (call,) = casebook.heard("Grace", "call")
    assert "ask your agency’s designated safeguarding children professional for advice" in call.words
    assert "Lucy Armitage (Designated doctor, Health, 01632 960508)" in call.words
    assert "advice" in call.buttons

    advised(casebook, reference, "Grace")
    casebook.sends()

    assert "advice" not in casebook.heard("Grace", "call_update")[-1].buttons
    assert "advice" in casebook.heard("Omar", "call_update")[-1].buttons


def test_its_line_holds_nothing_that_was_typed(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    advised(casebook, reference, "Grace")
    assert [who.name for who in event(casebook, reference).people] == ["Lucy Armitage"]
    advised(casebook, reference, "Grace", adviser=None, adviser_words="The hospital's own named doctor")
    assert event(casebook, reference).people == ()
    not_asked(casebook, reference, "Omar")
    assert event(casebook, reference).agency == "Children's Services"

    casebook.sends()

    lines = [each.words for each in casebook.said if each.kind == "line"]
    assert any("somebody outside Slack" in words for words in lines)
    assert not any("hospital" in words or "school" in words for words in lines)


def test_advice_is_typed_text_like_any_other(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()

    with refuses("empty"):
        advised(casebook, reference, "Grace", advice=" ")
    with refuses("too_long"):
        not_asked(casebook, reference, "Grace", why="x" * 401)
    with refuses("identifiers"):
        advised(casebook, reference, "Grace", advice="Born 3.4.2021")
    advised(casebook, reference, "Grace", advice="Born 3.4.2021", identifiers_checked=True)


def test_nobody_without_a_part_records_any(casebook: Casebook) -> None:
    reference = casebook.raised()

    with refuses("no_part"):
        advised(casebook, reference, "Joan")
    asking.check(
        casebook.database,
        reference,
        asking.to_record_advice,
        by=casebook.person("Tom"),
        now=casebook.now,
    )


@pytest.mark.clause("Beds 2.7")
def test_who_is_who_is_shown_with_post_agency_tier_and_telephone(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.noted(reference, "Grace", "Omar", "Lucy")

    card = showing.card(casebook.database, reference, by=casebook.person("Omar"), now=casebook.now)

    members = {each.who.name: (each.who.post, each.who.agency, each.tier) for each in card.members}
    assert members == {
        "Priya Nair": ("Health visitor", "Health", "Practitioners"),
        "Tom Ellery": ("Social worker", "Children's Services", "Practitioners"),
        "Grace Mensah": ("Health team leader", "Health", "First-line managers"),
        "Omar Haddad": ("Team manager", "Children's Services", "First-line managers"),
        "Lucy Armitage": ("Designated doctor", "Health", ""),
    }
    assert all(each.who.telephone for each in card.members)


def test_the_managers_are_asked_daily_for_what_they_discussed(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    with casebook.database.read() as connection:
        opened = view.of(connection, reference, casebook.now)
    omar = casebook.person("Omar")

    asked = {item.what for item in view.daily_of(opened, omar, at("Monday 2027-01-04 09:00"))}

    assert asked == {"risk", "discussion", "advice"}


def test_both_are_acts_of_the_record(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    advised(casebook, reference, "Grace")
    not_asked(casebook, reference, "Omar")

    assert [type(act) for act in casebook.acts(reference)[-2:]] == [acts.AdviceSought, acts.AdviceNotSought]
