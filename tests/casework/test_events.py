"""An entry of the record as something to be told: with its people, its times and its reasons."""

from datetime import timedelta
from typing import Any

import pytest

from casework import delivery, events, notes, raising, resolution, rooms, tiers, view
from messages.facts import Event
from procedure import acts
from procedure.acts import Answer, Danger, Review, Step
from procedure.ladder import Promise
from storage.notices import Road
from tests.casework.casebook import MANAGERS_CALLED, Casebook
from tests.procedure.london_time import at


@pytest.fixture
def raised(casebook: Casebook) -> tuple[Casebook, str]:
    """A disagreement that Priya has raised against Tom, everybody told."""
    reference = casebook.raised()
    casebook.sends()
    return casebook, reference


def last(casebook: Casebook, reference: str, act: type[Any]) -> Event:
    """The last entry of a kind, as it stood then."""
    seq = max(entry.seq for entry in casebook.entries(reference) if isinstance(entry.act, act))
    with casebook.database.read() as connection:
        shown = view.of(connection, reference, casebook.now)
        then, entry = events.at_entry(connection, shown, seq)
        return events.event_of(then, entry)


def names(event: Event) -> list[str]:
    return [who.name for who in event.people]


def test_what_was_raised_says_who_raised_it_who_is_called_and_until_when(
    raised: tuple[Casebook, str],
) -> None:
    event = last(*raised, acts.Raised)

    assert event.by is not None
    assert event.by.name == "Priya Nair"
    assert names(event) == ["Tom Ellery"]
    assert event.due_at == at(MANAGERS_CALLED)
    assert event.detail == Danger.NONE


def test_in_danger_the_first_tier_has_no_time_of_its_own_and_the_move_follows(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)

    assert last(casebook, reference, acts.Raised).due_at is None
    moved = last(casebook, reference, acts.MovedUp)
    assert moved.reason == "danger"
    assert moved.due_at is not None


