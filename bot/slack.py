"""Calls to Slack, one at a time and never repeated here: each failure told as passing, lasting or unknown."""

from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

CALL_TIMEOUT_SECONDS = 10
VIEW_TIMEOUT_SECONDS = 2
"""A trigger lives three seconds: a form that takes longer is lost, and the person must be told in time."""

_WAIT = frozenset({"ratelimited", "rate_limited"})
_UNKNOWN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
_REPAIR = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})


class SlackFailure(Exception):  # noqa: N818  (one word of ours for it)
    """
    A call that did not succeed. `is_lasting`: it never will; `may_have_arrived`: nobody knows;
    `wait_seconds`: Slack said for how long not to ask again.
    """

    def __init__(
        self,
        error: str,
        *,
        is_lasting: bool = False,
        may_have_arrived: bool = False,
        wait_seconds: float | None = None,
        needs_repair: bool = False,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.is_lasting = is_lasting
        self.may_have_arrived = may_have_arrived
        self.wait_seconds = wait_seconds
        self.needs_repair = needs_repair


def client(token: str, url: str, timeout_seconds: int = CALL_TIMEOUT_SECONDS) -> WebClient:
    """Return a client that never repeats a call by itself: the default posts twice on a lost answer."""
    return WebClient(token=token, base_url=url, timeout=timeout_seconds, retry_handlers=[])


def call(web: WebClient, method: str, **arguments: Any) -> Mapping[str, Any]:
    """Call a method; raises SlackFailure and nothing else."""
    try:
        answer = (
            web.api_call(method, json=arguments)
            if _takes_json(method)
            else web.api_call(method, params=arguments)
        )
    except SlackApiError as failure:
        raise _understood(failure) from None
    except URLError as failure:
        refused = isinstance(failure.reason, ConnectionRefusedError)
        raise SlackFailure("unreachable", may_have_arrived=not refused) from None
    except (OSError, HTTPException) as failure:
        raise SlackFailure(type(failure).__name__, may_have_arrived=True) from None
    if not isinstance(answer.data, dict):
        raise SlackFailure("unreadable_answer", may_have_arrived=True)
    return answer.data


def _understood(failure: SlackApiError) -> SlackFailure:
    response = failure.response
    status = getattr(response, "status_code", 200)
    headers = getattr(response, "headers", {})
    error = str(response.get("error", "")) if status == 200 else f"http_{status}"
    if status == 429 or error in _WAIT:
        wait = next((value for name, value in headers.items() if name.lower() == "retry-after"), 1)
        return SlackFailure("rate_limited", wait_seconds=float(wait))
    if status >= 500 or error in _UNKNOWN:
        return SlackFailure(error, may_have_arrived=True)
    if error in _REPAIR:
        return SlackFailure(error, needs_repair=True)
    return SlackFailure(error or "unknown_answer", is_lasting=True)


def _takes_json(method: str) -> bool:
    return not method.startswith(("users.", "conversations.members", "conversations.info", "auth."))
