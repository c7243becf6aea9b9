"""Every limit of Block Kit: a call at the limit is taken; one step beyond, it is refused and pointed at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.slack.kit import blocks as kit_blocks
from sandbox.slack.kit import elements as kit_elements
from tests.sandbox.slack.pieces import (
    actions,
    button,
    field,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    typed,
)
from tests.sandbox.slack.samples import (
    BLOCKS,
    ELEMENTS,
    PICTURE,
    Showing,
    card,
    cell,
    chart,
    container,
    context_actions,
    data_table,
    feedback,
    icon,
    lines,
    listed,
    many,
    of_bytes,
    opinion,
    placed,
    rich,
    select,
    showing,
    table,
    task,
    video,
    workflow,
)

Json = dict[str, Any]
CODES = {"message": "invalid_blocks", "modal": "invalid_arguments", "home": "invalid_arguments"}


@dataclass(frozen=True)
class Limit:
    """What a surface takes at the limit, what it refuses beyond, and what the refusal says."""

    surface: str
    at: Any
    beyond: Any
    pointer: str | None
    code: str


def on(
    surface: str,
    make: Callable[[int], Any],
    most: int,
    pointer: str | None,
    *,
    beyond: int | None = None,
    code: str = "",
) -> Limit:
    """Return the limit of something that is made by its size; beyond it is one more, or as is said."""

    def made(size: int) -> Any:
        content = make(size)
        return (
            [content] if isinstance(content, dict) and content["type"] not in ("modal", "home") else content
        )

    past = most + 1 if beyond is None else beyond
    return Limit(surface, made(most), made(past), pointer, code or CODES[surface])


def block(make: Callable[[int], Any], most: int, pointer: str, *, beyond: int | None = None) -> Limit:
    """Return a limit of a block in a message, pointed at within the block."""
    return on("message", make, most, f"/blocks/0{pointer}", beyond=beyond)


def element(make: Callable[[int], Json], most: int, pointer: str, *, beyond: int | None = None) -> Limit:
    """Return a limit of an element, in a block and on a surface that take it."""
    surface = "modal" if make(most)["type"].endswith("_input") else "message"
    root = "/view/blocks/0" if surface == "modal" else "/blocks/0"
    where = placed(make(most)).pointer
    return on(surface, lambda size: placed(make(size)).block, most, f"{root}{where}{pointer}", beyond=beyond)


def x(size: int) -> str:
    return "x" * size


def confirm(**more: Json) -> Json:
    return button(confirm={"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()} | more)


def links(size: int) -> str:
    return "https://example.org/".ljust(size, "x")


def text(key: str, most: int, block_kind: str, make: Callable[[str], Json] = plain) -> Limit:
    return block(lambda size: {**BLOCKS[block_kind], key: make(x(size))}, most, f"/{key}/text")


def a_card(key: str, most: int) -> Limit:
    return block(lambda size: card(**{key: mrkdwn(x(size))}), most, f"/{key}/text")


def a_video(key: str, most: int) -> Limit:
    return block(lambda size: video(**{key: plain(x(size))}), most, f"/{key}/text")


def options(kind: str, most: int) -> Limit:
    return element(lambda size: listed(kind, options=many(size)), most, "/options")


def placeholder(kind: str) -> Limit:
    return element(lambda size: {**ELEMENTS[kind], "placeholder": plain(x(size))}, 150, "/placeholder/text")


def an_option(made: Callable[[int], Json], most: int, pointer: str) -> Limit:
    return element(lambda size: listed("static_select", options=[made(size)]), most, f"/options/0{pointer}")


def a_view(key: str, most: int, make: Callable[[str], Any] = plain) -> Limit:
    pointer = f"/view/{key}" + ("/text" if make is plain else "")
    return on("modal", lambda size: modal(**{key: make(x(size))}), most, pointer)


ANY_BLOCK = {
    f"{kind}: block_id": on(
        "modal" if kind == "alert" else "message",
        lambda size, kind=kind: {**BLOCKS[kind], "block_id": x(size)},  # type: ignore[misc]
        255,
        f"{'/view' if kind == 'alert' else ''}/blocks/0/block_id",
    )
    for kind in BLOCKS
    if kind != "markdown"
}
ANY_ELEMENT = {
    f"{kind}: action_id": element(
        lambda size, kind=kind: {**ELEMENTS[kind], "action_id": x(size)},  # type: ignore[misc]
        255,
        "/action_id",
    )
    for kind in ELEMENTS
    if kind != "image"
}
WITH_PLACEHOLDER = {
    f"{kind}: placeholder": placeholder(kind)
    for kind in ELEMENTS
    if kind.endswith(
        ("_select", "datepicker", "timepicker", "_text_input", "number_input", "rich_text_input")
    )
    and kind != "datetimepicker"
}
OF_BLOCKS: dict[str, Limit] = {
    "section: text": block(lambda size: section(x(size)), 3000, "/text/text"),
    "section: some text": block(lambda size: section(x(size)), 1, "/text/text", beyond=0),
    "section: fields": block(lambda size: {"type": "section", "fields": [mrkdwn()] * size}, 10, "/fields"),
    "section: field": block(
        lambda size: {"type": "section", "fields": [mrkdwn(x(size))]}, 2000, "/fields/0/text"
    ),
    "header: text": text("text", 150, "header"),
    "header: level": block(lambda size: {**BLOCKS["header"], "level": size}, 4, "/level"),
    "header: least level": block(lambda size: {**BLOCKS["header"], "level": size}, 1, "/level", beyond=0),
    "context: elements": block(
        lambda size: {"type": "context", "elements": [mrkdwn()] * size}, 10, "/elements"
    ),
    "actions: elements": block(
        lambda size: actions(*(button(f"press-{number}") for number in range(size))), 25, "/elements"
    ),
    "input: label": block(lambda size: field(typed(), "b", label=plain(x(size))), 2000, "/label/text"),
    "input: hint": block(lambda size: field(typed(), "b", hint=plain(x(size))), 2000, "/hint/text"),
    "image: alt_text": block(lambda size: PICTURE | {"alt_text": x(size)}, 2000, "/alt_text"),
    "image: image_url": block(lambda size: PICTURE | {"image_url": links(size)}, 3000, "/image_url"),
    "image: title": text("title", 2000, "image"),
    "video: title": a_video("title", 200),
    "video: description": a_video("description", 200),
    "video: author_name": block(lambda size: video(author_name=x(size)), 50, "/author_name"),
    "markdown: text": block(lambda size: {"type": "markdown", "text": x(size)}, 12_000, "/text"),
    "markdown: together": on(
        "message",
        lambda size: [{"type": "markdown", "text": x(6000)}, {"type": "markdown", "text": x(size)}],
        6000,
        "/blocks",
    ),
    "table: rows": block(lambda size: table(size, 2), 100, "/rows"),
    "table: columns": block(lambda size: table(1, size), 20, "/rows/0"),
    "table: text": on(
        "message", lambda size: {"type": "table", "rows": [[cell(x(size))]]}, 10_000, "/blocks"
    ),
    "table: one in a message": on("message", lambda size: [table(1, 1)] * size, 1, "/blocks"),
    "data_table: rows": block(lambda size: data_table(size), 201, "/rows"),
    "data_table: least rows": block(lambda size: data_table(size), 2, "/rows", beyond=1),
    "data_table: columns": block(lambda size: data_table(2, size), 20, "/rows/0"),
    "data_table: some columns": block(lambda size: data_table(2, size), 1, "/rows/0", beyond=0),
    "data_table: text": block(
        lambda size: {**data_table(), "rows": [[cell(x(10_000))], [cell(x(size))]]}, 10_000, "/rows"
    ),
    "data_table: page_size": block(lambda size: data_table(page_size=size), 100, "/page_size"),
    "data_table: least page_size": block(lambda size: data_table(page_size=size), 1, "/page_size", beyond=0),
    "data_visualization: title": block(lambda size: chart(title=x(size)), 50, "/title"),
    "data_visualization: two in a message": on("message", lambda size: [chart()] * size, 2, "/blocks"),
    "data_visualization: series": block(lambda size: lines(size), 12, "/chart/series"),
    "data_visualization: categories": block(lambda size: lines(1, size), 20, "/chart/axis_config/categories"),
    "data_visualization: x_label": block(
        lambda size: lines(x_label=x(size)), 50, "/chart/axis_config/x_label"
    ),
    "alert: text": on(
        "modal", lambda size: {"type": "alert", "text": mrkdwn(x(size))}, 200, "/view/blocks/0/text/text"
    ),
    "card: title": a_card("title", 150),
    "card: subtitle": a_card("subtitle", 150),
    "card: body": a_card("body", 200),
    "card: subtext": a_card("subtext", 200),
    "card: actions": block(
        lambda size: card(actions=[button(f"press-{number}") for number in range(size)]), 3, "/actions"
    ),
    "carousel: cards": block(lambda size: {"type": "carousel", "elements": [card()] * size}, 10, "/elements"),
    "carousel: some cards": block(
        lambda size: {"type": "carousel", "elements": [card()] * size}, 1, "/elements", beyond=0
    ),
    "container: blocks": block(lambda size: container(*[section()] * size), 10, "/child_blocks"),
    "container: some blocks": block(
        lambda size: {**container(), "child_blocks": [section()] * size}, 1, "/child_blocks", beyond=0
    ),
    "container: title": text("title", 150, "container"),
    "plan: tasks": block(
        lambda size: {"type": "plan", "title": "Tea", "tasks": [task(number) for number in range(size)]},
        50,
        "/tasks",
    ),
    "context_actions: elements": block(
        lambda size: context_actions(*(icon(action_id=f"bin-{number}") for number in range(size))),
        5,
        "/elements",
    ),
}
OF_ELEMENTS: dict[str, Limit] = {
    "button: text": element(lambda size: button(text=plain(x(size))), 75, "/text/text"),
    "button: value": element(lambda size: button(value=x(size)), 2000, "/value"),
    "button: url": element(lambda size: button(url=links(size)), 3000, "/url"),
    "button: label": element(lambda size: button(accessibility_label=x(size)), 75, "/accessibility_label"),
    "workflow_button: text": element(lambda size: workflow(text=plain(x(size))), 75, "/text/text"),
    "feedback_buttons: text": element(
        lambda size: feedback(positive_button=opinion(text=plain(x(size)))), 75, "/positive_button/text/text"
    ),
    "feedback_buttons: value": element(
        lambda size: feedback(negative_button=opinion(x(size))), 2000, "/negative_button/value"
    ),
    "icon_button: value": element(lambda size: icon(value=x(size)), 2000, "/value"),
    "icon_button: seen by": element(
        lambda size: icon(visible_to_user_ids=["UPRIYA"] * size), 10, "/visible_to_user_ids"
    ),
    "image: alt_text beside words": element(lambda size: PICTURE | {"alt_text": x(size)}, 2000, "/alt_text"),
    "overflow: options": options("overflow", 5),
    "overflow: some options": element(
        lambda size: listed("overflow", options=many(size)), 1, "/options", beyond=0
    ),
    "checkboxes: options": options("checkboxes", 10),
    "radio_buttons: options": options("radio_buttons", 10),
    "static_select: options": options("static_select", 100),
    "static_select: some options": element(
        lambda size: listed("static_select", options=many(size)), 1, "/options", beyond=0
    ),
    "static_select: groups": element(
        lambda size: select(
            option_groups=[
                {"label": plain(), "options": [option(f"value-{number}")]} for number in range(size)
            ]
        ),
        100,
        "/option_groups",
    ),
    "static_select: label of a group": element(
        lambda size: select(option_groups=[{"label": plain(x(size)), "options": many(1)}]),
        75,
        "/option_groups/0/label/text",
    ),
    "multi_static_select: options": options("multi_static_select", 100),
    "multi_users_select: most selected": element(
        lambda size: select("multi_users_select", max_selected_items=size), 1, "/max_selected_items", beyond=0
    ),
    "conversations_select: kinds": element(
        lambda size: select("conversations_select", filter={"include": ["private"] * size}),
        1,
        "/filter/include",
        beyond=0,
    ),
    "datetimepicker: ten digits": element(
        lambda size: select("datetimepicker", initial_date_time=size), 9_999_999_999, "/initial_date_time"
    ),
    "datetimepicker: no fewer digits": element(
        lambda size: select("datetimepicker", initial_date_time=size),
        1_000_000_000,
        "/initial_date_time",
        beyond=999_999_999,
    ),
    "plain_text_input: max_length": element(lambda size: typed(max_length=size), 3000, "/max_length"),
    "plain_text_input: least max_length": element(
        lambda size: typed(max_length=size), 1, "/max_length", beyond=0
    ),
    "plain_text_input: min_length": element(lambda size: typed(min_length=size), 3000, "/min_length"),
    "plain_text_input: least min_length": element(
        lambda size: typed(min_length=size), 0, "/min_length", beyond=-1
    ),
    "plain_text_input: initial_value": element(
        lambda size: typed(max_length=5, initial_value=x(size)), 5, "/initial_value"
    ),
    "file_input: files": element(lambda size: select("file_input", max_files=size), 10, "/max_files"),
    "file_input: some files": element(
        lambda size: select("file_input", max_files=size), 1, "/max_files", beyond=0
    ),
}
OF_OBJECTS: dict[str, Limit] = {
    "option: text": an_option(lambda size: option("v", x(size)), 75, "/text/text"),
    "option: value": an_option(lambda size: option(x(size), "x"), 150, "/value"),
    "option: description": an_option(
        lambda size: option("v") | {"description": plain(x(size))}, 75, "/description/text"
    ),
    **{
        f"confirmation: {key}": element(
            lambda size, key=key: confirm(**{key: plain(x(size))}),  # type: ignore[misc]
            most,
            f"/confirm/{key}/text",
        )
        for key, most in {"title": 100, "text": 300, "confirm": 30, "deny": 30}.items()
    },
}
OF_SURFACES: dict[str, Limit] = {
    "message: blocks": on("message", lambda size: [section()] * size, 50, "/blocks"),
    "message: all text": on(
        "message",
        lambda size: [*[section(x(2600))] * 5, section(x(size))],
        200,
        None,
        code="msg_blocks_too_long",
    ),
    "modal: blocks": on("modal", lambda size: [section()] * size, 100, "/view/blocks"),
    "home: blocks": on("home", lambda size: [section()] * size, 100, "/view/blocks"),
    "modal: some blocks": on(
        "modal", lambda size: modal() | {"blocks": [section()] * size}, 1, "/view/blocks", beyond=0
    ),
    "modal: title": a_view("title", 24),
    "modal: submit": a_view("submit", 24),
    "modal: close": a_view("close", 24),
    "modal: private_metadata": a_view("private_metadata", 3000, str),
    "modal: callback_id": a_view("callback_id", 255, str),
    "modal: external_id": a_view("external_id", 255, str),
    "home: private_metadata": on(
        "home", lambda size: home(private_metadata=x(size)), 3000, "/view/private_metadata"
    ),
    "modal: bytes": on("modal", of_bytes, 250_000, None, code="view_too_large"),
}
LIMITS = OF_SURFACES | OF_BLOCKS | OF_ELEMENTS | OF_OBJECTS | ANY_BLOCK | ANY_ELEMENT | WITH_PLACEHOLDER


@pytest.fixture(scope="module")
def shown() -> Iterator[Showing]:
    with showing() as one:
        yield one


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS.keys())
def test_it_is_taken_at_the_limit_and_refused_one_step_beyond(shown: Showing, limit: Limit) -> None:
    refused = shown.refusal(limit.surface, limit.beyond)

    assert refused is not None
    assert refused["error"] == limit.code
    if limit.pointer is not None:
        said = refused["response_metadata"]["messages"]
        assert any(one.endswith(f"[json-pointer:{limit.pointer}]") for one in said), said
    assert shown.refusal(limit.surface, limit.at) is None


def test_every_block_and_element_that_slack_knows_has_a_limit_here() -> None:
    blocks = {kind for shown in kit_blocks.SHOWN.values() for kind in shown}

    tried = {name.partition(":")[0] for name in LIMITS}

    assert (blocks | set(kit_elements.ELEMENTS)) - tried == set()
    assert (set(BLOCKS), set(ELEMENTS)) == (blocks, set(kit_elements.ELEMENTS))


SURFACES = ("message", "modal", "home")
ONLY_ON = {
    "markdown": {"message"},
    "table": {"message", "home"},
    "data_table": {"message", "home"},
    "data_visualization": {"message"},
    "alert": {"modal"},
    "carousel": {"message", "home"},
    "container": {"message", "home"},
    "plan": {"message"},
    "task_card": {"message"},
    "context_actions": {"message"},
}
ELEMENTS_ONLY_ON = {
    "datetimepicker": {"message", "modal"},
    "file_input": {"modal"},
    "feedback_buttons": {"message"},
    "icon_button": {"message"},
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_is_taken_where_slack_shows_it_and_nowhere_else(shown: Showing, kind: str) -> None:
    taken = {surface for surface in SURFACES if shown.refusal(surface, [BLOCKS[kind]]) is None}

    assert taken == ONLY_ON.get(kind, set(SURFACES))


@pytest.mark.parametrize("kind", ELEMENTS)
def test_an_element_is_taken_where_slack_shows_it_and_nowhere_else(shown: Showing, kind: str) -> None:
    held = placed(ELEMENTS[kind]).block

    taken = {surface for surface in SURFACES if shown.refusal(surface, [held]) is None}

    assert taken == ELEMENTS_ONLY_ON.get(kind, set(SURFACES))


# what is no matter of size: the blocks, and the fault without its pointer
RULES: dict[str, tuple[str, Any, str]] = {
    "a card of nothing": (
        "message",
        [{"type": "card", "subtitle": mrkdwn()}],
        "must define either `hero_image` or `title` or `actions` or `body`",
    ),
    "a card with two icons": (
        "message",
        [card(icon=PICTURE, slack_icon={"type": "icon", "name": "heart"})],
        "must not define both icon and slack_icon",
    ),
    "an icon that Slack has not": (
        "message",
        [card(slack_icon={"type": "icon", "name": "teapot"})],
        "must match the pattern",
    ),
    "a carousel of sections": (
        "message",
        [{"type": "carousel", "elements": [section()]}],
        "unsupported type: section",
    ),
    "a container in a container": ("message", [container(container())], "unsupported type: container"),
    "a container without a title": (
        "message",
        [{"type": "container", "child_blocks": [section()]}],
        "must define either `title` or `rich_text_title`",
    ),
    "a fold in what does not fold": (
        "message",
        [container(default_collapsed=True)],
        "default_collapsed requires is_collapsible",
    ),
    "a line under a header that folds": (
        "message",
        [container(is_collapsible=True, has_header_divider=True)],
        "has_header_divider cannot be set when is_collapsible is true",
    ),
    "a block id twice, once inside": (
        "message",
        [section(block_id="same"), container(section(block_id="same"))],
        "block_id must be unique: same",
    ),
    "an action id twice in a card": (
        "message",
        [card(actions=[button("same"), button("same")])],
        "action_id must be unique within a block: same",
    ),
    "a task that waits outside a plan": (
        "message",
        [task(status="pending")],
        "must be a valid enum value",
    ),
    "a task twice": (
        "message",
        [{"type": "plan", "title": "Tea", "tasks": [task(), task()]}],
        "task_id must be unique",
    ),
    "a plan of sections": (
        "message",
        [{"type": "plan", "title": "Tea", "tasks": [task() | {"type": "section"}]}],
        "unsupported type: section",
    ),
    "a plan whose title is an object": (
        "message",
        [{"type": "plan", "title": plain()}],
        "must be a string",
    ),
    "a table without caption": (
        "message",
        [{key: one for key, one in data_table().items() if key != "caption"}],
        "missing required field: caption",
    ),
    "a table with a ragged row": (
        "message",
        [data_table() | {"rows": [[cell()], [cell(), cell()]]}],
        "all rows must have the same number of cells",
    ),
    "rich text as the name of a column": (
        "message",
        [data_table() | {"rows": [[rich()], [cell()]]}],
        "unsupported type: rich_text",
    ),
    "a number that is none": (
        "message",
        [data_table() | {"rows": [[cell()], [{"type": "raw_number", "value": "3", "text": "3"}]]}],
        "must be a number",
    ),
    "a slice of nothing": (
        "message",
        [chart(chart={"type": "pie", "segments": [{"label": "Green", "value": 0}]})],
        "must be greater than 0",
    ),
    "a chart without all values": (
        "message",
        [
            chart(
                chart={
                    "type": "bar",
                    "series": [{"name": "Tea", "data": [{"label": "Mon", "value": 1}]}],
                    "axis_config": {"categories": ["Mon", "Tue"]},
                }
            )
        ],
        "must hold one value for each category",
    ),
    "a video over plain http": (
        "message",
        [video(video_url="http://video.example.org/tea")],
        "must match the pattern",
    ),
    "a video of a strange domain": (
        "message",
        [video(video_url="https://example.com/tea")],
        "Video validation failed: Domain is not a valid unfurl domain claimed by your app",
    ),
    "a button among feedback": (
        "message",
        [context_actions(button())],
        "unsupported type: button",
    ),
    "an icon that is no bin": (
        "message",
        [context_actions(icon(icon="heart"))],
        "must be a valid enum value",
    ),
    "a response URL from a row of actions": (
        "message",
        [actions(select("conversations_select", response_url_enabled=True))],
        "response_url_enabled is only allowed in input blocks in modals",
    ),
    "a response URL from Home": (
        "home",
        [field(select("channels_select", response_url_enabled=True), "b")],
        "response_url_enabled is only allowed in input blocks in modals",
    ),
    "a conversation filter of no known kind": (
        "modal",
        [actions(select("conversations_select", filter={"include": ["secret"]}))],
        "must be a valid enum value",
    ),
    "a conversation filter of nothing": (
        "modal",
        [actions(select("conversations_select", filter={}))],
        "must define at least one filter",
    ),
    "a date that is none": (
        "modal",
        [actions(select("datepicker", initial_date="13/05/2024"))],
        "must match the pattern",
    ),
    "a time that is none": (
        "modal",
        [actions(select("timepicker", initial_time="24:00"))],
        "must match the pattern",
    ),
    "a least length above the most": (
        "modal",
        [field(typed(min_length=6, max_length=5), "b")],
        "min_length must not be greater than max_length",
    ),
    "a part of a number": (
        "modal",
        [field(select("number_input", is_decimal_allowed=False, min_value="1.5"), "b")],
        "must match the pattern",
    ),
}


@pytest.mark.parametrize(("surface", "content", "fault"), RULES.values(), ids=RULES.keys())
def test_what_breaks_a_rule_is_refused(shown: Showing, surface: str, content: Any, fault: str) -> None:
    refused = shown.refusal(surface, content)

    assert refused is not None
    assert refused["error"] == CODES[surface]
    assert any(fault in one for one in refused["response_metadata"]["messages"]), refused


def test_lines_of_two_series_and_a_response_url_in_a_modal_are_taken(shown: Showing) -> None:
    where = select("conversations_select", response_url_enabled=True, default_to_current_conversation=True)

    assert shown.refusal("message", [lines(2, 5, y_label="Cups")]) is None
    assert shown.refusal("modal", [field(where, "where")]) is None
    assert shown.refusal("home", [container(BLOCKS["table"], BLOCKS["video"])]) is None


def test_the_id_of_a_markdown_block_is_not_kept(shown: Showing) -> None:
    markdown = {"type": "markdown", "text": "Words", "block_id": "mine"}

    posted = shown.web.chat_postMessage(channel="UPRIYA", text="Words", blocks=[markdown, markdown])

    ids = [one["block_id"] for one in posted["message"]["blocks"]]
    assert "mine" not in ids
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("kind", "scope", "name"),
    [
        pytest.param("video", "links.embed:write", "Video", id="a video"),
        pytest.param("file_input", "files:read", "File input", id="a file input"),
    ],
)
def test_a_block_without_its_scope_is_refused(kind: str, scope: str, name: str) -> None:
    held = BLOCKS.get(kind) or placed(ELEMENTS[kind]).block

    with showing(without_scopes=(scope,)) as shown:
        refused = shown.refusal("modal", [section(), held])

    assert refused is not None
    assert refused["response_metadata"]["messages"] == [
        f"[ERROR] {name} validation failed: Bot scopes missing: [{scope}] [json-pointer:/view/blocks/1]"
    ]
