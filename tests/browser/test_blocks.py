"""Blocks in a browser, with an app that is not ours: what is done with clicks and keys reaches it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from slack_bolt import Ack

from sandbox.slack.client import Practice
from sandbox.slack.screen import Screen
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import QUICK, connected, web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.pieces import Json, actions, button, field, modal, option, plain, radio, typed

CONFIRM = {
    "title": plain("Sure?"),
    "text": plain("It tells all."),
    "confirm": plain("Tell"),
    "deny": plain("Wait"),
}
MENU = {"type": "overflow", "action_id": "more", "options": [option("one", "One"), option("two", "Two")]}
SEARCH = {"type": "external_select", "action_id": "who", "min_query_length": 1}
PEOPLE = {"type": "multi_users_select", "action_id": "people", "max_selected_items": 2}
MOMENT = {"type": "datetimepicker", "action_id": "at"}
# Monday 2024-07-01 10:00 in London, an hour before Greenwich
SUMMER = 1719824400


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack.start(pace=QUICK) as running:
        yield running


@pytest.fixture
def practice(slack: PracticeSlack) -> Practice:
    practice = slack.practice
    for person, name in (("UPRIYA", "Priya Shah"), ("UTOM", "Tom Reed"), ("URUTH", "Ruth Bell")):
        practice.add_person(person, name, f"{name.split()[0].lower()}@example.org")
    practice.install(manifest())
    return practice


@pytest.fixture
def foreign(slack: PracticeSlack, practice: Practice) -> Iterator[Foreign]:
    foreign = Foreign(web_client(slack))
    with connected(foreign.app, practice):
        yield foreign


Opens = Callable[..., Page]


@pytest.fixture
def dialog(
    slack: PracticeSlack, practice: Practice, foreign: Foreign, opens: Opens
) -> Callable[..., Locator]:
    """Return what opens a dialog of these blocks before Priya."""

    def open_dialog(*blocks: Json) -> Locator:
        def answer(ack: Ack, body: Json) -> None:
            foreign.client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks))
            ack()

        foreign.on("command", answer)
        practice.command("UPRIYA", "/tea", "")
        return opens(f"{slack.url}/?as=UPRIYA").get_by_role("dialog")

    return open_dialog


@pytest.fixture
def message(slack: PracticeSlack, foreign: Foreign, opens: Opens) -> Callable[..., Locator]:
    """Return what posts a message of these blocks to Priya."""

    def post(*blocks: Json) -> Locator:
        channel = foreign.client.conversations_open(users="UPRIYA")["channel"]["id"]
        foreign.client.chat_postMessage(channel=channel, text="Words", blocks=list(blocks))
        return opens(f"{slack.url}/?as=UPRIYA&at={channel}").get_by_role("article")

    return post


def action(foreign: Foreign) -> Json:
    told: Json = foreign.next("action")["actions"][0]
    return told


def holds(field_: str, value: object) -> Callable[[Screen], bool]:
    """Return whether the dialog's field holds this."""
    return lambda screen: screen.view is not None and screen.view.value(field_) == value


def test_a_press_that_must_be_confirmed_counts_only_then(
    message: Callable[..., Locator], foreign: Foreign
) -> None:
    shown = message(actions(button("tell", confirm=CONFIRM, value="v1")))
    pressing = shown.get_by_role("button", name="Press")

    pressing.click()
    shown.page.get_by_role("dialog", name="Sure?").press("Escape")
    expect(shown.page.get_by_role("dialog")).to_have_count(0)
    assert foreign.none_of("action")
    pressing.click()
    shown.page.get_by_role("button", name="Tell").click()

    assert (action(foreign)["value"], foreign.none_of("action")) == ("v1", True)


def test_a_menu_is_walked_by_keys_and_closes_alone(message: Callable[..., Locator], foreign: Foreign) -> None:
    shown = message(actions(MENU))
    opening = shown.get_by_role("button", name="More actions", exact=True)

    opening.press("Enter")
    expect(shown.get_by_role("menuitem", name="One")).to_be_focused()
    shown.page.keyboard.press("Escape")
    expect(opening).to_be_focused()
    opening.press("Enter")
    shown.get_by_role("menuitem", name="One").press("ArrowDown")
    shown.get_by_role("menuitem", name="Two").press("Enter")

    assert action(foreign)["selected_option"]["value"] == "two"


def test_what_is_typed_outlives_a_drawing_anew_and_is_told(
    dialog: Callable[..., Locator], practice: Practice
) -> None:
    shown = dialog(field(typed(), "what"))
    typing = shown.get_by_role("textbox", name="Label")

    typing.press_sequentially("No bread ")
    practice.say("UTOM", "general", "Something else happens.")
    expect(shown.page.get_by_role("link", name=re.compile("general.*1 unread"))).to_have_count(1)
    typing.press_sequentially("at home")

    expect(typing).to_have_value("No bread at home")
    expect(typing).to_be_focused()
    practice.wait_for("UPRIYA", holds("what", "No bread at home"))


