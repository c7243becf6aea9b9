"""Waiting longer, with every side; what keeps the child safe meanwhile: who is told, what clocks say."""

from datetime import datetime

import pytest

from casework import digest, protecting
from casework.protecting import CheckForm, SafetyForm
from procedure import acts
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses

CHECK_AT = "Wednesday 2026-12-23 12:00"


@pytest.fixture
def urgent(casebook: Casebook) -> str:
    """A disagreement that must be settled before the tier's own time ends."""
    return casebook.raised(protect_by=at("Wednesday 2026-12-23 17:00"))


def asks_to_wait(casebook: Casebook, reference: str, until: datetime | None = None) -> None:
    protecting.propose_to_wait(
        casebook.database,
        reference,
        until,
        "The grandmother has moved in.",
        identifiers_checked=False,
        by=casebook.person("Priya"),
        now=casebook.now,
    )


def answers(casebook: Casebook, reference: str, *, agrees: bool) -> None:
    proposal = casebook.case(reference).put_back
    assert proposal is not None
    protecting.answer_to_wait(
        casebook.database,
        reference,
        proposal.proposed_at,
        agrees=agrees,
        by=casebook.person("Tom"),
        now=casebook.now,
    )


def arranged(casebook: Casebook, holder: str = "Tom", by: str = "Priya") -> str:
    reference = casebook.raised()
    form = SafetyForm("The child stays with her.", casebook.person(holder), at(CHECK_AT), False)
    protecting.arrange_safety(casebook.database, reference, form, by=casebook.person(by), now=casebook.now)
    return reference


def found(casebook: Casebook, reference: str, form: CheckForm, by: str = "Tom") -> None:
    protecting.check_safety(casebook.database, reference, form, by=casebook.person(by), now=casebook.now)


@pytest.mark.clause("London 11.1.5")
def test_the_other_side_is_asked_and_with_its_word_the_time_moves(casebook: Casebook, urgent: str) -> None:
    casebook.told()

    asks_to_wait(casebook, urgent)
    asked = casebook.told()
    answers(casebook, urgent, agrees=True)

    assert ("told:put_back_proposed", "Tom") in asked
    assert [type(act) for act in casebook.acts(urgent)[-2:]] == [acts.PutBackAnswered, acts.PutBack]
    assert casebook.case(urgent).due_at == at("Thursday 2026-12-31 17:00")


def test_where_nobody_asks_to_wait_there_is_nothing_to_answer(casebook: Casebook, urgent: str) -> None:
    with refuses("another_put_back"):
        protecting.proposal(casebook.database, urgent, by=casebook.person("Tom"), now=casebook.now)


def test_a_no_is_recorded_and_nothing_else(casebook: Casebook, urgent: str) -> None:
    asks_to_wait(casebook, urgent)

    answers(casebook, urgent, agrees=False)

    assert isinstance(casebook.acts(urgent)[-1], acts.PutBackAnswered)
    with refuses("another_put_back"):
        protecting.proposal(casebook.database, urgent, by=casebook.person("Tom"), now=casebook.now)


def test_the_form_offers_times_after_protect_by_and_the_tiers_own(casebook: Casebook, urgent: str) -> None:
    form = protecting.waiting_form(casebook.database, urgent, by=casebook.person("Priya"), now=casebook.now)

    assert (form.choices[0].id, form.choices[-1].id) == ("tier", "another")
    assert all(choice.until is None or choice.until > form.protect_by for choice in form.choices)


def test_the_card_says_what_is_asked_and_who_has_to_answer(casebook: Casebook, urgent: str) -> None:
    asks_to_wait(casebook, urgent, at("Tuesday 2026-12-29 12:00"))

    casebook.sends()

    card = casebook.heard("room", "card")[-1]
    assert "until Tuesday 29 December, 12:00" in card.words
    assert "Still to answer: Children's Services" in card.words
    assert "answer_put_back" in card.buttons


def test_whoever_holds_it_is_told_unless_they_said_so_themselves(casebook: Casebook) -> None:
    arranged(casebook, holder="Tom")
    assert ("told:safety_arranged", "Tom") in casebook.told()

    arranged(casebook, holder="Priya")
    assert not [who for kind, who in casebook.told() if kind == "told:safety_arranged"]


@pytest.mark.clause("Beds 2.4")
def test_its_holder_is_asked_at_its_time_and_the_lead_told_the_next_working_day(casebook: Casebook) -> None:
    reference = arranged(casebook)
    assert ("safety_check", CHECK_AT) in casebook.clocks(reference)

    casebook.passes_to(CHECK_AT)
    assert casebook.heard("Tom", "told:safety_asked")
    assert ("safety_check", "Thursday 2026-12-24 09:00") in casebook.clocks(reference)

    casebook.passes_to("Thursday 2026-12-24 09:00")
    with casebook.database.read() as connection:
        overdue = digest.of(connection, "northmere", casebook.now).overdue
    assert [line.kind for line in overdue] == ["unanswered", "safety"]
    assert casebook.heard("Ruth", "lead:safety_unanswered")
    assert "safety_check" not in [kind for kind, _ in casebook.clocks(reference)]


def test_what_holds_has_its_next_time(casebook: Casebook) -> None:
    reference = arranged(casebook)

    found(casebook, reference, CheckForm(True, at("Tuesday 2026-12-29 12:00"), "", False))

    assert ("safety_check", "Tuesday 2026-12-29 12:00") in casebook.clocks(reference)
    with refuses("no_time"):
        found(casebook, reference, CheckForm(True, None, "", False))


@pytest.mark.clause("Beds 2.4")
def test_what_does_not_hold_is_told_at_once_to_the_leads_and_to_those_who_act(casebook: Casebook) -> None:
    reference = arranged(casebook)
    casebook.told()

    found(casebook, reference, CheckForm(False, None, "She has moved out.", False), by="Priya")

    told = casebook.told()
    assert {who for kind, who in told if kind == "lead:safety_failed"} == {"Ruth", "Gareth", "Lucy", "Yusuf"}
    assert {who for kind, who in told if kind == "told:safety_failed"} == {"Tom"}
    assert casebook.case(reference).is_urgent
    form = protecting.safety_form(casebook.database, reference, by=casebook.person("Tom"), now=casebook.now)
    assert form.safe == ""
