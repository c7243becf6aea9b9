"""What becomes of a notice: taken, arrived, refused, put off, or not needed any more."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from casework import answers, delivery, people, raising, rooms, telling, tiers
from procedure import acts
from procedure.case import State
from storage.notices import Notice, Road
from tests import stores
from tests.casework.casebook import Casebook
from tests.stores import Kind

MACHINE = datetime(2026, 1, 1, tzinfo=UTC)
LEASE = timedelta(minutes=1)


def each_taken(casebook: Casebook) -> Iterator[Notice]:
    """Take whatever may go out, in turn."""
    while notice := delivery.take(casebook.database, Road.SLACK, MACHINE, LEASE):
        yield notice


def taken(casebook: Casebook, kind: str, first_name: str = "") -> Notice:
    """Take notices until one of a kind (to somebody) comes; those before it have arrived."""
    person = casebook.person(first_name) if first_name else None
    for notice in each_taken(casebook):
        if notice.kind == kind and notice.person_id == person:
            return notice
        delivery.arrived(casebook.database, notice, now=casebook.now)
    raise AssertionError(f"no {kind} on its way")


by_the_tests_clock = pytest.mark.skipif(
    stores.chosen() is Kind.POSTGRESQL, reason="a server has a clock of its own"
)


# --- taking --------------------------------------------------------------------------------------


def test_where_nothing_has_happened_there_is_nothing_to_take(casebook: Casebook) -> None:
    assert delivery.take(casebook.database, Road.SLACK, MACHINE, LEASE) is None
    assert delivery.outstanding(casebook.database) == 0
    assert delivery.ready_in(casebook.database, Road.SLACK, MACHINE) is None


@by_the_tests_clock
def test_what_is_taken_by_one_is_taken_by_nobody_else_until_its_lease_lapses(casebook: Casebook) -> None:
    casebook.raised()
    first = delivery.take(casebook.database, Road.SLACK, MACHINE, LEASE)
    assert first is not None
    assert not first.may_have_arrived
    others = list(each_taken(casebook))
    assert first.id not in [notice.id for notice in others]

    again = [delivery.take(casebook.database, Road.SLACK, MACHINE + LEASE, LEASE) for _ in (first, *others)]

    assert {notice.id for notice in again if notice} == {notice.id for notice in (first, *others)}
    assert all(notice.may_have_arrived for notice in again if notice)


@by_the_tests_clock
def test_what_went_to_somebody_else_meanwhile_is_concluded_by_them_alone(casebook: Casebook) -> None:
    reference = casebook.raised()
    slow = taken(casebook, telling.ROOM)
    quick = delivery.take(casebook.database, Road.SLACK, MACHINE + LEASE, LEASE)
    assert quick is not None
    assert quick.id == slow.id

    rooms.failed(casebook.database, slow, "restricted_action", now=casebook.now)
    assert casebook.case(reference).has_room is None
    rooms.made(casebook.database, quick, "C1", now=casebook.now)
    assert casebook.row(reference).room == "C1"
    assert casebook.case(reference).has_room


@by_the_tests_clock
def test_a_notice_put_off_waits_and_one_held_back_has_not_failed(casebook: Casebook) -> None:
    casebook.raised()
    later = timedelta(minutes=5)

    room = taken(casebook, telling.ROOM)
    delivery.put_off(casebook.database, room, MACHINE, later, "ratelimited", may_have_arrived=True)
    call = taken(casebook, telling.CALL, "Tom")
    delivery.hold_back(casebook.database, call, MACHINE, later)

    assert delivery.take(casebook.database, Road.SLACK, MACHINE, LEASE) is None
    assert delivery.ready_in(casebook.database, Road.SLACK, MACHINE) == later
    assert not delivery.is_any_pressing(casebook.database, MACHINE, timedelta(0))
    assert delivery.is_any_pressing(casebook.database, MACHINE, later)
    both = [delivery.take(casebook.database, Road.SLACK, MACHINE + later, LEASE) for _ in range(2)]
    assert [(one.kind, one.attempts, one.may_have_arrived) for one in both if one] == [
        (telling.ROOM, 1, True),
        (telling.CALL, 0, False),
    ]


# --- where it goes -------------------------------------------------------------------------------


def test_a_notice_goes_to_the_room_as_it_stands_and_to_an_account_that_is_active(casebook: Casebook) -> None:
    reference = casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    tom = people.find(casebook.database, casebook.person("Tom")).slack_id

    address = delivery.address(casebook.database, call)
    assert (address.reference, address.room, address.has_room) == (reference, None, None)
    assert address.room_name
    assert address.slack_id == tom

    casebook.loses("Tom")
    assert delivery.address(casebook.database, call).slack_id is None


def test_an_answer_goes_to_its_person_wherever_they_stand(casebook: Casebook) -> None:
    answers.tell(casebook.database, casebook.person("Tom"), "danger_unsent", now=casebook.now)
    notice = taken(casebook, "told:danger_unsent", "Tom")

    address = delivery.address(casebook.database, notice)

    assert address.slack_id == people.find(casebook.database, casebook.person("Tom")).slack_id
    assert (address.reference, address.room, address.has_room) == ("", None, None)


def test_an_answer_to_somebody_of_no_area_cannot_be_sent(casebook: Casebook) -> None:
    stranger = people.meet(casebook.database, "U0STRANGER", "Stella Vance")

    assert not answers.tell(casebook.database, stranger.id, "danger_unsent", now=casebook.now)
    assert casebook.told() == []


# --- what keeps a message true -------------------------------------------------------------------


def test_an_update_behind_which_a_newer_one_waits_is_superseded(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    for _ in range(2):
        casebook.noted(reference, "Tom", "Priya")
    cards = [notice for notice in _concluded(casebook) if notice[0] == telling.CARD]

    assert cards == [(telling.CARD, True), (telling.CARD, False)]


def _concluded(casebook: Casebook) -> Iterator[tuple[str, bool]]:
    for notice in each_taken(casebook):
        yield notice.kind, delivery.is_superseded(casebook.database, notice)
        delivery.arrived(casebook.database, notice, now=casebook.now)


def test_the_newest_message_of_a_kind_is_found_where_it_stands(casebook: Casebook) -> None:
    casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    tom = casebook.person("Tom")
    assert delivery.last_sent(casebook.database, call, telling.CALL, tom, call.subject) is None

    delivery.arrived(casebook.database, call, now=casebook.now, channel="D1", ts="1.0")
    found = delivery.last_sent(casebook.database, call, telling.CALL, tom, call.subject)

    assert found is not None
    assert (found.channel, found.ts) == ("D1", "1.0")


def test_the_call_before_the_newest_one_is_the_one_that_was_repeated(casebook: Casebook) -> None:
    casebook.raised()
    first = taken(casebook, telling.CALL, "Tom")
    delivery.arrived(casebook.database, first, now=casebook.now, channel="D1", ts="1.0")
    assert delivery.call_before(casebook.database, first) is None
    casebook.moves_to("Wednesday 2026-12-23 09:00")
    casebook.strikes()

    again = taken(casebook, telling.CALL, "Tom")
    delivery.arrived(casebook.database, again, now=casebook.now, channel="D1", ts="2.0")
    ended = taken(casebook, telling.REPEATED, "Tom")

    found = delivery.call_before(casebook.database, ended)
    assert found is not None
    assert found.ts == "1.0"


# --- what becomes of a call ----------------------------------------------------------------------


def test_the_first_arrival_of_a_call_is_a_line_of_the_record_and_no_later_one(casebook: Casebook) -> None:
    reference = casebook.raised("Police")
    casebook.sends()

    arrivals = [act for act in casebook.acts(reference) if isinstance(act, acts.CallDelivered)]
    assert [act.agency_id for act in arrivals] == [casebook.agency("Police")]


def test_a_call_that_arrives_twice_over_is_recorded_once(casebook: Casebook) -> None:
    reference = casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    for _ in range(2):
        delivery.arrived(casebook.database, call, now=casebook.now)

    arrivals = [act for act in casebook.acts(reference) if isinstance(act, acts.CallDelivered)]
    assert len(arrivals) == 1


# --- what Slack refuses --------------------------------------------------------------------------


def test_what_slack_refuses_for_good_stands_in_the_record_and_the_leads_are_told(casebook: Casebook) -> None:
    reference = casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    casebook.told()

    delivery.refused(casebook.database, call, "user_not_found", now=casebook.now)

    assert casebook.acts(reference)[-1] == acts.NotDelivered(
        telling.CALL, casebook.person("Tom"), "user_not_found"
    )
    assert casebook.told() == [("lead:not_delivered", "Ruth"), ("lead:not_delivered", "Gareth")]


def test_what_cannot_be_told_to_a_lead_is_not_told_to_the_leads(casebook: Casebook) -> None:
    reference = casebook.raised(ask_lead=True)
    asked = taken(casebook, "lead:ask_soon", "Ruth")
    casebook.told()

    delivery.refused(casebook.database, asked, "user_not_found", now=casebook.now)

    assert not any(isinstance(act, acts.NotDelivered) for act in casebook.acts(reference))
    assert casebook.told() == []


def test_an_answer_that_slack_refuses_is_given_up_and_belongs_to_no_record(casebook: Casebook) -> None:
    answers.tell(casebook.database, casebook.person("Tom"), "danger_unsent", now=casebook.now)
    notice = taken(casebook, "told:danger_unsent", "Tom")

    delivery.refused(casebook.database, notice, "user_not_found", now=casebook.now)

    assert delivery.outstanding(casebook.database) == 0


def test_where_slack_knows_nobody_of_the_account_the_next_is_called_wherever_it_is_their_turn(
    casebook: Casebook,
) -> None:
    other, reference = casebook.raised(), casebook.raised()
    notices = [notice for notice in each_taken(casebook) if notice.person_id == casebook.person("Tom")]
    call = next(
        notice for notice in notices if notice.kind == telling.CALL and notice.key.startswith(reference)
    )
    casebook.told()

    delivery.unreachable(casebook.database, call, "user_disabled", now=casebook.now)

    failed, changed = casebook.acts(reference)[-2:]
    assert failed == acts.NotDelivered(telling.CALL, casebook.person("Tom"), "user_disabled")
    assert isinstance(changed, acts.HolderChanged)
    assert not any(isinstance(act, acts.NotDelivered) for act in casebook.acts(other))
    for each in (reference, other):
        assert casebook.called(each) == {"Children's Services": ["Mina"]}
    told = casebook.told()
    assert told.count(("lead:holder_changed", "Ruth")) == 2
    assert ("lead:not_delivered", "Ruth") not in told
    assert ("call_update", "Tom") not in told


def test_an_account_that_slack_knew_nobody_of_and_is_there_is_back_with_the_next_look(
    casebook: Casebook,
) -> None:
    casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    delivery.unreachable(casebook.database, call, "user_disabled", now=casebook.now)
    assert not people.find(casebook.database, casebook.person("Tom")).is_active

    casebook.account("U0TOM", "Tom Ellery")

    assert people.find(casebook.database, casebook.person("Tom")).is_active


def test_an_account_of_which_somebody_else_heard_first_is_taken_away_once(casebook: Casebook) -> None:
    reference = casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    delivery.refused(casebook.database, call, "user_disabled", now=casebook.now)
    before = casebook.acts(reference)

    delivery.unreachable(casebook.database, call, "user_disabled", now=casebook.now)

    assert casebook.acts(reference) == before
    assert people.find(casebook.database, casebook.person("Tom")).is_active


def test_somebody_whom_an_answer_cannot_reach_is_replaced_where_it_is_their_turn(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    answers.tell(casebook.database, casebook.person("Tom"), "danger_unsent", now=casebook.now)
    notice = taken(casebook, "told:danger_unsent", "Tom")

    delivery.unreachable(casebook.database, notice, "user_disabled", now=casebook.now)

    assert casebook.called(reference) == {"Children's Services": ["Mina"]}


# --- the room ------------------------------------------------------------------------------------


def test_no_room_is_missed_once_a_disagreement_has_been_taken_back(casebook: Casebook) -> None:
    reference = casebook.raised()
    room = taken(casebook, telling.ROOM)
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    rooms.failed(casebook.database, room, "restricted_action", now=casebook.now)

    assert casebook.case(reference).state is State.TAKEN_BACK
    assert not any(isinstance(act, acts.RoomFailed) for act in casebook.acts(reference))


def test_a_room_whose_name_is_taken_gets_another(casebook: Casebook) -> None:
    reference = casebook.raised()
    room = taken(casebook, telling.ROOM)
    before = casebook.row(reference).room_name

    name = delivery.rename_room(casebook.database, room)

    assert name != before
    assert delivery.address(casebook.database, room).room_name == name


def test_a_room_is_lost_once_and_other_channels_concern_nobody(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    room = casebook.row(reference).room
    assert room

    rooms.lost(casebook.database, "C0CANTEEN", now=casebook.now)
    assert casebook.case(reference).has_room
    for _ in range(2):
        rooms.lost(casebook.database, room, now=casebook.now)

    lost = [act for act in casebook.acts(reference) if isinstance(act, acts.RoomReplaced)]
    assert lost == [acts.RoomReplaced("room_lost")]


def test_what_nobody_needs_any_more_is_let_go(casebook: Casebook) -> None:
    reference = casebook.raised()
    call = taken(casebook, telling.CALL, "Tom")
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    delivery.dropped(casebook.database, call)

    assert not any(isinstance(act, acts.CallDelivered) for act in casebook.acts(reference))
    assert call.id not in [notice.id for notice in each_taken(casebook)]
