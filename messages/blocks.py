"""Block Kit, as far as we use it: each builder keeps Slack's limits, none of them knows a word."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from messages import typed

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

BLOCKS_IN_VIEW = 100
"""So many blocks Slack shows in one view."""

SECTION = 2900
"""So much text goes into one section: Slack takes 3,000, the rest is margin."""

MESSAGE = 9_500
"""So much text goes into one message: Slack refuses somewhat more than 10,000, and does not say where."""

_SHORTER = (2000, 1200, 800, 500, 300, 150, 75)
"""To how much each text is shortened where they are too long together, the most first."""

_TITLE, _BUTTON, _OPTION, _LABEL, _PLACEHOLDER, _HEADER, _CONFIRM = 24, 75, 75, 2000, 150, 150, 300
_TYPED_MOST = 3000
_IN_ONE_GROUP = 100


def plain(text: str, most: int = SECTION) -> Element:
    """Return a text object in which Slack reads nothing as markup."""
    return {"type": "plain_text", "text": typed.clip(text, most), "emoji": False}


def mrkdwn(text: str) -> Element:
    """Return a text object in Slack's markup; `verbatim` keeps Slack from making links of bare words."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "text": plain(text, _HEADER)}


def section(text: str, accessory: Element | None = None) -> Block:
    """Return words in Slack's markup, which the templates made, with an element beside them."""
    block = {"type": "section", "text": mrkdwn(typed.clip(text, SECTION))}
    return block | {"accessory": accessory} if accessory else block


def sections(text: str) -> list[Block]:
    """Return words in Slack's markup, however many, in as many sections as they need; none for no words."""
    return [section(part) for part in typed.parts(text, SECTION)]


def quoted(text: str, most: int | None = None) -> list[Block]:
    """Return what a person typed, in sections where Slack reads nothing as markup."""
    whole = typed.clean(text)
    shown = whole if most is None else typed.clip(whole, most)
    return [verbatim(part) for part in typed.parts(shown, SECTION)]


def verbatim(part: str) -> Block:
    """Return a piece of a clean text as it is: what stands before its first word stays."""
    return {"type": "section", "text": plain(part)}


def context(text: str) -> Block:
    """Return small print in Slack's markup."""
    return {"type": "context", "elements": [mrkdwn(typed.clip(text, SECTION))]}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def actions(*elements: Element | None) -> list[Block]:
    """Return a row of those elements that there are; nothing where there is none."""
    present = [element for element in elements if element]
    return [{"type": "actions", "elements": present}] if present else []


def button(
    action_id: str, text: str, value: str, *, style: str = "", confirm: Element | None = None
) -> Element:
    """Return a button; its value holds references only."""
    element = {"type": "button", "action_id": action_id, "text": plain(text, _BUTTON), "value": value}
    return element | ({"style": style} if style else {}) | ({"confirm": confirm} if confirm else {})


def confirmation(title: str, text: str, yes: str, no: str) -> Element:
    """Return the question that Slack asks before a button counts as pressed."""
    return {
        "title": plain(title, 100),
        "text": plain(text, _CONFIRM),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def option(text: str, value: str) -> Element:
    """Return one thing to choose."""
    return {"text": plain(text, _OPTION), "value": value}


def overflow(action_id: str, options: Sequence[Element]) -> Element:
    """Return the button with three dots; Slack takes five options at most."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def radio(action_id: str, options: Sequence[Element], initial: str = "") -> Element:
    """Return radio buttons, ten at most."""
    return _chosen({"type": "radio_buttons", "action_id": action_id, "options": list(options)}, initial)


def select(action_id: str, options: Sequence[Element], placeholder: str, initial: str = "") -> Element:
    """Return a list to choose one from; a long one is put in groups, named by the first of each."""
    element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, _PLACEHOLDER),
    }
    if len(options) <= _IN_ONE_GROUP:
        return _chosen(element | {"options": list(options)}, initial)
    return element | {"option_groups": [_group(options[at : at + 100]) for at in range(0, len(options), 100)]}


def select_in_groups(
    action_id: str, groups: Sequence[tuple[str, Sequence[Element]]], placeholder: str, initial: str = ""
) -> Element:
    """Return a list to choose one from, in groups of a name each."""
    element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, _PLACEHOLDER),
        "option_groups": [{"label": plain(name, 75), "options": list(options)} for name, options in groups],
    }
    return _chosen_of(element, (one for _, options in groups for one in options), initial)


def search(action_id: str, placeholder: str, initial: Element | None = None) -> Element:
    """Return a search for one person in the roster."""
    element = _search("external_select", action_id, placeholder)
    return element | ({"initial_option": initial} if initial else {})


def search_many(action_id: str, placeholder: str, most: int, initial: Sequence[Element] = ()) -> Element:
    """Return a search for several in the roster."""
    element = _search("multi_external_select", action_id, placeholder) | {"max_selected_items": most}
    return element | ({"initial_options": list(initial)[:most]} if initial else {})


def checkbox(action_id: str, text: str, value: str, *, is_ticked: bool = False) -> Element:
    """Return one box to tick."""
    options = [option(text, value)]
    element = {"type": "checkboxes", "action_id": action_id, "options": options}
    return element | ({"initial_options": options} if is_ticked else {})


def text_line(action_id: str, most: int, initial: str = "") -> Element:
    """Return one line to type."""
    return _text_input(action_id, most, initial, is_multiline=False)


def text_lines(action_id: str, most: int, initial: str = "") -> Element:
    """Return several lines to type."""
    return _text_input(action_id, most, initial, is_multiline=True)


def moment(action_id: str, initial: datetime | None = None) -> Element:
    """Return a date and time to choose."""
    element: Element = {"type": "datetimepicker", "action_id": action_id}
    return element | ({"initial_date_time": int(initial.timestamp())} if initial else {})


def date_choice(action_id: str, initial: date | None = None) -> Element:
    """Return a date to choose."""
    element: Element = {"type": "datepicker", "action_id": action_id}
    return element | ({"initial_date": initial.isoformat()} if initial else {})


def field(
    label: str, element: Element, *, hint: str = "", is_optional: bool = False, acts_at_once: bool = False
) -> Block:
    """Return a field of a form. Its block has the element's id, by which the answer comes back."""
    block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label, _LABEL),
        "element": element,
        "optional": is_optional,
        "dispatch_action": acts_at_once,
    }
    return block | ({"hint": plain(hint, _LABEL)} if hint else {})


