"""Messages, commands, shortcuts and presses, and what each person sees of them."""

from typing import Any

import httpx
import pytest
from slack_bolt import Ack

from sandbox.slack.client import Impossible, NotSeen, Practice
from sandbox.slack.identity import BOT_USER_ID
from tests.sandbox.slack.foreign import Foreign
from tests.sandbox.slack.pieces import actions, button, option, radio, section
from tests.sandbox.slack.samples import card, container, context_actions, feedback, icon, workflow

Json = dict[str, Any]


def room(foreign: Foreign, *people: str) -> str:
    channel: str = foreign.client.conversations_create(name="room", is_private=True)["channel"]["id"]
    foreign.client.conversations_invite(channel=channel, users=",".join(people))
    return channel


def test_a_command_arrives_as_slack_sends_it(practice: Practice, foreign: Foreign) -> None:
    reply = practice.command("UPRIYA", "/tea", "for @tom.reed and @nobody")

    body = foreign.next("command")
    assert reply.acknowledged
    assert body["text"] == "for <@UTOM|tom.reed> and @nobody"
    assert (body["channel_name"], body["user_name"], body["is_enterprise_install"]) == (
        "general",
        "priya.shah",
        "false",
    )


def test_words_in_the_acknowledgement_are_seen_by_who_typed(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA", "UTOM")
    foreign.on("command", lambda ack, _: ack("Put the kettle on."))

    practice.command("UPRIYA", "/tea", channel="room")

    seen, other = practice.sees("UPRIYA").channel(channel), practice.sees("UTOM").channel(channel)
    assert seen is not None
    assert other is not None
    assert [one.text for one in seen.ephemeral] == ["Put the kettle on."]
    assert (seen.messages, other.ephemeral) == ((), ())
    assert foreign.next("command")["channel_name"] == "privategroup"


@pytest.mark.parametrize("callback_id", ["tea_for", "cake"])
def test_only_a_declared_global_shortcut_is_there(
    practice: Practice, foreign: Foreign, callback_id: str
) -> None:
    with pytest.raises(Impossible, match="no global shortcut"):
        practice.shortcut("UPRIYA", callback_id)


def test_shortcuts_arrive_with_and_without_a_message(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA")
    ts = practice.say("UPRIYA", channel, "Thirsty")

    practice.shortcut("UPRIYA", "tea")
    practice.message_shortcut("UPRIYA", "tea_for", channel, ts)

    anywhere, there = foreign.next("shortcut"), foreign.next("shortcut")
    assert (anywhere["type"], "channel" in anywhere) == ("shortcut", False)
    assert (there["type"], there["message"]["text"], there["channel"]["id"]) == (
        "message_action",
        "Thirsty",
        channel,
    )


def test_an_undeclared_command_does_not_exist(practice: Practice, foreign: Foreign) -> None:
    with pytest.raises(Impossible, match="/cake is not a valid command"):
        practice.command("UPRIYA", "/cake")


def test_a_press_arrives_with_its_message_and_value(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA")
    row = actions(button("go", value="case-1"), radio("mood", "good", "bad"), block_id="row")
    ts = foreign.client.chat_postMessage(channel=channel, text="Choose", blocks=[row])["ts"]

    practice.press("UPRIYA", channel, ts, "mood", chosen="good")
    practice.press("UPRIYA", channel, ts, "go")

    chose, pressed = foreign.next("action"), foreign.next("action")
    assert chose["actions"][0]["selected_option"]["value"] == "good"
    assert (pressed["actions"][0]["value"], pressed["actions"][0]["block_id"]) == ("case-1", "row")
    assert pressed["state"]["values"]["row"]["mood"]["selected_option"]["value"] == "good"
    assert pressed["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": channel,
        "is_ephemeral": False,
    }
    assert pressed["message"]["ts"] == ts


def test_a_choice_from_an_overflow_menu_arrives(practice: Practice, foreign: Foreign) -> None:
    more = {"type": "overflow", "action_id": "more", "options": [option("ring"), option("wait")]}
    posted = foreign.client.chat_postMessage(channel="UPRIYA", text="x", blocks=[section(accessory=more)])

    practice.press("UPRIYA", posted["channel"], posted["ts"], "more", chosen="ring")

    assert foreign.next("action")["actions"][0]["selected_option"]["value"] == "ring"


def test_only_what_is_on_the_message_as_it_stands_is_pressed(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA")
    ts = foreign.client.chat_postMessage(channel=channel, text="x", blocks=[actions(button("go"))])["ts"]
    foreign.client.chat_update(channel=channel, ts=ts, text="x", blocks=[actions(button("other"))])

    with pytest.raises(Impossible, match="no go to press"):
        practice.press("UPRIYA", channel, ts, "go")
    with pytest.raises(Impossible, match="sees no channel"):
        practice.press("UZED", channel, ts, "other")
    foreign.client.conversations_archive(channel=channel)
    with pytest.raises(Impossible, match="is archived"):
        practice.press("UPRIYA", channel, ts, "other")


def test_a_response_url_answers_five_times(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA", "UTOM")
    ts = foreign.client.chat_postMessage(channel=channel, text="x", blocks=[actions(button("go"))])["ts"]
    practice.press("UPRIYA", channel, ts, "go")
    url = foreign.next("action")["response_url"]

    def respond(**said: Any) -> int:
        return httpx.post(url, json=said, trust_env=False).status_code

    codes = [
        respond(text="Only you"),
        respond(text="All", response_type="in_channel"),
        respond(text="Replaced", replace_original=True, blocks=[section("New")]),
        respond(),
        respond(delete_original=True),
        respond(text="Too many"),
    ]

    seen, other = practice.sees("UPRIYA").channel(channel), practice.sees("UTOM").channel(channel)
    assert seen is not None
    assert other is not None
    assert codes == [200, 200, 200, 400, 200, 404]
    assert [one.text for one in seen.ephemeral] == ["Only you"]
    assert [one.text for one in other.messages] == ["All"]


def test_a_lock_screen_shows_words_for_direct_messages_and_mentions(
    practice: Practice, foreign: Foreign
) -> None:
    channel = room(foreign, "UPRIYA", "UTOM")

    foreign.client.chat_postMessage(channel="UPRIYA", text="R&amp;B for <@UTOM>: <https://example.org|open>")
    foreign.client.api_call("chat.postMessage", json={"channel": "UTOM", "blocks": [section()]})
    foreign.client.chat_postMessage(channel=channel, text="Nobody is called")
    foreign.client.chat_postMessage(channel=channel, text="<@UPRIYA> is called")

    assert [one.text for one in practice.sees("UPRIYA").notifications] == [
        "R&B for @Tom Reed: open",
        "@Priya Shah is called",
    ]
    assert [one.text for one in practice.sees("UTOM").notifications] == ["This content can't be displayed."]


def test_nobody_sees_what_is_not_theirs(practice: Practice, foreign: Foreign) -> None:
    channel = room(foreign, "UPRIYA", "UTOM")
    foreign.client.chat_postMessage(channel=channel, text="Secret one")
    foreign.client.chat_postEphemeral(channel=channel, user="UTOM", text="Secret two")
    foreign.client.chat_postMessage(channel="UPRIYA", text="Secret three")

    assert "Secret" not in practice.sees("UZED").words
    assert "Secret two" not in practice.sees("UPRIYA").words
    assert "Secret two" in practice.sees("UTOM").words
    foreign.client.conversations_kick(channel=channel, user="UTOM")
    assert "Secret" not in practice.sees("UTOM").words
    practice.deactivate("UPRIYA")
    assert practice.sees("UPRIYA").channels == ()


def test_who_waits_in_vain_is_told_what_was_seen(practice: Practice, foreign: Foreign) -> None:
    foreign.client.chat_postMessage(channel="UPRIYA", text="Hello there")

    with pytest.raises(NotSeen, match="Hello there"):
        practice.wait_for("UPRIYA", lambda screen: screen.view, seconds=0.2)


def test_what_people_got_and_what_the_app_called_is_in_the_journal(
    practice: Practice, foreign: Foreign
) -> None:
    channel = room(foreign, "UPRIYA", "UTOM")
    before = len(practice.deliveries())
    ts = foreign.client.chat_postMessage(channel=channel, text="One")["ts"]
    foreign.client.chat_postMessage(channel="UTOM", text="Two")
    foreign.client.chat_update(channel=channel, ts=ts, text="Three")

    got = [(one["kind"], one["to"], one["text"]) for one in practice.deliveries(after=before)]
    call = practice.calls()[-1]

    assert got == [
        ("message", ["UPRIYA", "UTOM"], "One"),
        ("dm", ["UTOM"], "Two"),
        ("update", ["UPRIYA", "UTOM"], "Three"),
    ]
    assert (call["method"], call["ok"], call["args"]["text"]) == ("chat.update", True, "Three")
    assert "token" not in call["args"]


def test_an_app_that_does_not_answer_fails_as_slack_shows_it(practice: Practice, foreign: Foreign) -> None:
    foreign.on("command", lambda ack, _: None)

    reply = practice.command("UPRIYA", "/tea")

    assert not reply.acknowledged
    assert reply.failure == "operation_timeout"
    assert reply.shown == "/tea failed because the app did not respond."


def test_without_an_app_that_listens_a_command_fails_at_once(practice: Practice) -> None:
    assert practice.command("UPRIYA", "/tea").failure == "dispatch_failed"


def test_guests_have_commands_only_where_the_owners_let_them(practice: Practice, foreign: Foreign) -> None:
    practice.add_person("UGUEST", "Una Guest", standing="guest")

    with pytest.raises(Impossible, match="guests have no commands"):
        practice.command("UGUEST", "/tea")
    practice.allow_guest_commands()
    assert practice.command("UGUEST", "/tea").acknowledged


def test_nobody_writes_to_an_app_whose_messages_are_read_only(practice: Practice, foreign: Foreign) -> None:
    with pytest.raises(Impossible, match="turned off"):
        practice.say("UPRIYA", BOT_USER_ID, "Hello")


def test_a_listener_may_answer_after_opening_something(practice: Practice, foreign: Foreign) -> None:
    def answer(ack: Ack, body: Json) -> None:
        foreign.client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text="Taken"
        )
        ack()

    foreign.on("action", answer)
    posted = foreign.client.chat_postMessage(channel="UPRIYA", text="x", blocks=[actions(button("go"))])
    practice.press("UPRIYA", posted["channel"], posted["ts"], "go")

    im = practice.sees("UPRIYA").dm(BOT_USER_ID)
    assert im is not None
    assert [one.text for one in im.ephemeral] == ["Taken"]


def test_what_someone_thinks_arrives_as_the_button_that_they_pressed(
    practice: Practice, foreign: Foreign
) -> None:
    posted = foreign.client.chat_postMessage(
        channel="UPRIYA", text="Good?", blocks=[context_actions(feedback(), icon(value="gone"))]
    )

    practice.press("UPRIYA", posted["channel"], posted["ts"], "feedback", chosen="bad")
    practice.press("UPRIYA", posted["channel"], posted["ts"], "bin")

    thought, thrown_away = foreign.next("action")["actions"][0], foreign.next("action")["actions"][0]
    assert (thought["type"], thought["value"], thought["text"]["text"]) == ("feedback_buttons", "bad", "Good")
    assert (thrown_away["type"], thrown_away["value"]) == ("icon_button", "gone")
    with pytest.raises(Impossible, match="does not offer"):
        practice.press("UPRIYA", posted["channel"], posted["ts"], "feedback", chosen="so so")


def test_a_workflow_button_starts_nothing_of_which_the_app_hears(
    practice: Practice, foreign: Foreign
) -> None:
    posted = foreign.client.chat_postMessage(channel="UPRIYA", text="Start", blocks=[actions(workflow())])

    reply = practice.press("UPRIYA", posted["channel"], posted["ts"], "start")

    assert reply.acknowledged
    assert foreign.none_of("action")


def test_what_lies_inside_other_blocks_is_pressed_like_the_rest(practice: Practice, foreign: Foreign) -> None:
    carousel = {"type": "carousel", "elements": [card(actions=[button("first")]), card()]}
    blocks = [carousel, container(actions(button("second")))]
    posted = foreign.client.chat_postMessage(channel="UPRIYA", text="Teas", blocks=blocks)

    for action in ("first", "second"):
        practice.press("UPRIYA", posted["channel"], posted["ts"], action)

    assert [foreign.next("action")["actions"][0]["action_id"] for _ in range(2)] == ["first", "second"]
