"""What keeps other pages in the same browser out, and what the page tells the browser to allow it."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = "/"
_OURS = ("/static/", "/page/")
_READING = frozenset({"GET", "HEAD"})
_FROM_HERE = frozenset({None, "same-origin", "none"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: https:; style-src 'self'; script-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Guard:
    """
    Refuses what a page of another origin asks for, and puts the security headers on our own page.

    An app, a test or a terminal sends neither Origin nor Sec-Fetch-Site: only browsers do.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _is_foreign(scope):
            refused = PlainTextResponse("Another page may not act in the practice Slack.", 403)
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send) if _is_page(scope["path"]) else send)


def _is_foreign(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    if scope["method"] not in _READING:
        origin = headers.get("origin")
        return origin is not None and urlsplit(origin).netloc != headers.get("host")
    # the Web API answers GET too, and an image elsewhere can ask for one; a link to the page is harmless
    return headers.get("sec-fetch-site") not in _FROM_HERE and scope["path"] != PAGE


def _is_page(path: str) -> bool:
    return path == PAGE or path.startswith(_OURS)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS)
        await send(message)

    return send_with_headers
