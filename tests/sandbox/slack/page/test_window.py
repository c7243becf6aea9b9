from datetime import datetime

import httpx
import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from sandbox.slack.client import Practice
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.page.drawn import Tag
from tests.sandbox.slack.pieces import Json, actions, button, field, home, modal, section, typed
from tests.sandbox.slack.test_forms import opened

PLANTED = "quince marmalade"
MARKUP = "<script>alert('x')</script><b>bold</b>\"'>&amp;"


class Looker:
    """Somebody at a browser: fetches the page's fragments and reads them."""

    def __init__(self, slack: PracticeSlack) -> None:
        self._url = slack.url

    def page(self, **seats: str) -> Tag:
        """Return the whole page with these people before it."""
        return self._read("/", seats)

    def desks(self, **seats: str) -> Tag:
        """Return what is drawn anew: the people and their desks; `as_` and `beside` name who is there."""
        return self._read("/page/desks", seats)

    def desk(self, person: str, at: str = "") -> Tag:
        """Return one person's desk."""
        return self.desks(as_=person, at=at).one(data_person=person)

    def text(self, path: str = "/page/desks", **seats: str) -> str:
        """Return a fragment as it is sent."""
        query = {key.rstrip("_"): value for key, value in seats.items() if value}
        answer = httpx.get(self._url + path, params=query, trust_env=False)
        assert answer.status_code == 200
        return answer.text

    def _read(self, path: str, seats: dict[str, str]) -> Tag:
        return Tag.read(self.text(path, **seats).removeprefix("<!DOCTYPE html>"))


@pytest.fixture
def looker(slack: PracticeSlack, practice: Practice) -> Looker:
    return Looker(slack)


def test_the_page_with_nobody_chosen_says_what_it_is(looker: Looker) -> None:
    page = looker.page()

    welcome = page.one("section").words
    assert "Everybody and everything here is invented" in welcome
    assert "loopback address only" in welcome
    assert [one.words for one in page.all("h1")] == ["Practice Slack"]
    assert page.one("title").words == "Everybody – Practice Slack"


def test_while_the_workspace_is_being_set_up_nobody_can_act_on_the_page(
    looker: Looker, practice: Practice
) -> None:
    with practice.setting_up():
        meanwhile = looker.text("/", as_="UPRIYA")

    assert "being set up" in meanwhile
    assert "Priya" not in meanwhile
    assert "Priya" in looker.text("/", as_="UPRIYA")


def test_everybody_with_an_account_is_in_the_column_with_who_they_are(
    looker: Looker, practice: Practice
) -> None:
    practice.add_person("UGUEST", "Ines Falk", standing="guest")
    practice.deactivate("UZED")

    people = looker.page().one(id="people-list").all("li")

    assert [one.words for one in people] == [
        "Priya Shah Health visitor",
        "Tom Reed Social worker",
        "Ruth Bell Safeguarding lead",
        "Zed Moss deactivated",
        "Ines Falk guest",
    ]


def test_two_people_stand_side_by_side_and_the_address_says_who_and_where(
    looker: Looker, practice: Practice
) -> None:
    room = practice.create_channel("UPRIYA", "room")

    page = looker.page(as_="UPRIYA", at=room, beside="UTOM", beside_at="home")

    assert [one["data-person"] for one in page.all(data_person="UPRIYA") + page.all(data_person="UTOM")] == [
        "UPRIYA",
        "UTOM",
    ]
    assert page.one("title").words == "Priya Shah in room and Tom Reed at Foreign – Practice Slack"
    assert page.one(id="desk-UTOM").all("a", aria_label="Close the desk of Tom Reed")[0]["href"] == (
        f"/?as=UPRIYA&at={room}"
    )


@pytest.mark.parametrize("at", ["", "C-nowhere", "home", "messages", "UNOBODY", "UTOM", MARKUP, "C0GENERAL"])
def test_any_place_in_the_address_is_answered_by_a_desk(looker: Looker, at: str) -> None:
    desk = looker.desk("UPRIYA", at)

    assert desk.one("h2").words == "Priya Shah"
    assert "# general" not in desk.words
    assert "general" in desk.words


@pytest.mark.parametrize("person", ["UNOBODY", BOT_USER_ID, MARKUP])
def test_who_is_nobody_here_gives_the_welcome(looker: Looker, person: str) -> None:
    page = looker.page(as_=person)

    assert page.one(class_="welcome").all("h2")
    assert "no account in this workspace any more" in page.words
    assert page.all(class_="desk") == []


