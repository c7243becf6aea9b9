"""Nothing that people can press, send, search or meet is without somebody who listens."""

import re
from pathlib import Path

import pytest
import yaml
from slack_bolt import BoltRequest

import handlers
from handlers import CONVERSATIONS, menus
from messages import ids
from messages.words import has_words
from tests.handlers.desk import Desk

OPENS = {name: one for each in CONVERSATIONS for name, one in each.OPENS.items()}
PRESSED = {*OPENS, *menus.opens(OPENS), *(name for each in CONVERSATIONS for name in each.ACTS)}
TAKEN = {name for each in CONVERSATIONS for name in each.TAKES}
FOUND = {name for each in CONVERSATIONS for name in each.FINDS}
WORDING = Path(handlers.__file__).parent.parent / "messages" / "wording" / "buttons.j2"
MANIFEST = Path(handlers.__file__).parent.parent / "app-manifest.yml"
EVENTS = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["settings"]["event_subscriptions"]["bot_events"]


def test_every_button_that_has_words_is_listened_to() -> None:
    named = set(re.findall(r"block (\w+) ", WORDING.read_text(encoding="utf-8")))

    assert named <= PRESSED


def test_every_form_is_taken() -> None:
    forms = {value for name, value in vars(ids).items() if name.endswith("_FORM")}

    assert forms <= TAKEN


def test_every_search_finds() -> None:
    people = {ids.PERSON, ids.TOOK_PART, ids.OWNER, ids.COVERED_BY, ids.CHAIR, ids.MANAGER}

    assert people | {ids.AGAINST, ids.JOINING} == FOUND


def test_no_two_conversations_listen_to_the_same() -> None:
    listened = [name for each in CONVERSATIONS for name in (*each.OPENS, *each.ACTS)]

    assert len(listened) == len(set(listened))


def test_every_reason_for_which_handlers_refuse_has_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(handlers.__file__).parent.glob("*.py")]
    reasons = {reason for source in sources for reason in re.findall(r'Refused\("(\w+)"', source)}

    assert reasons
    assert [reason for reason in reasons if not has_words("refusals", reason)] == []


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_that_the_manifest_asks_for_is_listened_to(refusing_desk: Desk, name: str) -> None:
    event = {"type": name, "user": "U0NOBODY", "channel": "C0NOWHERE", "tab": "messages"}
    if name in ("user_change", "team_join"):
        event["user"] = {"id": "U0NOBODY", "name": "nobody"}  # type: ignore[assignment]
    body = {"type": "event_callback", "event": event, "event_id": "Ev1", "team_id": "T0PRACTICE"}

    answer = refusing_desk.process.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    assert answer.status == 200
