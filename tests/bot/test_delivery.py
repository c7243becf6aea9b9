import threading
from datetime import datetime, timedelta
from itertools import count, pairwise

import pytest

from bot.accounts import DailyLook
from bot.clock import THIS_MACHINE, Machine
from bot.slack import client
from casework import delivery, homes, tiers, undelivered, work
from procedure import acts
from procedure.acts import Danger, Step
from sandbox.slack.client import Impossible
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.screen import SeenMessage
from storage import people
from storage.notices import Road
from tests.bot.conftest import STARTS_AT
from tests.bot.office import HeldClock, Office, words_in

REPEAT = "You may have seen this already"
POST = "chat.postMessage"
PUBLISH = "views.publish"

pytestmark = pytest.mark.timeout(60)


def test_what_was_raised_opens_a_private_room_with_those_who_have_a_part(office: Office) -> None:
    reference = office.raise_it()

    office.work_off()

    (room,) = office.slack.practice.sees("U0PRIYA").private_channels
    assert room.id == office.row(reference).room
    assert {"U0PRIYA", "U0TOM"} <= set(room.members)
    assert office.slack.practice.sees("U0ZED").private_channels == ()
    assert office.messages_to("Zed") == []
    assert office.acts(reference, acts.RoomOpened) == [acts.RoomOpened()]
    assert {state for _, state, _ in office.notices()} <= {"sent", "dropped"}


def test_a_method_that_slack_asked_us_to_leave_alone_is_not_called_before_its_time(office: Office) -> None:
    wait = timedelta(seconds=2)
    office.raise_it()
    office.slack.practice.fault(POST, "rate_limited", retry_after=wait.total_seconds() * office.clock.pace)

    office.work_off()

    refused, *later = office.calls(POST)
    assert refused["fault"] == "rate_limited"
    assert later
    assert at_machine(later[0]) - at_machine(refused) >= wait.total_seconds()
    assert not any(REPEAT in words_in(post) for post in office.posts())


def test_other_methods_go_on_while_one_rests(office: Office) -> None:
    office.raise_it()
    office.slack.practice.fault(POST, "rate_limited", retry_after=2 * office.clock.pace)

    office.work_off()

    refused, again = office.calls(POST)[:2]
    (made,) = office.calls("conversations.create")
    assert at_machine(refused) < at_machine(again)
    assert at_machine(made) < at_machine(again)


def test_a_limit_that_comes_in_the_answer_is_honoured_too(office: Office) -> None:
    office.raise_it()
    office.slack.practice.fault(POST, "ratelimited")

    office.work_off()

    refused, again = office.calls(POST)[:2]
    assert at_machine(again) - at_machine(refused) >= 1.0


def at_machine(call: dict[str, object]) -> float:
    return datetime.fromisoformat(str(call["machine_at"])).timestamp()


def test_one_channel_gets_one_message_a_second(office: Office) -> None:
    office.worker.clock = HeldClock(STARTS_AT, pace=4)
    for _ in range(3):
        office.raise_it()

    office.work_off()

    times = [at_machine(call) for call in office.calls(POST) if call["args"]["channel"] == "U0TOM"]
    assert len(times) == 3
    assert all(later - earlier >= 1 / 4 for earlier, later in pairwise(times))
    assert [call for call in office.calls(POST) if call["error"]] == []


@pytest.mark.parametrize(
    ("kind", "arrives"),
    [
        pytest.param("server_error", False, id="an error of the server"),
        pytest.param("drop_before", False, id="dropped before it was taken"),
        pytest.param("drop_after", True, id="dropped after it was taken"),
        pytest.param("time_out_after", True, id="no answer in time"),
    ],
)
def test_a_post_of_unknown_fate_settles_and_is_repeated_marked_as_a_repetition(
    office: Office,
    kind: str,
    arrives: bool,  # noqa: FBT001
) -> None:
    office.raise_it()
    office.slack.practice.fault(POST, kind)

    office.work_off()

    first, *_ = office.calls(POST)
    channel = first["args"]["channel"]
    same = [call for call in office.calls(POST) if call["args"]["channel"] == channel][:2]
    assert at_machine(same[1]) - at_machine(same[0]) >= 30 / office.clock.pace
    marked = [post for post in office.posts() if REPEAT in words_in(post)]
    assert len(marked) == 1
    twice = [post for post in office.posts() if words_in(post) in words_in(marked[0])]
    assert len(twice) == 1 + arrives