def test_a_search_is_done_by_keys(
    dialog: Callable[..., Locator], practice: Practice, foreign: Foreign
) -> None:
    options = [option("p1", "Priya One"), option("p2", "Petra Two")]
    foreign.on("options", lambda ack, _: ack(options=options))
    shown = dialog(field(SEARCH, "who"))
    typing = shown.get_by_role("combobox", name="Label")

    typing.press_sequentially("p")
    expect(shown.get_by_role("option")).to_have_text(["Priya One", "Petra Two"])
    typing.press("Escape")
    expect(shown.get_by_role("option")).to_have_count(0)
    expect(shown).to_be_visible()
    typing.press("ArrowDown")
    expect(shown.get_by_role("option", name="Priya One")).to_have_attribute("aria-selected", "true")
    typing.press("ArrowDown")
    typing.press("Enter")

    practice.wait_for("UPRIYA", holds("who", "p2"))
    expect(typing).to_have_value("Petra Two")


def test_people_are_chosen_up_to_the_limit_and_taken_out(
    dialog: Callable[..., Locator], practice: Practice
) -> None:
    shown = dialog(field(PEOPLE, "people"))
    typing = shown.get_by_role("combobox", name="Label")

    for words in ("tom", "ruth"):
        typing.fill(words)
        typing.press("Enter")
    practice.wait_for("UPRIYA", holds("people", ["UTOM", "URUTH"]))
    typing.fill("pri")
    expect(shown.get_by_role("option")).to_have_text("No more than 2 can be chosen.")
    shown.get_by_role("button", name="Remove Tom Reed").click()

    practice.wait_for("UPRIYA", holds("people", ["URUTH"]))
    expect(shown.get_by_role("listitem").filter(has_text="Ruth Bell")).to_be_visible()


def test_a_list_stays_open_though_what_was_chosen_before_is_told_only_now(
    dialog: Callable[..., Locator], practice: Practice
) -> None:
    shown = dialog(field(PEOPLE, "people"))
    typing = shown.get_by_role("combobox", name="Label")
    on_the_way: list[Route] = []
    shown.page.route("**/practice/fill", lambda route: on_the_way.append(route))
    typing.fill("tom")
    typing.press("Enter")
    typing.fill("ruth")

    with shown.page.expect_response("**/page/desks*"):
        on_the_way[0].continue_()
    shown.page.unroute("**/practice/fill")
    practice.wait_for("UPRIYA", holds("people", ["UTOM"]))
    shown.page.wait_for_timeout(200)  # the answer is drawn after it came

    expect(shown.get_by_role("option", name="Ruth Bell")).to_be_visible()
    typing.press("Enter")
    practice.wait_for("UPRIYA", holds("people", ["UTOM", "URUTH"]))


def test_a_click_hits_what_it_aims_at_though_a_list_closes_under_it(
    dialog: Callable[..., Locator], foreign: Foreign
) -> None:
    shown = dialog(field(PEOPLE, "people", optional=True))
    shown.get_by_role("combobox", name="Label").click()
    expect(shown.get_by_role("option").first).to_be_visible()

    shown.get_by_role("button", name="Send").click()

    assert foreign.next("view")["view"]["state"]["values"]["people"]["people"]["selected_users"] == []


def test_a_moment_is_that_of_the_workspace_not_of_the_browser(
    dialog: Callable[..., Locator], practice: Practice
) -> None:
    shown = dialog(field(MOMENT, "at"))

    shown.get_by_label("Label").fill("2024-07-01T10:00")

    practice.wait_for("UPRIYA", holds("at", SUMMER))


def test_a_whole_book_is_kept_and_refused_beside_its_field(
    dialog: Callable[..., Locator], foreign: Foreign
) -> None:
    shown = dialog(field(typed(multiline=True, max_length=3000), "what"))
    typing = shown.get_by_role("textbox", name="Label")
    book = "Words and <b>. " * 7000

    typing.fill(book)
    expect(shown.get_by_text("102000 characters too many")).to_be_visible()
    shown.get_by_role("button", name="Send").click()

    expect(shown.get_by_text("Please enter no more than 3000 characters.")).to_be_visible()
    expect(typing).to_be_focused()
    assert typing.input_value() == book
    assert foreign.none_of("view")


def test_a_choice_that_tells_at_once_is_not_told_again_when_the_form_is_sent(
    dialog: Callable[..., Locator], foreign: Foreign
) -> None:
    shown = dialog(
        field(radio("when", "soon", "later"), "when", dispatch_action=True), field(typed(), "what")
    )

    shown.get_by_label("later").check()
    told = action(foreign)
    shown.get_by_role("textbox").fill("Words")
    shown.get_by_role("button", name="Send").click()
    values = foreign.next("view")["view"]["state"]["values"]

    assert (told["selected_option"]["value"], foreign.none_of("action")) == ("later", True)
    assert values["when"]["when"]["selected_option"]["value"] == "later"
    assert values["what"]["text"]["value"] == "Words"


def test_a_late_answer_is_said_beside_what_was_pressed(
    message: Callable[..., Locator], foreign: Foreign
) -> None:
    foreign.on("action", lambda ack, _: None)
    shown = message(actions(button("tell")))

    shown.get_by_role("button", name="Press").click()

    expect(shown.get_by_role("button", name="Press")).to_have_attribute("aria-busy", "true")
    expect(shown.get_by_role("alert")).to_have_text("Sorry, this didn't work. Try again?")
    expect(shown.get_by_role("button", name="Press")).not_to_have_attribute("aria-busy", "true")
