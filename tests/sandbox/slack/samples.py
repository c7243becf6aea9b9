"""One sound sample of every block and every element, and the call that shows it on a surface."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Practice
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import QUICK, connected, web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.pieces import (
    actions,
    button,
    field,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    radio,
    section,
    typed,
)

Json = dict[str, Any]
PICTURE: Json = {"type": "image", "image_url": "https://example.org/tea.png", "alt_text": "A cup of tea"}


def select(kind: str = "static_select", **more: Any) -> Json:
    """Return an element by which something is chosen."""
    return {"type": kind, "action_id": "choose", **more}


def listed(kind: str, **more: Any) -> Json:
    """Return an element that lists two options."""
    return select(kind, **{"options": [option("green"), option("black")], **more})


def many(count: int) -> list[Json]:
    """Return so many options."""
    return [option(f"value-{number}") for number in range(count)]


def rich(text: str = "Words") -> Json:
    """Return a rich text block."""
    leaf = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}


def cell(text: str = "x") -> Json:
    """Return a table's cell."""
    return {"type": "raw_text", "text": text}


def table(rows: int, columns: int, kind: str = "table", **more: Any) -> Json:
    """Return a table of either kind."""
    return {"type": kind, "rows": [[cell()] * columns for _ in range(rows)], **more}


def data_table(rows: int = 2, columns: int = 2, **more: Any) -> Json:
    """Return a table that can be sorted."""
    return table(rows, columns, "data_table", **{"caption": "Teas", **more})


def chart(**more: Any) -> Json:
    """Return a chart of a pie, or of what is given."""
    pie = {"type": "pie", "segments": [{"label": "Green", "value": 3}]}
    return {"type": "data_visualization", "title": "Teas", "chart": pie, **more}


def lines(series: int = 1, categories: int = 1, **axes: Any) -> Json:
    """Return a chart of lines."""
    names = [f"day {number}" for number in range(categories)]
    each = [
        {"name": f"line {number}", "data": [{"label": name, "value": -1.5} for name in names]}
        for number in range(series)
    ]
    return chart(chart={"type": "line", "series": each, "axis_config": {"categories": names, **axes}})


def card(**more: Any) -> Json:
    """Return a card."""
    return {"type": "card", "title": mrkdwn("Tea"), **more}


def container(*blocks: Json, **more: Any) -> Json:
    """Return a container."""
    return {
        "type": "container",
        "title": plain("Teas"),
        "child_blocks": list(blocks) or [section()],
        **more,
    }


def task(number: int = 1, **more: Any) -> Json:
    """Return a task card."""
    return {"type": "task_card", "task_id": f"task-{number}", "title": "Boil", "status": "complete", **more}


def video(**more: Any) -> Json:
    """Return a video of a domain that the app may show."""
    made = {"type": "video", "alt_text": "Tea being made", "title": plain("Tea")}
    place = {"thumbnail_url": "https://example.org/tea.png", "video_url": "https://video.example.org/tea"}
    return {**made, **place, **more}


def opinion(value: str = "good", **more: Any) -> Json:
    """Return one of the two buttons of feedback."""
    return {"text": plain("Good"), "value": value, **more}


def feedback(**more: Any) -> Json:
    """Return feedback buttons."""
    return {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": opinion(),
        "negative_button": opinion("bad"),
        **more,
    }


def icon(**more: Any) -> Json:
    """Return an icon button."""
    return {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Delete"), **more}


def workflow(**more: Any) -> Json:
    """Return a workflow button."""
    trigger = {"url": "https://slack.com/shortcuts/Ft0/x"}
    made = {"type": "workflow_button", "action_id": "start", "text": plain("Start")}
    return {**made, "workflow": {"trigger": trigger}, **more}


def context_actions(*elements: Json, **more: Any) -> Json:
    """Return a row of feedback and icon buttons."""
    return {"type": "context_actions", "elements": list(elements), **more}


BLOCKS: dict[str, Json] = {
    "section": section(),
    "header": {"type": "header", "text": plain()},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [mrkdwn()]},
    "actions": actions(button()),
    "input": {"type": "input", "label": plain("Label"), "element": typed()},
    "image": PICTURE,
    "rich_text": rich(),
    "video": video(),
    "markdown": {"type": "markdown", "text": "Words"},
    "table": table(2, 2),
    "data_table": data_table(),
    "data_visualization": chart(),
    "alert": {"type": "alert", "text": plain()},
    "card": card(),
    "carousel": {"type": "carousel", "elements": [card()]},
    "container": container(),
    "plan": {"type": "plan", "title": "Tea", "tasks": [task()]},
    "task_card": task(),
    "context_actions": context_actions(feedback(), icon()),
}

