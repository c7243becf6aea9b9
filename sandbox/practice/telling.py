"""Tells a story in a terminal: the time, what somebody does, and what each person sees on their screen."""

from collections import defaultdict
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from sandbox.practice.stage import Actor
from sandbox.slack.screen import SeenMessage, SeenView
from sandbox.slack.shapes import Json

_LONDON = ZoneInfo("Europe/London")


class Terminal:
    """The teller of `disagree demo`."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._seen: dict[str, set[str]] = defaultdict(set)

    def scene(self, title: str) -> None:
        """Begin a part of the story."""
        self._console.print()
        self._console.print(Rule(Text(title, style="bold"), style="cyan"))

    def does(self, who: Actor, what: str) -> None:
        """Say what somebody does."""
        self._console.print(Text.assemble(("▸ ", "cyan"), (who.name, "bold"), " ", what))

    def shows_view(self, who: Actor) -> None:
        """Show the window before somebody."""
        view = who.view
        self._console.print(
            Panel(
                _drawn(view),
                title=Text(f"{who.name} · {view.title}"),
                title_align="left",
                border_style="blue",
            )
        )

    def shows_news(self, *people: Actor) -> None:
        """Show what has reached people since they were last looked at, as their phone shows it."""
        for who in people:
            screen = who.sees()
            lock = [note for note in screen.notifications if note.ts not in self._seen[who.id]]
            arrived = [
                (channel.name or "direct message", message)
                for channel in screen.channels
                for message in channel.messages
                if message.ts not in self._seen[who.id]
            ]
            self._seen[who.id] |= {message.ts for _, message in arrived} | {note.ts for note in lock}
            for note in lock[-1:]:
                local = note.at.astimezone(_LONDON)
                self._console.print(
                    Text.assemble(
                        ("  ☎ ", "yellow"),
                        (f"{who.name}'s lock screen ", "dim"),
                        f"{local:%a %H:%M}  {note.text}",
                    )
                )
            for place, message in arrived[-1:]:
                title = Text(f"{who.name} · {place}")
                names = {channel.id: channel.name for channel in screen.channels}
                self._console.print(
                    Panel(_message(message, names), title=title, title_align="left", border_style="green")
                )


def _message(message: SeenMessage, names: Mapping[str, str]) -> Group:
    """A message as Slack draws it, rooms by their names."""
    drawn = [_block(block) for block in message.blocks]
    for text in drawn:
        for channel, name in names.items():
            text.plain = text.plain.replace(f"<#{channel}>", f"#{name}")
    return Group(*drawn)


def _drawn(view: SeenView) -> Group:
    parts = [_block(block, view) for block in view.blocks]
    buttons = "   ".join(f"[ {label} ]" for label in (view.submit, view.close) if label)
    return Group(*parts, Text(buttons, style="bold blue"))


def _block(block: Json, view: SeenView | None = None) -> Text:
    match block["type"]:
        case "header":
            return Text(block["text"]["text"], style="bold")
        case "divider":
            return Text("─" * 20, style="dim")
        case "actions":
            return Text("   ".join(f"[ {_label(element)} ]" for element in block["elements"]), style="blue")
        case "context":
            return Text(
                " ".join(_plain(element.get("text", "")) for element in block["elements"]), style="dim"
            )
        case "input":
            return _field(block, view)
        case _:
            return Text(_plain(block.get("text", {}).get("text", "")))


def _field(block: Json, view: SeenView | None) -> Text:
    label = block["label"]["text"]
    state = (view.state if view else {}).get(block["block_id"], {})
    held = [_held(value) for value in state.values()]
    return Text.assemble((f"{label}\n", "bold"), ("  " + "; ".join(each for each in held if each), "italic"))


def _held(value: Json) -> str:
    for key in ("value", "selected_option", "selected_options", "selected_date", "selected_date_time"):
        found = value.get(key)
        if isinstance(found, str | int):
            return str(found)
        if isinstance(found, dict):
            return str(found["text"]["text"])
        if isinstance(found, list):
            return ", ".join(option["text"]["text"] for option in found)
    return ""


def _label(element: Json) -> str:
    return str(element["text"]["text"]) if "text" in element else "…"


def _plain(markup: str) -> str:
    for escaped, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        markup = markup.replace(escaped, character)
    return markup.replace("*", "")