def test_every_kind_of_post_is_marked_when_it_is_repeated(office: Office) -> None:
    office.raise_it(danger=Danger.NOW)
    office.slack.practice.fault(POST, "drop_after", times=None)
    office.try_each_once()
    office.slack.practice.clear_faults()

    office.work_off()

    said = [(post["channel"], words_in(post)) for post in office.posts()]
    unmarked = [each for each in said if REPEAT not in each[1]]
    marked = [each for each in said if REPEAT in each[1]]
    assert len(unmarked) == len(set(unmarked))
    assert len(marked) > 5
    assert {channel[0] for channel, _ in marked} == {"C", "D"}


def test_a_refused_connection_is_tried_again_and_marks_nothing(office: Office) -> None:
    office.raise_it()
    office.worker.web = client(BOT_TOKEN, "http://127.0.0.1:9/api/")
    office.try_each_once()
    assert office.posts() == []
    office.worker.web = client(BOT_TOKEN, office.slack.api_url)

    office.work_off()

    assert office.messages_to("Tom")
    assert not any(REPEAT in words_in(post) for post in office.posts())


def test_a_case_whose_messages_are_stuck_holds_up_no_other(office: Office) -> None:
    stuck, other = office.raise_it(against="Tom"), office.raise_it(against="Mina")
    later = THIS_MACHINE.now() + timedelta(minutes=10)
    office.in_the_file(
        f"UPDATE notice SET not_before = '{later:%Y-%m-%d %H:%M:%S.%f}' WHERE id = "
        "(SELECT id FROM notice WHERE kind = 'room' AND disagreement_id = 1)"
    )

    office.engine.work_off()

    assert office.row(stuck).room is None
    assert office.row(other).room is not None
    assert office.messages_to("Mina")


def test_messages_of_a_case_arrive_in_their_order(office: Office) -> None:
    office.raise_it(danger=Danger.NOW)
    office.slack.practice.fault(POST, "rate_limited", times=2, retry_after=1)
    office.slack.practice.fault("conversations.invite", "server_error", times=2)

    office.work_off()

    with office.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT stream, id, CAST(ts AS REAL) AS ts FROM notice WHERE state = 'sent' AND ts IS NOT NULL "
            "AND kind NOT LIKE '%update%' AND kind != 'card' ORDER BY id"
        ).all()
    for stream in {row.stream for row in rows}:
        order = [row.ts for row in rows if row.stream == stream]
        assert order == sorted(order)


def test_a_message_refused_for_good_is_recorded_and_the_lead_is_told(office: Office) -> None:
    reference = office.raise_it()
    office.slack.practice.fault(POST, "error", error="msg_blocks_too_long")

    office.work_off()

    (failed,) = office.acts(reference, acts.NotDelivered)
    assert failed.error == "msg_blocks_too_long"
    assert [state for _, state, _ in office.notices()].count("failed") == 1
    assert any("could not be delivered" in words_in(post) for post in office.messages_to("Ruth"))


def test_a_lead_who_cant_be_reached_is_not_told_of_it(office: Office) -> None:
    office.raise_it(danger=Danger.NOW)
    office.slack.practice.fault(POST, "error", times=None, error="messages_tab_disabled")

    office.work_off()

    assert office.on_their_way() == []


