from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandbox.slack.page import mrkdwn
from sandbox.slack.page.names import Names

NAMES = Names({"UPRIYA": "Priya Shah"}, {"C1": "quiet-room"}, ZoneInfo("Europe/London"))
# Monday 2024-05-13 09:30 in London
MONDAY = 1715589000

DRAWN = {
    "bold": ("*Ring now*", "<strong>Ring now</strong>"),
    "italic": ("_so far_", "<em>so far</em>"),
    "struck": ("~no~", "<s>no</s>"),
    "code": ("`a *b*`", "<code>a *b*</code>"),
    "marks within marks": ("*_both_*", "<strong><em>both</em></strong>"),
    "a mark within a word": ("snake_case_word 2*3*4", "snake_case_word 2*3*4"),
    "a mark that hugs nothing": ("* no *", "* no *"),
    "marks on two lines": ("*one\ntwo*", "*one<br>two*"),
    "fenced": ("```\n*a*\n  b\n```\nc", "<pre>*a*<br>  b</pre>c"),
    "a quote": ("> one\n&gt; two\nafter", "<blockquote>one<br>two</blockquote>after"),
    "entities once": ("&amp;lt; &lt;b&gt;", "&amp;lt; &lt;b&gt;"),
    "a person": ("*<@UPRIYA>*", '<strong><span class="kit-mention">@Priya Shah</span></strong>'),
    "a stranger": ("<@UNOBODY|nobody>", '<span class="kit-mention">@nobody</span>'),
    "a channel": ("<#C1>", '<a class="kit-mention" href="#" data-open-channel="C1">#quiet-room</a>'),
    "a channel unknown": ("<#C2|secret>", '<span class="kit-mention">private channel</span>'),
    "everyone": ("<!here>", '<span class="kit-mention">@here</span>'),
    "a date": (f"<!date^{MONDAY}^{{date_long}} at {{time}}|f>", "Monday 13 May 2024 at 09:30"),
    "a date beyond all": ("<!date^999999999999999^{date}|some day>", "some day"),
    "a date in an unknown form": (f"<!date^{MONDAY}^{{moon}}|some day>", "some day"),
    "a link": (
        "<https://example.org/?a=1&amp;b=2|Read *on*>",
        '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">Read *on*</a>',
    ),
    "a link that would run": ("<javascript:alert(1)|here>", "&lt;javascript:alert(1)|here&gt;"),
    "a tag": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "turned around": ("\u202eover\u2066", "over"),
    "half a character": ("a\ud800b\x00", "a\ufffdb\ufffd"),
    "a shortcode": (":tada:", ":tada:"),
}


@pytest.mark.parametrize(("typed", "drawn"), DRAWN.values(), ids=DRAWN.keys())
def test_markup_is_drawn_as_slack_draws_it(typed: str, drawn: str) -> None:
    assert mrkdwn.html(typed, NAMES) == drawn


def test_plain_text_is_never_markup() -> None:
    assert mrkdwn.plain("*a* <b>\n&amp; <@UPRIYA>") == "*a* &lt;b&gt;<br>&amp;amp; &lt;@UPRIYA&gt;"


ALLOWED = {
    "strong": frozenset[str](),
    "em": frozenset[str](),
    "s": frozenset[str](),
    "code": frozenset[str](),
    "pre": frozenset[str](),
    "blockquote": frozenset[str](),
    "br": frozenset[str](),
    "span": frozenset({"class"}),
    "a": frozenset({"class", "href", "target", "rel", "data-open-channel"}),
}
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"*_~`<>|&;^#@! \n\"'=",
                "```",
                "&lt;",
                "&gt;",
                "<@UPRIYA",
                "<#C1|",
                "<!date^1^{time}^",
                "<https://e.org/",
            ]
        ),
        st.sampled_from(
            ['"><img src=x onerror=alert(1)>', "<script>", "javascript:", "<mailto:", " onclick="]
        ),
        st.text(st.characters(), max_size=4),
    ),
    max_size=30,
).map("".join)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        assert all(
            name != "href" or str(value).startswith(("#", "http", "mailto:", "HTTP")) for name, value in attrs
        )
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


@given(MARKUP)
@example("*" * 3000)
@example("<" * 3000 + ">" * 3000)
@example("*_~`" * 500)
def test_no_text_yields_a_tag_that_is_not_ours(typed: str) -> None:
    for drawn in (mrkdwn.html(typed, NAMES), mrkdwn.plain(typed)):
        tags = Tags()
        tags.feed(drawn)
        tags.close()

        assert tags.open == []
        drawn.encode()