def test_an_entry_is_told_as_things_stood_then(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.passes_to(MANAGERS_CALLED)

    assert last(casebook, reference, acts.Raised).tier == "Practitioners"
    assert last(casebook, reference, acts.MovedUp).tier == "First-line managers"


def test_what_is_taken_back_says_whether_there_was_danger(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert last(casebook, reference, acts.TakenBack).detail == Danger.NOW


def test_a_part_that_is_handed_over_names_who_takes_it(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    by, taker = casebook.person("Priya"), casebook.person("Joan")
    tiers.hand_over(casebook.database, reference, taker, by=by, now=casebook.now)

    assert names(last(casebook, reference, acts.HandedOver)) == ["Joan Abara"]


def test_who_joins_and_who_is_taken_out_is_named(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.noted(reference, "Tom", "Priya", "Nadia")
    nadia, tom = casebook.person("Nadia"), casebook.person("Tom")
    tiers.take_out(casebook.database, reference, nadia, by=tom, now=casebook.now)

    assert names(last(casebook, reference, acts.Joined)) == ["Nadia Brook"]
    assert names(last(casebook, reference, acts.TakenOut)) == ["Nadia Brook"]


def test_a_message_for_the_room_that_could_not_be_delivered_names_nobody(casebook: Casebook) -> None:
    reference = casebook.raised()
    notice = delivery.take(casebook.database, Road.SLACK, casebook.now, timedelta(minutes=1))
    assert notice is not None
    assert notice.person_id is None
    delivery.refused(casebook.database, notice, "fatal_error", now=casebook.now)

    assert names(last(casebook, reference, acts.NotDelivered)) == []


def test_a_move_says_since_when_it_was_due_and_which_agency_has_nobody(casebook: Casebook) -> None:
    reference = casebook.raised("Northmere Young Carers")
    casebook.sends()
    casebook.loses("Alan", "Lena", "Meera", "Patrick")
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    moved = last(casebook, reference, acts.MovedUp)

    assert moved.reason == "unresolved"
    assert moved.was_due_at == at(MANAGERS_CALLED)
    assert names(moved) == ["Grace Mensah"]
    assert moved.names == ("Northmere Young Carers",)


def test_tiers_at_which_nobody_can_be_reached_are_passed_over_by_name(casebook: Casebook) -> None:
    reference = casebook.raised("Northmere Young Carers")
    casebook.sends()
    casebook.loses("Alan", "Lena", "Meera", "Patrick")
    casebook.loses("Grace", "Owen", "Cora", "Lucy", "Femi")
    casebook.told()
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert last(casebook, reference, acts.MovedUp).skipped == (
        "First-line managers",
        "Senior managers",
        "Heads of service",
    )
    assert ("lead:passed_over", "Ruth") in casebook.told()


def test_a_call_made_again_says_how_often_and_whether_it_was_answered_before(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.passes_to("Monday 2027-01-04 12:00")
    again = last(casebook, reference, acts.CalledAgain)
    assert again.times > 1
    assert not again.has_answered

    other = casebook.raised()
    tiers.take_up(casebook.database, other, Promise.HOUR, by=casebook.person("Tom"), now=casebook.now)
    casebook.passes_to("Monday 2027-01-04 23:00")
    casebook.passes_to("Wednesday 2027-01-06 12:00")
    assert last(casebook, other, acts.CalledAgain).has_answered


def test_whoever_is_on_it_says_by_when_they_speak(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tiers.take_up(casebook.database, reference, Promise.HOUR, by=casebook.person("Tom"), now=casebook.now)

    event = last(casebook, reference, acts.TakenUp)

    assert event.agency == "Children's Services"
    assert event.until == casebook.now + timedelta(hours=1)
    assert event.due_at == at(MANAGERS_CALLED)


def test_an_agency_reached_by_telephone_is_named(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    agency = casebook.agency("Children's Services")
    tiers.reached_by_phone(
        casebook.database, reference, agency, by=casebook.person("Priya"), now=casebook.now
    )

    assert last(casebook, reference, acts.ReachedByPhone).agency == "Children's Services"


def test_somebody_who_cannot_be_reached_any_more_is_followed_by_the_next_or_by_nobody(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    casebook.loses("Omar")
    event = last(casebook, reference, acts.HolderChanged)
    assert event.reason == "unreachable"
    assert names(event) == ["Freya Lindqvist", "Kit Marlowe-Jones"]

    casebook.loses("Kit", "Sam", "Yusuf", "Bethan", "Freya")
    event = last(casebook, reference, acts.HolderChanged)
    assert event.agency == "Children's Services"
    assert names(event) == []


def test_a_second_look_says_what_was_found(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tiers.look_again(
        casebook.database,
        reference,
        Review.KEPT,
        "The reasons still hold.",
        identifiers_checked=False,
        by=casebook.person("Tom"),
        now=casebook.now,
    )

    event = last(casebook, reference, acts.LookedAgain)

    assert (event.agency, event.detail) == ("Children's Services", Review.KEPT)


def test_what_is_brought_forward_says_until_when_and_the_risk_when_it_has_passed(
    raised: tuple[Casebook, str],
) -> None:
    casebook, reference = raised
    soon, tom = at("Wednesday 2026-12-23 12:00"), casebook.person("Tom")
    tiers.bring_forward(casebook.database, reference, soon, by=tom, now=casebook.now)
    assert last(casebook, reference, acts.BroughtForward).until == soon

    casebook.passes_to("Wednesday 2026-12-23 12:10")
    assert last(casebook, reference, acts.MovedUp).risk_asked
    tiers.answer_risk(casebook.database, reference, None, by=tom, now=casebook.now)
    answered = last(casebook, reference, acts.RiskAnswered)
    assert answered.until is None
    assert answered.due_at is not None


def test_a_step_to_protect_the_child_says_which_and_when(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tiers.take_step(
        casebook.database,
        reference,
        tiers.StepForm(
            step=Step.POLICE,
            stands=acts.Stands.DONE,
            taken_at=casebook.now,
            by_whom="",
            their_reference="",
            detail="",
            identifiers_checked=False,
        ),
        by=casebook.person("Tom"),
        now=casebook.now,
    )

    event = last(casebook, reference, acts.ProtectiveStep)

    assert (event.detail, event.until) == (Step.POLICE, casebook.now)


def test_a_note_says_which_and_its_version(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    number = casebook.noted(reference, "Tom", "Priya")
    notes.approve(casebook.database, reference, number, 1, by=casebook.person("Priya"), now=casebook.now)

    for act in (acts.NoteSaved, acts.NoteApproved):
        event = last(casebook, reference, act)
        assert (event.number, event.times) == (1, 1)


def test_an_outcome_says_who_has_still_to_answer_and_when_all_have(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.proposed(reference, "Tom")
    proposed = last(casebook, reference, acts.OutcomeProposed)
    assert (proposed.agency, proposed.names) == ("Children's Services", ("Health",))
    assert not proposed.is_settled

    casebook.answered(reference, "Priya", Answer.ACCEPT)
    answered = last(casebook, reference, acts.OutcomeAnswered)
    assert (answered.agency, answered.detail, answered.names) == ("Health", Answer.ACCEPT, ())
    assert answered.is_settled


def test_what_follows_an_outcome_says_who_pursues_it_and_whose_copy_is_missing(
    raised: tuple[Casebook, str],
) -> None:
    casebook, reference = raised
    casebook.agreed(reference, "Tom", "Priya")
    tom, now = casebook.person("Tom"), casebook.now
    on = (now + timedelta(days=7)).date()
    resolution.own_issue(casebook.database, reference, 1, tom, on, by=tom, now=now)
    resolution.file_copy(casebook.database, reference, by=tom, now=now)

    owned = last(casebook, reference, acts.IssueOwned)
    filed = last(casebook, reference, acts.CopyFiled)

    assert (owned.number, names(owned), owned.on) == (1, ["Tom Ellery"], on)
    assert (filed.agency, filed.names) == ("Children's Services", ("Health",))


def test_a_room_that_never_was_is_told_apart_from_one_that_is_lost(casebook: Casebook) -> None:
    with_room = casebook.raised()
    casebook.sends()
    for _ in ("replaced", "not replaced again"):
        rooms.lost(casebook.database, casebook.row(with_room).room or "", now=casebook.now)
        casebook.sends()
    casebook.has_rooms = False
    without = casebook.raised()
    casebook.sends()

    assert last(casebook, with_room, acts.RoomFailed).kind == "room_lost"
    assert last(casebook, without, acts.RoomFailed).kind == "room_failed"


def test_a_clock_held_because_no_call_had_arrived_says_when_it_is_due_now(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.moves_to(MANAGERS_CALLED)
    while not any(isinstance(act, acts.ClockHeld) for act in casebook.acts(reference)):
        casebook.strikes()

    due_at = last(casebook, reference, acts.ClockHeld).due_at

    assert due_at is not None
    assert due_at > casebook.now