def test_who_has_no_account_any_more_gets_nothing_and_that_is_recorded(office: Office) -> None:
    reference = office.raise_it()
    office.in_the_file("UPDATE person SET is_active = 0 WHERE slack_id = 'U0TOM'")

    office.work_off()

    assert office.messages_to("Tom") == []
    assert {act.error for act in office.acts(reference, acts.NotDelivered)} == {"no_account"}


def test_where_slack_does_not_know_the_account_whoever_acts_next_is_called(office: Office) -> None:
    reference = office.raise_it()
    office.slack.practice.remove_person("U0TOM")

    office.work_off()

    (changed,) = office.acts(reference, acts.HolderChanged)
    assert changed.call is not None
    assert [act.error for act in office.acts(reference, acts.NotDelivered)] == ["user_not_found"]
    assert office.messages_to("Mina")
    told = [words_in(post) for post in office.messages_to("Ruth")]
    assert len(told) == 1
    assert "Mina" in told[0]


def seen_by_tom(office: Office) -> tuple[SeenMessage, ...]:
    """What stands in his direct message now."""
    (direct,) = [channel for channel in office.slack.practice.sees("U0TOM").channels if channel.kind == "im"]
    return direct.messages


def test_only_the_newest_message_of_a_call_can_be_acted_on(office: Office) -> None:
    office.raise_it()
    for moment in ("Wednesday 2026-12-23 09:00", "Thursday 2026-12-24 09:00"):
        office.work_off()
        office.move_to(moment)
    office.work_off()

    *older, newest = seen_by_tom(office)
    assert len(older) == 2
    assert all("this call was repeated" in message.words for message in older)
    assert not any(message.buttons for message in older)
    assert newest.buttons
    assert "has been asked 3 times" in newest.words


def test_a_repeated_call_that_can_not_be_edited_any_more_stays_as_it_is(office: Office) -> None:
    office.raise_it()
    office.work_off()
    office.slack.practice.fault("chat.update", "error", times=None, error="edit_window_closed")
    office.move_to("Wednesday 2026-12-23 09:00")

    office.work_off()

    assert len(seen_by_tom(office)) == 2
    assert all(message.buttons for message in seen_by_tom(office))


def test_messages_wait_for_a_token_that_is_not_accepted_and_go_out_once_it_is(office: Office) -> None:
    reference = office.raise_it()
    office.slack.practice.revoke_token()
    office.try_each_once()
    assert {error for _, _, error in office.on_their_way() if error} == {"token_revoked"}
    assert office.posts() == []
    office.slack.practice.clear_faults()

    office.work_off()

    assert office.row(reference).room is not None
    assert office.messages_to("Tom")
    assert not any(REPEAT in words_in(post) for post in office.posts())


def test_messages_wait_for_a_scope_that_was_taken_away(office: Office) -> None:
    office.raise_it()
    office.slack.practice.take_scope("chat:write")
    office.try_each_once()
    assert office.posts() == []
    office.slack.practice.clear_faults()

    office.work_off()

    assert office.messages_to("Tom")


def test_a_room_found_under_our_name_and_of_our_making_is_taken_again(office: Office) -> None:
    reference = office.raise_it()
    office.slack.practice.fault("conversations.create", "drop_after")

    office.work_off()

    (room,) = office.slack.practice.sees("U0PRIYA").private_channels
    assert room.id == office.row(reference).room
    assert len([call for call in office.calls("conversations.create") if call["ok"]]) <= 1


def test_a_room_whose_making_was_answered_with_its_own_name_taken_is_found(office: Office) -> None:
    reference = office.raise_it()
    name = office.row(reference).room_name
    made = office.worker.call("conversations.create", name=name, is_private=True)["channel"]["id"]

    office.work_off()

    assert office.row(reference).room == made


def test_somebody_elses_room_of_the_same_name_is_never_adopted(office: Office) -> None:
    reference = office.raise_it()
    name = office.row(reference).room_name
    theirs = office.slack.practice.create_channel("U0ZED", name)
    office.slack.practice.invite("U0ZED", theirs, office.worker.bot_user())

    office.work_off()

    row = office.row(reference)
    assert row.room not in (None, theirs)
    assert row.room_name != name
    assert "U0ZED" not in office.slack.practice.sees("U0PRIYA").private_channels[0].members