def test_the_places_of_others_are_not_on_a_desk(
    looker: Looker, practice: Practice, web: WebClient, foreign: Foreign
) -> None:
    room = practice.create_channel("UPRIYA", "secret-room")
    practice.invite("UPRIYA", room, "UTOM")
    practice.invite("UPRIYA", room, BOT_USER_ID)
    practice.say("UPRIYA", room, PLANTED)
    practice.say("UPRIYA", "UTOM", PLANTED)
    practice.say("UPRIYA", room, f"<@UTOM> {PLANTED}")
    web.chat_postEphemeral(channel=room, user="UTOM", text=f"only you {PLANTED}")
    web.chat_postMessage(channel="UTOM", text=f"from the app {PLANTED}")
    web.views_publish(user_id="UTOM", view=home(section(PLANTED)))
    opened(practice, foreign, modal(section(PLANTED)), "UTOM")
    places = (room, "UPRIYA", "UTOM", "home", "messages", dm_of(practice, "UTOM", "UPRIYA"))

    seen_by_zed = [looker.text(path, as_="UZED", at=at) for path in ("/", "/page/desks") for at in places]

    assert not any(PLANTED in text or "secret-room" in text for text in seen_by_zed)
    assert PLANTED in looker.text(as_="UTOM", at=room)
    assert PLANTED in looker.text(as_="UTOM", at="home")


def test_what_is_for_one_person_alone_is_marked_so_and_drawn_for_them_alone(
    looker: Looker, practice: Practice, web: WebClient
) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UTOM")
    practice.invite("UPRIYA", room, BOT_USER_ID)
    web.chat_postEphemeral(channel=room, user="UTOM", text=PLANTED)

    assert looker.desk("UTOM", room).one("article").words.startswith("Only visible to you Foreign APP")
    assert PLANTED not in looker.text(as_="UPRIYA", at=room)


def test_what_is_unread_is_counted_at_the_place_and_in_the_column_until_it_is_read(
    looker: Looker, practice: Practice
) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UTOM")
    practice.say("UPRIYA", room, "First")
    newest = practice.say("UPRIYA", room, "Second")

    window = looker.desks(as_="UTOM", at=room)

    assert window.one(id=f"place-UTOM-{room}").words == "room 2 unread"
    assert window.one(id="person-UTOM").words == "Tom Reed 2 unread Social worker"
    assert window.one(id="person-UPRIYA").words == "Priya Shah Health visitor beside"
    assert window.one(role="log")["data-newest"] == newest

    practice.read("UTOM", room, newest)

    window = looker.desks(as_="UTOM", at=room)
    assert window.one(id=f"place-UTOM-{room}").words == "room"
    assert window.one(id="person-UTOM").words == "Tom Reed Social worker"
    assert "data-unread-in" not in window.one(role="log").attributes


def test_what_people_type_comes_out_as_text(looker: Looker, practice: Practice, web: WebClient) -> None:
    practice.add_person("UODD", MARKUP, title=MARKUP)
    room = practice.create_channel("UODD", "room")
    practice.invite("UODD", room, BOT_USER_ID)
    escaped = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    practice.say("UODD", room, escaped)
    practice.say("UODD", "UPRIYA", escaped)
    pinned = str(web.chat_postMessage(channel=room, text=escaped)["ts"])
    web.pins_add(channel=room, timestamp=pinned)
    web.conversations_setTopic(channel=room, topic=escaped)
    web.bookmarks_add(channel_id=room, title=MARKUP, type="link", link="https://example.org/")

    for window in (looker.page(as_="UODD", at=room), looker.page(as_="UPRIYA", at="UODD")):
        assert [one.attributes for one in window.all("script")] == [
            {"type": "module", "src": "/static/window.js"}
        ]
        assert window.all("b") == []
    desk = looker.desk("UODD", room)
    assert desk.one("h2").words == MARKUP
    assert desk.one(class_="topic").words == MARKUP
    assert desk.one(class_="bookmarks").words == MARKUP
    assert [one.words for one in desk.all(class_="message-body")] == [MARKUP, MARKUP]
    assert MARKUP in looker.desk("UPRIYA").one(class_="lock-screen").words


