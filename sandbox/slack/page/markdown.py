"""The little Markdown that a markdown block needs: headings, lists, quotes, marks and links."""

import re
from itertools import groupby

from markupsafe import Markup

from sandbox.slack.page import mrkdwn
from sandbox.slack.page.characters import harmless

_LINE = re.compile(r"\A(?:(?P<heading>#{1,6}) |(?P<bullet>[-*+]) |(?P<number>\d+[.)]) |(?P<quote>>) ?)")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|(?<!\w)[*_](?P<em>[^*_\s][^*_]*)[*_](?!\w)"
    r"|~~(?P<s>[^~]+)~~"
    r"|\[(?P<label>[^][]+)\]\((?P<url>[^()\s]+)\)"
)
_MARKS = {
    "code": Markup("<code>{}</code>"),
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "s": Markup("<s>{}</s>"),
}
_AROUND = {
    "bullet": (Markup("<ul>{}</ul>"), Markup("<li>{}</li>"), Markup("")),
    "number": (Markup("<ol>{}</ol>"), Markup("<li>{}</li>"), Markup("")),
    "quote": (Markup("<blockquote>{}</blockquote>"), Markup("{}"), Markup("<br>")),
    "heading": (Markup("<p>{}</p>"), Markup("<strong>{}</strong>"), Markup("<br>")),
    "words": (Markup("<p>{}</p>"), Markup("{}"), Markup("<br>")),
}


def html(text: str) -> Markup:
    """Return Markdown as HTML that holds no tag but ours."""
    drawn = Markup("")
    for kind, lines in groupby(harmless(text).split("\n"), key=_kind):
        if kind in _AROUND:
            around, each, between = _AROUND[kind]
            drawn += around.format(
                between.join(each.format(_inline(_LINE.sub("", one, count=1))) for one in lines)
            )
    return drawn


def _kind(line: str) -> str:
    if not line.strip():
        return "nothing"
    found = _LINE.match(line)
    return str(found.lastgroup) if found else "words"


def _inline(text: str) -> Markup:
    drawn = Markup("")
    at = 0
    for found in _INLINE.finditer(text):
        drawn += mrkdwn.plain(text[at : found.start()]) + _marked(found)
        at = found.end()
    return drawn + mrkdwn.plain(text[at:])


def _marked(found: re.Match[str]) -> Markup:
    kind = str(found.lastgroup)
    if kind == "url":
        return mrkdwn.link(found["url"], mrkdwn.plain(found["label"]))
    return _MARKS[kind].format(found[kind])
