"""When something of ours fails: a line in the log without any content, and a plain word to the person."""

import json
import logging
import traceback
from secrets import token_hex

from slack_bolt import App
from slack_bolt.response import BoltResponse

from handlers.reading import Json, inputs
from messages import facts, refusals

log = logging.getLogger("disagree.faults")


def listen(app: App) -> None:
    """Listen for what a listener raised."""

    @app.error
    def answer(error: Exception, body: Json) -> BoltResponse | None:
        reference = token_hex(4)
        log.error("a listener failed: %s, %s at %s", reference, type(error).__name__, _place(error))
        if body.get("type") != "view_submission":
            return None
        return _beside_first_field(body["view"], reference)


def _beside_first_field(view: Json, reference: str) -> BoltResponse | None:
    fields = inputs(view)
    if not fields:
        return None
    words = refusals.refusal(facts.Refusal("something_failed", names=(reference,)))
    answer = {"response_action": "errors", "errors": {fields[0]: words}}
    return BoltResponse(
        status=200, body=json.dumps(answer), headers={"content-type": "application/json; charset=utf-8"}
    )


def _place(error: Exception) -> str:
    """Where it was raised; never its message, which may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}:{frames[-1].lineno}" if frames else "nowhere"
