"""
How all that is pressed, chosen, sent or searched comes in and is answered.

A press that opens a window opens it first, then is acknowledged; a form is acknowledged after its commit.
Bolt loses an acknowledgement when an exception follows it, so nothing follows one.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from casework.answers import tell
from handlers import answers, reading
from handlers.desk import Desk
from handlers.once import once
from handlers.reading import Json, Press, Sent, View
from messages import answers as answered
from messages import blocks, ids
from procedure.refusal import Refused
from storage.engine import Unavailable
from storage.seen import SeenBefore

WINDOW_SECONDS = 2
"""A trigger lives three seconds; so long we wait for a window to open."""

KNOWN_BY_THEIR_OWN_ID = frozenset(
    {
        ids.RAISE_FORM,
        ids.NOTE_FORM,
        ids.CORRECT_FORM,
        ids.READ_BACK_FORM,
        ids.ADD_ACTION_FORM,
        ids.COMMUNICATION_FORM,
    }
)
"""Forms that their use case knows by an id of their own: sent again, they are answered as the first time."""

_ANSWERED_BEFORE = frozenset({"exchanged_trigger_id", "hash_conflict"})

UNREACHED = (SlackClientError, HTTPException, OSError)
"""All in which a call of Slack can end."""

Opens = Callable[[Desk, Press], View]
"""Returns the window that a press asks for; raises Refused."""

Acts = Callable[[Desk, Press], View]
"""Does what a press says, and returns the window that says so; raises Refused."""

Changes = Callable[[Desk, Sent], View]
"""Returns a window anew after something in it was chosen; raises Refused."""

Takes = Callable[[Desk, Sent], Callable[[], View] | None]
"""Does what a form says; returns how to build the window that follows, None where there is none."""

Finds = Callable[[Desk, Sent, str], Iterable[tuple[str, str]]]
"""Returns what a search finds, as (value, words); raises Refused."""

Listener = Callable[..., None]


@dataclass(frozen=True)
class _Answer:
    """
    What a press is answered with; `by` is None where we don't know who pressed, and `is_again` says that
    Slack has delivered it before.
    """

    view: View
    by: int | None = None
    is_done: bool = False
    is_again: bool = False


def opening(desk: Desk, opens: Opens) -> Listener:
    """Answer a press with the window that it asks for."""

    def listen(ack: Ack, body: Json, context: BoltContext, client: WebClient) -> None:
        _open(desk, opens, body, context, client)
        ack()

    return listen


def opening_from(desk: Desk, opens: Callable[[Json], Opens]) -> Listener:
    """Answer a press with a window that depends on more of the payload than a press has."""

    def listen(ack: Ack, body: Json, context: BoltContext, client: WebClient) -> None:
        _open(desk, opens(body), body, context, client)
        ack()

    return listen


def acting(desk: Desk, acts: Mapping[str, Acts]) -> Listener:
    """
    Do what a press says, then answer it; a window in which it stood says so in its place. `acts` by the
    button's action id.
    """

    def listen(ack: Ack, body: Json, context: BoltContext, client: WebClient) -> None:
        answer = _tried(desk, acts[reading.pressed(body)], body, context)
        desk.wake()
        try:
            _answer(client, body, answer)
        except UNREACHED as failure:
            _tell_instead(desk, answer.by, "recorded" if answer.is_done else "not_opened", failure)
        ack()

    return listen


def changing(desk: Desk, changes: Mapping[str, Changes]) -> Listener:
    """Show a window anew after something in it was chosen; `changes` by the window's callback id."""

    def listen(ack: Ack, body: Json, context: BoltContext, client: WebClient) -> None:
        view = body["view"]
        try:
            form = reading.sent(view, reading.actor(desk, body, context), desk.now())
            renew(client, view, changes[view["callback_id"]](desk, form))
        except Refused as refused:
            place(client, body, answers.window(desk, refused, "", desk.now()))
        except Unavailable:
            place(client, body, answers.unrecorded_window())
        ack()

    return listen


def taking(desk: Desk, takes: Mapping[str, Takes]) -> Listener:
    """Do what a form says, and acknowledge it after the commit; `takes` by the form's callback id."""

    def listen(ack: Ack, body: Json, context: BoltContext) -> None:
        ack(**_taken(desk, takes[body["view"]["callback_id"]], body, context))

    return listen


def closing(desk: Desk, closes: Callable[[Desk, Sent], None]) -> Listener:
    """Do what follows when a form is closed unsent."""

    def listen(ack: Ack, body: Json, context: BoltContext) -> None:
        form = reading.sent(body["view"], reading.actor(desk, body, context), desk.now())
        with suppress(SeenBefore):
            closes(once(desk, body), form)
        desk.wake()
        ack()

    return listen