def test_a_name_that_cannot_be_written_at_all_does_not_keep_the_page_from_being_sent(
    looker: Looker, practice: Practice, slack: PracticeSlack
) -> None:
    # as no client would send it, yet JSON can say it
    lone = b'{"person": "UPRIYA", "channel": "general", "text": "lone \\ud800 surrogate"}'
    httpx.post(f"{slack.url}/practice/say", content=lone, headers={"content-type": "application/json"})

    assert "lone \ufffd surrogate" in looker.desk("UPRIYA", "C0GENERAL").words


def test_a_file_can_be_fetched_by_who_sees_it(
    looker: Looker, practice: Practice, web: WebClient, slack: PracticeSlack
) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, BOT_USER_ID)
    web.files_upload_v2(channel=room, filename="record.txt", content="All of it", title="The record")

    link = looker.desk("UPRIYA", room).one("article").one("a")

    assert (link.words, link["download"]) == ("The record", "record.txt")
    assert httpx.get(f"{slack.url}{link['href']}", trust_env=False).content == b"All of it"


def test_what_is_pinned_can_be_found_from_the_head_of_the_channel(
    looker: Looker, practice: Practice, web: WebClient
) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, BOT_USER_ID)
    card = str(web.chat_postMessage(channel=room, text="The card")["ts"])
    web.pins_add(channel=room, timestamp=card)

    desk = looker.desk("UPRIYA", room)

    pinned = desk.one(id=f"pinned-UPRIYA-{room}")
    assert pinned.one("summary").words == "1 pinned"
    assert pinned.one("a").words.endswith("The card")
    assert pinned.one("a")["href"] == f"#{desk.one('article')['id']}"


def test_an_archived_channel_says_so_and_takes_no_words(looker: Looker, practice: Practice) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.archive("UPRIYA", room)

    desk = looker.desk("UPRIYA", room)

    assert desk.one(id=f"place-UPRIYA-{room}").words == "room archived"
    assert desk.all("textarea") == []
    assert "You are viewing an archived channel." in desk.words
    assert [one.words for one in desk.all("button", type_="button") if "channel" in one.words] == [
        "Unarchive the channel",
        "Delete the channel",
    ]


def test_the_messages_tab_of_an_app_that_takes_none_says_so(
    looker: Looker, practice: Practice, web: WebClient
) -> None:
    web.chat_postMessage(channel="UPRIYA", text="Good morning")

    desk = looker.desk("UPRIYA", "messages")

    assert desk.one("article").words.startswith("Foreign APP")
    assert desk.all("textarea") == []
    assert "Sending messages to this app has been turned off." in desk.words
    assert looker.desk("UPRIYA", dm_of(practice, "UPRIYA", BOT_USER_ID))["data-at"] == "messages"


def test_a_composer_offers_the_commands_and_shortcuts_of_the_manifest(
    looker: Looker, practice: Practice
) -> None:
    practice.say("UTOM", "general", "Good morning")

    desk = looker.desk("UPRIYA", "C0GENERAL")

    assert desk.one(data_complete="/tea").words == "/tea Make tea"
    assert desk.one(data_verb="shortcut")["data-said"] == '{"callback_id": "tea"}'
    assert desk.one(data_verb="message_shortcut").words == "Tea for this"


def test_without_message_shortcuts_a_message_has_no_menu(looker: Looker, practice: Practice) -> None:
    app = manifest()
    app["features"]["shortcuts"] = []
    practice.install(app)
    practice.say("UTOM", "general", "Good morning")

    desk = looker.desk("UPRIYA", "C0GENERAL")

    assert desk.one("article").all("details") == []
    assert desk.all(data_verb="shortcut") == []


def test_home_is_drawn_once_the_app_has_published_it(
    looker: Looker, practice: Practice, web: WebClient
) -> None:
    assert "nothing on its Home tab yet" in looker.desk("UPRIYA", "home").words

    web.views_publish(user_id="UPRIYA", view=home(section("Welcome, Priya"), actions(button("go"))))

    shown = looker.desk("UPRIYA", "home").one(data_where="home")
    assert "Welcome, Priya" in shown.words
    assert shown.one(data_action_id="go").words == "Press"


