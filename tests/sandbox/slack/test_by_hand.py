"""What people do without the app, and what Slack does not let them do."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.identity import BOT_USER_ID
from tests.sandbox.slack.foreign import Foreign
from tests.sandbox.slack.pieces import actions, button, field, modal, option, typed
from tests.sandbox.slack.test_forms import opened

Act = Callable[[Practice, str], object]

IMPOSSIBLE: dict[str, tuple[Act, str]] = {
    "act as a stranger": (lambda slack, _: slack.say("UNOBODY", "general", "x"), "is nobody"),
    "act as the bot": (lambda slack, _: slack.say(BOT_USER_ID, "general", "x"), "cannot log in"),
    "have two accounts": (lambda slack, _: slack.add_person("UPRIYA", "Priya"), "has an account"),
    "be one of several without an id": (lambda slack, _: slack.add_people([{"name": "X"}]), "id is missing"),
    "have a strange account": (
        lambda slack, _: slack.add_person("UX", "X", standing="king"),
        "nobody is a king",
    ),
    "write in a room unseen": (lambda slack, room: slack.say("UZED", room, "x"), "sees no channel"),
    "write where one only looks": (lambda slack, _: slack.say("UZED", "open", "x"), "cannot write"),
    "take a name twice": (
        lambda slack, _: slack.create_channel("UPRIYA", "room"),
        "is a channel room already",
    ),
    "make a room as a guest": (
        lambda slack, _: slack.create_channel("UGUEST", "den"),
        "guests make no channels",
    ),
    "invite twice": (lambda slack, room: slack.invite("UPRIYA", room, "UTOM"), "cannot invite"),
    "leave the channel for all": (lambda slack, _: slack.leave("UPRIYA", "general"), "nobody leaves"),
    "remove who is out": (
        lambda slack, room: slack.remove_from_channel("UPRIYA", room, "UZED"),
        "cannot remove",
    ),
    "archive the channel for all": (
        lambda slack, _: slack.archive("UPRIYA", "general"),
        "cannot be archived",
    ),
    "archive twice": (lambda slack, _: slack.archive("UPRIYA", "closed"), "is archived"),
    "delete the channel for all": (
        lambda slack, _: slack.delete_channel("UPRIYA", "general"),
        "cannot be deleted",
    ),
    "look at a file that is not": (lambda slack, _: slack.file("UPRIYA", "F1"), "sees no such file"),
    "press in an empty Home": (lambda slack, _: slack.press_in_home("UPRIYA", "go"), "empty App Home"),
    "lose a scope that was not held": (lambda slack, _: slack.take_scope("admin"), "does not hold admin"),
    "do what is not done": (lambda slack, _: slack._do("dance"), "nothing is called dance"),  # noqa: SLF001
    "leave out whom": (lambda slack, _: slack._do("deactivate"), "person is missing"),  # noqa: SLF001
    "ask for a strange fault": (lambda slack, _: slack.fault("*", "fire"), "no such fault"),
}


@pytest.fixture
def room(practice: Practice) -> str:
    practice.add_person("UGUEST", "Una Guest", standing="guest")
    practice.create_channel("UTOM", "open", private=False)
    practice.create_channel("UPRIYA", "closed")
    practice.archive("UPRIYA", "closed")
    made = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", made, "UTOM")
    return made


@pytest.mark.parametrize(("act", "why"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_nobody_can(practice: Practice, room: str, act: Act, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        act(practice, room)


def test_a_manifest_without_a_bot_is_not_installed(practice: Practice) -> None:
    with pytest.raises(Impossible, match="bot_user"):
        practice.install({"features": {}})


def test_people_write_to_each_other_and_are_notified(practice: Practice) -> None:
    practice.say("UPRIYA", "UTOM", "Are you there?")

    im = practice.sees("UTOM").dm("UPRIYA")
    assert im is not None
    assert [one.text for one in im.messages] == ["Are you there?"]
    assert [one.text for one in practice.sees("UTOM").notifications] == ["Are you there?"]


def test_an_account_changes_is_switched_off_on_and_removed(
    web: WebClient, practice: Practice, room: str
) -> None:
    practice.change_person("UTOM", name="Thomas Reed", title="Senior social worker")
    changed = web.users_info(user="UTOM")["user"]
    practice.deactivate("UTOM")
    off = web.users_info(user="UTOM")["user"]
    practice.reactivate("UTOM")
    on = practice.sees("UTOM")
    practice.remove_person("UTOM")

    assert (changed["real_name"], changed["profile"]["title"]) == ("Thomas Reed", "Senior social worker")
    assert (off["deleted"], "is_restricted" in off) == (True, False)
    assert [one.name for one in on.channels] == ["general"]
    with pytest.raises(SlackApiError, match="user_not_found"):
        web.users_info(user="UTOM")


def test_the_bot_comes_into_a_room_by_invitation_and_can_then_speak(
    web: WebClient, practice: Practice, room: str
) -> None:
    with pytest.raises(SlackApiError, match="channel_not_found"):
        web.chat_postMessage(channel=room, text="Hello")

    practice.invite("UPRIYA", room, BOT_USER_ID)

    assert web.chat_postMessage(channel=room, text="Hello")["ok"]


def test_a_group_message_is_found_again_by_its_people(web: WebClient, practice: Practice) -> None:
    first = web.conversations_open(users="UPRIYA,UTOM")["channel"]["id"]
    again = web.conversations_open(users="UTOM,UPRIYA")["channel"]["id"]
    direct = web.conversations_open(users="UPRIYA", return_im=True)["channel"]

    assert first == again
    assert (direct["is_im"], direct["user"]) == (True, "UPRIYA")
    assert web.conversations_open(channel=direct["id"])["channel"]["id"] == direct["id"]


def test_what_the_bot_said_is_unpinned_and_deleted(web: WebClient, practice: Practice) -> None:
    posted = web.chat_postMessage(channel="UPRIYA", text="Hello")
    channel, ts = posted["channel"], posted["ts"]
    web.pins_add(channel=channel, timestamp=ts)

    web.pins_remove(channel=channel, timestamp=ts)
    web.pins_add(channel=channel, timestamp=ts)
    web.chat_delete(channel=channel, ts=ts)

    im = practice.sees("UPRIYA").channel(channel)
    assert im is not None
    assert im.messages == ()
    assert practice.deliveries()[-1]["kind"] == "delete"


def test_a_public_channel_needs_the_scopes_for_public_ones(web: WebClient, practice: Practice) -> None:
    channel = web.conversations_create(name="open")["channel"]["id"]
    practice.take_scope("channels:read")

    with pytest.raises(SlackApiError) as refused:
        web.conversations_members(channel=channel)

    assert (refused.value.response["error"], refused.value.response["needed"]) == (
        "missing_scope",
        "channels:read",
    )


CHOSEN: dict[str, tuple[dict[str, Any], Any, tuple[str, Any]]] = {
    "a number": ({"type": "number_input", "is_decimal_allowed": True}, "1.5", ("value", "1.5")),
    "an address": ({"type": "email_text_input"}, "a@example.org", ("value", "a@example.org")),
    "a link": ({"type": "url_text_input"}, "https://example.org", ("value", "https://example.org")),
    "a time": ({"type": "timepicker"}, "09:30", ("selected_time", "09:30")),
    "a moment": ({"type": "datetimepicker"}, 1_716_000_000, ("selected_date_time", 1_716_000_000)),
    "a person": ({"type": "users_select"}, "UTOM", ("selected_user", "UTOM")),
    "a channel": ({"type": "conversations_select"}, "C0GENERAL", ("selected_conversation", "C0GENERAL")),
    "an option in a group": (
        {
            "type": "static_select",
            "option_groups": [{"label": {"type": "plain_text", "text": "All"}, "options": [option("tea")]}],
        },
        "tea",
        ("selected_option", "tea"),
    ),
    "boxes": (
        {"type": "checkboxes", "options": [option("milk"), option("sugar")]},
        ["milk", "sugar"],
        ("selected_options", ["milk", "sugar"]),
    ),
}


@pytest.mark.parametrize(("element", "given", "held"), CHOSEN.values(), ids=CHOSEN.keys())
def test_each_element_holds_what_was_chosen(
    practice: Practice, foreign: Foreign, element: dict[str, Any], given: Any, held: tuple[str, Any]
) -> None:
    view = opened(practice, foreign, modal(field(element | {"action_id": "it"}, "it")))

    assert practice.submit("UPRIYA", view.id, {"it": given}).outcome == "closed"

    key, wanted = held
    kept = foreign.next("view")["view"]["state"]["values"]["it"]["it"][key]
    assert plain_values(kept) == wanted


def plain_values(kept: Any) -> Any:
    if isinstance(kept, list):
        return [plain_values(one) for one in kept]
    return kept["value"] if isinstance(kept, dict) else kept


WRONG: dict[str, tuple[dict[str, Any], Any, str]] = {
    "too few characters": (typed(min_length=5), "x", "at least 5 characters"),
    "a number out of range": (
        {"type": "number_input", "is_decimal_allowed": False, "max_value": "5", "action_id": "it"},
        "6",
        "in the range",
    ),
    "no address": ({"type": "email_text_input", "action_id": "it"}, "nobody", "valid email"),
    "no link": ({"type": "url_text_input", "action_id": "it"}, "example", "valid URL"),
    "blanks alone": (typed(), "   ", "complete this required field"),
}


@pytest.mark.parametrize(("element", "given", "words"), WRONG.values(), ids=WRONG.keys())
def test_slack_itself_says_what_is_wrong_with_a_field(
    practice: Practice, foreign: Foreign, element: dict[str, Any], given: str, words: str
) -> None:
    view = opened(practice, foreign, modal(field(element, "it")))

    submitted = practice.submit("UPRIYA", view.id, {"it": given})

    assert words in submitted.errors["it"]
    assert foreign.none_of("view")


def test_nothing_is_chosen_on_a_button_and_no_button_is_filled_in(
    practice: Practice, foreign: Foreign
) -> None:
    view = opened(practice, foreign, modal(actions(button("go")), field(typed(), "what")))

    with pytest.raises(Impossible, match="nothing to choose"):
        practice.press_in_view("UPRIYA", view.id, "go", chosen="x")
    with pytest.raises(Impossible, match="no field go"):
        practice.fill("UPRIYA", view.id, {"go": "x"})
    with pytest.raises(Impossible, match="nothing to search"):
        practice.search("UPRIYA", view.id, "what", "words")


def test_enter_pressed_in_a_field_tells_the_app_what_was_typed(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(field(typed(), "what", dispatch_action=True)))

    practice.fill("UPRIYA", view.id, {"what": "Wor"})
    practice.press_in_view("UPRIYA", view.id, "text", chosen="Words")

    assert foreign.next("action")["actions"][0]["value"] == "Words"
    assert foreign.none_of("action")


def test_closing_everything_tells_of_each_view_that_asks(practice: Practice, foreign: Foreign) -> None:
    view = opened(practice, foreign, modal(notify_on_close=True))
    foreign.on("view", lambda ack, _: ack(response_action="push", view=modal(notify_on_close=True)))
    pushed = practice.submit("UPRIYA", view.id).view
    assert pushed is not None

    practice.close_view("UPRIYA", pushed["id"], everything=True)

    closed = {foreign.next("closed")["view"]["id"], foreign.next("closed")["view"]["id"]}
    assert closed == {view.id, pushed["id"]}
    assert practice.sees("UPRIYA").views == ()


def test_nothing_is_typed_to_an_app_that_takes_no_messages_and_no_command_either(
    practice: Practice, web: WebClient
) -> None:
    dm = web.conversations_open(users="UPRIYA")["channel"]["id"]

    for there in (dm, BOT_USER_ID):
        with pytest.raises(Impossible, match="turned off"):
            practice.command("UPRIYA", "/tea", channel=there)
        with pytest.raises(Impossible, match="turned off"):
            practice.say("UPRIYA", there, "Hello?")
