"""When something of ours fails: a line in the log without any content, and a plain word to the person."""

import json
import logging
import traceback
from collections.abc import Callable, Mapping
from secrets import token_hex
from types import MappingProxyType

from slack_bolt import App
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.doors import UNREACHED, place
from handlers.reading import Json, inputs
from messages import answers, facts, refusals

log = logging.getLogger("disagree.faults")

Shows = Callable[[Json, WebClient, facts.Refusal], BoltResponse | None]
"""Shows somebody that something failed; None where it can't be shown, and Slack says so itself."""


def listen(app: App, desk: Desk) -> None:
    """Listen for what a listener raised. Whatever is shown has a reference that stands in the log too."""

    @app.error
    def answer(error: Exception, body: Json, client: WebClient) -> BoltResponse | None:
        reference = token_hex(4)
        log.error("a listener failed: %s, %s at %s", reference, type(error).__name__, _place(error))
        shows = _SHOWS.get(str(body.get("type", "command" if "command" in body else "")))
        shown = shows(body, client, facts.Refusal("something_failed", names=(reference,))) if shows else None
        if shown is not None:
            desk.fault_shown()
        return shown


def _in_form(body: Json, client: WebClient, why: facts.Refusal) -> BoltResponse:
    """Beside its first field, so that nothing typed is lost; where it has none, in a window on top of it."""
    fields = inputs(body["view"])
    if fields:
        return _as_json({"response_action": "errors", "errors": {fields[0]: refusals.refusal(why)}})
    return _as_json({"response_action": "push", "view": answers.refused(why)})


def _in_window(body: Json, client: WebClient, why: facts.Refusal) -> BoltResponse | None:
    try:
        place(client, body, answers.refused(why))
    except UNREACHED:
        return None
    return BoltResponse(status=200, body="")


def _in_answer(body: Json, client: WebClient, why: facts.Refusal) -> BoltResponse:
    return BoltResponse(status=200, body=refusals.refusal(why))


def _as_json(answer: Json) -> BoltResponse:
    response = BoltResponse(status=200, body=json.dumps(answer))
    response.headers["content-type"] = ["application/json; charset=utf-8"]
    return response


def _place(error: Exception) -> str:
    """Where it was raised; never its message, which may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}:{frames[-1].lineno}" if frames else "nowhere"


_SHOWS: Mapping[str, Shows] = MappingProxyType(
    {
        "view_submission": _in_form,
        "block_actions": _in_window,
        "shortcut": _in_window,
        "message_action": _in_window,
        "command": _in_answer,
    }
)
"""By what came in; nobody waits for an answer to the rest."""
