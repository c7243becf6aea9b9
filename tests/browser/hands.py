"""The people of the stage with a browser in their hands: what they do, they do with clicks and keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

from sandbox.practice.stage import Actor, Stage, at
from sandbox.slack.client import Submitted
from sandbox.slack.clock import SETTLE_SECONDS
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.screen import SeenChannel, SeenMessage, SeenView

EVERYBODY = "general"
_LONG = 60
_SETTLE_MS = 1000 * (SETTLE_SECONDS + 5)


@dataclass(frozen=True)
class BrowserActor(Actor):
    """
    Somebody at their desk in the page. What they look for is found by the ids that the page carries; what
    they do goes through the page alone.
    """

    page: Page
    sought: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Locator:
        """Return their desk, having chosen them among the people if it is not drawn."""
        desk = self.page.locator(f'.desk[data-person="{self.id}"]')
        if not desk.count():
            people = self.page.get_by_role("navigation", name="People")
            if not people.is_visible():
                self.page.get_by_role("button", name="People").click()
            people.get_by_role("link", name=re.compile(f"^{re.escape(self.name)}")).first.click()
        expect(desk).to_be_visible()
        return desk

    @property
    def dialog(self) -> Locator:
        """Return the dialog before them, drawn as the practice Slack has it."""
        dialog = self.desk.locator(f'[role=dialog][data-view-id="{self.view.id}"]')
        expect(dialog).to_be_visible()
        return dialog

    def opens(self, place: str) -> None:
        """Open one of their places by the words on it."""
        places = self.desk.get_by_role("navigation", name=f"Places of {self.name}", include_hidden=True)
        if not places.is_visible():
            self.desk.get_by_role("link", name="All places").click()
        link = places.get_by_role(
            "link", name=re.compile(rf"^\W*{re.escape(place)}( archived)?( \d+ unread)?$")
        )
        # by its id, because on a narrow desk the list is hidden once a place is open
        opened = self.desk.locator(f'[id="{link.get_attribute("id")}"]')
        link.click()
        expect(opened).to_have_attribute("aria-current", "page")

    def types(self, command: str = "/disagree", text: str = "") -> str:
        """Type a slash command in the channel for all."""
        self.opens(EVERYBODY)
        field = self.desk.get_by_role("textbox", name=f"Message {EVERYBODY}")
        field.click()
        self.page.keyboard.type(f"{command} {text}")
        with self._answer("command") as answered:
            self.page.keyboard.press("Enter")
        reply = _acknowledged(answered.value)
        expect(field).to_have_value("")
        return str(reply["shown"] or "")

    def finds(self, field: str, words: str) -> str:
        """Type into a search of the dialog; return the value of the one option found."""
        picker = self._control(field)
        typed = picker.get_by_role("combobox")
        typed.click()
        typed.fill("")
        self.page.keyboard.type(words)
        option = picker.locator("[role=option][data-value]").filter(has_text=words).first
        value = option.get_attribute("data-value")
        assert value is not None
        self.sought[value] = words
        typed.fill("")
        return value

    def chooses(self, field: str, value: str) -> None:
        """Choose in a field of the dialog that tells the app at once."""
        with self._answer("fill") as answered:
            self._fill(field, value)
        _acknowledged(answered.value)

    def fills(self, values: Mapping[str, Any]) -> None:
        """Fill fields of the dialog before them."""
        for name, value in values.items():
            self._fill(name, value)

    def sends(self, values: Mapping[str, Any] | None = None) -> Submitted:
        """Fill what is given and press the submit button."""
        self.fills(values or {})
        view = self.view
        with self._answer("submit") as answered:
            self.dialog.get_by_role("button", name=view.submit or "", exact=True).click()
        said = answered.value.json()
        expect(self.dialog_of(view)).to_have_count(
            1 if said["outcome"] in ("errors", "failed", "updated") else 0
        )
        return Submitted(said)

    def dialog_of(self, view: SeenView) -> Locator:
        """Return the dialog that draws a view, if it is drawn."""
        return self.page.locator(f'[role=dialog][data-view-id="{view.id}"]')

    def closes(self) -> None:
        """Press Escape until no dialog is before them."""
        while (view := self.sees().view) is not None:
            self.dialog.focus()
            with self._answer("close_view"):
                self.page.keyboard.press("Escape")
            expect(self.dialog_of(view)).to_have_count(0)

    def presses(self, action_id: str, *, reading: str = "", chosen: str | None = None) -> None:
        """Press a button on the newest message that has it."""
        self._lets_things_come_to_rest()
        channel, message = self.message_with(action_id, reading or chosen or "")
        self.opens(self._label(channel))
        self._press(self.message(message).locator(f'[data-action-id="{action_id}"]'), "press", chosen)

    def presses_here(self, action_id: str, chosen: str | None = None) -> None:
        """Press a button in the dialog before them."""
        self._press(self.dialog.locator(f'[data-action-id="{action_id}"]'), "press_in_view", chosen)

    def message(self, message: SeenMessage) -> Locator:
        """Return a message in the place that is open."""
        return self.desk.locator(f'[data-where=message][data-ts="{message.ts}"]')

    def _lets_things_come_to_rest(self) -> None:
        # whoever presses a button just as the message changes is told so, and presses again
        self.practice.settle()
        version = self.sees().version
        self.page.wait_for_function(
            "version => Number(document.getElementById('window').dataset.version) >= version", arg=version
        )

    def _press(self, control: Locator, verb: str, chosen: str | None) -> None:
        if chosen is not None:
            menu = control.first.locator("xpath=ancestor::*[@role='menu']")
            self.page.locator(f'[popovertarget="{menu.get_attribute("id")}"]').click()
            control = menu.get_by_role("menuitem", name=chosen)
        with self._answer(verb) as answered:
            control.click()
        _acknowledged(answered.value)

    def _fill(self, name: str, value: Any) -> None:
        control = self._control(name)
        kind = control.get_attribute("data-kind") or ""
        if kind == "static_select":
            control.select_option(value)
        elif kind in ("radio_buttons", "checkboxes"):
            for one in [value] if isinstance(value, str) else value:
                control.locator(f'input[value="{one}"]').check()
        elif kind.endswith("external_select"):
            for one in [value] if isinstance(value, str) else value:
                self._pick(control, one)
        else:
            self._type(control, str(value))

    def _pick(self, picker: Locator, value: str) -> None:
        typed = picker.get_by_role("combobox")
        typed.click()
        self.page.keyboard.type(self.sought[value])
        with self._answer("fill") as answered:
            picker.locator(f'[role=option][data-value="{value}"]').click()
        _acknowledged(answered.value)

    def _type(self, control: Locator, words: str) -> None:
        control.click()
        if (control.get_attribute("type") or "text") == "text" and len(words) < _LONG:
            control.fill("")
            self.page.keyboard.type(words)
        else:
            control.fill(words)

    def _control(self, name: str) -> Locator:
        control = self.dialog.locator(
            f'[data-act][data-action-id="{name}"], [data-act][data-block-id="{name}"]'
        )
        expect(control).to_have_count(1)
        return control

    def _answer(self, verb: str) -> AbstractContextManager[Any]:
        return self.page.expect_response(lambda one: one.url.endswith(f"/practice/{verb}"))

    def _label(self, channel: SeenChannel) -> str:
        return "Messages" if channel.with_ == BOT_USER_ID else channel.name


class BrowserStage(Stage):
    """
    The stage with a page open before it, in which one person is everybody. Until a page is open, people act
    through the control API, as when something is only to be brought about.
    """

    page: Page | None = None

    def person(self, first_name: str) -> Actor:
        """Return somebody of the workspace, with the browser in their hands if there is one."""
        return self.browser(first_name) if self.page else super().person(first_name)

    def browser(self, first_name: str) -> BrowserActor:
        """Return somebody with the browser in their hands."""
        if self.page is None:
            raise AssertionError("no page is open")
        by_hand = super().person(first_name)
        return BrowserActor(by_hand.practice, by_hand.id, by_hand.name, self.page)

    def move_to(self, words: str) -> None:
        """Move the workspace's clock by its panel; return once the app has settled and the panel says so."""
        if self.page is None:
            return super().move_to(words)
        clock = self.page.get_by_role("region", name="Clock")
        there = f"{at(words):%Y-%m-%dT%H:%M}"
        expect(clock.locator("[aria-busy=true]")).to_have_count(0)
        clock.get_by_label("To a date and time").fill(there)
        moved = self.page.expect_response(f"{self.slack.url}/practice/clock/move", timeout=_SETTLE_MS)
        with moved as answered:
            clock.get_by_role("button", name="Go there").click()
        if not answered.value.ok:
            raise AssertionError(answered.value.text())
        return expect(clock.locator("[data-now-local]")).to_have_attribute("data-now-local", there)


def _acknowledged(response: Response) -> dict[str, Any]:
    reply: dict[str, Any] = response.json()
    if reply.get("refused") or reply.get("failure"):
        raise AssertionError(json.dumps(reply))
    return reply