def test_the_dialog_on_top_is_before_the_person_and_what_lies_under_it_is_inert(
    looker: Looker, practice: Practice, foreign: Foreign
) -> None:
    form = modal(field(typed(), "words"), close={"type": "plain_text", "text": "Not now"})
    opened(practice, foreign, form)

    desk = looker.desk("UPRIYA", "C0GENERAL")
    dialog = desk.one(role="dialog")

    assert "inert" in desk.one(id="desk-UPRIYA-room").attributes
    assert dialog["aria-modal"] == "true"
    assert dialog.one("h3").words == "Form"
    assert [one.words for one in dialog.one("footer").all("button")] == ["Not now", "Send"]
    assert dialog.all(aria_label="Back") == []
    assert dialog.one(data_act="type")["data-block-id"] == "words"


def test_a_pushed_view_has_a_way_back(
    looker: Looker, practice: Practice, web: WebClient, foreign: Foreign
) -> None:
    view = opened(practice, foreign, modal(section("Beneath"), actions(button("more"))))

    def push(ack: Ack, body: Json) -> None:
        web.views_push(trigger_id=body["trigger_id"], view=modal(section("On top")))
        ack()

    foreign.on("action", push)
    practice.press_in_view("UPRIYA", view.id, "more")

    dialog = looker.desk("UPRIYA").one(role="dialog")

    assert "On top" in dialog.words
    assert "Beneath" not in dialog.words
    assert dialog.one(aria_label="Back")["data-close-view"] == "one"
    assert dialog.one(aria_label="Close everything")["data-close-view"] == "everything"


def test_a_lock_screen_shows_the_newest_first_and_no_more_than_slacks(
    looker: Looker, practice: Practice, web: WebClient
) -> None:
    web.chat_postMessage(channel="UPRIYA", text="One thing waits", blocks=[section(PLANTED)])
    practice.say("UTOM", "UPRIYA", "Can you ring me?")

    lit = looker.desk("UPRIYA").one(class_="lock-screen")

    assert [one.words for one in lit.all(class_="lit-author")] == ["Tom Reed", "Foreign"]
    assert [one.words for one in lit.all(class_="lit-text")] == ["Can you ring me?", "One thing waits"]
    assert PLANTED not in lit.words
    assert lit.all("a")[1]["href"] == "/?as=UPRIYA&at=messages"


def test_an_account_that_is_off_sees_nothing(looker: Looker, practice: Practice) -> None:
    practice.say("UTOM", "UZED", "Hello")
    practice.deactivate("UZED")

    desk = looker.desk("UZED", "UTOM")

    assert "This account is deactivated" in desk.words
    assert desk.all("article") == []
    assert desk.all(class_="place") == []
    assert "data-tab" not in looker.desk("UZED", "home").attributes
    assert looker.desk("UZED", "home").all(class_="app-head") == []


def test_in_a_channel_one_can_invite_take_out_leave_and_archive(looker: Looker, practice: Practice) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UTOM")

    desk = looker.desk("UPRIYA", room)

    assert [one.words for one in desk.one(id=f"invite-UPRIYA-{room}").all("option")] == [
        "Choose…",
        "Ruth Bell",
        "Zed Moss",
        "Foreign",
    ]
    assert [one["value"] for one in desk.one(id=f"remove-UPRIYA-{room}").all("option")] == ["", "UTOM"]
    assert {one["data-verb"] for one in desk.all() if one.attributes.get("data-verb")} >= {
        "invite",
        "remove_from_channel",
        "leave",
        "archive",
        "delete_channel",
    }
    assert "room" in str(desk.one(data_verb="delete_channel")["data-confirm"])
    assert looker.desk("UPRIYA", "C0GENERAL").all(data_verb="leave") == []


def test_each_day_has_its_words_and_each_message_its_weekday_and_time_in_the_workspaces_zone() -> None:
    with PracticeSlack.start(
        starts_at=datetime.fromisoformat("2026-12-22T12:00+00:00"), frozen=True
    ) as slack:
        slack.practice.add_person("UPRIYA", "Priya Shah")
        slack.practice.say("UPRIYA", "general", "In winter")
        slack.practice.move_to(datetime.fromisoformat("2027-06-01T12:00+00:00"))
        slack.practice.say("UPRIYA", "general", "In summer")

        desk = Looker(slack).desk("UPRIYA", "C0GENERAL")

    assert [one.words for one in desk.all(class_="day")] == [
        "Tuesday 22 December 2026",
        "Tuesday 1 June 2027",
    ]
    assert [one.words for one in desk.all("time")] == ["Tuesday 12:00", "Tuesday 13:00"]


def dm_of(practice: Practice, person: str, other: str) -> str:
    dm = practice.sees(person).dm(other)
    assert dm is not None
    return dm.id
