"""Slack's markup as HTML that holds no tag but ours."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sandbox.slack.page import dates
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.names import Names

_FENCE = re.compile(r"```(.+?)```\n?", re.DOTALL)
_QUOTED = re.compile(r"(?:&gt;|>) ?")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
# a mark opens after something that is no word, closes before something that is none, and hugs its words
_INLINE = re.compile(
    r"<(?P<angle>[^<>\n]+)>"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![^\W_])\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*(?![^\W_])"
    r"|(?<![^\W_])_(?P<em>[^\s_](?:[^_\n]*[^\s_])?)_(?![^\W_])"
    r"|(?<![^\W_])~(?P<s>[^\s~](?:[^~\n]*[^\s~])?)~(?![^\W_])"
)
_MARKS = {
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "s": Markup("<s>{}</s>"),
}
_LINKED = frozenset({"http", "https", "mailto"})
_CALLS = frozenset({"here", "channel", "everyone"})
_DATE = re.compile(r"date\^(?P<seconds>-?\d{1,15})\^(?P<form>[^^]*)(?:\^(?P<link>.*))?")


def html(text: str, names: Names) -> Markup:
    """Return what Slack shows for text in its markup."""
    parts = _FENCE.split(harmless(text))
    # split gives words, fenced, words, fenced, ..., words
    drawn = (_fenced(part) if index % 2 else _lines(part, names) for index, part in enumerate(parts))
    return Markup("").join(drawn)


def plain(text: str) -> Markup:
    """Return text in which nothing is markup, line by line."""
    return _broken(harmless(text))


def link(url: str, label: Markup) -> Markup:
    """Return a link that opens elsewhere; only the label where the address is of a kind that Slack drops."""
    if _scheme(url) not in _LINKED:
        return label
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, label)


def person(person_id: str, names: Names, otherwise: str = "") -> Markup:
    """Return a mention of somebody."""
    return _mention("@" + (names.people.get(person_id) or otherwise or person_id))


def channel(channel_id: str, names: Names) -> Markup:
    """Return a link to a channel that the looking person knows; no name of one that they do not."""
    name = names.channels.get(channel_id)
    if name is None:
        return Markup('<span class="kit-mention">private channel</span>')
    return Markup('<a class="kit-mention" href="#" data-open-channel="{}">#{}</a>').format(channel_id, name)


def call(whom: str) -> Markup:
    """Return a call to everybody in a place."""
    return _mention(f"@{whom}")


def _fenced(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(_decoded(text.strip("\n")))


def _lines(text: str, names: Names) -> Markup:
    drawn: list[Markup] = []
    quote: list[Markup] = []
    for line in text.split("\n"):
        opening = _QUOTED.match(line)
        if opening:
            quote.append(_inline(line[opening.end() :], names))
            continue
        if quote:
            drawn.append(_quote(quote))
            quote = []
        drawn.append(_inline(line, names))
    if quote:
        drawn.append(_quote(quote))
    return Markup("<br>").join(drawn).replace(Markup("</blockquote><br>"), Markup("</blockquote>"))


def _quote(lines: list[Markup]) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(Markup("<br>").join(lines))


def _inline(text: str, names: Names) -> Markup:
    drawn = Markup("")
    at = 0
    for found in _INLINE.finditer(text):
        drawn += _decoded(text[at : found.start()]) + _marked(found, names)
        at = found.end()
    return drawn + _decoded(text[at:])


def _marked(found: re.Match[str], names: Names) -> Markup:
    kind, inner = str(found.lastgroup), found.group(str(found.lastgroup))
    if kind in _MARKS:
        return _MARKS[kind].format(_inline(inner, names))
    if kind == "code":
        return Markup("<code>{}</code>").format(_decoded(inner))
    return _angle(inner, names)


def _angle(inside: str, names: Names) -> Markup:
    target, _, label = inside.partition("|")
    read = _ANGLES.get(target[:1])
    if read:
        return read(target[1:], label, names)
    if _scheme(_plain(target)) not in _LINKED:
        return escape(f"<{_plain(inside)}>")
    return link(_plain(target), _decoded(label or target))


def _person(target: str, label: str, names: Names) -> Markup:
    return person(target, names, _plain(label))


def _channel(target: str, _: str, names: Names) -> Markup:
    return channel(target, names)


def _special(target: str, label: str, names: Names) -> Markup:
    date = _DATE.fullmatch(target)
    if date:
        return _moment(date, label, names)
    if target in _CALLS:
        return call(target)
    return _mention(_plain(label) or f"@{_plain(target).split('^')[0]}")


def _moment(date: re.Match[str], fallback: str, names: Names) -> Markup:
    words = dates.written(int(date["seconds"]), _plain(date["form"]), names.zone)
    shown = escape(_plain(fallback) if words is None else words)
    return link(_plain(date["link"]), shown) if date["link"] else shown


_ANGLES: dict[str, Callable[[str, str, Names], Markup]] = {"@": _person, "#": _channel, "!": _special}


def _mention(words: str) -> Markup:
    return Markup('<span class="kit-mention">{}</span>').format(words)


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda found: _CHARACTERS[found.group(1)], text)


def _decoded(text: str) -> Markup:
    return _broken(_plain(text))


def _broken(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""
