"""Every call can be made again: whatever becomes of the first, all is done once and stands as it should."""

from collections import Counter
from itertools import pairwise

import pytest

from bot.engine import SENDERS
from casework import delivery, raising, tiers
from tests.bot.office import Office, words_in
from tests.bot.test_delivery import REPEAT, at_machine, opens_home
from tests.bot.test_engine import wait_until

METHODS = (
    "conversations.create",
    "conversations.invite",
    "conversations.kick",
    "conversations.archive",
    "pins.add",
    "chat.postMessage",
    "chat.update",
    "views.publish",
)
FAULTS = {
    "time out before": {"kind": "time_out_before"},
    "time out after": {"kind": "time_out_after"},
    "drop before": {"kind": "drop_before"},
    "drop after": {"kind": "drop_after"},
    "500": {"kind": "server_error", "status": 500},
    "502": {"kind": "server_error", "status": 502},
    "429": {"kind": "rate_limited", "retry_after": 400},
    "ratelimited": {"kind": "ratelimited"},
}
WAITS = {"429": 2.0, "ratelimited": 1.0}
"""For how many seconds a method rests: Retry-After at this pace, and our own where Slack says none."""


def everything_is_called(office: Office) -> str:
    """Have a room made, people brought in and out, a card kept and pinned, a Home shown, a room archived."""
    opens_home(office, "Tom")
    reference = office.raise_it()
    office.work_off()
    people = {name: office.id_of(name) for name in ("Priya", "Tom", "Mina")}
    tiers.hand_over(office.database, reference, people["Mina"], by=people["Tom"], now=office.clock.now())
    office.work_off()
    raising.take_back(office.database, reference, by=people["Priya"], now=office.clock.now())
    office.work_off()
    return reference


@pytest.mark.timeout(240)  # each time-out is waited for
@pytest.mark.parametrize("name", FAULTS)
def test_whatever_becomes_of_a_call_it_is_done_once_and_stands_as_it_should(
    office: Office, name: str
) -> None:
    for method in METHODS:
        office.slack.practice.fault(method, **FAULTS[name])  # type: ignore[arg-type]

    reference = everything_is_called(office)

    assert {call["method"] for call in office.slack.practice.calls() if call["fault"]} == set(METHODS)
    rooms = office.slack.practice.sees("U0PRIYA").private_channels
    assert [room.id for room in rooms] == [office.row(reference).room]
    assert rooms[0].archived
    assert {"U0PRIYA", "U0MINA"} <= set(rooms[0].members)
    assert "U0TOM" not in rooms[0].members
    assert len(office.pinned(reference)) == 1
    assert {state for _, state, _ in office.notices()} <= {"sent", "dropped"}
    said = Counter((post["channel"], words_in(post)) for post in office.posts())
    assert [words for (_, words), times in said.items() if times > 1 and REPEAT not in words] == []


@pytest.mark.parametrize("name", WAITS)
def test_no_method_is_called_before_its_rest_is_over(office: Office, name: str) -> None:
    for method in METHODS:
        office.slack.practice.fault(method, **FAULTS[name])  # type: ignore[arg-type]

    everything_is_called(office)

    for method in METHODS:
        calls = office.calls(method)
        struck = [(one, following) for one, following in pairwise(calls) if one["fault"]]
        assert len(struck) == 1, method
        one, following = struck[0]
        assert at_machine(following) - at_machine(one) >= WAITS[name], method


def test_while_one_method_rests_the_others_go_on(office: Office) -> None:
    office.slack.practice.fault("conversations.create", "rate_limited", retry_after=400)
    office.raise_it()

    office.work_off()

    (struck,) = [call for call in office.calls("conversations.create") if call["fault"]]
    meanwhile = [
        call for call in office.calls("chat.postMessage") if at_machine(call) - at_machine(struck) < 2
    ]
    assert meanwhile


def test_while_a_method_rests_none_of_the_senders_calls_it(office: Office) -> None:
    for _ in range(6):
        office.raise_it()
    office.slack.practice.fault("chat.postMessage", "rate_limited", retry_after=400)

    office.engine.start()
    wait_until(lambda: delivery.outstanding(office.database) == 0)

    calls = office.calls("chat.postMessage")
    struck = next(call for call in calls if call["fault"])
    meanwhile = [call for call in calls if 0 < at_machine(call) - at_machine(struck) < WAITS["429"]]
    assert len(meanwhile) < SENDERS  # what was on its way at that moment
