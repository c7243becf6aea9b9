"""A page on the loopback address on which the mailboxes of a practice can be read, and nothing done."""

import threading
from collections.abc import Iterator
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from sandbox.mail.mailbox import Mail, Mailboxes
from sandbox.mail.server import HOST

_HEAD = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="10">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }}
article {{ border-top: 1px solid #767676; padding: 1rem 0 }}
h2 {{ font-size: 1.1rem; margin: 0 }}
pre {{ font: inherit; white-space: pre-wrap }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""
_FOOT = "</main>\n</body>\n</html>\n"
_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class MailPage:
    """Serves `/`, everybody's mail, and `/?to=address`, one person's; it ends with its block."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        class Reading(_Reading):
            boxes = mailboxes

        self._server = ThreadingHTTPServer((HOST, 0), Reading)
        self._serving = threading.Thread(target=self._server.serve_forever, name="mail-page", daemon=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{HOST}:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._serving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._serving.join()


class _Reading(BaseHTTPRequestHandler):
    boxes: Mailboxes

    def do_GET(self) -> None:
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in (HOST, "localhost"):
            # Another site's page, by a name of its own for this machine.
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        to = parse_qs(urlsplit(self.path).query).get("to", [""])[0]
        content = "".join(_page(self.boxes, to)).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", _SECURITY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for whoever keeps the practice."""


def _page(boxes: Mailboxes, to: str) -> Iterator[str]:
    found = boxes.of(to) if to else boxes.all()
    yield _HEAD.format(title=escape(f"Mail of {to}" if to else "Everybody's mail"))
    if not found:
        yield "<p>No mail has come yet.</p>\n"
    for mail in reversed(found):
        yield _article(mail)
    yield _FOOT


def _article(mail: Mail) -> str:
    return (
        f"<article>\n<h2>{escape(mail.subject)}</h2>\n"
        f"<p>{mail.at:%A %d %B %Y, %H:%M}, from {escape(mail.sender)} to {escape(mail.to)}</p>\n"
        f"<pre>{escape(mail.body)}</pre>\n</article>\n"
    )
