"""What people do in the app's views: fill, press, search, submit, close."""

import math
import re
from dataclasses import dataclass
from typing import Any

from sandbox.slack import choices, interactions
from sandbox.slack.courier import Courier, need_app
from sandbox.slack.elements import KEEPING, TYPED, Placed, placed_in
from sandbox.slack.envelopes import Answer, Silence, Sort
from sandbox.slack.kit import surfaces
from sandbox.slack.modals import View
from sandbox.slack.people import Person
from sandbox.slack.presence import home_of, present, top_view
from sandbox.slack.shapes import Impossible, Json, SlackError
from sandbox.slack.view_content import accepted_view
from sandbox.slack.with_app import Reply, find_placed, reply_to, use
from sandbox.slack.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"
REQUIRED = "Please complete this required field."
MIN_QUERY_LENGTH = 3
TEXT_LENGTH = 3000
_EMAIL, _URL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Submitted:
    """What pressing the submit button led to: closed, cleared, errors, updated, pushed or failed."""

    outcome: str
    errors: dict[str, str]
    failure: str | None
    view: View | None

    def as_json(self) -> Json:
        """Return what the control API answers; `view` is what the person now has before them."""
        view = self.view.as_view() if self.view else None
        return {"outcome": self.outcome, "errors": self.errors, "failure": self.failure, "view": view}


