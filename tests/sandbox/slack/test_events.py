"""Events reach the app that subscribes to them, in Slack's envelope, again and again until acknowledged."""

import pytest
from slack_sdk import WebClient

from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_ID, BOT_USER_ID, TEAM_ID
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import connected, web_client
from tests.sandbox.slack.foreign import Foreign, manifest


@pytest.fixture
def room(foreign: Foreign) -> str:
    channel: str = foreign.client.conversations_create(name="room", is_private=True)["channel"]["id"]
    foreign.client.conversations_invite(channel=channel, users="UPRIYA,UTOM")
    foreign.next("member_joined_channel")
    foreign.next("member_joined_channel")
    return channel


def test_an_event_comes_in_slacks_envelope(practice: Practice, foreign: Foreign, room: str) -> None:
    practice.invite("UPRIYA", room, "UZED")

    body = foreign.next("member_joined_channel")
    event = body["event"]
    assert (event["user"], event["channel"], event["inviter"], event["channel_type"]) == (
        "UZED",
        room,
        "UPRIYA",
        "G",
    )
    assert (body["team_id"], body["api_app_id"], body["is_ext_shared_channel"]) == (TEAM_ID, APP_ID, False)
    assert body["authorizations"][0]["user_id"] == BOT_USER_ID
    assert body["event_id"].startswith("Ev")


def test_leaving_removing_and_archiving_by_hand_are_told(
    practice: Practice, foreign: Foreign, room: str
) -> None:
    practice.leave("UTOM", room)
    practice.archive("UPRIYA", room)

    assert foreign.next("member_left_channel")["event"]["user"] == "UTOM"
    assert foreign.next("group_archive")["event"]["channel"] == room


def test_what_only_people_can_do_with_a_channel_is_told(
    practice: Practice, foreign: Foreign, room: str
) -> None:
    practice.archive("UPRIYA", room)
    practice.unarchive("UPRIYA", room)
    practice.delete_channel("UPRIYA", room)

    assert foreign.next("group_unarchive")["event"]["user"] == "UPRIYA"
    assert foreign.next("group_deleted")["event"]["channel"] == room
    assert practice.sees("UPRIYA").channel(room) is None


def test_the_bot_hears_that_it_was_taken_out_and_then_no_more(
    practice: Practice, foreign: Foreign, room: str
) -> None:
    practice.remove_from_channel("UPRIYA", room, BOT_USER_ID)
    practice.leave("UTOM", room)
    practice.deactivate("UZED")

    assert foreign.next("member_left_channel")["event"]["user"] == BOT_USER_ID
    assert foreign.next("user_change")["event"]["user"]["id"] == "UZED"
    assert foreign.none_of("member_left_channel")


def test_accounts_that_come_and_change_are_told(practice: Practice, foreign: Foreign) -> None:
    practice.add_person("UOMAR", "Omar Lee", "omar@example.org")
    practice.deactivate("UOMAR")

    assert foreign.next("team_join")["event"]["user"]["profile"]["email"] == "omar@example.org"
    changed = foreign.next("user_change")["event"]["user"]
    assert (changed["id"], changed["deleted"]) == ("UOMAR", True)


def test_an_app_taken_out_of_the_workspace_hears_of_it(practice: Practice, foreign: Foreign) -> None:
    practice.uninstall_app()

    assert foreign.next("tokens_revoked")["event"]["tokens"]["bot"] == [BOT_USER_ID]
    assert foreign.next("app_uninstalled")["event"]["type"] == "app_uninstalled"


def test_what_is_not_subscribed_to_does_not_come(practice: Practice, foreign: Foreign, room: str) -> None:
    practice.say("UPRIYA", room, "Hello")
    practice.deactivate("UZED")

    foreign.next("user_change")
    assert practice.problems() == ()


def test_an_event_is_sent_again_until_somebody_listens() -> None:
    # at this pace the last try comes three seconds after the event
    with PracticeSlack.start(pace=100) as slack:
        slack.practice.install(manifest())
        slack.practice.add_person("UZED", "Zed Moss")
        foreign = Foreign(web_client(slack))

        with connected(foreign.app, slack.practice):
            body = foreign.next("team_join")

        assert body["event"]["user"]["id"] == "UZED"
        assert "attempt 0" in slack.practice.problems()[0]["what"]


def test_an_event_needs_its_scope(web: WebClient, practice: Practice, foreign: Foreign, room: str) -> None:
    practice.take_scope("groups:read")
    practice.leave("UTOM", room)
    practice.deactivate("UZED")

    foreign.next("user_change")
    assert foreign.none_of("member_left_channel")


def test_messages_are_told_only_where_history_is_granted(
    practice: Practice, foreign: Foreign, room: str
) -> None:
    asked = manifest(with_scopes=("groups:history",))
    asked["settings"]["event_subscriptions"]["bot_events"] = ["message.groups"]
    practice.install(asked)
    heard: list[str] = []
    foreign.app.event("message")(lambda event: heard.append(event["text"]))

    practice.say("UPRIYA", room, "Hello")
    practice.settle()

    practice.wait_for("UPRIYA", lambda _: heard)
    assert heard == ["Hello"]
