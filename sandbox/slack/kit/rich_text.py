"""Rich text, as far as an app composes it: sections, lists, quotes and what they hold."""

from sandbox.slack.kit.checks import Check, Shape, array, boolean, one_of, string, typed, whole

MANY = 1_000_000
_STYLE = Shape(may=dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_ID = string(255)
_INLINE: dict[str, Check] = {
    "text": Shape(must={"text": string(MANY)}, may={"style": _STYLE}),
    "link": Shape(must={"url": string(3000)}, may={"text": string(MANY), "style": _STYLE, "unsafe": boolean}),
    "user": Shape(must={"user_id": _ID}, may={"style": _STYLE}),
    "channel": Shape(must={"channel_id": _ID}, may={"style": _STYLE}),
    "usergroup": Shape(must={"usergroup_id": _ID}, may={"style": _STYLE}),
    "broadcast": Shape(must={"range": one_of("here", "channel", "everyone")}),
    "emoji": Shape(must={"name": string(255)}, may={"unicode": string(255), "style": _STYLE}),
    "date": Shape(
        must={"timestamp": whole(0, 9_999_999_999), "format": string(255)},
        may={"url": string(3000), "fallback": string(255), "style": _STYLE},
    ),
    "color": Shape(must={"value": string(255)}),
}
_INLINES = array(typed(_INLINE), MANY)
_SECTION = Shape(must={"elements": _INLINES})
_BORDER: dict[str, Check] = {"border": whole(0, 1)}

RICH_TEXT_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Shape(must={"elements": _INLINES}, may=_BORDER),
    "rich_text_preformatted": Shape(must={"elements": _INLINES}, may=_BORDER | {"language": string(255)}),
    "rich_text_list": Shape(
        must={
            "style": one_of("bullet", "ordered"),
            "elements": array(typed({"rich_text_section": _SECTION}), MANY),
        },
        may={"indent": whole(0, 8), "offset": whole(0, MANY), **_BORDER},
    ),
}
RICH_TEXT = Shape(
    must={"elements": array(typed(RICH_TEXT_PARTS), MANY)},
    may={"block_id": _ID},
)
