"""What a Web API call carries, in its query and in its body, read as Slack reads it or refused."""

import json
import re
from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.slack.shapes import Json, SlackError

_CHARSETS = frozenset({"utf-8", "iso-8859-1"})
_NAME, _LIKE_AN_ARRAY = re.compile(r"\w{1,255}", re.ASCII), re.compile(r"\w+\[\w*\]", re.ASCII)


async def posted(request: Request, *, reads_json: bool) -> Json:
    """Return the arguments of a call; a method that reads forms only takes no notice of JSON."""
    given: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if body:
        content_type = _content_type(request)
        read = _READS.get(content_type.get_content_type())
        if read is None:
            raise SlackError("invalid_post_type")
        if reads_json or read is not _from_json:
            given |= read(body, content_type)
    for name in given:
        _check_name(name)
    return given


def _content_type(request: Request) -> Message:
    header = request.headers.get("content-type")
    if header is None:
        raise SlackError("missing_post_type")
    content_type = Message()
    content_type["Content-Type"] = header
    if str(content_type.get_content_charset("utf-8")) not in _CHARSETS:
        raise SlackError("invalid_charset")
    return content_type


def _check_name(name: str) -> None:
    if _LIKE_AN_ARRAY.fullmatch(name):
        raise SlackError("invalid_array_arg")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_arg_name")


def _from_json(body: bytes, content_type: Message) -> Json:
    try:
        said = json.loads(_text(body, content_type))
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(said, dict):
        raise SlackError("json_not_object")
    return said


def _from_form(body: bytes, content_type: Message) -> Json:
    return dict(parse_qsl(_text(body, content_type), keep_blank_values=True))


def _from_parts(body: bytes, content_type: Message) -> Json:
    whole = BytesParser().parsebytes(f"Content-Type: {content_type['Content-Type']}\r\n\r\n".encode() + body)
    if not whole.is_multipart() or whole.defects:
        raise SlackError("invalid_form_data")
    given = {}
    for part in whole.get_payload():
        name = part.get_param("name", header="content-disposition") if isinstance(part, Message) else None
        if name is None:
            raise SlackError("invalid_form_data")
        given[str(name)] = part.get_payload(decode=True).decode()  # type: ignore[union-attr]
    return given


def _from_text(_: bytes, __: Message) -> Json:
    # Slack takes plain text, in which there are no arguments
    return {}


def _text(body: bytes, content_type: Message) -> str:
    try:
        return body.decode(str(content_type.get_content_charset("utf-8")))
    except ValueError:
        raise SlackError("invalid_form_data") from None


_READS: dict[str, Callable[[bytes, Message], Json]] = {
    "application/json": _from_json,
    "application/x-www-form-urlencoded": _from_form,
    "multipart/form-data": _from_parts,
    "text/plain": _from_text,
}
