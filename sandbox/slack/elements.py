"""Which elements keep what a person chose, how state names it, and where elements sit in blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.slack.shapes import Json

State = dict[str, dict[str, Json]]


@dataclass(frozen=True)
class Keeping:
    """How one type of element keeps a choice: its key in state, its key for a default, and many or one."""

    key: str
    initial: str
    many: bool = False

    @property
    def nothing(self) -> list[Json] | None:
        """Return what state holds before anything is chosen."""
        return [] if self.many else None


KEEPING = {
    "plain_text_input": Keeping("value", "initial_value"),
    "email_text_input": Keeping("value", "initial_value"),
    "url_text_input": Keeping("value", "initial_value"),
    "number_input": Keeping("value", "initial_value"),
    "rich_text_input": Keeping("rich_text_value", "initial_value"),
    "static_select": Keeping("selected_option", "initial_option"),
    "external_select": Keeping("selected_option", "initial_option"),
    "radio_buttons": Keeping("selected_option", "initial_option"),
    "checkboxes": Keeping("selected_options", "initial_options", many=True),
    "multi_static_select": Keeping("selected_options", "initial_options", many=True),
    "multi_external_select": Keeping("selected_options", "initial_options", many=True),
    "users_select": Keeping("selected_user", "initial_user"),
    "multi_users_select": Keeping("selected_users", "initial_users", many=True),
    "conversations_select": Keeping("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Keeping("selected_conversations", "initial_conversations", many=True),
    "channels_select": Keeping("selected_channel", "initial_channel"),
    "multi_channels_select": Keeping("selected_channels", "initial_channels", many=True),
    "datepicker": Keeping("selected_date", "initial_date"),
    "timepicker": Keeping("selected_time", "initial_time"),
    "datetimepicker": Keeping("selected_date_time", "initial_date_time"),
    "file_input": Keeping("files", "initial_files", many=True),
}
# blocks that hold blocks, and under which key
_HOLDS_BLOCKS = {"container": "child_blocks", "carousel": "elements"}
TYPED = frozenset(
    {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}
)


@dataclass(frozen=True)
class Placed:
    """An element where it sits: its block, and whether that is an input block."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """Return the block's id, as the app named it or Slack made it."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """Return the element's action id."""
        return str(self.element["action_id"])

    @property
    def type(self) -> str:
        """Return the element's type."""
        return str(self.element["type"])

    @property
    def is_input(self) -> bool:
        """Say whether the element is in an input block, so part of what is submitted."""
        return bool(self.block["type"] == "input")

    @property
    def dispatches(self) -> bool:
        """Say whether using it tells the app at once."""
        # a workflow button starts a workflow, of which the app hears nothing
        if self.type == "workflow_button":
            return False
        return not self.is_input or bool(self.block.get("dispatch_action"))


def placed_in(blocks: list[Json]) -> Iterator[Placed]:
    """Yield each interactive element of the blocks, from top to bottom."""
    for block in blocks:
        for element in _elements_of(block):
            if "action_id" in element:
                yield Placed(block, element)
        yield from placed_in(_inside(block))


def first_state(blocks: list[Json]) -> State:
    """Return the state of blocks nobody has touched: the defaults, else nothing."""
    return kept_state(blocks, {})


def kept_state(blocks: list[Json], before: State) -> State:
    """
    Return the state of blocks that replace others.

    What was typed or chosen stays where block id, action id and type are the same; the rest starts anew.
    """
    state: State = {}
    for placed in placed_in(blocks):
        keeping = KEEPING.get(placed.type)
        if keeping is None:
            continue
        held = before.get(placed.block_id, {}).get(placed.action_id)
        if held is None or held["type"] != placed.type:
            held = _untouched(placed.element, keeping)
        state.setdefault(placed.block_id, {})[placed.action_id] = held
    return state


def with_ids(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """Return the blocks with the ids and defaults that Slack adds where the app gave none."""
    return [_block_with_ids(block, new_id) for block in blocks]


def _untouched(element: Json, keeping: Keeping) -> Json:
    return {"type": element["type"], keeping.key: element.get(keeping.initial, keeping.nothing)}


def _elements_of(block: Json) -> list[Json]:
    by_type = {
        "section": [block.get("accessory")],
        "input": [block.get("element")],
        "actions": block.get("elements", []),
        "context_actions": block.get("elements", []),
        "card": block.get("actions", []),
    }
    return [element for element in by_type.get(block["type"], []) if element]


def _inside(block: Json) -> list[Json]:
    return list(block.get(_HOLDS_BLOCKS.get(block["type"], ""), []))


def _block_with_ids(block: Json, new_id: Callable[[str], str]) -> Json:
    whole = {key: _with_text_defaults(value) for key, value in block.items()}
    if whole["type"] == "markdown":
        # Slack takes no notice of the id that the app gave it
        whole.pop("block_id", None)
    whole.setdefault("block_id", new_id("b"))
    if whole["type"] in _HOLDS_BLOCKS:
        whole[_HOLDS_BLOCKS[whole["type"]]] = with_ids(_inside(whole), new_id)
    if whole["type"] == "input":
        whole = {"optional": False, "dispatch_action": False} | whole
    for element in _elements_of(whole):
        if element["type"] != "image":
            element.setdefault("action_id", new_id("a"))
    return whole


def _with_text_defaults(value: object) -> object:
    if isinstance(value, list):
        return [_with_text_defaults(one) for one in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _with_text_defaults(one) for key, one in value.items()}
    if filled.get("type") == "plain_text":
        filled.setdefault("emoji", True)
    elif filled.get("type") == "mrkdwn":
        filled.setdefault("verbatim", False)
    return filled