_MULTI = {
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
    "multi_external_select",
}
_PICKED = {"users_select", "conversations_select", "channels_select", "external_select"}
ELEMENTS: dict[str, Json] = {
    "button": button(),
    "workflow_button": workflow(),
    "feedback_buttons": feedback(),
    "icon_button": icon(),
    "image": PICTURE,
    "overflow": listed("overflow"),
    "checkboxes": listed("checkboxes"),
    "radio_buttons": radio("choose", "green", "black"),
    "static_select": listed("static_select"),
    "multi_static_select": listed("multi_static_select"),
    **{kind: select(kind) for kind in sorted(_PICKED | _MULTI)},
    "datepicker": select("datepicker"),
    "timepicker": select("timepicker"),
    "datetimepicker": select("datetimepicker"),
    "plain_text_input": typed(),
    "email_text_input": select("email_text_input"),
    "url_text_input": select("url_text_input"),
    "number_input": select("number_input", is_decimal_allowed=False),
    "rich_text_input": select("rich_text_input"),
    "file_input": select("file_input"),
}


@dataclass(frozen=True)
class Place:
    """A block that holds an element, and where in the block."""

    block: Json
    pointer: str


def placed(element: Json) -> Place:
    """Return the element in a block in which Slack takes it."""
    kind = element["type"]
    if kind in ("feedback_buttons", "icon_button"):
        return Place(context_actions(element), "/elements/0")
    if kind == "image" or kind.startswith("multi_"):
        return Place(section(accessory=element), "/accessory")
    if kind.endswith("_input"):
        return Place(field(element, "field"), "/element")
    return Place(actions(element), "/elements/0")


@dataclass(frozen=True)
class Showing:
    """Shows blocks on a surface by a real call, for an app that was granted all that blocks may need."""

    practice: Practice
    foreign: Foreign

    @property
    def web(self) -> WebClient:
        """Return the app's client."""
        return self.foreign.client

    def refusal(self, surface: str, content: Any) -> Json | None:
        """Return what Slack answers where it refuses the blocks or the view, or None where it takes them."""
        try:
            _SHOWS[surface](self, content)
        except SlackApiError as refused:
            body = refused.response.data
            assert isinstance(body, dict)
            return body
        return None

    def message(self, content: list[Json]) -> None:
        """Post blocks as a message."""
        self.web.chat_postMessage(channel="UPRIYA", text="Words", blocks=content)

    def modal(self, content: Any) -> None:
        """Open blocks as a modal, or a whole modal."""
        self.practice.command("UPRIYA", "/tea")
        trigger = self.foreign.next("command")["trigger_id"]
        self.web.views_open(
            trigger_id=trigger, view=modal(*content) if isinstance(content, list) else content
        )

    def home(self, content: Any) -> None:
        """Publish blocks as a Home, or a whole Home."""
        view = home(*content) if isinstance(content, list) else content
        self.web.views_publish(user_id="UPRIYA", view=view)


_SHOWS: dict[str, Callable[[Showing, Any], None]] = {
    "message": Showing.message,
    "modal": Showing.modal,
    "home": Showing.home,
}


@contextmanager
def showing(*, without_scopes: tuple[str, ...] = ()) -> Iterator[Showing]:
    """Run a practice Slack with an app that may show everything, but for the scopes it goes without."""
    scopes = tuple(one for one in ("links.embed:write", "files:read") if one not in without_scopes)
    asked = manifest(with_scopes=scopes)
    asked["features"]["unfurl_domains"] = ["example.org"]
    with PracticeSlack.start(pace=QUICK) as slack:
        slack.practice.add_person("UPRIYA", "Priya Shah")
        slack.practice.install(asked)
        foreign = Foreign(web_client(slack))
        with connected(foreign.app, slack.practice):
            yield Showing(slack.practice, foreign)


def of_bytes(count: int) -> Json:
    """Return a modal that is so many bytes of JSON."""
    one = section("x" * 2900)
    blocks = [one] * ((count - 500) // len(json.dumps([one])))
    missing = count - len(json.dumps(modal(*blocks, private_metadata="")))
    return modal(*blocks, private_metadata="x" * missing)