@pytest.mark.parametrize("why", ["forbidden", "no scope"])
def test_without_a_private_room_it_goes_on_by_direct_message_and_the_lead_is_told(
    office: Office, why: str
) -> None:
    if why == "forbidden":
        office.slack.practice.forbid_private_channels()
    else:
        office.slack.practice.take_scope("groups:write")
    reference = office.raise_it()

    office.work_off()

    assert office.has_failed_room(reference)
    assert office.messages_to("Tom")
    assert office.messages_to("Priya")
    assert any("room" in words_in(post) for post in office.messages_to("Ruth"))
    assert all(call["args"]["is_private"] is True for call in office.calls("conversations.create"))
    assert [post for post in office.posts() if post["kind"] != "dm"] == []


def test_a_room_that_is_gone_is_replaced_and_the_lead_is_told(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    room = office.row(reference).room
    assert room is not None
    office.slack.practice.archive("U0PRIYA", room)
    office.move_to("Thursday 2026-12-31 17:00")

    office.work_off()

    assert len(office.acts(reference, acts.RoomReplaced)) == 1
    assert office.row(reference).room not in (None, room)
    assert any("room" in words_in(post) for post in office.messages_to("Ruth"))
    assert office.messages_to("Omar")


def test_a_message_that_cant_be_edited_any_more_is_said_anew(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    before = len(office.posts())
    office.slack.practice.fault("chat.update", "error", times=None, error="edit_window_closed")
    office.move_to("Thursday 2026-12-31 17:00")

    office.work_off()

    room = [post for post in office.posts()[before:] if post["channel"] == office.row(reference).room]
    assert any("Record a discussion" in str(post["blocks"]) for post in room)
    assert office.acts(reference, acts.NotDelivered) == []
    assert len(office.pinned(reference)) == 2


def test_the_card_is_pinned_though_more_happened_before_it_was_posted(office: Office) -> None:
    office.slack.practice.go_away()
    reference = office.raise_it()
    office.move_to("Thursday 2026-12-31 17:00")
    office.try_each_once()
    office.slack.practice.come_back()

    office.work_off()

    (card,) = office.pinned(reference)
    assert "Record a discussion" in str(card.blocks)


def test_a_card_that_can_not_be_pinned_holds_up_nothing(office: Office) -> None:
    office.slack.practice.fault("pins.add", "error", error="too_many_pins")

    reference = office.raise_it()
    office.work_off()

    assert office.pinned(reference) == []
    assert office.acts(reference, acts.NotDelivered) == []
    assert [state for key, state, _ in office.notices() if key.endswith("/pin")] == ["dropped"]


def test_a_poison_notice_holds_up_no_other_and_goes_out_once_it_can_be_worded(office: Office) -> None:
    office.raise_it()
    office.in_the_file("UPDATE notice SET seq = 99 WHERE kind = 'line'")
    office.try_until(lambda: office.messages_to("Tom") and "bug" in {error for *_, error in office.notices()})
    assert {error for _, _, error in office.on_their_way() if error} == {"bug"}
    office.in_the_file("UPDATE notice SET seq = 1 WHERE kind = 'line'")

    office.work_off()

    assert office.on_their_way() == []


def test_a_case_whose_record_cant_be_read_holds_up_no_other(office: Office) -> None:
    unreadable, other = office.raise_it(against="Tom"), office.raise_it(against="Mina")
    office.in_the_file("DROP TRIGGER entry_no_update")
    office.in_the_file("UPDATE entry SET content = '{}' WHERE disagreement_id = 1")

    office.try_until(lambda: office.row(other).room is not None and office.messages_to("Mina"))

    assert office.row(unreadable).room is None


def test_a_process_that_slept_past_its_lease_posts_nothing(office: Office) -> None:
    office.raise_it()
    seconds = count(0, 100)
    office.worker.machine = Machine(monotonic=lambda: float(next(seconds)))

    office.try_each_once()
    assert office.calls(POST) == []

    office.worker.machine = THIS_MACHINE
    office.work_off()
    assert office.messages_to("Tom")


def test_a_late_attempt_whose_notice_went_out_meanwhile_records_nothing(office: Office) -> None:
    office.raise_it()
    then = THIS_MACHINE.now() - timedelta(seconds=2)
    late = delivery.take(office.database, Road.SLACK, then, timedelta(seconds=1))
    assert late is not None
    office.work_off()
    before = len(office.calls(POST))

    delivery.arrived(office.database, late, now=office.clock.now())

    assert len(office.calls(POST)) == before
    assert office.on_their_way() == []


def test_everybody_in_a_workspace_of_many_pages_is_seen(office: Office) -> None:
    for number in range(210):
        office.slack.practice.add_person(f"U1MANY{number}", f"Person {number}")

    before = len(office.calls("users.list"))
    DailyLook(office.database, office.worker, office.clock).look_if_due()

    with office.database.read() as connection:
        assert all(people.by_slack_id(connection, f"U1MANY{number}") for number in range(210))
    assert len(office.calls("users.list")) - before == 2


def test_two_workers_send_each_notice_once(office: Office, path: object) -> None:
    for against in ("Tom", "Mina", "Freya"):
        office.raise_it(against=against)
    beside = Office.of(office.slack, office.database)
    workers = [threading.Thread(target=each.work_off) for each in (office, beside)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    said = [(post["to"], words_in(post)) for post in office.posts() if REPEAT not in words_in(post)]
    assert office.on_their_way() == []
    assert len({(tuple(to), words) for to, words in said}) == len(said)
    assert len([call for call in office.calls("conversations.create") if call["ok"]]) == 3


def test_while_slack_is_away_the_case_exists_and_everything_goes_out_when_it_is_back(
    office: Office,
) -> None:
    office.slack.practice.go_away()
    reference = office.raise_it()
    office.try_each_once()
    assert office.case(reference).due_at is not None
    assert office.row(reference).room is None
    office.slack.practice.come_back()

    office.work_off()

    assert office.row(reference).room is not None
    assert office.messages_to("Tom")


def test_a_message_nobody_needs_any_more_is_let_go(office: Office) -> None:
    reference = office.raise_it()
    office.in_the_file("UPDATE notice SET not_before = '2099-01-01 00:00:00.000000' WHERE kind = 'call'")
    office.try_each_once()
    with pytest.raises(Impossible):
        office.slack.practice.archive("U0ZED", str(office.row(reference).room))
    office.move_to("Thursday 2026-12-31 17:00")
    office.try_each_once()
    office.in_the_file("UPDATE notice SET not_before = NULL WHERE kind = 'call'")

    office.work_off()

    assert office.on_their_way() == []


def test_a_call_that_may_have_arrived_and_is_needed_no_more_is_not_said_to_have_arrived(
    office: Office,
) -> None:
    reference = office.raise_it()
    office.slack.practice.fault(POST, "drop_after", times=None)
    while not office.messages_to("Tom"):
        office.worker.send_next()
    office.slack.practice.clear_faults()
    (unknown,) = office.messages_to("Tom")
    tiers.move_up(office.database, reference, by=office.id_of("Priya"), now=office.clock.now())

    office.work_off()

    said = [words_in(post) for post in office.messages_to("Tom")]
    assert said.count(words_in(unknown)) == 1
    assert not any(REPEAT in words for words in said)
    tom = office.id_of("Tom")
    assert tom not in [act.person for act in office.acts(reference, acts.CallDelivered)]
    assert not office.acts(reference, acts.NotDelivered)
    assert undelivered.outstanding(office.database) == 0


def test_who_has_opened_home_sees_the_new_state_without_opening_it_again(office: Office) -> None:
    opens_home(office, "Tom")
    assert "no open disagreements" in home_of(office, "Tom")

    reference = office.raise_it()
    office.work_off()

    assert reference in home_of(office, "Tom")
    assert f"<#{office.row(reference).room}>" in home_of(office, "Tom")
    assert {call["args"]["user_id"] for call in office.calls(PUBLISH)} == {"U0TOM"}
    assert all("hash" not in call["args"] for call in office.calls(PUBLISH))


def test_a_tier_whose_time_runs_out_changes_the_home_of_those_called_and_those_before_them(
    office: Office,
) -> None:
    reference = office.raise_it()
    office.work_off()
    opens_home(office, "Tom", "Omar")
    assert reference not in home_of(office, "Omar")
    assert "first-line" not in home_of(office, "Tom")

    office.move_to("Thursday 2026-12-31 17:00")
    office.work_off()

    assert f"{reference}*, first-line" in home_of(office, "Omar")
    assert f"{reference}*, first-line" in home_of(office, "Tom")


def test_ten_acts_before_the_worker_runs_show_home_once_as_it_stands_after_the_last(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    opens_home(office, "Tom")
    before = len(office.calls(PUBLISH))

    takes_steps(office, reference, 10)
    office.work_off()

    assert len(office.calls(PUBLISH)) == before + 1


@pytest.mark.parametrize("error", ["not_enabled", "user_not_found"])
def test_a_home_that_slack_refuses_for_good_holds_up_nothing_and_makes_no_entry(
    office: Office, error: str
) -> None:
    reference = office.raise_it()
    office.work_off()
    opens_home(office, "Tom")
    entries, said = len(office.entries(reference)), len(office.posts())
    office.slack.practice.fault(PUBLISH, "error", error=error)

    takes_steps(office, reference, 1)
    office.work_off()

    assert len(office.entries(reference)) == entries + 1
    assert {post["channel"] for post in office.posts()[said:]} == {office.row(reference).room}
    assert is_known_to_be_there(office, "Tom")
    assert not [each for each in office.notices() if each[1] == "failed"]


def test_a_home_whose_publishing_is_of_unknown_fate_is_published_again(office: Office) -> None:
    opens_home(office, "Tom")
    office.slack.practice.fault(PUBLISH, "drop_before")

    reference = office.raise_it()
    office.work_off()

    assert reference in home_of(office, "Tom")
    assert REPEAT not in home_of(office, "Tom")


def test_a_home_of_somebody_who_is_gone_meanwhile_is_let_go(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    opens_home(office, "Tom")
    before = len(office.calls(PUBLISH))
    takes_steps(office, reference, 1)
    office.in_the_file("UPDATE person SET is_active = 0 WHERE slack_id = 'U0TOM'")

    office.work_off()

    assert len(office.calls(PUBLISH)) == before


def opens_home(office: Office, *first_names: str) -> None:
    """Have people open App Home for the first time."""
    for name in first_names:
        homes.remember(office.database, f"U0{name.upper()}", now=office.clock.now())
    office.work_off()


def is_known_to_be_there(office: Office, first_name: str) -> bool:
    """Whether somebody's account is held to be active."""
    with office.database.read() as connection:
        return people.by_id(connection, office.id_of(first_name)).is_active


def home_of(office: Office, first_name: str) -> str:
    """What somebody's Home says, as it was last published."""
    home = office.slack.practice.sees(f"U0{first_name.upper()}").home
    assert home is not None, "nothing was ever published"
    return home.words


def takes_steps(office: Office, reference: str, times: int) -> None:
    """Record protective steps, each by itself."""
    for _ in range(times):
        now = office.clock.now()
        with work.on(office.database, reference, now) as case:
            case.record(acts.ProtectiveStep(Step.OTHER, now, None), by=office.id_of("Priya"))
