"""Calls to Slack, one at a time and never repeated here: each failure told as passing, lasting or unknown."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

POST = "chat.postMessage"
CALL_TIMEOUT_SECONDS = 10
VIEW_TIMEOUT_SECONDS = 2
"""A trigger lives three seconds: a form that takes longer is lost, and the person must be told in time."""

_ON_A_PAGE = 200
_REST_SECONDS = 1.0
"""Slack's own measure, a call a second and method, where it does not say how long to wait."""

_WAIT = frozenset({"ratelimited", "rate_limited"})
_PASSING = frozenset({"external_channel_migrating", "message_limit_exceeded", "team_added_to_org"})
_UNKNOWN = frozenset(
    {
        "fatal_error",
        "http_408",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "unreadable_answer",
    }
)
REPAIR = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
_OF_ONE_METHOD = frozenset({"missing_scope", "not_allowed_token_type"})
_NOT_SENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""Ways in which a connection never comes about, so that Slack has seen nothing."""
_A_CODE = re.compile(r"[a-z0-9_]{1,64}")


class SlackFailure(Exception):  # noqa: N818  (one word of ours for it)
    """
    A call that did not succeed. `is_lasting`: it never will; `may_have_arrived`: nobody knows;
    `wait_seconds`: Slack said for how long not to ask again; `needs_repair`: an administrator must mend the
    app first. With none of these it passes by itself. `is_away`: no other call would do better.
    """

    def __init__(
        self,
        error: str,
        *,
        is_lasting: bool = False,
        may_have_arrived: bool = False,
        wait_seconds: float | None = None,
        needs_repair: bool = False,
        is_away: bool = False,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.is_lasting = is_lasting
        self.may_have_arrived = may_have_arrived
        self.wait_seconds = wait_seconds
        self.needs_repair = needs_repair
        self.is_away = is_away


def client(token: str, url: str, timeout_seconds: int = CALL_TIMEOUT_SECONDS) -> WebClient:
    """Return a client that never repeats a call by itself: the default posts twice on a lost answer."""
    return WebClient(token=token, base_url=url, timeout=timeout_seconds, retry_handlers=[])


def call(web: WebClient, method: str, **arguments: Any) -> Mapping[str, Any]:
    """Call a method; raises SlackFailure and nothing else."""
    found = answer(web, method, **arguments).data
    assert isinstance(found, dict), "as `answer` has seen to"
    return found


def listed(ask: Callable[..., Mapping[str, Any]], method: str, of: str, **arguments: Any) -> Iterator[Any]:
    """Yield what a method lists, page by page as it is asked for; raises what `ask` raises."""
    cursor = ""
    while True:
        page = ask(method, limit=_ON_A_PAGE, cursor=cursor, **arguments)
        yield from page[of]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return


def answer(web: WebClient, method: str, **arguments: Any) -> SlackResponse:
    """Call a method and return the whole answer, its headers too; raises SlackFailure and nothing else."""
    try:
        found = (
            web.api_call(method, json=arguments)
            if _takes_json(method)
            else web.api_call(method, params=arguments)
        )
    except SlackApiError as failure:
        raise _understood(failure) from None
    except URLError as failure:
        sent = not isinstance(failure.reason, _NOT_SENT)
        raise SlackFailure("unreachable", may_have_arrived=sent, is_away=not sent) from None
    except Exception as failure:  # noqa: BLE001
        # A lost connection, or an answer that the SDK could not read: Slack may have acted all the same.
        raise SlackFailure(type(failure).__name__, may_have_arrived=True) from None
    if not isinstance(found.data, dict):
        raise SlackFailure("unreadable_answer", may_have_arrived=True)
    return found


def _understood(failure: SlackApiError) -> SlackFailure:
    status = failure.response.status_code
    error = _code(failure)
    if status == 429 or error in _WAIT:
        return SlackFailure("rate_limited", wait_seconds=_retry_after(failure))
    if status >= 500 or error in _UNKNOWN:
        return SlackFailure(error, may_have_arrived=True)
    if error in REPAIR:
        return SlackFailure(error, needs_repair=True, is_away=error not in _OF_ONE_METHOD)
    # Slack refuses with 200 and a code: any other status is somebody's on the way there, and passes.
    return SlackFailure(error, is_lasting=status == 200 and error not in _PASSING)


def _code(failure: SlackApiError) -> str:
    """Slack's own code; where the SDK puts the words of an answer that was no JSON, none of them."""
    status = failure.response.status_code
    error = str(failure.response.get("error", "")) if status == 200 else f"http_{status}"
    return error if _A_CODE.fullmatch(error) else "unreadable_answer"


def _retry_after(failure: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in failure.response.headers.items()}
    try:
        return max(float(headers.get("retry-after", _REST_SECONDS)), 0.0)
    except ValueError:
        return _REST_SECONDS


def _takes_json(method: str) -> bool:
    return not method.startswith(("users.", "auth."))