def searching(desk: Desk, finds: Mapping[str, Finds]) -> Listener:
    """Answer a search with what it finds: nothing, where it is refused; `finds` by the field's action id."""

    def listen(ack: Ack, body: Json, context: BoltContext) -> None:
        try:
            form = reading.sent(body["view"], reading.actor(desk, body, context), desk.now())
            found = tuple(finds[body["action_id"]](desk, form, body.get("value") or ""))
        except (Refused, Unavailable):
            found = ()
        ack(options=[blocks.option(words, value) for value, words in found])

    return listen


def place(client: WebClient, body: Json, view: View) -> None:
    """Show a window where the person looks: on top of the one in which they pressed, else by itself."""
    ready = impatient(client)
    show = ready.views_push if _is_in_window(body) else ready.views_open
    show(trigger_id=body["trigger_id"], view=view)


def renew(client: WebClient, shown: Json, view: View) -> None:
    """Show a window anew; where it has changed meanwhile, what was chosen last holds."""
    ready = impatient(client)
    try:
        ready.views_update(view_id=shown["id"], hash=shown["hash"], view=view)
    except SlackApiError as error:
        if error.response["error"] != "hash_conflict":
            raise
        ready.views_update(view_id=shown["id"], view=view)


def impatient(client: WebClient) -> WebClient:
    """Return the client of one payload, which gives up before the trigger dies, and repeats nothing."""
    client.timeout = WINDOW_SECONDS
    client.retry_handlers = []
    return client


def _open(desk: Desk, opens: Opens, body: Json, context: BoltContext, client: WebClient) -> None:
    answer = _tried(desk, opens, body, context)
    try:
        place(client, body, answer.view)
    except UNREACHED as failure:
        _tell_instead(desk, answer.by, "not_opened", failure)


def _answer(client: WebClient, body: Json, answer: _Answer) -> None:
    """
    Show what became of a press. What was delivered again is answered where the first was not: what stands
    in the window is put in no other's place.
    """
    if not (answer.is_done and _is_in_window(body)):
        place(client, body, answer.view)
        return
    shown = body["view"]
    guard = {"hash": shown["hash"]} if answer.is_again else {}
    impatient(client).views_update(view_id=shown["id"], view=answer.view, **guard)


def _tried(desk: Desk, act: Callable[[Desk, Press], View], body: Json, context: BoltContext) -> _Answer:
    now, value, by = desk.now(), _value(body), None
    try:
        by = reading.actor(desk, body, context)
        return _Answer(act(once(desk, body), Press(by, now, value)), by, is_done=True)
    except SeenBefore:
        view = answered.done("already", reading.reference_in(value))
        return _Answer(view, by, is_done=True, is_again=True)
    except Refused as refused:
        return _Answer(answers.window(desk, refused, value, now), by)
    except Unavailable:
        return _Answer(answers.unrecorded_window(), by)


def _taken(desk: Desk, takes: Takes, body: Json, context: BoltContext) -> answers.Reply:
    view, now = body["view"], desk.now()
    at = desk if view["callback_id"] in KNOWN_BY_THEIR_OWN_ID else once(desk, body)
    try:
        follows = takes(at, reading.sent(view, reading.actor(desk, body, context), now))
    except SeenBefore:
        reference = reading.reference_in(view.get("private_metadata") or "")
        return {"response_action": "update", "view": answered.done("already", reference)}
    except Refused as refused:
        return answers.to_form(desk, refused, view, now)
    except Unavailable:
        return answers.to_form_unrecorded(view)
    desk.wake()
    return _following(follows, view)


def _following(follows: Callable[[], View] | None, view: Json) -> answers.Reply:
    """
    It is recorded by now: a window that cannot be had must not look like a failure. What lies under a form
    was true before it: it closes too.
    """
    if follows is None:
        return {"response_action": "clear"} if view.get("previous_view_id") else {}
    try:
        return {"response_action": "update", "view": follows()}
    except (Refused, Unavailable):
        return {}


def _tell_instead(desk: Desk, by: int | None, kind: str, failure: Exception) -> None:
    """
    No window could open: say it by direct message; raises, and so leaves it to Slack, where that fails.
    Where Slack says that the trigger was used, or that the window is another by now, the same press was
    delivered before, and answered.
    """
    if isinstance(failure, SlackApiError) and failure.response["error"] in _ANSWERED_BEFORE:
        return
    if by is None or not tell(desk.database, by, kind, now=desk.now()):
        raise LookupError("no way to answer")
    desk.wake()


def _is_in_window(body: Json) -> bool:
    return (body.get("view") or {}).get("type") == "modal"


def _value(body: Json) -> str:
    """A button has its value at once, a menu in what was chosen; a shortcut has none."""
    action = (body.get("actions") or [{}])[0]
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
