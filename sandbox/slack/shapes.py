"""The JSON shapes that travel, and the two ways in which something is refused."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API answer with `ok: false`; `more` is what Slack adds beside the code."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def answer(self) -> Json:
        """Return the body that Slack sends."""
        return {"ok": False, "error": self.code, **self.more}


class Impossible(Exception):  # noqa: N818 - reads as what happened
    """A person tried what Slack's own screens would not let them do."""
