"""An app that is none of ours does its work, over Socket Mode and over signed HTTP alike."""

from collections.abc import Iterator

import pytest

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.screen import SeenChannel, SeenView
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import connected, web_client
from tests.sandbox.slack.tea_round import tea_round
from tests.sandbox.slack.ways import served


@pytest.fixture(params=["Socket Mode", "HTTP"])
def tea(request: pytest.FixtureRequest, slack: PracticeSlack, practice: Practice) -> Iterator[Practice]:
    """The practice Slack with the tea round joined to it in one of the two ways."""
    app = tea_round(web_client(slack))
    if request.param == "HTTP":
        with served(app) as url:
            practice.connect(url)
            yield practice
    else:
        with connected(app, practice):
            yield practice


def before(tea: Practice, person: str) -> SeenView:
    view = tea.sees(person).view
    assert view is not None
    return view


def with_the_app(tea: Practice, person: str) -> SeenChannel:
    dm = tea.sees(person).dm(BOT_USER_ID)
    assert dm is not None
    return dm


def test_tea_is_ordered_and_drunk(tea: Practice) -> None:
    assert tea.command("UPRIYA", "/tea").acknowledged
    form = before(tea, "UPRIYA")
    offered = tea.search("UPRIYA", form.id, "with", "Tom")
    tea.fill("UPRIYA", form.id, {"with": "tomasz", "tea": "black"})
    refused = tea.submit("UPRIYA", form.id, {"milk": "a pint"})
    pushed = tea.submit("UPRIYA", form.id, {"milk": "a drop"})
    on_top = before(tea, "UPRIYA")
    cleared = tea.submit("UPRIYA", on_top.id)
    tea.wait_for("UPRIYA", lambda screen: "Black tea" in screen.words)
    dm = with_the_app(tea, "UPRIYA")
    reply = tea.press("UPRIYA", dm.id, dm.messages[-1].ts, "drunk")

    assert [one["value"] for one in offered] == ["tom", "tomasz"]
    assert refused.errors == {"milk": "There is no more than a drop."}
    assert (pushed.outcome, on_top.title, cleared.outcome) == ("pushed", "Sure?", "cleared")
    assert tea.sees("UPRIYA").views == ()
    assert (reply.acknowledged, with_the_app(tea, "UPRIYA").messages[-1].text) == (True, "Gone")
    assert tea.problems() == ()


def test_milk_is_asked_about_only_with_black_tea(tea: Practice) -> None:
    tea.shortcut("UTOM", "tea")
    form = before(tea, "UTOM")

    tea.fill("UTOM", form.id, {"tea": "black"})
    with_milk = before(tea, "UTOM").words
    tea.fill("UTOM", form.id, {"tea": "mint"})
    without_milk = before(tea, "UTOM").words

    assert "How much milk?" in with_milk
    assert "How much milk?" not in without_milk
    assert before(tea, "UTOM").value("tea") == "mint"


def test_who_comes_into_a_room_is_asked_and_who_looks_at_home_is_told(tea: Practice) -> None:
    room = tea.create_channel("UPRIYA", "tea-room")
    tea.invite("UPRIYA", room, BOT_USER_ID)
    tea.invite("UPRIYA", room, "UTOM")
    tea.open_home("URUTH")

    tea.wait_for("UTOM", lambda screen: "Tea, " in screen.words)
    tea.wait_for("URUTH", lambda screen: screen.home is not None and "No tea yet." in screen.home.words)
    assert tea.sees("URUTH").channel(room) is None


def test_a_message_is_answered_to_who_asked_and_nobody_else(tea: Practice) -> None:
    room = tea.create_channel("UPRIYA", "tea-room")
    tea.invite("UPRIYA", room, "UTOM")
    ts = tea.say("UPRIYA", room, "Thirsty")

    tea.message_shortcut("UPRIYA", "tea_for", room, ts)

    tea.wait_for("UPRIYA", lambda screen: "On its way." in screen.words)
    assert "On its way." not in tea.sees("UTOM").words
    with pytest.raises(Impossible, match="sees no channel"):
        tea.message_shortcut("UZED", "tea_for", room, ts)
