"""
What people without a part can reach: Zed, who works nowhere here; Ines, whom no list has; Nadia of an agency
that has nothing to do with it. They know every id there is, try whatever the practice Slack lets people try,
and get nothing of what others typed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from slack_sdk import WebClient

from handlers import CHOSEN_AT_ONCE
from sandbox.practice.stage import Actor, Door, Stage, at
from sandbox.slack.client import Impossible, Practice
from sandbox.slack.identity import BOT_TOKEN
from tests import volatile
from tests.journeys.conftest import InThisProcess
from tests.journeys.listeners import ANYTHING_ELSE, listened_for
from tests.journeys.planted import PHRASES, found_in, walk
from tests.journeys.seen import deliveries

pytestmark = pytest.mark.journey

OUTSIDERS = ("Zed", "Ines", "Nadia")
SPOKEN = "spoken-in-the-room-xyzzy"
_IN_A_BLOCK = 25


@dataclass(frozen=True)
class Place:
    """Everything that can be guessed of a disagreement: its ids, whoever has a window of it open."""

    reference: str
    room: str
    room_name: str
    ts: str
    action_id: str
    view_id: str
    view_action_id: str
    insider: str
    app: InThisProcess
    stage: Stage


@pytest.fixture(scope="module", params=Door)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A disagreement full of planted phrases; Priya has the form for another note open, and reads it."""
    app = InThisProcess()
    begins = at("Friday 2026-11-27 10:00")
    with volatile.folder() as folder, Stage(folder, app, Door(request.param), starts_at=begins) as stage:
        reference = walk(stage)
        priya = stage.person("Priya")
        stage.practice.say(priya.id, priya.room().id, SPOKEN)
        room, message = priya.message_with("note")
        priya.presses("correct_note")
        stage.practice.open_home(priya.id)
        priya.waits_for(lambda screen: screen.home)
        stage.settle()
        yield Place(
            reference=reference,
            room=room.id,
            room_name=room.name,
            ts=message.ts,
            action_id="note",
            view_id=priya.view.id,
            view_action_id="took_part",
            insider=priya.id,
            app=app,
            stage=stage,
        )


Try = Callable[[Practice, str, Place], object]

OF_SOMEBODY_ELSE: Mapping[str, Try] = {
    "press": lambda slack, me, it: slack.press(me, it.room, it.ts, it.action_id),
    "message_shortcut": lambda slack, me, it: slack.message_shortcut(me, "read", it.room, it.ts),
    "press_in_view": lambda slack, me, it: slack.press_in_view(me, it.view_id, it.view_action_id),
    "press_in_home": lambda slack, me, it: slack.press_in_home(me, "read"),
    "press_in_home, what waits": lambda slack, me, it: slack.press_in_home(me, "open_item"),
    "fill": lambda slack, me, it: slack.fill(me, it.view_id, {"said": "Mine."}),
    "submit": lambda slack, me, it: slack.submit(me, it.view_id),
    "search": lambda slack, me, it: slack.search(me, it.view_id, it.view_action_id, "Tom"),
    "close_view": lambda slack, me, it: slack.close_view(me, it.view_id, everything=True),
    "say": lambda slack, me, it: slack.say(me, it.room, "Let me in."),
    "invite": lambda slack, me, it: slack.invite(me, it.room, me),
    "invite another": lambda slack, me, it: slack.invite(me, it.room, "U0ZED"),
    "leave": lambda slack, me, it: slack.leave(me, it.room),
    "remove_from_channel": lambda slack, me, it: slack.remove_from_channel(me, it.room, it.insider),
    "archive": lambda slack, me, it: slack.archive(me, it.room),
    "unarchive": lambda slack, me, it: slack.unarchive(me, it.room),
    "delete_channel": lambda slack, me, it: slack.delete_channel(me, it.room),
    "file": lambda slack, me, it: slack.file(me, "F000000001"),
}
"""Whatever somebody does to a thing that is named by its id."""


def test_they_see_nothing_of_it(place: Place) -> None:
    for outsider in _outsiders(place):
        place.stage.practice.open_home(outsider.id)
        outsider.waits_for(lambda seen: seen.home)
        outsider.types(text="list")

        screen = outsider.sees()
        reached = [each for each in deliveries(place.stage) if outsider.id in each.to]
        everything = screen.dump() + "".join(each.text + each.words for each in reached)
        assert _leaked(everything, place) == []
        assert place.room not in everything
        assert place.reference not in everything
        assert screen.private_channels == ()


def test_no_verb_gives_or_changes_anything_whatever_ids_they_guess(place: Place) -> None:
    insider = place.stage.practice.sees(place.insider)
    for outsider in _outsiders(place):
        for verb, attempt in OF_SOMEBODY_ELSE.items():
            with pytest.raises(Impossible) as refused:
                attempt(place.stage.practice, outsider.id, place)

            assert _leaked(str(refused.value), place) == [], verb

    after = place.stage.practice.sees(place.insider)
    assert (after.channels, after.views, after.home) == (insider.channels, insider.views, insider.home)


def test_a_button_of_the_disagreement_in_their_hands_tells_them_nothing(place: Place) -> None:
    assert place.app.process is not None
    registered = listened_for(place.app.process.database, place.app.process.clock.now)
    buttons = sorted(name for kind, name in registered - {ANYTHING_ELSE} if kind == "action")
    buttons = [name for name in buttons if name not in CHOSEN_AT_ONCE]
    before = _record(place)

    for outsider in _outsiders(place):
        channel, ts = _is_handed(place, outsider, buttons, f"{place.reference}/1/2")
        for action_id in buttons:
            pressed = place.stage.practice.press(outsider.id, channel, ts, action_id)
            shown = outsider.sees()
            assert pressed.failure is None, action_id
            assert _leaked("".join(view.words for view in shown.views), place) == [], action_id
            outsider.closes()

    assert _record(place) == before


def test_a_search_offers_them_people_and_nothing_else(place: Place) -> None:
    nadia = place.stage.person("Nadia")
    nadia.types()
    try:
        for words in (place.reference, *PHRASES.values(), SPOKEN, "xyzzy"):
            assert place.stage.practice.search(nadia.id, nadia.view.id, "against", words) == ()
    finally:
        nadia.closes()


def _outsiders(place: Place) -> list[Actor]:
    return [place.stage.person(name) for name in OUTSIDERS]


def _leaked(text: str, place: Place) -> list[str]:
    return [*found_in(text), *(word for word in (SPOKEN, place.room_name) if word in text)]


def _is_handed(place: Place, outsider: Actor, action_ids: list[str], value: str) -> tuple[str, str]:
    """Put buttons before somebody that only people with a part are ever shown; return where they stand."""
    words = {"type": "plain_text", "text": "Press"}
    buttons = [{"type": "button", "action_id": name, "value": value, "text": words} for name in action_ids]
    rows = [buttons[start : start + _IN_A_BLOCK] for start in range(0, len(buttons), _IN_A_BLOCK)]
    said = WebClient(BOT_TOKEN, base_url=place.stage.slack.api_url).chat_postMessage(
        channel=outsider.id,
        text="Buttons",
        blocks=[{"type": "actions", "elements": row} for row in rows],
    )
    return said["channel"], said["ts"]


def _record(place: Place) -> str:
    """Every word that an insider can read of it."""
    channels = place.stage.practice.sees(place.insider).channels
    return "\n".join(message.words for channel in channels for message in channel.messages)
