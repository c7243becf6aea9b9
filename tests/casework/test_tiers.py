"""While a tier has it: who takes it up, passes it on, hurries it, moves it up; what others see of it."""

import pytest

from casework import tiers
from procedure import acts
from procedure.acts import Danger, MoveReason, Review, Step
from procedure.ladder import Promise
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses


def takes_up(casebook: Casebook, reference: str, who: str, promise: Promise = Promise.TODAY) -> None:
    tiers.take_up(casebook.database, reference, promise, by=casebook.person(who), now=casebook.now)


def not_mine(casebook: Casebook, reference: str, who: str, named: str = "") -> None:
    whose = casebook.person(named) if named else None
    tiers.not_mine(casebook.database, reference, whose, by=casebook.person(who), now=casebook.now)


def leads_told(casebook: Casebook) -> list[str]:
    return [kind for kind, who in casebook.told() if who == "Ruth"]


# --- taken up ------------------------------------------------------------------------------------


def test_somebody_on_it_stops_their_calls_and_the_other_side_is_told(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    takes_up(casebook, reference, "Omar", Promise.TOMORROW)

    assert casebook.clocks(reference) == [
        ("call_again", "Friday 2027-01-01 17:00"),  # Omar's, when his promise is over
        ("call_again", "Monday 2027-01-04 09:00"),
        ("tier_ends", "Friday 2027-01-08 17:00"),
    ]
    assert casebook.told() == [
        ("line", "room"),
        ("told:taken_up", "Grace"),
        ("call_update", "Omar"),
        ("card", "room"),
    ]


def test_whoever_was_on_it_is_not_said_to_have_given_no_answer(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    takes_up(casebook, reference, "Omar", Promise.HOUR)
    casebook.passes_to("Tuesday 2027-01-05 09:00")

    card = casebook.heard("room", "card")[-1].words
    assert "Asked 3 times, no answer yet" in card.partition("Health:")[2].partition("Children's Services:")[0]
    assert "Asked 4 times, and it is not settled yet" in card.partition("Children's Services: Omar")[2]
    assert "Children's Services has been asked 4 times, and it is not settled" in (
        casebook.heard("Omar", "call")[-1].words
    )
    ruth = [told.words for told in casebook.heard("Ruth", "lead:unanswered") if "Services" in told.words]
    assert "Children's Services has been asked 4 times, and it is not settled" in ruth[-1]


def test_a_deputy_called_for_the_first_time_reads_that_the_agency_was_asked(casebook: Casebook) -> None:
    casebook.with_the_managers()
    casebook.passes_to("Tuesday 2027-01-05 09:00")

    (call,) = casebook.heard("Owen", "call")
    assert "Health has been asked 3 times, and nobody has answered yet" in call.words


def test_managers_who_have_talked_are_not_said_to_have_given_no_answer(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.passes_to("Monday 2027-01-04 09:00")

    casebook.noted(reference, "Grace", "Omar")
    casebook.sends()

    assert "no answer" not in casebook.heard("room", "card")[-1].words
    assert "has been asked" not in casebook.heard("Omar", "call_update")[-1].words


# --- passed on -----------------------------------------------------------------------------------


def test_a_call_that_is_not_theirs_goes_to_the_next_who_acts_and_the_lead_is_told(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    not_mine(casebook, reference, "Omar")

    assert casebook.called(reference)["Children's Services"] == ["Freya", "Kit"]
    told = casebook.told()
    assert ("call", "Freya") in told
    assert ("lead:holder_changed", "Ruth") in told


def test_the_other_side_reads_whom_to_ring_now(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    assert "ring Omar Haddad" in casebook.heard("Grace", "call")[-1].words

    not_mine(casebook, reference, "Omar")
    casebook.sends()

    update = casebook.heard("Grace", "call_update")[-1].words
    assert "ring Freya Lindqvist" in update
    assert "Omar" not in update


def test_where_nobody_is_left_at_all_it_moves_up_at_once(casebook: Casebook) -> None:
    reference = casebook.raised("Northmere Young Carers")
    casebook.loses("Alan", "Lena", "Meera", "Patrick")
    casebook.told()

    not_mine(casebook, reference, "Jess")

    changed, moved = casebook.acts(reference)[-2:]
    assert isinstance(changed, acts.HolderChanged)
    assert changed.call is None
    assert isinstance(moved, acts.MovedUp)
    assert moved.reason is MoveReason.NO_HOLDER
    assert casebook.called(reference) == {"Health": ["Grace"]}
    assert leads_told(casebook) == ["lead:nobody_reachable", "lead:nobody_reachable"]


def test_a_manager_reads_that_nobody_faces_them_and_whom_to_ring_meanwhile(casebook: Casebook) -> None:
    casebook.raised("Jess")
    casebook.loses("Alan", "Lena", "Meera", "Patrick")
    casebook.passes_to("Thursday 2026-12-31 17:00")

    (call,) = casebook.heard("Grace", "call")
    assert "Nobody can be reached for Northmere Young Carers at this tier" in call.words
    assert "Until then, ring Jess Holloway" in call.words


def test_a_stand_in_is_named_by_a_lead_and_by_nobody_else(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    services, ruth = casebook.agency("Children's Services"), casebook.person("Ruth")
    named = casebook.person("Yusuf")
    with refuses("not_a_lead"):
        tiers.name_stand_in(
            casebook.database, reference, services, named, by=casebook.person("Grace"), now=casebook.now
        )
    casebook.told()

    tiers.name_stand_in(casebook.database, reference, services, named, by=ruth, now=casebook.now)

    assert casebook.called(reference)["Children's Services"] == ["Yusuf"]
    assert leads_told(casebook) == []  # who named them knows


# --- reached by telephone, looked again ----------------------------------------------------------


def test_an_agency_reached_by_telephone_is_not_called_again(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    health = casebook.agency("Health")

    tiers.reached_by_phone(casebook.database, reference, health, by=casebook.person("Omar"), now=casebook.now)

    assert [kind for kind, _ in casebook.clocks(reference)] == ["call_again", "tier_ends"]
    casebook.sends()
    assert "Its calls stop;" in casebook.heard("room", "line")[-1].words


def test_at_the_last_tier_an_agency_reached_by_telephone_is_told_that_we_ask_again(
    casebook: Casebook,
) -> None:
    reference = casebook.raised("Elis", by="Bryn")
    casebook.passes_to("Friday 2027-01-08 17:00")
    health = casebook.agency("Vale NHS", "example-vale")

    tiers.reached_by_phone(casebook.database, reference, health, by=casebook.person("Gwil"), now=casebook.now)
    casebook.sends()

    assert "We ask again Monday 11 January, 09:00" in casebook.heard("room", "line")[-1].words
    dora = casebook.heard("Dora", "call_update")[-1].words
    assert "will not be asked again" not in dora
    assert "we ask again every working day" in dora


@pytest.mark.clause("Beds 6.1")
def test_the_challenged_side_says_what_it_found_when_it_looked_again(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.told()

    tiers.look_again(
        casebook.database,
        reference,
        Review.PARTLY,
        "Two visits were missed.",
        identifiers_checked=False,
        by=casebook.person("Tom"),
        now=casebook.now,
    )

    looked = casebook.acts(reference)[-1]
    assert isinstance(looked, acts.LookedAgain)
    assert looked.review is Review.PARTLY
    assert casebook.told() == [("line", "room"), ("card", "room")]


# --- moved and hurried ---------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.9")
def test_whoever_acts_can_move_it_up_alone(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()

    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert casebook.called(reference) == {"Health": ["Grace"], "Children's Services": ["Omar"]}
    assert casebook.told() == [
        ("invite", "Grace"),
        ("invite", "Omar"),
        ("line", "room"),
        ("call", "Grace"),
        ("call", "Omar"),
        ("call_update", "Tom"),
        ("card", "room"),
    ]


def test_what_is_needed_sooner_brings_the_clocks_forward(casebook: Casebook) -> None:
    reference = casebook.raised()
    sooner = at("Wednesday 2026-12-23 12:00")

    tiers.bring_forward(casebook.database, reference, sooner, by=casebook.person("Tom"), now=casebook.now)

    assert casebook.case(reference).protect_by == sooner
    assert casebook.clocks(reference)[-1] == ("tier_ends", "Wednesday 2026-12-23 12:00")


@pytest.mark.clause("Beds 2.4")
def test_the_leads_hear_how_soon_it_must_be_settled_once_somebody_has_said_so(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    casebook.told()

    tiers.answer_risk(
        casebook.database,
        reference,
        at("Tuesday 2026-12-22 20:00"),
        by=casebook.person("Grace"),
        now=casebook.now,
    )

    assert casebook.case(reference).due_at == at("Tuesday 2026-12-22 20:00")
    assert leads_told(casebook) == ["lead:risk_answered"]
    casebook.sends()
    (told,) = casebook.heard("Ruth", "lead:risk_answered")
    assert "by Grace Mensah" in told.words


@pytest.mark.clause("London 11.3.3")
def test_a_protective_step_is_recorded_and_moves_no_clock(casebook: Casebook) -> None:
    reference = casebook.raised()
    before = casebook.clocks(reference)

    for detail in ("", "The police, reference 12."):
        tiers.take_step(
            casebook.database,
            reference,
            tiers.StepForm(
                step=Step.POLICE,
                stands=acts.Stands.DONE,
                taken_at=casebook.now,
                by_whom="",
                their_reference="",
                detail=detail,
                identifiers_checked=False,
            ),
            by=casebook.person("Tom"),
            now=casebook.now,
        )

    first, second = (entry.act for entry in casebook.case(reference).steps)
    assert isinstance(first, acts.ProtectiveStep)
    assert isinstance(second, acts.ProtectiveStep)
    assert first.detail is None
    assert second.detail is not None
    assert casebook.clocks(reference) == before


# --- parts that change hands ---------------------------------------------------------------------


def test_somebody_taken_out_leaves_the_room_and_is_told_and_another_is_called(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()

    tiers.take_out(
        casebook.database,
        reference,
        casebook.person("Tom"),
        by=casebook.person("Priya"),
        now=casebook.now,
    )

    assert casebook.called(reference) == {"Children's Services": ["Mina"]}
    told = casebook.told()
    assert {("remove", "Tom"), ("told:taken_out", "Tom"), ("invite", "Mina"), ("call", "Mina")} <= set(told)
    assert [call.reason for call in casebook.case(reference).calls] == ["taken_out"]


def test_somebody_who_was_never_called_is_taken_out_and_nobody_is_called_instead(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom", "Joan")
    casebook.told()

    tiers.take_out(
        casebook.database,
        reference,
        casebook.person("Joan"),
        by=casebook.person("Priya"),
        now=casebook.now,
    )

    assert [kind for kind, _ in casebook.told()] == ["remove", "line", "told:taken_out", "card"]


def test_a_part_handed_over_takes_its_call_with_it(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    tiers.hand_over(
        casebook.database, reference, casebook.person("Kit"), by=casebook.person("Omar"), now=casebook.now
    )

    assert casebook.called(reference)["Children's Services"] == ["Kit"]
    told = casebook.told()
    assert {("call", "Kit"), ("invite", "Kit"), ("remove", "Omar")} <= set(told)
    assert casebook.case(reference).agency_of(casebook.person("Omar")) is None


def test_a_practitioner_without_a_call_hands_over_and_the_other_side_reads_whom_to_ring(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    casebook.sends()

    tiers.hand_over(
        casebook.database, reference, casebook.person("Joan"), by=casebook.person("Priya"), now=casebook.now
    )
    casebook.sends()

    assert "ring Joan Abara" in casebook.heard("Tom", "call_update")[-1].words
