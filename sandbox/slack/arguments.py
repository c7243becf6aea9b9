"""A Web API call's arguments, which arrive as a form's strings or as JSON, read in one way."""

import json
from typing import Any

from sandbox.slack.shapes import Json, SlackError

_TRUE = frozenset({"1", "true", "t", "yes"})


def invalid_arguments(*messages: str) -> SlackError:
    """Return the refusal that says which arguments are wrong, in Slack's manner."""
    return SlackError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {one}" for one in messages]}
    )


class Arguments:
    """What the caller sent, by name."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text; the default where it was not sent or is empty. A list is refused."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, list):
            raise SlackError("invalid_array_arg")
        if isinstance(value, dict):
            raise invalid_arguments(f"must be a string [json-pointer:/{name}]")
        return str(value)

    def required(self, name: str, code: str | None = None) -> str:
        """Return an argument that must be there; `code` is the method's own error for its absence."""
        value = self.text(name)
        if value:
            return value
        raise SlackError(code) if code else invalid_arguments(f"missing required field: {name}")

    def flag(self, name: str) -> bool:
        """Return a yes or no, as JSON has it or a form spells it; no where it was not sent."""
        value = self.given.get(name)
        return value if isinstance(value, bool) else str(value).lower() in _TRUE

    def number(self, name: str, default: int) -> int:
        """Return a whole number; raises SlackError where it is none."""
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise invalid_arguments(f"invalid {name}") from None

    def words(self, name: str) -> list[str]:
        """Return a list that was sent as JSON or as words between commas."""
        value = self.given.get(name)
        if isinstance(value, list):
            return [str(one) for one in value]
        return [one.strip() for one in str(value or "").split(",") if one.strip()]

    def structure(self, name: str, code: str) -> Any:
        """Return an object or list, which forms send as a JSON string; None where it was not sent."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(code) from None
