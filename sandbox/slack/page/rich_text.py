"""Rich text, which comes in parts and not as markup, as HTML; and the plain words of it."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from sandbox.slack.page import dates, mrkdwn
from sandbox.slack.page.names import Names
from sandbox.slack.shapes import Json

_Inline = Callable[[Json, Names], Markup]


def html(block: Json, names: Names) -> Markup:
    """Return a rich text block."""
    return Markup("").join(_part(one, names) for one in block["elements"])


def words(value: Any) -> str:
    """Return the words of rich text as one could have typed them, a line for each part."""
    if not value:
        return ""
    return "\n".join(_line(part) for part in value["elements"])


def _part(part: Json, names: Names) -> Markup:
    if part["type"] == "rich_text_list":
        tag = _LISTS[part["style"]]
        return tag.format(
            Markup("").join(
                Markup("<li>{}</li>").format(_all(one["elements"], names)) for one in part["elements"]
            )
        )
    return _PARTS[part["type"]].format(_all(part["elements"], names))


def _all(elements: Sequence[Json], names: Names) -> Markup:
    return Markup("").join(
        _styled(_INLINE[one["type"]](one, names), one.get("style") or {}) for one in elements
    )


def _styled(drawn: Markup, style: Json) -> Markup:
    for name, tag in _STYLES.items():
        if style.get(name):
            drawn = tag.format(drawn)
    return drawn


def _text(one: Json, _: Names) -> Markup:
    return mrkdwn.plain(one["text"])


def _link(one: Json, _: Names) -> Markup:
    return mrkdwn.link(one["url"], mrkdwn.plain(one.get("text") or one["url"]))


def _user(one: Json, names: Names) -> Markup:
    return mrkdwn.person(one["user_id"], names)


def _channel(one: Json, names: Names) -> Markup:
    return mrkdwn.channel(one["channel_id"], names)


def _group(one: Json, _: Names) -> Markup:
    return mrkdwn.call(one["usergroup_id"])


def _broadcast(one: Json, _: Names) -> Markup:
    return mrkdwn.call(one["range"])


def _emoji(one: Json, _: Names) -> Markup:
    try:
        return escape("".join(chr(int(point, 16)) for point in one["unicode"].split("-")))
    except (KeyError, ValueError, OverflowError):
        return escape(f":{one['name']}:")


def _date(one: Json, names: Names) -> Markup:
    said = dates.written(one["timestamp"], one["format"], names.zone) or one.get("fallback") or one["format"]
    return mrkdwn.link(one["url"], escape(said)) if one.get("url") else escape(said)


def _colour(one: Json, _: Names) -> Markup:
    return escape(one["value"])


def _line(part: Json) -> str:
    return "".join(
        one.get("text", "") if "elements" not in one else f"{_line(one)}\n" for one in part["elements"]
    )


_INLINE: dict[str, _Inline] = {
    "text": _text,
    "link": _link,
    "user": _user,
    "channel": _channel,
    "usergroup": _group,
    "broadcast": _broadcast,
    "emoji": _emoji,
    "date": _date,
    "color": _colour,
}
_LISTS = {"bullet": Markup("<ul>{}</ul>"), "ordered": Markup("<ol>{}</ol>")}
_PARTS = {
    "rich_text_section": Markup("<p>{}</p>"),
    "rich_text_quote": Markup("<blockquote>{}</blockquote>"),
    "rich_text_preformatted": Markup("<pre>{}</pre>"),
}
_STYLES = {
    "code": Markup("<code>{}</code>"),
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
    "underline": Markup("<u>{}</u>"),
}
