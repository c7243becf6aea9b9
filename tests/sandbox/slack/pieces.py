"""Small pieces of Block Kit for the tests."""

from typing import Any

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Words") -> Json:
    """Return a mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Words", **more: Any) -> Json:
    """Return a section."""
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str = "press", **more: Any) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain("Press"), "action_id": action_id, **more}


def actions(*elements: Json, **more: Any) -> Json:
    """Return a row of elements."""
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, text: str | None = None) -> Json:
    """Return an option."""
    return {"text": plain(text or value), "value": value}


def field(element: Json, block_id: str, **more: Any) -> Json:
    """Return an input block."""
    return {"type": "input", "block_id": block_id, "label": plain("Label"), "element": element, **more}


def typed(action_id: str = "text", **more: Any) -> Json:
    """Return a text input."""
    return {"type": "plain_text_input", "action_id": action_id, **more}


def radio(action_id: str, *values: str, **more: Any) -> Json:
    """Return radio buttons."""
    return {
        "type": "radio_buttons",
        "action_id": action_id,
        "options": [option(one) for one in values],
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    """Return a modal with a submit button."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": list(blocks) or [section()],
        **more,
    }


def home(*blocks: Json, **more: Any) -> Json:
    """Return a Home view."""
    return {"type": "home", "blocks": list(blocks) or [section()], **more}