class Forms:
    """Acts for a person in a view, and does with the app's answer what Slack does."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    async def fill(self, person_id: str, view_id: str, values: Json) -> Reply:
        """
        Type and choose, field by field, each named by its block id or action id.

        A field that tells the app at once does so, and the app's answer is awaited before the next.
        """
        person, view = self._before(person_id, view_id)
        reply = Reply(acknowledged=True)
        for name, given in values.items():
            placed = _field(view, name)
            held = self._hold(view, placed, given)
            if placed.dispatches and _tells_while_filling(placed):
                reply = await self._dispatch(person, view, placed, held, None)
                if not reply.acknowledged:
                    return reply
        self._workspace.changed()
        return reply

    async def press(
        self, person_id: str, view_id: str, action_id: str, block_id: str | None, chosen: Any
    ) -> Reply:
        """Press a button or choose something in the view that the person has before them."""
        person, view = self._before(person_id, view_id)
        return await self._press(person, view, find_placed(view.blocks, action_id, block_id), chosen)

    async def press_in_home(self, person_id: str, action_id: str, block_id: str | None, chosen: Any) -> Reply:
        """Press a button or choose something in App Home."""
        person = self._acting(person_id)
        home = home_of(self._workspace, person)
        return await self._press(person, home, find_placed(home.blocks, action_id, block_id), chosen)

    async def search(self, person_id: str, view_id: str, name: str, words: str) -> list[Json]:
        """Type into a search and return the options that appear."""
        person, view = self._before(person_id, view_id)
        placed = _field(view, name)
        if placed.type not in ("external_select", "multi_external_select"):
            raise Impossible(f"{name} is a {placed.type}: there is nothing to search")
        if len(words) < placed.element.get("min_query_length", MIN_QUERY_LENGTH):
            return []
        payload = interactions.suggestion(person, placed, words, view)
        answer = await self._courier.ask(Sort.INTERACTION, payload, takes_answer=True)
        offered = self._offered(answer)
        view.offered[placed.action_id] = offered
        return offered

    async def submit(self, person_id: str, view_id: str, values: Json) -> Submitted:
        """Fill what is given, press the submit button, and do what the app answers."""
        if values:
            await self.fill(person_id, view_id, values)
        person, view = self._before(person_id, view_id)
        if not view.content.get("submit"):
            raise Impossible("the view has no submit button")
        view.errors, view.failure = missing_or_wrong(view), None
        if view.errors:
            self._workspace.changed()
            return Submitted("errors", view.errors, None, view)
        trigger_id = self._workspace.triggers.hand_out(person.id, view.id)
        payload = interactions.submission(person, view, trigger_id)
        answer = await self._courier.ask(Sort.INTERACTION, payload, takes_answer=True)
        try:
            submitted = self._follow(person, view, answer)
        except SlackError as error:
            submitted = self._failed(view, f"{error.code} {error.more.get('response_metadata', '')}")
        self._workspace.changed()
        return submitted

    def close(self, person_id: str, view_id: str, *, everything: bool) -> None:
        """Close the top view, or the whole stack; the app is told of each view that asks for it."""
        person, view = self._before(person_id, view_id)
        everything = everything or bool(view.content.get("clear_on_close"))
        closing = reversed(self._workspace.modals.stack(person.id)) if everything else (view,)
        for one in tuple(closing):
            self._workspace.modals.close(one)
            if one.content.get("notify_on_close"):
                payload = interactions.closing(person, one, cleared=everything)
                self._courier.tell(Sort.INTERACTION, payload)
        self._workspace.changed()

    def _acting(self, person_id: str) -> Person:
        person = present(self._workspace, person_id)
        need_app(self._workspace)
        return person

    def _before(self, person_id: str, view_id: str) -> tuple[Person, View]:
        person = self._acting(person_id)
        return person, top_view(self._workspace, person, view_id)

    async def _press(self, person: Person, view: View, placed: Placed, chosen: Any) -> Reply:
        held, option = use(placed, chosen, self._choosing(view, placed), view.state)
        self._workspace.changed()
        if not placed.dispatches:
            return Reply(acknowledged=True)
        return await self._dispatch(person, view, placed, held, option)

    def _hold(self, view: View, placed: Placed, given: Any) -> Json:
        held = choices.hold(placed, given, self._choosing(view, placed))
        view.state.setdefault(placed.block_id, {})[placed.action_id] = held
        view.errors.pop(placed.block_id, None)
        return held

    def _choosing(self, view: View, placed: Placed) -> choices.Before:
        held = view.state.get(placed.block_id, {}).get(placed.action_id, {})
        kept = held.get("selected_options") or [one for one in [held.get("selected_option")] if one]
        return choices.Before(self._workspace, view.person, [*view.offered.get(placed.action_id, []), *kept])

    async def _dispatch(
        self, person: Person, view: View, placed: Placed, held: Json | None, option: Any
    ) -> Reply:
        trigger_id = self._workspace.triggers.hand_out(
            person.id, view.id if view.content["type"] == "modal" else None
        )
        action = interactions.action(placed, held, option, self._workspace.next_ts())
        payload = interactions.action_in_view(person, action, view, trigger_id)
        return reply_to(self._workspace, await self._courier.ask(Sort.INTERACTION, payload), TROUBLE)

    def _offered(self, answer: Answer | Silence) -> list[Json]:
        body = answer.body if isinstance(answer, Answer) else None
        given = body if isinstance(body, dict) else {}
        groups = given.get("option_groups") or []
        offered = [
            *(given.get("options") or []),
            *(one for group in groups for one in group.get("options", [])),
        ]
        faults = surfaces.faults_in_options(given)
        if body is None or faults:
            self._workspace.journal.went_wrong(
                self._workspace.clock.now(), f"no options shown: {faults or 'silence'}"
            )
            return []
        return offered

    def _follow(self, person: Person, view: View, answer: Answer | Silence) -> Submitted:
        if isinstance(answer, Silence):
            return self._failed(view, f"view_submission not acknowledged ({answer.why})")
        if not answer.body:
            self._workspace.modals.close(view)
            return Submitted("closed", {}, None, self._workspace.modals.top(person.id))
        action = str(answer.body.get("response_action")) if isinstance(answer.body, dict) else ""
        follow = {
            "clear": self._clear,
            "update": self._update,
            "push": self._push,
            "errors": self._errors,
        }.get(action)
        if follow is None:
            return self._failed(
                view, "the acknowledgement of view_submission is neither empty nor a response_action"
            )
        return follow(view, answer.body)

    def _clear(self, view: View, _: Json) -> Submitted:
        self._workspace.modals.clear(view.person)
        return Submitted("cleared", {}, None, None)

    def _update(self, view: View, body: Json) -> Submitted:
        content = accepted_view(self._workspace, body.get("view"), "modal", replaces=view)
        self._workspace.modals.update(view, content, self._workspace.clock.now())
        self._workspace.note_view(view)
        return Submitted("updated", {}, None, view)

    def _push(self, view: View, body: Json) -> Submitted:
        content = accepted_view(self._workspace, body.get("view"), "modal")
        pushed = self._workspace.modals.push(view.person, content, self._workspace.clock.now())
        self._workspace.note_view(pushed)
        return Submitted("pushed", {}, None, pushed)

    def _errors(self, view: View, body: Json) -> Submitted:
        errors = body.get("errors")
        inputs = {placed.block_id for placed in placed_in(view.blocks) if placed.is_input}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            return self._failed(view, "the keys of errors must be the ids of input blocks in the view")
        view.errors = {str(block): str(words) for block, words in errors.items()}
        return Submitted("errors", view.errors, None, view)

    def _failed(self, view: View, why: str) -> Submitted:
        self._workspace.journal.went_wrong(self._workspace.clock.now(), why)
        view.failure = TROUBLE
        return Submitted("failed", {}, TROUBLE, view)


def missing_or_wrong(view: View) -> dict[str, str]:
    """Return, by block, what Slack itself finds missing or wrong before anything is sent to the app."""
    found: dict[str, str] = {}
    for placed in placed_in(view.blocks):
        if placed.is_input:
            value = view.state[placed.block_id][placed.action_id][KEEPING[placed.type].key]
            words = _complaint(placed, value)
            if words:
                found[placed.block_id] = words
    return found


def _complaint(placed: Placed, value: Any) -> str | None:
    if value in (None, "", []):
        return None if placed.block.get("optional") else REQUIRED
    if placed.type == "plain_text_input" and not value.strip() and not placed.block.get("optional"):
        return REQUIRED
    check = _CHECKS.get(placed.type)
    return check(placed.element, value) if check else None


def _of_a_length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", TEXT_LENGTH)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter no more than {most} characters." if len(value) > most else None


def _within(element: Json, value: str) -> str | None:
    low, high = float(element.get("min_value", -math.inf)), float(element.get("max_value", math.inf))
    return None if low <= float(value) <= high else "Please enter a number in the range that is asked for."


def _an_email(element: Json, value: str) -> str | None:
    return _of_a_length(element, value) or (
        None if _EMAIL.fullmatch(value) else "Please enter a valid email address."
    )


def _a_url(element: Json, value: str) -> str | None:
    return _of_a_length(element, value) or (None if _URL.fullmatch(value) else "Please enter a valid URL.")


_CHECKS = {
    "plain_text_input": _of_a_length,
    "number_input": _within,
    "email_text_input": _an_email,
    "url_text_input": _a_url,
}


def _field(view: View, name: str) -> Placed:
    found = [one for one in placed_in(view.blocks) if one.block_id == name and one.type in KEEPING]
    found = found or [one for one in placed_in(view.blocks) if one.action_id == name and one.type in KEEPING]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{one.block_id}/{one.action_id}" for one in placed_in(view.blocks)) or "nothing"
    raise Impossible(f"{'more than one' if found else 'no'} field {name} to fill in; there is: {there}")


def _tells_while_filling(placed: Placed) -> bool:
    # typed text tells the app when Enter is pressed, unless the app asked for every character
    if placed.type not in TYPED:
        return True
    asked = placed.element.get("dispatch_action_config", {}).get("trigger_actions_on", [])
    return "on_character_entered" in asked