def form(
    callback_id: str, metadata: str, title: str, submit: str, close: str, blocks: Iterable[Block]
) -> View:
    """Return a view with fields to send; the metadata holds references only."""
    view = window(title, close, blocks)
    return view | {"callback_id": callback_id, "private_metadata": metadata, "submit": plain(submit, _TITLE)}


def window(title: str, close: str, blocks: Iterable[Block]) -> View:
    """Return a view to read."""
    return {
        "type": "modal",
        "title": plain(title, _TITLE),
        "close": plain(close, _TITLE),
        "blocks": list(blocks)[:BLOCKS_IN_VIEW],
    }


def home(blocks: Iterable[Block]) -> View:
    """Return the Home tab."""
    return {"type": "home", "blocks": list(blocks)[:BLOCKS_IN_VIEW]}


def held(made: list[Block], rest: Block) -> list[Block]:
    """
    Return the blocks of a message. Where their words are too many for one, the longest are cut, between lines
    or words where that is possible, and `rest`, before the last block, says where the whole stands.
    """
    if _length(made) <= MESSAGE:
        return made
    *first, last = made
    tries = ([*(_shortened(block, most) for block in first), rest, last] for most in _SHORTER)
    return next((shorter for shorter in tries if _length(shorter) <= MESSAGE), [rest, last])


def _shortened(block: Block, most: int) -> Block:
    words = block["text"]["text"] if block["type"] == "section" else ""
    if typed.length(words) <= most:
        return block
    return block | {"text": block["text"] | {"text": f"{next(typed.parts(words, most - 2))} …"}}


def _length(made: object) -> int:
    """How many characters of words Slack counts in blocks, at most."""
    if isinstance(made, list):
        return sum(map(_length, made))
    if isinstance(made, dict):
        return sum(
            typed.length(each) if name == "text" and isinstance(each, str) else _length(each)
            for name, each in made.items()
        )
    return 0


def _chosen(element: Element, initial: str) -> Element:
    return _chosen_of(element, element["options"], initial)


def _chosen_of(element: Element, options: Iterable[Element], initial: str) -> Element:
    chosen = next((one for one in options if one["value"] == initial), None)
    return element | ({"initial_option": chosen} if chosen else {})


def _group(options: Sequence[Element]) -> Element:
    return {"label": plain(options[0]["text"]["text"], 75), "options": list(options)}


def _search(kind: str, action_id: str, placeholder: str) -> Element:
    return {
        "type": kind,
        "action_id": action_id,
        "placeholder": plain(placeholder, _PLACEHOLDER),
        "min_query_length": 1,
    }


def _text_input(action_id: str, most: int, initial: str, *, is_multiline: bool) -> Element:
    before = typed.clean(initial)
    element = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": is_multiline,
        # What stands already must fit, or correcting a long text would cut it.
        "max_length": min(_TYPED_MOST, max(most, len(before))),
    }
    return element | ({"initial_value": before[:_TYPED_MOST]} if before else {})
