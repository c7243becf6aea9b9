"""What Slack delivers again: recorded once, answered each time."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import BoltRequest

from procedure import acts
from tests.handlers.desk import Desk, reads_in_dm

Json = dict[str, Any]
STEP = {"step_kind": "police", "stands": "done", "by_whom": "Me"}


@pytest.fixture
def heard(desk: Desk) -> list[Json]:
    """Every payload that comes in from now on, as it came."""
    bodies: list[Json] = []

    def listen_in(body: Json, next: Callable[[], None]) -> None:
        bodies.append(json.loads(json.dumps(body)))
        next()

    desk.process.app.use(listen_in)
    return bodies


def deliver(desk: Desk, body: Json) -> Json:
    """Deliver a payload as it came before; return the body of the acknowledgement."""
    answer = desk.process.app.dispatch(BoltRequest(mode="socket_mode", body=json.loads(json.dumps(body))))
    assert answer.status == 200, answer.status
    found: Json = json.loads(answer.body) if answer.body else {}
    return found


def test_a_form_sent_again_because_no_answer_came_is_recorded_once_and_says_so(
    desk: Desk, heard: list[Json]
) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.offer(priya, "move_up", reference)
    desk.submitted(priya)
    desk.stage.settle()
    before = desk.acts(reference)
    sent = next(
        body for body in heard if body.get("type") == "view_submission" and "move" in str(body["view"])
    )

    answer = deliver(desk, sent | {"trigger_id": "another trigger"})

    assert "recorded already" in str(answer["view"])
    assert desk.acts(reference) == before


def test_a_form_whose_first_delivery_was_not_recorded_counts_when_it_comes_again(
    desk: Desk, heard: list[Json]
) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.offer(priya, "move_up", reference)
    with desk.database_down():
        desk.submitted(priya)
    assert not any(isinstance(act, acts.MovedUp) for act in desk.acts(reference))

    deliver(desk, heard[-1])

    assert any(isinstance(act, acts.MovedUp) for act in desk.acts(reference))


def test_a_form_with_an_id_of_its_own_is_answered_again_as_the_first_time(
    desk: Desk, heard: list[Json]
) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    sent = next(body for body in heard if body.get("type") == "view_submission")

    answer = deliver(desk, sent)

    assert reference in answer["view"]["title"]["text"]
    assert desk.references() == [reference]


def test_a_press_delivered_again_at_once_is_recorded_once_and_says_nothing_more(
    desk: Desk, heard: list[Json]
) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")
    desk.offer(tom, "approve", f"{reference}/1/1")
    before, shown = desk.acts(reference), tom.view.words

    deliver(desk, heard[-1])

    desk.stage.settle()
    assert desk.acts(reference) == before
    assert tom.view.words == shown
    assert not reads_in_dm("recorded")(tom.sees())


def test_a_press_delivered_again_when_its_trigger_is_gone_is_recorded_once_and_answered_by_direct_message(
    desk: Desk, heard: list[Json]
) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")
    desk.offer(tom, "approve", f"{reference}/1/1")
    before = desk.acts(reference)
    desk.stage.practice.fault("views.open", "error", error="expired_trigger_id")

    deliver(desk, heard[-1])

    tom.waits_for(reads_in_dm("What you just pressed was recorded"))
    assert desk.acts(reference) == before


def test_a_press_in_a_window_delivered_again_leaves_what_stands_there_now(
    desk: Desk, heard: list[Json]
) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)
    desk.submitted(priya)
    reference = priya.view.title.split()[-1]
    priya.presses_here("take_back")
    assert "It has been taken back" in priya.view.words

    deliver(desk, heard[-1])

    assert "It has been taken back" in priya.view.words
    assert [type(act) for act in desk.acts(reference)].count(acts.TakenBack) == 1


def test_an_event_delivered_again_after_a_newer_one_undoes_nothing(desk: Desk, heard: list[Json]) -> None:
    tom = desk.person("Tom")
    desk.stage.practice.deactivate(tom.id)
    desk.wait_until(lambda: not desk.is_active(tom))
    gone = next(body for body in heard if body.get("event", {}).get("type") == "user_change")
    desk.stage.practice.reactivate(tom.id)
    desk.wait_until(lambda: desk.is_active(tom))

    deliver(desk, gone)

    assert desk.is_active(tom)


def test_an_event_that_could_not_be_recorded_is_not_acknowledged_and_counts_when_it_comes_again(
    desk: Desk, heard: list[Json]
) -> None:
    tom = desk.person("Tom")

    with desk.database_down():
        desk.stage.practice.deactivate(tom.id)
        desk.wait_until(lambda: bool(desk.stage.practice.problems()))
    assert desk.is_active(tom)

    desk.wait_until(lambda: not desk.is_active(tom))
    assert "not acknowledged" in desk.stage.practice.problems()[0]["what"]
